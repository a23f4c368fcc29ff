/* Sets of 64-bit hashes: what a file has named, in memory that is little for each rider. */
#ifndef HOMEWARD_STORE_HASH_SET_H
#define HOMEWARD_STORE_HASH_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash_set {
    uint64_t *slots; /* 0 = empty; room is a power of two */
    size_t n, room;
};

bool hash_set_has(const struct hash_set *set, uint64_t hash);
/* False if it was in the set before. */
bool hash_set_add(struct hash_set *set, uint64_t hash);
void hash_set_clear(struct hash_set *set);

#endif
