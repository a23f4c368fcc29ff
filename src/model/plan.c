/* Reasons, scores and party counts of a plan, counted from nothing but campaign and bookings. */
#include "homeward/plan.h"

#include "homeward/rule.h"

#include <stdlib.h>

static const struct {
    const char *word;
    struct bi text;
} reasons[REASONS] = {
    [REASON_NONE] = {"", {"已派座", "has a seat"}},
    [REASON_NO_ROUTE] = {"no-route",
                         {"没有班次同时停靠其上车地和到达地附近",
                          "no departure stops near both the origin and the destination"}},
    [REASON_NO_DATE] = {"no-date",
                        {"有线路，但日期范围内没有班次",
                         "there is a route, but none on the days asked for"}},
    [REASON_NO_MODE] = {"no-mode",
                        {"日期内的班次都不是所选的交通方式",
                         "the departures on those days are not by a mode asked for"}},
    [REASON_NO_CLASS] = {"no-class",
                         {"没有所要的席别或车次", "none is of a class or service asked for"}},
    [REASON_NO_NEED] = {"no-need",
                        {"没有能满足下铺或轮椅需求的班次",
                         "none has a lower berth or wheelchair place as needed"}},
    [REASON_RESERVED] = {"reserved",
                         {"合适的班次都留给了其他单位", "all that fit are reserved for others"}},
    [REASON_PARTY] =
        {"party",
         {"单人有座，但必须同车的一行人坐不下",
          "alone a seat could be found, but not for the whole party that must stay together"}},
    [REASON_FULL] = {"full", {"合适的班次都已坐满", "all that fit are full"}},
};

const char *reason_word(enum reason reason) {
    return reasons[reason].word;
}

struct bi reason_text(enum reason reason) {
    return reasons[reason].text;
}

/* ---- scores ---- */

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

int score_compare(const struct score *a, const struct score *b) {
    const int lines[] = {
        compare(b->seated_hardship, a->seated_hardship),
        compare(b->seated_all, a->seated_all),
        compare(a->breaks, b->breaks),
        compare(a->moved, b->moved),
        compare(a->outlay_fen, b->outlay_fen),
        compare(a->inconvenience, b->inconvenience),
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i])
            return lines[i];
    return 0;
}

/* How many allocations a party is spread over; waiting members come back beside it. */
static int spread(const struct party *party, const struct booking *bookings, int *out_waiting) {
    int used = 0;

    *out_waiting = 0;
    for (int i = 0; i < party->n_members; i++) {
        int32_t allocation = bookings[party->members[i]].allocation;
        bool first = true;
        if (allocation < 0) {
            (*out_waiting)++;
            continue;
        }
        for (int k = 0; k < i && first; k++)
            first = bookings[party->members[k]].allocation != allocation;
        used += first;
    }
    return used;
}

void plan_count_parties(const struct campaign *c, const struct booking *bookings,
                        struct party_counts *out) {
    *out = (struct party_counts){0};
    for (int p = 0; p < c->n_parties; p++) {
        const struct party *party = &c->parties[p];
        int waiting, used;
        if (party->n_members < 2)
            continue;
        used = spread(party, bookings, &waiting);
        out->all++;
        out->whole += used == 1 && waiting == 0;
        out->breaks += used ? used - 1 + (waiting > 0) : 0;
        out->must_unseated += party->must && used == 0;
    }
}

static int by_pair(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

int64_t plan_count_pairs(const struct campaign *c, const struct booking *bookings) {
    uint64_t *pairs = mem_array((size_t)c->n_requests + 1, sizeof *pairs);
    int64_t n = 0, out = 0;

    for (int32_t r = 0; r < c->n_requests; r++)
        if (bookings[r].allocation >= 0)
            pairs[n++] =
                (uint64_t)(uint32_t)bookings[r].allocation << 32 | (uint32_t)c->requests[r].station;
    qsort(pairs, (size_t)n, sizeof *pairs, by_pair);
    for (int64_t i = 0; i < n; i++)
        out += i == 0 || pairs[i] != pairs[i - 1];
    mem_free(pairs);
    return out;
}

void plan_score(const struct campaign *c, const struct booking *bookings, struct score *out) {
    struct party_counts parties;
    struct score score = {0};

    for (int r = 0; r < c->n_requests; r++) {
        const struct booking *b = &bookings[r];
        if (b->allocation < 0)
            continue;
        const struct allocation *a = &c->allocations[b->allocation];
        score.seated_all++;
        score.seated_hardship += campaign_hardship(c, r);
        score.outlay_fen += rule_outlay(a);
        score.inconvenience += rule_inconvenience(c, &c->requests[r], a, b->board, b->alight);
    }
    plan_count_parties(c, bookings, &parties);
    score.breaks = parties.breaks;
    *out = score;
}

void plan_free(struct plan *plan) {
    if (!plan)
        return;
    arena_clear(&plan->arena);
    mem_free(plan->certificate);
    mem_free(plan);
}
