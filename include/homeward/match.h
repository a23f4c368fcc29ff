/*
 * The matcher: a campaign in, a plan out. Pure: no input, output, clock, global or randomness;
 * the same campaign gives the same plan whatever the order of rows.
 *
 * Objective (contract section 7), each line only after all above it: hardship requests seated,
 * requests seated, fewest party breaks, (re-match: fewest moved), least outlay, least
 * inconvenience.
 */
#ifndef HOMEWARD_MATCH_H
#define HOMEWARD_MATCH_H

#include "homeward/plan.h"
#include "homeward/progress.h"

enum keep {
    KEEP_TOLD,      /* default: told and confirmed keep allocation and stops, seated may move */
    KEEP_CONFIRMED, /* only confirmed keep */
    KEEP_ALL,       /* fill free seats only */
    KEEP_AFRESH     /* keep confirmed alone and forget the rest: `moved` counts nothing */
};

struct match_options {
    enum keep keep;
    /* Only these requests may change (one byte each); NULL: all. The others keep what stands. */
    const unsigned char *only;
    int64_t work;                /* budget in units of elementary steps; 0: the default */
    bool (*stop)(void *payload); /* asked now and then; true ends the search; may be NULL */
    void *stop_payload;
    const struct progress *progress;
};

/* Fails only with RC_INTERNAL. The plan is the caller's, to free with plan_free. Seats are
 * assigned in it for coaches and train cars. */
enum rc match_run(const struct campaign *campaign, const struct match_options *options,
                  struct plan **out, struct err *err) RC_CHECK;

/* Why requests are where they are, seen from any set of bookings (contract section 10). */
struct explanation {
    enum reason reason;
    int64_t candidates; /* allocations it could ride if they had room, for the request alone */
    int64_t filtered[REASONS]; /* allocations that each filter removed first */
};
struct explainer; /* keeps what it learnt for the next question */
struct explainer *explainer_new(const struct campaign *campaign, const struct booking *bookings);
void explainer_ask(struct explainer *explainer, int32_t request, struct explanation *out);
void explainer_free(struct explainer *explainer); /* accepts NULL */

#endif
