/*
 * Counts against reported figures. Pure: a campaign and its boardings in, a statement out.
 */
#ifndef HOMEWARD_RECONCILE_H
#define HOMEWARD_RECONCILE_H

#include "homeward/boarding.h"
#include "homeward/extra.h"

enum verdict { VERDICT_AGREES, VERDICT_SHORT, VERDICT_OVER };
const char *verdict_word(enum verdict verdict);

struct office_count {
    int32_t office; /* index */
    int64_t counted;
};
struct statement_line {
    struct figure figure;
    int64_t low, high; /* integers the printed figure may stand for, both included */
    int64_t counted;
    enum verdict verdict;
    struct office_count *offices; /* one for each office, in the campaign's order */
    int n_offices;
    int64_t returns_missing; /* departed runs without a return, for departed and boarded */
};

/* What the reported figures imply about each other and what the rows say (domain section 6). */
struct consistency_line {
    char code[48]; /* stable word, such as "load-per-coach" */
    char zh[512], en[512];
    bool agrees;
};

/* What was handed out or granted; kinds that nobody has touched are left out. */
struct statement_extra {
    const char *key;
    struct bi name, unit;
    bool stocked;
    int64_t in, given, runs;
    int64_t *offices; /* given, one for each office */
};

struct statement {
    struct arena arena;
    struct day as_of;
    struct statement_line *lines;
    int n_lines;
    struct consistency_line *consistency;
    int n_consistency;
    struct statement_extra *extras;
    int n_extras, n_offices;
};

/* What reconcile needs beyond the campaign. now: runs that left before it, and not after as_of,
 * have departed. */
struct reconcile_input {
    const struct campaign *campaign;
    struct boardings boardings;  /* as they stood at the end of as_of; of NULL: none came back */
    const struct extras *extras; /* as they stood then; NULL: none */
    struct instant now;
    struct day as_of;
};
enum rc reconcile_state(const struct reconcile_input *input, struct statement **out,
                        struct err *err) RC_CHECK;
void statement_free(struct statement *statement);
/* What came back, and what did not, of the runs that left with anybody on them. */
struct return_counts {
    int64_t departed, returned, missing;
    int64_t outcomes[BOARDING_OUTCOMES]; /* people of the returns */
};
/* missing: one bool for each allocation, to be filled; may be NULL. */
void reconcile_returns(const struct reconcile_input *input, struct return_counts *out,
                       bool *missing);
/* One count, by definition and (office >= 0) for one office only. */
int64_t reconcile_count(const struct reconcile_input *input, enum metric metric,
                        enum definition definition, int32_t office, int64_t *out_missing);

#endif
