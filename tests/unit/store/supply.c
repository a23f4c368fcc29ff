/* Supply put is supply loaded; an update never takes a told rider's seat. */
#include "support/season.h"

#include <check.h>

static struct season s;

static void setup(void) {
    season_make(&s, SEASON_MATCH);
}

static void teardown(void) {
    season_clear(&s);
}

START_TEST(a_run_comes_back_with_stops_crew_and_reservation) {
    struct campaign *c = season_load(&s);
    const struct allocation *a = &c->allocations[season_allocation(c, "C1")];
    char at[WHEN_TEXT];

    ck_assert_str_eq(c->vehicles[a->vehicle].key, "鲁I10001");
    ck_assert_str_eq(c->vehicles[a->vehicle].operator_, "测试车队");
    ck_assert_str_eq(a->label, "周口1号车");
    ck_assert_int_eq(a->seats, 5);
    ck_assert_int_eq(a->minimum, 2);
    ck_assert_int_eq(a->price, 980000);
    ck_assert_int_eq(a->wheelchair, 1);
    ck_assert_int_eq(a->reserved_for.n, 2);
    ck_assert_str_eq(a->reserved_for.v[1], "S1");
    ck_assert_str_eq(day_text(a->open_from, at), "2018-02-01");
    ck_assert_int_eq(a->n_stops, 2);
    ck_assert_str_eq(instant_text(a->stops[1].at, at), "2018-02-07T15:30");
    ck_assert_str_eq(c->points[a->stops[0].spot.point].name, "测试工地东门");
    ck_assert_int_eq(a->stops[0].spot.place, 370112);
    ck_assert_str_eq(a->stops[0].serves.v[0], "3701");
    ck_assert_int_eq(a->stops[1].use, STOP_ALIGHT);
    ck_assert_int_eq(a->n_crew, 1);
    ck_assert_str_eq(a->crew[0].name, "演示司机");
    campaign_free(c);
}
END_TEST

START_TEST(a_block_comes_back_with_its_state_and_dates) {
    struct campaign *c = season_load(&s);
    const struct allocation *a = &c->allocations[season_allocation(c, "T1")];
    char at[WHEN_TEXT];

    ck_assert_int_eq(a->vehicle, -1);
    ck_assert_int_eq(a->mode, MODE_TRAIN);
    ck_assert_int_eq(a->state, BLOCK_PLANNED);
    ck_assert_str_eq(a->service, "K8271");
    ck_assert_str_eq(a->class_, "硬座");
    ck_assert_str_eq(instant_text(a->names_by, at), "2018-01-25T18:00");
    ck_assert(!instant_given(a->pay_by));
    ck_assert_int_eq(a->luggage_pieces, -1);
    campaign_free(c);
}
END_TEST

/* The coach again, with fewer seats than riders. */
static enum rc shrink(struct supply_change *change) {
    static const char xml[] =
        "<supply xmlns='urn:homeward:supply:1' campaign='season' office='370100'>"
        "<allocation id='C1' kind='chartered-coach' vehicle='鲁I10001' seats='1'>"
        "<stop place='P1' at='2018-02-07T08:00' use='board'/>"
        "<stop place='411600' at='2018-02-07T15:30' use='alight'/></allocation></supply>";

    return ops_supply_import(&s.ops, season_file(&s, "shrink.xml", xml), NULL, change, &s.err);
}

static void tell_all(void) {
    const struct booking_entry told = {.target = TARGET_ALL, .event = BOOKING_TELL};
    struct difference difference;
    int64_t n;

    ck_assert_int_eq(ops_booking_change(&s.ops, &told, &s.arena, &difference, &n, &s.err), RC_OK);
    ck_assert_int_gt(difference.n[CHANGE_STATUS], 0);
}

START_TEST(the_same_supply_again_is_not_touched) {
    struct supply_change change;

    ck_assert_int_eq(
        ops_supply_import(&s.ops, season_path(&s, "supply.xml"), NULL, &change, &s.err), RC_OK);
    ck_assert_int_eq(change.allocations_new, 0);
    ck_assert_int_eq(change.allocations_changed, 0);
    ck_assert_int_eq(change.points_new + change.points_changed, 0);
    ck_assert_int_eq(change.vehicles_new + change.vehicles_changed, 0);
}
END_TEST

START_TEST(only_the_point_and_the_vehicle_that_differ_count_as_changed) {
    static const char xml[] =
        "<supply xmlns='urn:homeward:supply:1' campaign='season' office='370100'>"
        "<point id='P1' kind='site' name='测试工地西门' place='370112'/>"
        "<vehicle id='鲁I10001' kind='coach' seats='5' operator='测试车队二'/></supply>";
    const char *path = season_file(&s, "moved.xml", xml);
    struct supply_change change;

    ck_assert_int_eq(ops_supply_import(&s.ops, path, NULL, &change, &s.err), RC_OK);
    ck_assert_int_eq(change.points_changed, 1);
    ck_assert_int_eq(change.vehicles_changed, 1);
    ck_assert_int_eq(ops_supply_import(&s.ops, path, NULL, &change, &s.err), RC_OK);
    ck_assert_int_eq(change.points_changed + change.vehicles_changed, 0);
}
END_TEST

START_TEST(an_update_drops_proposals_for_the_next_match) {
    struct supply_change change;
    struct campaign *c;

    ck_assert_int_eq(shrink(&change), RC_OK);
    ck_assert_int_eq(change.allocations_changed, 1);
    c = season_load(&s);
    ck_assert_int_eq(c->allocations[season_allocation(c, "C1")].seats, 1);
    ck_assert_int_eq(c->bookings[season_request(c, "R3")].allocation, -1);
    campaign_free(c);
}
END_TEST

START_TEST(an_update_that_leaves_told_riders_no_seat_is_refused_whole) {
    struct supply_change change;
    struct campaign *c;

    tell_all();
    ck_assert_int_eq(shrink(&change), RC_CONFLICT);
    ck_assert_str_eq(s.err.code, "told-riders");
    c = season_load(&s);
    ck_assert_int_eq(c->allocations[season_allocation(c, "C1")].seats, 5);
    ck_assert_int_eq(c->bookings[season_request(c, "R3")].status, BOOKING_TOLD);
    campaign_free(c);
}
END_TEST

Suite *suite_store_supply(void) {
    Suite *suite = suite_create("store supply");
    TCase *tcase = tcase_create("supply");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_run_comes_back_with_stops_crew_and_reservation);
    tcase_add_test(tcase, a_block_comes_back_with_its_state_and_dates);
    tcase_add_test(tcase, the_same_supply_again_is_not_touched);
    tcase_add_test(tcase, only_the_point_and_the_vehicle_that_differ_count_as_changed);
    tcase_add_test(tcase, an_update_drops_proposals_for_the_next_match);
    tcase_add_test(tcase, an_update_that_leaves_told_riders_no_seat_is_refused_whole);
    suite_add_tcase(suite, tcase);
    return suite;
}
