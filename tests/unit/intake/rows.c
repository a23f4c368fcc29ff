/* Rows to riders and faults: contract sections 5 and 6. */
#include "support/intake.h"
#include "support/suites.h"
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define HEADER "姓名,证件号码,目的地,乘车日期"
#define HOME_A "home 370100>411600 2018-02-07"

/* One row under a header: the trips and faults it must give. */
static const struct {
    const char *header, *row, *trips, *faults;
    bool rejected;
} cases[] = {
    {HEADER, "测试甲," ID_A ",河南周口,2018-02-07", HOME_A, "", false},
    /* rejected, each for its reason, under the sender's own heading */
    {"乘车人,证件号码,目的地,乘车日期", "," ID_A ",河南周口,2018-02-07", HOME_A, "no-name@乘车人",
     true},
    {"姓名,身份证,目的地,乘车日期", "测试甲,,河南周口,2018-02-07", HOME_A, "no-document@身份证",
     true},
    {HEADER, "测试甲,3799011980020800,河南周口,2018-02-07", HOME_A, "document-length@证件号码",
     true},
    {HEADER, "测试甲,37990119800230001X,河南周口,2018-02-07", HOME_A, "document-date@证件号码",
     true},
    {HEADER, "测试甲,379901198002080011,河南周口,2018-02-07", HOME_A, "check-digit@证件号码", true},
    {HEADER, "测试甲,379901198002080000,河南周口,2018-02-07", HOME_A, "document-destroyed@证件号码",
     true},
    {HEADER, "测试甲,3.79901E+17,河南周口,2018-02-07", HOME_A, "document-destroyed@证件号码", true},
    {"姓名,证件号码,返乡地,乘车日期", "测试甲," ID_A ",某某县,2018-02-07",
     "home 370100>000000 2018-02-07", "unknown-place@返乡地", true},
    {HEADER, "测试甲," ID_A ",市中区,2018-02-07", "home 370100>000000 2018-02-07",
     "ambiguous-place@目的地", true},
    {HEADER, "测试甲," ID_A ",河南周口,", "home 370100>411600 ?", "no-date@乘车日期", true},
    {HEADER, "测试甲," ID_A ",河南周口,2.30", "home 370100>411600 ?", "no-such-day@乘车日期", true},
    {HEADER, "测试甲," ID_A ",河南周口,节前", "home 370100>411600 ?", "vague-date@乘车日期", true},
    {HEADER, "测试甲," ID_A ",河南周口,8号", "home 370100>411600 ?", "ambiguous-date@乘车日期",
     true},
    {HEADER, "测试甲," ID_A ",河南周口,尽早", "home 370100>411600 ?", "malformed-date@乘车日期",
     true},
    {"姓名,证件号码,目的地,最早日期,最晚日期", "测试甲," ID_A ",河南周口,2018-02-09,2018-02-07",
     "home 370100>411600 2018-02-09..2018-02-07", "latest-before-earliest@最早日期", true},
    {HEADER, "测试甲," ID_A ",河南周口,2018-01-14", "home 370100>411600 2018-01-14",
     "outside-campaign@乘车日期", true},
    {HEADER, "测试甲," ID_A ",河南周口,2018-03-30~2018-04-01",
     "home 370100>411600 2018-03-30..2018-04-01", "outside-campaign@乘车日期", true},
    {HEADER ",出发地", "测试甲," ID_A ",河南周口,2018-02-07,周口市",
     "home 411600>411600 2018-02-07", "same-place@出发地", true},
    {HEADER ",报名号", "测试甲," ID_A ",河南周口,2018-02-07,A/1", HOME_A, "slash-in-ref@报名号",
     true},
    /* all faults of a row at once */
    {HEADER, ",379901198002080011,某某县,2.30", "home 370100>000000 ?",
     "check-digit@证件号码 unknown-place@目的地 no-such-day@乘车日期 no-name@姓名", true},
    /* warnings */
    {HEADER, "测试甲,11010519491231002X,河南周口,2018-02-07", HOME_A, "", false},
    {HEADER, "测试甲,999999194912310025,河南周口,2018-02-07", HOME_A, "unknown-region@证件号码",
     false},
    {HEADER, "测试甲,340524800101001,河南周口,2018-02-07", HOME_A,
     "document-upgraded@证件号码 unknown-region@证件号码", false},
    {HEADER ",电话", "测试甲," ID_A ",河南周口,2018-02-07,123456", HOME_A, "odd-phone@电话", false},
    {HEADER ",电话", "测试甲," ID_A ",河南周口,2018-02-07,1.54E+10", HOME_A, "phone-destroyed@电话",
     false},
    {HEADER ",希望日期", "测试甲," ID_A ",河南周口,2018-02-07,2018-02-20", HOME_A,
     "preferred-outside@乘车日期", false},
    {HEADER ",返程日期", "测试甲," ID_A ",河南周口,2018-02-07~2018-02-20,2018-02-20",
     "home 370100>411600 2018-02-07..2018-02-20; return 411600>370100 2018-02-20",
     "trips-overlap@乘车日期", false},
    {HEADER ",人数", "测试甲," ID_A ",河南周口,2018-02-07,3", HOME_A, "unnamed-companions@人数",
     false},
    {HEADER ",人数", "测试甲," ID_A ",河南周口,2018-02-07,1", HOME_A, "", false},
    {HEADER ",同行人数", "测试甲," ID_A ",河南周口,2018-02-07,2人", HOME_A,
     "unnamed-companions@同行人数", false},
    {HEADER ",行李件数", "测试甲," ID_A ",河南周口,2018-02-07,很多", HOME_A, "odd-luggage@行李件数",
     false},
    {HEADER ",行程", "测试甲," ID_A ",河南周口,2018-02-07,往返", HOME_A, "no-return-date@行程",
     false},
    {HEADER, "测试甲," ID_A ",河南周口,2月7日左右", HOME_A, "about-date@乘车日期", false},
    {HEADER, "测试1," ID_A ",河南周口,2018-02-07", HOME_A, "odd-name@姓名", false},
    /* direction, origin, windows */
    {HEADER ",出发地", "测试甲," ID_A ",济南,2018-02-25,河南周口",
     "return 411600>370100 2018-02-25", "", false},
    {HEADER ",出发地", "测试甲," ID_A ",曹县,2018-02-07,济南", "home 370100>371721 2018-02-07", "",
     false},
    {HEADER ",返乡/返岗", "测试甲," ID_A ",河南周口,2018-02-07,返岗",
     "return 370100>411600 2018-02-07", "", false},
    {HEADER ",是否返程", "测试甲," ID_A ",河南周口,2018-02-07,否", HOME_A, "", false},
    {HEADER ",返程日期", "测试甲," ID_A ",河南周口,2018-02-07,2018-02-25",
     HOME_A "; return 411600>370100 2018-02-25", "", false},
    {HEADER ",返程日期", "测试甲," ID_A ",河南周口,,2018-02-25", "return 411600>370100 2018-02-25",
     "", false},
    {"姓名,证件号码,目的地,最早日期,最晚日期", "测试甲," ID_A ",河南周口,2月5日,9号",
     "home 370100>411600 2018-02-05..2018-02-09", "", false},
    {"姓名,证件号码,目的地,最早日期", "测试甲," ID_A ",河南周口,2月5日",
     "home 370100>411600 2018-02-05", "", false},
    {HEADER, "测试甲," ID_A ",河南周口,2月5日-2月9日", "home 370100>411600 2018-02-05..2018-02-09",
     "", false},
    {HEADER ",发站,到站", "测试甲," ID_A ",/,2018-02-07,济南站,周口火车站", HOME_A, "", false},
    {HEADER ",省,市", "测试甲," ID_A ",太康县,2018-02-07,河南省,周口市",
     "home 370100>411627 2018-02-07", "ambiguous-column@省 ambiguous-column@市", false},
    {HEADER ",省,市", "测试甲," ID_A ",市中区,2018-02-07,山东省,枣庄市",
     "home 370100>370402 2018-02-07", "ambiguous-column@省 ambiguous-column@市", false},
    /* a free child needs no trip of its own; without an adult it is the adult's number of children
     */
    {HEADER ",随行大人,免票儿童", "测试甲," ID_A ",,,A1,是", "", "", false},
    {HEADER ",随行大人,免票儿童", "测试甲," ID_A ",,,A1,1", "", "", false},
    {HEADER ",随行大人,免票儿童", "测试甲," ID_A ",河南周口,2018-02-07,A1,否", HOME_A, "", false},
    {HEADER ",免票儿童", "测试甲," ID_A ",河南周口,2018-02-07,1", HOME_A,
     "unnamed-companions@免票儿童", false},
    {HEADER ",报名时间", "测试甲," ID_A ",河南周口,2018-02-07,2018/1/16 8:30", HOME_A, "", false},
    {HEADER ",报名时间", "测试甲," ID_A ",河南周口,2018-02-07,上周", HOME_A, "odd-applied@报名时间",
     false},
    {"姓名,证件号码,乘车日期,省,市,县", "测试甲," ID_A ",2018-02-07,河南省,周口市,太康县",
     "home 370100>411627 2018-02-07", "", false},
};

