/*
 * Who really travelled: what came back from each departure. A return says it of everybody that the
 * printed manifest names, and of those who came without a seat; the last return of a departure
 * stands, earlier ones stay on record.
 */
#ifndef HOMEWARD_BOARDING_H
#define HOMEWARD_BOARDING_H

#include "homeward/campaign.h"

enum boarding_outcome {
    BOARDING_BOARDED, /* as printed */
    BOARDING_ABSENT,  /* a no-show */
    BOARDING_WALK_ON, /* travelled without a seat of this departure */
    BOARDING_INSTEAD, /* travelled on the seat of somebody absent */
    BOARDING_OUTCOMES
};
const char *boarding_outcome_word(enum boarding_outcome outcome);
struct bi boarding_outcome_name(enum boarding_outcome outcome);

struct boarding_row {
    enum boarding_outcome outcome;
    int32_t request;  /* index; -1: not registered, or gone since */
    int64_t rider;    /* as request.rider; 0: not registered */
    int32_t office;   /* index of the rider's; of somebody not registered the departure's */
    const char *seat; /* as printed, of INSTEAD the seat that was taken; NULL: none */
};

enum boarding_source { RETURN_RECORDED, RETURN_IMPORTED, RETURN_SCANNED, RETURN_SOURCES };
const char *boarding_source_word(enum boarding_source source);

struct boarding {
    int64_t id;                  /* 0: none came back */
    int32_t allocation, version; /* version of the paper; 0: it was not by paper */
    enum boarding_source source;
    struct instant recorded;
    const char *who;
    struct boarding_row *rows; /* one a person, free children are not among them */
    int n_rows;
};

/* The return that stands of each allocation. */
struct boardings {
    struct boarding *of;
};

bool boarding_travelled(enum boarding_outcome outcome);
/* Do they say the same, whatever their order? */
bool boarding_same(const struct boarding *a, const struct boarding *b);
/* In one order, so that equal returns have equal rows. */
void boarding_sort(struct boarding *boarding);

#endif
