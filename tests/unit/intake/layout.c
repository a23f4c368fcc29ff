/* Sheets as people make them: each of these breaks a reader that takes a sheet for a table. */
#include "support/intake.h"
#include "support/suites.h"
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define HEADER "姓名,证件号码,目的地,乘车日期\n"
#define ROW_A "测试甲," ID_A ",河南周口,2018-02-07\n"
#define ROW_B "测试乙," ID_B ",河南周口,2018-02-08\n"
#define HOME_A "home 370100>411600 2018-02-07"
#define HOME_B "home 370100>411600 2018-02-08"

/* CSV texts in which 测试甲 and 测试乙 travel, and nobody else, and nothing is at fault. */
static const struct {
    const char *what, *csv;
    int row_a, row_b;
} two_riders[] = {
    {"plain", HEADER ROW_A ROW_B, 2, 3},
    {"title and unit line",
     "2018年返乡名单,,,\n填报单位：测试公司,,,2018年1月20日\n" HEADER ROW_A ROW_B, 4, 5},
    {"contact line above", "联系人,测试丙,联系电话,15400000009\n" HEADER ROW_A ROW_B, 3, 4},
    {"header on every page", HEADER ROW_A "2018年返乡名单,,,\n" HEADER ROW_B, 2, 5},
    {"totals",
     HEADER ROW_A "小计,1人,,\n" ROW_B "合　计,,,2人\n"
                  "总计：2人,,,\n",
     2, 4},
    {"a total spread over merged cells", HEADER ROW_A ROW_B "合计2人,合计2人,合计2人,合计2人\n", 2,
     3},
    {"foot",
     HEADER ROW_A ROW_B
     "填表人：测试丙,审核人：测试丁,,联系电话：15400000009\n制表人：,测试丙,审核：,测试丁\n"
     "单位（盖章）,,,2018年1月20日\n注：请于1月25日前报送,,,\n",
     2, 3},
    {"a foot spread over merged cells",
     HEADER ROW_A ROW_B
     "填表人：测试丙 联系电话：15400000009,填表人：测试丙 联系电话：15400000009,,\n",
     2, 3},
    {"empty rows", HEADER "\n,,,\n" ROW_A "　, ,,\n" ROW_B "\n", 4, 6},
    {"numbered empty rows", "序号," HEADER "1," ROW_A "2," ROW_B "3,,,,\n4,,,,\n5,,,,\n", 2, 3},
    {"titles of blocks", HEADER "一、钢筋班组,,,\n" ROW_A "二、木工班组,,,\n" ROW_B, 3, 5},
    {"a running count is no ref", "编号," HEADER "1," ROW_A "2," ROW_B, 2, 3},
    {"a count that starts again on each page", "编号," HEADER "1," ROW_A "1," ROW_B, 2, 3},
    {"other order",
     "乘车日期,目的地,证件号码,姓名\n2018-02-07,河南周口," ID_A ",测试甲\n2018-02-08,河南周口," ID_B
     ",测试乙\n",
     2, 3},
    {"two-row header",
     "序号,姓名,身份证号码,出行信息,\n,,,日期,目的地\n1,测试甲," ID_A
     ",2018-02-07,河南周口\n2,测试乙," ID_B ",2018-02-08,河南周口\n",
     3, 4},
    {"two-row header, groups only above",
     "个人信息,,出行信息,\n姓名,身份证号码,日期,目的地\n测试甲," ID_A
     ",2018-02-07,河南周口\n测试乙," ID_B ",2018-02-08,河南周口\n",
     3, 4},
    {"two-row header with 目的地 over 省 市 县",
     "姓名,身份证号码,乘车日期,目的地,,\n,,,省,市,县\n测试甲," ID_A
     ",2018-02-07,河南省,周口市,\n测试乙," ID_B ",2018-02-08,河南,周口,\n",
     3, 4},
    {"province, city and county apart",
     "姓名,身份证号码,乘车日期,省,市\n测试甲," ID_A ",2018-02-07,河南省,周口市\n测试乙," ID_B
     ",2018-02-08,河南,周口\n",
     2, 3},
    {"name and number in one cell",
     "姓名及身份证号,目的地,乘车日期\n测试甲 " ID_A ",河南周口,2018-02-07\n测试乙" ID_B
     ",河南周口,2018-02-08\n",
     2, 3},
    {"number in the name's cell",
     "姓名,身份证号码,目的地,乘车日期\n测试甲" ID_A ",,河南周口,2018-02-07\n" ROW_B, 2, 3},
    {"a type column whose cells are header words",
     "姓名,证件类型,证件号码,目的地,乘车日期\n测试甲,身份证," ID_A
     ",河南周口,2018-02-07\n测试乙,身份证," ID_B ",河南周口,2018-02-08\n",
     2, 3},
    {"semicolons",
     "姓名;证件号码;目的地;乘车日期\n测试甲;" ID_A ";河南周口;2018-02-07\n测试乙;" ID_B
     ";河南周口;2018-02-08\n",
     2, 3},
    {"pasted with tabs",
     "姓名\t证件号码\t目的地\t乘车日期\n测试甲\t" ID_A "\t河南周口\t2018-02-07\n测试乙\t" ID_B
     "\t河南周口\t2018-02-08\n",
     2, 3},
    {"hints in the headings",
     "姓名（必填）,证件号码(必填),目的地（如河南周口）,乘车日期(格式2018-02-07)\n" ROW_A ROW_B, 2,
     3},
};

