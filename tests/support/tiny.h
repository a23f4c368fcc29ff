/*
 * Small campaigns for unit tests, made in code. Places are numbers 1, 2, 3 ... a degree of
 * longitude apart (code 110000 + n); a stop serves its own place only.
 */
#ifndef HOMEWARD_TESTS_TINY_H
#define HOMEWARD_TESTS_TINY_H

#include "homeward/campaign.h"

struct tiny {
    struct campaign c;
    size_t allocations_cap, requests_cap, bookings_cap, vehicles_cap, parties_cap;
};
/* One office, two stations of it ("S1", "S2"), rules at their defaults. */
void tiny_make(struct tiny *t);
void tiny_clear(struct tiny *t);

/* A run on a day (from 0) calling at places; uses[i] is STOP_BOARD and so on. Returns its index. */
int tiny_run(struct tiny *t, enum allocation_kind kind, int seats, int day, int n_stops,
             const int *places, const unsigned *uses);
/* A request for one day window; returns its index. In order: first made, first in order. */
int tiny_request(struct tiny *t, int from, int to, int earliest, int latest);
/* Puts requests into one party. */
int tiny_party(struct tiny *t, bool must, int n, const int *requests);
/* Books a request, whatever the rules say. */
void tiny_book(struct tiny *t, int request, int run, int board, int alight, const char *seat,
               enum booking_status status);
struct day tiny_day(int day);

#endif
