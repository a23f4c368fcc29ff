/* The checker against plans that are broken on purpose: each breach is found, as what it is. */
#include "homeward/verify.h"
#include "support/tiny.h"
#include <check.h>
#include <string.h>

static const int places[] = {1, 2, 3};
static const unsigned through[] = {STOP_BOARD, STOP_BOARD | STOP_ALIGHT, STOP_ALIGHT};

struct seen {
    int n[VIOLATION_KINDS], all;
};

static void on_found(void *payload, const struct violation *v) {
    struct seen *seen = payload;

    seen->n[v->kind]++;
    seen->all++;
}

static struct seen check_plan(const struct tiny *t) {
    struct seen seen = {{0}, 0};

    ck_assert_int_eq(verify_bookings(&t->c, t->c.bookings, on_found, &seen), seen.all);
    return seen;
}

/* One coach of two seats, two riders on it, nothing wrong. */
static void sound(struct tiny *t) {
    tiny_make(t);
    tiny_run(t, ALLOCATION_CHARTERED_COACH, 2, 0, 3, places, through);
    tiny_request(t, 1, 3, 0, 0);
    tiny_request(t, 1, 2, 0, 0);
    tiny_book(t, 0, 0, 0, 2, "1", BOOKING_SEATED);
    tiny_book(t, 1, 0, 0, 1, "2", BOOKING_SEATED);
}

static void expect(const struct tiny *t, enum violation_kind kind) {
    struct seen seen = check_plan(t);

    ck_assert_msg(seen.n[kind] == 1 && seen.all == 1, "%s: %d of %d", violation_word(kind),
                  seen.n[kind], seen.all);
}

START_TEST(a_sound_plan_has_none) {
    struct tiny t;

    sound(&t);
    ck_assert_int_eq(check_plan(&t).all, 0);
    /* a seat freed at a stop is taken again there */
    tiny_request(&t, 2, 3, 0, 0);
    tiny_book(&t, 2, 0, 1, 2, "2", BOOKING_SEATED);
    ck_assert_int_eq(check_plan(&t).all, 0);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_ride_that_the_rules_forbid) {
    struct tiny t;

    sound(&t);
    t.c.requests[0].earliest = t.c.requests[0].latest = tiny_day(1);
    expect(&t, VIOLATION_FORBIDDEN);
    tiny_clear(&t);
}
END_TEST

START_TEST(more_riders_than_seats) {
    struct tiny t;

    sound(&t);
    t.c.allocations[0].seats = 1;
    t.c.vehicles[0].seats = 2;
    struct seen seen = check_plan(&t);
    ck_assert_int_eq(seen.n[VIOLATION_OVER_SEATS], 1);
    tiny_clear(&t);
}
END_TEST

/* Held for the whole run: the need got off at stop 2, and its seat is taken again all the same. */
START_TEST(a_place_given_to_a_need_is_held) {
    struct tiny t;

    sound(&t);
    t.c.allocations[0].wheelchair = 1;
    t.c.requests[1].needs = NEED_BIT(NEED_WHEELCHAIR);
    ck_assert_int_eq(check_plan(&t).all, 0);
    tiny_request(&t, 2, 3, 0, 0);
    tiny_book(&t, 2, 0, 1, 2, "1", BOOKING_SEATED);
    ck_assert_int_eq(check_plan(&t).n[VIOLATION_OVER_SEATS], 1);
    tiny_clear(&t);
}
END_TEST

START_TEST(more_needs_than_places) {
    struct tiny t;

    sound(&t);
    t.c.allocations[0].wheelchair = 1;
    t.c.requests[0].needs = t.c.requests[1].needs = NEED_BIT(NEED_WHEELCHAIR);
    expect(&t, VIOLATION_OVER_WHEELCHAIR);
    tiny_clear(&t);
}
END_TEST

