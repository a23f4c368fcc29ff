/* Days of the solar calendar: digits with marks or words, hanzi, serial numbers of sheets. */
#include "intake/day_scan.h"

/* 8号: the month before it in the cell or beside it, else the only one that fits. */
static bool day_alone(struct scan *s, int64_t dayofmonth, struct day *out) {
    struct readings r = {0};

    if (s->month)
        return scan_month_day(s, s->month, dayofmonth, out);
    for (int month = 1; month <= 12; month++)
        readings_add_in_years(s, &r, month, dayofmonth);
    if (r.n && !r.n_inside) /* many readings, all outside: none of them is meant */
        return scan_fail(s, DAYS_AMBIGUOUS);
    return scan_set_day(s, &r, out);
}

/* 2/8/2018 and 18.2.8: year, month and day stand in the order of some country. */
static bool three_numbers(struct scan *s, const int64_t v[3], const int width[3], struct day *out) {
    struct readings r = {0};
    int64_t first = width[0] <= 2 ? 2000 + v[0] : v[0], last = width[2] <= 2 ? 2000 + v[2] : v[2];

    readings_add_date(s, &r, first, v[1], v[2]);
    if (width[0] <= 2) {
        readings_add_date(s, &r, last, v[0], v[1]);
        readings_add_date(s, &r, last, v[1], v[0]);
    }
    if (width[0] <= 2 && !r.n_inside && r.n > 1)
        return scan_fail(s, DAYS_AMBIGUOUS);
    return scan_set_day(s, &r, out);
}

/* Day 1 is 1900-01-01, and the sheet believes in 29 February 1900; or day 0 is 1904-01-01. */
bool scan_serial(struct scan *s, int64_t number, struct day *out) {
    struct readings r = {0};
    struct day of1900, of1904;

    if (!day_make(1900, 1, 1, &of1900) || !day_make(1904, 1, 1, &of1904))
        return false;
    readings_add(s, &r, (struct day){of1900.v + (int32_t)number - 2});
    readings_add(s, &r, (struct day){of1904.v + (int32_t)number});
    if (!r.n_inside)
        return scan_fail(s, DAYS_UNREADABLE);
    return scan_set_day(s, &r, out);
}

/* One of - . / between numbers, blanks around it; '\0' if there is none. */
static char separator(struct scan *s) {
    const char *start = s->at;

    scan_blanks(s);
    char c = *s->at;
    if (c == '-' || c == '.' || c == '/') {
        s->at++;
        scan_blanks(s);
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
        if (!c || (mark && c != mark) || !(width[n] = scan_digits(s, 4, &v[n]))) {
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

    scan_blanks(s);
    if (year && !scan_digits(s, 2, &month) && !(month = scan_hanzi(s)))
        return scan_fail(s, DAYS_UNREADABLE);
    scan_blanks(s);
    if (year && !scan_skip(s, "月") && !SCAN_ANY(s, "-", ".", "/"))
        return scan_fail(s, DAYS_UNREADABLE);
    scan_blanks(s);
    if (!scan_digits(s, 2, &dayofmonth) && !(dayofmonth = scan_hanzi(s)))
        return scan_fail(s, SCAN_ANY(s, "上旬", "中旬", "下旬", "初", "底", "中", "份") || !*s->at
                                ? DAYS_VAGUE
                                : DAYS_UNREADABLE);
    scan_blanks(s);
    SCAN_ANY(s, "日", "号");
    if (year)
        readings_add_date(s, &r, first < 100 ? 2000 + first : first, month, dayofmonth);
    else
        readings_add_in_years(s, &r, month, dayofmonth);
    return scan_set_day(s, &r, out);
}

static bool compact(struct scan *s, int64_t number, struct day *out) {
    struct readings r = {0};

    readings_add_date(s, &r, number / 10000, number / 100 % 100, number % 100);
    return scan_set_day(s, &r, out);
}

bool scan_solar_day(struct scan *s, struct day *out) {
    int64_t v[3];
    int width[3];
    const char *start = s->at;

    width[0] = scan_digits(s, 8, &v[0]);
    if (!width[0])
        return scan_fail(s, DAYS_UNREADABLE);
    if (width[0] == 8)
        return compact(s, v[0], out);
    const char *mark = s->at;
    scan_blanks(s);
    if (scan_skip(s, "年"))
        return with_words(s, v[0], true, out);
    if (width[0] <= 2 && scan_skip(s, "月"))
        return with_words(s, v[0], false, out);
    if (width[0] <= 2 && SCAN_ANY(s, "日", "号"))
        return day_alone(s, v[0], out);
    s->at = mark;
    if (width[0] == 5)
        return scan_serial(s, v[0], out);
    int n = dotted(s, v, width);
    SCAN_ANY(s, "日", "号");
    if (n == 3)
        return three_numbers(s, v, width, out);
    if (n == 2 && width[0] <= 2 && width[1] <= 2)
        return scan_month_day(s, v[0], v[1], out);
    s->at = start;
    return scan_fail(s, DAYS_UNREADABLE);
}

/* 二〇一八年二月七日, 二月七日. A month without 日 behind the day may be lunar: not read here. */
bool scan_hanzi_day(struct scan *s, struct day *out) {
    const char *start = s->at;
    int64_t year = 0;
    int n = 0, digit;

    while (n < 4 && (digit = scan_hanzi_digit(s)) >= 0) {
        year = year * 10 + digit;
        n++;
    }
    if (n == 4 && scan_skip(s, "年"))
        return with_words(s, year, true, out);
    s->at = start;
    int month = scan_hanzi(s), dayofmonth;
    if (month && scan_skip(s, "月") && (dayofmonth = scan_hanzi(s)) && SCAN_ANY(s, "日", "号"))
        return scan_month_day(s, month, dayofmonth, out);
    s->at = start;
    return false;
}
