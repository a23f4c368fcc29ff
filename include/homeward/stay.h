/*
 * Who stays when a run has less room than riders (contract section 8). Fewest hardship riders come
 * off, then fewest riders, then fewest parties are broken; of all such choices the one that takes
 * off the last in order first. Pure.
 */
#ifndef HOMEWARD_STAY_H
#define HOMEWARD_STAY_H

#include "homeward/campaign.h"

struct stay_rider {
    int32_t board, alight, children; /* stops; free children with them */
    unsigned needs;
    bool hardship;
    int32_t party; /* index of a stay_party, -1: alone */
};
enum { STAY_NONE, STAY_SOME, STAY_ALL, STAY_HOW_MANY };
struct stay_party {
    bool must; /* all of its riders here or none */
    /* its breaks (contract 7, line 3) if so many of its riders here stay */
    int32_t breaks[STAY_HOW_MANY];
};
struct stay_room {
    int32_t n_legs, seats, places[NEEDS], children;
};

/* riders: in order. out_off: one byte each, 1: comes off. false: there were too many rows short of
 * room at once to try every choice; then it fits, but is not proved to be the best. */
bool stay_choose(const struct stay_room *room, const struct stay_rider *riders, int32_t n,
                 const struct stay_party *parties, int32_t n_parties, unsigned char *out_off);

#endif
