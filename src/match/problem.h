/*
 * The matching problem as the solvers see it: who may still be placed (kinds of alike requests,
 * grouped into parties), on what (options), within which room. What stands and must stay is
 * already taken out of the room.
 */
#ifndef HOMEWARD_MATCH_PROBLEM_H
#define HOMEWARD_MATCH_PROBLEM_H

#include "homeward/match.h"

/* One way to ride: an allocation and the best pair of stops over cliques first..last (room.h). */
struct option {
    int32_t allocation;
    int16_t board, alight;
    int16_t first, last;
    /* Where the run's rows for holds and quotas begin (0: it has none), and which of its offices
     * the rider is of (-1: none). No padding: lists are compared as bytes. */
    int16_t share_row, office;
    int64_t outlay, bother; /* lines 4 and 5 */
};
struct options {
    const struct option *v; /* by allocation, then first, last */
    int32_t n;
};

/*
 * The room of an allocation: rows that its riders share. A clique is a leg on which the load can
 * peak: the last leg of a run of boardings before somebody may get off. A coach that boards
 * everybody first has one. A rider with a need counts in every clique (contract 7: held for the
 * whole run).
 */
enum { ROW_LOWER, ROW_WHEELCHAIR, ROW_CHILDREN, ROW_CLIQUES };
struct room {
    int16_t n_rows; /* ROW_CLIQUES + cliques + shares (shares.c) */
    int16_t n_cliques;
    int16_t *leg;                   /* of each clique: the stop it starts from */
    int32_t *left;                  /* of each row, what fixed bookings leave */
    int32_t offices[SHARE_OFFICES]; /* that have holds or quotas on it */
    int16_t n_offices;
    int32_t closed; /* seats no load can reach, already taken off `left` (subset sums) */
};

/* Requests that are alike in options, costs, needs, children, hardship, party and in what stands.
 */
struct kind {
    struct options options;
    int32_t first_slot; /* of its options in counts */
    int32_t *members;   /* requests in order */
    int32_t n;
    int32_t group;     /* -1: travels alone */
    int32_t component; /* -1: no options */
    int32_t local;     /* place among its component's kinds */
    int32_t children;  /* each */
    unsigned needs;
    bool hardship;
    bool stood;       /* has a booking that may move: anything but `standing` is a move */
    int32_t standing; /* option that is that booking, -1: it cannot stay */
};

/* A party of two or more, as far as it may still be placed. */
struct group {
    int32_t party;
    int32_t first_kind, n_kinds; /* kinds of a group lie side by side */
    int32_t size;                /* free members */
    bool must;                   /* all of them on one allocation or none */
    int32_t *anchors;            /* allocations its fixed members ride */
    int32_t n_anchors, n_left;   /* fixed members who wait */
};

struct component {
    int32_t *kinds, *allocations;
    int32_t n_kinds, n_allocations;
    int32_t first_slot, n_slots; /* slots of its kinds lie side by side */
    int32_t size;                /* requests */
};

struct proof;
struct problem {
    struct arena arena;
    const struct campaign *c;
    const struct match_options *how;
    struct booking *bookings; /* fixed ones; BOOKING_NONE elsewhere */
    bool *free;               /* request may be placed */
    int64_t released;
    struct room *rooms;
    int32_t *place;        /* of each allocation among its component's */
    struct options *lists; /* options of each free request, shared by alike ones */
    struct kind *kinds;
    struct group *groups;
    struct component *components;
    int32_t n_kinds, n_groups, n_components, n_slots;
    struct proof *proof;     /* prices noted on the way */
    int64_t seat_work, work; /* budgets left: for seats that are lost, for every line */
    int64_t round;           /* 1, and twice as much each time that the clock allows another */
};

/* Asked now and then; once true, work ends as soon as there is a plan. */
bool told_to_stop(const struct problem *p);

/* A plan of the free ones: how many of each kind take each of its options. */
typedef int32_t counts;

/* Those of one component, to be put back if what comes is no better; to free with mem_free. */
counts *counts_keep(const struct component *m, const counts *at);
void counts_restore(const struct component *m, const counts *kept, counts *at);
/* The lines of the objective for some kinds. */
void count_score(const struct problem *p, const counts *at, const int32_t *kinds, int32_t n,
                 struct score *out);
/* Do rooms, kinds and must parties of the component hold? Asked of every plan that comes out of
 * floating point. */
bool count_fits(const struct problem *p, const struct component *m, const counts *at);
int32_t kind_seated(const struct kind *kind, const counts *at);
/* Breaks of one group; out_split: it is on more than one allocation, or partly waiting. */
int32_t group_breaks(const struct problem *p, const struct group *group, const counts *at);
/* What one rider of this kind adds to a row of the room when taking this option. */
int32_t option_use(const struct kind *kind, const struct option *option, int row);
bool option_moves(const struct kind *kind, int32_t option);

/* match.c: the whole problem of a campaign (c and how are set), ready to be solved. */
void match_open(struct problem *p);
void match_close(struct problem *p);

/* rooms.c */
void rooms_make(struct problem *p);
/* Has every row that the rider would use a place left? A promise is older than holds and quotas. */
bool room_has(const struct problem *p, const struct request *r, const struct booking *b,
              bool promised);
/* Takes one rider off what is left, asked or not. */
void room_fill(struct problem *p, const struct request *r, const struct booking *b);
/* Fills in which rows a rider of the station's office crosses, from its stops. */
void room_cross(const struct problem *p, const struct request *r, struct option *option);

/* shares.c: rows for holds and quotas, each once for every clique. */
enum { SHARE_ROWS = SHARE_OFFICES + (1 << SHARE_OFFICES) - 1 };
void shares_make(struct problem *p);
void shares_tighten(struct problem *p); /* once kinds are known */
int32_t share_use(const struct kind *kind, const struct option *option, int row);
/* What such a row is of: its clique; the office whose quota it is, or the first that holds. */
struct share_row {
    enum share_kind kind;
    int32_t clique, office;
};
struct share_row share_row_of(const struct room *room, int row);

/* eligible.c: options of every free request. */
void eligible_make(struct problem *p);
/* keep.c: what stands and stays; fills bookings, free, released. */
void keep_standing(struct problem *p);
/* groups.c: kinds, groups, components. */
void groups_make(struct problem *p);
/* Would the whole group fit there, were it empty? */
bool group_fits(const struct problem *p, const struct group *group, int32_t allocation);

#endif
