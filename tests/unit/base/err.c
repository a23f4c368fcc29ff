/* Errors: the first message wins, exit codes are the contract's. */
#include "homeward/err.h"
#include "support/suites.h"
#include <errno.h>
#include <string.h>

START_TEST(the_first_message_wins) {
    struct err err = {0};

    ck_assert_int_eq(err_set(&err, RC_INVALID, "one", "甲 %d", "first %d", 1), RC_INVALID);
    ck_assert_int_eq(err_set(&err, RC_IO, "two", "乙", "second"), RC_IO);
    ck_assert_str_eq(err_text(&err, LANG_ZH), "甲 1");
    ck_assert_str_eq(err_text(&err, LANG_EN), "first 1");
    ck_assert_str_eq(err.code, "one");
}
END_TEST

START_TEST(a_place_is_added_but_never_replaced) {
    struct err err = {0};

    err_at(&err, "early.xml", 1);
    ck_assert_str_eq(err.file, "");
    rc_ignore(err_set(&err, RC_INVALID, "x", "甲", "a"));
    err_at(&err, "list.xml", 7);
    err_at(&err, "other.xml", 8);
    ck_assert_str_eq(err.file, "list.xml");
    ck_assert_int_eq(err.line, 7);
}
END_TEST

START_TEST(exit_codes_are_those_of_the_contract) {
    static const int exits[][2] = {{RC_OK, 0},      {RC_USAGE, 2},    {RC_NOT_FOUND, 3},
                                   {RC_INVALID, 3}, {RC_CONFLICT, 3}, {RC_IO, 4},
                                   {RC_DB, 4},      {RC_NET, 4},      {RC_INTERNAL, 4}};

    ck_assert_int_eq(rc_exit((enum rc)exits[_i][0]), exits[_i][1]);
}
END_TEST

START_TEST(what_the_system_says_is_said_in_both_languages) {
    ck_assert_str_eq(err_why(ENOSPC).zh, "磁盘已满");
    ck_assert_str_eq(err_why(ENOSPC).en, strerror(ENOSPC));
    ck_assert_str_eq(err_why(EDOM).zh, strerror(EDOM)); /* none of ours: as it comes */
}
END_TEST

Suite *suite_base_err(void) {
    Suite *suite = suite_create("base err");
    TCase *tcase = tcase_create("err");

    tcase_add_test(tcase, the_first_message_wins);
    tcase_add_test(tcase, a_place_is_added_but_never_replaced);
    tcase_add_loop_test(tcase, exit_codes_are_those_of_the_contract, 0, 9);
    tcase_add_test(tcase, what_the_system_says_is_said_in_both_languages);
    suite_add_tcase(suite, tcase);
    return suite;
}
