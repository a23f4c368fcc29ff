/* The same list as LibreOffice writes it in four formats (tests/support/sheets/make.sh): merged
 * employer, a hidden row and column, days, numbers, a formula, two sheets. */
#include "support/rows.h"
#include "support/suites.h"

#include <string.h>

static const char *const workbooks[] = {"list.xlsx", "list.xls"};

START_TEST(xlsx_and_xls_of_one_list_read_alike) {
    struct rows rows;

    rows_of_sheet(workbooks[_i], &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    ck_assert_str_eq(
        str_get(&rows.text),
        "[名单]\n"
        "1: 2018年春运返乡人员名单|2018年春运返乡人员名单|2018年春运返乡人员名单|"
        "2018年春运返乡人员名单|2018年春运返乡人员名单|2018年春运返乡人员名单|"
        "2018年春运返乡人员名单|#2018年春运返乡人员名单\n"
        "2: 序号|姓名|身份证号|手机号码|单位|目的地|出发日期|#备注\n"
        "3: =1|演示甲|379901198002080010|=15400000001|演示公司|河南省周口市|@2018-02-07|"
        "#第一行\n第二行\n"
        "4: =2|演示乙|37990219910131002X|=15400000002|演示公司|河南省周口市|@2018-02-08T08:00\n"
        "5#: "
        "=3|测试𬭎|379903197506150033|=15400000003|演示公司|河南省周口市|@2018-02-09|"
        "#"
        "="
        "2\n"
        "6: =4|演示·丁|=379904198808080000|=15400000004|演示公司|河南省周口市|=43139|#=1\n"
        "10: 合计|4人\n"
        "[第二页]\n"
        "1: 姓名|身份证号\n"
        "2: 测试戊|379905199001010053\n");
    rows_clear(&rows);
}
END_TEST

static const struct {
    const char *file, *rows[6];
} others[] = {
    {"list-2003.xml",
     {"[名单]\n1: 2018年春运返乡人员名单|2018年春运返乡人员名单|",
      "3: =1|演示甲|379901198002080010|=15400000001|演示公司|河南省周口市|@2018-02-07|第一行\n",
      "4: =2|演示乙|37990219910131002X|=15400000002|演示公司|河南省周口市|@2018-02-08T08:00",
      "5#: "
      "=3|测试𬭎|379903197506150033|=15400000003|演示公司|河南省周口市|@2018-02-09|="
      "2\n",
      "6: =4|演示·丁|=379904198808080000|=15400000004|演示公司|河南省周口市|=43139|=1\n",
      "[第二页]\n1: 姓名|身份证号\n2: 测试戊|379905199001010053\n"}},
    /* HTML holds what is seen: no hidden rows, days as they are shown */
    {"list.html",
     {"1: 2018年春运返乡人员名单|2018年春运返乡人员名单|",
      "3: =1|演示甲|379901198002080010|=15400000001|演示公司|河南省周口市|2018-02-07",
      "4: =2|演示乙|37990219910131002X|=15400000002|演示公司|河南省周口市|2018-02-08 08:00",
      "5: =4|演示·丁|=379904198808080000|=15400000004|演示公司|河南省周口市|=43139", "|演示公司|",
      "11: 测试戊|379905199001010053\n"}},
};

START_TEST(the_older_formats_hold_the_same_list) {
    struct rows rows;

    rows_of_sheet(others[_i].file, &rows);

    ck_assert_int_eq(rows.rc, RC_OK);
    for (int i = 0; i < 6; i++)
        ck_assert_msg(strstr(str_get(&rows.text), others[_i].rows[i]) != NULL, "no «%s» in:\n%s",
                      others[_i].rows[i], str_get(&rows.text));
    rows_clear(&rows);
}
END_TEST

Suite *suite_wire_sheets(void) {
    Suite *suite = suite_create("wire sheets");
    TCase *tcase = tcase_create("sheets");

    tcase_add_loop_test(tcase, xlsx_and_xls_of_one_list_read_alike, 0, 2);
    tcase_add_loop_test(tcase, the_older_formats_hold_the_same_list, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite;
}
