/* One departure as a plain description: who stands on it in which order, and what each recipient
 * may see. */
#include "ops/sheet.h"
#include "support/season.h"

#include <check.h>
#include <string.h>

static struct season s;
static struct session session;
static struct riders_by_run by_run;
static struct sheet_maker maker;
static struct manifest_sheet sheet;

static void setup(void) {
    struct child_row *children;

    season_make(&s, SEASON_MATCH);
    ck_assert_int_eq(session_open(&s.ops, HOLD_READ, STORE_ALL, &session, &s.err), RC_OK);
    riders_by_run(session.c, &s.arena, &by_run);
    maker = (struct sheet_maker){.s = &session, .by_run = &by_run};
    ck_assert_int_eq(store_children_load(session.store, session.c, &s.arena, &children,
                                         &maker.n_children, &s.err),
                     RC_OK);
    maker.children = children;
}

static void teardown(void) {
    session_close(&session);
    season_clear(&s);
}

static void make(enum manifest_for recipient) {
    const int32_t *requests;

    maker.recipient = recipient;
    ck_assert_int_eq(
        sheet_make(&maker, season_allocation(session.c, "C1"), &s.arena, &sheet, &requests, &s.err),
        RC_OK);
}

START_TEST(the_head_says_what_runs_when_and_where) {
    make(MANIFEST_DRIVER);
    ck_assert_str_eq(sheet.label, "周口1号车");
    ck_assert_str_eq(sheet.route, "测试工地东门 → 河南省周口市");
    ck_assert_str_eq(sheet.departs, "2018年2月7日（星期三）08:00");
    ck_assert_str_eq(sheet.plate, "鲁I10001");
    ck_assert_str_eq(sheet.crew, "司机 演示司机 15400000008");
    ck_assert_int_eq(sheet.seats, 5);
    ck_assert_int_eq(sheet.riders, 3);
    ck_assert_int_eq(sheet.children, 1);
    ck_assert_str_eq(sheet.stops[0].at, "2月7日 08:00");
    ck_assert_str_eq(sheet.stops[0].phone, "15400000009");
    ck_assert_int_eq(sheet.stops[0].on, 3);
    ck_assert_int_eq(sheet.stops[0].aboard, 3);
    ck_assert_int_eq(sheet.stops[1].off, 3);
    ck_assert_int_eq(sheet.stops[1].aboard, 0);
}
END_TEST

START_TEST(rows_stand_by_stop_then_seat_and_a_child_under_its_adult) {
    make(MANIFEST_DRIVER);
    ck_assert_int_eq(sheet.n_rows, 4);
    for (int i = 1; i < sheet.n_rows; i++)
        if (sheet.rows[i].free_child)
            ck_assert_str_eq(sheet.rows[i - 1].name, "测试丙");
        else if (!sheet.rows[i - 1].free_child)
            ck_assert_int_ge(strcmp(sheet.rows[i].seat, sheet.rows[i - 1].seat), 0);
}
END_TEST

START_TEST(who_boards_later_stands_later_whatever_the_seat) {
    struct booking *first = &session.c->bookings[season_request(session.c, "R1")];

    first->board = 1;
    first->seat = "0";
    make(MANIFEST_DRIVER);
    ck_assert_str_eq(sheet.rows[sheet.n_rows - 1].name, "测试甲");
}
END_TEST

static const struct {
    enum manifest_for recipient;
    const char *name, *phone, *document, *needs; /* of R2 */
} copies[] = {
    {MANIFEST_CREW, "测试乙", "15400000002", "37990119800208007X", "轮椅"},
    {MANIFEST_DRIVER, "测试乙", "15400000002", NULL, "轮椅"},
    {MANIFEST_CARRIER, "测试乙", "15400000002", "37990119800208007X", "轮椅"},
    {MANIFEST_POSTED, "测*乙", "154****0002", "****007X", ""},
};

START_TEST(each_recipient_sees_what_it_needs_and_no_more) {
    const struct manifest_row *row = NULL;

    make(copies[_i].recipient);
    for (int i = 0; i < sheet.n_rows; i++)
        if (strcmp(sheet.rows[i].name, copies[_i].name) == 0)
            row = &sheet.rows[i];
    ck_assert_ptr_nonnull(row);
    ck_assert_str_eq(row->phone, copies[_i].phone);
    if (copies[_i].document)
        ck_assert_str_eq(row->document, copies[_i].document);
    else
        ck_assert_ptr_null(row->document);
    ck_assert_str_eq(row->needs, copies[_i].needs);
    ck_assert_str_eq(row->party, "P");
}
END_TEST

Suite *suite_ops_sheet(void) {
    Suite *suite = suite_create("ops sheet");
    TCase *tcase = tcase_create("sheet");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, the_head_says_what_runs_when_and_where);
    tcase_add_test(tcase, rows_stand_by_stop_then_seat_and_a_child_under_its_adult);
    tcase_add_test(tcase, who_boards_later_stands_later_whatever_the_seat);
    tcase_add_loop_test(tcase, each_recipient_sees_what_it_needs_and_no_more, 0,
                        sizeof copies / sizeof *copies);
    suite_add_tcase(suite, tcase);
    return suite;
}
