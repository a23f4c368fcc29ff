/*
 * Days and instants. China has one zone, UTC+08:00, and no summer time (contract, head):
 * an instant is seconds since 1970-01-01T00:00:00 UTC, local time exists only in parsing
 * and printing.
 */
#ifndef HOMEWARD_WHEN_H
#define HOMEWARD_WHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct day {
    int32_t v; /* days since 1970-01-01; DAY_NONE when absent */
};
struct instant {
    int64_t v; /* seconds since 1970-01-01T00:00:00 UTC; INSTANT_NONE when absent */
};
#define DAY_NONE ((struct day){INT32_MIN})
#define INSTANT_NONE ((struct instant){INT64_MIN})
#define WHEN_TEXT 24 /* room for any text made here */

static inline bool day_given(struct day day) {
    return day.v != INT32_MIN;
}
static inline bool instant_given(struct instant at) {
    return at.v != INT64_MIN;
}

/* false for a date that does not exist (30 February) or lies outside 1900-2199. */
bool day_make(int year, int month, int dayofmonth, struct day *out);
void day_split(struct day day, int *out_year, int *out_month, int *out_dayofmonth);
int day_weekday(struct day day);                           /* 0 = Sunday */
bool day_parse(const char *text, struct day *out);         /* 2018-02-07 */
bool instant_parse(const char *text, struct instant *out); /* 2018-02-07T08:00[:00] */
const char *day_text(struct day day, char out[WHEN_TEXT]);
const char *instant_text(struct instant at, char out[WHEN_TEXT]); /* 2018-02-07T08:00[:05] */

struct day instant_day(struct instant at); /* calendar day in China */
int instant_minute(struct instant at);     /* minute of that day */
struct instant instant_make(struct day day, int minute);
/* The day a departure counts for: before `day_starts_at` minutes it is the evening before
 * (contract section 2, dayStartsAt). */
struct day instant_service_day(struct instant at, int day_starts_at);

/* The clock. Only cli, desk and ops ask it; everything below is told the time.
 * HOMEWARD_NOW in the environment (an instant) stands in for it in tests. */
struct instant when_now(void);
double when_monotonic_s(void);

#endif
