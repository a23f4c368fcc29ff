/* A use case's hold on the database, and things found by the names that staff use. */
#include "ops/session.h"
#include "support/season.h"

#include <check.h>

static struct season s;

static void setup(void) {
    season_make(&s, SEASON_MATCH);
}

static void teardown(void) {
    season_clear(&s);
}

static const struct {
    const char *who;
    int32_t trip;
    const char *code; /* of the error; NULL: found */
} names[] = {
    {"S1/R1", 0, NULL},
    {"S1/R1", 1, NULL},
    {"S1/R1", 2, "unknown-request"},
    {"S1/R9", 0, "unknown-request"},
    {"S2/R1", 0, "unknown-request"},
    {"S1/R4", 0, "unknown-request"}, /* a free child is no request */
    {"R1", 0, "malformed-request"},
    {"/R1", 0, "malformed-request"},
    {"S1/", 0, "malformed-request"},
};

START_TEST(a_request_is_found_by_station_and_ref) {
    struct campaign *c = season_load(&s);
    int32_t found = -1;
    enum rc rc = find_request(c, names[_i].who, names[_i].trip, &found, &s.err);

    ck_assert_int_eq(rc == RC_OK, names[_i].code == NULL);
    if (names[_i].code)
        ck_assert_str_eq(s.err.code, names[_i].code);
    else
        ck_assert_int_eq(found, season_request(c, "R1"));
    campaign_free(c);
}
END_TEST

START_TEST(a_run_is_found_by_its_key) {
    struct campaign *c = season_load(&s);
    int32_t found = -1;

    ck_assert_int_eq(find_allocation(c, "T1", &found, &s.err), RC_OK);
    ck_assert_int_eq(found, season_allocation(c, "T1"));
    ck_assert_int_eq(find_allocation(c, "t1", &found, &s.err), RC_CONFLICT);
    ck_assert_str_eq(s.err.code, "unknown-run");
    campaign_free(c);
}
END_TEST

START_TEST(a_spot_is_named_by_its_point_else_by_its_place) {
    struct campaign *c = season_load(&s);
    const struct allocation *a = &c->allocations[season_allocation(c, "C1")];
    struct str name = STR_MAX(256);

    spot_name(c, &a->stops[0].spot, &name);
    ck_assert_str_eq(str_get(&name), "测试工地东门");
    str_reset(&name);
    spot_name(c, &a->stops[1].spot, &name);
    ck_assert_str_eq(str_get(&name), "河南省周口市");
    str_clear(&name);
    campaign_free(c);
}
END_TEST

START_TEST(what_is_not_committed_is_taken_back) {
    struct session session;
    struct station_row row = {.code = "S2", .name = "two", .office_place = 370100};

    ck_assert_int_eq(session_open(&s.ops, HOLD_WRITE, STORE_HEAD, &session, &s.err), RC_OK);
    ck_assert_int_eq(store_station_put(session.store, &row, &s.err), RC_OK);
    session_close(&session);
    ck_assert_int_eq(session_open(&s.ops, HOLD_WRITE, STORE_HEAD, &session, &s.err), RC_OK);
    ck_assert_int_eq(session.c->n_stations, 1);
    ck_assert_int_eq(store_station_put(session.store, &row, &s.err), RC_OK);
    ck_assert_int_eq(session_commit(&session, "station add", "S2", NULL, &s.err), RC_OK);
    session_close(&session);
    ck_assert_int_eq(session_open(&s.ops, HOLD_READ, STORE_HEAD, &session, &s.err), RC_OK);
    ck_assert_int_eq(session.c->n_stations, 2);
    session_close(&session);
}
END_TEST

Suite *suite_ops_session(void) {
    Suite *suite = suite_create("ops session");
    TCase *tcase = tcase_create("session");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_request_is_found_by_station_and_ref, 0,
                        sizeof names / sizeof *names);
    tcase_add_test(tcase, a_run_is_found_by_its_key);
    tcase_add_test(tcase, a_spot_is_named_by_its_point_else_by_its_place);
    tcase_add_test(tcase, what_is_not_committed_is_taken_back);
    suite_add_tcase(suite, tcase);
    return suite;
}