START_TEST(a_row_gives_its_trips_and_all_of_its_faults) {
    struct str csv = STR_MAX(2000);
    struct gathered g;

    str_addf(&csv, "%s\n%s\n", cases[_i].header, cases[_i].row);
    gather_csv(&g, str_get(&csv));
    ck_assert_msg(g.rc == RC_OK, "%s: %s", cases[_i].header, g.err.zh);
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].trips, cases[_i].trips);
    ck_assert_str_eq(g.v[0].faults, cases[_i].faults);
    ck_assert_int_eq(g.v[0].rejected, cases[_i].rejected);
    ck_assert_int_eq(g.v[0].row, 2);
    ck_assert(g.v[0].first_zh == NULL || !strstr(g.v[0].first_zh, "3799"));
    gathered_clear(&g);
    str_clear(&csv);
}
END_TEST

START_TEST(an_ambiguous_place_names_its_candidates_in_full) {
    struct gathered g;

    gather_csv(&g, HEADER "\n测试甲," ID_A ",市中区,2018-02-07\n");
    ck_assert(strstr(g.v[0].first_zh, "山东省济南市市中区") &&
              strstr(g.v[0].first_zh, "山东省枣庄市市中区"));
    gathered_clear(&g);
}
END_TEST

START_TEST(the_wishes_of_a_row_are_read) {
    struct gathered g;

    gather_csv(&g, HEADER ",交通方式,同行组,席别,车次,特殊需求,希望日期,最晚日期,单位\n测试甲," ID_A
                          ",河南周口,2018-02-05,火车,P1,硬卧/硬座,K8271,下铺,2018-02-06,2018-02-09,"
                          "测试公司\n");
    ck_assert_str_eq(g.v[0].faults, "");
    ck_assert_str_eq(g.v[0].trips, "home 370100>411600 2018-02-05..2018-02-09");
    ck_assert_int_eq(g.v[0].preferred.v, intake_day("2018-02-06").v);
    ck_assert_uint_eq(g.v[0].modes, MODE_BIT(MODE_TRAIN));
    ck_assert_uint_eq(g.v[0].needs, NEED_BIT(NEED_LOWER_BERTH));
    ck_assert_str_eq(g.v[0].party, "P1");
    ck_assert_str_eq(g.v[0].classes, "硬卧 硬座");
    ck_assert_str_eq(g.v[0].services, "K8271");
    ck_assert_str_eq(g.v[0].employer, "测试公司");
    gathered_clear(&g);
}
END_TEST

