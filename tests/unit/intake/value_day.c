/* Cells to days: domain section 5 and 11. */
#include "intake/value_day.h"
#include "support/intake.h"
#include "support/suites.h"

#define OK(text, from)                                                                             \
    { text, CELL_TEXT, 0, DAYS_OK, from, from }
#define RANGE(text, from, to)                                                                      \
    { text, CELL_TEXT, 0, DAYS_OK, from, to }
#define BAD(text, fault)                                                                           \
    { text, CELL_TEXT, 0, fault, "", "" }

static const struct {
    const char *text;
    enum cell_kind kind;
    int month;
    enum days_fault fault;
    const char *from, *to;
} cells[] = {
    OK("2018/2/8", "2018-02-08"),
    OK("2018-02-08", "2018-02-08"),
    OK("2018.2.8", "2018-02-08"),
    OK("20180208", "2018-02-08"),
    OK("18.2.8", "2018-02-08"),
    OK("18-2-8", "2018-02-08"),
    OK("2月8日", "2018-02-08"),
    OK("2月8号", "2018-02-08"),
    OK("2 月 8 日", "2018-02-08"),
    OK("2.8", "2018-02-08"),
    OK("2/8", "2018-02-08"),
    OK("02-08", "2018-02-08"),
    OK("2018年2月8日", "2018-02-08"),
    OK("2018年02月08日", "2018-02-08"),
    OK("18年2月8日", "2018-02-08"),
    OK("二〇一八年二月八日", "2018-02-08"),
    OK("二月八日", "2018-02-08"),
    OK("二月二十三日", "2018-02-23"),
    OK("２０１８／２／８", "2018-02-08"),
    OK("2018．2．8", "2018-02-08"),
    OK("　2018-02-08 ", "2018-02-08"),
    OK("2018\u201302\u201308", "2018-02-08"),
    OK("2018-2-8\u200b", "2018-02-08"),
    /* orders of other countries, where one reading is inside the campaign */
    OK("2/8/2018", "2018-02-08"),
    OK("20/2/2018", "2018-02-20"),
    OK("2/8/18", "2018-02-08"),
    BAD("2/3/2018", DAYS_AMBIGUOUS),
    /* lunar days */
    OK("腊月廿三", "2018-02-08"),
    OK("腊月二十三", "2018-02-08"),
    OK("腊月23", "2018-02-08"),
    OK("农历腊月廿三日", "2018-02-08"),
    OK("农历12月23日", "2018-02-08"),
    OK("十二月廿三", "2018-02-08"),
    OK("腊月二十", "2018-02-05"),
    OK("正月初六", "2018-02-21"),
    OK("正月廿五", "2018-03-12"),
    OK("正月十五", "2018-03-02"),
    OK("大年初六", "2018-02-21"),
    OK("小年", "2018-02-08"),
    OK("除夕", "2018-02-15"),
    OK("大年三十", "2018-02-15"),
    OK("年三十", "2018-02-15"),
    OK("春节", "2018-02-16"),
    OK("元宵节", "2018-03-02"),
    OK("二月初二", "2018-03-18"),
    BAD("二月二", DAYS_UNREADABLE),
    BAD("二月十五", DAYS_UNREADABLE), /* of either calendar */
    OK("农历二月十五", "2018-03-31"),
    BAD("腊月卅一", DAYS_NO_SUCH),
    BAD("初六", DAYS_AMBIGUOUS), /* 腊月, 正月 and 二月 lie in the campaign */
    /* serial numbers of both systems */
    OK("43139", "2018-02-08"),
    OK("41677", "2018-02-08"),
    OK("43139.333333", "2018-02-08"),
    BAD("43000", DAYS_UNREADABLE),
    BAD("42000", DAYS_UNREADABLE),
    /* cells that are numbers or dates */
    {"43139", CELL_NUMBER, 0, DAYS_OK, "2018-02-08", "2018-02-08"},
    {"20180208", CELL_NUMBER, 0, DAYS_OK, "2018-02-08", "2018-02-08"},
    {"2.8", CELL_NUMBER, 0, DAYS_OK, "2018-02-08", "2018-02-08"},
    {"2.1", CELL_NUMBER, 0, DAYS_AMBIGUOUS, "", ""}, /* or 2.10 */
    {"2.3", CELL_NUMBER, 0, DAYS_OK, "2018-02-03", "2018-02-03"},
    {"2018-02-08", CELL_DATE, 0, DAYS_OK, "2018-02-08", "2018-02-08"},
    {"2018-02-08T08:00", CELL_DATE, 0, DAYS_OK, "2018-02-08", "2018-02-08"},
    {"2018-02-08T08:00:00", CELL_DATE, 0, DAYS_OK, "2018-02-08", "2018-02-08"},
    /* a day alone */
    BAD("8号", DAYS_AMBIGUOUS),
    {"8号", CELL_TEXT, 2, DAYS_OK, "2018-02-08", "2018-02-08"},
    {"8日", CELL_TEXT, 3, DAYS_OK, "2018-03-08", "2018-03-08"},
    {"30号", CELL_TEXT, 2, DAYS_NO_SUCH, "", ""},
    /* no such day */
    BAD("2.30", DAYS_NO_SUCH),
    BAD("2月30日", DAYS_NO_SUCH),
    BAD("2018-02-30", DAYS_NO_SUCH),
    BAD("20180230", DAYS_NO_SUCH),
    BAD("13月1日", DAYS_NO_SUCH),
    /* outside the campaign: read, and judged later */
    OK("2018-06-01", "2018-06-01"),
    OK("2017-02-08", "2017-02-08"),
    OK("5月1日", "2018-05-01"),
    /* ranges with every dash that people type */
    RANGE("2月5日-2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日—2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日——2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日–2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日－2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日~2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日～2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日〜2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日至2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日到9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日−2月9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5日-9日", "2018-02-05", "2018-02-09"),
    RANGE("2月5-9日", "2018-02-05", "2018-02-09"),
    RANGE("2.5-2.9", "2018-02-05", "2018-02-09"),
    RANGE("2.5-9", "2018-02-05", "2018-02-09"),
    RANGE("2/5-2/9", "2018-02-05", "2018-02-09"),
    RANGE("2018-02-05~2018-02-09", "2018-02-05", "2018-02-09"),
    RANGE("2018/2/5-2018/2/9", "2018-02-05", "2018-02-09"),
    RANGE("2018/2/5-2/9", "2018-02-05", "2018-02-09"),
    RANGE("20180205-20180209", "2018-02-05", "2018-02-09"),
    RANGE("2月28日-3月2日", "2018-02-28", "2018-03-02"),
    RANGE("腊月廿三-廿六", "2018-02-08", "2018-02-11"),
    RANGE("腊月廿八至正月初三", "2018-02-13", "2018-02-18"),
    RANGE("2月5日、6日", "2018-02-05", "2018-02-06"),
    BAD("2月5日、2月9日", DAYS_AMBIGUOUS), /* two days, not all between */
    BAD("2月5日或2月9日", DAYS_AMBIGUOUS),
    BAD("2月9日-2月5日", DAYS_BACKWARDS),
    /* times behind */
    OK("2018/2/8 8:00", "2018-02-08"),
    OK("2018-02-08 08:00:00", "2018-02-08"),
    OK("2月8日上午", "2018-02-08"),
    OK("2月8日早上8点", "2018-02-08"),
    OK("2月8日8时30分", "2018-02-08"),
    OK("2月8日（星期四）", "2018-02-08"),
    OK("2月8日(周四)晚上", "2018-02-08"),
    OK("2月8日 8:00-10:00", "2018-02-08"),
    OK("2月8日左右", "2018-02-08"),
    /* nothing that names a day */
    BAD("节前", DAYS_VAGUE),
    BAD("节后", DAYS_VAGUE),
    BAD("年前", DAYS_VAGUE),
    BAD("待定", DAYS_VAGUE),
    BAD("2月上旬", DAYS_VAGUE),
    BAD("2月", DAYS_VAGUE),
    BAD("2月8日以后", DAYS_VAGUE),
    BAD("2月8日前", DAYS_VAGUE),
    BAD("周四", DAYS_UNREADABLE),
    BAD("8:00", DAYS_UNREADABLE),
    BAD("K8271", DAYS_UNREADABLE),
    BAD("2月8日K8271", DAYS_UNREADABLE),
    BAD("2018", DAYS_UNREADABLE),
    BAD("18", DAYS_UNREADABLE),
    BAD("", DAYS_UNREADABLE),
    BAD("-", DAYS_UNREADABLE),
    BAD("1234567890123", DAYS_UNREADABLE),
};

