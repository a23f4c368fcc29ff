/* What the road asks of a chartered coach, case by case (domain section 4). */
#include "homeward/charter.h"
#include "support/tiny.h"

#include <check.h>
#include <string.h>

#define STOPS 3

static struct tiny tiny;
static struct crew crew[3];
static struct vehicle *vehicle;
static struct allocation *run;
static int32_t riders[STOPS], children[STOPS];
static struct charter_finding found[CHARTER_CODES];
static int n_found;

/* Places of tiny are a degree of longitude apart: about 100 km. From 08:00, an hour a stop. */
static void setup(void) {
    const int places[STOPS] = {1, 2, 3};
    const unsigned uses[STOPS] = {STOP_BOARD, STOP_BOARD, STOP_ALIGHT};

    tiny_make(&tiny);
    int at = tiny_run(&tiny, ALLOCATION_CHARTERED_COACH, 53, 0, STOPS, places, uses);
    run = &tiny.c.allocations[at];
    vehicle = &tiny.c.vehicles[run->vehicle];
    for (int i = 0; i < STOPS; i++)
        run->stops[i].at = instant_make(tiny_day(0), 480 + 60 * i);
    for (int i = 0; i < 3; i++)
        crew[i] = (struct crew){.role = "driver"};
    run->crew = crew;
    run->n_crew = 2;
    run->sign_no = run->contract_no = "1";
    run->sign_valid_to = DAY_NONE;
    vehicle->approved = 55;
    vehicle->key = "鲁I10001";
    memset(riders, 0, sizeof riders);
    memset(children, 0, sizeof children);
}

static void teardown(void) {
    tiny_clear(&tiny);
}

static const struct charter_finding *finding(enum charter_code code) {
    const struct charter_load load = {riders, children};

    n_found = charter_check(&tiny.c, (int32_t)(run - tiny.c.allocations), &load, found);
    for (int i = 0; i < n_found; i++)
        if (found[i].code == code)
            return &found[i];
    return NULL;
}

START_TEST(a_coach_in_order_has_no_finding) {
    riders[0] = riders[1] = 53;
    children[1] = 5;
    ck_assert_ptr_null(finding(CHARTER_CODES));
    ck_assert_int_eq(n_found, 0);
}
END_TEST

/* LCK6129HQ1: 55 licensed, two drivers, 53 riders, 5 free children more (a tenth of 55 is 5.5). */
static const struct {
    int32_t approved, drivers, riders, children;
    enum charter_code code; /* CHARTER_CODES: none */
    int64_t is, limit;
} loads[] = {{55, 2, 53, 0, CHARTER_CODES, 0, 0},     {55, 2, 54, 0, CHARTER_OVERLOADED, 56, 55},
             {55, 1, 54, 0, CHARTER_CODES, 0, 0},     {55, 0, 55, 0, CHARTER_OVERLOADED, 56, 55},
             {55, 2, 53, 5, CHARTER_CODES, 0, 0},     {55, 2, 53, 6, CHARTER_CHILDREN, 61, 60},
             {55, 2, 40, 18, CHARTER_CODES, 0, 0},    {50, 1, 53, 6, CHARTER_OVERLOADED, 54, 50},
             {0, 2, 99, 9, CHARTER_NO_APPROVED, 0, 0}};

START_TEST(riders_crew_and_children_sit_within_the_licensed_seats) {
    vehicle->approved = loads[_i].approved;
    run->n_crew = loads[_i].drivers;
    riders[1] = loads[_i].riders;
    children[1] = loads[_i].children;
    const struct charter_finding *f = finding(loads[_i].code);

    ck_assert(loads[_i].code == CHARTER_CODES || f);
    ck_assert_int_eq(finding(CHARTER_OVERLOADED) != NULL, loads[_i].code == CHARTER_OVERLOADED);
    ck_assert_int_eq(finding(CHARTER_CHILDREN) != NULL, loads[_i].code == CHARTER_CHILDREN);
    if (f && loads[_i].limit) {
        f = finding(loads[_i].code);
        ck_assert_int_eq(f->is, loads[_i].is);
        ck_assert_int_eq(f->limit, loads[_i].limit);
        ck_assert_int_eq(charter_weight(f->code), CHARTER_REFUSES);
    }
}
END_TEST

static const struct {
    const char *plate;
    int32_t from, to;
    bool fits;
} plates[] = {{"鲁A10001", 370102, 411602, true},  {"鲁A10001", 411602, 370112, true},
              {"鲁B10001", 370102, 371700, false}, {"鲁I10001", 370102, 371700, true},
              {"京A10001", 370102, 371700, true},  {"鲁", 370102, 371700, true},
              {"", 370102, 371700, true}};

START_TEST(one_end_lies_where_the_plate_is_from_or_the_plate_is_not_known) {
    vehicle->key = plates[_i].plate;
    run->stops[0].spot.place = plates[_i].from;
    run->stops[STOPS - 1].spot.place = plates[_i].to;
    ck_assert_int_eq(finding(CHARTER_PLATE) == NULL, plates[_i].fits);
}
END_TEST

