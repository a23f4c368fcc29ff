/* Use case: runs to look at: a list, and one with its stops and riders. */
#include "ops/difference.h"
#include "ops/session.h"

static const char *stop_name(const struct campaign *c, const struct stop *stop,
                             struct arena *arena) {
    struct str text = STR_MAX(512);

    spot_name(c, &stop->spot, &text);
    const char *name = arena_strdup(arena, str_get(&text));
    str_clear(&text);
    return name;
}

static struct run_row row_of(const struct campaign *c, int32_t run, struct arena *arena) {
    const struct allocation *a = &c->allocations[run];
    const struct stop *last = &a->stops[a->n_stops - 1];

    return (struct run_row){
        .key = arena_strdup(arena, a->key),
        .label = arena_strdup(arena, a->label),
        .vehicle = a->vehicle >= 0 ? arena_strdup(arena, c->vehicles[a->vehicle].key) : NULL,
        .kind = a->kind,
        .office = c->offices[a->office].place,
        .from = stop_name(c, &a->stops[0], arena),
        .to = stop_name(c, last, arena),
        .departs = a->stops[0].at,
        .arrives = last->at,
        .seats = a->seats,
        .minimum = a->minimum,
        .legs = arena_array(arena, (size_t)a->n_stops, sizeof(int32_t)),
        .n_legs = a->n_stops - 1,
        .cancelled = a->cancelled};
}

static void count(struct run_row *row, const struct booking *b) {
    row->riders[b->status]++;
    for (int leg = b->board; leg < b->alight; leg++)
        row->legs[leg]++;
}

static bool is_asked(const struct campaign *c, int32_t run, struct day date, int32_t office) {
    const struct allocation *a = &c->allocations[run];
    struct day day = instant_service_day(a->stops[0].at, c->rules.day_starts_at);

    return (!day_given(date) || day.v == date.v) &&
           (!office || c->offices[a->office].place == office);
}

enum rc ops_run_list(const struct ops *ops, struct day date, const char *office,
                     struct arena *arena, struct run_row **out, int *out_n, struct err *err) {
    struct session s;
    int32_t place = 0;
    enum rc rc = office ? resolve_office(ops, office, &place, err) : RC_OK;

    rc = rc == RC_OK ? session_open(ops, HOLD_LOOK, STORE_ALL, &s, err) : rc;
    *out_n = 0;
    if (rc != RC_OK)
        return rc;
    int32_t *at = arena_array(arena, (size_t)s.c->n_allocations + 1, sizeof *at);
    *out = arena_array(arena, (size_t)s.c->n_allocations + 1, sizeof **out);
    for (int32_t a = 0; a < s.c->n_allocations; a++) {
        at[a] = -1;
        if (!is_asked(s.c, a, date, place))
            continue;
        at[a] = *out_n;
        (*out)[(*out_n)++] = row_of(s.c, a, arena);
    }
    for (int32_t r = 0; r < s.c->n_requests; r++) {
        const struct booking *b = &s.c->bookings[r];
        if (b->allocation >= 0 && at[b->allocation] >= 0)
            count(&(*out)[at[b->allocation]], b);
    }
    session_close(&s);
    return RC_OK;
}

static const char *copy(struct arena *arena, const char *text) {
    return text && text[0] ? arena_strdup(arena, (char *)(uintptr_t)text) : NULL;
}

static void show_head(const struct campaign *c, const struct allocation *a, struct arena *arena,
                      struct run_view *out) {
    const struct vehicle *v = a->vehicle >= 0 ? &c->vehicles[a->vehicle] : NULL;

    out->vehicle_type = copy(arena, v ? v->type : NULL);
    out->operator_ = copy(arena, v ? v->operator_ : NULL);
    out->sign_no = copy(arena, a->sign_no);
    out->contract_no = copy(arena, a->contract_no);
    out->service = copy(arena, a->service);
    out->car = copy(arena, a->car);
    out->n_crew = a->n_crew;
    out->crew = arena_array(arena, (size_t)a->n_crew + 1, sizeof *out->crew);
    for (int i = 0; i < a->n_crew; i++)
        out->crew[i] = (struct crew){copy(arena, a->crew[i].role), copy(arena, a->crew[i].name),
                                     copy(arena, a->crew[i].phone)};
}

static void show(const struct campaign *c, int32_t run, struct arena *arena, struct run_view *out) {
    const struct allocation *a = &c->allocations[run];

    out->run = row_of(c, run, arena);
    show_head(c, a, arena, out);
    out->n_stops = a->n_stops;
    out->stops = arena_array(arena, (size_t)a->n_stops, sizeof *out->stops);
    for (int i = 0; i < a->n_stops; i++)
        out->stops[i] = (struct run_stop_row){.name = stop_name(c, &a->stops[i], arena),
                                              .at = a->stops[i].at,
                                              .use = a->stops[i].use};
    out->riders = arena_array(arena, (size_t)c->n_requests + 1, sizeof *out->riders);
    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &c->bookings[r];
        if (b->allocation != run)
            continue;
        count(&out->run, b);
        out->stops[b->board].boarding++;
        out->stops[b->alight].alighting++;
        out->riders[out->n_riders++] = difference_row(c, r, b, arena);
    }
}

enum rc ops_run_show(const struct ops *ops, const char *run, struct arena *arena,
                     struct run_view *out, struct err *err) {
    struct session s;
    int32_t found;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    *out = (struct run_view){0};
    if (rc != RC_OK)
        return rc;
    rc = find_allocation(s.c, run, &found, err);
    if (rc == RC_OK)
        show(s.c, found, arena, out);
    session_close(&s);
    return rc;
}
