/* Small campaigns of plain runs, and what the explainer says of a request in them. */
#ifndef HOMEWARD_TESTS_ASKED_H
#define HOMEWARD_TESTS_ASKED_H

#include "homeward/match.h"
#include "support/tiny.h"

/* Runs from one place to another; each returns its index. */
int tiny_run_of(struct tiny *t, enum allocation_kind kind, int seats, int day, int from, int to);
int tiny_coach(struct tiny *t, int seats, int day, int from, int to);
int tiny_ticket(struct tiny *t, int seats, int day, int from, int to);
/* Seats a request on such a run. */
void tiny_seat(struct tiny *t, int request, int run);
struct account tiny_ask(const struct tiny *t, int request, struct arena *arena);

#endif