START_TEST(the_sign_is_valid_to_the_last_stop) {
    run->sign_valid_to = tiny_day(0);
    ck_assert_ptr_null(finding(CHARTER_SIGN_EXPIRED));
    run->stops[STOPS - 1].at = instant_make(tiny_day(1), 0);
    ck_assert_ptr_nonnull(finding(CHARTER_SIGN_EXPIRED));
    run->sign_no = NULL;
    run->contract_no = "";
    ck_assert_ptr_null(finding(CHARTER_SIGN_EXPIRED));
    ck_assert_ptr_nonnull(finding(CHARTER_NO_SIGN));
    ck_assert_ptr_nonnull(finding(CHARTER_NO_CONTRACT));
}
END_TEST

START_TEST(beyond_four_hundred_kilometres_two_drivers) {
    run->n_crew = 1;
    ck_assert_ptr_null(finding(CHARTER_DRIVERS));
    run->stops[STOPS - 1].spot.at.lon += 3;
    ck_assert_ptr_nonnull(finding(CHARTER_DRIVERS));
    ck_assert_int_gt(finding(CHARTER_DRIVERS)->is, 400);
    run->n_crew = 2;
    ck_assert_ptr_null(finding(CHARTER_DRIVERS));
    run->n_crew = 0;
    ck_assert_ptr_nonnull(finding(CHARTER_NO_DRIVERS));
}
END_TEST

/* Departure, middle stop and arrival in minutes from midnight; the middle one rests if it says so.
 */
static const struct {
    int from, middle, to, rest; /* rest -1: it is no rest stop */
    bool too_long, night, not_stated;
} roads[] = {
    {480, 600, 700, -1, false, false, false},     /* short: nothing to state */
    {480, 600, 1000, -1, false, false, true},     /* long, no rest stated */
    {480, 700, 900, 20, false, false, false},     /* rests in time */
    {480, 700, 900, 19, true, false, false},      /* too short a rest is none */
    {480, 730, 900, 30, true, false, false},      /* too late */
    {480, 720, 960, 20, false, false, false},     /* four hours to the minute */
    {1320, 1560, 1800, 180, false, false, false}, /* stands from 02:00 to 05:00 */
    {1320, 1560, 1800, 179, false, true, false},
    {1320, 1430, 1600, -1, false, true, true}, /* through the night, none stated */
    {300, 400, 500, -1, false, false, false},  /* leaves at 05:00 */
};

START_TEST(rests_fall_due_where_they_are_stated) {
    run->stops[0].at = instant_make(tiny_day(0), roads[_i].from);
    run->stops[1].at = instant_make(tiny_day(0), roads[_i].middle);
    run->stops[2].at = instant_make(tiny_day(0), roads[_i].to);
    if (roads[_i].rest >= 0) {
        run->stops[1].use = STOP_REST;
        run->stops[1].rest_minutes = roads[_i].rest;
    }
    ck_assert_int_eq(finding(CHARTER_REST) != NULL, roads[_i].too_long);
    ck_assert_int_eq(finding(CHARTER_NO_RESTS) != NULL, roads[_i].not_stated);
    ck_assert_int_eq(finding(CHARTER_NIGHT) != NULL, roads[_i].night && !roads[_i].not_stated);
}
END_TEST

START_TEST(what_is_no_charter_is_not_looked_at) {
    run->kind = ALLOCATION_TRAIN_CAR;
    riders[0] = 200;
    ck_assert_ptr_null(finding(CHARTER_OVERLOADED));
    ck_assert_int_eq(n_found, 0);
}
END_TEST

START_TEST(a_finding_says_its_numbers) {
    const struct charter_finding f = {CHARTER_OVERLOADED, 56, 55};
    struct str text = STR_MAX(256);

    charter_text(&f, LANG_ZH, &text);
    ck_assert_str_eq(str_get(&text), "车上 56 人（含司乘），超过核定载客 55 人");
    str_reset(&text);
    charter_text(&f, LANG_EN, &text);
    ck_assert_str_eq(str_get(&text), "56 people with the crew on 55 licensed seats");
    str_clear(&text);
}
END_TEST

Suite *suite_model_charter(void) {
    Suite *suite = suite_create("model charter");
    TCase *tcase = tcase_create("charter");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_coach_in_order_has_no_finding);
    tcase_add_loop_test(tcase, riders_crew_and_children_sit_within_the_licensed_seats, 0,
                        sizeof loads / sizeof *loads);
    tcase_add_loop_test(tcase, one_end_lies_where_the_plate_is_from_or_the_plate_is_not_known, 0,
                        sizeof plates / sizeof *plates);
    tcase_add_test(tcase, the_sign_is_valid_to_the_last_stop);
    tcase_add_test(tcase, beyond_four_hundred_kilometres_two_drivers);
    tcase_add_loop_test(tcase, rests_fall_due_where_they_are_stated, 0,
                        sizeof roads / sizeof *roads);
    tcase_add_test(tcase, what_is_no_charter_is_not_looked_at);
    tcase_add_test(tcase, a_finding_says_its_numbers);
    suite_add_tcase(suite, tcase);
    return suite;
}