static const struct {
    const char *header, *cell;
    bool hardship;
} hardship[] = {
    {"是否困难职工", "是", true},  {"困难类别", "低保户", true}, {"是否困难职工", "否", false},
    {"困难类别", "非困难", false}, {"困难职工", "无", false},    {"困难职工", "0", false},
    {"困难职工", "N", false},      {"困难职工", "", false},      {"困难职工编号", "K001", true},
    {"困难职工编号", "", false},   {"职工编号", "G7731", false}};

START_TEST(a_hardship_column_means_yes_but_for_the_words_for_no) {
    struct str csv = STR_MAX(1000);
    struct gathered g;

    str_addf(&csv, HEADER ",%s\n测试甲," ID_A ",河南周口,2018-02-07,%s\n", hardship[_i].header,
             hardship[_i].cell);
    gather_csv(&g, str_get(&csv));
    ck_assert_int_eq(g.v[0].hardship, hardship[_i].hardship);
    gathered_clear(&g);
    str_clear(&csv);
}
END_TEST

START_TEST(what_a_cell_says_beyond_its_field_is_kept_as_a_remark) {
    struct gathered g;

    gather_csv(&g, "姓名,证件号码,目的地,乘车日期,手机号,同行人\n测试甲," ID_A
                   ",河南省周口市太康县龙曲镇,2018-02-07,15400000001/15400000002,测试乙\n");
    ck_assert_str_eq(g.v[0].trips, "home 370100>411627 2018-02-07");
    ck_assert_str_eq(g.v[0].phone, "15400000001");
    ck_assert_str_eq(g.v[0].remark, "目的地: 河南省周口市太康县龙曲镇; "
                                    "手机号: 15400000001/15400000002; 同行人: 测试乙");
    gathered_clear(&g);
}
END_TEST

