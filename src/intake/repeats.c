/* Documents in more than one row. */
#include "intake/repeats.h"

#include "homeward/mem.h"

#include <stdlib.h>

#define BITS ((uint64_t)1 << 27) /* 16 MiB, touched only where a bit is set */
#define REPEATS_MAX (1 << 20)    /* 32 MiB */

void repeats_init(struct repeats *repeats) {
    *repeats = (struct repeats){.seen = mem_array(BITS / 64, sizeof *repeats->seen)};
}

void repeats_clear(struct repeats *repeats) {
    mem_free(repeats->seen);
    mem_free(repeats->v);
    *repeats = (struct repeats){0};
}

/* Sets the bit; was it set before? */
static bool set_bit(uint64_t *bits, uint64_t at) {
    uint64_t bit = (uint64_t)1 << (at & 63);
    bool before = bits[at / 64] & bit;

    bits[at / 64] |= bit;
    return before;
}

bool repeats_add(struct repeats *repeats, uint64_t hash) {
    bool first = set_bit(repeats->seen, hash % BITS);
    bool second = set_bit(repeats->seen, (hash >> 32) % BITS);
    struct repeat later = {.hash = hash, .left = 1};

    if (!first || !second)
        return true;
    if (repeats->n == REPEATS_MAX)
        return false;
    VEC_PUSH(repeats->v, repeats->n, repeats->cap, later);
    return true;
}

static int by_hash(const void *a, const void *b) {
    const struct repeat *x = a, *y = b;

    return (x->hash > y->hash) - (x->hash < y->hash);
}

void repeats_close(struct repeats *repeats) {
    int kept = 0;

    mem_free(repeats->seen);
    repeats->seen = NULL;
    if (repeats->n)
        qsort(repeats->v, (size_t)repeats->n, sizeof *repeats->v, by_hash);
    for (int i = 0; i < repeats->n; i++) {
        if (!kept || repeats->v[kept - 1].hash != repeats->v[i].hash) {
            repeats->v[kept] = repeats->v[i];
            repeats->v[kept++].left = 1; /* the first row, that was only a bit */
        }
        repeats->v[kept - 1].left++;
    }
    repeats->n = kept;
}

struct repeat *repeats_find(const struct repeats *repeats, uint64_t hash) {
    int low = 0, high = repeats->n;

    while (low < high) {
        int mid = (low + high) / 2;
        if (repeats->v[mid].hash < hash)
            low = mid + 1;
        else
            high = mid;
    }
    return low < repeats->n && repeats->v[low].hash == hash ? &repeats->v[low] : NULL;
}
