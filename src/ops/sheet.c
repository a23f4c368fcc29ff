#include "ops/sheet.h"

#include "homeward/document.h"
#include "ops/phrase.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a recipient may see ---- */

static const char *last_four(const char *document, struct arena *arena) {
    size_t len = strlen(document);

    return phrase(arena, "****%s", len > 4 ? document + len - 4 : "");
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
    case MANIFEST_LEADER:
    case MANIFEST_SIGNING:
    case MANIFEST_FORS:
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

static const char *sex_text(const struct sheet_maker *k, char sex) {
    return bi_text(sex == 'M'   ? BI("男", "male")
                   : sex == 'F' ? BI("女", "female")
                                : BI("", ""),
                   k->s->ops->lang);
}

/* ---- rows ---- */

static struct manifest_row make_row(const struct sheet_maker *k, const struct roster_line *line,
                                    struct arena *arena) {
    const struct campaign *c = k->s->c;
    const struct request *r = &c->requests[line->request];
    const struct booking *b = &c->bookings[line->request];
    const struct person *person = &line->person;
    bool together = r->party >= 0 && c->parties[r->party].n_members > 1;

    return (struct manifest_row){
        .seat = b->seat && !line->child ? b->seat : "",
        .ref = phrase(arena, "%s/%s", c->stations[r->station].code, line->ref),
        .name = k->recipient == MANIFEST_POSTED ? phrase_hidden_name(person->name, arena)
                                                : person->name,
        .phone = shown_phone(k, person, arena),
        .document = shown_document(k, person, arena),
        .document_type = bi_text(document_type_name(person->document_type), k->s->ops->lang),
        .sex = sex_text(k, person->sex),
        .board = b->board,
        .alight = b->alight,
        .luggage = line->child ? 0 : r->luggage,
        .party = together ? c->parties[r->party].word : "",
        .needs = line->child ? "" : needs_text(k, r->needs),
        .free_child = line->child,
    };
}

struct named { /* a row of a list in order of names */
    struct manifest_row row;
    int32_t request;
    char key[128];
};

static int by_name(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : x->row.number - y->row.number;
}

/* Common characters stand in GB18030 in the order of their sound, as people look names up. */
static void name_key(const char *name, char *out, size_t room) {
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    size_t left = strlen(name), free_room = room - 1;
    char *in = (char *)(uintptr_t)name, *to = out;

    memset(out, 0, room);
    if (cd != (iconv_t)-1) {
        (void)iconv(cd, &in, &left, &to, &free_room); /* what does not fit is not compared */
        iconv_close(cd);
    }
}

static void sort_by_name(const struct roster *roster, struct manifest_row *rows, int32_t *of,
                         struct arena *arena) {
    struct named *v = arena_array(arena, (size_t)roster->n + 1, sizeof *v);

    for (int i = 0; i < roster->n; i++) {
        v[i].row = rows[i];
        v[i].request = of[i];
        name_key(roster->lines[i].person.name, v[i].key, sizeof v[i].key);
    }
    qsort(v, (size_t)roster->n, sizeof *v, by_name);
    for (int i = 0; i < roster->n; i++) {
        rows[i] = v[i].row;
        of[i] = v[i].request;
    }
}

static bool seats_are_used_once(const struct campaign *c, int32_t allocation,
                                const struct roster *roster, struct arena *arena) {
    struct paper_version as_printed;

    roster_version(c, allocation, roster, arena, &as_printed);
    return paper_by_seat(as_printed.rows, as_printed.n_rows);
}

static void make_rows(const struct sheet_maker *k, const struct roster *roster, struct arena *arena,
                      struct manifest_sheet *out, const int32_t **requests) {
    int32_t *of = arena_array(arena, (size_t)roster->n + 1, sizeof *of);

    out->rows = arena_array(arena, (size_t)roster->n + 1, sizeof *out->rows);
    for (int i = 0; i < roster->n; i++) {
        out->rows[i] = make_row(k, &roster->lines[i], arena);
        out->rows[i].number = i + 1;
        of[i] = roster->lines[i].request;
    }
    if (k->recipient == MANIFEST_POSTED)
        sort_by_name(roster, out->rows, of, arena);
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
        char when[WHEN_TEXT];
        stop->name = phrase_spot(c, spot, arena);
        stop->at = phrase_time(out->lang, a->stops[i].at, arena);
        stop->when = arena_strdup(arena, instant_text(a->stops[i].at, when));
        stop->contact = spot->point >= 0 ? c->points[spot->point].contact : NULL;
        stop->phone = spot->point >= 0 ? c->points[spot->point].phone : NULL;
        stop->rest = a->stops[i].use == STOP_REST;
    }
    for (int r = 0; r < out->n_rows; r++)
        if (!out->rows[r].free_child) {
            out->stops[out->rows[r].board].on++;
            out->stops[out->rows[r].alight].off++;
        }
    for (int i = 0; i < a->n_stops; i++)
        out->stops[i].aboard = aboard += out->stops[i].on - out->stops[i].off;
}

