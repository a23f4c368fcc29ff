/* The tidying pass: fewer pairs of a station and a run, and nothing of the objective touched. */
#include "homeward/match.h"
#include "homeward/verify.h"
#include "support/asked.h"
#include <check.h>
#include <string.h>

static struct plan *match_so(const struct tiny *t, bool untidy, enum keep keep) {
    const struct match_options how = {.untidy = untidy, .keep = keep, .work = 200000};
    struct plan *plan = NULL;
    struct err err = {0};

    ck_assert_int_eq(match_run(&t->c, &how, &plan, &err), RC_OK);
    return plan;
}

static void add_stations(struct tiny *t, int n) {
    static const char *const codes[] = {"S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8"};

    t->c.stations = arena_array(&t->c.arena, (size_t)n, sizeof *t->c.stations);
    for (int i = 0; i < n; i++)
        t->c.stations[i] = (struct station){codes[i], codes[i], 0};
    t->c.n_stations = n;
}

static int of_station(struct tiny *t, int station, int from, int to) {
    int r = tiny_request(t, from, to, 0, 0);

    t->c.requests[r].station = station;
    return r;
}

/* Four twin coaches of six seats; stations of six, six, four and two, three and three, whose riders
 * come in turn: each of the first two fills a coach, the others share two without being cut. */
START_TEST(twin_coaches_reach_the_least_pairs) {
    int people[] = {6, 6, 4, 2, 3, 3};
    struct tiny t;

    tiny_make(&t);
    add_stations(&t, 6);
    for (int i = 0; i < 4; i++)
        tiny_coach(&t, 6, 0, 1, 2);
    for (bool more = true; more;) {
        more = false;
        for (int s = 0; s < 6; s++)
            if (people[s]-- > 0) {
                of_station(&t, s, 1, 2);
                more = true;
            }
    }
    struct plan *loose = match_so(&t, true, KEEP_TOLD), *tidy = match_so(&t, false, KEEP_TOLD);
    ck_assert_int_eq(tidy->score.seated_all, 24);
    ck_assert_int_gt(plan_count_pairs(&t.c, loose->bookings), 6);
    ck_assert_int_eq(plan_count_pairs(&t.c, tidy->bookings), 6);
    plan_free(loose);
    plan_free(tidy);
    tiny_clear(&t);
}
END_TEST

/* A half-empty twin is where the other's people join their own. */
START_TEST(free_seats_bring_a_station_together) {
    struct tiny t;

    tiny_make(&t);
    tiny_coach(&t, 4, 0, 1, 2);
    tiny_coach(&t, 8, 0, 1, 2);
    for (int i = 0; i < 9; i++)
        of_station(&t, i % 2, 1, 2);
    struct plan *plan = match_so(&t, false, KEEP_TOLD);
    ck_assert_int_eq(plan->score.seated_all, 9);
    ck_assert_int_eq(plan_count_pairs(&t.c, plan->bookings), 2);
    plan_free(plan);
    tiny_clear(&t);
}
END_TEST

/* ---- whatever the campaign ---- */

static unsigned below(uint64_t *state, unsigned n) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % n;
}

static void add_runs(struct tiny *t, uint64_t *s) {
    static const unsigned through[] = {STOP_BOARD, STOP_BOARD | STOP_ALIGHT,
                                       STOP_BOARD | STOP_ALIGHT, STOP_ALIGHT};
    static const int places[] = {1, 2, 3, 4};
    int n = 2 + (int)below(s, 5);

    for (int i = 0; i < n; i++) {
        int seats = 3 + (int)below(s, 8), day = (int)below(s, 2);
        int a = below(s, 3) ? tiny_coach(t, seats, day, 1, 3)
                            : tiny_run(t, ALLOCATION_TRAIN_CAR, seats, day, 4, places, through);
        t->c.allocations[a].wheelchair = (int)below(s, 2);
        t->c.allocations[a].lower_berths = (int)below(s, 3);
    }
}

static void add_riders(struct tiny *t, uint64_t *s) {
    for (int n = 12 + (int)below(s, 30); n > 0;) {
        int size = below(s, 3) ? 1 : 2 + (int)below(s, 3), members[4];
        int station = (int)below(s, 5), from = below(s, 5) ? 1 : 2, first = (int)below(s, 2);
        for (int i = 0; i < size; i++) {
            members[i] = tiny_request(t, from, 3, 0, first);
            struct request *r = &t->c.requests[members[i]];
            r->station = station;
            r->hardship = below(s, 4) == 0;
            r->needs = below(s, 10) ? 0 : 1 + below(s, 2);
            r->free_children = below(s, 8) == 0;
        }
        if (size > 1)
            tiny_party(t, below(s, 2), size, members);
        n -= size;
    }
}

