#include "reconcile/consistency.h"

#include "homeward/str.h"
#include <stdarg.h>
#include <stdio.h>

/* A number as people read it, for one line. */
#define N(value) number_text(value, (char[32]){0})

enum { CAR_SEATS = 118, LINES_MAX = 10 }; /* seats of a YZ25G car (config/rail_car_types.csv) */

static struct consistency_line *add_line(struct statement *s, const char *code, bool agrees) {
    if (!s->consistency)
        s->consistency = arena_array(&s->arena, LINES_MAX, sizeof *s->consistency);
    struct consistency_line *line = &s->consistency[s->n_consistency++];

    snprintf(line->code, sizeof line->code, "%s", code);
    line->agrees = agrees;
    return line;
}

__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static void
write_line(struct consistency_line *line, const char *zh, const char *en, ...) {
    va_list args;

    va_start(args, en);
    vsnprintf(line->zh, sizeof line->zh, zh, args);
    va_end(args);
    va_start(args, en);
    vsnprintf(line->en, sizeof line->en, en, args);
    va_end(args);
}

/* ---- what was reported ---- */

static const struct figure *reported(const struct campaign *c, enum metric metric) {
    for (int i = 0; i < c->n_figures; i++)
        if (c->figures[i].metric == metric)
            return &c->figures[i];
    return NULL;
}

/* ---- what the rows say ---- */

struct loads {                                     /* bookings and runs by kind of supply */
    int64_t riders[3], runs[3], used[3], seats[3]; /* used: runs with anybody on them */
};

static struct loads count_loads(const struct campaign *c) {
    struct loads l = {{0}, {0}, {0}, {0}};
    int32_t *load = mem_array((size_t)c->n_allocations + 1, sizeof *load);

    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            load[c->bookings[r].allocation]++;
    for (int32_t i = 0; i < c->n_allocations; i++) {
        const struct allocation *a = &c->allocations[i];
        if (a->cancelled)
            continue;
        l.riders[a->kind] += load[i];
        l.runs[a->kind]++;
        l.used[a->kind] += load[i] > 0;
        l.seats[a->kind] += a->seats;
    }
    mem_free(load);
    return l;
}

static double per(int64_t a, int64_t b) {
    return b ? (double)a / (double)b : 0;
}

static int32_t largest_coach(const struct campaign *c) {
    int32_t most = 0;

    for (int32_t v = 0; v < c->n_vehicles; v++)
        if (c->vehicles[v].kind == VEHICLE_COACH && c->vehicles[v].seats > most)
            most = c->vehicles[v].seats;
    return most;
}

/* ---- the lines ---- */

/* Tickets, coaches and cars are taken not to overlap: an assumption, and stated as one. */
static void implied_load(const struct reconcile_input *in, struct statement *s) {
    const struct campaign *c = in->campaign;
    const struct figure *trips = reported(c, METRIC_PERSON_TRIPS);
    const struct figure *tickets = reported(c, METRIC_TICKETS);
    const struct figure *coaches = reported(c, METRIC_COACHES),
                        *cars = reported(c, METRIC_TRAIN_CARS);

    if (!trips || !tickets || !coaches || !coaches->value)
        return;
    int64_t charter = trips->value - tickets->value;
    int64_t margin = trips->precision / 2 + tickets->precision / 2;
    int64_t by_car = (cars ? cars->value : 0) * CAR_SEATS;
    double load = per(charter - by_car, coaches->value);
    int32_t most = largest_coach(c);
    struct consistency_line *line = add_line(s, "implied-load", load <= most);
    if (load <= most)
        write_line(line,
                   "公布数相互推算：包车和车厢应运 %s 人次（±%s），车厢各坐满一次后每辆客车 "
                   "%.1f 人，客车最多 %d 座，可以一趟运完",
                   "The reported figures imply %s trips (+-%s) on coaches and cars; with every "
                   "car full once that is %.1f a coach, and coaches seat up to %d: one run each "
                   "is enough",
                   N(charter), N(margin), load, (int)most);
    else
        write_line(
            line,
            "公布数相互推算：包车和车厢应运 %s 人次（±%s），车厢各坐满一次后每辆客车要坐 "
            "%.1f 人，而客车最多 %d 座；可能是客车不止跑一趟，或车厢往返，或含补贴等其他帮扶，"
            "或车票与乘车重复计算",
            "The reported figures imply %s trips (+-%s) on coaches and cars; with every "
            "car full once that is %.1f a coach, but coaches seat at most %d: coaches made "
            "several runs each, or cars ran both ways, or other help is in the total, or tickets "
            "and rides overlap",
            N(charter), N(margin), load, (int)most);
}

