/* Reading a text from left to right, and choosing among readings. */
#include "intake/day_scan.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- scanning ---- */

bool scan_skip(struct scan *s, const char *word) {
    size_t len = strlen(word);

    if (strncmp(s->at, word, len) != 0)
        return false;
    s->at += len;
    return true;
}

bool scan_any(struct scan *s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (scan_skip(s, words[i]))
            return true;
    return false;
}

void scan_blanks(struct scan *s) {
    while (*s->at == ' ')
        s->at++;
}

bool scan_fail(struct scan *s, enum days_fault fault) {
    if (s->fault == DAYS_OK)
        s->fault = fault;
    return false;
}

/* Decimal digits; returns how many, none if there are more than max. */
int scan_digits(struct scan *s, int max, int64_t *out) {
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
int scan_hanzi_digit(struct scan *s) {
    static const char *const words[] = {"〇", "一", "二", "三", "四", "五",
                                        "六", "七", "八", "九", "零"};

    for (int i = 0; i < (int)COUNT(words); i++)
        if (scan_skip(s, words[i]))
            return i % 10;
    return -1;
}

/* 十, 十二, 二十, 二十三, 廿三, 卅: up to 39; 0 if it is none. */
int scan_hanzi(struct scan *s) {
    int tens = 0;

    if (scan_skip(s, "廿"))
        tens = 20;
    else if (scan_skip(s, "卅"))
        tens = 30;
    int unit = tens ? -1 : scan_hanzi_digit(s);
    if (!tens && scan_skip(s, "十"))
        tens = unit > 0 ? unit * 10 : 10;
    else if (!tens)
        return unit > 0 ? unit : 0;
    unit = scan_hanzi_digit(s);
    return tens + (unit > 0 ? unit : 0);
}

/* ---- choosing among readings ---- */

static bool in_campaign(const struct scan *s, struct day day) {
    return s->reader->campaign->starts.v <= day.v && day.v <= s->reader->campaign->ends.v;
}

void readings_add(const struct scan *s, struct readings *r, struct day day) {
    if (!r->n++)
        r->any = day;
    if (!in_campaign(s, day) || (r->n_inside && r->inside.v == day.v))
        return;
    r->inside = day;
    r->n_inside++;
}

void readings_add_date(const struct scan *s, struct readings *r, int64_t year, int64_t month,
                       int64_t dayofmonth) {
    struct day day;

    if (day_make((int)year, (int)month, (int)dayofmonth, &day))
        readings_add(s, r, day);
}

bool readings_choose(struct scan *s, const struct readings *r, struct day *out) {
    if (r->n_inside > 1)
        return scan_fail(s, DAYS_AMBIGUOUS);
    if (!r->n)
        return scan_fail(s, DAYS_NO_SUCH);
    *out = r->n_inside ? r->inside : r->any;
    return true;
}

static void campaign_years(const struct scan *s, int *first, int *last) {
    int month, day;

    day_split(s->reader->campaign->starts, first, &month, &day);
    day_split(s->reader->campaign->ends, last, &month, &day);
}

/* A month and day without a year: the year in which they fall into the campaign. */
void readings_add_in_years(const struct scan *s, struct readings *r, int64_t month,
                           int64_t dayofmonth) {
    int first, last;

    campaign_years(s, &first, &last);
    for (int year = first; year <= last; year++)
        readings_add_date(s, r, year, month, dayofmonth);
}

bool scan_set_day(struct scan *s, const struct readings *r, struct day *out) {
    int year, dayofmonth;

    if (!readings_choose(s, r, out))
        return false;
    day_split(*out, &year, &s->month, &dayofmonth);
    s->lunar_month = 0;
    return true;
}

bool scan_month_day(struct scan *s, int64_t month, int64_t dayofmonth, struct day *out) {
    struct readings r = {0};

    readings_add_in_years(s, &r, month, dayofmonth);
    return scan_set_day(s, &r, out);
}
