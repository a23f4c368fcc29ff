/*
 * One campaign as the pure parts of the program see it: supply, requests and what stands, as
 * plain arrays that refer to each other by index. People are not in it: no name, document or
 * phone (architecture: people apart from trips). The store loads it, intake never builds it,
 * match, reconcile and verify read it and change nothing.
 *
 * Everything lives in `arena`; campaign_free frees all of it. Text is UTF-8.
 */
#ifndef HOMEWARD_CAMPAIGN_H
#define HOMEWARD_CAMPAIGN_H

#include "homeward/mem.h"
#include "homeward/place.h"
#include "homeward/when.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- rules and reported figures (contract section 2) ---- */

struct region_range {
    int32_t from, to; /* region codes of synthetic documents, inclusive */
};

enum hardship_scope { HARDSHIP_RIDER, HARDSHIP_PARTY };
enum sharing { SHARING_OPEN, SHARING_OWN };

struct rules {
    double board_km, alight_km;               /* coaches and everything not by train */
    double train_board_km, train_alight_km;   /* default: as the others */
    int64_t day_weight, early_day_weight;     /* default 10 */
    double board_km_weight, alight_km_weight; /* default 1 */
    int day_starts_at;                        /* minutes after midnight, default 0 */
    enum hardship_scope hardship_scope;
    enum sharing sharing;
    int free_children_percent; /* of the run's seats, rounded down; default 10 */
    struct region_range *document_regions;
    int n_document_regions;
};

enum metric {
    METRIC_TRAIN_CARS,
    METRIC_COACHES,
    METRIC_TRAIN_CAR_RUNS,
    METRIC_COACH_RUNS,
    METRIC_TICKETS,
    METRIC_PERSON_TRIPS,
    METRIC_RIDERS,
    METRICS
};
enum definition {
    DEFINITION_BOUGHT,
    DEFINITION_BOOKED,
    DEFINITION_TOLD,
    DEFINITION_DEPARTED,
    DEFINITION_BOARDED,
    DEFINITIONS
};
const char *metric_word(enum metric metric);
struct bi metric_name(enum metric metric);
bool metric_parse(const char *word, enum metric *out);
const char *definition_word(enum definition definition);
struct bi definition_name(enum definition definition);
bool definition_parse(const char *word, enum definition *out);

struct figure {
    enum metric metric;
    enum definition definition;
    int64_t value, precision; /* stands for [value - precision/2, value + precision/2) */
};

/* ---- supply (contract section 3) ---- */

enum mode { MODE_COACH, MODE_TRAIN };
#define MODE_BIT(mode) (1u << (mode))
#define MODES_ALL 3u

enum need { NEED_LOWER_BERTH, NEED_WHEELCHAIR, NEEDS };
#define NEED_BIT(need) (1u << (need))

struct words { /* a set of words, such as services or classes */
    const char *const *v;
    int n;
};

struct office {
    int32_t place; /* code; offices are known by it */
};

struct station {
    const char *code, *name;
    int32_t office; /* index */
};

enum point_kind { POINT_SITE, POINT_TERMINAL, POINT_STATION, POINT_OTHER };

/* Where somebody or something is: a place, or a point at a place. */
struct spot {
    int32_t place; /* code */
    int32_t point; /* index, -1 when the place itself is meant */
    struct geo at;
};

struct point {
    int64_t id;                               /* row */
    const char *key, *name, *contact, *phone; /* key: the id of the supply file */
    enum point_kind kind;
    int32_t office;
    int32_t place;
    struct geo at;
};

enum vehicle_kind { VEHICLE_COACH, VEHICLE_TRAIN_CAR };

struct vehicle {
    int64_t id;
    const char *key, *type, *operator_;
    enum vehicle_kind kind;
    int32_t office;
    int32_t seats;    /* passengers who may sit */
    int32_t approved; /* licensed seats with driver, 0 if not stated */
};

enum allocation_kind { ALLOCATION_TICKET_BLOCK, ALLOCATION_CHARTERED_COACH, ALLOCATION_TRAIN_CAR };
enum block_state { /* ticket-block only */
                   BLOCK_NOT_MANAGED,
                   BLOCK_PLANNED,
                   BLOCK_SUBMITTED,
                   BLOCK_ALLOTTED,
                   BLOCK_PAID,
                   BLOCK_COLLECTED
};
enum { STOP_BOARD = 1, STOP_ALIGHT = 2, STOP_REST = 4 }; /* "both" = board | alight */

struct stop {
    struct spot spot;
    struct instant at;
    unsigned use;
    int32_t rest_minutes;
    struct words serves; /* n = 0: the distance test decides */
};

struct crew {
    const char *role, *name, *phone;
};

