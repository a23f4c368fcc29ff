/*
 * May this request ride here? The plain definition of contract section 7, one request and one
 * allocation at a time. The matcher finds candidates through an index of its own; explain and
 * the independent checker use this.
 */
#ifndef HOMEWARD_RULE_H
#define HOMEWARD_RULE_H

#include "homeward/campaign.h"

/* The filters in the order in which explain tries them (contract section 10). */
enum filter {
    FILTER_ROUTE,
    FILTER_DATE,
    FILTER_MODE,
    FILTER_CLASS, /* classes and services */
    FILTER_NEED,
    FILTER_RESERVED,
    FILTERS /* passed all */
};

/* Does this stop serve this end of a journey (boarding: origin, alighting: destination)? */
bool rule_stop_serves(const struct campaign *c, const struct allocation *a, const struct stop *stop,
                      const struct spot *end, bool boarding);
bool rule_admits(const struct campaign *c, const struct allocation *a,
                 const struct request *r); /* reservedFor, openFrom, sharing */
bool rule_carries_needs(const struct allocation *a, unsigned needs);
/* The first of the filters that ask nothing of stops (mode, class, need, reserved) that a fails,
 * FILTERS if none. */
enum filter rule_first_misfit(const struct campaign *c, const struct request *r,
                              const struct allocation *a);
/* How far a train or coach may stop from an origin (boarding) or a destination. */
double rule_limit_km(const struct rules *rules, enum mode mode, bool boarding);

/* May r board a at stop i and alight at stop j, seats and party aside? */
bool rule_may_ride(const struct campaign *c, const struct request *r, const struct allocation *a,
                   int i, int j);
/* The first filter after which no stop pair of a is left, FILTERS if one passes all. */
enum filter rule_first_filter(const struct campaign *c, const struct request *r,
                              const struct allocation *a);

/* The cost lines of one seated request. */
int64_t rule_outlay(const struct allocation *a); /* fen; line 4 */
int64_t rule_inconvenience(const struct campaign *c, const struct request *r,
                           const struct allocation *a, int i, int j); /* line 5 */
/* The same from its parts: days after preferred (before: negative), km to origin and destination.
 */
int64_t rule_inconvenience_of(const struct rules *rules, int32_t late, double board_km,
                              double alight_km);

#endif
