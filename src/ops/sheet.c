#include "ops/sheet.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void riders_by_run(const struct campaign *c, struct arena *arena, struct riders_by_run *out) {
    int32_t *at = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *at);

    out->first = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *out->first);
    out->riders = arena_array(arena, (size_t)c->n_requests + 1, sizeof *out->riders);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            out->first[c->bookings[r].allocation + 1]++;
    for (int32_t a = 0; a < c->n_allocations; a++)
        out->first[a + 1] += out->first[a];
    memcpy(at, out->first, ((size_t)c->n_allocations + 1) * sizeof *at);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            out->riders[at[c->bookings[r].allocation]++] = r;
}

/* ---- words ---- */

static const char *text(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *text(struct arena *arena, const char *format, ...) {
    char buf[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    return arena_strdup(arena, buf);
}

static bool english(const struct sheet_maker *k) {
    return k->s->ops->lang == LANG_EN;
}

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static const char *short_time(const struct sheet_maker *k, struct instant at, struct arena *arena) {
    int year, month, day, minute = instant_minute(at);

    day_split(instant_day(at), &year, &month, &day);
    if (english(k))
        return text(arena, "%d %s %02d:%02d", day, months[month - 1], minute / 60, minute % 60);
    return text(arena, "%d月%d日 %02d:%02d", month, day, minute / 60, minute % 60);
}

static const char *long_time(const struct sheet_maker *k, struct instant at, struct arena *arena) {
    static const char *const zh[] = {"日", "一", "二", "三", "四", "五", "六"};
    static const char *const en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    int year, month, day, minute = instant_minute(at), weekday = day_weekday(instant_day(at));

    day_split(instant_day(at), &year, &month, &day);
    if (english(k))
        return text(arena, "%s %d %s %d, %02d:%02d", en[weekday], day, months[month - 1], year,
                    minute / 60, minute % 60);
    return text(arena, "%d年%d月%d日（星期%s）%02d:%02d", year, month, day, zh[weekday],
                minute / 60, minute % 60);
}

static const char *name_of(const struct campaign *c, const struct spot *spot, struct arena *arena) {
    struct str name = STR_MAX(512);

    spot_name(c, spot, &name);
    const char *copy = arena_strdup(arena, str_get(&name));
    str_clear(&name);
    return copy;
}

/* 王*明: one character hidden, for lists that hang on a wall. */
static const char *hidden_name(const char *name, struct arena *arena) {
    uint32_t code;
    size_t first = utf8_next(name, strlen(name), &code);
    size_t second = first ? utf8_next(name + first, strlen(name + first), &code) : 0;

    if (!second)
        return name;
    return text(arena, "%.*s*%s", (int)first, name, name + first + second);
}

static const char *last_four(const char *document, struct arena *arena) {
    size_t len = strlen(document);

    return text(arena, "****%s", len > 4 ? document + len - 4 : "");
}

static const char *shown_document(const struct sheet_maker *k, const struct person *person,
                                  struct arena *arena) {
    switch (k->recipient) {
    case MANIFEST_CREW:
    case MANIFEST_CARRIER:
        return person->document;
    case MANIFEST_POSTED:
        return last_four(person->document, arena);
    case MANIFEST_DRIVER:
        break;
    }
    return NULL;
}

static const char *shown_phone(const struct sheet_maker *k, const struct person *person,
                               struct arena *arena) {
    char masked[32];

    if (!person->phone)
        return "";
    if (k->recipient != MANIFEST_POSTED)
        return person->phone;
    phone_mask(person->phone, masked);
    return arena_strdup(arena, masked);
}

static const char *needs_text(const struct sheet_maker *k, unsigned needs) {
    static const struct bi words[] = {{"", ""},
                                      {"下铺", "lower berth"},
                                      {"轮椅", "wheelchair"},
                                      {"下铺 轮椅", "berth, wheelchair"}};

    return k->recipient == MANIFEST_POSTED ? "" : bi_text(words[needs & 3], k->s->ops->lang);
}

/* ---- rows ---- */

struct sortable {
    struct manifest_row row;
    int32_t request;
    int64_t seat_number;
    int child; /* 0: the adult itself */
};

static int64_t leading_number(const char *label) {
    int64_t n = 0;

    for (; *label >= '0' && *label <= '9' && n < 1000000; label++)
        n = n * 10 + (*label - '0');
    return n;
}

/* By boarding stop, then seat; a free child stands under its adult. */
static int by_boarding(const void *a, const void *b) {
    const struct sortable *x = a, *y = b;

    if (x->row.board != y->row.board)
        return x->row.board - y->row.board;
    if (x->seat_number != y->seat_number)
        return x->seat_number < y->seat_number ? -1 : 1;
    int order = strcmp(x->row.seat, y->row.seat);
    if (order)
        return order;
    if (x->request != y->request)
        return x->request < y->request ? -1 : 1;
    return x->child - y->child;
}

static struct sortable rider_row(const struct sheet_maker *k, int32_t request,
                                 const struct person *person, struct arena *arena) {
    const struct campaign *c = k->s->c;
    const struct request *r = &c->requests[request];
    const struct booking *b = &c->bookings[request];
    bool together = r->party >= 0 && c->parties[r->party].n_members > 1;
    struct sortable s = {.request = request};

    s.row = (struct manifest_row){
        .seat = b->seat ? b->seat : "",
        .name = k->recipient == MANIFEST_POSTED ? hidden_name(person->name, arena) : person->name,
        .phone = shown_phone(k, person, arena),
        .document = shown_document(k, person, arena),
        .board = b->board,
        .alight = b->alight,
        .luggage = r->luggage,
        .party = together ? c->parties[r->party].word : "",
        .needs = needs_text(k, r->needs),
    };
    s.seat_number = leading_number(s.row.seat);
    return s;
}

static int children_of(const struct sheet_maker *k, int32_t request, const struct child_row **out) {
    int n = 0;

    for (int i = 0; i < k->n_children; i++)
        if (k->children[i].request == request && n++ == 0)
            *out = &k->children[i];
    return n;
}

static int add_children(const struct sheet_maker *k, struct sortable *rows, int n,
                        struct arena *arena) {
    const struct child_row *child = NULL;
    const struct sortable adult = rows[n - 1];
    int children =
        k->s->c->requests[adult.request].free_children ? children_of(k, adult.request, &child) : 0;

    for (int i = 0; i < children; i++) {
        rows[n] = adult;
        rows[n].child = i + 1;
        rows[n].row.name =
            k->recipient == MANIFEST_POSTED ? hidden_name(child[i].name, arena) : child[i].name;
        rows[n].row.free_child = true;
        rows[n].row.document = adult.row.document ? "" : NULL;
        rows[n++].row.luggage = 0;
    }
    return n;
}

static enum rc make_rows(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                         struct manifest_sheet *out, const int32_t **requests, struct err *err) {
    const struct campaign *c = k->s->c;
    int32_t from = k->by_run->first[allocation], riders = k->by_run->first[allocation + 1] - from;
    int room = riders, n = 0;

    for (int32_t i = 0; i < riders; i++)
        room += c->requests[k->by_run->riders[from + i]].free_children;
    int64_t *ids = arena_array(arena, (size_t)riders, sizeof *ids);
    struct person *people = arena_array(arena, (size_t)riders, sizeof *people);
    struct sortable *rows = arena_array(arena, (size_t)room + 1, sizeof *rows);
    for (int32_t i = 0; i < riders; i++)
        ids[i] = c->requests[k->by_run->riders[from + i]].id;
    enum rc rc = store_people_load(k->s->store, ids, riders, arena, people, err);
    if (rc != RC_OK)
        return rc;
    for (int32_t i = 0; i < riders; i++) {
        rows[n++] = rider_row(k, k->by_run->riders[from + i], &people[i], arena);
        n = add_children(k, rows, n, arena);
    }
    qsort(rows, (size_t)n, sizeof *rows, by_boarding);
    int32_t *of = arena_array(arena, (size_t)n + 1, sizeof *of);
    out->rows = arena_array(arena, (size_t)n + 1, sizeof *out->rows);
    for (int i = 0; i < n; i++) {
        out->rows[i] = rows[i].row;
        of[i] = rows[i].request;
    }
    *requests = of;
    out->n_rows = n;
    out->riders = riders;
    out->children = n - riders;
    return RC_OK;
}

/* ---- the head ---- */

static void make_stops(const struct sheet_maker *k, const struct allocation *a, struct arena *arena,
                       struct manifest_sheet *out) {
    const struct campaign *c = k->s->c;
    int32_t aboard = 0;

    out->n_stops = a->n_stops;
    out->stops = arena_array(arena, (size_t)a->n_stops, sizeof *out->stops);
    for (int i = 0; i < a->n_stops; i++) {
        struct manifest_stop *stop = &out->stops[i];
        const struct spot *spot = &a->stops[i].spot;
        stop->name = name_of(c, spot, arena);
        stop->at = short_time(k, a->stops[i].at, arena);
        stop->contact = spot->point >= 0 ? c->points[spot->point].contact : NULL;
        stop->phone = spot->point >= 0 ? c->points[spot->point].phone : NULL;
    }
    for (int r = 0; r < out->n_rows; r++)
        if (!out->rows[r].free_child) {
            out->stops[out->rows[r].board].on++;
            out->stops[out->rows[r].alight].off++;
        }
    for (int i = 0; i < a->n_stops; i++)
        out->stops[i].aboard = aboard += out->stops[i].on - out->stops[i].off;
}

static const char *crew_text(const struct sheet_maker *k, const struct allocation *a,
                             struct arena *arena) {
    struct str all = STR_MAX(512);

    for (int i = 0; i < a->n_crew; i++) {
        bool driver = strcmp(a->crew[i].role, "driver") == 0;
        const char *role =
            english(k) ? (driver ? "driver" : "escort") : (driver ? "司机" : "随车员");
        str_addf(&all, "%s%s %s %s", i ? "  " : "", role, a->crew[i].name,
                 a->crew[i].phone ? a->crew[i].phone : "");
    }
    const char *copy = all.len ? arena_strdup(arena, str_get(&all)) : NULL;
    str_clear(&all);
    return copy;
}

static void make_head(const struct sheet_maker *k, const struct allocation *a, struct arena *arena,
                      struct manifest_sheet *out) {
    static const struct bi kinds[] = {
        {"车票", "Tickets"}, {"包车", "Coach"}, {"车厢", "Train car"}};
    const struct campaign *c = k->s->c;
    const struct vehicle *vehicle = a->vehicle >= 0 ? &c->vehicles[a->vehicle] : NULL;

    out->campaign = c->name;
    out->allocation = a->key;
    out->kind = bi_text(kinds[a->kind], k->s->ops->lang);
    out->route = text(arena, "%s → %s", name_of(c, &a->stops[0].spot, arena),
                      name_of(c, &a->stops[a->n_stops - 1].spot, arena));
    out->label = a->label && a->label[0] ? a->label : out->route;
    out->departs = long_time(k, a->stops[0].at, arena);
    if (a->service && a->service[0])
        out->service = a->car && a->car[0] ? text(arena, english(k) ? "%s car %s" : "%s 次 %s 车",
                                                  a->service, a->car)
                                           : a->service;
    out->plate = vehicle && vehicle->kind == VEHICLE_COACH ? vehicle->key : NULL;
    out->car_id = vehicle && vehicle->kind == VEHICLE_TRAIN_CAR ? vehicle->key : NULL;
    out->operator_ = vehicle ? vehicle->operator_ : NULL;
    out->approved = vehicle ? vehicle->approved : 0;
    out->seats = a->seats;
    out->crew = crew_text(k, a, arena);
    out->luggage_pieces = a->luggage_pieces;
    out->printed = text(arena, english(k) ? "%s   printed %s" : "%s   打印于 %s", c->name,
                        short_time(k, k->s->ops->now, arena));
}

enum rc sheet_make(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                   struct manifest_sheet *out, const int32_t **requests, struct err *err) {
    const struct allocation *a = &k->s->c->allocations[allocation];

    *out = (struct manifest_sheet){0};
    make_head(k, a, arena, out);
    enum rc rc = make_rows(k, allocation, arena, out, requests, err);
    if (rc == RC_OK)
        make_stops(k, a, arena, out);
    return rc;
}
