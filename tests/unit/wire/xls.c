/* Old workbooks: the child that reads them, and files that are none. The cells are in sheets.c. */
#include "support/rows.h"
#include "support/suites.h"
#include "wire/child.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

START_TEST(an_ole_file_that_is_no_workbook_is_refused) {
    char bytes[4096] = OLE;
    struct rows rows;

    rows_of_bytes(bytes, sizeof bytes, &rows);

    ck_assert_int_eq(rows.format, WIRE_XLS);
    ck_assert_int_eq(rows.rc, RC_INVALID);
    ck_assert_str_eq(rows.err.code, "damaged-workbook");
    rows_clear(&rows);
}
END_TEST

/* ---- readers that misbehave, as libraries do ---- */

static enum rc crash(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    (void)source, (void)on_row, (void)payload, (void)err;
    raise(SIGSEGV);
    return RC_OK;
}

static enum rc leave(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    (void)source, (void)on_row, (void)payload, (void)err;
    _exit(0);
}

static enum rc garble(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    static const char *const cells[] = {"\xff"};
    const struct table_row row = {.row = 1, .cells = cells, .n_cells = 1};

    (void)source;
    return on_row(payload, &row, err);
}

static enum rc speak(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    static const char *const cells[] = {"甲", ""};
    static const unsigned char kinds[] = {CELL_TEXT, CELL_NUMBER}, hidden[] = {0, 1};
    const struct table_row row = {"表", 7, cells, kinds, hidden, 2, true};

    (void)source;
    printf("a library prints what it reads\n");
    fprintf(stderr, "379901198002080010\n");
    return on_row(payload, &row, err);
}

static enum rc decline(struct source *source, table_row_fn *on_row, void *payload,
                       struct err *err) {
    (void)source, (void)on_row, (void)payload;
    return err_set(err, RC_LIMIT, "too-large", "太大", "too large");
}

static enum rc count(void *payload, const struct table_row *row, struct err *err) {
    (void)err;
    ck_assert_str_eq(row->sheet, "表");
    ck_assert_int_eq(row->row, 7);
    ck_assert_str_eq(row->cells[0], "甲");
    ck_assert_str_eq(row->cells[1], "");
    ck_assert(row->kinds[1] == CELL_NUMBER && row->hidden[1] == 1 && row->row_hidden);
    (*(int *)payload)++;
    return RC_OK;
}

static const struct {
    table_reader_fn *reader;
    enum rc rc;
    const char *code;
    int rows;
} readers[] = {{crash, RC_INVALID, "damaged-workbook", 0},
               {leave, RC_INVALID, "damaged-workbook", 0},
               {garble, RC_INVALID, "damaged-workbook", 0},
               {decline, RC_LIMIT, "too-large", 0},
               {speak, RC_OK, "", 1}};

START_TEST(whatever_the_child_does_is_one_refused_file) {
    struct source source;
    struct err err = {0};
    int rows = 0;

    source_memory("test", "", 0, &source);

    ck_assert_int_eq(child_read(readers[_i].reader, &source, count, &rows, &err), readers[_i].rc);
    ck_assert_str_eq(err.code, readers[_i].code);
    ck_assert_int_eq(rows, readers[_i].rows);
    source_close(&source);
}
END_TEST

/* A parent that has had enough is not kept waiting. */
static enum rc endless(struct source *source, table_row_fn *on_row, void *payload,
                       struct err *err) {
    static const char *const cells[] = {"x"};
    const struct table_row row = {.row = 1, .cells = cells, .n_cells = 1};
    enum rc rc = RC_OK;

    (void)source;
    while (rc == RC_OK)
        rc = on_row(payload, &row, err);
    return rc;
}

static enum rc enough(void *payload, const struct table_row *row, struct err *err) {
    (void)payload, (void)row;
    return err_set(err, RC_CONFLICT, "enough", "够了", "enough");
}

START_TEST(a_reader_that_goes_on_is_cut_off) {
    struct source source;
    struct err err = {0};

    source_memory("test", "", 0, &source);

    ck_assert_int_eq(child_read(endless, &source, enough, NULL, &err), RC_CONFLICT);
    ck_assert_str_eq(err.code, "enough");
    source_close(&source);
}
END_TEST

Suite *suite_wire_xls(void) {
    Suite *suite = suite_create("wire xls");
    TCase *tcase = tcase_create("xls");

    tcase_add_test(tcase, an_ole_file_that_is_no_workbook_is_refused);
    tcase_add_loop_test(tcase, whatever_the_child_does_is_one_refused_file, 0,
                        sizeof readers / sizeof *readers);
    tcase_add_test(tcase, a_reader_that_goes_on_is_cut_off);
    suite_add_tcase(suite, tcase);
    return suite;
}
