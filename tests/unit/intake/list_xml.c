/* Rider lists in XML: a fault inside a rider is that rider's, and its cells come back as a table.
 */
#include "homeward/intake.h"
#include "support/suites.h"
#include "support/tiny.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME "<name>演示甲</name>"
#define ID "<document type='other'>A1234</document>"
#define TRIP                                                                                       \
    "<trip direction='home' from='370102' to='411602' earliest='2018-02-05' latest='2018-02-09'/>"
#define BACK                                                                                       \
    "<trip direction='return' from='411602' to='370102' earliest='2018-02-22' "                    \
    "latest='2018-02-26'/>"

struct taken {
    struct str faults; /* "ref@line: code code\n" */
    struct str table;  /* what rejects would hold */
    int riders, columns;
};

static enum rc take_head(void *payload, const struct list_head *head, struct err *err) {
    (void)payload, (void)head, (void)err;
    return RC_OK;
}

static void add_cells(struct str *out, const char *const *cells, int n) {
    for (int i = 0; i < n; i++)
        str_addf(out, "%s%s", i ? "," : "", cells[i]);
    str_add(out, "\n");
}

static enum rc take_columns(void *payload, const struct list_columns *columns, struct err *err) {
    struct taken *taken = payload;

    (void)err;
    taken->columns = columns->n;
    add_cells(&taken->table, columns->headings, columns->n);
    return RC_OK;
}

static enum rc take_row(void *payload, const struct list_row *row, struct err *err) {
    struct taken *taken = payload;

    (void)err;
    taken->riders++;
    str_addf(&taken->faults, "%s@%lld:", row->ref ? row->ref : "-", (long long)row->row);
    for (int i = 0; i < row->n_faults; i++)
        str_addf(&taken->faults, " %s", row->faults[i].code);
    str_add(&taken->faults, row->rejected ? " -\n" : "\n");
    for (int i = 0; i < row->n_raw; i++) {
        ck_assert_int_eq(row->raw[i].n, taken->columns);
        add_cells(&taken->table, row->raw[i].cells, row->raw[i].n);
    }
    return RC_OK;
}

static enum rc read_riders(const char *riders, struct taken *taken, struct err *err) {
    struct str text = STR_MAX(65536);
    struct tiny tiny;
    struct places *places = NULL;
    struct source source;

    *taken = (struct taken){.faults = STR_MAX(65536), .table = STR_MAX(65536)};
    tiny_make(&tiny);
    ck_assert_int_eq(places_load(&places, NULL), RC_OK);
    tiny.c.places = places;
    tiny.c.key = "c";
    struct list_context context = {.campaign = &tiny.c,
                                   .office_place = 370100,
                                   .station = "S1",
                                   .today = tiny_day(0),
                                   .issued = INSTANT_NONE};
    struct list_reader reader = {take_head, take_columns, take_row, taken};
    str_addf(&text,
             "<riderList xmlns='urn:homeward:rider-list:1' station='S1' campaign='c' "
             "serial='1' issued='2018-01-22T09:00'>\n%s\n</riderList>",
             riders);
    source_memory("list.xml", str_get(&text), text.len, &source);
    enum rc rc = list_read(&source, &context, &reader, err);
    source_close(&source);
    places_free(places);
    tiny_clear(&tiny);
    str_clear(&text);
    return rc;
}

static void clear(struct taken *taken) {
    str_clear(&taken->faults);
    str_clear(&taken->table);
}

/* The bad rider stands between two good ones, on line 3. */
static const struct {
    const char *rider, *codes;
} riders[] = {
    {"<rider ref='2'>" NAME ID TRIP "</rider>", ""},
    {"<rider ref='2'>" NAME ID TRIP BACK "</rider>", ""},
    {"<rider ref='2'>" NAME ID "<job>x</job>" TRIP "</rider>", " unknown-element -"},
    {"<rider ref='2'>" NAME ID "<job><a><b/></a></job>" TRIP "</rider>",
     " unknown-element unknown-element unknown-element -"},
    {"<rider ref='2'>" NAME NAME ID TRIP "</rider>", " element-order -"},
    {"<rider ref='2'>" ID NAME TRIP "</rider>", " element-order -"},
    {"<rider ref='2'>" TRIP NAME ID "</rider>", " element-order -"},
    {"<rider ref='2' age='9'>" NAME ID TRIP "</rider>", " unknown-attribute -"},
    {"<rider ref='2'><name lang='zh'>演示甲</name>" ID TRIP "</rider>", " unknown-attribute -"},
    {"<rider ref='2'>" NAME "<document>A1234</document>" TRIP "</rider>", " missing-value -"},
    {"<rider ref='2'>" NAME ID "<trip direction='home' to='411602' earliest='2018-02-05' "
     "latest='2018-02-05'/></rider>",
     " missing-value -"},
    {"<rider ref='2'>" NAME ID TRIP "so much</rider>", " stray-text -"},
    {"<rider ref='2'>" NAME ID TRIP BACK BACK "</rider>", " too-many-trips -"},
    {"<rider ref='2'>" ID TRIP "</rider>", " no-name -"},
    {"<rider ref='2'>" NAME TRIP "</rider>", " no-document -"},
    {"<rider ref='2'>" NAME ID "</rider>", " no-trip -"},
    {"<rider ref='2'>" NAME "<document type='x'>A1234</document><trip direction='up' from='370102' "
     "to='411602' earliest='2018-02-30' latest='2018-02-09'/></rider>",
     " document-type malformed-value malformed-value -"},
};

