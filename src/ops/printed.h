/* The printed manifest of a departure, as a return refers to it. */
#ifndef HOMEWARD_OPS_PRINTED_H
#define HOMEWARD_OPS_PRINTED_H

#include "ops/roster.h"

struct printed_line {
    int32_t row;      /* as printed, from 1 */
    const char *seat; /* "" where none was printed */
    int32_t request;  /* index; -1: gone since */
    bool child;       /* a free child: no person-trip */
};
struct printed {
    int32_t version;
    struct printed_line *lines;
    int n;
    bool by_seat; /* each seat is used once: the paper's first column is the seat */
};
/* Which paper is meant. */
struct printed_version {
    int32_t version; /* 0: the one printed last */
    bool force;      /* an earlier one too */
};
/* Requests by row id. */
struct request_ids {
    int32_t *at; /* -1 where there is none */
    int64_t max;
};
void request_ids_make(const struct campaign *c, struct arena *arena, struct request_ids *out);
int32_t request_by_id(const struct request_ids *ids, int64_t id);

/* RC_CONFLICT: no such version, or a stale one, with what has changed since. */
enum rc printed_load(const struct sheet_maker *maker, const struct request_ids *ids,
                     int32_t allocation, const struct printed_version *which, struct arena *arena,
                     struct printed *out, struct err *err) RC_CHECK;

#endif