START_TEST(a_contact_is_of_the_register_only_for_who_is_on_it) {
    struct gathered g;

    gather_csv(&g, HEADER ",是否困难职工,帮扶责任人,帮扶责任人电话\n测试甲," ID_A
                          ",河南周口,2018-02-07,是,演示丙,15400000009\n测试乙," ID_B
                          ",河南周口,2018-02-07,否,演示丙,\n");
    ck_assert_str_eq(g.v[0].contact, "演示丙 15400000009");
    ck_assert_ptr_null(g.v[1].contact);
    ck_assert_str_eq(g.v[1].remark, "帮扶责任人: 演示丙");
    gathered_clear(&g);
}
END_TEST

/* ---- a rider in two rows ---- */

#define TWO HEADER ",返乡/返岗\n"

START_TEST(two_rows_of_one_document_with_other_directions_are_one_rider) {
    struct gathered g;

    gather_csv(&g, TWO
               "测试甲," ID_A ",河南周口,2018-02-07,返乡\n测试乙," ID_B
               ",河南周口,2018-02-08,返乡\n测试甲,3799 0119 8002 080010,济南,2018-02-25,返岗\n");
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].name, "测试乙");
    ck_assert_int_eq(g.v[0].second_row, 0);
    ck_assert_str_eq(g.v[1].name, "测试甲");
    ck_assert_str_eq(g.v[1].trips, HOME_A "; return 370100>370100 2018-02-25");
    ck_assert_int_eq(g.v[1].row, 2);
    ck_assert_int_eq(g.v[1].second_row, 4);
    gathered_clear(&g);
}
END_TEST

START_TEST(a_fault_in_either_row_rejects_the_rider_whole) {
    struct gathered g;

    gather_csv(&g, HEADER ",出发地,返乡/返岗\n测试甲," ID_A
                          ",河南周口,2018-02-07,,返乡\n测试甲," ID_A ",济南,2.30,河南周口,返岗\n");
    ck_assert_int_eq(g.n, 1);
    ck_assert(g.v[0].rejected);
    ck_assert_str_eq(g.v[0].faults, "no-such-day@乘车日期");
    ck_assert_msg(strncmp(g.v[0].first_zh, "第 3 行：", strlen("第 3 行：")) == 0, "%s",
                  g.v[0].first_zh);
    gathered_clear(&g);
}
END_TEST