static enum days_fault read_cell(const struct campaign *campaign, int i, struct days *out) {
    struct arena arena = {0};
    struct day_reader reader;

    day_reader_init(&reader, campaign, &arena);
    enum days_fault fault =
        day_reader_read(&reader, cells[i].text, cells[i].kind, cells[i].month, out);
    arena_clear(&arena);
    return fault;
}

START_TEST(a_cell_is_the_days_that_a_person_reads_in_it) {
    struct days days;
    char from[WHEN_TEXT], to[WHEN_TEXT];

    enum days_fault fault = read_cell(intake_campaign("2018-01-15", "2018-03-31"), _i, &days);
    ck_assert_msg(fault == cells[_i].fault, "%s: fault %d, wanted %d", cells[_i].text, fault,
                  cells[_i].fault);
    if (fault != DAYS_OK)
        return;
    ck_assert_msg(strcmp(day_text(days.from, from), cells[_i].from) == 0, "%s: from %s",
                  cells[_i].text, from);
    ck_assert_msg(strcmp(day_text(days.to, to), cells[_i].to) == 0, "%s: to %s", cells[_i].text,
                  to);
}
END_TEST

/* In the forty days of chunyun a lunar day alone has one reading, and a year is crossed. */
static const struct {
    const char *starts, *ends, *text, *day;
} campaigns[] = {
    {"2018-02-16", "2018-03-12", "初六", "2018-02-21"},
    {"2018-02-01", "2018-02-15", "廿三", "2018-02-08"},
    {"2018-02-01", "2018-02-28", "8号", "2018-02-08"},
    {"2018-01-29", "2018-02-20", "30号", "2018-01-30"},
    {"2017-12-01", "2018-02-28", "12.20", "2017-12-20"},
    {"2017-12-01", "2018-02-28", "2.8", "2018-02-08"},
};

START_TEST(the_campaign_decides_where_it_leaves_one_reading) {
    struct arena arena = {0};
    struct day_reader reader;
    struct days days;
    char text[WHEN_TEXT];

    day_reader_init(&reader, intake_campaign(campaigns[_i].starts, campaigns[_i].ends), &arena);
    ck_assert_int_eq(day_reader_read(&reader, campaigns[_i].text, CELL_TEXT, 0, &days), DAYS_OK);
    ck_assert_str_eq(day_text(days.from, text), campaigns[_i].day);
    arena_clear(&arena);
}
END_TEST

Suite *suite_intake_value_day(void) {
    Suite *suite = suite_create("intake value_day");
    TCase *tcase = tcase_create("days");

    tcase_add_loop_test(tcase, a_cell_is_the_days_that_a_person_reads_in_it, 0,
                        sizeof cells / sizeof *cells);
    tcase_add_loop_test(tcase, the_campaign_decides_where_it_leaves_one_reading, 0,
                        sizeof campaigns / sizeof *campaigns);
    suite_add_tcase(suite, tcase);
    return suite;
}
