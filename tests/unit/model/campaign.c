/* Words of the campaign's nouns, and the questions asked of it. */
#include "homeward/campaign.h"
#include "support/tiny.h"

#include <check.h>

START_TEST(a_metric_s_word_reads_back) {
    enum metric metric;

    ck_assert(metric_parse(metric_word((enum metric)_i), &metric));
    ck_assert_int_eq(metric, _i);
    ck_assert(metric_name(metric).zh[0] && metric_name(metric).en[0]);
    ck_assert(!metric_parse("horses", &metric));
}
END_TEST

START_TEST(a_definition_s_word_reads_back) {
    enum definition definition;

    ck_assert(definition_parse(definition_word((enum definition)_i), &definition));
    ck_assert_int_eq(definition, _i);
    ck_assert(definition_name(definition).zh[0] && definition_name(definition).en[0]);
    ck_assert(!definition_parse("dreamt", &definition));
}
END_TEST

START_TEST(booking_words_are_those_of_the_contract) {
    ck_assert_str_eq(booking_status_word(BOOKING_SEATED), "seated");
    ck_assert_str_eq(booking_status_word(BOOKING_TOLD), "told");
    ck_assert_str_eq(booking_status_word(BOOKING_CONFIRMED), "confirmed");
}
END_TEST

static const struct {
    int seats, percent, children;
} allowances[] = {{55, 10, 5}, {49, 10, 4}, {9, 10, 0}, {118, 0, 0}, {10, 25, 2}};

START_TEST(free_children_are_a_part_of_the_seats_rounded_down) {
    static const int places[] = {1, 2};
    static const unsigned uses[] = {STOP_BOARD, STOP_ALIGHT};
    struct tiny t;

    tiny_make(&t);
    tiny_run(&t, ALLOCATION_CHARTERED_COACH, allowances[_i].seats, 3, 2, places, uses);
    t.c.rules.free_children_percent = allowances[_i].percent;
    ck_assert_int_eq(allocation_free_children(&t.c, 0), allowances[_i].children);
    tiny_clear(&t);
}
END_TEST

START_TEST(a_request_belongs_to_its_station_s_office) {
    struct tiny t;

    tiny_make(&t);
    tiny_request(&t, 1, 2, 3, 3);
    ck_assert_int_eq(campaign_request_office(&t.c, 0), 370100);
    tiny_clear(&t);
}
END_TEST

Suite *suite_model_campaign(void) {
    Suite *suite = suite_create("model campaign");
    TCase *tcase = tcase_create("campaign");

    tcase_add_loop_test(tcase, a_metric_s_word_reads_back, 0, METRICS);
    tcase_add_loop_test(tcase, a_definition_s_word_reads_back, 0, DEFINITIONS);
    tcase_add_test(tcase, booking_words_are_those_of_the_contract);
    tcase_add_loop_test(tcase, free_children_are_a_part_of_the_seats_rounded_down, 0,
                        sizeof allowances / sizeof *allowances);
    tcase_add_test(tcase, a_request_belongs_to_its_station_s_office);
    suite_add_tcase(suite, tcase);
    return suite;
}
