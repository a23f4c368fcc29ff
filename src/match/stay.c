/*
 * Who stays: exact, by dynamic programming. Only the rows that are short of room matter (a leg, a
 * kind of place, free children), so a state is how much each of them is still short; riders pass
 * one by one, party by party. Each state keeps its best choice as a number whose bits are the
 * riders that come off, the last in order the highest: of equals, the larger number is the one
 * that takes off the last in order first.
 */
#include "homeward/stay.h"

#include <stdlib.h>
#include <string.h>

/* Cells times riders times words: about a second of work. */
#define CELLS_MAX ((int64_t)100 << 20)

enum { FRESH, KEPT, TAKEN, BOTH, FLAGS }; /* what became of the party's riders so far */

struct worth { /* of a choice; less is better, line by line */
    int32_t hardship, off, breaks;
    bool reached;
};

struct chooser {
    const struct stay_room *room;
    const struct stay_rider *riders;
    const struct stay_party *parties;
    int32_t n, n_parties, n_rows;
    int32_t *use;    /* rider * n_rows + row */
    int32_t *short_; /* of each row */
    int64_t n_states;
    int n_words;
    struct worth *now, *next; /* flag * n_states + state */
    uint64_t *now_off, *next_off;
    struct arena arena;
};

/* ---- rows that are short of room ---- */

static int32_t rider_use(const struct chooser *k, int32_t rider, int32_t row) {
    const struct stay_rider *r = &k->riders[rider];

    if (row < k->room->n_legs)
        return r->needs || (r->board <= row && row < r->alight); /* a need holds the whole run */
    row -= k->room->n_legs;
    return row < NEEDS ? (r->needs & NEED_BIT(row)) != 0 : r->children;
}

static int32_t row_room(const struct chooser *k, int32_t row) {
    if (row < k->room->n_legs)
        return k->room->seats;
    row -= k->room->n_legs;
    return row < NEEDS ? k->room->places[row] : k->room->children;
}

/* The same riders as in a row before: it is as short as that one. */
static bool is_repeated(const struct chooser *k, const int32_t *use, int32_t shortage) {
    for (int32_t row = 0; row < k->n_rows; row++) {
        bool same = k->short_[row] == shortage;
        for (int32_t i = 0; same && i < k->n; i++)
            same = k->use[row * k->n + i] == use[i];
        if (same)
            return true;
    }
    return false;
}

static void find_rows(struct chooser *k) {
    int32_t rows = k->room->n_legs + NEEDS + 1;

    k->use = arena_array(&k->arena, (size_t)rows * (size_t)k->n + 1, sizeof *k->use);
    k->short_ = arena_array(&k->arena, (size_t)rows, sizeof *k->short_);
    for (int32_t row = 0; row < rows; row++) {
        int32_t *use = &k->use[k->n_rows * k->n], load = 0;
        for (int32_t i = 0; i < k->n; i++)
            load += use[i] = rider_use(k, i, row);
        if (load <= row_room(k, row) || is_repeated(k, use, load - row_room(k, row)))
            continue;
        k->short_[k->n_rows++] = load - row_room(k, row);
    }
}

/* ---- states ---- */

static bool count_states(struct chooser *k) {
    k->n_words = (k->n + 63) / 64;
    k->n_states = 1;
    for (int32_t row = 0; row < k->n_rows; row++) {
        k->n_states *= k->short_[row] + 1;
        if (k->n_states * k->n * k->n_words > CELLS_MAX)
            return false;
    }
    return true;
}

/* What is still short once the rider came off. */
static int64_t state_without(const struct chooser *k, int64_t state, int32_t rider) {
    int64_t out = 0, step = 1;

    for (int32_t row = 0; row < k->n_rows; row++) {
        int64_t left = state % (k->short_[row] + 1) - k->use[row * k->n + rider];
        state /= k->short_[row] + 1;
        out += (left > 0 ? left : 0) * step;
        step *= k->short_[row] + 1;
    }
    return out;
}

static int compare(const struct chooser *k, const struct worth *a, const uint64_t *a_off,
                   const struct worth *b, const uint64_t *b_off) {
    const int32_t lines[] = {a->hardship - b->hardship, a->off - b->off, a->breaks - b->breaks};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i])
            return lines[i];
    for (int w = k->n_words - 1; w >= 0; w--)
        if (a_off[w] != b_off[w])
            return a_off[w] > b_off[w] ? -1 : 1;
    return 0;
}

/* Offers a choice to a cell of the next layer; off: the rider who comes off with it, -1: nobody. */
static void offer(struct chooser *k, int64_t from, int64_t to, struct worth worth, int32_t off,
                  uint64_t *scratch) {
    memcpy(scratch, &k->now_off[from * k->n_words], (size_t)k->n_words * sizeof *scratch);
    if (off >= 0)
        scratch[off / 64] |= (uint64_t)1 << (off % 64);
    if (k->next[to].reached &&
        compare(k, &k->next[to], &k->next_off[to * k->n_words], &worth, scratch) <= 0)
        return;
    k->next[to] = worth;
    memcpy(&k->next_off[to * k->n_words], scratch, (size_t)k->n_words * sizeof *scratch);
}