struct allocation {
    int64_t id;
    const char *key; /* C0001 */
    enum allocation_kind kind;
    enum mode mode;
    int32_t office;  /* whose supply it is */
    int32_t vehicle; /* index; -1 on a ticket-block */
    int32_t seats;
    int32_t minimum;                  /* fewest riders worth running; binds nobody */
    int64_t price;                    /* fen: a seat on a ticket-block, the run elsewhere */
    int32_t wheelchair, lower_berths; /* places for the need */
    struct words reserved_for;        /* office codes and station codes; n = 0: open to all */
    struct day open_from;             /* lifts the reservation; DAY_NONE: never */
    const char *class_, *service, *car;
    enum block_state state;
    struct instant names_by, pay_by, return_by;
    int32_t group_minimum;
    bool cancelled;          /* does not stand any more */
    struct instant recorded; /* when it first came in */
    /* for paper */
    const char *label, *sign_no, *contract_no, *insurance_no;
    struct day sign_valid_to;
    int32_t luggage_pieces; /* -1 when not stated */
    struct words blocked_seats, escort_seats;
    struct crew *crew;
    int n_crew;
    struct stop *stops;
    int n_stops;
};

/* ---- requests (contract sections 1, 4) ---- */

enum direction { DIRECTION_HOME, DIRECTION_RETURN };

struct request {
    int64_t id;      /* row */
    int32_t station; /* index */
    const char *ref;
    int32_t trip;  /* from 1 */
    int64_t rider; /* row of the person, for counting distinct riders only */
    bool hardship; /* of the rider; see campaign_hardship for the scope */
    enum direction direction;
    struct spot from, to;
    struct day earliest, preferred, latest;
    unsigned modes, needs;          /* bits */
    struct words classes, services; /* n = 0: no wish */
    int32_t luggage;
    int32_t party;         /* index, -1: none */
    int32_t free_children; /* without a seat, on this journey */
    struct instant placed; /* place in order: applied, else issued of the first list */
    bool head_of_queue;    /* came off a run that shrank: goes before all others */
};

/* Requests that want to travel together. Parties of one member are kept, they bind nobody. */
struct party {
    int32_t station;
    const char *word;
    enum direction direction;
    bool must;
    int32_t *members; /* request indexes, ascending */
    int n_members;
};

enum booking_status { BOOKING_NONE, BOOKING_SEATED, BOOKING_TOLD, BOOKING_CONFIRMED };
const char *booking_status_word(enum booking_status status);
/* What staff do to a booking. A move by hand confirms (contract 8). */
enum booking_event { BOOKING_TELL, BOOKING_CONFIRM, BOOKING_CANCEL, BOOKING_MOVE, BOOKING_EVENTS };
/* What the booking is afterwards (BOOKING_NONE: the request waits); false: it cannot be done. */
bool booking_next(enum booking_status from, enum booking_event event, enum booking_status *out);

/* What stands now for one request; allocation -1 and BOOKING_NONE: waiting. Stops count from 0
 * here and from 1 in files and on paper. seat: label, NULL when none is assigned. */
struct booking {
    int32_t allocation, board, alight;
    enum booking_status status;
    const char *seat;
    struct instant recorded, status_at; /* when it was made; when its status last changed */
};

struct boarding_count { /* a returned departure */
    int32_t allocation;
    int32_t boarded; /* requests and walk-ons that travelled */
};

/* Seats of a run in the hands of an office (its place's index among the offices). */
enum share_kind {
    SHARE_HOLD, /* kept for it until then: on every leg the others leave them free; its own riders
                   already there count towards them */
    SHARE_QUOTA /* its riders take no more on any leg */
};
struct seat_share {
    int64_t id;
    enum share_kind kind;
    int32_t allocation, office, seats;
    struct instant until; /* of a hold */
};
enum { SHARE_OFFICES = 3 }; /* most offices with holds or quotas on one run */

struct campaign {
    struct arena arena;
    const struct places *places; /* borrowed */
    const char *key, *name;
    struct day starts, ends;
    struct day today; /* the day of asking: from openFrom on a reservation is lifted */
    struct rules rules;
    const char *reported_source;
    struct day reported_cutoff;
    struct figure *figures;
    struct office *offices;
    struct station *stations;
    struct point *points;
    struct vehicle *vehicles;
    struct allocation *allocations;
    struct request *requests; /* accepted and standing only, in order (contract 7): head of
                                 queue first, then placed, station, ref, trip */
    struct party *parties;
    struct booking *bookings;  /* one for each request */
    struct seat_share *shares; /* that stand at the time of asking */
    int n_figures, n_offices, n_stations, n_points, n_vehicles, n_allocations, n_requests,
        n_parties, n_shares;
};

void campaign_free(struct campaign *campaign); /* accepts NULL; frees the struct too */

/* Hardship under the campaign's scope: the rider's, or anybody's in the party. */
bool campaign_hardship(const struct campaign *campaign, int32_t request);
/* The office a request belongs to (its station's), the code of it. */
int32_t campaign_request_office(const struct campaign *campaign, int32_t request);
/* 雪山片区工地东门, or the place's full name. */
void spot_name(const struct campaign *campaign, const struct spot *spot, struct str *out);
/* Holds that end by then are no more. */
void campaign_end_holds(struct campaign *campaign, struct instant now);
/* What the holds of a run still keep free on a leg, given how many of each office (by index) ride
 * it. except: an office whose holds do not count, -1: none. */
int32_t campaign_held(const struct campaign *campaign, int32_t allocation, const int32_t *by_office,
                      int32_t except);
int32_t allocation_free_children(const struct campaign *campaign, int32_t allocation);

#endif
