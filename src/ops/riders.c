/*
 * Use case: what people say on the telephone. A rider is added, changed, corrected, replaced or
 * withdrawn; each answer says what that does to seat, party and order, and a trial is the same
 * thing rolled back. What is typed is judged by the reader of lists.
 */
#include "ops/difference.h"
#include "ops/hand.h"

#include <stdio.h>
#include <string.h>

struct changing {
    struct session *s;
    const struct rider_entry *entry;
    struct rider_answer *out;
    struct arena *arena;
    struct station_row station;
    struct found_rider rider;
    struct list_row stands; /* of the others than add */
    int trip;               /* of stands.trips: the one concerned; n_trips: a new one */
    const char *cells[RAW_TYPED];
    struct list_row typed;
    unsigned fields;
};

static const char *given(const struct changing *h, enum raw_column column) {
    return h->entry->cells ? h->entry->cells[column] : NULL;
}

static bool given_any(const struct changing *h, enum raw_column from, enum raw_column to) {
    for (int column = from; column <= (int)to; column++)
        if (given(h, (enum raw_column)column))
            return true;
    return false;
}

/* ---- what stands, as cells ---- */

static const char *spot_cell(const struct changing *h, const struct spot *spot) {
    char code[16];

    if (spot->point >= 0)
        return h->s->c->points[spot->point].key;
    snprintf(code, sizeof code, "%06d", (int)spot->place);
    return arena_strdup(h->arena, code);
}

static const char *day_cell(const struct changing *h, struct day day) {
    char text[WHEN_TEXT];

    return arena_strdup(h->arena, day_text(day, text));
}

static void trip_cells(struct changing *h, const struct list_trip *t) {
    static const char *const needs[] = {NULL, "下铺", "轮椅", "下铺 轮椅"};
    static const char *const modes[] = {NULL, "汽车", "火车", NULL};
    const char **cells = h->cells;
    char luggage[16];

    snprintf(luggage, sizeof luggage, "%d", (int)t->luggage);
    cells[RAW_DIRECTION] = t->direction == DIRECTION_HOME ? "返乡" : "返岗";
    cells[RAW_FROM] = spot_cell(h, &t->from);
    cells[RAW_TO] = spot_cell(h, &t->to);
    cells[RAW_EARLIEST] = day_cell(h, t->earliest);
    cells[RAW_PREFERRED] = day_cell(h, t->preferred);
    cells[RAW_LATEST] = day_cell(h, t->latest);
    cells[RAW_MODES] = modes[t->modes & MODES_ALL];
    cells[RAW_NEEDS] = needs[t->needs & 3];
    cells[RAW_PARTY] = t->party;
    cells[RAW_TOGETHER] = t->must ? "是" : NULL;
    cells[RAW_LUGGAGE] = arena_strdup(h->arena, luggage);
    cells[RAW_CLASSES] = t->classes;
    cells[RAW_SERVICES] = t->services;
}

/* A free child has no trip, and only its person is typed: the row gets one that passes. */
static void no_trip_cells(struct changing *h) {
    const struct campaign *c = h->s->c;
    const struct place *first = places_at(c->places, 0), *last;

    last = places_at(c->places, places_count(c->places) - 1);
    h->cells[RAW_FROM] = arena_strdup(h->arena, first->name);
    h->cells[RAW_TO] = arena_strdup(h->arena, last->name);
    h->cells[RAW_DAYS] = day_cell(h, c->starts);
}

/* The document is not judged again unless another is typed: one that passes holds its place. */
static void person_cells(struct changing *h) {
    h->cells[RAW_NAME] = h->stands.name;
    h->cells[RAW_DOCUMENT_TYPE] = "护照";
    h->cells[RAW_DOCUMENT] = "E00000000";
    if (given(h, RAW_DOCUMENT))
        h->cells[RAW_DOCUMENT_TYPE] = NULL;
}

static void lay_over(struct changing *h) {
    bool days = given(h, RAW_DAYS) != NULL;

    if (days || given(h, RAW_EARLIEST))
        h->cells[RAW_PREFERRED] = NULL;
    if (days)
        h->cells[RAW_EARLIEST] = h->cells[RAW_LATEST] = NULL;
    for (int column = 0; column < RAW_TYPED; column++)
        if (given(h, (enum raw_column)column))
            h->cells[column] = given(h, (enum raw_column)column);
}

