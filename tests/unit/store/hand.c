/* What staff settle by hand outlives later lists. */
#include "support/season.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct season s;

static void setup(void) {
    season_make(&s, SEASON_MATCH);
}

static void teardown(void) {
    season_clear(&s);
}

/* ---- by hand ---- */

static void must(enum rc rc) {
    ck_assert_msg(rc == RC_OK, "%s: %s", s.err.code, s.err.en);
}

struct hand {
    struct store *store;
    struct campaign *c;
    struct hand_entry entry;
};

static struct hand open_hand(void) {
    struct hand h;
    struct station_row station;

    must(store_open(s.db, &h.store, &s.err));
    must(
        store_campaign_load(h.store, s.places, instant_day(s.ops.now), STORE_POINTS, &h.c, &s.err));
    must(store_station_find(h.store, "S1", &s.arena, &station, &s.err));
    must(store_begin(h.store, &s.err));
    h.entry = (struct hand_entry){station.id, h.c, s.ops.now};
    return h;
}

static void close_hand(struct hand *h) {
    must(store_commit(h->store, &s.err));
    campaign_free(h->c);
    store_close(h->store);
}

static struct day day(int n) {
    struct day d;

    ck_assert(day_make(2018, 2, n, &d));
    return d;
}

/* The row of R1 in the season's list, to be changed by the test. */
static struct list_row row_of_r1(void) {
    struct list_row row = {
        .ref = "R1", .name = "测试甲", .phone = "15400000001", .hardship = true, .n_trips = 1};

    row.document.type = DOCUMENT_RESIDENT_ID;
    snprintf(row.document.number, sizeof row.document.number, "379901198002080010");
    row.trips[0] = (struct list_trip){.from = {370102, -1, {0, 0}},
                                      .to = {411602, -1, {0, 0}},
                                      .earliest = day(5),
                                      .preferred = day(7),
                                      .latest = day(9),
                                      .modes = MODES_ALL,
                                      .luggage = 2,
                                      .party = "P",
                                      .must = true,
                                      .applied = INSTANT_NONE};
    return row;
}

static void change_r1(const struct list_row *row, unsigned fields) {
    struct hand h = open_hand();

    must(store_rider_change(h.store, &h.entry, 1, row, fields, &s.err));
    close_hand(&h);
}

/* ---- a list after it ---- */

#define RIDER(ref, name, document, phone, latest)                                                  \
    "<rider ref='" ref "'><name>" name "</name><document type='resident-id'>" document             \
    "</document><phone>" phone "</phone><trip direction='home' from='370102' to='411602' "         \
    "earliest='2018-02-05' preferred='2018-02-07' latest='" latest                                 \
    "' party='P' together='must' luggage='2'/></rider>"

static struct list_answer import(int serial, const char *riders) {
    struct str text = STR_MAX(8192);
    struct list_answer answer;

    str_addf(&text,
             "<riderList xmlns='urn:homeward:rider-list:1' station='S1' campaign='season' "
             "serial='%d' issued='2018-01-23T09:00'>%s</riderList>",
             serial, riders);
    const struct list_entry entry = {.path = season_file(&s, "next.xml", str_get(&text)),
                                     .station = "S1",
                                     .issued = INSTANT_NONE};
    str_clear(&text);
    must(ops_list_import(&s.ops, &entry, &s.arena, &answer, &s.err));
    return answer;
}

static const struct fault_row *only_fault(const struct list_answer *answer, const char *column) {
    ck_assert_int_eq(answer->n_faults, 1);
    ck_assert_str_eq(answer->faults[0].code, "settled-by-hand");
    ck_assert_str_eq(answer->faults[0].column, column);
    ck_assert_int_eq(answer->faults[0].weight, FAULT_WARNING);
    return &answer->faults[0];
}

