#include "campaign.h"

#include "homeward/store.h"
#include "match/problem.h"

#include <stdio.h>

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

bool campaign_network(const char *path) {
    struct places *places = NULL;
    struct campaign *c = NULL;
    struct err err = {0};
    enum rc rc = places_load(&places, &err);
    struct match_options how = {.keep = KEEP_AFRESH};

    rc = rc == RC_OK ? load(path, places, &c, &err) : rc;
    if (rc == RC_OK) {
        struct problem p = {.c = c, .how = &how};
        rooms_make(&p);
        keep_standing(&p);
        eligible_make(&p);
        groups_make(&p);
        write_network(&p);
        mem_free(p.kinds);
        mem_free(p.groups);
        arena_clear(&p.arena);
    }
    campaign_free(c);
    places_free(places);
    return rc == RC_OK;
}