static void runs_in_rows(const struct reconcile_input *in, const struct loads *l,
                         struct statement *s) {
    int64_t coaches = reconcile_count(in, METRIC_COACHES, DEFINITION_BOOKED, -1, NULL);
    int64_t cars = reconcile_count(in, METRIC_TRAIN_CARS, DEFINITION_BOOKED, -1, NULL);
    int64_t runs = l->runs[ALLOCATION_CHARTERED_COACH];

    if (coaches)
        write_line(add_line(s, "coach-runs",
                            per(l->riders[ALLOCATION_CHARTERED_COACH], runs) <=
                                largest_coach(in->campaign)),
                   "台账：%s 辆客车共 %s 趟，每辆 %.2f 趟，运 %s 人次，每趟 %.1f 人",
                   "The rows: coaches %s, runs %s (%.2f each), trips %s, %.1f a run", N(coaches),
                   N(runs), per(runs, coaches), N(l->riders[ALLOCATION_CHARTERED_COACH]),
                   per(l->riders[ALLOCATION_CHARTERED_COACH], runs));
    if (cars)
        write_line(
            add_line(s, "car-runs", true),
            "台账：%s 节车厢共 %s 趟，运 %s 人次，每趟 %.1f 人（途中空出的座位可再派）",
            "The rows: train cars %s, runs %s, trips %s, %.1f a run (a seat freed on the way "
            "may be taken again)",
            N(cars), N(l->runs[ALLOCATION_TRAIN_CAR]), N(l->riders[ALLOCATION_TRAIN_CAR]),
            per(l->riders[ALLOCATION_TRAIN_CAR], l->runs[ALLOCATION_TRAIN_CAR]));
}

static void tickets_used(const struct loads *l, struct statement *s) {
    int64_t seats = l->seats[ALLOCATION_TICKET_BLOCK], used = l->riders[ALLOCATION_TICKET_BLOCK];

    if (seats)
        write_line(add_line(s, "tickets-used", used <= seats),
                   "台账：购票 %s 张，派出 %s 张，未用 %s 张",
                   "The rows: tickets bought %s, given out %s, not used %s", N(seats), N(used),
                   N(seats - used));
}

static void sum_of_parts(const struct reconcile_input *in, const struct loads *l,
                         struct statement *s) {
    int64_t sum = l->riders[0] + l->riders[1] + l->riders[2];
    int64_t trips = reconcile_count(in, METRIC_PERSON_TRIPS, DEFINITION_BOOKED, -1, NULL);

    write_line(add_line(s, "sum-of-parts", sum == trips || day_given(in->as_of)),
               "台账：车票 %s + 客车 %s + 车厢 %s = %s 人次",
               "The rows: tickets %s + coaches %s + cars %s = %s trips",
               N(l->riders[ALLOCATION_TICKET_BLOCK]), N(l->riders[ALLOCATION_CHARTERED_COACH]),
               N(l->riders[ALLOCATION_TRAIN_CAR]), N(sum));
}

/* ---- what came back ---- */

enum { NAMED_MAX = 8 };

/* A1, A2 ...: the first few of the runs marked. */
static void name_runs(const struct campaign *c, const bool *marked, struct str *out) {
    int n = 0;

    for (int32_t a = 0; a < c->n_allocations; a++)
        if (marked[a] && n++ < NAMED_MAX)
            str_addf(out, "%s%.32s", n > 1 ? ", " : "", c->allocations[a].key);
    if (n > NAMED_MAX)
        str_add(out, " ...");
}

static void returns_in(const struct return_counts *r, struct statement *s) {
    int64_t travelled = 0;

    for (int o = 0; o < BOARDING_OUTCOMES; o++)
        travelled += boarding_travelled((enum boarding_outcome)o) ? r->outcomes[o] : 0;
    write_line(add_line(s, "returns", true),
               "回执：已发车 %s 趟，收回 %s 趟；按名单乘车 %s 人次，未乘车 %s，临时上车 %s，"
               "换人乘车 %s，实际运送 %s 人次",
               "The returns: runs that left %s, returned %s; boarded as printed %s, absent %s, "
               "walk-ons %s, instead of somebody %s; travelled in all %s",
               N(r->departed), N(r->returned), N(r->outcomes[BOARDING_BOARDED]),
               N(r->outcomes[BOARDING_ABSENT]), N(r->outcomes[BOARDING_WALK_ON]),
               N(r->outcomes[BOARDING_INSTEAD]), N(travelled));
}

static void returns_missing(const struct reconcile_input *in, struct statement *s) {
    bool *missing = mem_array((size_t)in->campaign->n_allocations + 1, sizeof *missing);
    struct return_counts counts;
    struct str names = STR_MAX(360);

    reconcile_returns(in, &counts, missing);
    if (counts.returned)
        returns_in(&counts, s);
    name_runs(in->campaign, missing, &names);
    if (counts.missing)
        write_line(add_line(s, "return-missing", false),
                   "缺回执（return missing）：%s 趟已发车而没有回执，不按零计：%s",
                   "return missing: %s runs left and no return came back; they do not count as "
                   "nobody: %s",
                   N(counts.missing), str_get(&names));
    str_clear(&names);
    mem_free(missing);
}

void consistency_state(const struct reconcile_input *in, struct statement *s) {
    struct loads loads = count_loads(in->campaign);

    implied_load(in, s);
    runs_in_rows(in, &loads, s);
    tickets_used(&loads, s);
    sum_of_parts(in, &loads, s);
    returns_missing(in, s);
}
