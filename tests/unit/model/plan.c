/* The lines of the objective, counted from campaign and bookings alone. */
#include "homeward/plan.h"
#include "support/tiny.h"

#include <check.h>

static const int places[] = {1, 2, 3};
static const unsigned uses[] = {STOP_BOARD, STOP_BOARD | STOP_ALIGHT, STOP_ALIGHT};

static struct tiny t;

/* Two runs of the same way on day 3; four requests for it. */
static void setup(void) {
    tiny_make(&t);
    for (int i = 0; i < 2; i++)
        tiny_run(&t, ALLOCATION_TICKET_BLOCK, 5, 3, 3, places, uses);
    for (int i = 0; i < 4; i++)
        tiny_request(&t, 1, 3, 3, 5);
}

static void teardown(void) {
    tiny_clear(&t);
}

static void book(int request, int run) {
    tiny_book(&t, request, run, 0, 2, NULL, BOOKING_SEATED);
}

static struct score score(void) {
    struct score s;

    plan_score(&t.c, t.c.bookings, &s);
    return s;
}

static const struct {
    int runs[4]; /* of each request, -1 waiting */
    int64_t whole, breaks, must_unseated;
} spreads[] = {
    {{0, 0, 0, 0}, 1, 0, 0},  {{0, 0, 1, 1}, 0, 1, 0},    {{0, 1, 0, -1}, 0, 2, 0},
    {{0, 0, 0, -1}, 0, 1, 0}, {{-1, -1, -1, 0}, 0, 1, 0}, {{-1, -1, -1, -1}, 0, 0, 1},
};

START_TEST(a_break_is_each_further_run_and_anyone_left_waiting) {
    static const int all[] = {0, 1, 2, 3};
    struct party_counts counts;

    tiny_party(&t, true, 4, all);
    for (int r = 0; r < 4; r++)
        if (spreads[_i].runs[r] >= 0)
            book(r, spreads[_i].runs[r]);
    plan_count_parties(&t.c, t.c.bookings, &counts);
    ck_assert_int_eq(counts.all, 1);
    ck_assert_int_eq(counts.whole, spreads[_i].whole);
    ck_assert_int_eq(counts.breaks, spreads[_i].breaks);
    ck_assert_int_eq(counts.must_unseated, spreads[_i].must_unseated);
    ck_assert_int_eq(score().breaks, spreads[_i].breaks);
}
END_TEST

START_TEST(a_party_of_one_binds_nobody) {
    static const int one[] = {0};
    struct party_counts counts;

    tiny_party(&t, true, 1, one);
    plan_count_parties(&t.c, t.c.bookings, &counts);
    ck_assert_int_eq(counts.all, 0);
    ck_assert_int_eq(counts.must_unseated, 0);
}
END_TEST

START_TEST(the_score_counts_hardship_money_and_days) {
    t.c.requests[0].hardship = true;
    t.c.requests[1].preferred = tiny_day(5); /* two days later than the run */
    t.c.allocations[0].price = 9850;
    t.c.allocations[1].price = 100;
    t.c.allocations[1].state = BLOCK_PAID;
    book(0, 0);
    book(1, 0);
    book(2, 1);
    struct score s = score();
    ck_assert_int_eq(s.seated_hardship, 1);
    ck_assert_int_eq(s.seated_all, 3);
    ck_assert_int_eq(s.outlay_fen, 2 * 9850);
    ck_assert_int_eq(s.inconvenience, 20);
    ck_assert_int_eq(s.moved, 0);
}
END_TEST

START_TEST(hardship_of_a_party_counts_where_the_campaign_says_so) {
    static const int pair[] = {0, 1};

    tiny_party(&t, false, 2, pair);
    t.c.requests[1].hardship = true;
    book(0, 0);
    ck_assert_int_eq(score().seated_hardship, 0);
    t.c.rules.hardship_scope = HARDSHIP_PARTY;
    ck_assert_int_eq(score().seated_hardship, 1);
}
END_TEST

static const struct score better[] = {
    {2, 1, 9, 9, 9, 9}, {1, 3, 9, 9, 9, 9}, {1, 2, 0, 9, 9, 9},
    {1, 2, 1, 0, 9, 9}, {1, 2, 1, 1, 0, 9}, {1, 2, 1, 1, 1, 0},
};

START_TEST(each_line_counts_only_after_those_above_it) {
    static const struct score base = {1, 2, 1, 1, 1, 1};

    ck_assert_int_lt(score_compare(&better[_i], &base), 0);
    ck_assert_int_gt(score_compare(&base, &better[_i]), 0);
    ck_assert_int_eq(score_compare(&base, &base), 0);
}
END_TEST

START_TEST(every_reason_has_a_word_and_a_sentence) {
    ck_assert(_i == REASON_NONE || reason_word((enum reason)_i)[0]);
    ck_assert(reason_text((enum reason)_i).zh[0] && reason_text((enum reason)_i).en[0]);
}
END_TEST

#define COUNT(array) (sizeof(array) / sizeof *(array))

Suite *suite_model_plan(void) {
    Suite *suite = suite_create("model plan");
    TCase *tcase = tcase_create("plan");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_break_is_each_further_run_and_anyone_left_waiting, 0,
                        COUNT(spreads));
    tcase_add_test(tcase, a_party_of_one_binds_nobody);
    tcase_add_test(tcase, the_score_counts_hardship_money_and_days);
    tcase_add_test(tcase, hardship_of_a_party_counts_where_the_campaign_says_so);
    tcase_add_loop_test(tcase, each_line_counts_only_after_those_above_it, 0, COUNT(better));
    tcase_add_loop_test(tcase, every_reason_has_a_word_and_a_sentence, 0, REASONS);
    suite_add_tcase(suite, tcase);
    return suite;
}
