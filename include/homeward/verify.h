/*
 * The independent checker: re-derives every rule of contract section 7 from the campaign and a
 * set of bookings, with the plain definitions of rule.h and nothing of the matcher.
 */
#ifndef HOMEWARD_VERIFY_H
#define HOMEWARD_VERIFY_H

#include "homeward/campaign.h"

enum violation_kind {
    VIOLATION_FORBIDDEN,  /* the filter named in `detail` forbids this ride */
    VIOLATION_OVER_SEATS, /* more riders than seats on a leg */
    VIOLATION_OVER_BERTHS,
    VIOLATION_OVER_WHEELCHAIR,
    VIOLATION_OVER_CHILDREN,
    VIOLATION_MUST_SPLIT,    /* a must party is not whole on one allocation */
    VIOLATION_SEAT_TWICE,    /* one seat label on overlapping legs */
    VIOLATION_SEAT_UNKNOWN,  /* a label the vehicle does not have, or none where one is due */
    VIOLATION_SEAT_NEED,     /* a lower-berth need not on a lower berth */
    VIOLATION_CANCELLED,     /* a booking on an allocation that does not stand */
    VIOLATION_HELD,          /* riders on seats that are held for another office */
    VIOLATION_QUOTA,         /* more riders of an office than its quota */
    VIOLATION_VEHICLE_TWICE, /* one vehicle on two runs at once */
    VIOLATION_KINDS
};
const char *violation_word(enum violation_kind kind);

struct violation {
    enum violation_kind kind;
    int32_t allocation, request; /* index or -1 */
    char detail[96];             /* never personal data */
};

/* Calls found() for each violation, in a fixed order; returns how many. */
int64_t verify_bookings(const struct campaign *c, const struct booking *bookings,
                        void (*found)(void *payload, const struct violation *violation),
                        void *payload);
/* Only what concerns these allocations (one byte each; NULL: all). */
int64_t verify_runs(const struct campaign *c, const struct booking *bookings,
                    const unsigned char *which,
                    void (*found)(void *payload, const struct violation *violation), void *payload);
struct bi violation_text(enum violation_kind kind);

#endif