START_TEST(the_same_direction_twice_rejects_the_second_row) {
    struct gathered g;

    gather_csv(&g, TWO "测试甲," ID_A ",河南周口,2018-02-07,返乡\n测试甲," ID_A
                       ",河南周口,2018-02-08,返乡\n");
    ck_assert_int_eq(g.n, 2);
    ck_assert_int_eq(g.v[0].row, 3);
    ck_assert(g.v[0].rejected);
    ck_assert_str_eq(g.v[0].faults, "duplicate-direction@证件号码");
    ck_assert(strstr(g.v[0].first_zh, "第 2 行"));
    ck_assert_int_eq(g.v[1].row, 2);
    ck_assert(!g.v[1].rejected);
    gathered_clear(&g);
}
END_TEST

START_TEST(three_rows_of_one_document_are_one_rider_and_a_fault) {
    struct gathered g;

    gather_csv(&g, HEADER
               ",出发地,返乡/返岗\n测试甲," ID_A ",河南周口,2018-02-07,,返乡\n测试甲," ID_A
               ",济南,2018-02-25,河南周口,返岗\n测试甲," ID_A ",河南周口,2018-02-08,,返乡\n");
    ck_assert_int_eq(g.n, 2);
    ck_assert(!g.v[0].rejected);
    ck_assert_str_eq(g.v[0].trips, HOME_A "; return 411600>370100 2018-02-25");
    ck_assert(g.v[1].rejected);
    ck_assert_int_eq(g.v[1].row, 4);
    gathered_clear(&g);
}
END_TEST

START_TEST(rows_of_one_rider_may_stand_in_two_sheets) {
    static const struct sheet_row rows[] = {
        {"返乡", 1, "姓名|身份证号码|目的地|乘车日期", NULL, NULL, false},
        {"返乡", 2, "测试甲|" ID_A "|河南周口|2018-02-07", NULL, NULL, false},
        {"返乡", 3, "测试乙|" ID_B "|河南周口|2018-02-07", NULL, NULL, false},
        {"返岗", 1, "乘车日期|出发地|目的地|身份证号码|姓名", NULL, NULL, false},
        {"返岗", 2, "2018-02-25|河南周口|济南|" ID_A "|测试甲", NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_msg(g.rc == RC_OK, "%s", g.err.zh);
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].name, "测试乙");
    ck_assert_str_eq(g.v[1].trips, HOME_A "; return 411600>370100 2018-02-25");
    ck_assert_str_eq(g.v[1].sheet, "返乡");
    ck_assert_int_eq(g.v[1].second_row, 2);
    gathered_clear(&g);
}
END_TEST

Suite *suite_intake_rows(void) {
    Suite *suite = suite_create("intake rows");
    TCase *tcase = tcase_create("rows");

    tcase_add_loop_test(tcase, a_row_gives_its_trips_and_all_of_its_faults, 0, COUNT(cases));
    tcase_add_test(tcase, an_ambiguous_place_names_its_candidates_in_full);
    tcase_add_test(tcase, the_wishes_of_a_row_are_read);
    tcase_add_loop_test(tcase, a_hardship_column_means_yes_but_for_the_words_for_no, 0,
                        COUNT(hardship));
    tcase_add_test(tcase, what_a_cell_says_beyond_its_field_is_kept_as_a_remark);
    tcase_add_test(tcase, a_contact_is_of_the_register_only_for_who_is_on_it);
    tcase_add_test(tcase, two_rows_of_one_document_with_other_directions_are_one_rider);
    tcase_add_test(tcase, a_fault_in_either_row_rejects_the_rider_whole);
    tcase_add_test(tcase, the_same_direction_twice_rejects_the_second_row);
    tcase_add_test(tcase, three_rows_of_one_document_are_one_rider_and_a_fault);
    tcase_add_test(tcase, rows_of_one_rider_may_stand_in_two_sheets);
    suite_add_tcase(suite, tcase);
    return suite;
}
