#include "campaign.h"

#include "homeward/store.h"
#include "homeward/when.h"
#include "match/problem.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#define FEN_STEP 50         /* prices are multiples of it, mostly */
#define OUTLAY 4096         /* more than any inconvenience */
#define WAITING (1LL << 40) /* twice for hardship */

/* Nodes from 1: kinds, then allocations, then the sink. */
static void write_arcs(const struct problem *p, int32_t sink) {
    for (int32_t k = 0; k < p->n_kinds; k++) {
        const struct kind *kind = &p->kinds[k];
        for (int32_t o = 0; o < kind->options.n; o++)
            printf("a %d %d 0 %d %lld\n", k + 1, p->n_kinds + kind->options.v[o].allocation + 1,
                   kind->n,
                   (long long)(kind->options.v[o].bother +
                               kind->options.v[o].outlay / FEN_STEP * OUTLAY));
        printf("a %d %d 0 %d %lld\n", k + 1, sink, kind->n, WAITING * (kind->hardship ? 2 : 1));
    }
    for (int32_t a = 0; a < p->c->n_allocations; a++)
        printf("a %d %d 0 %d 0\n", p->n_kinds + a + 1, sink, p->rooms[a].left[ROW_CLIQUES]);
}

static void write_network(const struct problem *p) {
    int32_t sink = p->n_kinds + p->c->n_allocations + 1;
    int64_t riders = 0;

    printf("p min %d %d\n", sink, p->n_slots + p->n_kinds + p->c->n_allocations);
    for (int32_t k = 0; k < p->n_kinds; k++) {
        printf("n %d %d\n", k + 1, p->kinds[k].n);
        riders += p->kinds[k].n;
    }
    printf("n %d %lld\n", sink, (long long)-riders);
    write_arcs(p, sink);
}

static enum rc load(const char *path, const struct places *places, struct campaign **out,
                    struct err *err) {
    struct store *store = NULL;
    struct day today = DAY_NONE;
    enum rc rc = store_open(path, &store, err);

    rc = rc == RC_OK ? store_campaign_load(store, places, today, STORE_ALL, out, err) : rc;
    store_close(store);
    return rc;
}

bool campaign_with(const char *path, void (*use)(const struct campaign *c)) {
    struct places *places = NULL;
    struct campaign *c = NULL;
    struct err err = {0};
    enum rc rc = places_load(&places, &err);

    rc = rc == RC_OK ? load(path, places, &c, &err) : rc;
    if (rc == RC_OK)
        use(c);
    campaign_free(c);
    places_free(places);
    return rc == RC_OK;
}

static const struct match_options how = {.keep = KEEP_AFRESH};

static void problem_make(struct problem *p, const struct campaign *c) {
    *p = (struct problem){.c = c, .how = &how};
    rooms_make(p);
    keep_standing(p);
    eligible_make(p);
    groups_make(p);
}

static void problem_clear(struct problem *p) {
    mem_free(p->kinds);
    mem_free(p->groups);
    arena_clear(&p->arena);
}

static void print_network(const struct campaign *c) {
    struct problem p;

    problem_make(&p, c);
    write_network(&p);
    problem_clear(&p);
}

bool campaign_network(const char *path) {
    return campaign_with(path, print_network);
}

/* ---- the whole match, measured ---- */

double bench_cpu_seconds(void) {
    struct rusage usage = {0};

    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

/* What is in memory now, and at most so far. */
static long now_kib(void) {
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");

    if (f && fscanf(f, "%*d %ld", &pages) != 1)
        pages = 0;
    if (f)
        fclose(f);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

long bench_peak_kib(void) {
    struct rusage usage = {0};

    (void)getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static int32_t count_options(const struct campaign *c) {
    struct problem p;
    int32_t n;

    problem_make(&p, c);
    n = p.n_slots;
    problem_clear(&p);
    return n;
}

static void measure(const struct campaign *c) {
    struct plan *plan = NULL;
    struct err err = {0};
    long before = now_kib();
    double wall = when_monotonic_s(), cpu = bench_cpu_seconds();

    if (match_run(c, &how, &plan, &err) != RC_OK)
        return;
    printf("seconds %.3f\ncpu %.3f\npeak_kib %ld\n", when_monotonic_s() - wall,
           bench_cpu_seconds() - cpu, bench_peak_kib() - before);
    printf("requests %d\nseated %lld\nbound %lld\nbreaks %lld\n", c->n_requests,
           (long long)plan->score.seated_all, (long long)plan->bound_all,
           (long long)plan->score.breaks);
    printf("options %d\n", count_options(c));
    plan_free(plan);
}

bool campaign_match(const char *path) {
    return campaign_with(path, measure);
}
