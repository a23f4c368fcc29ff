/* A manifest on paper: pages, and names that no font here can write. What stands on the page is
 * read back in tests/cli/manifest.sh. */
#include "homeward/paper.h"
#include "support/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ROWS_MAX 200

static struct manifest_stop stops[] = {{.name = "甲地", .at = "2月7日 08:00", .on = 1, .aboard = 1},
                                       {.name = "乙地", .at = "2月7日 15:30", .off = 1}};
static struct manifest_row rows[ROWS_MAX];
static struct manifest_sheet sheet;
static char path[256];
static struct { int n, last; } missing;

static void setup(void) {
    const char *tmp = getenv("TMPDIR");

    snprintf(path, sizeof path, "%s/manifest-%ld.pdf", tmp ? tmp : "/tmp", (long)getpid());
    for (int i = 0; i < ROWS_MAX; i++)
        rows[i] = (struct manifest_row){
            .number = i + 1, .seat = "1", .name = "测试甲", .alight = 1, .party = "", .needs = ""};
    sheet = (struct manifest_sheet){.recipient = MANIFEST_DRIVER,
                                    .version = 1,
                                    .code = "ABC-DEF",
                                    .campaign = "测试",
                                    .label = "周口1号车",
                                    .allocation = "C1",
                                    .kind = "包车",
                                    .route = "甲地 → 乙地",
                                    .departs = "2018年2月7日（星期三）08:00",
                                    .seats = 49,
                                    .luggage_pieces = -1,
                                    .stops = stops,
                                    .n_stops = 2,
                                    .rows = rows,
                                    .n_rows = 1,
                                    .printed = ""};
    missing.n = 0;
}

static void teardown(void) {
    unlink(path);
}

static void on_missing(void *payload, int row) {
    (void)payload;
    missing.n++;
    missing.last = row;
}

static int draw(void) {
    struct paper *paper = NULL;
    int pages = 0;

    FILE *f = fopen(path, "wb");

    ck_assert_ptr_nonnull(f);
    ck_assert_int_eq(paper_open(f, path, LANG_ZH, &paper, NULL), RC_OK);
    ck_assert_int_eq(paper_manifest(paper, &sheet, on_missing, NULL, &pages, NULL), RC_OK);
    ck_assert_int_eq(paper_close(paper, NULL), RC_OK);
    ck_assert_int_eq(fclose(f), 0);
    return pages;
}

static const struct { int n_rows, pages; } lengths[] = {{0, 1}, {1, 1}, {20, 1}, {49, 2}, {200, 7}};

START_TEST(a_sheet_takes_the_pages_it_needs) {
    sheet.n_rows = lengths[_i].n_rows;
    ck_assert_int_eq(draw(), lengths[_i].pages);
    ck_assert_int_eq(missing.n, 0);
}
END_TEST

START_TEST(a_name_that_no_font_can_write_is_reported_with_its_row) {
    rows[3].name = "测\xf4\x80\x80\x80"; /* a private character */
    sheet.n_rows = 5;
    ck_assert_int_eq(draw(), 1);
    ck_assert_int_eq(missing.n, 1);
    ck_assert_int_eq(missing.last, 3);
}
END_TEST

static const char *const rare[] = {"𬭎", "㛃", "䶮", "阿依古丽·买买提", "Ａ"};

START_TEST(a_rare_name_is_written) {
    rows[0].name = rare[_i];
    draw();
    ck_assert_int_eq(missing.n, 0);
}
END_TEST

START_TEST(a_head_that_cannot_be_written_is_reported_as_such) {
    sheet.label = "\xf4\x80\x80\x80";
    draw();
    ck_assert_int_eq(missing.n, 1);
    ck_assert_int_eq(missing.last, -1);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_an_error) {
    struct paper *paper = NULL;
    struct err err = {0};
    int pages;
    FILE *f = fopen("/dev/full", "wb");

    ck_assert_ptr_nonnull(f);
    setvbuf(f, NULL, _IONBF, 0);
    ck_assert_int_eq(paper_open(f, "full.pdf", LANG_ZH, &paper, &err), RC_OK);
    rc_ignore(paper_manifest(paper, &sheet, on_missing, NULL, &pages, NULL));
    ck_assert_int_eq(paper_close(paper, &err), RC_IO);
    ck_assert_str_eq(err.code, "unwritable");
    fclose(f);
}
END_TEST

Suite *suite_paper_manifest(void) {
    Suite *suite = suite_create("paper manifest");
    TCase *tcase = tcase_create("manifest");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_sheet_takes_the_pages_it_needs, 0,
                        sizeof lengths / sizeof *lengths);
    tcase_add_test(tcase, a_name_that_no_font_can_write_is_reported_with_its_row);
    tcase_add_loop_test(tcase, a_rare_name_is_written, 0, 5);
    tcase_add_test(tcase, a_head_that_cannot_be_written_is_reported_as_such);
    tcase_add_test(tcase, a_file_that_cannot_be_written_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
