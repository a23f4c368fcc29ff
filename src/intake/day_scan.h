/*
 * Inside the reading of days: a text that is read from left to right, and the choice among the
 * readings of what was read. Shared by value_day.c, day_solar.c and day_lunar.c.
 */
#ifndef HOMEWARD_INTAKE_DAY_SCAN_H
#define HOMEWARD_INTAKE_DAY_SCAN_H

#include "intake/value_day.h"

struct scan {
    const struct day_reader *reader;
    const char *at;
    int month;       /* solar month of the day read last, or the hint; 0: none */
    int lunar_month; /* lunar month of the day read last; 0: none */
    enum days_fault fault;
};

/* Move on behind the word, or behind the first of several that is there. */
bool scan_skip(struct scan *s, const char *word);
bool scan_any(struct scan *s, const char *const *words, size_t n);
#define SCAN_ANY(scan, ...)                                                                        \
    scan_any(scan, (const char *const[]){__VA_ARGS__},                                             \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
void scan_blanks(struct scan *s);
/* Notes the first fault; returns false. */
bool scan_fail(struct scan *s, enum days_fault fault);
/* Decimal digits; returns how many, none if there are more than max. */
int scan_digits(struct scan *s, int max, int64_t *out);
int scan_hanzi_digit(struct scan *s); /* 0-9; -1 if it is none */
/* 十, 十二, 二十, 二十三, 廿三, 卅: up to 39; 0 if it is none. */
int scan_hanzi(struct scan *s);

/* Readings of one text. The one that falls into the campaign is meant, if it is the only one. */
struct readings {
    struct day inside, any;
    int n_inside, n;
};
void readings_add(const struct scan *s, struct readings *r, struct day day);
void readings_add_date(const struct scan *s, struct readings *r, int64_t year, int64_t month,
                       int64_t dayofmonth);
/* A month and day without a year: in each year of the campaign. */
void readings_add_in_years(const struct scan *s, struct readings *r, int64_t month,
                           int64_t dayofmonth);
/* False, with the fault noted, if none or several are left. */
bool readings_choose(struct scan *s, const struct readings *r, struct day *out);
/* The same for a solar day, whose month is then known. */
bool scan_set_day(struct scan *s, const struct readings *r, struct day *out);
bool scan_month_day(struct scan *s, int64_t month, int64_t dayofmonth, struct day *out);

/* One day at the place of reading. */
bool scan_solar_day(struct scan *s, struct day *out);
bool scan_hanzi_day(struct scan *s, struct day *out);
bool scan_serial(struct scan *s, int64_t number, struct day *out);
bool scan_lunar_day(struct scan *s, struct day *out);

#endif
