/* Encodings: what is read is what was written, or the file is refused. */
#include "support/rows.h"
#include "support/suites.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* The rare characters of the project's table of names, and the name dot. */
static const char list[] =
    "姓名,单位\n堃玥镕旸祎燚垚喆珺昇,甲\n䶮䲟㛃㐱𠅤𣲗𬘭𬭎𫖯𬬻,"
    "演示·丁\n";
static const char rows_of_list[] = "1: 姓名|单位\n2: 堃玥镕旸祎燚垚喆珺昇|甲\n3: "
                                   "䶮䲟㛃㐱𠅤𣲗𬘭𬭎𫖯𬬻|演示·丁\n";

static size_t encode(const char *to, const char *text, char *out, size_t cap) {
    iconv_t cd = iconv_open(to, "UTF-8");
    char *in = (char *)(uintptr_t)text, *at = out;
    size_t left = strlen(text), room = cap;

    ck_assert(cd != (iconv_t)-1);
    ck_assert(iconv(cd, &in, &left, &at, &room) != (size_t)-1);
    iconv_close(cd);
    return cap - room;
}

static const struct {
    const char *mark, *encoding;
    size_t mark_len;
} encodings[] = {{"", "UTF-8", 0},
                 {"\xef\xbb\xbf", "UTF-8", 3},
                 {"\xff\xfe", "UTF-16LE", 2},
                 {"\xfe\xff", "UTF-16BE", 2},
                 {"", "GB18030", 0}};

START_TEST(rare_names_come_through_every_encoding) {
    char bytes[512];
    struct rows rows;
    size_t mark = encodings[_i].mark_len;

    memcpy(bytes, encodings[_i].mark, mark);
    size_t n = mark + encode(encodings[_i].encoding, list, bytes + mark, sizeof bytes - mark);
    rows_of_format(WIRE_TABLE_TEXT, bytes, n, &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_str_eq(str_get(&rows.text), rows_of_list);
    rows_clear(&rows);
}
END_TEST

/* Cut at every byte: refused, or what is there reads as it was written. */
START_TEST(a_cut_list_changes_no_name) {
    char bytes[512];
    int refused = 0;
    size_t n = encode(encodings[_i].encoding, list, bytes, sizeof bytes);

    for (size_t cut = 1; cut <= n; cut++) {
        struct rows rows;
        rows_of_format(WIRE_TABLE_TEXT, bytes, cut, &rows);
        size_t len = rows.text.len;
        if (rows.rc != RC_OK)
            refused++;
        else /* but for the break that ends the last row */
            ck_assert(strncmp(str_get(&rows.text), rows_of_list, len ? len - 1 : 0) == 0);
        rows_clear(&rows);
    }
    ck_assert_int_gt(refused, 20);
}
END_TEST

START_TEST(twins_of_the_private_use_area_become_one) {
    /* FE 59 in GB18030, U+E81E in UTF-8 of an old font, U+9FB4 */
    static const char *const forms[] = {"\xd0\xd5\xc3\xfb,\xfe\x59\n", "姓名,\xee\xa0\x9e\n",
                                        "姓名,\xe9\xbe\xb4\n"};
    struct rows rows;

    rows_of_text(forms[_i], &rows);

    ck_assert_str_eq(str_get(&rows.text), "1: 姓名|\xe9\xbe\xb4\n");
    rows_clear(&rows);
}
END_TEST

static const struct {
    const char *bytes;
    size_t n;
    const char *code;
} refused[] = {
    {"\xef\xbb\xbf\xd0\xd5,a\n", 8, "encoding"}, /* says UTF-8, is not */
    {"a,\xff\xff\xff\n", 6, "not-text"},
    {"a,\xe5\xa7", 4, "cut"},
    {"\xff\xfe"
     "a\0,",
     5, "cut"},
    {"\xff\xfe"
     "a\0\0\xd8"
     "b\0",
     8, "not-text"}, /* half a pair */
};

START_TEST(what_cannot_be_read_for_certain_is_refused) {
    struct rows rows;

    rows_of_format(WIRE_TABLE_TEXT, refused[_i].bytes, refused[_i].n, &rows);

    ck_assert_int_eq(rows.rc, RC_INVALID);
    ck_assert_str_eq(rows.err.code, refused[_i].code);
    rows_clear(&rows);
}
END_TEST

START_TEST(utf7_is_never_read) {
    struct rows rows;

    rows_of_text("+WdNUDQ-,a\n", &rows);

    ck_assert_str_eq(str_get(&rows.text), "1: +WdNUDQ-|a\n");
    rows_clear(&rows);
}
END_TEST

Suite *suite_wire_text(void) {
    Suite *suite = suite_create("wire text");
    TCase *tcase = tcase_create("text");

    tcase_add_loop_test(tcase, rare_names_come_through_every_encoding, 0,
                        sizeof encodings / sizeof *encodings);
    tcase_add_loop_test(tcase, a_cut_list_changes_no_name, 0, 1);
    tcase_add_loop_test(tcase, a_cut_list_changes_no_name, 4, 5);
    tcase_add_loop_test(tcase, twins_of_the_private_use_area_become_one, 0, 3);
    tcase_add_loop_test(tcase, what_cannot_be_read_for_certain_is_refused, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(tcase, utf7_is_never_read);
    suite_add_tcase(suite, tcase);
    return suite;
}