START_TEST(two_riders_are_found_in_a_sheet_as_it_is) {
    struct gathered g;

    gather_csv(&g, two_riders[_i].csv);
    ck_assert_msg(g.rc == RC_OK, "%s: %s", two_riders[_i].what, g.err.zh);
    ck_assert_msg(g.n == 2, "%s: %d riders", two_riders[_i].what, g.n);
    ck_assert_str_eq(g.v[0].name, "测试甲");
    ck_assert_str_eq(g.v[0].document, ID_A);
    ck_assert_str_eq(g.v[0].trips, HOME_A);
    ck_assert_str_eq(g.v[0].faults, "");
    ck_assert_str_eq(g.v[1].name, "测试乙");
    ck_assert_str_eq(g.v[1].document, ID_B);
    ck_assert_str_eq(g.v[1].trips, HOME_B);
    ck_assert_str_eq(g.v[1].faults, "");
    ck_assert_int_eq(g.v[0].row, two_riders[_i].row_a);
    ck_assert_int_eq(g.v[1].row, two_riders[_i].row_b);
    ck_assert_int_eq(g.n_columns_calls, 1);
    ck_assert_ptr_null(g.v[0].ref);
    gathered_clear(&g);
}
END_TEST

/* ---- refused whole ---- */

static const struct {
    const char *csv, *code, *says;
} refused[] = {
    {"x", "no-header", "表头"},
    {"测试甲," ID_A ",河南周口,2018-02-07\n", "no-header", "表头"},
    {"证件号码,手机号,目的地,乘车日期\n", "missing-column", "“姓名”"},
    {"姓名,手机号,目的地,乘车日期\n", "missing-column", "“证件号码”"},
    {"用车人数,联系方式,上车地点,下车地点,出发时间\n30,15400000001,济南,周口,2018-02-07\n",
     "missing-column", "联系方式、上车地点"},
    {"姓名,证件号码,乘车日期\n", "missing-column", "“目的地”"},
    {"姓名,证件号码,目的地\n测试甲," ID_A ",河南周口\n", "missing-column", "“乘车日期”"},
    {"姓名,证件号码,宿舍号,目的地\n测试甲," ID_A ",3,河南周口\n", "missing-column",
     "姓名、证件号码、宿舍号、目的地"},
};

START_TEST(a_file_without_a_needed_column_is_refused_naming_it) {
    struct gathered g;

    gather_csv(&g, refused[_i].csv);
    ck_assert_int_eq(g.rc, RC_INVALID);
    ck_assert_str_eq(g.err.code, refused[_i].code);
    ck_assert_msg(strstr(g.err.zh, refused[_i].says) != NULL, "%s", g.err.zh);
    ck_assert_int_eq(g.n, 0);
    gathered_clear(&g);
}
END_TEST

/* ---- employers ---- */

