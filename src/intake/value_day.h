/* Days as people write them in a cell: one, or a range. */
#ifndef HOMEWARD_INTAKE_VALUE_DAY_H
#define HOMEWARD_INTAKE_VALUE_DAY_H

#include "homeward/campaign.h"
#include "homeward/wire.h"

/* One day of the lunar calendar. */
struct lunar_day {
    struct day day;
    int month, dayofmonth; /* 12 腊月, 1 正月 ...; from 1 */
};
struct day_reader {
    const struct campaign *campaign;
    struct lunar_day *lunar;
    int n_lunar;
};
/* Reads config/calendar_2018.csv. Everything lives in the arena. */
void day_reader_init(struct day_reader *out, const struct campaign *campaign, struct arena *arena);

enum days_fault {
    DAYS_OK,
    DAYS_UNREADABLE,
    DAYS_NO_SUCH,   /* 2月30日, 腊月卅一 */
    DAYS_VAGUE,     /* 节前, 2月上旬, 2月8日以后 */
    DAYS_AMBIGUOUS, /* 8号 in a campaign of two months, 2/3/2018 */
    DAYS_BACKWARDS  /* the range ends before it begins */
};
struct days {
    struct day from, to;
    bool about; /* 左右: taken as the day itself */
    int month;  /* of the last day, a hint for a neighbour cell that names no month */
};
/*
 * 2018-02-07, 2018/2/7, 2018.2.7, 18.2.7, 2018年2月7日, 2月7日 and 2.7 (year of the campaign),
 * 20180207, 7号 (month of `month`, or the only one that fits the campaign), lunar days (腊月廿三,
 * 正月初六, 小年, 除夕), serial numbers of spreadsheets that fall into the campaign, ranges with
 * any dash, a time of day or of the week behind. What has two readings is never guessed.
 */
enum days_fault day_reader_read(const struct day_reader *reader, const char *text,
                                enum cell_kind kind, int month, struct days *out);

/* 2018-02-07T08:00, 2018/2/7 8:00, 2018年2月7日 8:00:00; without a time of day the minute is -1.
 * False: not one day, or no such time. */
bool day_reader_read_time(const struct day_reader *reader, const char *text, struct day *out_day,
                          int *out_minute);

#endif
