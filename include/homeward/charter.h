/*
 * What the road asks of a chartered coach before its papers are printed (domain section 4): people
 * within the licensed seats, a plate at home at one end, papers that are valid, drivers and rests
 * for the distance. Pure.
 */
#ifndef HOMEWARD_CHARTER_H
#define HOMEWARD_CHARTER_H

#include "homeward/campaign.h"
#include "homeward/err.h"
#include "homeward/str.h"

enum charter_code {
    CHARTER_OVERLOADED, /* more riders and crew than licensed seats */
    CHARTER_CHILDREN,   /* free children above a tenth of them beyond a full coach */
    CHARTER_PLATE,      /* neither end lies where the plate is from */
    CHARTER_SIGN_EXPIRED,
    CHARTER_DRIVERS,     /* too few for the distance */
    CHARTER_REST,        /* longer than four hours in one go */
    CHARTER_NIGHT,       /* on the road between 02:00 and 05:00 */
    CHARTER_NO_APPROVED, /* from here on: what is not stated, so not checked */
    CHARTER_NO_SIGN,
    CHARTER_NO_CONTRACT,
    CHARTER_NO_DRIVERS,
    CHARTER_NO_RESTS,
    CHARTER_CODES
};
enum charter_weight {
    CHARTER_REFUSES, /* its papers are never printed */
    CHARTER_FINDING, /* for a person to settle */
    CHARTER_NOTE     /* could not be checked */
};
const char *charter_word(enum charter_code code);
enum charter_weight charter_weight(enum charter_code code);
const char *charter_weight_word(enum charter_weight weight);

struct charter_finding {
    enum charter_code code;
    int64_t is, limit; /* people, kilometres, minutes; 0 where no number is meant */
};
struct charter_load { /* who rides: both by stop, who is aboard after it */
    const int32_t *riders, *children;
};
/* At most one finding of a code; out has room for CHARTER_CODES. Nothing is found in what is no
 * chartered coach. Returns how many. */
int charter_check(const struct campaign *c, int32_t allocation, const struct charter_load *load,
                  struct charter_finding out[CHARTER_CODES]);
/* One sentence with its numbers, without the run's name. */
void charter_text(const struct charter_finding *finding, enum lang lang, struct str *out);
/* Kilometres by road from the first stop to the last. */
double charter_road_km(const struct allocation *a);

#endif
