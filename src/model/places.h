/* The inside of the place table, shared by place.c and gazetteer.c. */
#ifndef HOMEWARD_MODEL_PLACES_H
#define HOMEWARD_MODEL_PLACES_H

#include "homeward/mem.h"
#include "homeward/place.h"

struct gazetteer_entry {
    const char *name; /* a name people write for one level, folded */
    int32_t code;
};

struct places {
    struct arena arena;
    struct place *v; /* by code */
    int n;
    struct gazetteer_entry *names; /* by name, then code */
    int n_names;
};

/* All the names of every place: with and without its suffix, and former ones. */
enum rc gazetteer_build(struct places *places, struct err *err) RC_CHECK;
void gazetteer_clear(struct places *places);

#endif