/* ---- judging what was typed ---- */

static const char *keep(struct changing *h, const char *text) {
    return arena_strdup(h->arena, text);
}

static enum rc on_row(void *payload, const struct list_row *row, struct err *err) {
    struct changing *h = payload;
    struct list_row *t = &h->typed;

    (void)err;
    *t = *row;
    t->ref = keep(h, row->ref);
    t->name = keep(h, row->name);
    t->phone = keep(h, row->phone);
    t->employer = keep(h, row->employer);
    t->remark = keep(h, row->remark);
    t->hardship_register = keep(h, row->hardship_register);
    t->hardship_contact = keep(h, row->hardship_contact);
    t->with = keep(h, row->with);
    for (int i = 0; i < t->n_trips; i++) {
        t->trips[i].party = keep(h, row->trips[i].party);
        t->trips[i].classes = keep(h, row->trips[i].classes);
        t->trips[i].services = keep(h, row->trips[i].services);
    }
    for (int i = 0; i < t->n_faults; i++)
        t->faults[i].column = keep(h, row->faults[i].column);
    return RC_OK;
}

static enum rc take_faults(struct changing *h, struct err *err) {
    const struct list_row *t = &h->typed;

    if (!t->name && !t->rejected)
        return err_set(err, RC_CONFLICT, "no-name", "没有姓名，请补上", "there is no name; add it");
    h->out->warnings = arena_array(h->arena, LIST_FAULTS, sizeof *h->out->warnings);
    for (int i = 0; i < t->n_faults; i++) {
        const struct fault *f = &t->faults[i];
        if (f->weight == FAULT_REJECT)
            return err_set(err, RC_CONFLICT, f->code, "%s%.0s", "%.0s%s", f->zh, f->en);
        h->out->warnings[h->out->n_warnings++] = *f;
    }
    return RC_OK;
}

static enum rc judge(struct changing *h, struct err *err) {
    const struct list_context context = {.campaign = h->s->c,
                                         .office_place = h->station.office_place,
                                         .station = h->station.code,
                                         .today = instant_day(h->s->ops->now),
                                         .issued = h->s->ops->now};
    enum rc rc = list_read_typed(&context, h->cells, on_row, h, err);

    return rc == RC_OK ? take_faults(h, err) : rc;
}

/* ---- which trip ---- */

static enum rc choose_trip(struct changing *h, struct err *err) {
    const struct list_row *row = &h->stands;
    const char *word = given(h, RAW_DIRECTION);
    bool back = word && (strcmp(word, "return") == 0 || strcmp(word, "返岗") == 0);

    h->trip = h->entry->trip ? h->entry->trip - 1 : 0;
    for (int i = 0; word && i < row->n_trips; i++)
        if ((row->trips[i].direction == DIRECTION_RETURN) == back)
            h->trip = i;
    if (word && (row->n_trips == 0 || (row->trips[h->trip].direction == DIRECTION_RETURN) != back))
        h->trip = row->n_trips;
    if (row->n_trips > 1 && !h->entry->trip && !word)
        return err_set(err, RC_CONFLICT, "which-trip", "此人有两个行程，请用 --trip 写明第几程",
                       "this rider has two trips; say which with --trip");
    if (h->trip > row->n_trips || h->trip >= LIST_TRIPS || (h->trip == row->n_trips && !word))
        return err_set(err, RC_CONFLICT, "unknown-trip", "此人没有这个行程",
                       "this rider has no such trip");
    return RC_OK;
}

/* ---- what becomes of the rider ---- */

static enum rc read_standing(struct changing *h, struct err *err) {
    enum rc rc = store_rider_get(h->s->store, h->s->c, h->rider.rider, h->arena, &h->stands, err);

    if (rc != RC_OK || h->rider.standing)
        return rc;
    return err_set(err, RC_CONFLICT, "withdrawn", "%.64s/%.64s 已撤回，如又要乘车请用 rider add",
                   "%.64s/%.64s was withdrawn; to travel after all, rider add", h->rider.station,
                   h->rider.ref);
}

