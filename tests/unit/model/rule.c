/* Contract section 7: each filter lets pass what it should and stops what it should, in order. */
#include "homeward/rule.h"
#include "support/tiny.h"
#include <check.h>

static const int places[] = {1, 2, 3};
static const unsigned plain[] = {STOP_BOARD, STOP_BOARD, STOP_ALIGHT};

static struct tiny t;
static struct request *r;
static struct allocation *a;

static void setup(void) {
    tiny_make(&t);
    tiny_run(&t, ALLOCATION_TICKET_BLOCK, 5, 3, 3, places, plain);
    tiny_request(&t, 1, 3, 3, 3);
    r = &t.c.requests[0];
    a = &t.c.allocations[0];
}

static void teardown(void) {
    tiny_clear(&t);
}

static enum filter first(void) {
    return rule_first_filter(&t.c, r, a);
}

START_TEST(all_pass) {
    ck_assert_int_eq(first(), FILTERS);
    ck_assert(rule_may_ride(&t.c, r, a, 0, 2));
    ck_assert(!rule_may_ride(&t.c, r, a, 1, 2));
    ck_assert(!rule_may_ride(&t.c, r, a, 2, 0));
}
END_TEST

START_TEST(a_stop_must_serve_each_end) {
    r->from.place = 110009;
    ck_assert_int_eq(first(), FILTER_ROUTE);
}
END_TEST

START_TEST(a_stop_that_only_alights_boards_nobody) {
    a->stops[0].use = STOP_ALIGHT;
    ck_assert_int_eq(first(), FILTER_ROUTE);
}
END_TEST

START_TEST(without_serves_distance_decides_up_to_the_limit) {
    a->stops[0].serves = (struct words){NULL, 0};
    r->from.place = 370101;
    r->from.at = (struct geo){a->stops[0].spot.at.lon, a->stops[0].spot.at.lat + 0.269};
    ck_assert_int_eq(first(), FILTERS); /* 29.9 km of 30 */
    r->from.at.lat += 0.002;
    ck_assert_int_eq(first(), FILTER_ROUTE);
    a->mode = MODE_TRAIN;
    t.c.rules.train_board_km = 31;
    ck_assert_int_eq(first(), FILTERS);
}
END_TEST

START_TEST(the_day_at_the_boarding_stop_counts) {
    r->earliest = r->latest = tiny_day(4);
    ck_assert_int_eq(first(), FILTER_DATE);
    r->earliest = tiny_day(2);
    ck_assert_int_eq(first(), FILTERS);
}
END_TEST

START_TEST(a_departure_before_day_starts_at_is_of_the_evening_before) {
    a->stops[0].at = instant_make(tiny_day(4), 90);
    ck_assert_int_eq(first(), FILTER_DATE);
    t.c.rules.day_starts_at = 240;
    ck_assert_int_eq(first(), FILTERS);
}
END_TEST

START_TEST(modes_filter) {
    r->modes = MODE_BIT(MODE_COACH);
    ck_assert_int_eq(first(), FILTER_MODE);
}
END_TEST

START_TEST(a_class_wish_touches_only_what_carries_a_class) {
    static const char *const wish[] = {"硬卧"};

    r->classes = (struct words){wish, 1};
    ck_assert_int_eq(first(), FILTERS);
    a->class_ = "硬座";
    ck_assert_int_eq(first(), FILTER_CLASS);
    a->class_ = "硬卧";
    ck_assert_int_eq(first(), FILTERS);
    r->services = (struct words){wish, 1};
    a->service = "K1";
    ck_assert_int_eq(first(), FILTER_CLASS);
}
END_TEST

