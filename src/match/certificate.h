/* Prices that prove the bounds of lines 1 and 2 (homeward/proof.h), out of the flows. */
#ifndef HOMEWARD_MATCH_CERTIFICATE_H
#define HOMEWARD_MATCH_CERTIFICATE_H

#include "homeward/proof.h"
#include "match/network.h"

void certificate_open(struct problem *p);
/* The network is solved, without pins or quotas. */
void certificate_note(struct problem *p, const struct network *net);
/* Of one allocation: rows of room that lie beyond the least cut of the level (one byte each). */
void certificate_note_rows(struct problem *p, enum proof_level level, int32_t allocation,
                           const unsigned char *beyond_cut);
/* Into the plan, as bytes. */
void certificate_close(const struct problem *p, struct plan *plan);

#endif