START_TEST(an_employer_in_the_first_row_of_a_block_is_carried_down) {
    struct gathered g;

    gather_csv(&g, "单位,姓名,证件号码,目的地,乘车日期\n测试一公司," ROW_A "," ROW_B
                   "测试二公司,测试丙," ID_C ",河南周口,2018-02-07\n,测试丁," ID_D
                   ",河南周口,2018-02-07\n");
    ck_assert_int_eq(g.n, 4);
    ck_assert_str_eq(g.v[1].employer, "测试一公司");
    ck_assert_str_eq(g.v[2].employer, "测试二公司");
    ck_assert_str_eq(g.v[3].employer, "测试二公司");
    gathered_clear(&g);
}
END_TEST

START_TEST(where_employers_repeat_an_empty_one_stays_empty) {
    struct gathered g;

    gather_csv(&g, "单位,姓名,证件号码,目的地,乘车日期\n测试一公司," ROW_A "测试一公司," ROW_B
                   ",测试丙," ID_C ",河南周口,2018-02-07\n,测试丁," ID_D ",河南周口,2018-02-07\n");
    ck_assert_int_eq(g.n, 4);
    ck_assert_ptr_null(g.v[2].employer);
    ck_assert_ptr_null(g.v[3].employer);
    gathered_clear(&g);
}
END_TEST

START_TEST(nothing_but_the_employer_is_carried_down) {
    struct gathered g;

    gather_csv(&g, "单位,姓名,证件号码,目的地,乘车日期\n测试一公司," ROW_A ",测试乙," ID_B
                   ",,2018-02-08\n,测试丙," ID_C ",河南周口,\n");
    ck_assert_int_eq(g.n, 3);
    ck_assert_str_eq(g.v[1].faults, "no-destination@目的地");
    ck_assert_str_eq(g.v[2].faults, "no-date@乘车日期");
    gathered_clear(&g);
}
END_TEST

/* ---- workbooks ---- */

#define COLUMNS "姓名|证件号码|目的地|乘车日期"
#define CELLS_A "测试甲|" ID_A "|河南周口|2018-02-07"
#define CELLS_B "测试乙|" ID_B "|河南周口|2018-02-08"

START_TEST(each_sheet_has_a_header_of_its_own) {
    static const struct sheet_row rows[] = {
        {"说明", 1, "请按模板填写", NULL, NULL, false},
        {"一公司", 1, COLUMNS, NULL, NULL, false},
        {"一公司", 2, CELLS_A, NULL, NULL, false},
        {"二公司", 1, "二公司返乡名单", NULL, NULL, false},
        {"二公司", 2, "出行日期|返乡目的地|身份证号|姓名", NULL, NULL, false},
        {"二公司", 3, "2018-02-08|河南周口|" ID_B "|测试乙", NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_msg(g.rc == RC_OK, "%s", g.err.zh);
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].sheet, "一公司");
    ck_assert_str_eq(g.v[1].sheet, "二公司");
    ck_assert_int_eq(g.v[1].row, 3);
    ck_assert_str_eq(g.v[1].trips, HOME_B);
    ck_assert_str_eq(g.v[1].faults, "");
    ck_assert_int_eq(g.n_columns_calls, 2);
    ck_assert_str_eq(g.headings, "出行日期|返乡目的地|身份证号|姓名");
    gathered_clear(&g);
}
END_TEST

START_TEST(a_sheet_of_people_that_is_left_out_is_a_warning) {
    static const struct sheet_row rows[] = {
        {"名单", 1, COLUMNS, NULL, NULL, false},
        {"名单", 2, CELLS_A, NULL, NULL, false},
        {"续", 1, CELLS_B, NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].faults, "sheet-left-out@");
    ck_assert(!g.v[0].rejected && strstr(g.v[0].first_zh, "续"));
    gathered_clear(&g);
}
END_TEST

START_TEST(a_sheet_of_drivers_does_not_stop_the_list) {
    static const struct sheet_row rows[] = {
        {"司机", 1, "姓名|车牌号|联系电话", NULL, NULL, false},
        {"司机", 2, "测试丙|鲁I·D0001|15400000009", NULL, NULL, false},
        {"名单", 1, COLUMNS, NULL, NULL, false},
        {"名单", 2, CELLS_A, NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_int_eq(g.rc, RC_OK);
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].faults, "");
    gathered_clear(&g);
}
END_TEST

