#include "homeward/daily.h"

#include "reconcile/returns.h"

static const struct {
    const char *word;
    struct bi name;
} figures[DAILY_FIGURES] = {
    [DAILY_RUNS] = {"runs", {"趟次", "runs"}},
    [DAILY_COACHES] = {"coaches", {"客车", "coaches"}},
    [DAILY_CARS] = {"train_cars", {"车厢", "train cars"}},
    [DAILY_TICKETS] = {"tickets", {"车票", "tickets"}},
    [DAILY_TRIPS] = {"person_trips", {"人次", "person-trips"}},
};

const char *daily_figure_word(enum daily_figure figure) {
    return figures[figure].word;
}

struct bi daily_figure_name(enum daily_figure figure) {
    return figures[figure].name;
}

/* ---- one office, one day or all so far ---- */

struct tally {
    const struct reconcile_input *in;
    int32_t office; /* -1: all */
    struct day first, last;
    bool departed;
    bool *seen; /* vehicles */
    int64_t *n; /* by figure */
};

static struct day day_of(const struct campaign *c, int32_t allocation) {
    return instant_service_day(c->allocations[allocation].stops[0].at, c->rules.day_starts_at);
}

static bool counts(const struct tally *t, int32_t allocation) {
    const struct campaign *c = t->in->campaign;
    struct day day = day_of(c, allocation);

    return !c->allocations[allocation].cancelled && day.v >= t->first.v && day.v <= t->last.v &&
           (!t->departed || has_left(t->in, allocation));
}

static void add_supply(struct tally *t, const struct allocation *a) {
    if (t->office >= 0 && a->office != t->office)
        return;
    if (a->kind == ALLOCATION_TICKET_BLOCK) {
        t->n[DAILY_TICKETS] += a->seats;
        return;
    }
    t->n[DAILY_RUNS]++;
    t->n[a->kind == ALLOCATION_TRAIN_CAR ? DAILY_CARS : DAILY_COACHES] += !t->seen[a->vehicle];
    t->seen[a->vehicle] = true;
}

static void add_travelled(struct tally *t, int32_t allocation) {
    const struct boarding *b = returned(t->in, allocation);

    for (int i = 0; b && i < b->n_rows; i++)
        t->n[DAILY_TRIPS] += boarding_travelled(b->rows[i].outcome) &&
                             (t->office < 0 || b->rows[i].office == t->office);
}

static void add_booked(struct tally *t, const bool *counted) {
    const struct campaign *c = t->in->campaign;

    for (int32_t r = 0; r < c->n_requests; r++)
        t->n[DAILY_TRIPS] +=
            c->bookings[r].allocation >= 0 && counted[c->bookings[r].allocation] &&
            (t->office < 0 || c->stations[c->requests[r].station].office == t->office);
}

static void count(struct tally *t) {
    const struct campaign *c = t->in->campaign;
    bool *counted = mem_array((size_t)c->n_allocations + 1, sizeof *counted);

    t->seen = mem_array((size_t)c->n_vehicles + 1, sizeof *t->seen);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        counted[a] = counts(t, a);
        if (counted[a])
            add_supply(t, &c->allocations[a]);
        if (counted[a] && t->departed)
            add_travelled(t, a);
    }
    if (!t->departed)
        add_booked(t, counted);
    mem_free(t->seen);
    mem_free(counted);
}

static void count_office(const struct reconcile_input *in, struct daily_office *out) {
    for (int scope = 0; scope < DAILY_SCOPES; scope++)
        for (int stage = 0; stage < DAILY_STAGES; stage++) {
            struct tally t = {.in = in,
                              .office = out->office,
                              .first = scope == DAILY_DAY ? in->as_of : (struct day){INT32_MIN + 1},
                              .last = in->as_of,
                              .departed = stage == DAILY_DEPARTED,
                              .n = out->n[scope][stage]};
            count(&t);
        }
}

/* ---- who has not reported, and who did so late ---- */

static int32_t travelled(const struct boarding *b) {
    int32_t n = 0;

    for (int i = 0; i < b->n_rows; i++)
        n += boarding_travelled(b->rows[i].outcome);
    return n;
}

static void add_missing(const struct reconcile_input *in, struct arena *arena, struct daily *out) {
    const struct campaign *c = in->campaign;
    struct reconcile_input standing = *in; /* whenever they were made */
    standing.as_of = DAY_NONE;
    int32_t *booked = bookings_by_run(&standing);

    out->missing = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *out->missing);
    for (int32_t a = 0; a < c->n_allocations; a++)
        if (!c->allocations[a].cancelled && booked[a] && day_of(c, a).v <= in->as_of.v &&
            has_left(in, a) && !returned(in, a))
            out->missing[out->n_missing++] = (struct daily_missing){a, booked[a]};
    mem_free(booked);
}

static void add_corrections(const struct reconcile_input *in, const struct boardings *before,
                            struct arena *arena, struct daily *out) {
    const struct campaign *c = in->campaign;

    out->corrections = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *out->corrections);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        const struct boarding *now = returned(in, a), *old = &before->of[a];
        if (c->allocations[a].cancelled || day_of(c, a).v >= in->as_of.v || !now ||
            now->id == old->id)
            continue;
        out->corrections[out->n_corrections++] =
            (struct daily_correction){a, travelled(now), old->id ? travelled(old) : -1};
    }
}

void daily_make(const struct reconcile_input *in, const struct boardings *before,
                struct arena *arena, struct daily *out) {
    int n = in->campaign->n_offices;

    *out = (struct daily){.date = in->as_of, .n_offices = n};
    out->offices = arena_array(arena, (size_t)n + 1, sizeof *out->offices);
    for (int i = 0; i <= n; i++) {
        out->offices[i].office = i < n ? i : -1;
        count_office(in, &out->offices[i]);
    }
    add_missing(in, arena, out);
    add_corrections(in, before, arena, out);
}