START_TEST(a_need_rides_only_where_there_is_a_place_for_it) {
    r->needs = NEED_BIT(NEED_LOWER_BERTH);
    ck_assert_int_eq(first(), FILTER_NEED);
    a->lower_berths = 1;
    ck_assert_int_eq(first(), FILTERS);
    a->kind = ALLOCATION_CHARTERED_COACH; /* never on a coach */
    ck_assert_int_eq(first(), FILTER_NEED);
    r->needs = NEED_BIT(NEED_WHEELCHAIR);
    ck_assert_int_eq(first(), FILTER_NEED);
    a->wheelchair = 1;
    ck_assert_int_eq(first(), FILTERS);
}
END_TEST

START_TEST(reserved_for_others_until_open_from) {
    static const char *const others[] = {"370200", "S2"}, *const ours[] = {"370100"},
                             *const station[] = {"S1"};

    a->reserved_for = (struct words){others, 2};
    ck_assert_int_eq(first(), FILTER_RESERVED);
    t.c.today = tiny_day(1);
    a->open_from = tiny_day(2);
    ck_assert_int_eq(first(), FILTER_RESERVED);
    a->open_from = tiny_day(1);
    ck_assert_int_eq(first(), FILTERS);
    a->open_from = DAY_NONE;
    a->reserved_for = (struct words){ours, 1};
    ck_assert_int_eq(first(), FILTERS);
    a->reserved_for = (struct words){station, 1};
    ck_assert_int_eq(first(), FILTERS);
}
END_TEST

START_TEST(sharing_own_keeps_supply_to_its_office) {
    t.c.rules.sharing = SHARING_OWN;
    ck_assert_int_eq(first(), FILTERS);
    a->office = 1;
    ck_assert_int_eq(first(), FILTER_RESERVED);
}
END_TEST

START_TEST(money_is_due_only_on_blocks_that_are_not_paid) {
    a->price = 9850;
    ck_assert_int_eq(rule_outlay(a), 9850);
    a->state = BLOCK_PAID;
    ck_assert_int_eq(rule_outlay(a), 0);
    a->state = BLOCK_NOT_MANAGED;
    a->kind = ALLOCATION_CHARTERED_COACH;
    ck_assert_int_eq(rule_outlay(a), 0);
}
END_TEST

START_TEST(inconvenience_counts_days_and_rounded_kilometres) {
    r->earliest = tiny_day(1);
    r->preferred = tiny_day(1);
    ck_assert_int_eq(rule_inconvenience(&t.c, r, a, 0, 2), 20); /* two days late */
    t.c.rules.early_day_weight = 7;
    r->preferred = tiny_day(5);
    ck_assert_int_eq(rule_inconvenience(&t.c, r, a, 0, 2), 14); /* two days early */
    ck_assert_int_eq(rule_inconvenience_of(&t.c.rules, 0, 0.3, 0.19), 0);
    ck_assert_int_eq(rule_inconvenience_of(&t.c.rules, 0, 0.3, 0.2), 1);
}
END_TEST

Suite *suite_model_rule(void) {
    Suite *suite = suite_create("model rule");
    TCase *tcase = tcase_create("rule");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, all_pass);
    tcase_add_test(tcase, a_stop_must_serve_each_end);
    tcase_add_test(tcase, a_stop_that_only_alights_boards_nobody);
    tcase_add_test(tcase, without_serves_distance_decides_up_to_the_limit);
    tcase_add_test(tcase, the_day_at_the_boarding_stop_counts);
    tcase_add_test(tcase, a_departure_before_day_starts_at_is_of_the_evening_before);
    tcase_add_test(tcase, modes_filter);
    tcase_add_test(tcase, a_class_wish_touches_only_what_carries_a_class);
    tcase_add_test(tcase, a_need_rides_only_where_there_is_a_place_for_it);
    tcase_add_test(tcase, reserved_for_others_until_open_from);
    tcase_add_test(tcase, sharing_own_keeps_supply_to_its_office);
    tcase_add_test(tcase, money_is_due_only_on_blocks_that_are_not_paid);
    tcase_add_test(tcase, inconvenience_counts_days_and_rounded_kilometres);
    suite_add_tcase(suite, tcase);
    return suite;
}
