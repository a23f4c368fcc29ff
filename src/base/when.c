/* Days and instants: the proleptic Gregorian calendar and China's one zone. */
#include "homeward/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ZONE_S (8 * 3600)
#define DAY_S 86400

/* Days since 1970-01-01, by H. Hinnant's days_from_civil. */
static int32_t days_from_civil(int y, int m, int d) {
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

void day_split(struct day day, int *out_year, int *out_month, int *out_dayofmonth) {
    int z = day.v + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;

    *out_dayofmonth = doy - (153 * mp + 2) / 5 + 1;
    *out_month = mp < 10 ? mp + 3 : mp - 9;
    *out_year = yoe + era * 400 + (*out_month <= 2);
}

bool day_make(int year, int month, int dayofmonth, struct day *out) {
    int y, m, d;

    if (year < 1900 || year > 2199 || month < 1 || month > 12 || dayofmonth < 1 || dayofmonth > 31)
        return false;
    struct day day = {days_from_civil(year, month, dayofmonth)};
    day_split(day, &y, &m, &d);
    if (m != month || d != dayofmonth)
        return false;
    *out = day;
    return true;
}

int day_weekday(struct day day) {
    int w = (day.v + 4) % 7;

    return w < 0 ? w + 7 : w;
}

/* n digits as a number; the pointer moves on. */
static bool digits(const char **s, int n, int *out) {
    int value = 0;

    for (int i = 0; i < n; i++, (*s)++) {
        if (**s < '0' || **s > '9')
            return false;
        value = value * 10 + (**s - '0');
    }
    *out = value;
    return true;
}

static bool literal(const char **s, char c) {
    if (**s != c)
        return false;
    (*s)++;
    return true;
}

static bool date_part(const char **s, struct day *out) {
    int y, m, d;

    return digits(s, 4, &y) && literal(s, '-') && digits(s, 2, &m) && literal(s, '-') &&
           digits(s, 2, &d) && day_make(y, m, d, out);
}

bool day_parse(const char *text, struct day *out) {
    struct day day;

    if (!date_part(&text, &day) || *text)
        return false;
    *out = day;
    return true;
}

bool instant_parse(const char *text, struct instant *out) {
    struct day day;
    int h, min, s = 0;

    if (!date_part(&text, &day) || !literal(&text, 'T') || !digits(&text, 2, &h) ||
        !literal(&text, ':') || !digits(&text, 2, &min))
        return false;
    if (literal(&text, ':') && !digits(&text, 2, &s))
        return false;
    if (*text || h > 23 || min > 59 || s > 59)
        return false;
    *out = (struct instant){instant_make(day, h * 60 + min).v + s};
    return true;
}

const char *day_text(struct day day, char out[WHEN_TEXT]) {
    int y, m, d;

    day_split(day, &y, &m, &d);
    snprintf(out, WHEN_TEXT, "%04d-%02d-%02d", y, m, d);
    return out;
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

struct day instant_day(struct instant at) {
    return (struct day){(int32_t)floor_div(at.v + ZONE_S, DAY_S)};
}

static int second_of_day(struct instant at) {
    int64_t local = at.v + ZONE_S;

    return (int)(local - floor_div(local, DAY_S) * DAY_S);
}

int instant_minute(struct instant at) {
    return second_of_day(at) / 60;
}

struct instant instant_make(struct day day, int minute) {
    return (struct instant){(int64_t)day.v * DAY_S + minute * 60 - ZONE_S};
}

struct day instant_service_day(struct instant at, int day_starts_at) {
    return instant_day((struct instant){at.v - (int64_t)day_starts_at * 60});
}

const char *instant_text(struct instant at, char out[WHEN_TEXT]) {
    int y, m, d, second = second_of_day(at);

    day_split(instant_day(at), &y, &m, &d);
    int n = snprintf(out, WHEN_TEXT, "%04d-%02d-%02dT%02d:%02d", y, m, d, second / 3600,
                     second / 60 % 60);
    if (second % 60 && n > 0 && n < WHEN_TEXT)
        snprintf(out + n, (size_t)(WHEN_TEXT - n), ":%02d", second % 60);
    return out;
}

struct instant when_now(void) {
    const char *given = getenv("HOMEWARD_NOW");
    struct instant at;

    if (given && instant_parse(given, &at))
        return at;
    return (struct instant){(int64_t)time(NULL)};
}

double when_monotonic_s(void) {
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}
