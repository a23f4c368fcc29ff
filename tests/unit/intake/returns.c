/* Returned tables: headings in their own words, ticks that are clear and ticks that are not. */
#include "homeward/intake.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static char seen[2048];

static const char *text(const char *s) {
    return s ? s : "-";
}

static enum rc on_row(void *payload, const struct return_row *r, struct err *err) {
    static const char marks[] = {'.', 'B', 'A', '?'};
    size_t at = strlen(seen);

    (void)payload, (void)err;
    if (r->whole)
        snprintf(seen + at, sizeof seen - at, "%s:%s|%s|%s|%s|%s;", text(r->run), text(r->by),
                 text(r->boarded), text(r->absent), text(r->walk_on), text(r->instead));
    else
        snprintf(seen + at, sizeof seen - at, "%s:%s,%s,%s,%c%c;", text(r->run), text(r->line),
                 text(r->seat), text(r->ref), marks[r->mark], marks[r->empty]);
    return RC_OK;
}

static enum rc read_text(const char *csv, struct err *err) {
    struct source source;

    seen[0] = '\0';
    source_memory("r.csv", csv, strlen(csv), &source);
    enum rc rc = returns_read(&source, on_row, NULL, err);
    source_close(&source);
    return rc;
}

static const struct {
    const char *csv, *seen;
} tables[] = {
    {"allocation,row,seat,name,boarded\nA,1,12,x,√\nA,2,13,y,\nA,3,14,z,否\n",
     "A:1,12,-,BA;A:2,13,-,.A;A:3,14,-,AA;"},
    {"周口1号车 乘车名单,,,\n序号,姓名,座位号,未上车\n1,甲,5,√\n2,乙,6,\n,合计,,\n",
     "-:1,5,-,AB;-:2,6,-,.B;"},
    {"座位,上车,未到\n1,√,\n2,,√\n3,√,√\n4,,\n5,maybe,\n",
     "-:-,1,-,B?;-:-,2,-,A?;-:-,3,-,??;-:-,4,-,.?;-:-,5,-,??;"},
    {"趟次,报名号,上车\nA,S1/R1,1\nA,R2,0\n", "A:-,-,S1/R1,BA;A:-,-,R2,AA;"},
    {"run,by,boarded,walk-on,instead\nA,seat,\"1-17,19\",S1/W1,12=?\n,,,,\nB,,none,,\n",
     "A:seat|1-17,19|-|S1/W1|12=?;B:-|none|-|-|-;"},
    {"趟次,未乘车\nA,\"7,12\"\n", "A:-|-|7,12|-|-;"},
    /* written in by hand at the end; signatures below; the header again on the next page */
    {"序号,姓名,上车\n1,甲,√\n,乙,√\n,签字,\n序号,姓名,上车\n2,丙,v\n",
     "-:1,-,-,BA;-:-,-,-,BA;-:2,-,-,BA;"},
};

START_TEST(what_came_back_is_read_as_it_stands) {
    ck_assert_int_eq(read_text(tables[_i].csv, NULL), RC_OK);
    ck_assert_str_eq(seen, tables[_i].seen);
}
END_TEST

static const char *const others[] = {"姓名,身份证号,目的地\n甲,1,2\n", "座位,姓名\n1,甲\n",
                                     "上车\n√\n", "1,2,3\n"};

START_TEST(a_table_that_does_not_say_who_boarded_is_refused) {
    struct err err = {0};

    ck_assert_int_eq(read_text(others[_i], &err), RC_INVALID);
    ck_assert_str_eq(err.code, "no-header");
    ck_assert_str_eq(err.file, "r.csv");
}
END_TEST

Suite *suite_intake_returns(void) {
    Suite *suite = suite_create("intake returns");
    TCase *tcase = tcase_create("returns");

    tcase_add_loop_test(tcase, what_came_back_is_read_as_it_stands, 0,
                        sizeof tables / sizeof *tables);
    tcase_add_loop_test(tcase, a_table_that_does_not_say_who_boarded_is_refused, 0,
                        sizeof others / sizeof *others);
    suite_add_tcase(suite, tcase);
    return suite;
}