static const char *phone_of(const char *ref) {
    struct campaign *c = season_load(&s);
    struct store *store;
    struct person person;

    must(store_open(s.db, &store, &s.err));
    must(store_people_load(store, &c->requests[season_request(c, ref)].id, 1, &s.arena, &person,
                           &s.err));
    store_close(store);
    campaign_free(c);
    return person.phone;
}

START_TEST(a_phone_changed_by_hand_stays_and_both_are_shown_masked) {
    struct list_row row = row_of_r1();
    row.phone = "15400007777";
    change_r1(&row, BY_HAND_PHONE);

    struct list_answer answer =
        import(2, RIDER("R1", "测试甲", "379901198002080010", "15400000001", "2018-02-09"));

    const struct fault_row *fault = only_fault(&answer, "phone");
    ck_assert_ptr_nonnull(strstr(fault->en, "154****0001"));
    ck_assert_ptr_nonnull(strstr(fault->zh, "154****7777"));
    ck_assert_ptr_null(strstr(fault->en, "15400007777"));
    ck_assert_str_eq(phone_of("R1"), "15400007777");
}
END_TEST

START_TEST(what_was_not_settled_still_follows_the_list) {
    struct list_row row = row_of_r1();
    row.phone = "15400007777";
    change_r1(&row, BY_HAND_PHONE);

    import(2, RIDER("R1", "测试甲", "379901198002080010", "15400000001", "2018-02-10"));

    struct campaign *c = season_load(&s);
    ck_assert_int_eq(c->requests[season_request(c, "R1")].latest.v, day(10).v);
    ck_assert_str_eq(phone_of("R1"), "15400007777");
    campaign_free(c);
}
END_TEST

START_TEST(days_changed_by_hand_stay_and_both_are_shown) {
    struct list_row row = row_of_r1();
    row.trips[0].latest = day(12);
    change_r1(&row, BY_HAND_TRIPS);

    struct list_answer answer =
        import(2, RIDER("R1", "测试甲", "379901198002080010", "15400000001", "2018-02-10"));

    const struct fault_row *fault = only_fault(&answer, "trip");
    ck_assert_ptr_nonnull(strstr(fault->en, "2018-02-05..2018-02-10"));
    ck_assert_ptr_nonnull(strstr(fault->en, "2018-02-05..2018-02-12"));
    ck_assert_ptr_nonnull(strstr(fault->zh, "周口"));
    struct campaign *c = season_load(&s);
    ck_assert_int_eq(c->requests[season_request(c, "R1")].latest.v, day(12).v);
    campaign_free(c);
}
END_TEST

START_TEST(a_document_changed_by_hand_stays_and_no_message_shows_it) {
    struct list_row row = row_of_r1();
    snprintf(row.document.number, sizeof row.document.number, "379901198002080037");
    change_r1(&row, BY_HAND_DOCUMENT);

    struct list_answer answer =
        import(2, RIDER("R1", "测试甲", "379901198002080010", "15400000001", "2018-02-09"));

    const struct fault_row *fault = only_fault(&answer, "document");
    ck_assert_ptr_nonnull(strstr(fault->en, "0037"));
    ck_assert_ptr_null(strstr(fault->en, "379901198002080037"));
    ck_assert_ptr_null(strstr(fault->en, "379901198002080010"));
}
END_TEST

START_TEST(a_list_that_says_what_staff_settled_is_no_news) {
    struct list_row row = row_of_r1();
    row.phone = "15400007777";
    change_r1(&row, BY_HAND_PHONE);

    struct list_answer answer =
        import(2, RIDER("R1", "测试甲", "379901198002080010", "15400007777", "2018-02-09"));

    ck_assert_int_eq(answer.n_faults, 0);
}
END_TEST

START_TEST(a_change_that_is_no_journey_keeps_the_seat) {
    struct list_row row = row_of_r1();
    row.name = "测试申";
    change_r1(&row, BY_HAND_NAME);

    struct campaign *c = season_load(&s);
    ck_assert_int_eq(c->bookings[season_request(c, "R1")].status, BOOKING_SEATED);
    campaign_free(c);
}
END_TEST

