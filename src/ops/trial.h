/*
 * A match in memory, on the campaign as it would be: the copy's allocations and bookings may be
 * changed before it runs, and nothing of it is stored.
 */
#ifndef HOMEWARD_OPS_TRIAL_H
#define HOMEWARD_OPS_TRIAL_H

#include "homeward/match.h"

struct trial {
    struct campaign c; /* shares all but allocations and bookings with the real one */
    unsigned char *only;
    struct arena arena;
};
void trial_open(struct trial *t, const struct campaign *c);
/* Proposals (BOOKING_SEATED) on every run that one of these requests could ride may move too. */
void trial_free_neighbours(struct trial *t, const bool *who);
enum rc trial_run(const struct trial *t, enum keep keep, struct plan **out,
                  struct err *err) RC_CHECK;
void trial_close(struct trial *t);

#endif
