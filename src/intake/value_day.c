/* Cells to days. */
#include "intake/value_day.h"

#include "homeward/asset.h"
#include "homeward/str.h"
#include "intake/value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT_MAX 128

/* ---- the lunar calendar ---- */

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

/* ---- scanning ---- */

struct scan {
    const struct day_reader *reader;
    const char *at;
    int month;       /* solar month of the day read last, or the hint; 0: none */
    int lunar_month; /* lunar month of the day read last; 0: none */
    enum days_fault fault;
};

static bool skip(struct scan *s, const char *word) {
    size_t len = strlen(word);

    if (strncmp(s->at, word, len) != 0)
        return false;
    s->at += len;
    return true;
}

static bool skip_any(struct scan *s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (skip(s, words[i]))
            return true;
    return false;
}
#define SKIP_ANY(scan, ...)                                                                        \
    skip_any(scan, (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__})))

static void skip_blanks(struct scan *s) {
    while (*s->at == ' ')
        s->at++;
}

static bool fail(struct scan *s, enum days_fault fault) {
    if (s->fault == DAYS_OK)
        s->fault = fault;
    return false;
}

/* Decimal digits; returns how many, none if there are more than max. */
static int digits(struct scan *s, int max, int64_t *out) {
    int n = 0;

    for (*out = 0; s->at[n] >= '0' && s->at[n] <= '9'; n++) {
        if (n == max)
            return 0;
        *out = *out * 10 + (s->at[n] - '0');
    }
    s->at += n;
    return n;
}

/* One hanzi digit, 0-9; -1 if it is none. */
static int hanzi_digit(struct scan *s) {
    static const char *const words[] = {"〇", "一", "二", "三", "四", "五",
                                        "六", "七", "八", "九", "零"};

    for (int i = 0; i < (int)COUNT(words); i++)
        if (skip(s, words[i]))
            return i % 10;
    return -1;
}

/* 十, 十二, 二十, 二十三, 廿三, 卅: up to 39; 0 if it is none. */
static int hanzi_number(struct scan *s) {
    int tens = 0;

    if (skip(s, "廿"))
        tens = 20;
    else if (skip(s, "卅"))
        tens = 30;
    int unit = tens ? -1 : hanzi_digit(s);
    if (!tens && skip(s, "十"))
        tens = unit > 0 ? unit * 10 : 10;
    else if (!tens)
        return unit > 0 ? unit : 0;
    unit = hanzi_digit(s);
    return tens + (unit > 0 ? unit : 0);
}

/* ---- choosing among readings ---- */

static bool in_campaign(const struct scan *s, struct day day) {
    return s->reader->campaign->starts.v <= day.v && day.v <= s->reader->campaign->ends.v;
}

/* Readings of one text. The one that falls into the campaign is meant, if it is the only one. */
struct readings {
    struct day inside, any;
    int n_inside, n;
};

static void add_reading(const struct scan *s, struct readings *r, struct day day) {
    if (!r->n++)
        r->any = day;
    if (!in_campaign(s, day) || (r->n_inside && r->inside.v == day.v))
        return;
    r->inside = day;
    r->n_inside++;
}

static void add_date(const struct scan *s, struct readings *r, int64_t year, int64_t month,
                     int64_t dayofmonth) {
    struct day day;

    if (day_make((int)year, (int)month, (int)dayofmonth, &day))
        add_reading(s, r, day);
}

static bool choose(struct scan *s, const struct readings *r, struct day *out) {
    if (r->n_inside > 1)
        return fail(s, DAYS_AMBIGUOUS);
    if (!r->n)
        return fail(s, DAYS_NO_SUCH);
    *out = r->n_inside ? r->inside : r->any;
    return true;
}

static void campaign_years(const struct scan *s, int *first, int *last) {
    int month, day;

    day_split(s->reader->campaign->starts, first, &month, &day);
    day_split(s->reader->campaign->ends, last, &month, &day);
}

