/*
 * Who holds the places that somebody waits for: what the answer says is counted again from bookings
 * and the plain rules, on small campaigns and on random ones.
 */
#include "homeward/rule.h"
#include "support/asked.h"
#include <check.h>

/* ---- the count made again ---- */

static int32_t capacity(const struct campaign *c, const struct taken_row *row) {
    const struct allocation *a = &c->allocations[row->allocation];

    switch (row->kind) {
    case TAKEN_LOWER_BERTHS:
        return a->lower_berths;
    case TAKEN_WHEELCHAIR:
        return a->wheelchair;
    case TAKEN_CHILDREN:
        return allocation_free_children(c, row->allocation);
    case TAKEN_SEATS:
    case TAKEN_HELD: /* no campaign here has holds or quotas */
    case TAKEN_QUOTA:
        break;
    }
    return a->seats;
}

static int32_t use(const struct request *r, const struct taken_row *row, int a, int i, int j) {
    if (row->allocation != a)
        return 0;
    switch (row->kind) {
    case TAKEN_LOWER_BERTHS:
        return (r->needs & NEED_BIT(NEED_LOWER_BERTH)) != 0;
    case TAKEN_WHEELCHAIR:
        return (r->needs & NEED_BIT(NEED_WHEELCHAIR)) != 0;
    case TAKEN_CHILDREN:
        return r->free_children;
    case TAKEN_SEATS:
    case TAKEN_HELD: /* no campaign here has holds or quotas */
    case TAKEN_QUOTA:
        break;
    }
    return r->needs != 0 || (i <= row->leg && row->leg < j);
}

static int32_t use_all(const struct request *r, const struct taken *taken, int a, int i, int j) {
    int32_t n = 0;

    for (int32_t k = 0; k < taken->n_rows; k++)
        n += use(r, &taken->rows[k], a, i, j);
    return n;
}

/* Places of the rows that the rider needs wherever it rides. */
static int32_t least_use(const struct campaign *c, int32_t request, const struct taken *taken) {
    const struct request *r = &c->requests[request];
    int32_t least = 1000;

    for (int a = 0; a < c->n_allocations; a++)
        for (int i = 0; i + 1 < c->allocations[a].n_stops; i++)
            for (int j = i + 1; j < c->allocations[a].n_stops; j++) {
                int32_t n = use_all(r, taken, a, i, j);
                if (rule_may_ride(c, r, &c->allocations[a], i, j) && n < least)
                    least = n;
            }
    return least;
}

static bool listed(const struct taken *taken, int32_t request) {
    for (int32_t i = 0; i < taken->n_riders; i++)
        if (taken->riders[i] == request)
            return true;
    return false;
}

static void recount_rows(const struct campaign *c, const struct taken *taken) {
    int64_t places = 0;

    for (int32_t i = 0; i < taken->n_rows; i++) {
        ck_assert_int_eq(taken->rows[i].places, capacity(c, &taken->rows[i]));
        places += taken->rows[i].places;
    }
    ck_assert_int_eq(places, taken->places);
}

/* Exactly those who hold a place are listed, none of lower priority but by a promise. */
static void recount_riders(const struct campaign *c, int32_t request, const struct taken *taken) {
    int32_t held = 0, n = 0;

    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &c->bookings[r];
        bool holds = b->allocation >= 0 &&
                     use_all(&c->requests[r], taken, b->allocation, b->board, b->alight) > 0;
        bool promised = b->status >= BOOKING_TOLD;
        ck_assert_int_eq(holds, listed(taken, r));
        if (holds && !promised)
            ck_assert(campaign_hardship(c, r) || !campaign_hardship(c, request));
        held += holds && promised;
        n += holds;
    }
    ck_assert_int_eq(held, taken->held);
    ck_assert_int_eq(n, taken->n_riders);
}

