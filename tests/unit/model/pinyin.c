/* Pinyin initials: the table, and every way to begin a name. */
#include "homeward/pinyin.h"
#include "homeward/str.h"
#include "support/suites.h"

#include <string.h>

static struct pinyin *pinyin;

static void setup(void) {
    ck_assert_int_eq(pinyin_load(&pinyin, NULL), RC_OK);
}

static void teardown(void) {
    pinyin_free(pinyin);
}

/* Is there a start of the name with these initials? */
static bool begins(const char *name, const char *initials) {
    struct name_start starts[NAME_STARTS];
    int n = pinyin_name_starts(pinyin, name, starts);

    ck_assert_int_le(n, NAME_STARTS);
    for (int i = 0; i < n; i++)
        if (strcmp(starts[i].initials, initials) == 0)
            return true;
    return false;
}

static const struct {
    const char *name, *initials;
    bool found;
} names[] = {
    {"测试甲", "csj", true},   {"测试甲", "sj", true}, {"测试甲", "j", false},
    {"单演", "sy", true},      {"单演", "dy", true},   {"单演", "cy", true},
    {"曾演", "zy", true},      {"解演", "xy", true},   {"仇演", "qy", true},
    {"欧阳演", "oyy", true},   {"欧阳演", "y", true},  {"演示·甲乙", "jy", true},
    {"Demo A", "demoa", true}, {"", "", true},         {"·", "", true},
    {"123", "", true},
};

START_TEST(a_name_begins_with_the_initials_people_type) {
    ck_assert_int_eq(begins(names[_i].name, names[_i].initials), names[_i].found);
}
END_TEST

START_TEST(many_readings_do_not_overflow) {
    struct name_start starts[NAME_STARTS];
    struct str name = STR_MAX(4096);

    for (int i = 0; i < 50; i++)
        str_add(&name, "单长乐");
    ck_assert_int_le(pinyin_name_starts(pinyin, str_get(&name), starts), NAME_STARTS);
    ck_assert_uint_lt(strlen(starts[0].initials), NAME_INITIALS);
    str_clear(&name);
}
END_TEST

START_TEST(bytes_that_are_no_text_end_the_name) {
    struct name_start starts[NAME_STARTS];

    ck_assert_int_ge(pinyin_name_starts(pinyin, "甲\xff乙", starts), 1);
    ck_assert_int_ge(pinyin_name_starts(pinyin, "\xe7", starts), 0);
}
END_TEST

Suite *suite_model_pinyin(void) {
    Suite *suite = suite_create("model pinyin");
    TCase *tcase = tcase_create("pinyin");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_name_begins_with_the_initials_people_type, 0,
                        sizeof names / sizeof *names);
    tcase_add_test(tcase, many_readings_do_not_overflow);
    tcase_add_test(tcase, bytes_that_are_no_text_end_the_name);
    suite_add_tcase(suite, tcase);
    return suite;
}