START_TEST(a_second_sheet_of_people_without_a_date_is_left_out_with_a_warning) {
    static const struct sheet_row rows[] = {
        {"一", 1, COLUMNS, NULL, NULL, false},
        {"一", 2, CELLS_A, NULL, NULL, false},
        {"二", 1, "姓名|证件号码|目的地", NULL, NULL, false},
        {"二", 2, "测试乙|" ID_B "|河南周口", NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_int_eq(g.rc, RC_OK);
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].faults, "sheet-left-out@");
    ck_assert(strstr(g.v[0].first_zh, "二") && strstr(g.v[0].first_zh, "乘车日期"));
    gathered_clear(&g);
}
END_TEST

START_TEST(a_hidden_column_counts_only_where_no_visible_one_says_the_same) {
    static const struct sheet_row rows[] = {
        {"一", 1, "姓名|证件号码|目的地|目的地|乘车日期|手机号", NULL, "000101", false},
        {"一", 2, "测试甲|" ID_A "|河南周口|安徽阜阳|2018-02-07|15400000001", NULL, "000101",
         false},
        {"一", 3, "测试乙|" ID_B "||安徽阜阳|2018-02-07|15400000002", NULL, "000101", false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].trips, HOME_A);
    ck_assert_str_eq(g.v[0].phone, "15400000001");
    ck_assert_str_eq(g.v[1].faults, "no-destination@目的地");
    gathered_clear(&g);
}
END_TEST

START_TEST(a_hidden_row_is_taken_with_a_warning) {
    static const struct sheet_row rows[] = {
        {"一", 1, COLUMNS, NULL, NULL, false},
        {"一", 2, CELLS_A, NULL, NULL, true},
        {"一", 3, CELLS_B, NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].faults, "hidden-row@");
    ck_assert(!g.v[0].rejected);
    ck_assert_str_eq(g.v[1].faults, "");
    gathered_clear(&g);
}
END_TEST

START_TEST(a_number_cell_holds_no_document_of_18_digits) {
    static const struct sheet_row rows[] = {
        {"一", 1, COLUMNS "|手机号", NULL, NULL, false},
        {"一", 2, "测试甲|379901198008151000|河南周口|43138|15400000001", "tntnn", NULL, false},
        {"一", 3, "测试乙|" ID_B "|河南周口|2018-02-08T00:00|15400000002", "tttdn", NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].faults, "document-destroyed@证件号码");
    ck_assert(g.v[0].rejected);
    ck_assert_str_eq(g.v[0].trips, HOME_A);
    ck_assert_str_eq(g.v[1].faults, "");
    ck_assert_str_eq(g.v[1].trips, HOME_B);
    ck_assert_str_eq(g.v[1].phone, "15400000002");
    gathered_clear(&g);
}
END_TEST

START_TEST(a_two_row_header_with_merged_cells_filled) {
    static const struct sheet_row rows[] = {
        {"一", 1, "返乡返岗名单|返乡返岗名单|返乡返岗名单|返乡返岗名单|返乡返岗名单", NULL, NULL,
         false},
        {"一", 2, "姓名|身份证号码|返乡|返乡|返岗", NULL, NULL, false},
        {"一", 3, "姓名|身份证号码|日期|目的地|日期", NULL, NULL, false},
        {"一", 4, "测试甲|" ID_A "|2018-02-07|河南周口|2018-02-25", NULL, NULL, false},
    };
    struct gathered g;

    gather_rows(&g, rows, COUNT(rows));
    ck_assert_msg(g.rc == RC_OK, "%s", g.err.zh);
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].trips, HOME_A "; return 411600>370100 2018-02-25");
    ck_assert_str_eq(g.v[0].faults, "");
    ck_assert_str_eq(g.headings, "姓名|身份证号码|返乡/日期|返乡/目的地|返岗/日期");
    gathered_clear(&g);
}
END_TEST

/* ---- what a column means ---- */

