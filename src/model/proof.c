/*
 * The stored form of a proof, version 1: "HWP" 1; scale, promised, claimed, proved; the state in
 * eight bytes; how many allocations; for each that has a price, in order of its key: the key, how
 * many rows, their prices level by level. Numbers are unsigned, seven bits a byte, low bits first.
 */
#include "homeward/proof.h"

#include <stdlib.h>
#include <string.h>

#define SCALE_MAX 1000
#define ROWS_MAX 4096
#define BOUND_MAX INT32_MAX

static const unsigned char magic[4] = {'H', 'W', 'P', 1};

int proof_rows(const struct allocation *a) {
    return PROOF_LEGS + (a->n_stops > 1 ? a->n_stops - 1 : 0);
}

void proof_make(const struct campaign *c, struct arena *arena, struct proof *out) {
    *out = (struct proof){.scale = 1, .promised = BOOKING_TOLD};
    for (int level = 0; level < PROOF_LEVELS; level++)
        out->price[level] =
            arena_array(arena, (size_t)c->n_allocations + 1, sizeof *out->price[level]);
}

void proof_set(struct proof *proof, const struct campaign *c, struct arena *arena,
               enum proof_level level, int32_t allocation, int row, int64_t price) {
    int64_t **rows = &proof->price[level][allocation];

    if (!*rows && price == 0)
        return;
    if (!*rows)
        *rows = arena_array(arena, (size_t)proof_rows(&c->allocations[allocation]), sizeof **rows);
    (*rows)[row] = price;
}

/* ---- allocations by key ---- */

struct keyed {
    const char *key;
    int32_t allocation;
};

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;

    return strcmp(x->key, y->key);
}

static struct keyed *sort_keys(const struct campaign *c) {
    struct keyed *keys = mem_array((size_t)c->n_allocations + 1, sizeof *keys);

    for (int32_t a = 0; a < c->n_allocations; a++)
        keys[a] = (struct keyed){c->allocations[a].key, a};
    if (c->n_allocations)
        qsort(keys, (size_t)c->n_allocations, sizeof *keys, by_key);
    return keys;
}

/* ---- writing ---- */

struct writer {
    unsigned char *v;
    size_t n, cap;
};

static void put_bytes(struct writer *w, const void *bytes, size_t n) {
    const unsigned char *from = bytes;

    for (size_t i = 0; i < n; i++)
        VEC_PUSH(w->v, w->n, w->cap, from[i]);
}

static void put_number(struct writer *w, uint64_t number) {
    for (; number > 127; number >>= 7)
        VEC_PUSH(w->v, w->n, w->cap, (unsigned char)(number | 128));
    VEC_PUSH(w->v, w->n, w->cap, (unsigned char)number);
}

static bool is_priced(const struct proof *proof, int32_t a) {
    return proof->price[PROOF_HARDSHIP][a] || proof->price[PROOF_ALL][a];
}

static void put_prices(struct writer *w, const struct proof *proof, const struct campaign *c,
                       const struct keyed *keyed) {
    int n = proof_rows(&c->allocations[keyed->allocation]);
    size_t len = strlen(keyed->key);

    put_number(w, len);
    put_bytes(w, keyed->key, len);
    put_number(w, (uint64_t)n);
    for (int level = 0; level < PROOF_LEVELS; level++)
        for (int row = 0; row < n; row++) {
            const int64_t *prices = proof->price[level][keyed->allocation];
            put_number(w, prices ? (uint64_t)prices[row] : 0);
        }
}

static void put_head(struct writer *w, const struct proof *proof) {
    put_bytes(w, magic, sizeof magic);
    put_number(w, (uint64_t)proof->scale);
    put_number(w, (uint64_t)proof->promised);
    for (int level = 0; level < PROOF_LEVELS; level++)
        put_number(w, (uint64_t)proof->claimed[level]);
    for (int level = 0; level < PROOF_LEVELS; level++)
        put_number(w, (uint64_t)proof->proved[level]);
    for (int shift = 0; shift < 64; shift += 8)
        VEC_PUSH(w->v, w->n, w->cap, (unsigned char)(proof->state >> shift));
}

