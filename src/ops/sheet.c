#include "ops/sheet.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static struct manifest_row make_row(const struct sheet_maker *k, const struct roster_line *line,
                                    struct arena *arena) {
    const struct campaign *c = k->s->c;
    const struct request *r = &c->requests[line->request];
    const struct booking *b = &c->bookings[line->request];
    bool together = r->party >= 0 && c->parties[r->party].n_members > 1;

    return (struct manifest_row){
        .seat = b->seat && !line->child ? b->seat : "",
        .name = k->recipient == MANIFEST_POSTED ? hidden_name(line->person.name, arena)
                                                : line->person.name,
        .phone = shown_phone(k, &line->person, arena),
        .document = shown_document(k, &line->person, arena),
        .board = b->board,
        .alight = b->alight,
        .luggage = line->child ? 0 : r->luggage,
        .party = together ? c->parties[r->party].word : "",
        .needs = line->child ? "" : needs_text(k, r->needs),
        .free_child = line->child,
    };
}

static void make_rows(const struct sheet_maker *k, const struct roster *roster, struct arena *arena,
                      struct manifest_sheet *out, const int32_t **requests) {
    int32_t *of = arena_array(arena, (size_t)roster->n + 1, sizeof *of);

    out->rows = arena_array(arena, (size_t)roster->n + 1, sizeof *out->rows);
    for (int i = 0; i < roster->n; i++) {
        out->rows[i] = make_row(k, &roster->lines[i], arena);
        of[i] = roster->lines[i].request;
    }
    *requests = of;
    out->n_rows = roster->n;
    out->riders = roster->riders;
    out->children = roster->children;
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

    struct roster roster;
    enum rc rc = roster_make(k, allocation, arena, &roster, err);

    if (rc != RC_OK)
        return rc;
    *out = (struct manifest_sheet){0};
    make_head(k, a, arena, out);
    make_rows(k, &roster, arena, out, requests);
    make_stops(k, a, arena, out);
    return RC_OK;
}