static const struct {
    const char *heading, *a, *b, *trips, *party, *faults;
} ambiguous[] = {
    {"方向,到达地", "返岗,河南周口", "返岗,河南周口", "return 370100>411600 2018-02-07", NULL, ""},
    {"方向", "河南周口", "安徽阜阳", HOME_A, NULL, ""},
    {"线路", "河南周口", "安徽阜阳", HOME_A, NULL, ""},
    {"线路,目的地", "3号车,河南周口", "4号车,河南周口", HOME_A, NULL, ""},
    {"目的地,批次", "河南周口,第一批", "河南周口,第二批", HOME_A, "第一批", ""},
    {"目的地,负责人", "河南周口,测试丙", "河南周口,测试丁", HOME_A, NULL,
     "ambiguous-column@负责人"},
    {"目的地,联系人,紧急联系电话", "河南周口,测试丙,15400000009", "河南周口,测试丁,15400000008",
     HOME_A, NULL, ""},
    {"目的地,联系人,是否困难职工", "河南周口,测试丙,否", "河南周口,测试丁,否", HOME_A, NULL, ""},
    {"目的地,单位", "河南周口,测试一公司", "河南周口,测试二公司", HOME_A, NULL, ""},
    {"目的地,单位", "河南周口,测试区总工会", "河南周口,测试市总工会", HOME_A, NULL, ""},
};

START_TEST(an_ambiguous_heading_is_settled_by_content_and_neighbours) {
    struct str csv = STR_MAX(2000);
    struct gathered g;

    str_addf(&csv, "姓名,证件号码,乘车日期,%s\n", ambiguous[_i].heading);
    str_addf(&csv, "测试甲," ID_A ",2018-02-07,%s\n", ambiguous[_i].a);
    str_addf(&csv, "测试乙," ID_B ",2018-02-07,%s\n", ambiguous[_i].b);
    gather_csv(&g, str_get(&csv));
    ck_assert_msg(g.rc == RC_OK, "%s: %s", ambiguous[_i].heading, g.err.zh);
    ck_assert_int_eq(g.n, 2);
    ck_assert_str_eq(g.v[0].trips, ambiguous[_i].trips);
    ck_assert_str_eq(g.v[0].faults, ambiguous[_i].faults);
    ck_assert_str_eq(g.v[1].faults, "");
    if (ambiguous[_i].party)
        ck_assert_str_eq(g.v[0].party, ambiguous[_i].party);
    gathered_clear(&g);
    str_clear(&csv);
}
END_TEST

START_TEST(one_date_column_is_the_travel_date_a_second_one_the_return) {
    struct gathered g;

    gather_csv(&g, "姓名,证件号码,目的地,乘车日期,日期\n测试甲," ID_A
                   ",河南周口,2018-02-07,2018-02-25\n");
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].trips, HOME_A "; return 411600>370100 2018-02-25");
    gathered_clear(&g);
}
END_TEST

START_TEST(an_unsure_heading_is_named_with_both_readings) {
    struct gathered g;

    gather_csv(&g, "负责人," HEADER "测试丙," ROW_A "测试丙," ROW_B);
    ck_assert(strstr(g.v[0].first_zh, "负责人") && strstr(g.v[0].first_zh, "领队") &&
              strstr(g.v[0].first_zh, "帮扶责任人"));
    gathered_clear(&g);
}
END_TEST

static const struct {
    const char *a, *b, *c, *ref; /* ref of the first, NULL: none */
} numbers[] = {{"1", "2", "3", NULL},
               {"1", "2", "4", NULL},
               {"17", "45", "103", NULL},
               {"JN-0001", "JN-0002", "JN-0003", "JN-0001"},
               {"1001", "1002", "1003", "1001"},
               {"3", "1", "2", "3"},
               {"001", "002", "003", "001"}};

START_TEST(a_number_is_a_ref_where_it_does_not_count_rows) {
    struct str csv = STR_MAX(2000);
    struct gathered g;

    str_addf(&csv,
             "编号," HEADER "%s," ROW_A "%s," ROW_B "%s,测试丙," ID_C ",河南周口,2018-02-07\n",
             numbers[_i].a, numbers[_i].b, numbers[_i].c);
    gather_csv(&g, str_get(&csv));
    ck_assert_int_eq(g.n, 3);
    if (numbers[_i].ref)
        ck_assert_str_eq(g.v[0].ref, numbers[_i].ref);
    else
        ck_assert_ptr_null(g.v[0].ref);
    gathered_clear(&g);
    str_clear(&csv);
}
END_TEST

