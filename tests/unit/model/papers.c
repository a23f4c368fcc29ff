/* Versions of a printed manifest: what differs, and the code that tells them apart. */
#include "homeward/papers.h"
#include "support/tiny.h"

#include <check.h>
#include <string.h>

static struct arena arena;
static struct paper_difference d;

static void teardown(void) {
    arena_clear(&arena);
}

static struct paper_row row(int32_t n, const char *ref, const char *seat, int32_t board) {
    return (struct paper_row){.row = n,
                              .request = 10 + n,
                              .station = "S1",
                              .ref = ref,
                              .trip = 1,
                              .board = board,
                              .alight = 3,
                              .seat = seat};
}

static void compare(struct paper_row *before, int n_before, struct paper_row *after, int n_after) {
    const struct paper_version old = {.rows = before, .n_rows = n_before};
    const struct paper_version new = {.rows = after, .n_rows = n_after};

    paper_difference_make(&old, &new, &arena, &d);
}

START_TEST(the_same_rows_under_other_numbers_are_no_difference) {
    struct paper_row before[] = {row(1, "R1", "1", 0), row(2, "R2", "2", 0)};
    struct paper_row after[] = {row(1, "R2", "2", 0), row(2, "R1", "1", 0)};

    after[0].request = 0; /* whose request was made anew */
    compare(before, 2, after, 2);
    ck_assert(!paper_difference_any(&d));
}
END_TEST

START_TEST(who_came_who_went_who_sits_elsewhere_and_who_was_corrected) {
    struct paper_row before[] = {row(1, "R1", "1", 0), row(2, "R2", "2", 0), row(3, "R3", "3", 0),
                                 row(4, "R4", "4", 0), row(5, "R5", "5", 0)};
    struct paper_row after[] = {row(1, "R6", "1", 0), row(2, "R2", "9", 0), row(3, "R3", "3", 1),
                                row(4, "R4", "4", 0), row(5, "R5", "5", 0)};

    after[3].facts = 7;
    compare(before, 5, after, 5);
    ck_assert_int_eq(d.n_rows, 5);
    ck_assert_int_eq(d.n[PAPER_ADDED], 1);
    ck_assert_int_eq(d.n[PAPER_MOVED], 2);
    ck_assert_int_eq(d.n[PAPER_CORRECTED], 1);
    ck_assert_int_eq(d.n[PAPER_REMOVED], 1);
    ck_assert_str_eq(d.rows[0].after->ref, "R6");
    ck_assert_str_eq(d.rows[1].before->seat, "2");
    ck_assert_str_eq(d.rows[1].after->seat, "9");
    ck_assert_int_eq(d.rows[2].after->board, 1);
    ck_assert_str_eq(d.rows[3].after->ref, "R4");
    ck_assert_str_eq(d.rows[4].before->ref, "R1");
    ck_assert_ptr_null(d.rows[4].after);
}
END_TEST

START_TEST(two_trips_of_one_rider_are_two_rows) {
    struct paper_row before[] = {row(1, "R1", "1", 0)};
    struct paper_row after[] = {row(1, "R1", "1", 0), row(2, "R1", "1", 2)};

    after[1].trip = 2;
    compare(before, 1, after, 2);
    ck_assert_int_eq(d.n_rows, 1);
    ck_assert_int_eq(d.n[PAPER_ADDED], 1);
}
END_TEST

/* ---- the head ---- */

static struct tiny tiny;

static void set_label(struct allocation *a) {
    a->label = "测试";
}
static void set_time(struct allocation *a) {
    a->stops[0].at.v += 60;
}
static void set_service(struct allocation *a) {
    a->service = "K1";
}
static void set_sign(struct allocation *a) {
    a->sign_no = "1";
}
static void set_luggage(struct allocation *a) {
    a->luggage_pieces = 9;
}

static const struct {
    enum head_fact fact;
    void (*set)(struct allocation *a);
} changes[] = {{HEAD_LABEL, set_label},
               {HEAD_STOPS, set_time},
               {HEAD_VEHICLE, set_service},
               {HEAD_PERMITS, set_sign},
               {HEAD_LUGGAGE, set_luggage}};

START_TEST(a_changed_fact_over_the_rows_is_named) {
    const int places[] = {1, 2};
    const unsigned uses[] = {STOP_BOARD, STOP_ALIGHT};
    struct paper_version before = {0}, after = {0};

    tiny_make(&tiny);
    int run = tiny_run(&tiny, ALLOCATION_CHARTERED_COACH, 5, 0, 2, places, uses);
    paper_head(&tiny.c, run, before.head);
    changes[_i].set(&tiny.c.allocations[run]);
    paper_head(&tiny.c, run, after.head);
    paper_difference_make(&before, &after, &arena, &d);

    ck_assert_uint_eq(d.head, 1u << changes[_i].fact);
    ck_assert(paper_difference_any(&d));
    tiny_clear(&tiny);
}
END_TEST

/* ---- codes, and the first column ---- */

START_TEST(a_code_is_short_and_another_for_other_content) {
    struct paper_row rows[] = {row(1, "R1", "1", 0)};
    struct paper_version v = {.version = 1, .rows = rows, .n_rows = 1};
    char one[PAPER_CODE], again[PAPER_CODE], other[PAPER_CODE];

    paper_code("C1", &v, 0, one);
    paper_code("C1", &v, 0, again);
    ck_assert_str_eq(one, again);
    ck_assert_uint_eq(strspn(one, "23456789ABCDEFGHJKLMNPQRSTVWXYZ-"), 7);
    ck_assert_int_eq(one[3], '-');
    paper_code("C1", &v, 1, other);
    ck_assert_str_ne(one, other);
    paper_code("C2", &v, 0, other);
    ck_assert_str_ne(one, other);
    rows[0].seat = "2";
    paper_code("C1", &v, 0, other);
    ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(the_first_column_is_the_seat_only_where_each_is_used_once) {
    struct paper_row rows[] = {row(1, "R1", "1", 0), row(2, "K1", "", 0), row(3, "R2", "2", 0)};

    rows[1].child = true;
    ck_assert(paper_by_seat(rows, 3));
    rows[2].seat = "1";
    ck_assert(!paper_by_seat(rows, 3));
    rows[2].seat = "";
    ck_assert(!paper_by_seat(rows, 3));
}
END_TEST

Suite *suite_model_papers(void) {
    Suite *suite = suite_create("model papers");
    TCase *tcase = tcase_create("papers");

    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_test(tcase, the_same_rows_under_other_numbers_are_no_difference);
    tcase_add_test(tcase, who_came_who_went_who_sits_elsewhere_and_who_was_corrected);
    tcase_add_test(tcase, two_trips_of_one_rider_are_two_rows);
    tcase_add_loop_test(tcase, a_changed_fact_over_the_rows_is_named, 0,
                        sizeof changes / sizeof *changes);
    tcase_add_test(tcase, a_code_is_short_and_another_for_other_content);
    tcase_add_test(tcase, the_first_column_is_the_seat_only_where_each_is_used_once);
    suite_add_tcase(suite, tcase);
    return suite;
}
