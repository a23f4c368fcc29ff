/* Seat labels for the bookings of a plan. */
#ifndef HOMEWARD_MATCH_SEATS_H
#define HOMEWARD_MATCH_SEATS_H

#include "homeward/plan.h"

/* On coaches and cars every booking gets a seat; one that stood keeps its own where it can. On a
 * ticket-block the carrier's label stays, if there is one. Labels live in the plan's arena. */
void seats_assign(const struct campaign *c, struct plan *plan);

#endif
