#include "match/neighbourhood.h"

#include "match/exact.h"
#include "match/region.h"

enum { REGION_ROWS = 200, REGION_MOST = 14, REGION_WORK = 3000000 };

/* How many riders could ride both the region and another allocation. */
struct ties { /* of each allocation of the component */
    int32_t *with;
    bool *inside;
};

static void count_ties(const struct problem *p, const struct component *m, struct ties *ties) {
    for (int32_t i = 0; i < m->n_allocations; i++)
        ties->with[i] = 0;
    for (int32_t i = 0; i < m->n_kinds; i++) {
        const struct kind *kind = &p->kinds[m->kinds[i]];
        bool touches = false;
        for (int32_t o = 0; o < kind->options.n && !touches; o++)
            touches = ties->inside[p->place[kind->options.v[o].allocation]];
        for (int32_t o = 0; touches && o < kind->options.n; o++)
            ties->with[p->place[kind->options.v[o].allocation]] += kind->n;
    }
}

static int32_t closest(const struct component *m, const struct ties *ties) {
    int32_t best = -1;

    for (int32_t i = 0; i < m->n_allocations; i++)
        if (!ties->inside[i] && ties->with[i] > 0 && (best < 0 || ties->with[i] > ties->with[best]))
            best = i;
    return best < 0 ? -1 : m->allocations[best];
}

static int region_rows(struct problem *p, const struct component *m, const int32_t *allocations,
                       int32_t n, const counts *at) {
    struct region r;

    region_open(&r, p, m, allocations, n, at);
    int rows = region_size(&r);
    region_close(&r);
    return rows;
}

/* Grows round the seed as far as the programme stays small. */
static int32_t grow(struct problem *p, const struct component *m, int32_t seed, const counts *at,
                    struct ties *ties, int32_t *out) {
    int32_t n = 0, next = seed;

    while (next >= 0 && n < REGION_MOST) {
        out[n] = next;
        if (n > 1 && region_rows(p, m, out, n + 1, at) > REGION_ROWS)
            break;
        ties->inside[p->place[next]] = true;
        n++;
        count_ties(p, m, ties);
        next = closest(m, ties);
    }
    for (int32_t i = 0; i < n; i++)
        ties->inside[p->place[out[i]]] = false;
    return n;
}

static bool search_region(struct problem *p, const struct component *m, const int32_t *allocations,
                          int32_t n, enum line last, counts *at, int64_t *work) {
    struct region r;
    bool better = false;
    int64_t some = *work < REGION_WORK ? *work : REGION_WORK, before = some;

    if (region_open(&r, p, m, allocations, n, at))
        better = exact_lines(&r, last, at, &some);
    *work -= before - some;
    region_close(&r);
    return better;
}

static struct ties ties_make(const struct component *m) {
    size_t room = (size_t)m->n_allocations + 1;

    return (struct ties){mem_array(room, sizeof(int32_t)), mem_array(room, sizeof(bool))};
}

static void ties_clear(struct ties *ties) {
    mem_free(ties->with);
    mem_free(ties->inside);
}

void neighbourhood_search(struct problem *p, const struct component *m, counts *at, int64_t *work) {
    int32_t region[REGION_MOST + 1], quiet = 0;
    struct ties ties = ties_make(m);

    for (int32_t i = 0; quiet<m->n_allocations && * work> 0; i = (i + 1) % m->n_allocations) {
        int32_t n = grow(p, m, m->allocations[i], at, &ties, region);
        quiet = search_region(p, m, region, n, LINE_BOTHER, at, work) ? 0 : quiet + 1;
    }
    ties_clear(&ties);
}

/* ---- seats lost ---- */

/* How many who wait could ride each allocation. */
static void count_waiting(const struct problem *p, const struct component *m, const counts *at,
                          int32_t *waiting) {
    for (int32_t i = 0; i < m->n_allocations; i++)
        waiting[i] = 0;
    for (int32_t i = 0; i < m->n_kinds; i++) {
        const struct kind *kind = &p->kinds[m->kinds[i]];
        int32_t n = kind->n - kind_seated(kind, at);
        for (int32_t o = 0; n && o < kind->options.n; o++)
            waiting[p->place[kind->options.v[o].allocation]] += n;
    }
}

static int64_t seated(const struct problem *p, const struct component *m, const counts *at) {
    struct score score;

    count_score(p, at, m->kinds, m->n_kinds, &score);
    return score.seated_all + score.seated_hardship;
}

void neighbourhood_repair(struct problem *p, const struct component *m, counts *at, int64_t *work) {
    int32_t region[REGION_MOST + 1];
    struct ties ties = ties_make(m);
    int32_t *waiting = mem_array((size_t)m->n_allocations + 1, sizeof *waiting);
    int64_t before;

    do {
        before = seated(p, m, at);
        count_waiting(p, m, at, waiting);
        for (int32_t i = 0; i<m->n_allocations && * work> 0; i++) {
            if (!waiting[i])
                continue;
            int32_t n = grow(p, m, m->allocations[i], at, &ties, region);
            search_region(p, m, region, n, LINE_BREAKS, at, work);
        }
    } while (*work > 0 && seated(p, m, at) > before);
    ties_clear(&ties);
    mem_free(waiting);
}
