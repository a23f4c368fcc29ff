/* Tables out: what a spreadsheet must never run, lose or find half written. */
#include "homeward/wire.h"
#include "support/suites.h"
#include "wire/xlsx_out.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const words[] = {"=1+1", "+1",  "-1",  "@x",  "\tx",  "\rx",
                                    "＝1",  "＋1", "－1", "＠x", "plain"};
enum { WORDS = sizeof words / sizeof *words };

static char folder[64];

static void make_folder(void) {
    snprintf(folder, sizeof folder, "table_out.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void) {
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static const char *in_folder(const char *name) {
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_words(enum table_out_format format, const char *path) {
    struct table_out *out;

    ck_assert_int_eq(table_out_open(path, format, false, &out, NULL), RC_OK);
    table_out_sheet(out, "a");
    table_out_header(out, words, WORDS);
    table_out_row(out, words, WORDS);
    ck_assert_int_eq(table_out_commit(out, NULL), RC_OK);
    table_out_free(out);
}

/* Everything that `command` prints, at most `size`. */
static size_t output_of(const char *command, char *out, size_t size) {
    FILE *pipe = popen(command, "r");
    size_t n = fread(out, 1, size - 1, pipe);

    out[n] = '\0';
    ck_assert_int_eq(pclose(pipe), 0);
    return n;
}

START_TEST(csv_begins_with_a_mark_and_no_cell_begins_like_a_formula) {
    char text[2048];
    const char *path = in_folder("a.csv");

    write_words(TABLE_OUT_CSV, path);

    FILE *f = fopen(path, "rb");
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = '\0';
    ck_assert_int_eq(memcmp(text, "\xef\xbb\xbf", 3), 0);
    for (int i = 0; i + 1 < WORDS; i++) {
        char cell[32];
        snprintf(cell, sizeof cell, "\"'%s\"", words[i]);
        ck_assert_ptr_nonnull(strstr(text, cell));
    }
    ck_assert_ptr_nonnull(strstr(text, ",plain\r\n"));
}
END_TEST

START_TEST(a_workbook_holds_strings_and_no_formula) {
    char command[256], text[16384];
    const char *path = in_folder("a.xlsx");

    write_words(TABLE_OUT_XLSX, path);

    snprintf(command, sizeof command, "unzip -p '%s' xl/worksheets/sheet1.xml", path);
    ck_assert_uint_gt(output_of(command, text, sizeof text), 0);
    ck_assert_ptr_null(strstr(text, "<f>"));
    ck_assert_ptr_null(strstr(text, "<v>"));
    ck_assert_ptr_nonnull(strstr(text, "<t>=1+1</t>"));
    ck_assert_ptr_nonnull(strstr(text, "state=\"frozen\""));
}
END_TEST

static const enum table_out_format formats[] = {TABLE_OUT_CSV, TABLE_OUT_XLSX};

START_TEST(a_table_is_for_its_owner_alone) {
    struct stat st;
    const char *path = in_folder("a");

    write_words(formats[_i], path);

    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0600);
}
END_TEST

START_TEST(what_was_not_committed_leaves_nothing) {
    struct table_out *out;
    const char *path = in_folder("a");

    ck_assert_int_eq(table_out_open(path, formats[_i], false, &out, NULL), RC_OK);
    table_out_row(out, words, WORDS);
    table_out_free(out);

    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
}
END_TEST

START_TEST(a_link_is_not_followed_even_by_force) {
    struct table_out *out;
    const char *path = in_folder("a");

    ck_assert_int_eq(symlink("elsewhere", path), 0);

    ck_assert_int_eq(table_out_open(path, formats[_i], true, &out, NULL), RC_CONFLICT);
    ck_assert_ptr_null(out);
}
END_TEST

START_TEST(more_rows_than_a_sheet_holds_is_a_limit_and_leaves_nothing) {
    struct table_out *out;
    struct err err = {0};

    ck_assert_int_eq(table_out_open(in_folder("a"), TABLE_OUT_XLSX, false, &out, NULL), RC_OK);
    for (int i = 0; i < 1048577; i++)
        table_out_row(out, words, 1);
    ck_assert_int_eq(table_out_commit(out, &err), RC_LIMIT);
    ck_assert_str_eq(err.code, "too-many-rows");
    table_out_free(out);

    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
}
END_TEST

START_TEST(two_sheets_of_one_name_are_told_apart) {
    char command[256], text[4096];
    struct table_out *out;
    const char *path = in_folder("a.xlsx");

    ck_assert_int_eq(table_out_open(path, TABLE_OUT_XLSX, false, &out, NULL), RC_OK);
    table_out_sheet(out, "甲");
    table_out_sheet(out, "甲");
    ck_assert_int_eq(table_out_commit(out, NULL), RC_OK);
    table_out_free(out);

    snprintf(command, sizeof command, "unzip -p '%s' xl/workbook.xml", path);
    output_of(command, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "name=\"甲\""));
    ck_assert_ptr_nonnull(strstr(text, "name=\"甲 (2)\""));
}
END_TEST

static const struct {
    const char *given, *wanted;
} names[] = {{"名单", "名单"},
             {"a/b:c*d?e[f]g\\h", "a_b_c_d_e_f_g_h"},
             {"'quoted'", "_quoted_"},
             {"", "_"},
             {"0123456789012345678901234567890123", "0123456789012345678901234567890"},
             {"012345678901234567890123456789𬭎", "012345678901234567890123456789"},
             {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三",
              "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"}};

START_TEST(a_sheet_gets_a_name_that_excel_takes) {
    char out[XLSX_SHEET_NAME_MAX];

    xlsx_sheet_name(names[_i].given, out);
    ck_assert_str_eq(out, names[_i].wanted);
}
END_TEST

Suite *suite_wire_table_out(void) {
    Suite *suite = suite_create("wire table_out");
    TCase *tcase = tcase_create("table_out");

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, csv_begins_with_a_mark_and_no_cell_begins_like_a_formula);
    tcase_add_test(tcase, a_workbook_holds_strings_and_no_formula);
    tcase_add_loop_test(tcase, a_table_is_for_its_owner_alone, 0, 2);
    tcase_add_loop_test(tcase, what_was_not_committed_leaves_nothing, 0, 2);
    tcase_add_loop_test(tcase, a_link_is_not_followed_even_by_force, 0, 2);
    tcase_add_test(tcase, more_rows_than_a_sheet_holds_is_a_limit_and_leaves_nothing);
    tcase_add_test(tcase, two_sheets_of_one_name_are_told_apart);
    tcase_add_loop_test(tcase, a_sheet_gets_a_name_that_excel_takes, 0,
                        sizeof names / sizeof *names);
    suite_add_tcase(suite, tcase);
    return suite;
}
