/*
 * A plan: where each request rides, or why it waits, and how good that is. Made by match,
 * checked by verify, stored by store.
 */
#ifndef HOMEWARD_PLAN_H
#define HOMEWARD_PLAN_H

#include "homeward/campaign.h"

enum reason {
    REASON_NONE, /* seated */
    REASON_NO_ROUTE,
    REASON_NO_DATE,
    REASON_NO_MODE,
    REASON_NO_CLASS,
    REASON_NO_NEED,
    REASON_RESERVED,
    REASON_PARTY,
    REASON_FULL,
    REASONS
};
const char *reason_word(enum reason reason); /* "no-route"; the contract's */
struct bi reason_text(enum reason reason);   /* a sentence for staff */

/* The lines of the objective, contract section 7, as counters. */
struct score {
    int64_t seated_hardship, seated_all, breaks, moved, outlay_fen, inconvenience;
};
/* Negative if a is better than b, line by line, `moved` (0 on a first match) after breaks. */
int score_compare(const struct score *a, const struct score *b);

struct plan {
    struct arena arena;
    int n_requests;
    struct booking *bookings; /* one for each request of the campaign */
    struct score score;
    int64_t bound_all, bound_hardship; /* no permitted plan seats more */
    bool optimal;                      /* lines 1-5 proved */
    int64_t released;                  /* bookings whose run was cancelled or forbids them now */
    /* Prices that prove the bounds (homeward/proof.h), as proof_write makes them. */
    unsigned char *certificate;
    size_t certificate_len;
};

void plan_free(struct plan *plan); /* accepts NULL */

/* Parties of two or more, for reports (contract section 10). */
struct party_counts {
    int64_t all, whole, breaks, must_unseated;
};
void plan_count_parties(const struct campaign *c, const struct booking *bookings,
                        struct party_counts *out);
/* How many pairs of a station and a run that takes somebody of it: what is tidied. */
int64_t plan_count_pairs(const struct campaign *c, const struct booking *bookings);
/* The score of any set of bookings, counted from nothing but the campaign. */
void plan_score(const struct campaign *c, const struct booking *bookings, struct score *out);

#endif
