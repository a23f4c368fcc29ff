#include "match/exact.h"

#include "match/tree.h"

#include <string.h>

#define ROWS_MAX 420 /* beyond, a component is only searched region by region */

/* The most that can be seated at all, whoever they are. */
static void prove_all(struct region *r, counts *at, int64_t *work, struct verdict_on *out) {
    struct tree_answer answer;
    counts *kept = counts_keep(r->m, at);

    tree_search(r, LINE_SEATED, NULL, at, work, &answer);
    if (answer.proved)
        out->bound_all = -answer.best;
    counts_restore(r->m, kept, at);
    mem_free(kept);
}

static bool known_best(enum line line, int64_t value, const struct verdict_on *bounds) {
    if (line == LINE_HARDSHIP)
        return -value == bounds->bound_hardship;
    if (line == LINE_SEATED)
        return -value == bounds->bound_all;
    return value == 0; /* no line of cost goes below */
}

/* A line of cost may take half of what is left, so that a stubborn one leaves something for the
 * rest; seats may take all. */
static bool solve_line(struct region *r, enum line line, counts *at, int64_t *work,
                       struct verdict_on *bounds) {
    struct tree_answer answer;
    int64_t lines[LINES], some = line <= LINE_SEATED ? *work : *work / 2, before = some;

    region_lines(r, at, lines);
    if (known_best(line, lines[line], bounds))
        return true;
    tree_search(r, line, lines, at, &some, &answer);
    *work -= before - some;
    if (line == LINE_HARDSHIP && answer.proved)
        bounds->bound_hardship = -answer.best;
    return answer.proved;
}

static bool solve_lines(struct region *r, enum line last, counts *at, int64_t *work,
                        struct verdict_on *bounds) {
    bool proved = true;

    for (int line = 0; line <= (int)last; line++)
        proved &= solve_line(r, (enum line)line, at, work, bounds);
    return proved;
}

bool exact_lines(struct region *r, enum line last, counts *at, int64_t *work) {
    struct verdict_on unknown = {INT64_MAX, INT64_MAX, false};
    int64_t before[LINES], after[LINES];

    region_lines(r, at, before);
    solve_lines(r, last, at, work, &unknown);
    region_lines(r, at, after);
    return memcmp(before, after, sizeof before) != 0;
}

void exact_seats(struct region *r, counts *at, int64_t *work, struct verdict_on *bounds) {
    solve_lines(r, LINE_SEATED, at, work, bounds);
}

bool exact_fits(struct problem *p, const struct component *m, const counts *at) {
    struct region r;
    bool any = region_open(&r, p, m, m->allocations, m->n_allocations, at);
    bool fits = any && region_size(&r) <= ROWS_MAX;

    region_close(&r);
    return fits;
}

void exact_prove(struct problem *p, const struct component *m, counts *at, int64_t *work,
                 struct verdict_on *out) {
    struct region r;
    struct score score;

    region_open(&r, p, m, m->allocations, m->n_allocations, at);
    out->optimal = solve_lines(&r, LINE_BOTHER, at, work, out);
    count_score(p, at, m->kinds, m->n_kinds, &score);
    if (score.seated_all < out->bound_all)
        prove_all(&r, at, work, out);
    region_close(&r);
}
