/* Tables as text: separators, quotes, what people paste, caps. */
#include "support/rows.h"
#include "support/suites.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text, *rows;
} tables[] = {
    {"a,b\n1,2\n", "1: a|b\n2: 1|2\n"},
    {"a;b,c\n1;2\n", "1: a|b,c\n2: 1|2\n"},
    {"a\tb\r\n1\t\r\n", "1: a|b\n2: 1|\n"},
    {"a,b\r1,2", "1: a|b\n2: 1|2\n"},
    {"\xef\xbb\xbf姓名,电话\n", "1: 姓名|电话\n"},
    /* a title line has no separator: the lines below decide */
    {"返乡名单\n\n姓名;电话\n甲;1\n", "1: 返乡名单\n2: \n3: 姓名|电话\n4: 甲|1\n"},
    /* quotes: doubled, with breaks inside, with more behind them, in the middle of a cell */
    {"a,\"b\"\"c\"\n", "1: a|b\"c\n"},
    {"a,\"b\nc\"\nd,e\n", "1: a|b\nc\n2: d|e\n"},
    {"a,\"b\"c\n", "1: a|bc\n"},
    {"a,b\"c\n", "1: a|b\"c\n"},
    {"\"\",\"\"\n", "1: |\n"},
    {"a,\n", "1: a|\n"},
    /* as people type it in a chat */
    {"姓名，电话，目的地\n演示甲，15400000001，周口\n",
     "1: 姓名|电话|目的地\n2: 演示甲|15400000001|周口\n"},
    {"演示甲、15400000001、周口\n演示乙、15400000002、阜阳\n",
     "1: 演示甲|15400000001|周口\n2: 演示乙|15400000002|阜阳\n"},
    {"姓名   电话  目的地\n演示甲   15400000001   河南 周口\n",
     "1: 姓名|电话|目的地\n2: 演示甲|15400000001|河南 周口\n"},
    /* a mark inside a cell is no separator where a real one is */
    {"姓名,目的地\n甲,\"河南、周口\"\n乙,河南、信阳\n",
     "1: 姓名|目的地\n2: 甲|河南、周口\n3: 乙|河南、信阳\n"},
};

START_TEST(a_text_is_cut_into_rows_and_cells) {
    struct rows rows;

    rows_of_text(tables[_i].text, &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_str_eq(str_get(&rows.text), tables[_i].rows);
    rows_clear(&rows);
}
END_TEST

static const struct {
    const char *text, *code;
    int64_t line;
} broken[] = {
    {"a,b\n1,\"2\n3,4\n", "open-quote", 2},
    {"a\n\"b\nc\"\n\"d\n", "open-quote", 4},
};

START_TEST(an_open_quote_is_named_where_it_opened) {
    struct rows rows;

    rows_of_text(broken[_i].text, &rows);

    ck_assert_int_eq(rows.rc, RC_INVALID);
    ck_assert_str_eq(rows.err.code, broken[_i].code);
    ck_assert_int_eq(rows.err.line, broken[_i].line);
    rows_clear(&rows);
}
END_TEST

/* A line of n bytes of one kind after a header. */
static char *long_line(size_t n, const char *start, char with) {
    char *text = malloc(n + 64);
    int head = snprintf(text, 64, "a,b\n%s", start);

    memset(text + head, with, n);
    text[(size_t)head + n] = '\0';
    return text;
}

static const struct {
    size_t n;
    const char *start;
    char with;
    enum rc rc;
    const char *code;
} long_lines[] = {
    {190000, "", 'x', RC_OK, ""},
    {200001, "", 'x', RC_LIMIT, "too-wide"},
    {255, "", ',', RC_OK, ""},
    {256, "", ',', RC_LIMIT, "too-wide"},
    {200000, "", ',', RC_LIMIT, "too-wide"},
    {1 << 20, "\"", '\n', RC_INVALID, "open-quote"},
    {1 << 20, "\"", 'x', RC_INVALID, "open-quote"},
};

START_TEST(a_line_has_a_longest_length) {
    char *text = long_line(long_lines[_i].n, long_lines[_i].start, long_lines[_i].with);
    struct rows rows;

    rows_of_text(text, &rows);

    ck_assert_int_eq(rows.rc, long_lines[_i].rc);
    ck_assert_str_eq(rows.err.code, long_lines[_i].code);
    if (rows.rc != RC_OK)
        ck_assert_int_eq(rows.err.line, 2);
    rows_clear(&rows);
    free(text);
}
END_TEST

START_TEST(a_nul_byte_is_no_text) {
    struct rows rows;

    rows_of_bytes("a,b\n1,\0\n", 9, &rows);

    ck_assert_int_eq(rows.rc, RC_INVALID);
    ck_assert_str_eq(rows.err.code, "not-text");
    rows_clear(&rows);
}
END_TEST

/* Every border of the pieces in which a file is read falls somewhere in here. */
START_TEST(a_long_table_is_read_whole) {
    enum { ROWS = 20000 };
    struct str text = STR_MAX((size_t)4 << 20), want = STR_MAX((size_t)4 << 20);
    struct rows rows;

    for (int i = 1; i <= ROWS; i++) {
        str_addf(&text, "行%d,\"测试𬭎\"\"\",%d\r\n", i, i * _i);
        str_addf(&want, "%d: 行%d|测试𬭎\"|%d\n", i, i, i * _i);
    }
    rows_of_text(str_get(&text), &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_int_eq(rows.n, ROWS);
    ck_assert(strcmp(str_get(&rows.text), str_get(&want)) == 0);
    rows_clear(&rows);
    str_clear(&text);
    str_clear(&want);
}
END_TEST

Suite *suite_wire_csv(void) {
    Suite *suite = suite_create("wire csv");
    TCase *tcase = tcase_create("csv");

    tcase_add_loop_test(tcase, a_text_is_cut_into_rows_and_cells, 0,
                        sizeof tables / sizeof *tables);
    tcase_add_loop_test(tcase, an_open_quote_is_named_where_it_opened, 0,
                        sizeof broken / sizeof *broken);
    tcase_add_loop_test(tcase, a_line_has_a_longest_length, 0,
                        sizeof long_lines / sizeof *long_lines);
    tcase_add_test(tcase, a_nul_byte_is_no_text);
    tcase_add_loop_test(tcase, a_long_table_is_read_whole, 1, 4);
    suite_add_tcase(suite, tcase);
    return suite;
}
