/* What is counted, by definition. */
#include "homeward/reconcile.h"
#include "support/tiny.h"

#include <check.h>

static const int places[] = {1, 2};
static const unsigned uses[] = {STOP_BOARD, STOP_ALIGHT};

static struct tiny t;
static struct reconcile_input in;

/* Day 3: a coach (run 0), the same coach again on day 5 (1), a block of 40 tickets (2), a train car
 * (3). Five trips of four riders: two on run 0 (one of them told), one on 1, one on the tickets,
 * and the first rider again on the car. */
static void setup(void) {
    tiny_make(&t);
    tiny_run(&t, ALLOCATION_CHARTERED_COACH, 53, 3, 2, places, uses);
    tiny_run(&t, ALLOCATION_CHARTERED_COACH, 53, 5, 2, places, uses);
    t.c.allocations[1].vehicle = t.c.allocations[0].vehicle;
    tiny_run(&t, ALLOCATION_TICKET_BLOCK, 40, 3, 2, places, uses);
    tiny_run(&t, ALLOCATION_TRAIN_CAR, 118, 5, 2, places, uses);
    for (int i = 0; i < 5; i++) {
        static const int runs[] = {0, 0, 1, 2, 3};
        tiny_request(&t, 1, 2, 3, 5);
        tiny_book(&t, i, runs[i], 0, 1, NULL, i == 1 ? BOOKING_TOLD : BOOKING_SEATED);
    }
    t.c.requests[4].rider = t.c.requests[0].rider;
    in = (struct reconcile_input){
        .campaign = &t.c, .as_of = DAY_NONE, .now = instant_make(tiny_day(4), 0)};
}

static void teardown(void) {
    tiny_clear(&t);
}

static int64_t count(enum metric metric, enum definition definition) {
    return reconcile_count(&in, metric, definition, -1, NULL);
}

static const struct {
    enum metric metric;
    enum definition definition;
    int64_t counted;
} counts[] = {
    {METRIC_COACHES, DEFINITION_BOOKED, 1},       {METRIC_COACH_RUNS, DEFINITION_BOOKED, 2},
    {METRIC_TRAIN_CARS, DEFINITION_BOOKED, 1},    {METRIC_TRAIN_CAR_RUNS, DEFINITION_BOOKED, 1},
    {METRIC_TICKETS, DEFINITION_BOUGHT, 40},      {METRIC_TICKETS, DEFINITION_BOOKED, 1},
    {METRIC_PERSON_TRIPS, DEFINITION_BOOKED, 5},  {METRIC_RIDERS, DEFINITION_BOOKED, 4},
    {METRIC_PERSON_TRIPS, DEFINITION_TOLD, 1},    {METRIC_COACHES, DEFINITION_TOLD, 1},
    {METRIC_COACH_RUNS, DEFINITION_TOLD, 1},      {METRIC_TRAIN_CARS, DEFINITION_TOLD, 0},
    {METRIC_COACH_RUNS, DEFINITION_DEPARTED, 1},  {METRIC_TRAIN_CARS, DEFINITION_DEPARTED, 0},
    {METRIC_PERSON_TRIPS, DEFINITION_BOARDED, 0},
};

START_TEST(each_metric_is_counted_by_its_definition) {
    ck_assert_int_eq(count(counts[_i].metric, counts[_i].definition), counts[_i].counted);
}
END_TEST

START_TEST(a_cancelled_run_counts_for_nothing) {
    t.c.allocations[2].cancelled = true;
    ck_assert_int_eq(count(METRIC_TICKETS, DEFINITION_BOUGHT), 0);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_BOOKED), 4);
    t.c.allocations[0].cancelled = true;
    ck_assert_int_eq(count(METRIC_COACHES, DEFINITION_BOOKED), 1); /* it still makes run 1 */
}
END_TEST

START_TEST(what_was_recorded_later_is_not_there_yet) {
    t.c.bookings[0].recorded = instant_make(tiny_day(1), 1439);
    t.c.bookings[2].recorded = instant_make(tiny_day(2), 0);
    t.c.allocations[2].recorded = instant_make(tiny_day(2), 0);
    for (int i = 0; i < 5; i++)
        if (i != 0 && i != 2)
            t.c.bookings[i].recorded = instant_make(tiny_day(0), 0);
    t.c.bookings[1].status_at = instant_make(tiny_day(2), 0);
    in.as_of = tiny_day(1);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_BOOKED), 4);
    ck_assert_int_eq(count(METRIC_TICKETS, DEFINITION_BOUGHT), 0);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_TOLD), 0);
    in.as_of = tiny_day(2);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_BOOKED), 5);
    ck_assert_int_eq(count(METRIC_TICKETS, DEFINITION_BOUGHT), 40);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_TOLD), 1);
}
END_TEST

/* Returns: of run 0 one of two boarded, a stranger walked on, and the rider of request 3 too. */
static struct boarding_row rows[] = {{BOARDING_BOARDED, 0, 1, 0, "1"},
                                     {BOARDING_ABSENT, 1, 2, 0, "2"},
                                     {BOARDING_WALK_ON, -1, 0, 0, NULL},
                                     {BOARDING_WALK_ON, 3, 4, 0, NULL}};
