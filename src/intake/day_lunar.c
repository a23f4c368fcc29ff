/* Days of the lunar calendar: config/calendar_2018.csv. */
#include "intake/day_scan.h"

#include "homeward/asset.h"
#include "homeward/str.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- the calendar ---- */

static const char *const lunar_months[] = {"正月", "二月", "三月", "四月", "五月", "六月",
                                           "七月", "八月", "九月", "十月", "冬月", "腊月"};
static const char *const lunar_units[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* 初一 .. 三十 at the start of text, 0 if it is none. */
static int lunar_name(struct slice text) {
    static const char *const tens[] = {"初", "十", "廿"};

    for (int day = 1; day <= 30; day++) {
        char name[16];
        struct str out = STR_MAX(sizeof name);
        if (day == 10 || day == 20 || day == 30)
            str_add(&out, day == 10 ? "初十" : day == 20 ? "二十" : "三十");
        else
            str_addf(&out, "%s%s", tens[day / 10], lunar_units[day % 10]);
        bool same = slice_eq(text, str_get(&out));
        str_clear(&out);
        if (same)
            return day;
    }
    return 0;
}

static int lunar_month(struct slice text) {
    for (int i = 0; i < 12; i++)
        if (slice_eq(text, lunar_months[i]))
            return i + 1;
    return 0;
}

/* date,weekday,lunar_year,lunar_month,lunar_day,... */
static bool read_calendar_line(const char *line, struct lunar_day *out) {
    struct slice cells[5];
    char day[11] = "";

    for (int i = 0; i < 5; i++) {
        size_t len = strcspn(line, ",\r\n");
        cells[i] = (struct slice){line, len};
        line += len + (line[len] == ',');
    }
    if (cells[0].len != 10)
        return false;
    memcpy(day, cells[0].s, 10);
    out->month = lunar_month(cells[3]);
    out->dayofmonth = lunar_name(cells[4]);
    return day_parse(day, &out->day) && out->month && out->dayofmonth;
}

void day_reader_init(struct day_reader *out, const struct campaign *campaign, struct arena *arena) {
    const struct asset *asset = asset_find("config/calendar_2018.csv");
    struct lunar_day day, *days = NULL;
    size_t cap = 0;

    *out = (struct day_reader){.campaign = campaign};
    for (const char *line = asset ? (const char *)asset->data : ""; *line;) {
        if (read_calendar_line(line, &day))
            VEC_PUSH(days, out->n_lunar, cap, day);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    out->lunar = arena_array(arena, (size_t)out->n_lunar, sizeof *days);
    if (days)
        memcpy(out->lunar, days, (size_t)out->n_lunar * sizeof *days);
    mem_free(days);
}

/* ---- reading ---- */

/* Feasts and eves with one day of their own; 除夕 is the last day of 腊月. */
static const struct {
    const char *word;
    int month, dayofmonth; /* 0: the last of the month */
} feasts[] = {{"农历小年", 12, 23}, {"小年", 12, 23},  {"除夕", 12, 0},   {"大年三十", 12, 0},
              {"年三十", 12, 0},    {"大年夜", 12, 0}, {"春节", 1, 1},    {"大年初一", 1, 1},
              {"元宵节", 1, 15},    {"元宵", 1, 15},   {"正月半", 1, 15}, {"腊八", 12, 8},
              {"龙抬头", 2, 2}};

static bool lunar_find(struct scan *s, int month, int dayofmonth, struct day *out) {
    const struct day_reader *reader = s->reader;
    struct readings r = {0};
    struct day last = DAY_NONE;

    for (int i = 0; i < reader->n_lunar; i++) {
        const struct lunar_day *l = &reader->lunar[i];
        if (month && l->month != month)
            continue;
        last = l->day;
        if (l->dayofmonth == dayofmonth)
            readings_add(s, &r, l->day);
    }
    if (!dayofmonth && day_given(last))
        readings_add(s, &r, last);
    if (!month && r.n > 1 && !r.n_inside)
        return scan_fail(s, DAYS_AMBIGUOUS);
    if (!readings_choose(s, &r, out))
        return false;
    s->month = 0;
    s->lunar_month = month;
    return true;
}

/* 初六, 廿三, 二十三, 23, with 日 behind or not; 0 if it is none. Where nothing else says that the
 * day is lunar, only 初 and 廿 and numbers above ten do; 二月十五 may be of either calendar. */
static int lunar_dayofmonth(struct scan *s, bool sure, bool month_said) {
    const char *start = s->at;
    int64_t number;
    bool own_word = strncmp(s->at, "初", 3) == 0 || strncmp(s->at, "廿", 3) == 0;

    scan_skip(s, "初");
    int day = scan_digits(s, 2, &number) ? (int)number : scan_hanzi(s);
    if (!sure && !own_word && (day < 11 || month_said)) {
        s->at = start;
        return 0;
    }
    SCAN_ANY(s, "日", "号");
    return day <= 30 ? day : 0;
}

static int lunar_month_word(struct scan *s, bool said) {
    static const char *const also[] = {"十二月", "十一月", "一月", "12月",
                                       "11月",   "1月",    "2月",  "大年"};
    static const int months[] = {12, 11, 1, 12, 11, 1, 2, 1};

    for (int i = 0; i < 12; i++)
        if (scan_skip(s, lunar_months[i]))
            return i + 1;
    for (size_t i = 0; i < COUNT(also); i++) {
        const char *start = s->at;
        if ((said || i == COUNT(also) - 1) && scan_skip(s, also[i]))
            return months[i];
        if (i < 2 && scan_skip(s, also[i]) &&
            (strncmp(s->at, "初", 3) == 0 || strncmp(s->at, "廿", 3) == 0))
            return months[i];
        s->at = start;
    }
    return 0;
}

bool scan_lunar_day(struct scan *s, struct day *out) {
    bool said = SCAN_ANY(s, "农历", "阴历", "旧历");

    for (size_t i = 0; i < COUNT(feasts); i++)
        if (scan_skip(s, feasts[i].word))
            return lunar_find(s, feasts[i].month, feasts[i].dayofmonth, out);
    const char *start = s->at;
    int month = lunar_month_word(s, said);
    bool sure = said || month == 1 || month > 10; /* 正月, 冬月 and 腊月 are no other's words */
    int dayofmonth = lunar_dayofmonth(s, sure, month > 0);
    if (!dayofmonth) {
        s->at = start;
        return scan_fail(s, sure ? DAYS_NO_SUCH : DAYS_UNREADABLE);
    }
    return lunar_find(s, month ? month : s->lunar_month, dayofmonth, out);
}