static unsigned fields_given(const struct changing *h) {
    unsigned fields = 0;

    fields |= given(h, RAW_NAME) ? BY_HAND_NAME : 0;
    fields |= given(h, RAW_DOCUMENT) ? BY_HAND_DOCUMENT : 0;
    fields |= given(h, RAW_PHONE) ? BY_HAND_PHONE : 0;
    fields |= given(h, RAW_EMPLOYER) ? BY_HAND_EMPLOYER : 0;
    fields |= given_any(h, RAW_HARDSHIP, RAW_CONTACT) ? BY_HAND_HARDSHIP : 0;
    fields |= given_any(h, RAW_DIRECTION, RAW_DAYS) ? BY_HAND_TRIPS : 0;
    return fields;
}

static enum rc check_fields(const struct changing *h, struct err *err) {
    static const unsigned person = BY_HAND_NAME | BY_HAND_DOCUMENT;

    if (h->entry->event == RIDER_REPLACE && (h->fields & person) != person)
        return err_set(err, RC_USAGE, "missing-option", "换人要写 --name 和 --document",
                       "to put another person there, give --name and --document");
    if (!h->fields)
        return err_set(err, RC_USAGE, "nothing-to-change", "没有写明要改什么，用 --help 查看选项",
                       "nothing to change is given; see --help");
    if ((h->fields & BY_HAND_TRIPS) && h->rider.free_child)
        return err_set(err, RC_CONFLICT, "free-child", "免票儿童随大人走，没有自己的行程",
                       "a free child travels with its adult and has no trip of its own");
    return RC_OK;
}

/* What of the typed row goes into what stands: the trip concerned takes its place. */
static void merge_trip(struct changing *h) {
    struct list_row merged = h->stands;

    if (h->fields & BY_HAND_TRIPS) {
        merged.trips[h->trip] = h->typed.trips[0];
        merged.n_trips = h->trip == merged.n_trips ? h->trip + 1 : merged.n_trips;
        memcpy(h->typed.trips, merged.trips, sizeof merged.trips);
        h->typed.n_trips = merged.n_trips;
        h->typed.free_child = false;
    }
    if (!given(h, RAW_EMPLOYER))
        h->typed.employer = h->stands.employer;
    h->typed.remark = h->stands.remark;
}

static enum rc note_replaced(struct changing *h, struct err *err) {
    int64_t told;
    enum rc rc = RC_OK;

    for (int32_t r = 0; r < h->s->c->n_requests && rc == RC_OK; r++)
        if (hand_mine(h->s->c, r, h->rider.station, h->rider.ref) &&
            h->s->c->bookings[r].status >= BOOKING_TOLD)
            rc = store_tell(h->s->store, &h->s->c->requests[r].id, 1, TOLD_REPLACED, h->s->ops->now,
                            &told, err);
    return rc;
}

static enum rc change(struct changing *h, struct err *err) {
    struct hand_entry entry = {h->rider.station_id, h->s->c, h->s->ops->now};
    bool replace = h->entry->event == RIDER_REPLACE;
    enum rc rc = RC_OK;

    h->fields = fields_given(h);
    rc = check_fields(h, err);
    if (rc == RC_OK && (h->fields & BY_HAND_TRIPS))
        rc = choose_trip(h, err);
    if (rc != RC_OK)
        return rc;
    person_cells(h);
    if (h->trip < h->stands.n_trips)
        trip_cells(h, &h->stands.trips[h->trip]);
    else if (!(h->fields & BY_HAND_TRIPS))
        no_trip_cells(h);
    lay_over(h);
    rc = judge(h, err);
    if (rc != RC_OK)
        return rc;
    merge_trip(h);
    h->fields |= replace ? BY_HAND_PHONE | BY_HAND_HARDSHIP : 0u;
    rc = store_rider_change(h->s->store, &entry, h->rider.rider, &h->typed, h->fields, err);
    return rc == RC_OK && replace ? note_replaced(h, err) : rc;
}

static enum rc add(struct changing *h, struct err *err) {
    struct hand_entry entry = {h->station.id, h->s->c, h->s->ops->now};