static const char *given(const char *text) {
    return text && text[0] ? text : NULL;
}

static void make_vehicle(const struct campaign *c, const struct allocation *a,
                         struct manifest_sheet *out) {
    const struct vehicle *vehicle = a->vehicle >= 0 ? &c->vehicles[a->vehicle] : NULL;

    out->plate = vehicle && vehicle->kind == VEHICLE_COACH ? vehicle->key : NULL;
    out->car_id = vehicle && vehicle->kind == VEHICLE_TRAIN_CAR ? vehicle->key : NULL;
    out->operator_ = vehicle ? vehicle->operator_ : NULL;
    out->approved = vehicle ? vehicle->approved : 0;
    out->seats = a->seats;
    out->sign = given(a->sign_no);
    out->contract = given(a->contract_no);
    out->insurance = given(a->insurance_no);
    out->luggage_pieces = a->luggage_pieces;
}

static void make_head(const struct sheet_maker *k, const struct allocation *a, struct arena *arena,
                      struct manifest_sheet *out) {
    static const struct bi kinds[] = {
        {"车票", "Tickets"}, {"包车", "Coach"}, {"车厢", "Train car"}};
    const struct campaign *c = k->s->c;
    enum lang lang = out->lang;
    char day[WHEN_TEXT];

    out->extras =
        k->extras ? extra_text(k->extras, (int32_t)(a - c->allocations), lang, arena) : "";
    out->campaign = c->name;
    out->allocation = a->key;
    out->train = a->mode == MODE_TRAIN;
    out->kind = bi_text(kinds[a->kind], lang);
    out->route = phrase(arena, "%s → %s", phrase_spot(c, &a->stops[0].spot, arena),
                        phrase_spot(c, &a->stops[a->n_stops - 1].spot, arena));
    out->label = given(a->label) ? a->label : out->route;
    out->departs = phrase_long_time(lang, a->stops[0].at, arena);
    out->day = arena_strdup(arena, day_text(instant_day(a->stops[0].at), day));
    out->service = out->service_number = given(a->service);
    out->class_ = given(a->class_);
    if (out->service && given(a->car))
        out->service = lang == LANG_EN ? phrase(arena, "%s car %s", a->service, a->car)
                                       : phrase(arena, "%s 次 %s 车", a->service, a->car);
    out->crew = phrase_crew(lang, a, arena);
    const char *now = phrase_time(lang, k->s->ops->now, arena);
    out->printed = lang == LANG_EN ? phrase(arena, "%s   printed %s", c->name, now)
                                   : phrase(arena, "%s   打印于 %s", c->name, now);
}

void sheet_of_roster(const struct sheet_maker *k, int32_t allocation, const struct roster *roster,
                     struct arena *arena, struct manifest_sheet *out, const int32_t **requests) {
    const struct campaign *c = k->s->c;
    const struct allocation *a = &c->allocations[allocation];

    *out = (struct manifest_sheet){.recipient = k->recipient, .lang = k->s->ops->lang};
    out->by_seat = seats_are_used_once(c, allocation, roster, arena);
    make_head(k, a, arena, out);
    make_vehicle(c, a, out);
    make_rows(k, roster, arena, out, requests);
    make_stops(k, a, arena, out);
}

enum rc sheet_make(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                   struct manifest_sheet *out, const int32_t **requests, struct err *err) {
    struct roster roster;
    enum rc rc = roster_make(k, allocation, arena, &roster, err);

    if (rc == RC_OK)
        sheet_of_roster(k, allocation, &roster, arena, out, requests);
    return rc;
}
