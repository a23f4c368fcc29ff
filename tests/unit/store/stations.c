/* Partner stations. */
#include "support/season.h"

#include <check.h>

static struct season s;
static struct store *store;

static void setup(void) {
    season_make(&s, SEASON_INIT);
    ck_assert_int_eq(store_open(s.db, &store, NULL), RC_OK);
}

static void teardown(void) {
    store_close(store);
    season_clear(&s);
}

static void put(const char *code, const char *name, const char *url, int32_t office) {
    const struct station_row row = {.code = code, .name = name, .url = url, .office_place = office};

    ck_assert_int_eq(store_station_put(store, &row, &s.err), RC_OK);
}

START_TEST(a_station_is_found_by_its_code) {
    struct station_row row;

    put("S1", "测试站", "file:///tmp/list.xml", 370100);
    ck_assert_int_eq(store_station_find(store, "S1", &s.arena, &row, &s.err), RC_OK);
    ck_assert_str_eq(row.name, "测试站");
    ck_assert_str_eq(row.url, "file:///tmp/list.xml");
    ck_assert_int_eq(row.office_place, 370100);
}
END_TEST

START_TEST(an_unknown_code_is_said) {
    struct station_row row;

    ck_assert_int_eq(store_station_find(store, "S9", &s.arena, &row, &s.err), RC_NOT_FOUND);
    ck_assert_str_eq(s.err.code, "unknown-station");
}
END_TEST

START_TEST(a_known_code_is_updated_and_keeps_its_url) {
    struct station_row row;

    put("S1", "old", "file:///tmp/list.xml", 370100);
    put("S1", "new", NULL, 370200);
    ck_assert_int_eq(store_station_find(store, "S1", &s.arena, &row, &s.err), RC_OK);
    ck_assert_str_eq(row.name, "new");
    ck_assert_str_eq(row.url, "file:///tmp/list.xml");
    ck_assert_int_eq(row.office_place, 370200);
}
END_TEST

START_TEST(stations_are_listed_by_code) {
    struct station_row *rows;
    int n;

    put("S2", "two", NULL, 370100);
    put("S1", "one", NULL, 370200);
    ck_assert_int_eq(store_station_list(store, &s.arena, &rows, &n, &s.err), RC_OK);
    ck_assert_int_eq(n, 2);
    ck_assert_str_eq(rows[0].code, "S1");
    ck_assert_str_eq(rows[1].code, "S2");
    ck_assert_ptr_null(rows[1].url);
}
END_TEST

Suite *suite_store_stations(void) {
    Suite *suite = suite_create("store stations");
    TCase *tcase = tcase_create("stations");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_station_is_found_by_its_code);
    tcase_add_test(tcase, an_unknown_code_is_said);
    tcase_add_test(tcase, a_known_code_is_updated_and_keeps_its_url);
    tcase_add_test(tcase, stations_are_listed_by_code);
    suite_add_tcase(suite, tcase);
    return suite;
}
