/* The hardship register: what a sheet is, whom its rows mean, and what stays at the door. */
#include "homeward/intake.h"
#include "support/suites.h"

#include <stdlib.h>
#include <string.h>

#define A "379901198001010010"
#define B "379901198001010029"
#define HEADER "职工编号,困难类别,姓名,身份证号,手机号码\n"

/* What came of one row, as one line: kind row number/name/class/phone/contact/phone of it, and
 * the codes of its faults. */
struct seen {
    char text[4096];
    int n;
};

static const char *or_dash(const char *text) {
    return text ? text : "-";
}

static enum rc on_row(void *payload, struct register_row *row, struct err *err) {
    struct seen *seen = payload;
    size_t at = strlen(seen->text);

    (void)err;
    snprintf(seen->text + at, sizeof seen->text - at, "%s%d %s/%s/%s/%s/%s/%s",
             row->kind == REGISTER_PEOPLE ? "P" : "C", (int)row->row, or_dash(row->number),
             or_dash(row->name), or_dash(row->class_), or_dash(row->phone), or_dash(row->contact),
             or_dash(row->contact_phone));
    for (int i = 0; i < row->n_faults; i++) {
        at = strlen(seen->text);
        snprintf(seen->text + at, sizeof seen->text - at, " %s%s",
                 row->faults[i].weight == FAULT_REJECT ? "!" : "?", row->faults[i].code);
    }
    at = strlen(seen->text);
    snprintf(seen->text + at, sizeof seen->text - at, "%s\n", row->rejected ? " rejected" : "");
    seen->n++;
    return RC_OK;
}

static enum rc read_text(const char *text, struct seen *seen, struct err *err) {
    struct region_range regions = {379901, 379917};
    struct campaign campaign = {.rules = {.document_regions = &regions, .n_document_regions = 1}};
    struct list_context context = {.campaign = &campaign};
    struct source source;

    *seen = (struct seen){0};
    ck_assert(day_make(2018, 1, 20, &context.today));
    source_memory("register.csv", text, strlen(text), &source);
    enum rc rc = register_read(&source, &context, on_row, seen, err);
    source_close(&source);
    return rc;
}

static const struct {
    const char *text, *seen;
} files[] = {
    /* the union's form, titles above, a total and signatures below */
    {"困难职工登记表\n" HEADER "D1,低保户,测试甲," A
     ",15400000001\n合计,1\n填表人：某,,审核人：某\n",
     "P3 D1/测试甲/低保户/15400000001/-/-\n"},
    /* order of columns is free; other columns are not looked at */
    {"姓名,民族,健康状况,身份证号,本人月平均收入,困难类型,档案号,银行卡号\n"
     "测试甲,汉,残疾," A ",900,相对困难,D1,6222\n",
     "P2 D1/测试甲/相对困难/-/-/-\n"},
    /* a class that nobody foresaw is kept as a word */
    {HEADER "D1,临时救助户,测试甲," A ",\n", "P2 D1/测试甲/临时救助户/-/-/-\n"},
    /* the family behind the head has a name and a document too: the first columns count */
    {"困难类别,姓名,身份证号,家庭成员,姓名,身份证号\n低保户,测试甲," A ",1,测试乙," B "\n",
     "P2 -/测试甲/低保户/-/-/-\n"},
    /* a row of the family alone, and a numbered empty one, are nobody */
    {"序号,困难类别,姓名,身份证号,家庭成员\n1,低保户,测试甲," A ",\n,,,,测试乙\n2,,,,\n",
     "P2 -/测试甲/低保户/-/-/-\n"},
    /* the header again on every page */
    {HEADER "D1,低保户,测试甲," A ",\n" HEADER "D2,低保户,测试乙," B ",\n",
     "P2 D1/测试甲/低保户/-/-/-\nP4 D2/测试乙/低保户/-/-/-\n"},
    /* an old number of 15 digits is extended, with a warning */
    {HEADER "D1,低保户,测试甲,379902750505011,\n",
     "P2 D1/测试甲/低保户/-/-/- ?document-upgraded\n"},
    /* all faults of a row at once */
    {HEADER "D1,否,,379901198001010011,\n", "P2 D1/-/否/-/-/- !no-name !check-digit !no-class "
                                            "rejected\n"},
    {HEADER "D1,已脱困,测试甲," A ",\n", "P2 D1/测试甲/已脱困/-/-/- !left-register rejected\n"},
    {HEADER "D1,低保户,测试甲,,\n", "P2 D1/测试甲/低保户/-/-/- !no-document rejected\n"},
    /* a register with its contacts; the telephone behind the contact is the contact's */
    {"困难类别,姓名,身份证号,联系电话,联系人,联系电话\n低保户,测试甲," A
     ",15400000001,演示乙,15400000009\n",
     "P2 -/测试甲/低保户/15400000001/演示乙/15400000009\n"},
    /* contacts that come apart, by document or by number */
    {"身份证号,帮扶责任人,帮扶责任人电话\n" A ",演示乙,+86 154 0000 0009\n",
     "C2 -/-/-/-/演示乙/15400000009\n"},
    {"职工编号,姓名,联系人,联系电话\nD1,测试甲,演示乙,15400000009\n",
     "C2 D1/测试甲/-/-/演示乙/15400000009\n"},
    {"职工编号,身份证号,联系人\nD1,379901198001010011,演示乙\n",
     "C2 D1/-/-/-/演示乙/- ?check-digit\n"},
    {"身份证号,联系人\n379901198001010011,演示乙\n", "C2 -/-/-/-/演示乙/- !check-digit rejected\n"},
    {"职工编号,联系人\nD1,\n", "C2 D1/-/-/-/-/- !no-contact rejected\n"},
};