static void recount(const struct campaign *c, int32_t request, const struct taken *taken) {
    int64_t needed = least_use(c, request, taken);

    ck_assert_int_eq(taken->verdict, TAKEN_PROVED);
    recount_rows(c, taken);
    recount_riders(c, request, taken);
    for (int32_t i = 0; i < taken->n_riders; i++) {
        int32_t r = taken->riders[i];
        const struct booking *b = &c->bookings[r];
        needed += b->status >= BOOKING_TOLD
                      ? use_all(&c->requests[r], taken, b->allocation, b->board, b->alight)
                      : least_use(c, r, taken);
    }
    ck_assert_int_gt(needed, taken->places);
}

/* ---- who holds the places ---- */

/* r rides the first run only, whose rider may ride the second too, whose rider rides that only. */
static int chain(struct tiny *t, int second_seats) {
    tiny_make(t);
    int one = tiny_coach(t, 1, 0, 1, 2), two = tiny_coach(t, second_seats, 1, 1, 2);
    int x = tiny_request(t, 1, 2, 0, 1), y = tiny_request(t, 1, 2, 1, 1);

    tiny_seat(t, x, one);
    tiny_seat(t, y, two);
    tiny_coach(t, 9, 5, 1, 2); /* of no concern to anybody */
    return tiny_request(t, 1, 2, 0, 0);
}

