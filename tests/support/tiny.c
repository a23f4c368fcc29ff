#include "support/tiny.h"

#include <stdio.h>

static const char *keep(struct tiny *t, const char *prefix, int number) {
    char text[32];

    snprintf(text, sizeof text, "%s%d", prefix, number);
    return arena_strdup(&t->c.arena, text);
}

static struct spot place(int n) {
    return (struct spot){110000 + n, -1, {110.0 + n, 36.0}};
}

struct day tiny_day(int day) {
    struct day d = DAY_NONE;

    (void)day_make(2018, 2, 1, &d);
    d.v += day;
    return d;
}

void tiny_make(struct tiny *t) {
    *t = (struct tiny){.c = {.today = DAY_NONE, .starts = tiny_day(0), .ends = tiny_day(40)}};
    t->c.rules = (struct rules){.board_km = 30,
                                .alight_km = 60,
                                .train_board_km = 30,
                                .train_alight_km = 60,
                                .day_weight = 10,
                                .early_day_weight = 10,
                                .board_km_weight = 1,
                                .alight_km_weight = 1,
                                .free_children_percent = 10};
    t->c.n_offices = 1;
    t->c.offices = arena_array(&t->c.arena, 1, sizeof *t->c.offices);
    t->c.offices[0].place = 370100;
    t->c.n_stations = 2;
    t->c.stations = arena_array(&t->c.arena, 2, sizeof *t->c.stations);
    t->c.stations[0] = (struct station){"S1", "one", 0};
    t->c.stations[1] = (struct station){"S2", "two", 0};
}

void tiny_clear(struct tiny *t) {
    mem_free(t->c.allocations);
    mem_free(t->c.requests);
    mem_free(t->c.bookings);
    mem_free(t->c.vehicles);
    mem_free(t->c.parties);
    arena_clear(&t->c.arena);
}

static struct stop make_stop(struct tiny *t, int day, int i, int n, unsigned use) {
    struct stop stop = {
        .spot = place(n), .use = use, .at = instant_make(tiny_day(day), 480 + 60 * i)};
    const char **serves = arena_array(&t->c.arena, 1, sizeof *serves);

    serves[0] = keep(t, "", 110000 + n);
    stop.serves = (struct words){serves, 1};
    return stop;
}

int tiny_run(struct tiny *t, enum allocation_kind kind, int seats, int day, int n_stops,
             const int *places, const unsigned *uses) {
    struct allocation a = {.key = keep(t, "A", t->c.n_allocations + 1),
                           .kind = kind,
                           .mode = kind == ALLOCATION_CHARTERED_COACH ? MODE_COACH : MODE_TRAIN,
                           .vehicle = -1,
                           .seats = seats,
                           .open_from = DAY_NONE,
                           .n_stops = n_stops};

    a.stops = arena_array(&t->c.arena, (size_t)n_stops, sizeof *a.stops);
    for (int i = 0; i < n_stops; i++)
        a.stops[i] = make_stop(t, day, i, places[i], uses[i]);
    if (kind != ALLOCATION_TICKET_BLOCK) {
        struct vehicle v = {.key = keep(t, "V", t->c.n_vehicles + 1),
                            .kind = kind == ALLOCATION_CHARTERED_COACH ? VEHICLE_COACH
                                                                       : VEHICLE_TRAIN_CAR,
                            .seats = seats};
        a.vehicle = t->c.n_vehicles;
        VEC_PUSH(t->c.vehicles, t->c.n_vehicles, t->vehicles_cap, v);
    }
    VEC_PUSH(t->c.allocations, t->c.n_allocations, t->allocations_cap, a);
    return t->c.n_allocations - 1;
}

int tiny_request(struct tiny *t, int from, int to, int earliest, int latest) {
    struct request r = {.id = t->c.n_requests + 1,
                        .ref = keep(t, "R", t->c.n_requests + 1),
                        .trip = 1,
                        .rider = t->c.n_requests + 1,
                        .from = place(from),
                        .to = place(to),
                        .earliest = tiny_day(earliest),
                        .preferred = tiny_day(earliest),
                        .latest = tiny_day(latest),
                        .modes = MODES_ALL,
                        .party = -1,
                        .placed = instant_make(tiny_day(-10), t->c.n_requests)};
    struct booking none = {.allocation = -1};
    int n = t->c.n_requests;

    VEC_PUSH(t->c.bookings, n, t->bookings_cap, none);
    VEC_PUSH(t->c.requests, t->c.n_requests, t->requests_cap, r);
    return t->c.n_requests - 1;
}

int tiny_party(struct tiny *t, bool must, int n, const int *requests) {
    struct party party = {.word = keep(t, "P", t->c.n_parties + 1), .must = must, .n_members = n};

    party.members = arena_array(&t->c.arena, (size_t)n, sizeof *party.members);
    for (int i = 0; i < n; i++) {
        party.members[i] = requests[i];
        t->c.requests[requests[i]].party = t->c.n_parties;
    }
    VEC_PUSH(t->c.parties, t->c.n_parties, t->parties_cap, party);
    return t->c.n_parties - 1;
}

void tiny_book(struct tiny *t, int request, int run, int board, int alight, const char *seat,
               enum booking_status status) {
    t->c.bookings[request] = (struct booking){
        .allocation = run, .board = board, .alight = alight, .seat = seat, .status = status};
}
