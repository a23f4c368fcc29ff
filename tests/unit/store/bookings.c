/* Plans and bookings. */
#include "support/season.h"

#include <check.h>

static struct season s;
static struct store *store;
static struct campaign *c;

static void open_it(void) {
    ck_assert_int_eq(store_open(s.db, &store, NULL), RC_OK);
    c = season_load(&s);
}

static void setup(void) {
    season_make(&s, SEASON_LIST);
    open_it();
}

static void teardown(void) {
    campaign_free(c);
    store_close(store);
    season_clear(&s);
}

/* Stores a plan that seats R1, R2, R3 of the coach on these seats (NULL: waiting). */
static int64_t put_plan(const char *one, const char *two, const char *three) {
    static const char *const refs[] = {"R1", "R2", "R3"};
    const char *const seats[] = {one, two, three};
    struct plan plan = {.n_requests = c->n_requests};
    const struct plan_record record = {s.ops.now, "{}", "{\"seated\":3}"};
    int64_t run;

    plan.bookings = arena_array(&s.arena, (size_t)c->n_requests, sizeof *plan.bookings);
    for (int i = 0; i < 3; i++)
        plan.bookings[season_request(c, refs[i])] =
            (struct booking){.allocation = seats[i] ? season_allocation(c, "C1") : -1,
                             .alight = 1,
                             .seat = seats[i],
                             .status = seats[i] ? BOOKING_SEATED : BOOKING_NONE};
    ck_assert_int_eq(store_plan_put(store, c, &plan, &record, &run, &s.err), RC_OK);
    campaign_free(c);
    c = season_load(&s);
    return run;
}

static const struct booking *booking(const char *ref) {
    return &c->bookings[season_request(c, ref)];
}

START_TEST(a_plan_put_is_what_stands) {
    ck_assert_int_eq(put_plan("1", "2", NULL), 1);
    ck_assert_str_eq(booking("R1")->seat, "1");
    ck_assert_int_eq(booking("R1")->alight, 1);
    ck_assert_int_eq(booking("R1")->status, BOOKING_SEATED);
    ck_assert_int_eq(booking("R1")->recorded.v, s.ops.now.v);
    ck_assert_int_eq(booking("R3")->allocation, -1);
}
END_TEST

START_TEST(a_seat_passes_from_one_rider_to_another) {
    put_plan("1", "2", NULL);
    ck_assert_int_eq(put_plan("2", "1", "3"), 2);
    ck_assert_str_eq(booking("R1")->seat, "2");
    ck_assert_str_eq(booking("R2")->seat, "1");
    put_plan(NULL, NULL, "1");
    ck_assert_int_eq(booking("R1")->allocation, -1);
    ck_assert_str_eq(booking("R3")->seat, "1");
}
END_TEST

START_TEST(a_booking_that_did_not_change_keeps_the_day_it_was_made) {
    struct instant first = s.ops.now;

    put_plan("1", NULL, NULL);
    s.ops.now.v += 86400;
    put_plan("1", "2", NULL);
    ck_assert_int_eq(booking("R1")->recorded.v, first.v);
    ck_assert_int_eq(booking("R2")->recorded.v, s.ops.now.v);
}
END_TEST

START_TEST(the_last_plan_is_remembered) {
    struct plan_record record;
    int64_t run;

    ck_assert_int_eq(store_plan_last(store, &s.arena, &run, &record, &s.err), RC_NOT_FOUND);
    put_plan("1", NULL, NULL);
    put_plan(NULL, "1", NULL);
    ck_assert_int_eq(store_plan_last(store, &s.arena, &run, &record, &s.err), RC_OK);
    ck_assert_int_eq(run, 2);
    ck_assert_str_eq(record.result, "{\"seated\":3}");
}
END_TEST

START_TEST(a_status_changes_alone_and_says_when) {
    struct instant later = {s.ops.now.v + 60};

    put_plan("1", "2", NULL);
    ck_assert_int_eq(store_booking_event(store, c->requests[season_request(c, "R1")].id,
                                         BOOKING_TELL, later, &s.err),
                     RC_OK);
    campaign_free(c);
    c = season_load(&s);
    ck_assert_int_eq(booking("R1")->status, BOOKING_TOLD);
    ck_assert_int_eq(booking("R1")->status_at.v, later.v);
    ck_assert_int_eq(booking("R2")->status, BOOKING_SEATED);
}
END_TEST

START_TEST(a_booking_taken_back_leaves_its_request_waiting) {
    put_plan("1", "2", NULL);
    ck_assert_int_eq(store_booking_event(store, c->requests[season_request(c, "R1")].id,
                                         BOOKING_CANCEL, s.ops.now, &s.err),
                     RC_OK);
    campaign_free(c);
    c = season_load(&s);
    ck_assert_int_eq(booking("R1")->allocation, -1);
    ck_assert_int_eq(c->n_requests, 3);
}
END_TEST

START_TEST(nobody_who_waits_is_told_confirmed_or_taken_back) {
    put_plan("1", NULL, NULL);
    for (int event = BOOKING_TELL; event <= BOOKING_CANCEL; event++)
        ck_assert_int_eq(store_booking_event(store, c->requests[season_request(c, "R2")].id,
                                             (enum booking_event)event, s.ops.now, &s.err),
                         RC_CONFLICT);
}
END_TEST

Suite *suite_store_bookings(void) {
    Suite *suite = suite_create("store bookings");
    TCase *tcase = tcase_create("bookings");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_plan_put_is_what_stands);
    tcase_add_test(tcase, a_seat_passes_from_one_rider_to_another);
    tcase_add_test(tcase, a_booking_that_did_not_change_keeps_the_day_it_was_made);
    tcase_add_test(tcase, the_last_plan_is_remembered);
    tcase_add_test(tcase, a_status_changes_alone_and_says_when);
    tcase_add_test(tcase, a_booking_taken_back_leaves_its_request_waiting);
    tcase_add_test(tcase, nobody_who_waits_is_told_confirmed_or_taken_back);
    suite_add_tcase(suite, tcase);
    return suite;
}
