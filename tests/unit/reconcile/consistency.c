/* What the reported figures of 2018 imply about each other, against what the rows say. */
#include "homeward/reconcile.h"
#include "support/tiny.h"

#include <check.h>
#include <string.h>

static const int places[] = {1, 2};
static const unsigned uses[] = {STOP_BOARD, STOP_ALIGHT};

static struct tiny t;
static struct statement *s;
static struct figure figures[] = {
    {METRIC_TRAIN_CARS, DEFINITION_BOOKED, 28, 1},
    {METRIC_COACHES, DEFINITION_BOOKED, 1096, 1},
    {METRIC_TICKETS, DEFINITION_BOUGHT, 106100, 100},
    {METRIC_PERSON_TRIPS, DEFINITION_BOOKED, 177100, 100},
};

/* A coach of 53 seats that made two runs with three riders, a car with one, tickets with none. */
static void setup(void) {
    tiny_make(&t);
    t.c.figures = figures;
    t.c.n_figures = 4;
    tiny_run(&t, ALLOCATION_CHARTERED_COACH, 53, 3, 2, places, uses);
    tiny_run(&t, ALLOCATION_CHARTERED_COACH, 53, 5, 2, places, uses);
    t.c.allocations[1].vehicle = t.c.allocations[0].vehicle;
    tiny_run(&t, ALLOCATION_TRAIN_CAR, 118, 3, 2, places, uses);
    tiny_run(&t, ALLOCATION_TICKET_BLOCK, 40, 3, 2, places, uses);
    for (int i = 0; i < 4; i++) {
        tiny_request(&t, 1, 2, 3, 5);
        tiny_book(&t, i, i == 3 ? 2 : i == 2 ? 1 : 0, 0, 1, NULL, BOOKING_SEATED);
    }
}

static void teardown(void) {
    statement_free(s);
    s = NULL;
    tiny_clear(&t);
}

static const struct consistency_line *line(const char *code) {
    const struct reconcile_input in = {.campaign = &t.c, .as_of = DAY_NONE};

    statement_free(s);
    ck_assert_int_eq(reconcile_state(&in, &s, NULL), RC_OK);
    for (int i = 0; i < s->n_consistency; i++)
        if (strcmp(s->consistency[i].code, code) == 0)
            return &s->consistency[i];
    return NULL;
}

static bool has(const char *text, const char *part) {
    return strstr(text, part) != NULL;
}

START_TEST(the_figures_of_2018_imply_61_8_a_coach_and_so_several_runs) {
    const struct consistency_line *l = line("implied-load");

    ck_assert_ptr_nonnull(l);
    ck_assert(!l->agrees);
    ck_assert(has(l->en, "71,000") && has(l->en, "+-100") && has(l->en, "61.8"));
    ck_assert(has(l->en, "at most 53") && has(l->en, "runs"));
    ck_assert(has(l->zh, "71,000") && has(l->zh, "61.8") && has(l->zh, "不止跑一趟"));
}
END_TEST

START_TEST(a_load_that_coaches_can_carry_agrees) {
    struct figure fewer[4];

    memcpy(fewer, figures, sizeof fewer);
    fewer[3].value = 160000; /* 46.2 a coach */
    t.c.figures = fewer;
    const struct consistency_line *l = line("implied-load");
    ck_assert(l->agrees);
    ck_assert(has(l->en, "46.2"));
}
END_TEST

START_TEST(without_all_the_figures_nothing_is_implied) {
    t.c.n_figures = 2;
    ck_assert_ptr_null(line("implied-load"));
    ck_assert_ptr_nonnull(line("coach-runs"));
}
END_TEST

START_TEST(the_rows_say_how_often_vehicles_ran_and_how_full) {
    ck_assert(has(line("coach-runs")->en, "coaches 1, runs 2 (2.00 each), trips 3, 1.5 a run"));
    ck_assert(has(line("car-runs")->en, "train cars 1, runs 1, trips 1, 1.0 a run"));
    ck_assert(has(line("tickets-used")->en, "tickets bought 40, given out 0, not used 40"));
    ck_assert(has(line("sum-of-parts")->en, "tickets 0 + coaches 3 + cars 1 = 4 trips"));
    ck_assert(line("sum-of-parts")->agrees);
}
END_TEST

Suite *suite_reconcile_consistency(void) {
    Suite *suite = suite_create("reconcile consistency");
    TCase *tcase = tcase_create("consistency");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, the_figures_of_2018_imply_61_8_a_coach_and_so_several_runs);
    tcase_add_test(tcase, a_load_that_coaches_can_carry_agrees);
    tcase_add_test(tcase, without_all_the_figures_nothing_is_implied);
    tcase_add_test(tcase, the_rows_say_how_often_vehicles_ran_and_how_full);
    suite_add_tcase(suite, tcase);
    return suite;
}
