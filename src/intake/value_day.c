/* Cells to days: one day or two, and what may stand behind them. */
#include "intake/value_day.h"

#include "homeward/str.h"
#include "intake/day_scan.h"
#include "intake/value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT_MAX 128

static bool one_day(struct scan *s, struct day *out) {
    const char *start = s->at;

    scan_blanks(s);
    if (*s->at >= '0' && *s->at <= '9')
        return scan_solar_day(s, out);
    if (scan_hanzi_day(s, out))
        return true;
    if (s->fault != DAYS_OK)
        return false;
    s->at = start;
    scan_blanks(s);
    return scan_lunar_day(s, out);
}

/* Time of day and day of the week: they say nothing that is taken. */
static bool skip_time(struct scan *s) {
    int64_t number;
    const char *start = s->at;

    if (SCAN_ANY(s, "星期", "周", "礼拜"))
        return SCAN_ANY(s, "一", "二", "三", "四", "五", "六", "日", "天", "末") || *s->at;
    if (SCAN_ANY(s, "上午", "下午", "晚上", "早上", "中午", "凌晨", "傍晚", "夜里", "早", "晚", "(",
                 ")", "当天", "出发", "发车", "返乡", "返程", "返岗", "走", "T"))
        return true;
    if (scan_digits(s, 2, &number) && SCAN_ANY(s, ":", "点", "时")) {
        if (!scan_skip(s, "半") && scan_digits(s, 2, &number) && !scan_skip(s, ":"))
            scan_skip(s, "分");
        scan_digits(s, 2, &number);
        scan_skip(s, "整");
        if (scan_skip(s, ".")) /* parts of a second */
            scan_digits(s, 9, &number);
        return true;
    }
    s->at = start;
    return false;
}

static void skip_times(struct scan *s) {
    do
        scan_blanks(s);
    while (skip_time(s));
}

enum mark { MARK_NONE, MARK_RANGE, MARK_AND };

static enum mark range_mark(struct scan *s) {
    scan_blanks(s);
    if (SCAN_ANY(s, "--", "-", "~", "至", "到", "..."))
        return MARK_RANGE;
    return SCAN_ANY(s, "、", "或者", "或", "和", ",", ";") ? MARK_AND : MARK_NONE;
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
    scan_blanks(s);
    const char *at = s->at;
    int n = scan_digits(s, 2, &number);
    if (n && (!*s->at || *s->at == ' ') && s->month)
        return scan_month_day(s, s->month, number, out);
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
    out->about = SCAN_ANY(s, "左右", "前后");
    skip_times(s);
    if (SCAN_ANY(s, "之前", "以前", "前", "之后", "以后", "后", "起", "开始"))
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
    int n = scan_digits(s, 5, &whole);

    if (n == 5 && (!*s->at || *s->at == '.')) {
        *fault = scan_serial(s, whole, &out->from) ? DAYS_OK : s->fault;
    } else if (n && n <= 2 && scan_skip(s, ".") && scan_digits(s, 1, &part) && !*s->at) {
        readings_add_in_years(s, &r, whole, part);
        readings_add_in_years(s, &r, whole, part * 10);
        *fault = scan_set_day(s, &r, &out->from) ? DAYS_OK : s->fault;
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
    scan_blanks(&s);
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

bool day_reader_read_time(const struct day_reader *reader, const char *text, struct day *out_day,
                          int *out_minute) {
    struct str date = STR_MAX(64);
    size_t date_len = strcspn(text, " T");
    const char *time = text + date_len + strspn(text + date_len, " T");
    int hour, minute, used = 0;
    struct days days;

    str_addf(&date, "%.*s", (int)(date_len < 64 ? date_len : 64), text);
    bool one = day_reader_read(reader, str_get(&date), CELL_TEXT, 0, &days) == DAYS_OK &&
               days.from.v == days.to.v;
    str_clear(&date);
    *out_minute = -1;
    *out_day = one ? days.from : DAY_NONE;
    if (!one || !time[0])
        return one;
    if (sscanf(time, "%2d:%2d%n", &hour, &minute, &used) != 2 || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || (time[used] && time[used] != ':'))
        return false;
    *out_minute = hour * 60 + minute;
    return true;
}