START_TEST(a_rider_added_by_hand_is_not_withdrawn_by_a_list) {
    struct list_row row = row_of_r1();
    struct hand h = open_hand();
    int64_t rider;
    row.ref = NULL;
    snprintf(row.document.number, sizeof row.document.number, "379901198002080029");
    must(store_rider_add(h.store, &h.entry, &row, &rider, &s.err));
    close_hand(&h);

    struct list_answer answer =
        import(2, RIDER("R1", "测试甲", "379901198002080010", "15400000001", "2018-02-09"));

    ck_assert_int_eq(answer.counts.withdrawn, 3); /* R2, R3 and the child */
    struct campaign *c = season_load(&s);
    ck_assert_int_eq(c->n_requests, 2);
    ck_assert_str_eq(c->requests[season_request(c, "S1-000001")].ref, "S1-000001");
    campaign_free(c);
}
END_TEST

START_TEST(a_rider_only_changed_by_hand_is_withdrawn_as_others_are) {
    struct list_row row = row_of_r1();
    change_r1(&row, BY_HAND_PHONE);

    import(2, RIDER("R2", "测试乙", "37990119800208007X", "15400000002", "2018-02-09"));

    struct campaign *c = season_load(&s);
    ck_assert_int_eq(c->n_requests, 1);
    campaign_free(c);
}
END_TEST

START_TEST(taking_an_import_back_leaves_what_was_settled_since) {
    struct list_row row = row_of_r1();
    struct undo_answer undone;
    row.phone = "15400007777";
    change_r1(&row, BY_HAND_PHONE);

    must(ops_list_undo(&s.ops, 1, false, &s.arena, &undone, &s.err));

    ck_assert_int_eq(undone.n_kept, 1);
    ck_assert_str_eq(undone.kept[0].ref, "R1");
    ck_assert_int_eq(undone.kept[0].reason, KEPT_BY_HAND);
    ck_assert_int_eq(undone.removed, 3);
    ck_assert_str_eq(phone_of("R1"), "15400007777");
}
END_TEST

START_TEST(a_made_ref_passes_over_one_that_the_station_uses) {
    struct list_row row = row_of_r1();
    int64_t rider;
    import(2, RIDER("S1-000001", "测试甲", "379901198002080010", "15400000001", "2018-02-09"));
    struct hand h = open_hand();
    row.ref = NULL;
    snprintf(row.document.number, sizeof row.document.number, "379901198002080029");
    must(store_rider_add(h.store, &h.entry, &row, &rider, &s.err));
    close_hand(&h);

    struct campaign *c = season_load(&s);
    ck_assert_int_ge(season_request(c, "S1-000002"), 0);
    campaign_free(c);
}
END_TEST

Suite *suite_store_hand(void);
Suite *suite_store_hand(void) {
    Suite *suite = suite_create("store hand");
    TCase *tc = tcase_create("hand");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_phone_changed_by_hand_stays_and_both_are_shown_masked);
    tcase_add_test(tc, what_was_not_settled_still_follows_the_list);
    tcase_add_test(tc, days_changed_by_hand_stay_and_both_are_shown);
    tcase_add_test(tc, a_document_changed_by_hand_stays_and_no_message_shows_it);
    tcase_add_test(tc, a_list_that_says_what_staff_settled_is_no_news);
    tcase_add_test(tc, a_change_that_is_no_journey_keeps_the_seat);
    tcase_add_test(tc, a_rider_added_by_hand_is_not_withdrawn_by_a_list);
    tcase_add_test(tc, a_rider_only_changed_by_hand_is_withdrawn_as_others_are);
    tcase_add_test(tc, taking_an_import_back_leaves_what_was_settled_since);
    tcase_add_test(tc, a_made_ref_passes_over_one_that_the_station_uses);
    suite_add_tcase(suite, tc);
    return suite;
}
