/*
 * The life of a ticket-block, and what the railway keeps when tickets go back. Pure rules: which
 * step may follow which, and refunds by the tiers of config/rail_refund_tiers_2018.csv.
 */
#ifndef HOMEWARD_TICKET_H
#define HOMEWARD_TICKET_H

#include "homeward/campaign.h"

enum ticket_step {
    TICKET_SUBMIT, /* the names go to the carrier */
    TICKET_ALLOT,  /* its answer: all seats, some, none */
    TICKET_PAY,
    TICKET_COLLECT,
    TICKET_RETURN, /* seats that nobody has go back */
    TICKET_STEPS
};
const char *ticket_step_word(enum ticket_step step);
const char *block_state_word(enum block_state state); /* "not-managed", "planned" ... */
struct bi block_state_name(enum block_state state);
/* What the block is afterwards; false: the step cannot be taken from there. */
bool ticket_next(enum block_state from, enum ticket_step step, enum block_state *out);
/* The states that a step is taken from, for a message: "paid, collected". */
void ticket_from(enum ticket_step step, enum lang lang, struct str *out);
/* Paid for: seats that go back bring a refund. */
bool ticket_bought(const struct allocation *block);

/* So many riders are a group where the block does not say another number; and no later than so many
 * hours before it leaves does a group give tickets back (domain section 3). */
enum { TICKET_GROUP_RIDERS = 20, TICKET_GROUP_HOURS = 48 };

struct refund_tier {
    int32_t from_hours, percent;
    bool after; /* begins after that hour, not at it: the tier without an end */
};
enum { REFUND_TIERS = 16 };
struct refund_tiers {
    struct refund_tier v[REFUND_TIERS]; /* as in the table: the longest before first */
    int n;
};
void refund_tiers_read(struct refund_tiers *out);
/* What is kept of one fare: percent by tier, rounded to half a yuan, at least two yuan and never
 * more than the fare. seconds: until it leaves. */
int64_t refund_fee(const struct refund_tiers *tiers, int64_t fare_fen, int64_t seconds);

#endif
