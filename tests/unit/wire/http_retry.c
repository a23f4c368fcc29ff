/* When a download is tried again, and what the headers that matter for it say. */
#include "support/suites.h"
#include "wire/http.h"

static const struct {
    long status;
    bool again;
} statuses[] = {{200, false}, {301, false}, {400, false}, {401, false}, {403, false},
                {404, false}, {408, true},  {410, false}, {416, false}, {429, true},
                {500, true},  {501, false}, {502, true},  {503, true},  {504, true},
                {505, false}, {522, true},  {523, false}, {524, true}};

START_TEST(only_failures_that_pass_are_tried_again) {
    ck_assert_int_eq(http_retry_status(statuses[_i].status), statuses[_i].again);
}
END_TEST

#define NOW 1517443200 /* 2018-02-01T00:00:00Z */
static const struct {
    const char *value;
    int64_t seconds;
} waits[] = {{"0", 0},
             {"7", 7},
             {"600", 600},
             {"601", 600},
             {"99999999", 600},
             {"99999999999999999999999999", 600},
             {"-350037236", -1},
             {"soon", -1},
             {"1.5", -1},
             {"+5", -1},
             {"", -1},
             {NULL, -1},
             {"Thu, 01 Feb 2018 00:00:30 GMT", 30},
             {"Thu, 01 Feb 2018 09:00:00 GMT", 600},
             {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
             {"Thu, 99 Feb 2018 00:00:30 GMT", -1},
             {"Thursday next", -1}};

START_TEST(a_retry_after_stays_within_ten_minutes_and_junk_says_nothing) {
    ck_assert_int_eq(http_retry_after(waits[_i].value, NOW), waits[_i].seconds);
}
END_TEST

START_TEST(waits_double_with_a_quarter_of_jitter_up_to_ten_minutes) {
    double base = _i < 9 ? 1 << _i : 512;
    int failures = _i < 9 ? _i + 1 : 10;

    ck_assert_double_eq(http_retry_wait(failures, -1, 0), base);
    ck_assert_double_le(http_retry_wait(failures, -1, 0.999), base * 1.25);
    ck_assert_double_eq(http_retry_wait(60, -1, 0.5), 600);
}
END_TEST

START_TEST(a_retry_after_lengthens_the_wait_and_never_shortens_it) {
    ck_assert_double_eq(http_retry_wait(1, 600, 0), 600);
    ck_assert_double_eq(http_retry_wait(4, 0, 0), 8);
    ck_assert_double_eq(http_retry_wait(4, 9, 0), 9);
}
END_TEST

static const struct {
    const char *value;
    bool good;
    int64_t from, to, total;
} ranges[] = {
    {"bytes 0-9/10", true, 0, 9, 10},
    {"bytes 5-9/10", true, 5, 9, 10},
    {"bytes 5-7/10", true, 5, 7, 10},
    {"bytes 5-9/*", true, 5, 9, -1},
    {"bytes 5-10/10", false, 0, 0, 0}, /* beyond the end */
    {"bytes 9-5/10", false, 0, 0, 0},
    {"bytes -5-9/10", false, 0, 0, 0},
    {"bytes 5-9", false, 0, 0, 0},
    {"bytes 5-9/", false, 0, 0, 0},
    {"bytes 5-9/10x", false, 0, 0, 0},
    {"bytes */10", false, 0, 0, 0},
    {"bytes 99999999999999999999999999-99999999999999999999999999/*", false, 0, 0, 0},
    {"pages 5-9/10", false, 0, 0, 0},
    {"", false, 0, 0, 0},
    {NULL, false, 0, 0, 0},
};

START_TEST(a_content_range_is_read_to_the_letter) {
    int64_t from = 0, to = 0, total = 0;

    ck_assert_int_eq(http_content_range(ranges[_i].value, &from, &to, &total), ranges[_i].good);
    if (!ranges[_i].good)
        return;
    ck_assert_int_eq(from, ranges[_i].from);
    ck_assert_int_eq(to, ranges[_i].to);
    ck_assert_int_eq(total, ranges[_i].total);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

Suite *suite_wire_http_retry(void) {
    Suite *suite = suite_create("wire http_retry");
    TCase *tcase = tcase_create("http_retry");

    tcase_add_loop_test(tcase, only_failures_that_pass_are_tried_again, 0, COUNT(statuses));
    tcase_add_loop_test(tcase, a_retry_after_stays_within_ten_minutes_and_junk_says_nothing, 0,
                        COUNT(waits));
    tcase_add_loop_test(tcase, waits_double_with_a_quarter_of_jitter_up_to_ten_minutes, 0, 10);
    tcase_add_test(tcase, a_retry_after_lengthens_the_wait_and_never_shortens_it);
    tcase_add_loop_test(tcase, a_content_range_is_read_to_the_letter, 0, COUNT(ranges));
    suite_add_tcase(suite, tcase);
    return suite;
}