static void make_random(struct tiny *t, uint64_t seed) {
    tiny_make(t);
    add_stations(t, 5);
    t->c.rules.free_children_percent = 20;
    add_runs(t, &seed);
    add_riders(t, &seed);
}

static void complain(void *payload, const struct violation *violation) {
    ck_abort_msg("case %d: %s %s", *(const int *)payload, violation_word(violation->kind),
                 violation->detail);
}

static bool seats_the_same(const struct plan *a, const struct plan *b) {
    for (int r = 0; r < a->n_requests; r++)
        if ((a->bookings[r].allocation < 0) != (b->bookings[r].allocation < 0))
            return false;
    return true;
}

static void compare(const struct tiny *t, enum keep keep, int number, int *fewer) {
    struct plan *loose = match_so(t, true, keep), *tidy = match_so(t, false, keep);
    int64_t before = plan_count_pairs(&t->c, loose->bookings);
    int64_t after = plan_count_pairs(&t->c, tidy->bookings);

    ck_assert_msg(score_compare(&loose->score, &tidy->score) == 0, "case %d: the score", number);
    ck_assert_msg(seats_the_same(loose, tidy), "case %d: who is seated", number);
    ck_assert_msg(after <= before, "case %d: pairs %d, %d", number, (int)before, (int)after);
    verify_bookings(&t->c, tidy->bookings, complain, &number);
    *fewer += after < before;
    plan_free(loose);
    plan_free(tidy);
}

START_TEST(no_line_of_the_objective_changes) {
    int fewer = 0;

    for (int i = 0; i < 300; i++) {
        struct tiny t;
        make_random(&t, (uint64_t)i);
        compare(&t, KEEP_TOLD, i, &fewer);
        tiny_clear(&t);
    }
    ck_assert_int_gt(fewer, 60);
}
END_TEST

/* Some are told; one run is cancelled; others come. */
static void shake(struct tiny *t, uint64_t seed) {
    for (int r = 0; r < t->c.n_requests; r++)
        if (t->c.bookings[r].allocation >= 0 && t->c.requests[r].party < 0 && below(&seed, 3) == 0)
            t->c.bookings[r].status = BOOKING_TOLD;
    t->c.allocations[0].cancelled = true;
    for (int r = 0; r < t->c.n_requests; r++)
        t->c.bookings[r].allocation =
            t->c.bookings[r].allocation == 0 ? -1 : t->c.bookings[r].allocation;
    add_riders(t, &seed);
}

static void book_as(struct tiny *t, const struct plan *plan) {
    memcpy(t->c.bookings, plan->bookings, (size_t)t->c.n_requests * sizeof *t->c.bookings);
    for (int r = 0; r < t->c.n_requests; r++)
        t->c.bookings[r].seat = NULL; /* they live in the plan */
}

static bool moves(const struct tiny *t, const struct plan *plan) {
    for (int r = 0; r < t->c.n_requests; r++)
        if (t->c.bookings[r].allocation != plan->bookings[r].allocation)
            return true;
    return false;
}

START_TEST(a_rematch_moves_nobody_for_it) {
    int fewer = 0;

    for (int i = 0; i < 100; i++) {
        struct tiny t;
        make_random(&t, (uint64_t)i + 1000);
        struct plan *first = match_so(&t, false, KEEP_TOLD);
        book_as(&t, first);
        struct plan *again = match_so(&t, false, KEEP_TOLD);
        again->score.moved = again->score.outlay_fen = again->score.inconvenience = 0;
        first->score.outlay_fen = first->score.inconvenience = 0;
        /* unless it finds what the first had no work left for */
        ck_assert_msg(score_compare(&again->score, &first->score) < 0 || !moves(&t, again),
                      "case %d: the same match moves somebody", i);
        shake(&t, (uint64_t)i);
        compare(&t, KEEP_TOLD, i, &fewer);
        compare(&t, KEEP_AFRESH, i, &fewer);
        plan_free(first);
        plan_free(again);
        tiny_clear(&t);
    }
}
END_TEST

Suite *suite_match_tidy(void) {
    Suite *s = suite_create("match tidy");
    TCase *t = tcase_create("tidy");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, twin_coaches_reach_the_least_pairs);
    tcase_add_test(t, free_seats_bring_a_station_together);
    tcase_add_test(t, no_line_of_the_objective_changes);
    tcase_add_test(t, a_rematch_moves_nobody_for_it);
    suite_add_tcase(s, t);
    return s;
}
