/* SpreadsheetML of Excel 2003. */
#include "support/rows.h"
#include "support/suites.h"

#define BOOK(sheets)                                                                               \
    "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"                            \
    "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' "                              \
    "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>" sheets "</Workbook>"
#define SHEET(rows) "<Worksheet ss:Name='甲'><Table>" rows "</Table></Worksheet>"
#define TEXT(t) "<Data ss:Type='String'>" t "</Data>"

static const struct {
    const char *book, *rows;
} books[] = {
    {SHEET("<Row><Cell>" TEXT(
         "姓名") "</Cell><Cell><Data ss:Type='Number'>1.5E+3</Data></Cell>"
                 "<Cell><Data ss:Type='DateTime'>2018-02-07T08:30:00.000</Data></Cell>"
                 "<Cell><Data ss:Type='Boolean'>1</Data></Cell>"
                 "<Cell><Data ss:Type='Error'>#N/A</Data></Cell></Row>"),
     "[甲]\n1: 姓名|=1500|@2018-02-07T08:30|=1|\n"},
    /* places by index; rows that are skipped */
    {SHEET("<Row ss:Index='3'><Cell ss:Index='2'>" TEXT("a") "</Cell><Cell>" TEXT(
         "b") "</Cell></Row>"
              "<Row ss:Span='2'/><Row><Cell>" TEXT("c") "</Cell></Row>"),
     "[甲]\n3: |a|b\n4:\n7: c\n"},
    /* merged, and what is covered from above left out or placed by index */
    {SHEET("<Row><Cell ss:MergeAcross='1' ss:MergeDown='1'>" TEXT("m") "</Cell><Cell>" TEXT(
         "a") "</Cell></Row><Row><Cell>" TEXT("b") "</Cell></Row><Row><Cell>" TEXT("c") "</Cell></"
                                                                                        "Row>"),
     "[甲]\n1: m|m|a\n2: m|m|b\n3: c\n"},
    {SHEET("<Row><Cell ss:MergeDown='1'>" TEXT("m") "</Cell></Row>"
                                                    "<Row><Cell ss:Index='2'>" TEXT(
                                                        "b") "</Cell></Row>"),
     "[甲]\n1: m\n2: m|b\n"},
    /* hidden */
    {SHEET("<Column/><Column ss:Hidden='1' ss:Span='1'/><Column/><Row ss:Hidden='1'><Cell>" TEXT(
         "a") "</Cell><Cell>" TEXT("b") "</Cell><Cell>" TEXT("c") "</Cell><Cell>" TEXT("d") "</"
                                                                                            "Cell><"
                                                                                            "/Row"
                                                                                            ">"),
     "[甲]\n1#: a|#b|#c|d\n"},
    /* rich text joined, comments left out */
    {SHEET(
         "<Row><Cell><ss:Data ss:Type='String' xmlns='http://www.w3.org/TR/REC-html40'>演<B>示</B>"
         "</ss:Data><Comment><ss:Data>x</ss:Data></Comment></Cell></Row>"),
     "[甲]\n1: 演示\n"},
    {SHEET("<Row><Cell>" TEXT("a") "</Cell></Row>") "<Worksheet "
                                                    "ss:Name='乙'><Table><Row><Cell>" TEXT(
                                                        "b") "</Cell></Row></Table></Worksheet>",
     "[甲]\n1: a\n[乙]\n1: b\n"},
};

START_TEST(a_workbook_of_2003_is_read_as_a_person_sees_it) {
    struct str text = STR_MAX(8192);
    struct rows rows;

    str_addf(&text, BOOK("%s"), books[_i].book);
    rows_of_text(str_get(&text), &rows);

    ck_assert_int_eq(rows.format, WIRE_SPREADSHEET_ML);
    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_str_eq(str_get(&rows.text), books[_i].rows);
    rows_clear(&rows);
    str_clear(&text);
}
END_TEST

static const struct {
    const char *text, *code;
    enum rc rc;
} broken[] = {
    {BOOK("<Worksheet><Table><Row><Cell ss:Index='300'>" TEXT(
         "a") "</Cell></Row></Table></Worksheet>"),
     "too-wide", RC_LIMIT},
    {"<?xml version='1.0'?><!DOCTYPE a><Workbook "
     "xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
     "doctype", RC_INVALID},
    {"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet>", "malformed-xml",
     RC_INVALID},
};

START_TEST(a_broken_workbook_is_refused) {
    struct rows rows;

    rows_of_text(broken[_i].text, &rows);

    ck_assert_int_eq(rows.rc, broken[_i].rc);
    ck_assert_str_eq(rows.err.code, broken[_i].code);
    rows_clear(&rows);
}
END_TEST

Suite *suite_wire_spreadsheet_ml(void) {
    Suite *suite = suite_create("wire spreadsheet_ml");
    TCase *tcase = tcase_create("spreadsheet_ml");

    tcase_add_loop_test(tcase, a_workbook_of_2003_is_read_as_a_person_sees_it, 0,
                        sizeof books / sizeof *books);
    tcase_add_loop_test(tcase, a_broken_workbook_is_refused, 0, sizeof broken / sizeof *broken);
    suite_add_tcase(suite, tcase);
    return suite;
}
