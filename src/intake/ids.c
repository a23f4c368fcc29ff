/* A sorted table of ids. */
#include "intake/ids.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b) {
    const struct id *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : (x->index > y->index) - (x->index < y->index);
}

struct ids ids_make(struct arena *arena, int n) {
    return (struct ids){arena_array(arena, (size_t)n, sizeof(struct id)), 0};
}

void ids_add(struct ids *ids, const char *key, int32_t index) {
    ids->v[ids->n++] = (struct id){key, index};
}

void ids_sort(struct ids *ids) {
    qsort(ids->v, (size_t)ids->n, sizeof *ids->v, by_key);
}

bool ids_find(const struct ids *ids, const char *key, int32_t *out) {
    int low = 0, high = ids->n;

    while (low < high) {
        int mid = (low + high) / 2;
        if (strcmp(ids->v[mid].key, key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == ids->n || strcmp(ids->v[low].key, key) != 0)
        return false;
    *out = ids->v[low].index;
    return true;
}