unsigned char *proof_write(const struct proof *proof, const struct campaign *c, size_t *out_len) {
    struct writer w = {0};
    struct keyed *keys = sort_keys(c);
    uint64_t n = 0;

    for (int32_t a = 0; a < c->n_allocations; a++)
        n += is_priced(proof, a);
    put_head(&w, proof);
    put_number(&w, n);
    for (int32_t i = 0; i < c->n_allocations; i++)
        if (is_priced(proof, keys[i].allocation))
            put_prices(&w, proof, c, &keys[i]);
    mem_free(keys);
    *out_len = w.n;
    return w.v;
}

/* ---- reading: whatever the bytes are ---- */

struct reader {
    const unsigned char *at;
    size_t left;
    bool bad;
};

static const unsigned char *take(struct reader *r, size_t n) {
    const unsigned char *at = r->at;

    if (r->bad || n > r->left) {
        r->bad = true;
        return NULL;
    }
    r->at += n;
    r->left -= n;
    return at;
}

static int64_t number(struct reader *r, int64_t most) {
    uint64_t value = 0;

    for (int shift = 0; shift < 35; shift += 7) {
        const unsigned char *byte = take(r, 1);
        if (!byte)
            return 0;
        value |= (uint64_t)(*byte & 127) << shift;
        if (*byte < 128) {
            r->bad |= value > (uint64_t)most;
            return r->bad ? 0 : (int64_t)value;
        }
    }
    r->bad = true;
    return 0;
}

static void read_head(struct reader *r, struct proof *out) {
    const unsigned char *head = take(r, sizeof magic);

    r->bad |= !head || memcmp(head, magic, sizeof magic) != 0;
    out->scale = number(r, SCALE_MAX);
    out->promised = (enum booking_status)number(r, BOOKING_CONFIRMED);
    r->bad |= out->scale < 1 || out->promised < BOOKING_TOLD;
    for (int level = 0; level < PROOF_LEVELS; level++)
        out->claimed[level] = number(r, BOUND_MAX);
    for (int level = 0; level < PROOF_LEVELS; level++)
        out->proved[level] = number(r, BOUND_MAX);
    const unsigned char *state = take(r, 8);
    for (int i = 7; state && i >= 0; i--)
        out->state = out->state << 8 | state[i];
}

static int32_t find_key(const struct campaign *c, const struct keyed *keys, const char *key) {
    const struct keyed wanted = {key, 0};
    const struct keyed *found =
        c->n_allocations ? bsearch(&wanted, keys, (size_t)c->n_allocations, sizeof *keys, by_key)
                         : NULL;

    return found ? found->allocation : -1;
}

static void read_prices(struct reader *r, const struct campaign *c, const struct keyed *keys,
                        struct arena *arena, struct proof *out) {
    size_t len = (size_t)number(r, ROWS_MAX);
    const unsigned char *key = take(r, len);
    int rows = (int)number(r, ROWS_MAX);

    if (r->bad)
        return;
    int32_t a = find_key(c, keys, arena_strndup(arena, (const char *)key, len));
    bool fits = a >= 0 && rows == proof_rows(&c->allocations[a]);
    for (int level = 0; level < PROOF_LEVELS; level++)
        for (int row = 0; row < rows && !r->bad; row++) {
            int64_t price = number(r, out->scale);
            if (fits)
                proof_set(out, c, arena, (enum proof_level)level, a, row, price);
        }
}

bool proof_read(const unsigned char *bytes, size_t len, const struct campaign *c,
                struct arena *arena, struct proof *out) {
    struct reader r = {bytes, len, false};
    struct keyed *keys = sort_keys(c);

    proof_make(c, arena, out);
    read_head(&r, out);
    int64_t n = number(&r, INT32_MAX);
    for (int64_t i = 0; i < n && !r.bad; i++)
        read_prices(&r, c, keys, arena, out);
    mem_free(keys);
    return !r.bad && r.left == 0;
}