START_TEST(the_holders_are_followed_through_all_runs_they_could_ride) {
    struct tiny t;
    struct arena arena = {0};
    int r = chain(&t, 1);
    struct account a = tiny_ask(&t, r, &arena);
    recount(&t.c, r, &a.taken);
    ck_assert_int_eq(a.taken.n_rows, 2);
    ck_assert_int_eq(a.taken.n_riders, 2);
    ck_assert_int_eq(a.taken.places, 2);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(somebody_who_could_move_is_no_wall) {
    struct tiny t;
    struct arena arena = {0};
    int r = chain(&t, 2);
    ck_assert_int_eq(tiny_ask(&t, r, &arena).taken.verdict, TAKEN_MOVABLE);
    t.c.bookings[0].status = BOOKING_TOLD; /* keeps its seat now */
    struct account a = tiny_ask(&t, r, &arena);
    recount(&t.c, r, &a.taken);
    ck_assert_int_eq(a.taken.held, 1);
    ck_assert_int_eq(a.taken.places, 1);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_rider_of_lower_priority_is_no_wall_for_hardship) {
    struct tiny t;
    struct arena arena = {0};
    int r = chain(&t, 1);
    t.c.requests[r].hardship = true;
    ck_assert_int_eq(tiny_ask(&t, r, &arena).taken.verdict, TAKEN_MOVABLE);
    t.c.requests[0].hardship = t.c.requests[1].hardship = true;
    struct account a = tiny_ask(&t, r, &arena);
    recount(&t.c, r, &a.taken);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_must_party_that_could_move_whole_only_is_said_to_be_stuck) {
    struct tiny t;
    struct arena arena = {0};
    int r = chain(&t, 2), mate = tiny_request(&t, 7, 8, 0, 0);
    tiny_party(&t, true, 2, (const int[]){0, mate});
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.taken.verdict, TAKEN_STUCK);
    ck_assert_int_eq(a.taken.n_riders, 1);
    recount_rows(&t.c, &a.taken);
    recount_riders(&t.c, r, &a.taken);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(room_that_is_free_now_is_said_to_be) {
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    tiny_coach(&t, 1, 0, 1, 2);
    int r = tiny_request(&t, 1, 2, 0, 0);
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.why.reason, REASON_FULL);
    ck_assert_int_eq(a.taken.verdict, TAKEN_NONE);
    ck_assert_int_eq(a.extra.allocation, -1);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_seat_is_no_berth) {
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    int block = tiny_ticket(&t, 3, 0, 1, 2);
    t.c.allocations[block].lower_berths = 1;
    t.c.allocations[block].price = 5000;
    for (int i = 0; i < 2; i++) {
        int r = tiny_request(&t, 1, 2, 0, 0);
        t.c.requests[r].needs = NEED_BIT(NEED_LOWER_BERTH);
    }
    tiny_seat(&t, 0, block);
    struct account a = tiny_ask(&t, 1, &arena);
    recount(&t.c, 1, &a.taken);
    ck_assert_int_eq(a.taken.rows[0].kind, TAKEN_LOWER_BERTHS);
    ck_assert_int_eq(a.extra.allocation, -1);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

/* ---- random campaigns, matched ---- */

enum { CASES = 100 };
static uint64_t state;
static int below(int n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static void random_case(struct tiny *t, int number, bool rich) {
    static const int places[] = {1, 2, 3, 4};
    static const unsigned through[] = {STOP_BOARD, STOP_BOARD | STOP_ALIGHT,
                                       STOP_BOARD | STOP_ALIGHT, STOP_ALIGHT};

    state = (uint64_t)number * 6007 + 11;
    tiny_make(t);
    t->c.rules.free_children_percent = 50;
    for (int i = 0; i < 4; i++) {
        int a =
            rich && below(2)
                ? tiny_run(t, ALLOCATION_TICKET_BLOCK, 1 + below(3), below(3), 4, places, through)
                : tiny_ticket(t, 1 + below(3), below(3), 1 + below(2), 3 + below(2));
        t->c.allocations[a].lower_berths = below(2);
    }
    for (int i = 0; i < 14; i++) {
        int first = below(3);
        int r = tiny_request(t, 1 + below(2), 3 + below(2), first, first + below(2));
        t->c.requests[r].hardship = below(3) == 0;
        t->c.requests[r].needs = rich && below(6) == 0 ? NEED_BIT(NEED_LOWER_BERTH) : 0;
        t->c.requests[r].free_children = rich && below(8) == 0;
    }
}

static void match(struct tiny *t) {
    struct match_options options = {.keep = KEEP_TOLD};
    struct plan *plan;
    struct err err;

    ck_assert_int_eq(match_run(&t->c, &options, &plan, &err), RC_OK);
    for (int32_t r = 0; r < t->c.n_requests; r++) {
        t->c.bookings[r] = plan->bookings[r];
        t->c.bookings[r].seat = NULL;
    }
    plan_free(plan);
}

static int asked, proved;

static void ask_all_waiting(struct tiny *t, bool rich) {
    for (int32_t r = 0; r < t->c.n_requests; r++) {
        struct arena arena = {0};
        if (t->c.bookings[r].allocation < 0) {
            struct account a = tiny_ask(t, r, &arena);
            asked += a.why.candidates > 0;
            proved += a.taken.verdict == TAKEN_PROVED;
            if (a.taken.verdict == TAKEN_PROVED)
                recount(&t->c, r, &a.taken);
            else if (a.why.candidates > 0)
                ck_assert_msg(rich, "request %d waits without a proof", r);
        }
        arena_clear(&arena);
    }
}

/* Without needs and through runs a best plan leaves nobody waiting whom a count does not. */
START_TEST(after_a_match_the_count_proves_it) {
    for (int number = _i * CASES; number < (_i + 1) * CASES; number++) {
        struct tiny t;
        random_case(&t, number, _i == 1);
        match(&t);
        ask_all_waiting(&t, _i == 1);
        tiny_clear(&t);
    }
    ck_assert_int_gt(asked, CASES);
    ck_assert_int_gt(proved, asked * 3 / 4);
}
END_TEST

Suite *suite_match_explain_taken(void) {
    Suite *suite = suite_create("match/explain_taken");
    TCase *tcase = tcase_create("explain_taken");

    tcase_add_test(tcase, the_holders_are_followed_through_all_runs_they_could_ride);
    tcase_add_test(tcase, somebody_who_could_move_is_no_wall);
    tcase_add_test(tcase, a_rider_of_lower_priority_is_no_wall_for_hardship);
    tcase_add_test(tcase, a_must_party_that_could_move_whole_only_is_said_to_be_stuck);
    tcase_add_test(tcase, room_that_is_free_now_is_said_to_be);
    tcase_add_test(tcase, a_seat_is_no_berth);
    tcase_add_loop_test(tcase, after_a_match_the_count_proves_it, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite;
}