/* A month and day without a year: the year in which they fall into the campaign. */
static void add_in_years(const struct scan *s, struct readings *r, int64_t month,
                         int64_t dayofmonth) {
    int first, last;

    campaign_years(s, &first, &last);
    for (int year = first; year <= last; year++)
        add_date(s, r, year, month, dayofmonth);
}

/* ---- solar days ---- */

static bool set_day(struct scan *s, const struct readings *r, struct day *out) {
    int year, dayofmonth;

    if (!choose(s, r, out))
        return false;
    day_split(*out, &year, &s->month, &dayofmonth);
    s->lunar_month = 0;
    return true;
}

static bool month_day(struct scan *s, int64_t month, int64_t dayofmonth, struct day *out) {
    struct readings r = {0};

    add_in_years(s, &r, month, dayofmonth);
    return set_day(s, &r, out);
}

/* 8号: the month before it in the cell or beside it, else the only one that fits. */
static bool day_alone(struct scan *s, int64_t dayofmonth, struct day *out) {
    struct readings r = {0};

    if (s->month)
        return month_day(s, s->month, dayofmonth, out);
    for (int month = 1; month <= 12; month++)
        add_in_years(s, &r, month, dayofmonth);
    if (r.n && !r.n_inside) /* many readings, all outside: none of them is meant */
        return fail(s, DAYS_AMBIGUOUS);
    return set_day(s, &r, out);
}

/* 2/8/2018 and 18.2.8: year, month and day stand in the order of some country. */
static bool three_numbers(struct scan *s, const int64_t v[3], const int width[3], struct day *out) {
    struct readings r = {0};
    int64_t first = width[0] <= 2 ? 2000 + v[0] : v[0], last = width[2] <= 2 ? 2000 + v[2] : v[2];

    add_date(s, &r, first, v[1], v[2]);
    if (width[0] <= 2) {
        add_date(s, &r, last, v[0], v[1]);
        add_date(s, &r, last, v[1], v[0]);
    }
    if (width[0] <= 2 && !r.n_inside && r.n > 1)
        return fail(s, DAYS_AMBIGUOUS);
    return set_day(s, &r, out);
}

/* Day 1 is 1900-01-01, and the sheet believes in 29 February 1900; or day 0 is 1904-01-01. */
static bool serial(struct scan *s, int64_t number, struct day *out) {
    struct readings r = {0};
    struct day of1900, of1904;

    if (!day_make(1900, 1, 1, &of1900) || !day_make(1904, 1, 1, &of1904))
        return false;
    add_reading(s, &r, (struct day){of1900.v + (int32_t)number - 2});
    add_reading(s, &r, (struct day){of1904.v + (int32_t)number});
    if (!r.n_inside)
        return fail(s, DAYS_UNREADABLE);
    return set_day(s, &r, out);
}

/* One of - . / between numbers, blanks around it; '\0' if there is none. */
static char separator(struct scan *s) {
    const char *start = s->at;

    skip_blanks(s);
    char c = *s->at;
    if (c == '-' || c == '.' || c == '/') {
        s->at++;
        skip_blanks(s);
        if (*s->at >= '0' && *s->at <= '9')
            return c;
    }
    s->at = start;
    return '\0';
}

/* Up to three numbers with the same mark between. */
static int dotted(struct scan *s, int64_t v[3], int width[3]) {
    int n = 1;
    char mark = '\0';

    while (n < 3) {
        const char *before = s->at;
        char c = separator(s);
        if (!c || (mark && c != mark) || !(width[n] = digits(s, 4, &v[n]))) {
            s->at = before;
            break;
        }
        mark = c;
        n++;
    }
    return n;
}

