#include "match/walk.h"

#include "match/units.h"

#include <math.h>
#include <string.h>

enum { OFF_MOST = 8, LOOK = 1024 };
#define HOT 0.6 /* riders: losing so many is forgiven once in e times */
#define COLD 0.12

struct list { /* who rides an allocation, or waits */
    int32_t *v, n;
    size_t cap;
};
struct change {
    int32_t unit, way; /* that it had before */
};
struct walk {
    struct units u;
    struct list *lists;    /* by place; the last: who waits */
    int32_t *at;           /* of each unit: where in its list */
    int32_t waiting;       /* place of the last list */
    int32_t *first, *best; /* rides of each unit: before the walk, where most value is seated */
    int64_t value, best_value;
    struct change *changes; /* of the step in hand */
    int32_t n_changes;
    size_t changes_cap;
    uint64_t dice;
    int64_t steps;
};

/* xorshift64* */
static uint32_t roll(struct walk *w, int32_t n) {
    w->dice ^= w->dice >> 12;
    w->dice ^= w->dice << 25;
    w->dice ^= w->dice >> 27;
    return (uint32_t)(((w->dice * 2685821657736338717u) >> 32) * (uint64_t)n >> 32);
}

/* ---- on and off ---- */

static int32_t place_of(const struct walk *w, int32_t way) {
    return way < 0 ? w->waiting : w->u.ways[way].place;
}

static void enlist(struct walk *w, int32_t unit, int32_t place) {
    struct list *list = &w->lists[place];

    w->at[unit] = list->n;
    VEC_PUSH(list->v, list->n, list->cap, unit);
}

static void delist(struct walk *w, int32_t unit, int32_t place) {
    struct list *list = &w->lists[place];
    int32_t last = list->v[--list->n];

    list->v[w->at[unit]] = last;
    w->at[last] = w->at[unit];
}

static void use_room(struct walk *w, int32_t way, int32_t sign) {
    const struct units *u = &w->u;
    int32_t place = u->ways[way].place, n = u->first_row[place + 1] - u->first_row[place];
    int32_t *left = &u->left[u->first_row[place]];
    const int32_t *uses = &u->uses[u->ways[way].uses];

    for (int32_t row = 0; row < n; row++)
        left[row] -= sign * uses[row];
    w->steps += 4 + n;
}

static void put(struct walk *w, int32_t unit, int32_t way) {
    int32_t old = w->u.rides[unit];

    if (old >= 0)
        use_room(w, old, -1);
    if (way >= 0)
        use_room(w, way, 1);
    delist(w, unit, place_of(w, old));
    enlist(w, unit, place_of(w, way));
    w->u.rides[unit] = way;
    w->value += ((way >= 0) - (old >= 0)) * w->u.v[unit].value;
}

static void change(struct walk *w, int32_t unit, int32_t way) {
    struct change c = {unit, w->u.rides[unit]};

    VEC_PUSH(w->changes, w->n_changes, w->changes_cap, c);
    put(w, unit, way);
}

static void undo(struct walk *w) {
    while (w->n_changes > 0) {
        struct change c = w->changes[--w->n_changes];
        put(w, c.unit, c.way);
    }
}

/* ---- room ---- */

/* A row in which the way lacks room; -1: none. */
static int32_t lacking(const struct walk *w, int32_t way) {
    const struct units *u = &w->u;
    int32_t place = u->ways[way].place, n = u->first_row[place + 1] - u->first_row[place];
    const int32_t *left = &u->left[u->first_row[place]], *uses = &u->uses[u->ways[way].uses];

    for (int32_t row = n - 1; row >= 0; row--)
        if (uses[row] > left[row] && uses[row] > 0)
            return row;
    return -1;
}

/* Somebody who takes of the row gets off. */
static bool clear_row(struct walk *w, int32_t place, int32_t row) {
    const struct list *list = &w->lists[place];

    if (list->n == 0)
        return false;
    for (int32_t from = (int32_t)roll(w, list->n), i = 0; i < list->n; i++) {
        int32_t unit = list->v[(from + i) % list->n];
        if (w->u.uses[w->u.ways[w->u.rides[unit]].uses + row] > 0) {
            change(w, unit, -1);
            return true;
        }
    }
    return false;
}

static bool make_room(struct walk *w, int32_t way) {
    int32_t row;

    for (int32_t off = 0; (row = lacking(w, way)) >= 0; off++)
        if (off == OFF_MOST || !clear_row(w, w->u.ways[way].place, row))
            return false;
    return true;
}

static void find_place(struct walk *w, int32_t unit) {
    const struct unit *v = &w->u.v[unit];

    for (int32_t from = v->n_ways ? (int32_t)roll(w, v->n_ways) : 0, i = 0; i < v->n_ways; i++) {
        int32_t way = v->first_way + (from + i) % v->n_ways;
        if (lacking(w, way) < 0) {
            change(w, unit, way);
            return;
        }
    }
    w->steps += 4 * v->n_ways;
}

