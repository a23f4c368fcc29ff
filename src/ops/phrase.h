/* Times and names as paper has them. */
#ifndef HOMEWARD_OPS_PHRASE_H
#define HOMEWARD_OPS_PHRASE_H

#include "ops/session.h"

/* printf into the arena, at most 1,023 bytes. */
const char *phrase(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* 2月7日 08:00 */
const char *phrase_time(enum lang lang, struct instant at, struct arena *arena);
/* 2018年2月7日（星期三）08:00 */
const char *phrase_long_time(enum lang lang, struct instant at, struct arena *arena);
/* 2月7日 08:00; after midnight both ways, as the day is easily mistaken: 7日夜里（8日00:30） */
const char *phrase_night_time(enum lang lang, struct instant at, struct arena *arena);
const char *phrase_spot(const struct campaign *c, const struct spot *spot, struct arena *arena);
/* 王*明: one character hidden, for lists that hang on a wall. */
const char *phrase_hidden_name(const char *name, struct arena *arena);
/* 司机 张师傅 138…; NULL: no crew is named */
const char *phrase_crew(enum lang lang, const struct allocation *a, struct arena *arena);

#endif