static struct boarding returns[4];

static void return_run_0(void) {
    for (int i = 0; i < 4; i++)
        if (rows[i].request >= 0)
            rows[i].rider = t.c.requests[rows[i].request].rider;
    returns[0] = (struct boarding){.id = 1, .rows = rows, .n_rows = 4};
    in.boardings.of = returns;
}

START_TEST(a_return_is_counted_and_a_missing_one_is_not_taken_for_nobody) {
    int64_t missing = 0;

    return_run_0();
    ck_assert_int_eq(reconcile_count(&in, METRIC_PERSON_TRIPS, DEFINITION_BOARDED, -1, &missing),
                     3);
    ck_assert_int_eq(missing, 1); /* the tickets left on day 3 too */
    ck_assert_int_eq(reconcile_count(&in, METRIC_PERSON_TRIPS, DEFINITION_DEPARTED, -1, &missing),
                     4); /* and who was booked on the tickets */
    ck_assert_int_eq(missing, 1);
    ck_assert_int_eq(count(METRIC_TICKETS, DEFINITION_DEPARTED), 1);
    ck_assert_int_eq(count(METRIC_TICKETS, DEFINITION_BOARDED), 0);
    ck_assert_int_eq(count(METRIC_COACH_RUNS, DEFINITION_BOARDED), 1);
}
END_TEST

START_TEST(a_rider_who_travelled_twice_is_one_and_a_stranger_is_somebody) {
    static struct boarding_row car[] = {{BOARDING_INSTEAD, 0, 0, 0, "7"}};

    return_run_0();
    car[0].rider = t.c.requests[0].rider;
    returns[3] =
        (struct boarding){.id = 2, .rows = car, .n_rows = 1}; /* before the clock says so */
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_BOARDED), 4);
    ck_assert_int_eq(count(METRIC_RIDERS, DEFINITION_BOARDED), 3);
    ck_assert_int_eq(count(METRIC_TRAIN_CARS, DEFINITION_BOARDED), 1);
    returns[3] = (struct boarding){0};
}
END_TEST

START_TEST(a_run_that_left_after_the_day_asked_about_had_not_left) {
    in.as_of = tiny_day(2);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_DEPARTED), 0);
    in.as_of = tiny_day(3);
    ck_assert_int_eq(count(METRIC_PERSON_TRIPS, DEFINITION_DEPARTED), 3);
}
END_TEST

START_TEST(returns_are_summed_up_and_the_runs_without_one_are_marked) {
    struct return_counts came;
    bool missing[4] = {0};

    return_run_0();
    reconcile_returns(&in, &came, missing);
    ck_assert_int_eq(came.departed, 2);
    ck_assert_int_eq(came.returned, 1);
    ck_assert_int_eq(came.missing, 1);
    ck_assert_int_eq(came.outcomes[BOARDING_WALK_ON], 2);
    ck_assert(!missing[0] && !missing[1] && missing[2] && !missing[3]);
}
END_TEST

START_TEST(trips_belong_to_the_station_s_office_and_runs_to_the_supplier_s) {
    static struct office offices[] = {{370100}, {370200}};
    static struct station stations[] = {{"S1", "one", 0}, {"S2", "two", 1}};

    t.c.offices = offices;
    t.c.n_offices = 2;
    t.c.stations = stations;
    t.c.requests[2].station = 1;
    t.c.allocations[3].office = 1;
    ck_assert_int_eq(reconcile_count(&in, METRIC_PERSON_TRIPS, DEFINITION_BOOKED, 0, NULL), 4);
    ck_assert_int_eq(reconcile_count(&in, METRIC_PERSON_TRIPS, DEFINITION_BOOKED, 1, NULL), 1);
    ck_assert_int_eq(reconcile_count(&in, METRIC_TRAIN_CARS, DEFINITION_BOOKED, 0, NULL), 0);
    ck_assert_int_eq(reconcile_count(&in, METRIC_TRAIN_CARS, DEFINITION_BOOKED, 1, NULL), 1);
}
END_TEST

Suite *suite_reconcile_count(void) {
    Suite *suite = suite_create("reconcile count");
    TCase *tcase = tcase_create("count");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, each_metric_is_counted_by_its_definition, 0,
                        sizeof counts / sizeof *counts);
    tcase_add_test(tcase, a_cancelled_run_counts_for_nothing);
    tcase_add_test(tcase, what_was_recorded_later_is_not_there_yet);
    tcase_add_test(tcase, a_return_is_counted_and_a_missing_one_is_not_taken_for_nobody);
    tcase_add_test(tcase, a_rider_who_travelled_twice_is_one_and_a_stranger_is_somebody);
    tcase_add_test(tcase, a_run_that_left_after_the_day_asked_about_had_not_left);
    tcase_add_test(tcase, returns_are_summed_up_and_the_runs_without_one_are_marked);
    tcase_add_test(tcase, trips_belong_to_the_station_s_office_and_runs_to_the_supplier_s);
    suite_add_tcase(suite, tcase);
    return suite;
}
