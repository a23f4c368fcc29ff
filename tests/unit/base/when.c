/* Days and instants. */
#include "homeward/when.h"
#include "support/suites.h"

static const struct {
    const char *text;
    bool ok;
} days[] = {{"2018-02-07", true},  {"2016-02-29", true},  {"2018-02-29", false},
            {"2018-02-30", false}, {"2018-13-01", false}, {"2018-2-7", false},
            {"20180207", false},   {"2018-02-07x", false}};

START_TEST(only_dates_that_exist_are_read) {
    struct day day;
    char text[WHEN_TEXT];

    ck_assert_int_eq(day_parse(days[_i].text, &day), days[_i].ok);
    if (days[_i].ok)
        ck_assert_str_eq(day_text(day, text), days[_i].text);
}
END_TEST

START_TEST(an_instant_is_china_time) {
    struct instant at;
    char text[WHEN_TEXT];

    ck_assert(instant_parse("1970-01-01T08:00", &at));
    ck_assert_int_eq(at.v, 0);
    ck_assert(instant_parse("2018-02-07T00:30:05", &at));
    ck_assert_str_eq(instant_text(at, text), "2018-02-07T00:30:05");
    ck_assert_int_eq(instant_minute(at), 30);
    ck_assert_str_eq(day_text(instant_day(at), text), "2018-02-07");
}
END_TEST

START_TEST(a_departure_before_the_day_starts_counts_as_the_evening_before) {
    struct instant at;
    char text[WHEN_TEXT];

    ck_assert(instant_parse("2018-02-08T03:59", &at));
    ck_assert_str_eq(day_text(instant_service_day(at, 240), text), "2018-02-07");
    ck_assert(instant_parse("2018-02-08T04:00", &at));
    ck_assert_str_eq(day_text(instant_service_day(at, 240), text), "2018-02-08");
}
END_TEST

START_TEST(impossible_instants_are_refused) {
    static const char *const texts[] = {"2018-02-07", "2018-02-07T24:00", "2018-02-07T08:60",
                                        "2018-02-07 08:00", "2018-02-07T08:00:00Z"};
    struct instant at;

    ck_assert(!instant_parse(texts[_i], &at));
}
END_TEST

START_TEST(the_spring_festival_of_2018_is_a_friday) {
    struct day day;

    ck_assert(day_make(2018, 2, 16, &day));
    ck_assert_int_eq(day_weekday(day), 5);
}
END_TEST

Suite *suite_base_when(void) {
    Suite *suite = suite_create("base when");
    TCase *tcase = tcase_create("when");

    tcase_add_loop_test(tcase, only_dates_that_exist_are_read, 0, sizeof days / sizeof *days);
    tcase_add_test(tcase, an_instant_is_china_time);
    tcase_add_test(tcase, a_departure_before_the_day_starts_counts_as_the_evening_before);
    tcase_add_loop_test(tcase, impossible_instants_are_refused, 0, 5);
    tcase_add_test(tcase, the_spring_festival_of_2018_is_a_friday);
    suite_add_tcase(suite, tcase);
    return suite;
}
