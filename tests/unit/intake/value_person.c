/* Names, phones and words of cells: domain section 5. */
#include "intake/value.h"
#include "support/suites.h"
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *text;
    enum cell_kind kind;
    enum phone_fault fault;
    const char *digits;
    bool more;
} phones[] = {
    {"15400000001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"15400000001", CELL_NUMBER, PHONE_OK, "15400000001", false},
    {"１５４００００００Ｏ１", CELL_TEXT, PHONE_ODD, "1540000001", false},
    {"１５４００００００01", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"+86 154 0000 0001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"+8615400000001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"008615400000001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"86-154-0000-0001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"(86)15400000001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"154-0000-0001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"154 0000 0001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"154\u00a00000\u20130001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"'15400000001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"手机：15400000001", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"15400000001.0", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"15400000001/15400000002", CELL_TEXT, PHONE_OK, "15400000001", true},
    {"15400000001、15400000002", CELL_TEXT, PHONE_OK, "15400000001", true},
    {"15400000001；15400000002", CELL_TEXT, PHONE_OK, "15400000001", true},
    {"15400000001\n15400000002", CELL_TEXT, PHONE_OK, "15400000001", true},
    {"15400000001 15400000002", CELL_TEXT, PHONE_OK, "15400000001", true},
    {"0531-81234567/15400000002", CELL_TEXT, PHONE_OK, "15400000002", true},
    {"0531-81234567", CELL_TEXT, PHONE_OK, "053181234567", false},
    {"（0531）81234567", CELL_TEXT, PHONE_OK, "053181234567", false},
    {"+86 531 81234567", CELL_TEXT, PHONE_OK, "053181234567", false},
    {"0531-81234567转801", CELL_TEXT, PHONE_OK, "053181234567", false},
    {"81234567", CELL_TEXT, PHONE_ODD, "81234567", false},
    {"1540000001", CELL_TEXT, PHONE_ODD, "1540000001", false},
    {"154000000012", CELL_TEXT, PHONE_ODD, "154000000012", false},
    {"12400000001", CELL_TEXT, PHONE_ODD, "12400000001", false},
    {"1.54E+10", CELL_TEXT, PHONE_DESTROYED, NULL, false},
    {"1.5400000001E+10", CELL_TEXT, PHONE_OK, "15400000001", false},
    {"15400000000", CELL_NUMBER, PHONE_DESTROYED, NULL, false},
    {"无", CELL_TEXT, PHONE_NONE, NULL, false},
    {"/", CELL_TEXT, PHONE_NONE, NULL, false},
    {"", CELL_TEXT, PHONE_NONE, NULL, false},
    {"没有电话", CELL_TEXT, PHONE_NONE, NULL, false},
};

START_TEST(a_cell_is_the_phone_that_a_person_would_dial) {
    struct arena arena = {0};
    struct phone phone;

    enum phone_fault fault = value_phone(&arena, phones[_i].text, phones[_i].kind, &phone);
    ck_assert_msg(fault == phones[_i].fault, "%s: %d", phones[_i].text, fault);
    if (phones[_i].digits)
        ck_assert_str_eq(phone.digits, phones[_i].digits);
    else
        ck_assert_ptr_null(phone.digits);
    ck_assert_int_eq(phone.more, phones[_i].more);
    arena_clear(&arena);
}
END_TEST

static const struct {
    const char *text, *name;
} names[] = {
    {"测试甲", "测试甲"},
    {"测", "测"},
    {"测　甲", "测甲"},
    {" 测 试 甲\u00a0", "测试甲"},
    {"测\u200b试甲", "测试甲"},
    {"演示·测试", "演示·测试"},
    {"演示•测试", "演示·测试"},
    {"演示・测试", "演示·测试"},
    {"演示‧测试", "演示·测试"},
    {"演示∙测试", "演示·测试"},
    {"演示⋅测试", "演示·测试"},
    {"演示．测试", "演示·测试"},
    {"演示﹒测试", "演示·测试"},
    {"演示˙测试", "演示·测试"},
    {"演示●测试", "演示·测试"},
    {"演示.测试", "演示·测试"},
    {"演示*测试", "演示·测试"},
    {"甲.乙.丙.丁.戊.己.庚", "甲·乙·丙·丁·戊·己·庚"}, /* longer than it was */
    {"演示·测试·甲", "演示·测试·甲"},
    {"测*甲", "测*甲"}, /* a hidden character, no dot */
    {"测试𬭎", "测试𬭎"},
    {"测试䶮", "测试䶮"},
    {"测试㛃㐱𠅤", "测试㛃㐱𠅤"},
    {"测试甲先生", "测试甲先生"},
    {"测试甲同志", "测试甲同志"},
    {"Test  Person", "Test Person"},
    {"J. Test", "J. Test"},
    {"演示演示演示演示演示演示演示演示演示演示", "演示演示演示演示演示演示演示演示演示演示"},
    {"", ""},
};

START_TEST(a_name_is_kept_as_it_is_but_for_dots_and_blanks) {
    struct arena arena = {0};

    ck_assert_str_eq(value_name(&arena, names[_i].text), names[_i].name);
    arena_clear(&arena);
}
END_TEST

static const struct {
    const char *text;
    bool yes;
} answers[] = {{"是", true},      {"低保户", true}, {"Y", true},    {"1", true},   {"√", true},
               {"有", true},      {"", false},      {"　", false},  {"无", false}, {"否", false},
               {"非困难", false}, {"N", false},     {"n", false},   {"0", false},  {"—", false},
               {"／", false},     {"没有", false},  {"不是", false}};

START_TEST(any_text_but_the_words_for_no_means_yes) {
    ck_assert_msg(value_yes(answers[_i].text) == answers[_i].yes, "%s", answers[_i].text);
}
END_TEST

static const struct {
    const char *text;
    unsigned modes;
} modes[] = {{"汽车", MODE_BIT(MODE_COACH)},
             {"大巴", MODE_BIT(MODE_COACH)},
             {"包车", MODE_BIT(MODE_COACH)},
             {"火车", MODE_BIT(MODE_TRAIN)},
             {"高铁", MODE_BIT(MODE_TRAIN)},
             {"coach", MODE_BIT(MODE_COACH)},
             {"coach train", MODES_ALL},
             {"火车或汽车", MODES_ALL},
             {"不限", MODES_ALL},
             {"", MODES_ALL}};

START_TEST(a_mode_is_known_by_its_vehicles) {
    ck_assert_uint_eq(value_modes(modes[_i].text), modes[_i].modes);
}
END_TEST

static const struct {
    const char *header, *text;
    unsigned needs;
} needs[] = {
    {"特殊需求", "下铺", NEED_BIT(NEED_LOWER_BERTH)},
    {"特殊需求", "需要轮椅、下铺", NEED_BIT(NEED_LOWER_BERTH) | NEED_BIT(NEED_WHEELCHAIR)},
    {"是否需轮椅", "是", NEED_BIT(NEED_WHEELCHAIR)},
    {"是否需轮椅", "否", 0},
    {"下铺", "√", NEED_BIT(NEED_LOWER_BERTH)},
    {"特殊需求", "不需要轮椅", 0},
    {"特殊需求", "晕车", 0},
    {"needs", "lower-berth wheelchair", NEED_BIT(NEED_LOWER_BERTH) | NEED_BIT(NEED_WHEELCHAIR)},
    {"特殊需求", "", 0}};

START_TEST(a_need_is_named_in_the_cell_or_in_its_heading) {
    ck_assert_uint_eq(value_needs(needs[_i].header, needs[_i].text), needs[_i].needs);
}
END_TEST

static const struct {
    const char *text;
    int direction; /* -1: none */
} directions[] = {{"返乡", DIRECTION_HOME},
                  {"回家", DIRECTION_HOME},
                  {"去程", DIRECTION_HOME},
                  {"返岗", DIRECTION_RETURN},
                  {"返程", DIRECTION_RETURN},
                  {"返鲁", DIRECTION_RETURN},
                  {"return", DIRECTION_RETURN},
                  {"home", DIRECTION_HOME},
                  {"河南周口", -1},
                  {"", -1}};

START_TEST(a_direction_is_known_by_its_words) {
    enum direction out = DIRECTION_HOME;
    bool known = value_direction(directions[_i].text, &out);

    ck_assert_int_eq(known ? (int)out : -1, directions[_i].direction);
}
END_TEST

static const struct {
    const char *text, *classes, *services;
} wishes[] = {{"硬卧/硬座", "硬卧 硬座", NULL},
              {"硬卧、硬座", "硬卧 硬座", NULL},
              {"YZ", "硬座", NULL},
              {"硬坐", "硬座", NULL},
              {"不限", NULL, NULL},
              {"", NULL, NULL},
              {"二等 或 一等座", "二等座 一等座", NULL},
              {"k8271/K8272", NULL, "K8271 K8272"},
              {"Ｋ８２７１", NULL, "K8271"},
              {"大巴", NULL, NULL}};

START_TEST(wishes_are_words_with_single_blanks_between) {
    struct arena arena = {0};
    const char *classes = value_classes(&arena, wishes[_i].text);
    const char *services = value_services(&arena, wishes[_i].text);

    if (wishes[_i].classes)
        ck_assert_str_eq(classes, wishes[_i].classes);
    else if (wishes[_i].services)
        ck_assert_str_eq(services, wishes[_i].services);
    else
        ck_assert(!classes && !services);
    arena_clear(&arena);
}
END_TEST

static const struct {
    const char *text;
    int64_t n; /* -1: none */
} counts[] = {{"3", 3}, {"3人", 3}, {"３", 3},  {"3.0", 3}, {" 2 ", 2},
              {"0", 0}, {"三", -1}, {"3x", -1}, {"", -1},   {"1234567", -1}};

START_TEST(a_count_may_carry_its_unit) {
    int64_t n = -1;

    ck_assert_int_eq(value_count(counts[_i].text, &n), counts[_i].n >= 0);
    if (counts[_i].n >= 0)
        ck_assert_int_eq(n, counts[_i].n);
}
END_TEST

Suite *suite_intake_value_person(void) {
    Suite *suite = suite_create("intake value_person");
    TCase *tcase = tcase_create("values");

    tcase_add_loop_test(tcase, a_cell_is_the_phone_that_a_person_would_dial, 0, COUNT(phones));
    tcase_add_loop_test(tcase, a_name_is_kept_as_it_is_but_for_dots_and_blanks, 0, COUNT(names));
    tcase_add_loop_test(tcase, any_text_but_the_words_for_no_means_yes, 0, COUNT(answers));
    tcase_add_loop_test(tcase, a_mode_is_known_by_its_vehicles, 0, COUNT(modes));
    tcase_add_loop_test(tcase, a_need_is_named_in_the_cell_or_in_its_heading, 0, COUNT(needs));
    tcase_add_loop_test(tcase, a_direction_is_known_by_its_words, 0, COUNT(directions));
    tcase_add_loop_test(tcase, wishes_are_words_with_single_blanks_between, 0, COUNT(wishes));
    tcase_add_loop_test(tcase, a_count_may_carry_its_unit, 0, COUNT(counts));
    suite_add_tcase(suite, tcase);
    return suite;
}
