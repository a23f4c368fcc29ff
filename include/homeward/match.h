/*
 * The matcher: a campaign in, a plan out. Pure: no input, output, clock, global or randomness;
 * the same campaign gives the same plan whatever the order of rows.
 *
 * Objective (contract section 7), each line only after all above it: hardship requests seated,
 * requests seated, fewest party breaks, (re-match: fewest moved), least outlay, least
 * inconvenience.
 */
#ifndef HOMEWARD_MATCH_H
#define HOMEWARD_MATCH_H

#include "homeward/plan.h"
#include "homeward/progress.h"

enum keep {
    KEEP_TOLD,      /* default: told and confirmed keep allocation and stops, seated may move */
    KEEP_CONFIRMED, /* only confirmed keep */
    KEEP_ALL,       /* fill free seats only */
    KEEP_AFRESH     /* keep confirmed alone and forget the rest: `moved` counts nothing */
};

struct match_options {
    enum keep keep;
    /* Only these requests may change (one byte each); NULL: all. The others keep what stands. */
    const unsigned char *only;
    bool untidy;                 /* without the tidying pass, to see what it does */
    int64_t work;                /* budget in units of elementary steps; 0: the default */
    bool (*stop)(void *payload); /* asked now and then; true ends the search; may be NULL */
    void *stop_payload;
    const struct progress *progress;
};

/* Fails only with RC_INTERNAL. The plan is the caller's, to free with plan_free. Seats are
 * assigned in it for coaches and train cars. */
enum rc match_run(const struct campaign *campaign, const struct match_options *options,
                  struct plan **out, struct err *err) RC_CHECK;

/* Seats anew for the riders of one run, as match_run gives them: each keeps the label it has in
 * c->bookings where it still may. Labels live in the plan's arena. */
void match_seat_run(const struct campaign *c, struct plan *plan, int32_t allocation);

/* ---- why requests are where they are, seen from any set of bookings (contract section 10) ---- */

struct explanation {
    enum reason reason;
    int64_t candidates; /* allocations it could ride if they had room, for the request alone */
    int64_t filtered[REASONS]; /* allocations that each filter removed first */
};
struct explainer; /* keeps what it learnt for the next question */
struct explainer *explainer_new(const struct campaign *campaign, const struct booking *bookings);
void explainer_ask(struct explainer *explainer, int32_t request, struct explanation *out);
void explainer_free(struct explainer *explainer); /* accepts NULL */

/* A ride and what it would mean for a request. */
struct ride {
    int32_t allocation, board, alight;
    int32_t days; /* after the day preferred; before: negative */
    double board_km, alight_km;
    int64_t outlay, inconvenience; /* lines 4 and 5 */
    int32_t room;                  /* riders like this one who still fit */
};

/* One wish that could give way; all others stand. */
enum relax {
    RELAX_EARLIER,
    RELAX_LATER,
    RELAX_ORIGIN,
    RELAX_DESTINATION,
    RELAX_MODE,
    RELAX_CLASS,
    RELAX_OPENS, /* wait for the day on which a reservation is lifted */
    RELAXES
};
const char *relax_word(enum relax relax);
struct relaxation { /* the nearest run with room, else the nearest */
    bool found;
    int32_t days; /* before earliest, after latest */
    double km;    /* from its origin or destination to the stop, which is what it would name */
    struct ride ride;
};

/*
 * Who has what it would need. `rows` are rows of room, all taken; every ride of the request and of
 * the riders who hold places in them needs a place in them again. What the request cannot have
 * then is a count: they and it need more places than there are.
 */
enum taken_verdict {
    TAKEN_NONE,    /* not asked: it has no candidate, or a candidate has room */
    TAKEN_PROVED,  /* as said, and all of the riders are of its priority or above, or were told */
    TAKEN_STUCK,   /* nobody of them can move alone; a must party as a whole perhaps */
    TAKEN_MOVABLE, /* moves, or a rider of lower priority, would make room: match again */
};
enum taken_kind {
    TAKEN_LOWER_BERTHS,
    TAKEN_WHEELCHAIR,
    TAKEN_CHILDREN,
    TAKEN_SEATS,
    TAKEN_HELD,
    TAKEN_QUOTA
};
struct taken_row {
    int32_t allocation;
    enum taken_kind kind;
    int32_t leg; /* of seats, held seats and quotas: from this stop to the next */
    int32_t places;
    int32_t office; /* place code: for whom they are held, or whose quota it is */
};
struct taken {
    enum taken_verdict verdict;
    struct taken_row *rows;
    int32_t *riders; /* requests */
    int32_t n_rows, n_riders;
    int32_t held;   /* of the riders: told or confirmed, they do not move */
    int64_t places; /* of all rows together */
};

/* A must party that waits: where it would find seats apart, by bookings as they stand. */
struct split_part {
    int32_t allocation, n;
    int32_t *members; /* requests */
};
struct split {
    int32_t joins; /* allocation of its members who ride, -1: none; later ones join them or wait */
    int32_t waiting, seated; /* members; of them, those whom the parts seat */
    int32_t most;            /* the most of them that one allocation has room for */
    struct split_part *parts;
    int32_t n_parts;
};

/* The cheapest extra seats that would seat it (with it, its must party). */
struct extra {
    int32_t allocation; /* -1: no extra seat would */
    int32_t seats;
    int64_t fen; /* together: tickets, or the charter's price by the seat */
};

enum { OTHERS_MAX = 3 };
struct account {
    struct explanation why;
    /* seated: */
    struct ride own, better[OTHERS_MAX], next[OTHERS_MAX]; /* nearest first */
    int32_t n_better, n_next, all_better, all_next;
    /* waiting: */
    struct relaxation relaxed[RELAXES]; /* of one that has candidates only those with room */
    struct taken taken;
    struct split split; /* waiting 0: not asked */
    struct extra extra;
};
/* The account's arrays live in the arena. */
void explainer_account(struct explainer *explainer, int32_t request, struct arena *arena,
                       struct account *out);

#endif
