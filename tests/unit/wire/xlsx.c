/* XLSX workbooks: what cells hold, merged areas, hidden things, and zips that lie. */
#include "support/book.h"
#include "support/rows.h"
#include "support/suites.h"

#include <stdlib.h>
#include <string.h>

#define DATA(rows) "<sheetData>" rows "</sheetData>"
#define STYLES                                                                                     \
    "<numFmts><numFmt numFmtId='164' "                                                             \
    "formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"                           \
    "<numFmt numFmtId='165' formatCode='0.00'/></numFmts><cellStyleXfs><xf numFmtId='14'/>"        \
    "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"            \
    "<xf numFmtId='31'/><xf numFmtId='165'/><xf numFmtId='58'/><xf numFmtId='22'/></cellXfs>"
#define STRINGS                                                                                       \
    "<si><t>姓名</t></si><si><r><t>演</t></r><r><t xml:space='preserve'>示 </t></r></si>"         \
    "<si><t>測試</t><rPh sb='0' eb='1'><t>そくし</t></rPh></si><si><t>a_x000D_b_x005F_</t></si>" \
    "<si><t>\xee\xa0\x9e</t></si>"

static const struct {
    const char *sheet, *rows;
} sheets[] = {
    /* shared, rich, with a reading, escaped, folded; inline; formula's text; error; bool */
    {DATA("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
          "<row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2' t='s'><v>3</v></c>"
          "<c r='C2' t='s'><v>4</v></c></row>"),
     "1: 姓名|演示 \n2: 測試|a\rb_|\xe9\xbe\xb4\n"},
    {DATA("<row r='1'><c "
          "t='inlineStr'><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>x</t></rPh></is>"
          "</c><c t='str'><f>A1&amp;\"x\"</f><v>丙</v></c><c t='e'><v>#N/A</v></c>"
          "<c t='b'><v>1</v></c><c t='b'><v>0</v></c></row>"),
     "1: 甲乙|丙||=1|=0\n"},
    /* numbers, and days by built-in, zh-CN and custom formats */
    {DATA("<row r='1'><c><v>3.79901198002080E+17</v></c><c s='4'><v>1.5</v></c>"
          "<c s='1'><v>43139</v></c><c s='2'><v>43139</v></c><c s='3'><v>43139</v></c>"
          "<c s='5'><v>43139.333333333336</v></c><c s='6'><v>43139.5</v></c>"
          "<c t='d'><v>2018-02-07T00:00:00</v></c><c><f>1+1</f><v>2</v></c></row>"),
     "1: =379901198002080000|=1.5|@2018-02-08|@2018-02-08|@2018-02-08|@2018-02-08T08:00|"
     "@2018-02-08T12:00|@2018-02-07|=2\n"},
    /* gaps, rows that are not there, no addresses, empty cells, a style that is not there
     */
    {DATA("<row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2</v></c></row>"
          "<row r='5'><c><v>3</v></c><c s='99'><v>4</v></c></row><row><c><v>5</v></c></row>"
          "<row r='9'/>"),
     "2: |=1||=2\n5: =3|=4\n6: =5\n9:\n"},
    /* merged: across, down, both; the area's own cell decides */
    {DATA("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
          "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='s'><v>1</v></c></row>"
          "<row r='3'><c r='A3'><v>2</v></c></row><row r='4'><c "
          "r='A4'><v>3</v></c></row>") "<mergeCells count='2'>"
                                       "<mergeCell ref='B2:C3'/><mergeCell "
                                       "ref='A1:C1'/></mergeCells>",
     "1: 姓名|姓名|姓名\n2: =1|演示 |演示 \n3: =2|演示 |演示 \n4: =3\n"},
    /* hidden column and row */
    {"<cols><col min='2' max='2' hidden='1'/><col min='3' max='16384' "
     "hidden='0'/></cols>" DATA("<row r='1' hidden='1'><c><v>1</v></c><c><v>2</v></c></row>"),
     "1#: =1|#=2\n"},
    {DATA(""), ""},
};

