/* Row numbers as people type them. */
#include "homeward/str.h"
#include "support/suites.h"

#include <string.h>

static const struct {
    const char *text, *set; /* NULL: refused */
} typed[] = {{"1", "1"},     {"1-3,5", "1235"}, {"5，1、2", "125"}, {"2 3", "23"},
             {"1-1", "1"},   {"", NULL},        {"0", NULL},        {"6", NULL},
             {"3-1", NULL},  {"1-", NULL},      {"1,", NULL},       {",1", NULL},
             {"1,,2", NULL}, {"-1", NULL},      {"a", NULL},        {"1-9999999999999999999", NULL},
             {"1;2", NULL},  {"1-2-3", NULL}};

START_TEST(rows_are_read_as_typed) {
    unsigned char set[6] = {0};
    char got[6] = {0}, *end = got;
    bool ok = row_set_parse(typed[_i].text, 5, set);

    ck_assert_int_eq(ok, typed[_i].set != NULL);
    for (int i = 1; ok && i <= 5; i++)
        if (set[i])
            *end++ = (char)('0' + i);
    if (ok)
        ck_assert_str_eq(got, typed[_i].set);
}
END_TEST

Suite *suite_base_row_set(void) {
    Suite *suite = suite_create("base row_set");
    TCase *tcase = tcase_create("row_set");

    tcase_add_loop_test(tcase, rows_are_read_as_typed, 0, sizeof typed / sizeof *typed);
    suite_add_tcase(suite, tcase);
    return suite;
}
