/* What the parts of the explanation share. */
#ifndef HOMEWARD_MATCH_EXPLAIN_H
#define HOMEWARD_MATCH_EXPLAIN_H

#include "match/calls.h"
#include "match/problem.h"

struct call_index {
    struct ends origins, destinations;
    struct calls departures, landings;
    int32_t running;       /* allocations not cancelled */
    int32_t *landing;      /* of the request in hand: 1 + first landing of an allocation, 0: none */
    unsigned char *filter; /* of the request in hand: that an allocation failed */
    struct arena arena;
};
struct explainer {
    struct problem p; /* its rooms hold what bookings leave; its lists are made when needed */
    const struct booking *bookings;
    struct call_index index; /* made when needed */
};

bool in_must_party(const struct campaign *c, const struct request *r);

/* explain_rides.c */
/* Options of one request, or of all, whether booked or not. */
void explain_options(struct explainer *e, int32_t request, bool of_all);
/* What a request takes of the rows, in the matcher's words. */
struct kind explain_kind(const struct request *r);
struct option explain_option(const struct explainer *e, int32_t request, int32_t allocation,
                             int board, int alight);
/* The options of a request on one allocation. */
struct options explain_options_on(const struct explainer *e, int32_t request, int32_t allocation);
void explain_ride(const struct explainer *e, int32_t request, int32_t allocation, int board,
                  int alight, struct ride *out);
void explain_seat(struct explainer *e, int32_t request, struct account *out);

/* explain_relax.c */
void explain_relaxed(struct explainer *e, int32_t request, bool only_with_room,
                     struct relaxation out[RELAXES]);
/* explain_taken.c */
void explain_taken(struct explainer *e, int32_t request, struct arena *arena, struct taken *out);
/* explain_party.c */
void explain_split(struct explainer *e, int32_t request, struct arena *arena, struct split *out);
void explain_extra(struct explainer *e, int32_t request, struct extra *out);

#endif