    for (int column = 0; column < RAW_TYPED; column++)
        h->cells[column] = given(h, (enum raw_column)column);
    enum rc rc = judge(h, err);
    return rc == RC_OK ? store_rider_add(h->s->store, &entry, &h->typed, &h->rider.rider, err) : rc;
}

/* ---- the answer ---- */

static void say_party(struct changing *h, const struct campaign *c, int32_t r) {
    const struct request *q = &c->requests[r];

    if (q->party < 0)
        return;
    h->out->party = keep(h, c->parties[q->party].word);
    h->out->must = c->parties[q->party].must;
    h->out->party_riders = c->parties[q->party].n_members;
}

static void say_place(struct changing *h, const struct settled *now) {
    const struct campaign *c = now->c;
    int64_t waiting = 0;

    h->out->ahead = -1;
    for (int32_t r = 0; r < c->n_requests; r++) {
        if (hand_mine(c, r, h->rider.station, h->rider.ref)) {
            say_party(h, c, r);
            if (now->after[r].allocation < 0 && h->out->ahead < 0)
                h->out->ahead = waiting;
        }
        waiting += now->after[r].allocation < 0;
    }
}

/* The run on which a seat of the rider came free; -1: none. */
static int32_t freed_run(const struct changing *h, const struct settled *now) {
    const struct campaign *c = h->s->c;

    for (int32_t r = 0; r < c->n_requests; r++) {
        int32_t a = c->bookings[r].allocation, still = -1;
        if (a < 0 || !hand_mine(c, r, h->rider.station, h->rider.ref))
            continue;
        for (int32_t n = 0; n < now->c->n_requests; n++)
            if (now->c->requests[n].id == c->requests[r].id)
                still = now->after[n].allocation;
        if (still != a)
            return a;
    }
    return -1;
}

static enum rc offer(struct changing *h, struct settled *now, struct err *err) {
    int32_t run = freed_run(h, now);
    struct waiting_view view = {0};
    struct campaign after = *now->c;
    struct booking *filled;

    if (run < 0)
        return RC_OK;
    h->out->freed = keep(h, now->c->allocations[run].key);
    after.bookings = now->after;
    enum rc rc = waiting_offer(&after, run, h->arena, &view, &filled, err);
    for (int i = 0; rc == RC_OK && i < view.n && !h->out->offered; i++)
        if (view.lines[i].seated && !(strcmp(view.lines[i].station, h->rider.station) == 0 &&
                                      strcmp(view.lines[i].ref, h->rider.ref) == 0)) {
            h->out->offered = true;
            h->out->next = view.lines[i];
        }
    return rc;
}

static enum rc say_told(struct changing *h, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < h->out->rider.n_trips && rc == RC_OK; i++) {
        struct told_line *lines;
        int n;
        rc = store_told_history(h->s->store, h->out->rider.trips[i].request, h->arena, &lines, &n,
                                err);
        h->out->to_reach |= rc == RC_OK && n && lines[n - 1].change != TOLD_STANDS;
    }
    return rc;
}

static void say_carrier(struct changing *h) {
    const struct campaign *c = h->s->c;

    for (int32_t r = 0; r < c->n_requests; r++)
        if (hand_mine(c, r, h->rider.station, h->rider.ref) && hand_carrier_has_names(c, r))
            h->out->carrier = (h->fields & (BY_HAND_NAME | BY_HAND_DOCUMENT)) != 0;
}

static enum rc answer(struct changing *h, struct err *err) {
    struct settled now = {0};
    enum rc rc = hand_settle(h->s, h->rider.station, h->rider.ref, h->arena, &now, err);

    if (rc == RC_OK) {
        difference_make(now.c, now.after, h->arena, &h->out->difference);
        say_place(h, &now);
        say_carrier(h);
        rc = offer(h, &now, err);
    }
    campaign_free(now.c);
    h->out->rider.rider = h->rider;
    rc = rc == RC_OK ? store_rider_trips(h->s->store, h->rider.rider, h->arena,
                                         &h->out->rider.trips, &h->out->rider.n_trips, err)
                     : rc;
    return rc == RC_OK ? say_told(h, err) : rc;
}