START_TEST(a_fault_inside_a_rider_is_that_riders) {
    struct str text = STR_MAX(8192), want = STR_MAX(1024);
    struct err err = {0};
    struct taken taken;

    str_addf(&text,
             "<rider ref='1'>" NAME ID TRIP "</rider>\n%s\n<rider ref='3'>" NAME ID TRIP "</rider>",
             riders[_i].rider);
    str_addf(&want, "1@2:\n2@3:%s\n3@4:\n", riders[_i].codes);
    ck_assert_int_eq(read_riders(str_get(&text), &taken, &err), RC_OK);

    ck_assert_str_eq(str_get(&taken.faults), str_get(&want));
    clear(&taken);
    str_clear(&text);
    str_clear(&want);
}
END_TEST

static const struct {
    const char *riders, *code;
    int64_t line;
} refused[] = {
    {"<rider ref='1'>" NAME ID TRIP "</rider>\n<person/>", "unknown-element", 3},
    {"<rider ref='1'>" NAME ID TRIP "</rider>\nstray", "structure", 0},
    {"<rider ref='1'>" NAME ID TRIP "</rider>\n<rider ref='2'>", "malformed-xml", 4},
};

START_TEST(a_fault_outside_refuses_the_file) {
    struct err err = {0};
    struct taken taken;

    ck_assert_int_eq(read_riders(refused[_i].riders, &taken, &err), RC_INVALID);

    ck_assert_str_eq(err.code, refused[_i].code);
    if (refused[_i].line)
        ck_assert_int_eq(err.line, refused[_i].line);
    clear(&taken);
}
END_TEST

START_TEST(a_rider_comes_back_as_a_row_for_each_trip) {
    struct err err = {0};
    struct taken taken;

    ck_assert_int_eq(
        read_riders("<rider ref='R1'>" NAME ID "<phone>15400000001</phone><employer>公司</employer>"
                    "<hardship register='9' contact='丁'/>"
                    "<trip direction='home' from='370102' to='411602' earliest='2018-02-05' "
                    "preferred='2018-02-07' latest='2018-02-09' modes='coach train' party='P' "
                    "together='must' needs='wheelchair' luggage='2' classes='硬卧' services='K1' "
                    "applied='2018-01-16'/>" BACK "</rider>"
                    "<rider ref='R2' with='R1' seat='none'>" NAME ID "</rider>",
                    &taken, &err),
        RC_OK);

    ck_assert_str_eq(
        str_get(&taken.table),
        "报名号,姓名,证件类型,证件号码,手机号码,工作单位,是否困难农民工,困难职工档案号,帮扶联系人,"
        "随行大人,免票儿童,返乡/返岗,出发地,目的地,最早日期,希望日期,最晚日期,交通方式,同行组,"
        "是否必须同车,特殊需求,行李件数,席别,车次,报名时间\n"
        "R1,演示甲,other,A1234,15400000001,公司,是,9,丁,,,home,370102,411602,2018-02-05,2018-02-07,"
        "2018-02-09,coach train,P,是,wheelchair,2,硬卧,K1,2018-01-16\n"
        "R1,演示甲,other,A1234,15400000001,公司,是,9,丁,,,return,411602,370102,2018-02-22,,2018-02-"
        "26,"
        ",,,,,,,\n"
        "R2,演示甲,other,A1234,,,,,,R1,是,,,,,,,,,,,,,,\n");
    clear(&taken);
}
END_TEST

Suite *suite_intake_list_xml(void) {
    Suite *suite = suite_create("intake list_xml");
    TCase *tcase = tcase_create("list_xml");

    tcase_add_loop_test(tcase, a_fault_inside_a_rider_is_that_riders, 0,
                        sizeof riders / sizeof *riders);
    tcase_add_loop_test(tcase, a_fault_outside_refuses_the_file, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(tcase, a_rider_comes_back_as_a_row_for_each_trip);
    suite_add_tcase(suite, tcase);
    return suite;
}
