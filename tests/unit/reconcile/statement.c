/* Reported figures against counts: what a rounded figure stands for, and each verdict. */
#include "homeward/reconcile.h"
#include "support/tiny.h"

#include <check.h>

static const int places[] = {1, 2};
static const unsigned uses[] = {STOP_BOARD, STOP_ALIGHT};

static struct tiny t;
static struct figure figure;

static void setup(void) {
    tiny_make(&t);
    t.c.figures = &figure;
    t.c.n_figures = 1;
}

static void teardown(void) {
    tiny_clear(&t);
}

static struct statement *state(void) {
    const struct reconcile_input in = {.campaign = &t.c, .as_of = DAY_NONE};
    struct statement *s = NULL;

    ck_assert_int_eq(reconcile_state(&in, &s, NULL), RC_OK);
    return s;
}

static const struct {
    int64_t value, precision;
    int counted;
    int64_t low, high;
    enum verdict verdict;
} intervals[] = {
    {106100, 100, 106050, 106050, 106149, VERDICT_AGREES},
    {106100, 100, 106149, 106050, 106149, VERDICT_AGREES},
    {106100, 100, 106150, 106050, 106149, VERDICT_OVER},
    {106100, 100, 106049, 106050, 106149, VERDICT_SHORT},
    {28, 1, 28, 28, 28, VERDICT_AGREES},
    {28, 1, 27, 28, 28, VERDICT_SHORT},
    {28, 1, 29, 28, 28, VERDICT_OVER},
    {100, 5, 98, 98, 102, VERDICT_AGREES},
    {100, 5, 103, 98, 102, VERDICT_OVER},
};

START_TEST(a_figure_stands_for_every_value_that_rounds_to_it) {
    figure = (struct figure){METRIC_TICKETS, DEFINITION_BOUGHT, intervals[_i].value,
                             intervals[_i].precision};
    tiny_run(&t, ALLOCATION_TICKET_BLOCK, intervals[_i].counted, 3, 2, places, uses);
    struct statement *s = state();
    ck_assert_int_eq(s->n_lines, 1);
    ck_assert_int_eq(s->lines[0].low, intervals[_i].low);
    ck_assert_int_eq(s->lines[0].high, intervals[_i].high);
    ck_assert_int_eq(s->lines[0].counted, intervals[_i].counted);
    ck_assert_int_eq(s->lines[0].verdict, intervals[_i].verdict);
    statement_free(s);
}
END_TEST

START_TEST(each_office_s_part_is_stated_and_they_add_up) {
    static struct office offices[] = {{370100}, {370200}};
    int second;

    t.c.offices = offices;
    t.c.n_offices = 2;
    figure = (struct figure){METRIC_TICKETS, DEFINITION_BOUGHT, 50, 1};
    tiny_run(&t, ALLOCATION_TICKET_BLOCK, 20, 3, 2, places, uses);
    second = tiny_run(&t, ALLOCATION_TICKET_BLOCK, 30, 3, 2, places, uses);
    t.c.allocations[second].office = 1;
    struct statement *s = state();
    ck_assert_int_eq(s->lines[0].n_offices, 2);
    ck_assert_int_eq(s->lines[0].offices[0].counted, 20);
    ck_assert_int_eq(s->lines[0].offices[1].counted, 30);
    statement_free(s);
}
END_TEST

START_TEST(the_words_of_verdicts_are_those_of_the_contract) {
    ck_assert_str_eq(verdict_word(VERDICT_AGREES), "agrees");
    ck_assert_str_eq(verdict_word(VERDICT_SHORT), "short");
    ck_assert_str_eq(verdict_word(VERDICT_OVER), "over");
}
END_TEST

Suite *suite_reconcile_statement(void) {
    Suite *suite = suite_create("reconcile statement");
    TCase *tcase = tcase_create("statement");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_figure_stands_for_every_value_that_rounds_to_it, 0,
                        sizeof intervals / sizeof *intervals);
    tcase_add_test(tcase, each_office_s_part_is_stated_and_they_add_up);
    tcase_add_test(tcase, the_words_of_verdicts_are_those_of_the_contract);
    suite_add_tcase(suite, tcase);
    return suite;
}