/* 年 月 日 behind numbers: v[0] is followed by 年 or 月. */
static bool with_words(struct scan *s, int64_t first, bool year, struct day *out) {
    struct readings r = {0};
    int64_t month = first, dayofmonth;

    skip_blanks(s);
    if (year && !digits(s, 2, &month) && !(month = hanzi_number(s)))
        return fail(s, DAYS_UNREADABLE);
    skip_blanks(s);
    if (year && !skip(s, "月") && !SKIP_ANY(s, "-", ".", "/"))
        return fail(s, DAYS_UNREADABLE);
    skip_blanks(s);
    if (!digits(s, 2, &dayofmonth) && !(dayofmonth = hanzi_number(s)))
        return fail(s, SKIP_ANY(s, "上旬", "中旬", "下旬", "初", "底", "中", "份") || !*s->at
                           ? DAYS_VAGUE
                           : DAYS_UNREADABLE);
    skip_blanks(s);
    SKIP_ANY(s, "日", "号");
    if (year)
        add_date(s, &r, first < 100 ? 2000 + first : first, month, dayofmonth);
    else
        add_in_years(s, &r, month, dayofmonth);
    return set_day(s, &r, out);
}

static bool compact(struct scan *s, int64_t number, struct day *out) {
    struct readings r = {0};

    add_date(s, &r, number / 10000, number / 100 % 100, number % 100);
    return set_day(s, &r, out);
}

static bool solar_day(struct scan *s, struct day *out) {
    int64_t v[3];
    int width[3];
    const char *start = s->at;

    width[0] = digits(s, 8, &v[0]);
    if (!width[0])
        return fail(s, DAYS_UNREADABLE);
    if (width[0] == 8)
        return compact(s, v[0], out);
    const char *mark = s->at;
    skip_blanks(s);
    if (skip(s, "年"))
        return with_words(s, v[0], true, out);
    if (width[0] <= 2 && skip(s, "月"))
        return with_words(s, v[0], false, out);
    if (width[0] <= 2 && SKIP_ANY(s, "日", "号"))
        return day_alone(s, v[0], out);
    s->at = mark;
    if (width[0] == 5)
        return serial(s, v[0], out);
    int n = dotted(s, v, width);
    SKIP_ANY(s, "日", "号");
    if (n == 3)
        return three_numbers(s, v, width, out);
    if (n == 2 && width[0] <= 2 && width[1] <= 2)
        return month_day(s, v[0], v[1], out);
    s->at = start;
    return fail(s, DAYS_UNREADABLE);
}

/* 二〇一八年二月七日, 二月七日. A month without 日 behind the day may be lunar: not read here. */
static bool hanzi_day(struct scan *s, struct day *out) {
    const char *start = s->at;
    int64_t year = 0;
    int n = 0, digit;

    while (n < 4 && (digit = hanzi_digit(s)) >= 0) {
        year = year * 10 + digit;
        n++;
    }
    if (n == 4 && skip(s, "年"))
        return with_words(s, year, true, out);
    s->at = start;
    int month = hanzi_number(s), dayofmonth;
    if (month && skip(s, "月") && (dayofmonth = hanzi_number(s)) && SKIP_ANY(s, "日", "号"))
        return month_day(s, month, dayofmonth, out);
    s->at = start;
    return false;
}

/* ---- lunar days ---- */

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
            add_reading(s, &r, l->day);
    }
    if (!dayofmonth && day_given(last))
        add_reading(s, &r, last);
    if (!month && r.n > 1 && !r.n_inside)
        return fail(s, DAYS_AMBIGUOUS);
    if (!choose(s, &r, out))
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

    skip(s, "初");
    int day = digits(s, 2, &number) ? (int)number : hanzi_number(s);
    if (!sure && !own_word && (day < 11 || month_said)) {
        s->at = start;
        return 0;
    }
    SKIP_ANY(s, "日", "号");
    return day <= 30 ? day : 0;
}