START_TEST(a_sheet_is_read_as_a_person_sees_it) {
    size_t n;
    void *bytes = book_make(sheets[_i].sheet, STRINGS, STYLES, NULL, &n);
    struct str want = STR_MAX(4096);
    struct rows rows;

    str_addf(&want, "%s%s", sheets[_i].rows[0] ? "[名单]\n" : "", sheets[_i].rows);
    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.format, WIRE_XLSX);
    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_str_eq(str_get(&rows.text), str_get(&want));
    rows_clear(&rows);
    str_clear(&want);
    free(bytes);
}
END_TEST

START_TEST(days_of_1904_are_days) {
    size_t n;
    void *bytes =
        book_make(DATA("<row><c s='1'><v>41677</v></c></row>"), NULL, STYLES, "date1904='1'", &n);
    struct rows rows;

    rows_of_bytes(bytes, n, &rows);

    ck_assert_str_eq(str_get(&rows.text), "[名单]\n1: @2018-02-08\n");
    rows_clear(&rows);
    free(bytes);
}
END_TEST

static const struct {
    const char *sheet, *code;
    enum rc rc;
} broken[] = {
    {DATA("<row><c t='s'><v>5</v></c></row>"), "damaged-workbook", RC_INVALID},
    {DATA("<row><c t='s'><v>-1</v></c></row>"), "damaged-workbook", RC_INVALID},
    {DATA("<row><c r='ZZ1'><v>1</v></c></row>"), "too-wide", RC_LIMIT},
    {"<sheetData><row>", "malformed-xml", RC_INVALID},
    {DATA("<row><c><v>&x;</v></c></row>"), "doctype", RC_INVALID},
    {DATA("<row r='1'><c/></row>") "<mergeCells><mergeCell ref='A1:B2'/></mergeCells><x",
     "malformed-xml", RC_INVALID},
};

START_TEST(a_broken_sheet_is_refused) {
    size_t n;
    void *bytes = book_make(broken[_i].sheet, STRINGS, STYLES, NULL, &n);
    struct rows rows;

    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.rc, broken[_i].rc);
    ck_assert_str_eq(rows.err.code, broken[_i].code);
    rows_clear(&rows);
    free(bytes);
}
END_TEST

START_TEST(merged_areas_that_overlap_are_refused) {
    struct str sheet = STR_MAX((size_t)1 << 20);
    struct rows rows;
    size_t n;

    str_add(&sheet, DATA("<row r='1'><c><v>1</v></c></row>") "<mergeCells>");
    for (int i = 0; i < 300; i++)
        str_addf(&sheet, "<mergeCell ref='A1:B%d'/>", i + 2);
    str_add(&sheet, "</mergeCells>");
    void *bytes = book_make(str_get(&sheet), NULL, NULL, NULL, &n);
    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.rc, RC_INVALID);
    ck_assert_str_eq(rows.err.code, "merged-cells");
    rows_clear(&rows);
    str_clear(&sheet);
    free(bytes);
}
END_TEST

/* ---- the zip ---- */

static const struct {
    struct book_part part;
    const char *code;
    enum rc rc;
} zips[] = {
    {{"word/document.xml", "<document/>", 0}, "no-workbook", RC_INVALID},
    {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0}, "no-workbook", RC_INVALID},
    {{"xl/workbook.bin", "x", 0}, "no-workbook", RC_INVALID},
    {{"zeros", "0000000000", 400000}, "zip-too-large", RC_LIMIT},
};

START_TEST(a_zip_that_is_no_workbook_is_refused) {
    size_t n;
    void *bytes = book_zip(&zips[_i].part, 1, &n);
    struct rows rows;

    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.rc, zips[_i].rc);
    ck_assert_str_eq(rows.err.code, zips[_i].code);
    rows_clear(&rows);
    free(bytes);
}
END_TEST

START_TEST(a_zip_holds_a_thousand_entries_at_most) {
    enum { N = 1001 };
    static char names[N][16];
    static struct book_part parts[N];
    struct rows rows;
    size_t n;

    for (int i = 0; i < N; i++) {
        snprintf(names[i], sizeof names[i], "e%d", i);
        parts[i] = (struct book_part){names[i], "x", 0};
    }
    void *bytes = book_zip(parts, N, &n);
    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.rc, RC_LIMIT);
    ck_assert_str_eq(rows.err.code, "zip-too-large");
    rows_clear(&rows);
    free(bytes);
}
END_TEST