START_TEST(a_sheet_is_read_as_people_make_it) {
    struct seen seen;
    struct err err = {0};

    enum rc rc = read_text(files[_i].text, &seen, &err);

    ck_assert_msg(rc == RC_OK, "%s: %s", files[_i].text, err.en);
    ck_assert_str_eq(seen.text, files[_i].seen);
}
END_TEST

static const struct {
    const char *text, *code;
} refused[] = {
    {"姓名,身份证号,手机号码\n测试甲," A ",\n", "missing-column"}, /* a list of riders */
    {"姓名,身份证号,是否困难职工,乘车日期\n测试甲," A ",是,2018-02-07\n", "missing-column"},
    {"姓名,困难类别\n测试甲,低保户\n", "missing-column"},
    {"姓名,联系人\n测试甲,演示乙\n", "missing-column"},
    {"随便什么\n", "no-header"},
};

START_TEST(what_is_no_register_is_refused_whole) {
    struct seen seen;
    struct err err = {0};

    enum rc rc = read_text(refused[_i].text, &seen, &err);

    ck_assert_int_eq(rc, RC_INVALID);
    ck_assert_str_eq(err.code, refused[_i].code);
    ck_assert_int_eq(seen.n, 0);
}
END_TEST

START_TEST(no_fault_repeats_what_a_cell_said) {
    struct seen seen;
    struct err err = {0};
    static const char text[] = HEADER "D1,低保户,测试甲,379901198001010011,12\n";

    ck_assert_int_eq(read_text(text, &seen, &err), RC_OK);
    ck_assert_int_eq(seen.n, 1);
    ck_assert_ptr_null(strstr(err.zh, "3799"));
    ck_assert_ptr_nonnull(strstr(seen.text, "!check-digit ?odd-phone rejected"));
}
END_TEST

Suite *suite_intake_register(void) {
    Suite *suite = suite_create("intake register");
    TCase *tc = tcase_create("sheets");

    tcase_add_loop_test(tc, a_sheet_is_read_as_people_make_it, 0,
                        (int)(sizeof files / sizeof *files));
    tcase_add_loop_test(tc, what_is_no_register_is_refused_whole, 0,
                        (int)(sizeof refused / sizeof *refused));
    tcase_add_test(tc, no_fault_repeats_what_a_cell_said);
    suite_add_tcase(suite, tc);
    return suite;
}
