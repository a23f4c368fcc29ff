/*
 * The day's sheet: what was planned and what departed, on the day and so far, by office; whose
 * returns are missing; what was said later of days that were closed. Pure. What is planned is what
 * stands; what departed is as it was known by the end of the day, so that of person-trips total so
 * far = total of the day before + the day + corrections.
 */
#ifndef HOMEWARD_DAILY_H
#define HOMEWARD_DAILY_H

#include "homeward/reconcile.h"

enum daily_figure {
    DAILY_RUNS,    /* of coaches and cars */
    DAILY_COACHES, /* distinct vehicles */
    DAILY_CARS,
    DAILY_TICKETS, /* bought, of the blocks that leave */
    DAILY_TRIPS,   /* booked; departed: who travelled, by the returns */
    DAILY_FIGURES
};
const char *daily_figure_word(enum daily_figure figure); /* "person_trips" */
struct bi daily_figure_name(enum daily_figure figure);
enum { DAILY_PLANNED, DAILY_DEPARTED, DAILY_STAGES };
enum { DAILY_DAY, DAILY_TOTAL, DAILY_SCOPES };

/* Supply is its owner's, riders are their office's: each counts once. */
struct daily_office {
    int32_t office; /* index; -1: all together */
    int64_t n[DAILY_SCOPES][DAILY_STAGES][DAILY_FIGURES];
};
struct daily_missing { /* left, with riders, and no return */
    int32_t allocation, booked;
};
struct daily_correction { /* a return of an earlier day that came, or changed, on this one */
    int32_t allocation, now;
    int32_t before; /* -1: none had come */
};
struct daily {
    struct day date;
    struct daily_office *offices; /* n_offices of the campaign, and all together */
    struct daily_missing *missing;
    struct daily_correction *corrections;
    int n_offices, n_missing, n_corrections;
};
/* in: as of the date. before: the returns as of the day before. Lives in the arena. */
void daily_make(const struct reconcile_input *in, const struct boardings *before,
                struct arena *arena, struct daily *out);

#endif
