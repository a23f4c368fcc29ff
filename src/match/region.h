/*
 * A region: some allocations of a component, with everybody who rides only there or waits, as an
 * integer programme. What the others take of the rooms is left out of them.
 */
#ifndef HOMEWARD_MATCH_REGION_H
#define HOMEWARD_MATCH_REGION_H

#include "match/cuts.h"
#include "match/lp.h"
#include "match/problem.h"

/* The lines of the objective, all to be made least. */
enum line { LINE_HARDSHIP, LINE_SEATED, LINE_BREAKS, LINE_MOVED, LINE_OUTLAY, LINE_BOTHER, LINES };

enum column_kind {
    COLUMN_RIDERS, /* riders of a kind on one of its options */
    COLUMN_WHOLE,  /* a party whole on an allocation */
    COLUMN_BROKEN, /* a party that is not whole: its riders go where they like */
    COLUMN_USES,   /* a broken party uses the allocation */
    COLUMN_ALL,    /* nobody of a broken party waits */
    COLUMN_BREAKS  /* breaks of a broken party */
};
struct column {
    enum column_kind what;
    int32_t kind, option, group, allocation;
    int64_t worth[LINES]; /* what one unit adds to a line */
};

struct region {
    struct problem *p;
    const struct component *m;
    int32_t *kinds;  /* those that may change */
    int32_t *riders; /* of each: how many of it */
    bool *detailed;  /* by a group's first kind: its breaks are modelled one by one */
    int32_t *local;  /* of each allocation of the component: its place among rooms; -1: outside */
    int32_t **left;  /* rooms less what stays */
    int32_t **room_row;
    int32_t n_kinds, n_inside;
    struct lp *lp;
    struct column *columns;
    size_t columns_cap;
    int line_row[LINES], cut_row; /* first cut; -1 of a line: it has none */
    int soft, soft_end;           /* rows of lines and cuts: their slacks are no whole numbers */
    struct cuts cuts;             /* of all lines so far */
    int64_t scale[LINES];         /* greatest common divisor of a line's worths */
    struct arena arena;
};

/* allocations: those inside, n = all of the component's for the whole. False if nobody is free. */
bool region_open(struct region *r, struct problem *p, const struct component *m,
                 const int32_t *allocations, int32_t n, const counts *at);
void region_close(struct region *r);
/* About how many rows the programme would have. */
int region_size(const struct region *r);
/* Builds the programme; each line before `line` must be as good as in `least` (NULL: no line). */
void region_build(struct region *r, enum line line, const int64_t least[LINES]);
/* The lines as `at` has them, for those that may change. */
void region_lines(const struct region *r, const counts *at, int64_t out[LINES]);
/* What the lines have beyond the sum of the columns' worths: moves of those who stood, breaks that
 * fixed members make anyway. */
void region_constants(const struct region *r, int64_t out[LINES]);
/* The riders of a solution of the programme into `at`. */
void region_read(const struct region *r, counts *at);
/* Marks as detailed the broken groups whose breaks the programme took for one; true if any. */
bool region_refine(struct region *r, const counts *at);

#endif