static int lunar_month_word(struct scan *s, bool said) {
    static const char *const also[] = {"十二月", "十一月", "一月", "12月",
                                       "11月",   "1月",    "2月",  "大年"};
    static const int months[] = {12, 11, 1, 12, 11, 1, 2, 1};

    for (int i = 0; i < 12; i++)
        if (skip(s, lunar_months[i]))
            return i + 1;
    for (size_t i = 0; i < COUNT(also); i++) {
        const char *start = s->at;
        if ((said || i == COUNT(also) - 1) && skip(s, also[i]))
            return months[i];
        if (i < 2 && skip(s, also[i]) &&
            (strncmp(s->at, "初", 3) == 0 || strncmp(s->at, "廿", 3) == 0))
            return months[i];
        s->at = start;
    }
    return 0;
}

static bool lunar_day(struct scan *s, struct day *out) {
    bool said = SKIP_ANY(s, "农历", "阴历", "旧历");

    for (size_t i = 0; i < COUNT(feasts); i++)
        if (skip(s, feasts[i].word))
            return lunar_find(s, feasts[i].month, feasts[i].dayofmonth, out);
    const char *start = s->at;
    int month = lunar_month_word(s, said);
    bool sure = said || month == 1 || month > 10; /* 正月, 冬月 and 腊月 are no other's words */
    int dayofmonth = lunar_dayofmonth(s, sure, month > 0);
    if (!dayofmonth) {
        s->at = start;
        return fail(s, sure ? DAYS_NO_SUCH : DAYS_UNREADABLE);
    }
    return lunar_find(s, month ? month : s->lunar_month, dayofmonth, out);
}

/* ---- one day, a range, the rest of the cell ---- */

static bool one_day(struct scan *s, struct day *out) {
    const char *start = s->at;

    skip_blanks(s);
    if (*s->at >= '0' && *s->at <= '9')
        return solar_day(s, out);
    if (hanzi_day(s, out))
        return true;
    if (s->fault != DAYS_OK)
        return false;
    s->at = start;
    skip_blanks(s);
    return lunar_day(s, out);
}

/* Time of day and day of the week: they say nothing that is taken. */
static bool skip_time(struct scan *s) {
    int64_t number;
    const char *start = s->at;

    if (SKIP_ANY(s, "星期", "周", "礼拜"))
        return SKIP_ANY(s, "一", "二", "三", "四", "五", "六", "日", "天", "末") || *s->at;
    if (SKIP_ANY(s, "上午", "下午", "晚上", "早上", "中午", "凌晨", "傍晚", "夜里", "早", "晚", "(",
                 ")", "当天", "出发", "发车", "返乡", "返程", "返岗", "走", "T"))
        return true;
    if (digits(s, 2, &number) && SKIP_ANY(s, ":", "点", "时")) {
        if (!skip(s, "半") && digits(s, 2, &number) && !skip(s, ":"))
            skip(s, "分");
        digits(s, 2, &number);
        skip(s, "整");
        if (skip(s, ".")) /* parts of a second */
            digits(s, 9, &number);
        return true;
    }
    s->at = start;
    return false;
}

static void skip_times(struct scan *s) {
    do
        skip_blanks(s);
    while (skip_time(s));
}

enum mark { MARK_NONE, MARK_RANGE, MARK_AND };

static enum mark range_mark(struct scan *s) {
    skip_blanks(s);
    if (SKIP_ANY(s, "--", "-", "~", "至", "到", "..."))
        return MARK_RANGE;
    return SKIP_ANY(s, "、", "或者", "或", "和", ",", ";") ? MARK_AND : MARK_NONE;
}

/* The second day of a range: a day, or a time that belongs to the first, or 9 as in 2.5-9. */
static bool second_day(struct scan *s, struct day first, struct day *out) {
    const char *start = s->at;
    int64_t number;

    skip_times(s);
    if (!*s->at) { /* 8:00-10:00 */
        *out = first;
        return true;
    }
    s->at = start;
    skip_blanks(s);
    const char *at = s->at;
    int n = digits(s, 2, &number);
    if (n && (!*s->at || *s->at == ' ') && s->month)
        return month_day(s, s->month, number, out);
    s->at = at;
    return one_day(s, out);
}

