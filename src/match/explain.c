/*
 * Why a request waits. The stops that serve its ends come from an index over all who wait, as
 * tens of thousands of them are asked about one after another.
 */
#include "match/explain.h"

#include "homeward/rule.h"

/* ---- the index ---- */

static void index_clear(struct call_index *x) {
    mem_free(x->departures.v);
    mem_free(x->landings.v);
    arena_clear(&x->arena);
    *x = (struct call_index){0};
}

/* Of all who wait, and of the one asked about. */
static void index_make(struct explainer *e, int32_t request) {
    const struct campaign *c = e->p.c;
    struct call_index *x = &e->index;
    struct arena scratch = {0};
    int32_t *requests = arena_array(&scratch, (size_t)c->n_requests, sizeof *requests), n = 0;

    index_clear(x);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (e->bookings[r].allocation < 0 || r == request)
            requests[n++] = r;
    ends_collect(c, &x->arena, requests, n, true, &x->origins);
    ends_collect(c, &x->arena, requests, n, false, &x->destinations);
    calls_make(c, &x->arena, &x->origins, true, &x->departures);
    calls_make(c, &x->arena, &x->destinations, false, &x->landings);
    x->landing = arena_array(&x->arena, (size_t)c->n_allocations, sizeof *x->landing);
    x->filter = arena_array(&x->arena, (size_t)c->n_allocations, sizeof *x->filter);
    for (int32_t a = 0; a < c->n_allocations; a++)
        x->running += !c->allocations[a].cancelled;
    arena_clear(&scratch);
}

static void find_ends(struct explainer *e, int32_t request, int32_t *from, int32_t *to) {
    const struct request *r = &e->p.c->requests[request];
    struct call_index *x = &e->index;

    *from = ends_find(&x->origins, &r->from);
    *to = ends_find(&x->destinations, &r->to);
    if (*from >= 0 && *to >= 0)
        return;
    index_make(e, request);
    *from = ends_find(&x->origins, &r->from);
    *to = ends_find(&x->destinations, &r->to);
}

/* ---- one request ---- */

struct question {
    struct explainer *e;
    const struct request *r;
    struct explanation *out;
    enum filter furthest;
    bool room; /* some candidate has a place for the request alone */
};

static const enum reason reason_of[] = {
    [FILTER_ROUTE] = REASON_NO_ROUTE, [FILTER_DATE] = REASON_NO_DATE,
    [FILTER_MODE] = REASON_NO_MODE,   [FILTER_CLASS] = REASON_NO_CLASS,
    [FILTER_NEED] = REASON_NO_NEED,   [FILTER_RESERVED] = REASON_RESERVED,
    [FILTERS] = REASON_FULL,
};

/* An allocation came through to a later filter than any pair of its stops before. */
static void raise_filter(struct question *q, int32_t allocation, enum filter filter) {
    unsigned char *known = &q->e->index.filter[allocation];

    if (filter <= (enum filter) * known)
        return;
    q->out->filtered[reason_of[*known]]--;
    if (filter == FILTERS)
        q->out->candidates++;
    else
        q->out->filtered[reason_of[filter]]++;
    *known = (unsigned char)filter;
    q->furthest = filter > q->furthest ? filter : q->furthest;
}

/* From this stop to every later one of the same run that serves the destination. */
static void look_at(struct question *q, const struct call *departure) {
    const struct call_index *x = &q->e->index;
    const struct campaign *c = q->e->p.c;
    int32_t a = departure->allocation, i = x->landing[a] - 1;
    enum filter filter = FILTER_DATE;
    bool route = false;

    if (i < 0)
        return;
    if (q->r->earliest.v <= departure->day && departure->day <= q->r->latest.v)
        filter = rule_first_misfit(c, q->r, &c->allocations[a]);
    for (int32_t end = x->landings.v[i].end; i < x->landings.n; i++) {
        const struct call *landing = &x->landings.v[i];
        if (landing->end != end || landing->allocation != a)
            break;
        if (landing->stop <= departure->stop)
            continue;
        const struct booking b = {
            .allocation = a, .board = departure->stop, .alight = landing->stop};
        route = true;
        if (filter == FILTERS && !q->room)
            q->room = room_has(&q->e->p, q->r, &b, false);
    }
    if (route)
        raise_filter(q, a, filter);
}

static void mark_landings(struct call_index *x, int32_t end, bool on) {
    for (int32_t i = x->landings.from[end + 1] - 1; i >= x->landings.from[end]; i--)
        x->landing[x->landings.v[i].allocation] = on ? i + 1 : 0;
}

static void look_at_all(struct question *q, int32_t from, int32_t to) {
    struct call_index *x = &q->e->index;

    mark_landings(x, to, true);
    for (int32_t i = x->departures.from[from]; i < x->departures.from[from + 1]; i++)
        look_at(q, &x->departures.v[i]);
    mark_landings(x, to, false);
    for (int32_t i = x->departures.from[from]; i < x->departures.from[from + 1]; i++)
        x->filter[x->departures.v[i].allocation] = FILTER_ROUTE;
}

bool in_must_party(const struct campaign *c, const struct request *r) {
    return r->party >= 0 && c->parties[r->party].must && c->parties[r->party].n_members > 1;
}

void explainer_ask(struct explainer *e, int32_t request, struct explanation *out) {
    const struct campaign *c = e->p.c;
    struct question q = {.e = e, .r = &c->requests[request], .out = out};
    int32_t from, to;

    *out = (struct explanation){0};
    find_ends(e, request, &from, &to);
    out->filtered[REASON_NO_ROUTE] = e->index.running;
    look_at_all(&q, from, to);
    if (e->bookings[request].allocation >= 0)
        out->reason = REASON_NONE;
    else if (q.furthest == FILTERS && q.room && in_must_party(c, q.r))
        out->reason = REASON_PARTY;
    else
        out->reason = reason_of[q.furthest];
}

/* ---- the whole account ---- */

void explainer_account(struct explainer *e, int32_t request, struct arena *arena,
                       struct account *out) {
    *out = (struct account){.extra = {.allocation = -1}, .split = {.joins = -1}};
    explainer_ask(e, request, &out->why);
    if (e->bookings[request].allocation >= 0) {
        explain_options(e, request, false);
        explain_seat(e, request, out);
        return;
    }
    explain_relaxed(e, request, out->why.candidates > 0, out->relaxed);
    if (out->why.candidates == 0)
        return;
    explain_options(e, request, true);
    explain_taken(e, request, arena, &out->taken);
    explain_split(e, request, arena, &out->split);
    explain_extra(e, request, &out->extra);
}

/* ---- life ---- */

struct explainer *explainer_new(const struct campaign *c, const struct booking *bookings) {
    struct explainer *e = mem_alloc(sizeof *e);

    e->p.c = c;
    e->bookings = bookings;
    rooms_make(&e->p);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (bookings[r].allocation >= 0)
            room_fill(&e->p, &c->requests[r], &bookings[r]);
    return e;
}

void explainer_free(struct explainer *e) {
    if (!e)
        return;
    index_clear(&e->index);
    arena_clear(&e->p.arena);
    mem_free(e);
}
