/*
 * A small season in a database of its own, for unit tests of store and ops: made through the use
 * cases, from the files of season.c. One office (370100), one station S1, a coach C1 of five seats
 * and a block of two train tickets T1, both to Zhoukou on 2018-02-07; riders R1 (hardship) and R2,
 * who are a party that must stay together, R3 alone with a free child R4.
 */
#ifndef HOMEWARD_TESTS_SEASON_H
#define HOMEWARD_TESTS_SEASON_H

#include "homeward/ops.h"

struct season {
    char folder[256], db[300];
    struct ops ops;
    struct places *places;
    struct arena arena;
    struct err err;
};
enum season_stage { SEASON_INIT, SEASON_SUPPLY, SEASON_LIST, SEASON_MATCH };
void season_make(struct season *s, enum season_stage until);
void season_clear(struct season *s); /* removes its files */

/* Writes text into a file of the season's folder; the path lives in the arena. */
const char *season_file(struct season *s, const char *name, const char *text);
const char *season_path(struct season *s, const char *name);
/* The campaign as it stands, loaded anew into the arena of nobody: campaign_free. */
struct campaign *season_load(struct season *s);
/* Index of a request or allocation by its name; fails the test if there is none. */
int32_t season_request(const struct campaign *c, const char *ref);
int32_t season_allocation(const struct campaign *c, const char *key);

#endif
