/*
 * A proof that no permitted plan seats more: a price for every row of room (a leg of a run, its
 * lower berths, its wheelchair places), for lines 1 and 2 of the objective. Whatever the prices,
 *   seats in any plan <= sum over requests of max(0, 1 - cheapest price of its rides)
 *                      + sum over rows of capacity * price,
 * so the one who checks trusts nobody: wrong prices prove less, never something wrong. The matcher
 * makes them, model/bound.c checks them.
 */
#ifndef HOMEWARD_PROOF_H
#define HOMEWARD_PROOF_H

#include "homeward/plan.h"

enum proof_level { PROOF_HARDSHIP, PROOF_ALL, PROOF_LEVELS };
enum { PROOF_LOWER, PROOF_WHEELCHAIR, PROOF_LEGS }; /* rows of an allocation; its legs follow */

struct proof {
    int64_t scale; /* prices are in parts of it */
    /* Bookings of this status and above stand in every plan that is spoken of. */
    enum booking_status promised;
    int64_t claimed[PROOF_LEVELS]; /* the bounds that the matcher stated */
    int64_t proved[PROOF_LEVELS];  /* what the prices proved when the plan was made */
    uint64_t state;                /* bound_state() of then */
    int64_t **price[PROOF_LEVELS]; /* by allocation, then row; NULL: all 0 */
};

void proof_make(const struct campaign *c, struct arena *arena, struct proof *out);
int proof_rows(const struct allocation *a);
/* The row's price, set in the arena's room. */
void proof_set(struct proof *proof, const struct campaign *c, struct arena *arena,
               enum proof_level level, int32_t allocation, int row, int64_t price);
/* As bytes, on the heap; the same proof gives the same bytes. */
unsigned char *proof_write(const struct proof *proof, const struct campaign *c, size_t *out_len);
/* False: not a proof. Prices of allocations that are gone or have other stops now count as 0. */
bool proof_read(const unsigned char *bytes, size_t len, const struct campaign *c,
                struct arena *arena, struct proof *out);

/* The independent part: eligibility by rule.h, room by its own count; nothing of the matcher. */
struct bound_verdict {
    int64_t seated[PROOF_LEVELS], bound[PROOF_LEVELS];
};
void bound_check(const struct campaign *c, const struct booking *bookings,
                 const struct proof *proof, struct bound_verdict *out);
/* A number for all that a bound depends on: another supply, request or booking gives another. */
uint64_t bound_state(const struct campaign *c, const struct booking *bookings);

#endif