static bool is_vague(const char *text) {
    static const char *const words[] = {"节前", "节后", "年前", "年后", "年底", "待定", "不定",
                                        "随时", "未定", "放假", "都行", "均可", "上旬", "中旬",
                                        "下旬", "尽快", "月底", "月初", "元旦", "春运"};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}

static enum days_fault end_of(struct scan *s, struct days *out) {
    skip_times(s);
    out->about = SKIP_ANY(s, "左右", "前后");
    skip_times(s);
    if (SKIP_ANY(s, "之前", "以前", "前", "之后", "以后", "后", "起", "开始"))
        return DAYS_VAGUE;
    return *s->at ? DAYS_UNREADABLE : DAYS_OK;
}

static enum days_fault read_days(struct scan *s, struct days *out) {
    if (!one_day(s, &out->from))
        return s->fault;
    out->to = out->from;
    skip_times(s);
    enum mark mark = range_mark(s);
    if (mark != MARK_NONE && !second_day(s, out->from, &out->to))
        return s->fault;
    enum days_fault fault = end_of(s, out);
    if (fault != DAYS_OK)
        return fault;
    if (mark == MARK_AND && out->to.v - out->from.v > 1)
        return DAYS_AMBIGUOUS; /* two days, not all between them */
    return out->to.v < out->from.v ? DAYS_BACKWARDS : DAYS_OK;
}

/* 2.1 in a cell of numbers may have been 2.10; 43139.5 is noon of a day. */
static bool read_number(struct scan *s, struct days *out, enum days_fault *fault) {
    int64_t whole, part;
    struct readings r = {0};
    const char *start = s->at;
    int n = digits(s, 5, &whole);

    if (n == 5 && (!*s->at || *s->at == '.')) {
        *fault = serial(s, whole, &out->from) ? DAYS_OK : s->fault;
    } else if (n && n <= 2 && skip(s, ".") && digits(s, 1, &part) && !*s->at) {
        add_in_years(s, &r, whole, part);
        add_in_years(s, &r, whole, part * 10);
        *fault = set_day(s, &r, &out->from) ? DAYS_OK : s->fault;
    } else {
        s->at = start;
        return false;
    }
    out->to = out->from;
    return true;
}

/* All digits, dashes and blanks to their plain forms. False if it is too long for a date. */
static bool fold(const char *text, char out[TEXT_MAX]) {
    size_t len = strlen(text), at = 0, n;
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        char bytes[4];
        code = value_fold_char(code);
        if (!code)
            continue;
        size_t put = utf8_put(code, bytes);
        if (at + put >= TEXT_MAX)
            return false;
        memcpy(out + at, bytes, put);
        at += put;
    }
    while (at && out[at - 1] == ' ')
        at--;
    out[at] = '\0';
    return len == 0;
}

enum days_fault day_reader_read(const struct day_reader *reader, const char *text,
                                enum cell_kind kind, int month, struct days *out) {
    char folded[TEXT_MAX];
    struct scan s = {.reader = reader, .at = folded, .month = month};
    enum days_fault fault;

    *out = (struct days){DAY_NONE, DAY_NONE, false, 0};
    if (!fold(text, folded))
        return DAYS_UNREADABLE;
    skip_blanks(&s);
    bool number = strspn(s.at, "0123456789.") == strlen(s.at) && strchr(s.at, '.') &&
                  (kind == CELL_NUMBER || strcspn(s.at, ".") == 5);
    if (!number || !read_number(&s, out, &fault))
        fault = read_days(&s, out);
    out->month = s.month;
    if (fault == DAYS_OK)
        return DAYS_OK;
    out->from = out->to = DAY_NONE;
    return fault == DAYS_UNREADABLE && is_vague(folded) ? DAYS_VAGUE : fault;
}
