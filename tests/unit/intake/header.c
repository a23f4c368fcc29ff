/* Header words: each of config/header_synonyms.csv to its own field. */
#include "intake/header.h"
#include "homeward/asset.h"
#include "homeward/str.h"
#include "support/suites.h"
#include <string.h>

/* Words to which contract section 5 gives another meaning than the table. */
static const struct {
    const char *word;
    enum table_field field;
} won[] = {{"编号", TABLE_REF}, {"特殊需求", TABLE_NEEDS}, {"是否需轮椅", TABLE_NEEDS}};

static enum table_field wanted(const char *word, const char *field) {
    enum table_field out = TABLE_UNKNOWN;

    for (size_t i = 0; i < sizeof won / sizeof *won; i++)
        if (strcmp(won[i].word, word) == 0)
            return won[i].field;
    ck_assert_msg(table_field_parse(field, &out), "no field %s", field);
    return out;
}

static void check_line(struct arena *arena, const struct header_words *words, char *line) {
    char *cells[5];

    for (int i = 0; i < 5; i++) {
        cells[i] = line;
        line += strcspn(line, ",");
        if (*line)
            *line++ = '\0';
    }
    const char *word = header_normalize(arena, cells[1]);
    struct header_word found = header_find(words, word);
    ck_assert_str_eq(word, cells[2]);
    ck_assert_msg(found.field == wanted(cells[1], cells[0]), "%s is %s, not %s", cells[1],
                  table_field_name(found.field), cells[0]);
    if (cells[4][0] && strcmp(cells[1], "编号") != 0)
        ck_assert_str_eq(table_field_name(found.other), cells[4]);
}

START_TEST(all_648_words_of_the_table_map_to_their_own_field) {
    const struct asset *asset = asset_find("config/header_synonyms.csv");
    struct arena arena = {0};
    struct header_words words;
    int n = 0;

    header_words_make(&arena, &words);
    char *text = arena_strndup(&arena, (const char *)asset->data, asset->len);
    for (char *line = strchr(text, '\n'); line && line[1]; n++) {
        char *end = strchr(++line, '\n');
        if (end)
            *end = '\0';
        check_line(&arena, &words, line);
        line = end;
    }
    ck_assert_int_eq(n, 648);
    arena_clear(&arena);
}
END_TEST

static const struct {
    const char *heading;
    enum table_field field;
} headings[] = {
    {"姓　名", TABLE_NAME},
    {"*姓名（必填）", TABLE_NAME},
    {"姓\n名", TABLE_NAME},
    {"身份证号码（18位）", TABLE_UNKNOWN},
    {"身份证（18位）", TABLE_DOCUMENT},
    {"乘车日期(如2018-02-07)", TABLE_DATE},
    {"ＮＡＭＥ", TABLE_NAME},
    {"№", TABLE_SEQ},
    {"报名号", TABLE_REF},
    {"最早日期", TABLE_EARLIEST},
    {"最晚日期", TABLE_LATEST},
    {"希望日期", TABLE_PREFERRED},
    {"交通方式", TABLE_MODES},
    {"出行方式", TABLE_MODES},
    {"是否必须同车", TABLE_TOGETHER},
    {"特殊需求", TABLE_NEEDS},
    {"下铺", TABLE_NEEDS},
    {"本人月平均收入", TABLE_INCOME},
    {"家庭年度总收入", TABLE_INCOME},
    {"残疾类别", TABLE_HEALTH},
    {"开户银行名称", TABLE_BANK},
    {"主要致困原因说明", TABLE_HARDSHIP_CAUSE},
    {"姓名及身份证号", TABLE_NAME_DOCUMENT},
    {"宿舍号", TABLE_UNKNOWN},
    {"", TABLE_UNKNOWN},
};

START_TEST(headings_are_read_as_people_write_them) {
    struct arena arena = {0};
    struct header_words words;

    header_words_make(&arena, &words);
    struct header_word found = header_find(&words, header_normalize(&arena, headings[_i].heading));
    ck_assert_msg(found.field == headings[_i].field, "%s is %s", headings[_i].heading,
                  table_field_name(found.field));
    arena_clear(&arena);
}
END_TEST

START_TEST(health_income_bank_and_the_cause_of_hardship_are_dropped) {
    static const char *const names[] = {"health", "income", "bank", "bank_card", "hardship_cause"};
    enum table_field field = TABLE_UNKNOWN;

    ck_assert(table_field_parse(names[_i], &field));
    ck_assert_int_eq(table_field_use(field), USE_DROPPED);
}
END_TEST

START_TEST(fields_of_a_mapping_are_known_by_both_names) {
    static const struct {
        const char *name;
        enum table_field field;
    } names[] = {
        {"ignore", TABLE_IGNORED},    {"dest", TABLE_TO},     {"to", TABLE_TO},
        {"earliest", TABLE_EARLIEST}, {"needs", TABLE_NEEDS}, {"group", TABLE_PARTY},
        {"party", TABLE_PARTY},       {"name", TABLE_NAME},   {"document", TABLE_DOCUMENT}};
    enum table_field field = TABLE_UNKNOWN;

    ck_assert(table_field_parse(names[_i].name, &field));
    ck_assert_int_eq(field, names[_i].field);
    ck_assert(!table_field_parse("", &field));
    ck_assert(!table_field_parse("编号", &field));
}
END_TEST

Suite *suite_intake_header(void) {
    Suite *suite = suite_create("intake header");
    TCase *tcase = tcase_create("header");

    tcase_add_test(tcase, all_648_words_of_the_table_map_to_their_own_field);
    tcase_add_loop_test(tcase, headings_are_read_as_people_write_them, 0,
                        sizeof headings / sizeof *headings);
    tcase_add_loop_test(tcase, health_income_bank_and_the_cause_of_hardship_are_dropped, 0, 5);
    tcase_add_loop_test(tcase, fields_of_a_mapping_are_known_by_both_names, 0, 9);
    suite_add_tcase(suite, tcase);
    return suite;
}