/* The sizes that stand in the local header and in the directory, made one larger. */
static void lie(unsigned char *bytes, size_t n, const char *name) {
    size_t len = strlen(name);

    for (size_t i = 0; i + 46 + len < n; i++) {
        bool local = memcmp(bytes + i, "PK\3\4", 4) == 0 && memcmp(bytes + i + 30, name, len) == 0;
        bool entry = memcmp(bytes + i, "PK\1\2", 4) == 0 && memcmp(bytes + i + 46, name, len) == 0;
        if (local || entry)
            bytes[i + (local ? 22 : 24)]++;
    }
}

START_TEST(a_false_size_is_found_even_where_nobody_reads) {
    static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/styles.xml"};
    size_t n;
    unsigned char *bytes = book_make(DATA("<row><c><v>1</v></c></row>"), NULL, STYLES, NULL, &n);
    struct rows rows;

    lie(bytes, n, names[_i]);
    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.rc, RC_INVALID);
    ck_assert(strcmp(rows.err.code, "false-size") == 0 ||
              strcmp(rows.err.code, "damaged-zip") == 0);
    rows_clear(&rows);
    free(bytes);
}
END_TEST

START_TEST(a_cut_workbook_is_refused_wherever_it_is_cut) {
    size_t n;
    unsigned char *bytes =
        book_make(DATA("<row><c t='s'><v>1</v></c></row>"), STRINGS, STYLES, NULL, &n);

    for (size_t cut = 4; cut < n; cut += 7) {
        struct rows rows;
        rows_of_bytes(bytes, cut, &rows);
        ck_assert_int_eq(rows.rc, RC_INVALID);
        rows_clear(&rows);
    }
    free(bytes);
}
END_TEST

/* ---- shared strings that do not fit into memory ---- */

START_TEST(many_shared_strings_come_back) {
    enum { N = 300000 };
    struct str strings = STR_MAX((size_t)64 << 20), sheet = STR_MAX((size_t)1 << 20);
    static const int picks[] = {0, 1, 65000, 119999, 209999, N - 1, 5};
    struct rows rows;
    char want[256];
    size_t n;

    for (int i = 0; i < N; i++)
        str_addf(&strings, "<si><t>演示%d号甲乙丙丁</t></si>", i);
    str_add(&sheet, "<sheetData><row>");
    for (int i = 0; i < 7; i++)
        str_addf(&sheet, "<c t='s'><v>%d</v></c>", picks[i]);
    str_add(&sheet, "</row></sheetData>");
    void *bytes = book_make(str_get(&sheet), str_get(&strings), NULL, NULL, &n);
    rows_of_bytes(bytes, n, &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    for (int i = 0; i < 7; i++) {
        snprintf(want, sizeof want, "%c演示%d号甲乙丙丁%c", i ? '|' : ' ', picks[i],
                 i == 6 ? '\n' : '|');
        ck_assert_ptr_nonnull(strstr(str_get(&rows.text), want));
    }
    rows_clear(&rows);
    str_clear(&strings);
    str_clear(&sheet);
    free(bytes);
}
END_TEST

Suite *suite_wire_xlsx(void) {
    Suite *suite = suite_create("wire xlsx");
    TCase *tcase = tcase_create("xlsx");

    tcase_add_loop_test(tcase, a_sheet_is_read_as_a_person_sees_it, 0,
                        sizeof sheets / sizeof *sheets);
    tcase_add_test(tcase, days_of_1904_are_days);
    tcase_add_loop_test(tcase, a_broken_sheet_is_refused, 0, sizeof broken / sizeof *broken);
    tcase_add_test(tcase, merged_areas_that_overlap_are_refused);
    tcase_add_loop_test(tcase, a_zip_that_is_no_workbook_is_refused, 0, sizeof zips / sizeof *zips);
    tcase_add_test(tcase, a_zip_holds_a_thousand_entries_at_most);
    tcase_add_loop_test(tcase, a_false_size_is_found_even_where_nobody_reads, 0, 2);
    tcase_add_test(tcase, a_cut_workbook_is_refused_wherever_it_is_cut);
    tcase_add_test(tcase, many_shared_strings_come_back);
    suite_add_tcase(suite, tcase);
    return suite;
}