START_TEST(what_staff_settled_wins_over_every_word) {
    static const struct list_mapping mappings[] = {
        {"宿舍楼", "dest"}, {"目的地", "ignore"}, {"车队", "group"}};
    struct gathered g;

    gather_mapped(&g,
                  "姓名,证件号码,目的地,宿舍楼,乘车日期,车队\n测试甲," ID_A
                  ",安徽阜阳,河南周口,2018-02-07,三队\n",
                  mappings, 3);
    ck_assert_msg(g.rc == RC_OK, "%s", g.err.zh);
    ck_assert_str_eq(g.v[0].trips, HOME_A);
    ck_assert_str_eq(g.v[0].party, "三队");
    ck_assert_ptr_null(g.v[0].remark);
    gathered_clear(&g);
}
END_TEST

START_TEST(unknown_columns_are_remarks_and_delicate_ones_go_nowhere) {
    struct gathered g;

    gather_csv(
        &g,
        "姓名,证件号码,目的地,乘车日期,宿舍,健康状况,月收入,银行卡号,致困原因,备注\n测试甲," ID_A
        ",河南周口,2018-02-07,3号楼,良好,3000,6200000000,疾病,带行李\n");
    ck_assert_int_eq(g.n, 1);
    ck_assert_str_eq(g.v[0].remark, "宿舍: 3号楼; 带行李");
    ck_assert_str_eq(g.v[0].cells, "测试甲|" ID_A "|河南周口|2018-02-07|3号楼|||||带行李");
    ck_assert_str_eq(g.headings,
                     "姓名|证件号码|目的地|乘车日期|宿舍|健康状况|月收入|银行卡号|致困原因|备注");
    gathered_clear(&g);
}
END_TEST

Suite *suite_intake_layout(void) {
    Suite *suite = suite_create("intake layout");
    TCase *tcase = tcase_create("layout");

    tcase_add_loop_test(tcase, two_riders_are_found_in_a_sheet_as_it_is, 0, COUNT(two_riders));
    tcase_add_loop_test(tcase, a_file_without_a_needed_column_is_refused_naming_it, 0,
                        COUNT(refused));
    tcase_add_test(tcase, an_employer_in_the_first_row_of_a_block_is_carried_down);
    tcase_add_test(tcase, where_employers_repeat_an_empty_one_stays_empty);
    tcase_add_test(tcase, nothing_but_the_employer_is_carried_down);
    tcase_add_test(tcase, each_sheet_has_a_header_of_its_own);
    tcase_add_test(tcase, a_sheet_of_people_that_is_left_out_is_a_warning);
    tcase_add_test(tcase, a_sheet_of_drivers_does_not_stop_the_list);
    tcase_add_test(tcase, a_second_sheet_of_people_without_a_date_is_left_out_with_a_warning);
    tcase_add_test(tcase, a_hidden_column_counts_only_where_no_visible_one_says_the_same);
    tcase_add_test(tcase, a_hidden_row_is_taken_with_a_warning);
    tcase_add_test(tcase, a_number_cell_holds_no_document_of_18_digits);
    tcase_add_test(tcase, a_two_row_header_with_merged_cells_filled);
    tcase_add_loop_test(tcase, an_ambiguous_heading_is_settled_by_content_and_neighbours, 0,
                        COUNT(ambiguous));
    tcase_add_test(tcase, one_date_column_is_the_travel_date_a_second_one_the_return);
    tcase_add_test(tcase, an_unsure_heading_is_named_with_both_readings);
    tcase_add_loop_test(tcase, a_number_is_a_ref_where_it_does_not_count_rows, 0, COUNT(numbers));
    tcase_add_test(tcase, what_staff_settled_wins_over_every_word);
    tcase_add_test(tcase, unknown_columns_are_remarks_and_delicate_ones_go_nowhere);
    suite_add_tcase(suite, tcase);
    return suite;
}
