/* Printed versions in the database: kept as they were, whatever becomes of the riders. */
#include "ops/roster.h"
#include "support/season.h"

#include <check.h>
#include <string.h>

static struct season s;
static struct session session;
static struct sheet_maker maker;
static struct riders_by_run by_run;
static struct paper_version version;
static int32_t run;

static void open_it(void) {
    struct child_row *children;

    ck_assert_int_eq(session_open(&s.ops, HOLD_WRITE, STORE_ALL, &session, &s.err), RC_OK);
    riders_by_run(session.c, &s.arena, &by_run);
    maker = (struct sheet_maker){.s = &session, .by_run = &by_run};
    ck_assert_int_eq(store_children_load(session.store, session.c, &s.arena, &children,
                                         &maker.n_children, &s.err),
                     RC_OK);
    maker.children = children;
    run = season_allocation(session.c, "C1");
}

static void setup(void) {
    season_make(&s, SEASON_MATCH);
    open_it();
}

static void teardown(void) {
    session_close(&session);
    season_clear(&s);
}

static void keep(void) {
    struct roster roster;

    ck_assert_int_eq(roster_make(&maker, run, &s.arena, &roster, &s.err), RC_OK);
    roster_version(session.c, run, &roster, &s.arena, &version);
    ck_assert_int_eq(
        store_paper_add(session.store, &session.c->allocations[run], s.ops.now, &version, &s.err),
        RC_OK);
}

static void keep_for_good(void) {
    keep();
    ck_assert_int_eq(session_commit(&session, "manifest", "C1", NULL, &s.err), RC_OK);
    session_close(&session);
}

START_TEST(a_version_comes_back_as_it_was_kept) {
    struct paper_version found;
    int64_t allocation;

    keep();
    ck_assert_int_eq(version.version, 1);
    ck_assert_int_eq(
        store_paper_find(session.store, version.code, &s.arena, &allocation, &found, &s.err),
        RC_OK);
    ck_assert_int_eq(allocation, session.c->allocations[run].id);
    ck_assert_int_eq(found.id, version.id);
    ck_assert_int_eq(found.n_rows, 4);
    ck_assert_mem_eq(found.head, version.head, sizeof found.head);
    for (int i = 0; i < found.n_rows; i++) {
        ck_assert_int_eq(found.rows[i].row, i + 1);
        ck_assert_int_eq(found.rows[i].request, version.rows[i].request);
        ck_assert_str_eq(found.rows[i].ref, version.rows[i].ref);
        ck_assert_str_eq(found.rows[i].seat, version.rows[i].seat);
        ck_assert_uint_eq(found.rows[i].facts, version.rows[i].facts);
    }
    ck_assert_str_eq(found.rows[3].station, "S1");
}
END_TEST

START_TEST(the_last_version_is_meant_unless_another_is_named) {
    struct paper_version found;
    int64_t id = session.c->allocations[run].id;

    ck_assert_int_eq(store_paper_load(session.store, id, 0, &s.arena, &found, &s.err), RC_OK);
    ck_assert_int_eq(found.version, 0);
    keep();
    keep();
    ck_assert_int_eq(store_paper_load(session.store, id, 0, &s.arena, &found, &s.err), RC_OK);
    ck_assert_int_eq(found.version, 2);
    ck_assert_int_eq(store_paper_load(session.store, id, 1, &s.arena, &found, &s.err), RC_OK);
    ck_assert_int_eq(found.version, 1);
    ck_assert_str_ne(found.code, version.code);
    ck_assert_int_eq(store_paper_load(session.store, id, 3, &s.arena, &found, &s.err), RC_OK);
    ck_assert_int_eq(found.version, 0);
}
END_TEST

START_TEST(nothing_differs_until_something_changes) {
    struct paper_version printed;
    struct paper_difference d;
    int32_t request = season_request(session.c, "R3");

    keep();
    ck_assert_int_eq(roster_changes(&maker, run, &s.arena, &printed, &d, &s.err), RC_OK);
    ck_assert_int_eq(printed.version, 1);
    ck_assert(!paper_difference_any(&d));

    session.c->bookings[request].seat = "5x";
    session.c->allocations[run].stops[0].at.v += 600;
    ck_assert_int_eq(roster_changes(&maker, run, &s.arena, &printed, &d, &s.err), RC_OK);
    ck_assert_int_eq(d.n[PAPER_MOVED], 1); /* the child has no seat of its own */
    ck_assert_uint_eq(d.head, 1u << HEAD_STOPS);
}
END_TEST

START_TEST(copies_are_numbered_for_each_recipient) {
    static const char *const recipients[] = {"crew", "crew", "driver"};
    const int32_t copies[] = {1, 2, 1};
    struct print_row *prints;
    int n;

    keep();
    for (int i = 0; i < 3; i++) {
        struct print_row print = {.recipient = recipients[i], .format = "pdf", .at = s.ops.now};
        ck_assert_int_eq(store_print_add(session.store, version.id, &print, &s.err), RC_OK);
        ck_assert_int_eq(print.copy, copies[i]);
    }
    ck_assert_int_eq(store_print_list(session.store, version.id, &s.arena, &prints, &n, &s.err),
                     RC_OK);
    ck_assert_int_eq(n, 3);
    ck_assert_str_eq(prints[2].recipient, "driver");
}
END_TEST

START_TEST(an_import_taken_back_leaves_the_paper_that_named_its_riders) {
    struct undo_answer undone;
    struct paper_version found;

    keep_for_good();
    ck_assert_int_eq(ops_list_undo(&s.ops, 1, false, &s.arena, &undone, &s.err), RC_OK);
    open_it();
    ck_assert_int_eq(store_paper_load(session.store, session.c->allocations[run].id, 0, &s.arena,
                                      &found, &s.err),
                     RC_OK);
    ck_assert_int_eq(found.n_rows, 4);
    for (int i = 0; i < found.n_rows; i++) {
        ck_assert_int_eq(found.rows[i].request, 0);
        ck_assert_str_eq(found.rows[i].station, "S1");
        ck_assert_str_eq(found.rows[i].ref, version.rows[i].ref);
    }
}
END_TEST

Suite *suite_store_papers(void) {
    Suite *suite = suite_create("store papers");
    TCase *tcase = tcase_create("papers");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_version_comes_back_as_it_was_kept);
    tcase_add_test(tcase, the_last_version_is_meant_unless_another_is_named);
    tcase_add_test(tcase, nothing_differs_until_something_changes);
    tcase_add_test(tcase, copies_are_numbered_for_each_recipient);
    tcase_add_test(tcase, an_import_taken_back_leaves_the_paper_that_named_its_riders);
    suite_add_tcase(suite, tcase);
    return suite;
}
