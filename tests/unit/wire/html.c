/* HTML tables that call themselves .xls. */
#include "support/rows.h"
#include "support/suites.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *html, *rows;
} pages[] = {
    {"<table><tr><td>姓名</td><td>电话</td></tr><tr><td>演示甲</td><td>15400000001</td></tr></"
     "table>",
     "1: 姓名|电话\n2: 演示甲|15400000001\n"},
    /* nothing closed, upper case, attributes without quotes */
    {"<HTML><BODY><TABLE border=1><TR><TD>a<TD>b<TR><TD>c</TABLE>", "1: a|b\n2: c\n"},
    {"<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
     "1: a\n2: b\n"},
    /* spans */
    {"<table><tr><td colspan=2>t</td><td "
     "rowspan='2'>m</td></tr><tr><td>a</td><td>b</td></tr></table>",
     "1: t|t|m\n2: a|b|m\n"},
    /* blanks, entities, breaks, styles */
    {"<style>td {x}</style><table><tr><td> 演示 \n "
     "甲&nbsp;</td><td>&nbsp;</td><td>a&amp;b<br>c</td>"
     "<td><b>d</b><i>e</i></td></tr></table>",
     "1: 演示 甲||a&b\nc|de\n"},
    /* Excel's own hints: a number, a number shown as a day, a text */
    {"<html xmlns:x='urn:x'><table><tr><td x:num>12</td><td "
     "x:num='3.79901198002080E+17'>3.799E+17</td>"
     "<td x:num='43139'>2018/2/8</td><td x:str>012</td>"
     "<td style='mso-number-format:\"\\@\"'>379901198002080010</td></tr></table>",
     "1: =12|=379901198002080000|2018/2/8|012|379901198002080010\n"},
    /* two tables stand one below the other; a table in a cell does not lose its rows */
    {"<table><tr><td>a</td></tr></table><p>x</p><table><tr><td>b</td></tr></table>",
     "1: a\n2: b\n"},
    {"<!DOCTYPE html PUBLIC \"-//W3C//DTD\"><!--[if gte mso 9]><xml><x>'</x></xml><![endif]-->"
     "<![if !vml]><table><tr><td>a</td></tr></table>",
     "1: a\n"},
    {"<html><script>if (a<b) x='</script><table><tr><td>a</td></tr></table>", "1: a\n"},
    {"<html>no table at all</html>", ""},
};

START_TEST(a_page_is_read_as_a_person_sees_it) {
    struct rows rows;

    rows_of_format(WIRE_HTML, pages[_i].html, strlen(pages[_i].html), &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_str_eq(str_get(&rows.text), pages[_i].rows);
    rows_clear(&rows);
}
END_TEST

/* What a page says of its encoding is not believed: its bytes are. */
START_TEST(a_page_in_gb18030_is_read) {
    static const char *const metas[] = {"gb2312", "utf-8", "iso-8859-1"};
    char html[256];
    struct rows rows;

    snprintf(html, sizeof html,
             "<html><meta charset=%s><table><tr><td>\xd0\xd5\xc3\xfb</td><td>\x99\x33\xa9\x32</td>"
             "</tr></table>",
             metas[_i]);
    rows_of_text(html, &rows);

    ck_assert_int_eq(rows.format, WIRE_HTML);
    ck_assert_str_eq(str_get(&rows.text), "1: 姓名|𬭎\n");
    rows_clear(&rows);
}
END_TEST

static const struct {
    const char *before, *each, *code;
    int times;
} floods[] = {
    {"<table><tr>", "<td>x", "too-wide", 300},
    {"<html>", "<b>", "too-deep", 100000},
    {"<html><table ", "a='' ", "tag-too-large", 100},
};

START_TEST(a_flood_is_refused_at_once) {
    struct str text = STR_MAX((size_t)1 << 20);
    struct rows rows;

    str_add(&text, floods[_i].before);
    for (int i = 0; i < floods[_i].times; i++)
        str_add(&text, floods[_i].each);
    rows_of_format(WIRE_HTML, str_get(&text), text.len, &rows);

    ck_assert_int_ne(rows.rc, RC_OK);
    ck_assert_str_eq(rows.err.code, floods[_i].code);
    rows_clear(&rows);
    str_clear(&text);
}
END_TEST

Suite *suite_wire_html(void) {
    Suite *suite = suite_create("wire html");
    TCase *tcase = tcase_create("html");

    tcase_add_loop_test(tcase, a_page_is_read_as_a_person_sees_it, 0, sizeof pages / sizeof *pages);
    tcase_add_loop_test(tcase, a_page_in_gb18030_is_read, 0, 3);
    tcase_add_loop_test(tcase, a_flood_is_refused_at_once, 0, sizeof floods / sizeof *floods);
    suite_add_tcase(suite, tcase);
    return suite;
}