static void turn(struct chooser *k) {
    struct worth *worth = k->now;
    uint64_t *off = k->now_off;

    k->now = k->next;
    k->now_off = k->next_off;
    k->next = worth;
    k->next_off = off;
    memset(k->next, 0, (size_t)(FLAGS * k->n_states) * sizeof *k->next);
}

static void pass_rider(struct chooser *k, int32_t rider, bool must, uint64_t *scratch) {
    for (int64_t cell = 0; cell < FLAGS * k->n_states; cell++) {
        int64_t flag = cell / k->n_states, state = cell % k->n_states;
        struct worth w = k->now[cell];
        if (!w.reached)
            continue;
        if (!must || flag != TAKEN)
            offer(k, cell, (flag | KEPT) * k->n_states + state, w, -1, scratch);
        w.hardship += k->riders[rider].hardship;
        w.off++;
        if (!must || flag != KEPT)
            offer(k, cell, (flag | TAKEN) * k->n_states + state_without(k, state, rider), w, rider,
                  scratch);
    }
    turn(k);
}

/* The party is through: its breaks count, and the next one begins. */
static void end_party(struct chooser *k, const struct stay_party *party, uint64_t *scratch) {
    static const int how_many[FLAGS] = {STAY_NONE, STAY_ALL, STAY_NONE, STAY_SOME};

    for (int64_t cell = 0; cell < FLAGS * k->n_states; cell++) {
        struct worth w = k->now[cell];
        if (!w.reached)
            continue;
        w.breaks += party ? party->breaks[how_many[cell / k->n_states]] : 0;
        offer(k, cell, cell % k->n_states, w, -1, scratch);
    }
    turn(k);
}

static void choose_exactly(struct chooser *k, unsigned char *out_off) {
    size_t cells = (size_t)(FLAGS * k->n_states);
    uint64_t *scratch = arena_array(&k->arena, (size_t)k->n_words, sizeof *scratch);
    int64_t all_short = k->n_states - 1;

    k->now = arena_array(&k->arena, cells, sizeof *k->now);
    k->next = arena_array(&k->arena, cells, sizeof *k->next);
    k->now_off = arena_array(&k->arena, cells * (size_t)k->n_words, sizeof *k->now_off);
    k->next_off = arena_array(&k->arena, cells * (size_t)k->n_words, sizeof *k->next_off);
    k->now[all_short].reached = true;
    for (int32_t p = -1; p < k->n_parties; p++) {
        for (int32_t i = 0; i < k->n; i++) {
            if (k->riders[i].party != p)
                continue;
            pass_rider(k, i, p >= 0 && k->parties[p].must, scratch);
            if (p < 0)
                end_party(k, NULL, scratch);
        }
        if (p >= 0)
            end_party(k, &k->parties[p], scratch);
    }
    for (int32_t i = 0; i < k->n; i++)
        out_off[i] = k->now_off[i / 64] >> (i % 64) & 1;
}

/* ---- where there is too much to try ---- */

static bool helps(const struct chooser *k, const int32_t *missing, int32_t rider) {
    for (int32_t row = 0; row < k->n_rows; row++)
        if (missing[row] > 0 && k->use[row * k->n + rider] > 0)
            return true;
    return false;
}

static void take_off(const struct chooser *k, int32_t *missing, int32_t rider,
                     unsigned char *out_off) {
    int32_t party = k->riders[rider].party;

    for (int32_t i = 0; i < k->n; i++) {
        bool along = party >= 0 && k->parties[party].must && k->riders[i].party == party;
        if (out_off[i] || (i != rider && !along))
            continue;
        out_off[i] = 1;
        for (int32_t row = 0; row < k->n_rows; row++)
            missing[row] -= k->use[row * k->n + i];
    }
}

static void choose_roughly(const struct chooser *k, unsigned char *out_off) {
    int32_t *missing = mem_array((size_t)k->n_rows + 1, sizeof *missing);

    memcpy(missing, k->short_, (size_t)k->n_rows * sizeof *missing);
    for (int hardship = 0; hardship <= 1; hardship++)
        for (int32_t i = k->n - 1; i >= 0; i--)
            if (!out_off[i] && k->riders[i].hardship == hardship && helps(k, missing, i))
                take_off(k, missing, i, out_off);
    mem_free(missing);
}

bool stay_choose(const struct stay_room *room, const struct stay_rider *riders, int32_t n,
                 const struct stay_party *parties, int32_t n_parties, unsigned char *out_off) {
    struct chooser k = {
        .room = room, .riders = riders, .parties = parties, .n = n, .n_parties = n_parties};

    memset(out_off, 0, (size_t)n);
    find_rows(&k);
    bool exact = k.n_rows == 0 || count_states(&k);
    if (k.n_rows && exact)
        choose_exactly(&k, out_off);
    else if (k.n_rows)
        choose_roughly(&k, out_off);
    arena_clear(&k.arena);
    return exact;
}
