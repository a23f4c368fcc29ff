/* Why, and why not: one small campaign for each kind of answer. Who holds the places is apart. */
#include "support/asked.h"
#include <check.h>

/* ---- filters ---- */

START_TEST(each_filter_is_counted_where_it_comes_first) {
    static const char *const soft[] = {"软座"}, *const mine[] = {"S2"};
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    tiny_coach(&t, 5, 0, 2, 3);
    tiny_coach(&t, 5, 9, 1, 2);
    tiny_coach(&t, 5, 0, 1, 2);
    int wrong_class = tiny_ticket(&t, 5, 0, 1, 2);
    int no_berth = tiny_ticket(&t, 5, 0, 1, 2);
    int others = tiny_ticket(&t, 5, 0, 1, 2);
    t.c.allocations[wrong_class].class_ = "硬座";
    t.c.allocations[others].lower_berths = 5;
    t.c.allocations[others].reserved_for = (struct words){mine, 1};
    (void)no_berth;
    int r = tiny_request(&t, 1, 2, 0, 0);
    t.c.requests[r].modes = MODE_BIT(MODE_TRAIN);
    t.c.requests[r].classes = (struct words){soft, 1};
    t.c.requests[r].needs = NEED_BIT(NEED_LOWER_BERTH);
    struct account a = tiny_ask(&t, r, &arena);
    for (int reason = REASON_NO_ROUTE; reason <= REASON_RESERVED; reason++)
        ck_assert_int_eq(a.why.filtered[reason], 1);
    ck_assert_int_eq(a.why.reason, REASON_RESERVED);
    ck_assert_int_eq(a.why.candidates, 0);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

/* ---- the seat and what it beat ---- */

START_TEST(a_seat_is_told_with_what_it_beat_and_what_was_better) {
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    int first = tiny_coach(&t, 1, 0, 1, 2), second = tiny_coach(&t, 2, 1, 1, 2);
    int dear = tiny_ticket(&t, 4, 0, 1, 2), late = tiny_coach(&t, 3, 3, 1, 2);
    t.c.allocations[dear].price = 5000;
    int other = tiny_request(&t, 1, 2, 0, 3), r = tiny_request(&t, 1, 2, 0, 3);
    tiny_seat(&t, other, first);
    tiny_seat(&t, r, second);
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.own.allocation, second);
    ck_assert_int_eq(a.own.days, 1);
    ck_assert_int_eq(a.own.inconvenience, 10);
    ck_assert_int_eq(a.all_better, 1);
    ck_assert_int_eq(a.better[0].allocation, first);
    ck_assert_int_eq(a.better[0].room, 0);
    ck_assert_int_eq(a.all_next, 2);
    ck_assert_int_eq(a.next[0].allocation, late);
    ck_assert_int_eq(a.next[0].room, 3);
    ck_assert_int_eq(a.next[1].allocation, dear);
    ck_assert_int_eq(a.next[1].outlay, 5000);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

/* ---- the nearest relaxation ---- */

static const struct {
    enum relax kind;
    int from, to, day;
    enum allocation_kind run;
    int32_t days;
} changes[] = {
    {RELAX_EARLIER, 1, 2, 3, ALLOCATION_TICKET_BLOCK, -2},
    {RELAX_LATER, 1, 2, 9, ALLOCATION_TICKET_BLOCK, 3},
    {RELAX_ORIGIN, 3, 2, 5, ALLOCATION_TICKET_BLOCK, 0},
    {RELAX_DESTINATION, 1, 3, 5, ALLOCATION_TICKET_BLOCK, 0},
    {RELAX_MODE, 1, 2, 5, ALLOCATION_CHARTERED_COACH, 0},
    {RELAX_CLASS, 1, 2, 5, ALLOCATION_TICKET_BLOCK, 0},
    {RELAX_OPENS, 1, 2, 5, ALLOCATION_TICKET_BLOCK, 0},
};

/* Place 3 is a degree from place 2, two from place 1: 90 and 180 km. */
START_TEST(one_change_is_found_with_the_run_it_opens) {
    static const char *const soft[] = {"软座"}, *const mine[] = {"S2"};
    enum relax kind = changes[_i].kind;
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    int full =
        tiny_run_of(&t, changes[_i].run, 0, changes[_i].day, changes[_i].from, changes[_i].to);
    int open =
        tiny_run_of(&t, changes[_i].run, 7, changes[_i].day, changes[_i].from, changes[_i].to);
    for (int a = full; a <= open; a++) {
        t.c.allocations[a].class_ = kind == RELAX_CLASS ? "硬座" : "软座";
        if (kind == RELAX_OPENS) {
            t.c.allocations[a].reserved_for = (struct words){mine, 1};
            t.c.allocations[a].open_from = tiny_day(4);
        }
    }
    int r = tiny_request(&t, 1, 2, 5, 6);
    t.c.requests[r].modes = MODE_BIT(MODE_TRAIN);
    t.c.requests[r].classes = (struct words){soft, 1};
    struct account a = tiny_ask(&t, r, &arena);
    for (int k = 0; k < RELAXES; k++)
        ck_assert_int_eq(a.relaxed[k].found, k == (int)kind);
    ck_assert_int_eq(a.relaxed[kind].ride.allocation, open);
    ck_assert_int_eq(a.relaxed[kind].ride.room, 7);
    ck_assert_int_eq(a.relaxed[kind].days, changes[_i].days);
    ck_assert_int_eq(a.relaxed[kind].km > 50, kind == RELAX_ORIGIN || kind == RELAX_DESTINATION);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(two_changes_gone_runs_and_far_stops_are_not_offered) {
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    t.c.today = tiny_day(4);
    tiny_coach(&t, 5, 3, 1, 2);
    tiny_coach(&t, 5, 9, 1, 3);
    tiny_coach(&t, 5, 5, 1, 9);
    int r = tiny_request(&t, 1, 2, 5, 6);
    struct account a = tiny_ask(&t, r, &arena);
    for (int k = 0; k < RELAXES; k++)
        ck_assert(!a.relaxed[k].found);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(the_nearest_day_with_room_is_taken) {
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    tiny_coach(&t, 0, 7, 1, 2);
    int nine = tiny_coach(&t, 1, 9, 1, 2);
    tiny_coach(&t, 1, 12, 1, 2);
    int r = tiny_request(&t, 1, 2, 5, 6);
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.relaxed[RELAX_LATER].ride.allocation, nine);
    ck_assert_int_eq(a.relaxed[RELAX_LATER].days, 3);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

/* ---- parties ---- */

/* Four of a must party, two seats here and three there. */
static int party_of_four(struct tiny *t) {
    int members[4];

    tiny_make(t);
    tiny_coach(t, 2, 0, 1, 2);
    tiny_coach(t, 3, 0, 1, 2);
    for (int i = 0; i < 4; i++)
        members[i] = tiny_request(t, 1, 2, 0, 0);
    tiny_party(t, true, 4, members);
    return members[0];
}

START_TEST(a_party_is_split_over_the_fewest_runs) {
    struct tiny t;
    struct arena arena = {0};
    int r = party_of_four(&t);
    t.c.allocations[0].price = 1000;
    t.c.allocations[1].price = 1000;
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.why.reason, REASON_PARTY);
    ck_assert_int_eq(a.split.waiting, 4);
    ck_assert_int_eq(a.split.most, 3);
    ck_assert_int_eq(a.split.seated, 4);
    ck_assert_int_eq(a.split.n_parts, 2);
    ck_assert_int_eq(a.split.parts[0].allocation, 1);
    ck_assert_int_eq(a.split.parts[0].n, 3);
    ck_assert_int_eq(a.split.parts[1].n, 1);
    /* one seat more on the coach of three, a third of 10 yuan, rounded up */
    ck_assert_int_eq(a.extra.allocation, 1);
    ck_assert_int_eq(a.extra.seats, 1);
    ck_assert_int_eq(a.extra.fen, 334);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

START_TEST(later_members_join_the_others_or_wait) {
    struct tiny t;
    struct arena arena = {0};
    int r = party_of_four(&t);
    for (int i = 1; i < 3; i++)
        tiny_book(&t, r + i, 0, 0, 1, NULL, BOOKING_TOLD);
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.split.joins, 0);
    ck_assert_int_eq(a.split.waiting, 2);
    ck_assert_int_eq(a.split.most, 0);
    ck_assert_int_eq(a.split.n_parts, 0);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

/* ---- extra seats ---- */

START_TEST(the_cheapest_extra_seat_is_a_ticket_or_a_share_of_a_charter) {
    struct tiny t;
    struct arena arena = {0};
    tiny_make(&t);
    int charter = tiny_coach(&t, 2, 0, 1, 2), block = tiny_ticket(&t, 1, 0, 1, 2);
    tiny_coach(&t, 1, 0, 1, 2); /* its price is not stated */
    t.c.allocations[charter].price = 9000;
    t.c.allocations[block].price = 5000;
    for (int i = 0; i < 4; i++)
        tiny_seat(&t, tiny_request(&t, 1, 2, 0, 0), i / 2 + i / 3);
    t.c.bookings[3].allocation = 2;
    int r = tiny_request(&t, 1, 2, 0, 0);
    struct account a = tiny_ask(&t, r, &arena);
    ck_assert_int_eq(a.extra.allocation, charter);
    ck_assert_int_eq(a.extra.fen, 4500);
    t.c.allocations[block].price = 4499;
    ck_assert_int_eq(tiny_ask(&t, r, &arena).extra.allocation, block);
    arena_clear(&arena);
    tiny_clear(&t);
}
END_TEST

Suite *suite_match_explain(void) {
    Suite *suite = suite_create("match/explain");
    TCase *tcase = tcase_create("explain");

    tcase_add_test(tcase, each_filter_is_counted_where_it_comes_first);
    tcase_add_test(tcase, a_seat_is_told_with_what_it_beat_and_what_was_better);
    tcase_add_loop_test(tcase, one_change_is_found_with_the_run_it_opens, 0,
                        (int)(sizeof changes / sizeof *changes));
    tcase_add_test(tcase, two_changes_gone_runs_and_far_stops_are_not_offered);
    tcase_add_test(tcase, the_nearest_day_with_room_is_taken);
    tcase_add_test(tcase, a_party_is_split_over_the_fewest_runs);
    tcase_add_test(tcase, later_members_join_the_others_or_wait);
    tcase_add_test(tcase, the_cheapest_extra_seat_is_a_ticket_or_a_share_of_a_charter);
    suite_add_tcase(suite, tcase);
    return suite;
}