/* ---- the use case ---- */

/* Nobody's seat is taken back while the carrier has the names: somebody else goes instead. */
static enum rc check_withdraw(const struct changing *h, struct err *err) {
    const struct campaign *c = h->s->c;

    for (int32_t r = 0; r < c->n_requests; r++)
        if (hand_mine(c, r, h->rider.station, h->rider.ref) &&
            (!h->entry->trip || c->requests[r].trip == h->entry->trip) &&
            hand_carrier_has_names(c, r))
            return hand_refuse_carrier(err);
    return RC_OK;
}

static enum rc withdraw(struct changing *h, struct err *err) {
    enum rc rc = check_withdraw(h, err);
    bool known = h->entry->trip == 0;

    for (int32_t r = 0; r < h->s->c->n_requests; r++)
        known |= hand_mine(h->s->c, r, h->rider.station, h->rider.ref) &&
                 h->s->c->requests[r].trip == h->entry->trip;
    if (rc == RC_OK && !known)
        return err_set(err, RC_CONFLICT, "unknown-trip", "此人没有这个行程",
                       "this rider has no such trip");
    return rc == RC_OK ? store_rider_withdraw(h->s->store, h->rider.rider, h->entry->trip, err)
                       : rc;
}

static enum rc find_rider(struct changing *h, struct err *err) {
    bool adds = h->entry->event == RIDER_ADD;
    enum rc rc =
        adds ? RC_OK : hand_find(h->s, h->entry->who, h->entry->pick, h->arena, &h->rider, err);

    rc = rc == RC_OK ? store_station_find(h->s->store, adds ? h->entry->station : h->rider.station,
                                          h->arena, &h->station, err)
                     : rc;
    rc = rc == RC_NOT_FOUND ? RC_CONFLICT : rc;
    return rc == RC_OK && !adds ? read_standing(h, err) : rc;
}

/* The rider's name and ref as they are now. */
static enum rc read_again(struct changing *h, struct err *err) {
    struct list_row row;
    struct found_rider *found;
    char who[160];
    int n, all;
    enum rc rc = store_rider_get(h->s->store, h->s->c, h->rider.rider, h->arena, &row, err);

    if (rc != RC_OK)
        return rc;
    snprintf(who, sizeof who, "%.64s/%.80s", h->station.code, row.ref);
    rc = store_rider_find(h->s->store, who, 50, h->arena, &found, &n, &all, err);
    for (int i = 0; rc == RC_OK && i < n; i++)
        if (found[i].rider == h->rider.rider)
            h->rider = found[i];
    return rc;
}

enum rc hand_change(struct session *s, const struct rider_entry *entry, struct arena *arena,
                    struct rider_answer *out, struct err *err) {
    struct changing h = {.s = s, .entry = entry, .out = out, .arena = arena};
    enum rc rc;

    *out = (struct rider_answer){.ahead = -1};
    rc = find_rider(&h, err);
    if (rc == RC_OK)
        rc = entry->event == RIDER_ADD        ? add(&h, err)
             : entry->event == RIDER_WITHDRAW ? withdraw(&h, err)
                                              : change(&h, err);
    rc = rc == RC_OK ? read_again(&h, err) : rc;
    return rc == RC_OK ? answer(&h, err) : rc;
}

static enum rc commit(struct session *s, enum rider_event event, const struct found_rider *rider,
                      struct err *err) {
    static const char *const actions[] = {"rider add", "rider change", "rider correct",
                                          "rider replace", "rider withdraw"};
    struct str object = STR_MAX(256);

    str_addf(&object, "%s/%s", rider->station, rider->ref);
    enum rc rc = session_commit(s, actions[event], str_get(&object), NULL, err);
    str_clear(&object);
    return rc;
}

enum rc ops_rider_change(const struct ops *ops, const struct rider_entry *entry,
                         struct arena *arena, struct rider_answer *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_UNDOABLE, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = hand_change(&s, entry, arena, out, err);
    if (rc == RC_OK && !entry->dry_run)
        rc = commit(&s, entry->event, &out->rider.rider, err);
    session_close(&s);
    return rc;
}
