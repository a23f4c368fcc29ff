/*
 * What a printed manifest says. A version is of the departure's content: the same for every
 * recipient, whatever each may see of it, with the rows numbered alike on every copy. Pure: the
 * store keeps versions (store/papers.c), ops makes them (ops/roster.h).
 */
#ifndef HOMEWARD_PAPERS_H
#define HOMEWARD_PAPERS_H

#include "homeward/campaign.h"

struct paper_row {
    int32_t row;               /* from 1, as printed */
    int64_t request;           /* row id; of a free child its adult's; 0: gone since */
    const char *station, *ref; /* of the rider or child */
    int32_t trip;
    bool child;            /* free: without a seat, no person-trip */
    int32_t board, alight; /* stops from 0 */
    const char *seat;      /* "" where none is known */
    uint32_t facts;        /* hash of what else its row says */
};

/* What stands over the rows, fact by fact, so that a change can be named. */
enum head_fact {
    HEAD_LABEL,
    HEAD_STOPS,    /* where and when */
    HEAD_CONTACTS, /* at the stops */
    HEAD_VEHICLE,  /* or service and car */
    HEAD_CREW,
    HEAD_PERMITS, /* sign, contract, insurance */
    HEAD_LUGGAGE,
    HEAD_FACTS
};
struct bi head_fact_name(enum head_fact fact);
const char *head_fact_word(enum head_fact fact); /* "stops" */

#define PAPER_CODE 8 /* room for a check code, such as 7K3-M9P */
struct paper_version {
    int64_t id;      /* 0: not kept */
    int32_t version; /* from 1; 0: never printed */
    struct instant at;
    const char *who;
    char code[PAPER_CODE];
    uint32_t head[HEAD_FACTS]; /* hashes */
    struct paper_row *rows;
    int n_rows;
};

/* The head of a departure as it stands. */
void paper_head(const struct campaign *c, int32_t allocation, uint32_t out[HEAD_FACTS]);
/* A short code that two people can read to each other to know that they hold the same paper.
 * salt: another code for the same content. */
void paper_code(const char *allocation, const struct paper_version *version, uint32_t salt,
                char out[PAPER_CODE]);
/* Every rider has a seat and each seat is used once: the paper's first column is then the seat,
 * else the row number. */
bool paper_by_seat(const struct paper_row *rows, int n);

/* ---- what differs ---- */

enum paper_change { PAPER_ADDED, PAPER_REMOVED, PAPER_MOVED, PAPER_CORRECTED, PAPER_CHANGES };
const char *paper_change_word(enum paper_change change); /* "added" */
/* Moved: another seat or stop. Corrected: the same seat and stops, but something else in the row
 * is another (name, document, phone, luggage, party, needs). */
struct paper_change_row {
    enum paper_change change;
    const struct paper_row *before, *after; /* NULL where it was or is not on the paper */
};
struct paper_difference {
    unsigned head; /* bits of enum head_fact */
    int n[PAPER_CHANGES];
    struct paper_change_row *rows; /* those that stand in order, then those removed; borrowed */
    int n_rows;
};
void paper_difference_make(const struct paper_version *before, const struct paper_version *after,
                           struct arena *arena, struct paper_difference *out);
bool paper_difference_any(const struct paper_difference *difference);

#endif
