/* Words to positions: what an id of a file refers to. */
#ifndef HOMEWARD_INTAKE_IDS_H
#define HOMEWARD_INTAKE_IDS_H

#include "homeward/mem.h"
#include <stdbool.h>
#include <stdint.h>

struct id {
    const char *key;
    int32_t index;
};

struct ids { /* sorted by key */
    struct id *v;
    int n;
};

struct ids ids_make(struct arena *arena, int n); /* room for n */
void ids_add(struct ids *ids, const char *key, int32_t index);
void ids_sort(struct ids *ids); /* once, after the last ids_add */
bool ids_find(const struct ids *ids, const char *key, int32_t *out);

#endif