/* ---- one step ---- */

static int32_t pick(struct walk *w) {
    const struct list *waiting = &w->lists[w->waiting];

    if (waiting->n && roll(w, 2))
        return waiting->v[roll(w, waiting->n)];
    return (int32_t)roll(w, w->u.n);
}

static bool forgiven(struct walk *w, int64_t loss, double heat) {
    return loss <= 0 || (loss < 16 * heat + 8 &&
                         (double)roll(w, 1 << 24) < exp(-(double)loss / heat) * (1 << 24));
}

static void step(struct walk *w, double heat) {
    int32_t unit = pick(w), n = w->u.v[unit].n_ways;
    int64_t before = w->value;

    w->n_changes = 0;
    w->steps += 8;
    if (n == 0)
        return;
    int32_t way = w->u.v[unit].first_way + (int32_t)roll(w, n);
    if (way == w->u.rides[unit])
        return;
    if (w->u.rides[unit] >= 0)
        change(w, unit, -1);
    bool fits = make_room(w, way);
    int32_t off = w->n_changes;
    if (fits)
        change(w, unit, way);
    for (int32_t i = 0; fits && i < off; i++)
        if (w->changes[i].unit != unit)
            find_place(w, w->changes[i].unit);
    if (!fits || !forgiven(w, before - w->value, heat))
        undo(w);
}

/* ---- the walk ---- */

static void start(struct walk *w) {
    struct units *u = &w->u;

    w->waiting = u->m->n_allocations;
    w->lists = arena_array(&u->arena, (size_t)w->waiting + 1, sizeof *w->lists);
    w->at = arena_array(&u->arena, (size_t)u->n, sizeof *w->at);
    w->best = arena_array(&u->arena, (size_t)u->n, sizeof *w->best);
    w->first = arena_array(&u->arena, (size_t)u->n, sizeof *w->first);
    memcpy(w->first, u->rides, (size_t)u->n * sizeof *w->first);
    for (int32_t i = 0; i < u->n; i++) {
        enlist(w, i, place_of(w, u->rides[i]));
        w->value += u->rides[i] >= 0 ? u->v[i].value : 0;
    }
    w->best_value = w->value;
    w->dice = 88172645463325252u;
}

static void keep_best(struct walk *w) {
    w->best_value = w->value;
    memcpy(w->best, w->u.rides, (size_t)w->u.n * sizeof *w->best);
}

static void run(struct walk *w, int64_t most, int64_t work) {
    double heat = HOT;

    for (int64_t n = 0; w->best_value < most && w->steps < work; n++) {
        if (n % LOOK == 0 && told_to_stop(w->u.p))
            break;
        if (n % LOOK == 0)
            heat = HOT * pow(COLD / HOT, (double)w->steps / (double)work);
        step(w, heat);
        if (w->value > w->best_value)
            keep_best(w);
    }
}

static bool go_back(struct walk *w, int32_t unit) {
    int32_t way = w->u.rides[unit];

    if (way < 0 || w->first[unit] < 0 || way == w->first[unit])
        return false;
    put(w, unit, -1);
    bool fits = lacking(w, w->first[unit]) < 0;
    put(w, unit, fits ? w->first[unit] : way);
    return fits;
}

/* To the best of the walk; from there, who was moved for nothing goes back where that takes no
 * seat from anybody: moves and costs are lines of their own. */
static void settle(struct walk *w) {
    bool any = true;

    for (int32_t i = 0; i < w->u.n; i++)
        put(w, i, -1);
    for (int32_t i = 0; i < w->u.n; i++)
        put(w, i, w->best[i]);
    while (any) {
        any = false;
        for (int32_t i = 0; i < w->u.n; i++)
            any |= go_back(w, i);
    }
}

static void stop(struct walk *w) {
    for (int32_t i = 0; i <= w->waiting; i++)
        mem_free(w->lists[i].v);
    mem_free(w->changes);
    units_close(&w->u);
}

/* Value of the units that would bring the component to what bounds it. */
static int64_t most_value(const struct walk *w, int64_t seated, int64_t hardship,
                          const counts *at) {
    struct score s;

    count_score(w->u.p, at, w->u.m->kinds, w->u.m->n_kinds, &s);
    return w->value + seated - s.seated_all + UNIT_HARDSHIP * (hardship - s.seated_hardship);
}

bool walk_seats(const struct problem *p, const struct component *m, bool split, int64_t seated,
                int64_t hardship, counts *at, int64_t *work) {
    struct walk w = {0};
    bool better = false;

    units_open(&w.u, p, m, split, at);
    start(&w);
    int64_t from = w.value;
    if (w.u.n > 0)
        run(&w, most_value(&w, seated, hardship, at), *work);
    better = w.best_value > from;
    if (better) {
        settle(&w);
        units_write(&w.u, w.u.rides, at);
    }
    *work -= w.steps;
    stop(&w);
    return better;
}