START_TEST(more_children_than_the_rules_allow) {
    struct tiny t;

    sound(&t);
    t.c.rules.free_children_percent = 50;
    t.c.requests[0].free_children = 1;
    ck_assert_int_eq(check_plan(&t).all, 0);
    t.c.requests[0].free_children = 2;
    expect(&t, VIOLATION_OVER_CHILDREN);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_must_party_that_is_not_whole) {
    struct tiny t;
    const int both[] = {0, 1};

    sound(&t);
    tiny_party(&t, true, 2, both);
    ck_assert_int_eq(check_plan(&t).all, 0);
    t.c.bookings[1].allocation = -1;
    expect(&t, VIOLATION_MUST_SPLIT);
    t.c.bookings[0].status = BOOKING_CONFIRMED; /* a later member waits beside a promise */
    ck_assert_int_eq(check_plan(&t).all, 0);
    tiny_clear(&t);
}
END_TEST

START_TEST(one_seat_given_twice) {
    struct tiny t;

    sound(&t);
    t.c.bookings[1].seat = "1";
    expect(&t, VIOLATION_SEAT_TWICE);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_seat_that_is_not_there) {
    struct tiny t;

    sound(&t);
    t.c.bookings[1].seat = "9";
    expect(&t, VIOLATION_SEAT_UNKNOWN);
    t.c.bookings[1].seat = NULL;
    expect(&t, VIOLATION_SEAT_UNKNOWN);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_lower_berth_need_on_another_berth) {
    struct tiny t;

    tiny_make(&t);
    tiny_run(&t, ALLOCATION_TRAIN_CAR, 3, 0, 3, places, through);
    t.c.allocations[0].lower_berths = 1; /* a car without a layout: its first seat */
    tiny_request(&t, 1, 3, 0, 0);
    t.c.requests[0].needs = NEED_BIT(NEED_LOWER_BERTH);
    tiny_book(&t, 0, 0, 0, 2, "1", BOOKING_SEATED);
    ck_assert_int_eq(check_plan(&t).all, 0);
    t.c.bookings[0].seat = "3";
    expect(&t, VIOLATION_SEAT_NEED);
    tiny_request(&t, 1, 3, 0, 0);
    t.c.requests[1].needs = NEED_BIT(NEED_LOWER_BERTH);
    tiny_book(&t, 1, 0, 0, 2, "1", BOOKING_SEATED);
    ck_assert_int_eq(check_plan(&t).n[VIOLATION_OVER_BERTHS], 1);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_booking_on_a_cancelled_run) {
    struct tiny t;

    sound(&t);
    t.c.allocations[0].cancelled = true;
    struct seen seen = check_plan(&t);
    ck_assert_int_eq(seen.n[VIOLATION_CANCELLED], 2);
    ck_assert_int_eq(seen.all, 2);
    tiny_clear(&t);
}
END_TEST

START_TEST(one_vehicle_on_two_runs_at_once) {
    struct tiny t;

    sound(&t);
    tiny_run(&t, ALLOCATION_CHARTERED_COACH, 2, 0, 3, places, through);
    ck_assert_int_eq(check_plan(&t).all, 0);
    t.c.allocations[1].vehicle = 0;
    expect(&t, VIOLATION_VEHICLE_TWICE);
    tiny_clear(&t);
}
END_TEST

Suite *suite_model_verify(void) {
    Suite *suite = suite_create("model verify");
    TCase *tcase = tcase_create("verify");

    tcase_add_test(tcase, a_sound_plan_has_none);
    tcase_add_test(tcase, a_ride_that_the_rules_forbid);
    tcase_add_test(tcase, more_riders_than_seats);
    tcase_add_test(tcase, a_place_given_to_a_need_is_held);
    tcase_add_test(tcase, more_needs_than_places);
    tcase_add_test(tcase, more_children_than_the_rules_allow);
    tcase_add_test(tcase, a_must_party_that_is_not_whole);
    tcase_add_test(tcase, one_seat_given_twice);
    tcase_add_test(tcase, a_seat_that_is_not_there);
    tcase_add_test(tcase, a_lower_berth_need_on_another_berth);
    tcase_add_test(tcase, a_booking_on_a_cancelled_run);
    tcase_add_test(tcase, one_vehicle_on_two_runs_at_once);
    suite_add_tcase(suite, tcase);
    return suite;
}
