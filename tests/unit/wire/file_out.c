/* Files that the program writes: whole or not at all, private, never over another. */
#include "homeward/wire.h"
#include "support/suites.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[4096], path[8192], other[8192];

static void make_folder(void) {
    const char *temp = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/file_out.XXXXXX", temp ? temp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.csv", folder);
    snprintf(other, sizeof other, "%s/b.csv", folder);
}

static void remove_folder(void) {
    unlink(path);
    unlink(other);
    rmdir(folder);
}

static enum rc write_file(const char *text, bool force, struct err *err) {
    struct file_out out;
    enum rc rc = file_out_open(path, force, &out, err);

    if (rc != RC_OK)
        return rc;
    fputs(text, out.f);
    return file_out_commit(&out, err);
}

static const char *content(void) {
    static char text[64];
    FILE *f = fopen(path, "r");

    memset(text, 0, sizeof text);
    if (f) {
        ck_assert_ptr_nonnull(fgets(text, sizeof text, f));
        fclose(f);
    }
    return text;
}

START_TEST(a_file_appears_whole_and_private) {
    struct file_out out;
    struct stat st;

    ck_assert_int_eq(file_out_open(path, false, &out, NULL), RC_OK);
    fputs("a", out.f);
    ck_assert_int_ne(stat(path, &st), 0); /* not there before it is whole */
    ck_assert_int_eq(file_out_commit(&out, NULL), RC_OK);

    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_str_eq(content(), "a");
}
END_TEST

START_TEST(what_stands_is_overwritten_only_by_force) {
    struct err err = {0};

    ck_assert_int_eq(write_file("a", false, NULL), RC_OK);
    ck_assert_int_eq(write_file("b", false, &err), RC_CONFLICT);
    ck_assert_str_eq(err.code, "file-exists");
    ck_assert_str_eq(content(), "a");
    ck_assert_int_eq(write_file("c", true, NULL), RC_OK);

    ck_assert_str_eq(content(), "c");
}
END_TEST

START_TEST(a_symlink_is_never_followed) {
    ck_assert_int_eq(symlink(other, path), 0);

    ck_assert_int_eq(write_file("a", false, NULL), RC_CONFLICT);
    ck_assert_int_eq(write_file("a", true, NULL), RC_CONFLICT);
    ck_assert_int_ne(access(other, F_OK), 0);
}
END_TEST

START_TEST(an_abandoned_file_leaves_nothing) {
    struct file_out out;

    ck_assert_int_eq(file_out_open(path, false, &out, NULL), RC_OK);
    fputs("a", out.f);
    file_out_abandon(&out);
    file_out_abandon(&out);

    ck_assert_int_eq(rmdir(folder), 0); /* empty */
}
END_TEST

START_TEST(a_file_that_appears_meanwhile_is_not_lost) {
    struct file_out out;

    ck_assert_int_eq(file_out_open(path, false, &out, NULL), RC_OK);
    fputs("ours", out.f);
    FILE *theirs = fopen(path, "w");
    fputs("theirs", theirs);
    fclose(theirs);

    ck_assert_int_eq(file_out_commit(&out, NULL), RC_IO);
    ck_assert_str_eq(content(), "theirs");
}
END_TEST

/* ---- CSV out ---- */

static const struct {
    const char *text, *plain, *safe;
} cells[] = {
    {"a", "a", "a"},
    {"", "", ""},
    {"a,b", "\"a,b\"", "\"a,b\""},
    {"a\"b", "\"a\"\"b\"", "\"a\"\"b\""},
    {"a\nb", "\"a\nb\"", "\"a\nb\""},
    {"=1+1", "=1+1", "\"'=1+1\""},
    {"+86", "+86", "\"'+86\""},
    {"-", "-", "\"'-\""},
    {"@x", "@x", "\"'@x\""},
    {"\tx", "\tx", "\"'\tx\""},
    {"＝1", "＝1", "\"'＝1\""},
    {"＋1", "＋1", "\"'＋1\""},
    {"－1", "－1", "\"'－1\""},
    {"＠1", "＠1", "\"'＠1\""},
};

START_TEST(a_cell_is_quoted_where_it_must_be) {
    char text[128] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    struct str want = STR_MAX(256);

    csv_write_cell(out, cells[_i].text, true);
    csv_write_cell_safe(out, cells[_i].text, false);
    csv_end_row(out);
    fclose(out);

    str_addf(&want, "%s,%s\r\n", cells[_i].plain, cells[_i].safe);
    ck_assert_str_eq(text, str_get(&want));
    str_clear(&want);
}
END_TEST

Suite *suite_wire_file_out(void) {
    Suite *suite = suite_create("wire file_out");
    TCase *files = tcase_create("file_out"), *csv = tcase_create("csv_out");

    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, a_file_appears_whole_and_private);
    tcase_add_test(files, what_stands_is_overwritten_only_by_force);
    tcase_add_test(files, a_symlink_is_never_followed);
    tcase_add_test(files, an_abandoned_file_leaves_nothing);
    tcase_add_test(files, a_file_that_appears_meanwhile_is_not_lost);
    tcase_add_loop_test(csv, a_cell_is_quoted_where_it_must_be, 0, sizeof cells / sizeof *cells);
    suite_add_tcase(suite, files);
    suite_add_tcase(suite, csv);
    return suite;
}
