#include "store/hash_set.h"

#include "homeward/mem.h"

/* The slot of the hash, its own or a free one. The low bits of our hashes are the worse ones. */
static size_t slot_of(const uint64_t *slots, size_t room, uint64_t hash) {
    size_t i = (size_t)((hash * 0x9e3779b97f4a7c15u) >> 32) & (room - 1);

    while (slots[i] && slots[i] != hash)
        i = (i + 1) & (room - 1);
    return i;
}

static void grow(struct hash_set *set) {
    size_t room = set->room ? 2 * set->room : 1024;
    uint64_t *slots = mem_array(room, sizeof *slots);

    for (size_t i = 0; i < set->room; i++)
        if (set->slots[i])
            slots[slot_of(slots, room, set->slots[i])] = set->slots[i];
    mem_free(set->slots);
    *set = (struct hash_set){slots, set->n, room};
}

bool hash_set_has(const struct hash_set *set, uint64_t hash) {
    hash += !hash; /* 0 is the empty slot */
    return set->room && set->slots[slot_of(set->slots, set->room, hash)];
}

bool hash_set_add(struct hash_set *set, uint64_t hash) {
    hash += !hash;
    if (2 * (set->n + 1) > set->room)
        grow(set);
    size_t i = slot_of(set->slots, set->room, hash);
    if (set->slots[i])
        return false;
    set->slots[i] = hash;
    set->n++;
    return true;
}

void hash_set_clear(struct hash_set *set) {
    mem_free(set->slots);
    *set = (struct hash_set){0};
}
