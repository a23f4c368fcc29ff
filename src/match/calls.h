/*
 * Which stops serve an end of a journey, by index: place cells by latitude, `serves` prefixes as
 * ranges of places. Never ends times allocations.
 */
#ifndef HOMEWARD_MATCH_CALLS_H
#define HOMEWARD_MATCH_CALLS_H

#include "homeward/campaign.h"

/* The distinct origins, or destinations, of some requests. */
struct northing {
    double lat;
    int32_t end;
};
struct ends {
    struct spot *v;          /* by place, point */
    struct northing *by_lat; /* by latitude */
    int32_t n;
};

/* The arena holds the ends. */
void ends_collect(const struct campaign *c, struct arena *arena, const int32_t *requests, int32_t n,
                  bool origins, struct ends *out);
int32_t ends_find(const struct ends *ends, const struct spot *spot); /* -1: not among them */

struct call {                     /* a stop that serves an end */
    int32_t end, day, allocation; /* day: of departures alone */
    int16_t stop;
    double km;
};
struct calls {
    struct call *v;
    int32_t n;
    size_t cap;
    int32_t *from; /* of end e: v[from[e]] to v[from[e + 1]] */
};

/* Every stop that serves one of the ends, by end, day, allocation; v is to be freed. */
void calls_make(const struct campaign *c, struct arena *arena, const struct ends *ends,
                bool boarding, struct calls *out);

#endif
