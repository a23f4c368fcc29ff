/* Points, vehicles, allocations and their stops. */
#include "store/supply.h"
#include "store/load.h"

#include <string.h>

/* ---- loading ---- */

enum rc load_points(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_count(l, "SELECT count(*) FROM point", &c->n_points, err);

    rc = rc == RC_OK ? load_index(l, "SELECT max(id) FROM point", &l->points, err) : rc;
    if (rc != RC_OK)
        return rc;
    c->points = arena_array(&c->arena, (size_t)c->n_points, sizeof *c->points);
    sqlite3_stmt *s =
        db_stmt(l->store, "SELECT id, key, name, contact, phone, kind, office, place, "
                          "lon, lat FROM point ORDER BY key");
    for (int i = 0; db_row(l->store, s, &rc, err); i++) {
        c->points[i] =
            (struct point){.id = sqlite3_column_int64(s, 0),
                           .key = db_text(&c->arena, s, 1),
                           .name = db_text(&c->arena, s, 2),
                           .contact = db_text(&c->arena, s, 3),
                           .phone = db_text(&c->arena, s, 4),
                           .kind = (enum point_kind)sqlite3_column_int(s, 5),
                           .office = load_office(l, db_int32(s, 6)),
                           .place = db_int32(s, 7),
                           .at = {sqlite3_column_double(s, 8), sqlite3_column_double(s, 9)}};
        l->points.at[c->points[i].id] = i;
    }
    return rc;
}

static enum rc load_vehicles(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_count(l, "SELECT count(*) FROM vehicle", &c->n_vehicles, err);

    rc = rc == RC_OK ? load_index(l, "SELECT max(id) FROM vehicle", &l->vehicles, err) : rc;
    if (rc != RC_OK)
        return rc;
    c->vehicles = arena_array(&c->arena, (size_t)c->n_vehicles, sizeof *c->vehicles);
    sqlite3_stmt *s = db_stmt(l->store, "SELECT id, key, type, operator, kind, office, seats, "
                                        "approved FROM vehicle ORDER BY key");
    for (int i = 0; db_row(l->store, s, &rc, err); i++) {
        c->vehicles[i] = (struct vehicle){.id = sqlite3_column_int64(s, 0),
                                          .key = db_text(&c->arena, s, 1),
                                          .type = db_text(&c->arena, s, 2),
                                          .operator_ = db_text(&c->arena, s, 3),
                                          .kind = (enum vehicle_kind)sqlite3_column_int(s, 4),
                                          .office = load_office(l, db_int32(s, 5)),
                                          .seats = db_int32(s, 6),
                                          .approved = db_int32(s, 7)};
        l->vehicles.at[c->vehicles[i].id] = i;
    }
    return rc;
}

static void read_allocation(struct loader *l, sqlite3_stmt *s, struct allocation *out) {
    struct arena *arena = &l->c->arena;

    *out = (struct allocation){
        .id = sqlite3_column_int64(s, 0),
        .key = db_text(arena, s, 1),
        .kind = (enum allocation_kind)sqlite3_column_int(s, 2),
        .mode = (enum mode)sqlite3_column_int(s, 3),
        .office = load_office(l, db_int32(s, 4)),
        .vehicle = load_ref(&l->vehicles, s, 5),
        .seats = db_int32(s, 6),
        .minimum = db_int32(s, 7),
        .price = sqlite3_column_int64(s, 8),
        .wheelchair = db_int32(s, 9),
        .lower_berths = db_int32(s, 10),
        .reserved_for = load_words(l, s, 11),
        .open_from = db_day(s, 12),
        .class_ = db_text(arena, s, 13),
        .service = db_text(arena, s, 14),
        .car = db_text(arena, s, 15),
        .state = (enum block_state)sqlite3_column_int(s, 16),
        .names_by = db_instant(s, 17),
        .pay_by = db_instant(s, 18),
        .return_by = db_instant(s, 19),
        .group_minimum = db_int32(s, 20),
        .cancelled = sqlite3_column_int(s, 21) != 0,
        .label = db_text(arena, s, 22),
        .sign_no = db_text(arena, s, 23),
        .sign_valid_to = db_day(s, 24),
        .contract_no = db_text(arena, s, 25),
        .insurance_no = db_text(arena, s, 26),
        .luggage_pieces = db_int32(s, 27),
        .blocked_seats = load_words(l, s, 28),
        .escort_seats = load_words(l, s, 29),
        .recorded = db_instant(s, 30),
    };
}

/* All stops in one array, in the order of the allocations. */
static enum rc load_stops(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    int n;
    enum rc rc = load_count(l, "SELECT count(*) FROM stop", &n, err);
    sqlite3_stmt *s =
        db_stmt(l->store, "SELECT stop.allocation, stop.place, stop.point, stop.at, "
                          "stop.use, stop.rest_minutes, stop.serves FROM stop JOIN "
                          "allocation a ON a.id = stop.allocation ORDER BY a.key, stop.seq");

    struct stop *stops = arena_array(&c->arena, (size_t)n, sizeof *stops);
    for (int i = 0; rc == RC_OK && db_row(l->store, s, &rc, err); i++) {
        struct allocation *a = &c->allocations[load_ref(&l->allocations, s, 0)];
        if (a->n_stops++ == 0)
            a->stops = &stops[i];
        stops[i] = (struct stop){.spot = load_spot(l, s, 1, 2),
                                 .at = db_instant(s, 3),
                                 .use = (unsigned)sqlite3_column_int(s, 4),
                                 .rest_minutes = db_int32(s, 5),
                                 .serves = load_words(l, s, 6)};
    }
    return rc;
}

static enum rc load_crew(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    int n;
    enum rc rc = load_count(l, "SELECT count(*) FROM crew", &n, err);
    sqlite3_stmt *s = db_stmt(l->store, "SELECT crew.allocation, crew.role, crew.name, crew.phone "
                                        "FROM crew JOIN allocation a ON a.id = crew.allocation "
                                        "ORDER BY a.key, crew.seq");

    struct crew *crew = arena_array(&c->arena, (size_t)n, sizeof *crew);
    for (int i = 0; rc == RC_OK && db_row(l->store, s, &rc, err); i++) {
        struct allocation *a = &c->allocations[load_ref(&l->allocations, s, 0)];
        if (a->n_crew++ == 0)
            a->crew = &crew[i];
        crew[i] = (struct crew){db_text(&c->arena, s, 1), db_text(&c->arena, s, 2),
                                db_text(&c->arena, s, 3)};
    }
    return rc;
}

enum rc load_supply(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_points(l, err);

    rc = rc == RC_OK ? load_vehicles(l, err) : rc;
    rc =
        rc == RC_OK ? load_count(l, "SELECT count(*) FROM allocation", &c->n_allocations, err) : rc;
    rc = rc == RC_OK ? load_index(l, "SELECT max(id) FROM allocation", &l->allocations, err) : rc;
    if (rc != RC_OK)
        return rc;
    c->allocations = arena_array(&c->arena, (size_t)c->n_allocations, sizeof *c->allocations);
    sqlite3_stmt *s = db_stmt(
        l->store,
        "SELECT id, key, kind, mode, office, vehicle, seats, minimum, price, wheelchair, "
        "lower_berths, reserved_for, open_from, class, service, car, state, names_by, pay_by, "
        "return_by, group_minimum, cancelled, label, sign_no, sign_valid_to, contract_no, "
        "insurance_no, luggage_pieces, blocked_seats, escort_seats, recorded FROM allocation ORDER "
        "BY key");
    for (int i = 0; db_row(l->store, s, &rc, err); i++) {
        read_allocation(l, s, &c->allocations[i]);
        l->allocations.at[c->allocations[i].id] = i;
    }
    rc = rc == RC_OK ? load_stops(l, err) : rc;
    return rc == RC_OK ? load_crew(l, err) : rc;
}

/* ---- putting ---- */

static void bind_words(sqlite3_stmt *s, const char *name, const struct words *words) {
    struct str text = STR_MAX(65536);

    for (int i = 0; i < words->n; i++)
        str_addf(&text, "%s%s", i ? " " : "", words->v[i]);
    db_bind_text(s, name, words->n ? str_get(&text) : NULL);
    str_clear(&text);
}

/* The id that the row has under this key, 0 if it is new. */
static enum rc id_of(struct store *store, const char *sql, const char *key, int64_t *out,
                     struct err *err) {
    sqlite3_stmt *s = db_stmt(store, sql);

    db_bind_text(s, ":key", key);
    return db_number(store, s, 0, out, err);
}

static void count(int64_t known, int64_t *added, int64_t *changed) {
    *(known ? changed : added) += 1;
}

/* Counted unless the row stood just so. */
static enum rc put(struct store *store, sqlite3_stmt *s, int64_t known, int64_t *added,
                   int64_t *changed, struct err *err) {
    enum rc rc = db_run(store, s, err);

    if (rc == RC_OK && db_changes(store))
        count(known, added, changed);
    return rc;
}

static enum rc put_point(struct store *store, int32_t office, const struct point *p,
                         struct supply_change *out, struct err *err) {
    int64_t known;
    enum rc rc = id_of(store, "SELECT id FROM point WHERE key = :key", p->key, &known, err);
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT INTO point (key, office, kind, name, place, lon, lat, contact, phone) VALUES "
        "(:key, :office, :kind, :name, :place, :lon, :lat, :contact, :phone) ON CONFLICT (key) "
        "DO UPDATE SET office = excluded.office, kind = excluded.kind, name = excluded.name, "
        "place = excluded.place, lon = excluded.lon, lat = excluded.lat, "
        "contact = excluded.contact, phone = excluded.phone WHERE (point.office, point.kind, "
        "point.name, point.place, point.lon, point.lat, point.contact, point.phone) IS NOT "
        "(excluded.office, excluded.kind, excluded.name, excluded.place, excluded.lon, "
        "excluded.lat, excluded.contact, excluded.phone)");

    if (rc != RC_OK)
        return rc;
    db_bind_text(s, ":key", p->key);
    db_bind_int(s, ":office", office);
    db_bind_int(s, ":kind", p->kind);
    db_bind_text(s, ":name", p->name);
    db_bind_int(s, ":place", p->place);
    db_bind_double(s, ":lon", p->at.lon);
    db_bind_double(s, ":lat", p->at.lat);
    db_bind_text(s, ":contact", p->contact);
    db_bind_text(s, ":phone", p->phone);
    return put(store, s, known, &out->points_new, &out->points_changed, err);
}

static enum rc put_vehicle(struct store *store, int32_t office, const struct vehicle *v,
                           struct supply_change *out, struct err *err) {
    int64_t known;
    enum rc rc = id_of(store, "SELECT id FROM vehicle WHERE key = :key", v->key, &known, err);
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT INTO vehicle (key, office, kind, seats, type, operator, approved) VALUES "
        "(:key, :office, :kind, :seats, :type, :operator, :approved) ON CONFLICT (key) DO UPDATE "
        "SET office = excluded.office, kind = excluded.kind, seats = excluded.seats, "
        "type = excluded.type, operator = excluded.operator, approved = excluded.approved WHERE "
        "(vehicle.office, vehicle.kind, vehicle.seats, vehicle.type, vehicle.operator, "
        "vehicle.approved) IS NOT (excluded.office, excluded.kind, excluded.seats, excluded.type, "
        "excluded.operator, excluded.approved)");

    if (rc != RC_OK)
        return rc;
    db_bind_text(s, ":key", v->key);
    db_bind_int(s, ":office", office);
    db_bind_int(s, ":kind", v->kind);
    db_bind_int(s, ":seats", v->seats);
    db_bind_text(s, ":type", v->type);
    db_bind_text(s, ":operator", v->operator_);
    db_bind_int(s, ":approved", v->approved);
    return put(store, s, known, &out->vehicles_new, &out->vehicles_changed, err);
}

void supply_bind_allocation(sqlite3_stmt *s, const struct allocation *a) {
    db_bind_int(s, ":seats", a->seats);
    db_bind_int(s, ":minimum", a->minimum);
    db_bind_int(s, ":price", a->price);
    db_bind_int(s, ":wheelchair", a->wheelchair);
    db_bind_int(s, ":lower_berths", a->lower_berths);
    bind_words(s, ":reserved_for", &a->reserved_for);
    db_bind_day(s, ":open_from", a->open_from);
    db_bind_text(s, ":class", a->class_);
    db_bind_text(s, ":service", a->service);
    db_bind_text(s, ":car", a->car);
    db_bind_int(s, ":state", a->state);
    db_bind_instant(s, ":names_by", a->names_by);
    db_bind_instant(s, ":pay_by", a->pay_by);
    db_bind_instant(s, ":return_by", a->return_by);
    db_bind_int(s, ":group_minimum", a->group_minimum);
    db_bind_text(s, ":label", a->label);
    db_bind_text(s, ":sign_no", a->sign_no);
    db_bind_day(s, ":sign_valid_to", a->sign_valid_to);
    db_bind_text(s, ":contract_no", a->contract_no);
    db_bind_text(s, ":insurance_no", a->insurance_no);
    db_bind_int(s, ":luggage_pieces", a->luggage_pieces);
    bind_words(s, ":blocked_seats", &a->blocked_seats);
    bind_words(s, ":escort_seats", &a->escort_seats);
}

static const char put_allocation_sql[] =
    "INSERT INTO allocation (key, kind, mode, office, vehicle, seats, minimum, price, wheelchair, "
    "lower_berths, reserved_for, open_from, class, service, car, state, names_by, pay_by, "
    "return_by, "
    "group_minimum, label, sign_no, sign_valid_to, contract_no, insurance_no, luggage_pieces, "
    "blocked_seats, escort_seats, facts, recorded) VALUES (:key, :kind, :mode, :office, (SELECT id "
    "FROM "
    "vehicle "
    "WHERE "
    "key = :vehicle), :seats, :minimum, :price, :wheelchair, :lower_berths, :reserved_for, "
    ":open_from, "
    ":class, :service, :car, :state, :names_by, :pay_by, :return_by, :group_minimum, :label, "
    ":sign_no, "
    ":sign_valid_to, :contract_no, :insurance_no, :luggage_pieces, :blocked_seats, :escort_seats, "
    ":facts, :recorded) "
    "ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, mode = excluded.mode, "
    "office = excluded.office, vehicle = excluded.vehicle, seats = excluded.seats, "
    "minimum = excluded.minimum, price = excluded.price, wheelchair = excluded.wheelchair, "
    "lower_berths = excluded.lower_berths, reserved_for = excluded.reserved_for, "
    "open_from = excluded.open_from, class = excluded.class, service = excluded.service, "
    "car = excluded.car, state = excluded.state, names_by = excluded.names_by, "
    "pay_by = excluded.pay_by, return_by = excluded.return_by, "
    "group_minimum = excluded.group_minimum, label = excluded.label, sign_no = excluded.sign_no, "
    "sign_valid_to = excluded.sign_valid_to, contract_no = excluded.contract_no, "
    "insurance_no = excluded.insurance_no, luggage_pieces = excluded.luggage_pieces, "
    "blocked_seats = excluded.blocked_seats, escort_seats = excluded.escort_seats, facts = "
    "excluded.facts";

static enum rc put_stop(struct store *store, int64_t allocation, int seq, const struct stop *stop,
                        const char *point, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT INTO stop (allocation, seq, place, point, at, use, rest_minutes, serves) VALUES "
        "(:allocation, :seq, :place, (SELECT id FROM point WHERE key = :point), :at, :use, "
        ":rest, :serves)");

    db_bind_int(s, ":allocation", allocation);
    db_bind_int(s, ":seq", seq);
    db_bind_int(s, ":place", stop->spot.place);
    db_bind_text(s, ":point", point);
    db_bind_instant(s, ":at", stop->at);
    db_bind_int(s, ":use", stop->use);
    db_bind_int(s, ":rest", stop->rest_minutes);
    bind_words(s, ":serves", &stop->serves);
    return db_run(store, s, err);
}

enum rc supply_put_crew(struct store *store, int64_t allocation, int seq, const struct crew *crew,
                        struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO crew (allocation, seq, role, name, phone) VALUES "
                                     "(:allocation, :seq, :role, :name, :phone)");

    db_bind_int(s, ":allocation", allocation);
    db_bind_int(s, ":seq", seq);
    db_bind_text(s, ":role", crew->role);
    db_bind_text(s, ":name", crew->name);
    db_bind_text(s, ":phone", crew->phone);
    return db_run(store, s, err);
}

static enum rc delete_of(struct store *store, const char *sql, int64_t allocation,
                         struct err *err) {
    sqlite3_stmt *s = db_stmt(store, sql);

    db_bind_int(s, ":allocation", allocation);
    return db_run(store, s, err);
}

/* The words by which a file's stop and allocation refer to points and vehicles. */
static const char *point_key(const struct supply_file *f, const struct campaign *standing,
                             int32_t point) {
    return point >= 0    ? f->points[point].key
           : point <= -2 ? standing->points[-2 - point].key
                         : NULL;
}

static const char *vehicle_key(const struct supply_file *f, const struct campaign *standing,
                               int32_t vehicle) {
    return vehicle >= 0    ? f->vehicles[vehicle].key
           : vehicle <= -2 ? standing->vehicles[-2 - vehicle].key
                           : NULL;
}

/* Told and confirmed riders keep their seats: an update may not take them away. */
static enum rc check_told(struct store *store, int64_t id, const struct allocation *a,
                          struct err *err) {
    int64_t riders, last_stop;
    sqlite3_stmt *s = db_stmt(store, "SELECT count(*) FROM booking WHERE allocation = :allocation "
                                     "AND status >= 2");
    db_bind_int(s, ":allocation", id);
    enum rc rc = db_number(store, s, 0, &riders, err);
    s = db_stmt(store,
                "SELECT max(alight) FROM booking WHERE allocation = :allocation AND status >= 2");
    db_bind_int(s, ":allocation", id);
    rc = rc == RC_OK ? db_number(store, s, -1, &last_stop, err) : rc;
    if (rc == RC_OK && (riders > a->seats || last_stop >= a->n_stops))
        rc = err_set(
            err, RC_CONFLICT, "told-riders",
            "趟次 %s 已有 %lld 人通知或确认，改后坐不下；请用 run swap %s 或 run cancel %s 来改",
            "%s has %lld riders told or confirmed, who would not fit; change it with run swap "
            "%s or run cancel %s",
            a->key, (long long)riders, a->key, a->key);
    return rc;
}

/* Everything the file says of an allocation, as one number: equal means that nothing changed. */
static int64_t facts_of(const struct supply_file *f, const struct campaign *standing,
                        const struct allocation *a) {
    struct str text = STR_MAX((size_t)1 << 20);
    const struct words *const lists[] = {&a->reserved_for, &a->blocked_seats, &a->escort_seats};
    const char *const texts[] = {vehicle_key(f, standing, a->vehicle),
                                 a->class_,
                                 a->service,
                                 a->car,
                                 a->label,
                                 a->sign_no,
                                 a->contract_no,
                                 a->insurance_no};

    str_addf(&text, "%d %d %d %d %d %lld %d %d %d %d %d %d %d %lld %lld %lld|", a->kind, a->mode,
             f->office_place, a->seats, a->minimum, (long long)a->price, a->wheelchair,
             a->lower_berths, a->state, a->group_minimum, a->luggage_pieces, a->open_from.v,
             a->sign_valid_to.v, (long long)a->names_by.v, (long long)a->pay_by.v,
             (long long)a->return_by.v);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        str_addf(&text, "%s|", texts[i] ? texts[i] : "");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (int k = 0; k < lists[i]->n; k++)
            str_addf(&text, "%zu%s|", i, lists[i]->v[k]);
    for (int i = 0; i < a->n_stops; i++) {
        const struct stop *stop = &a->stops[i];
        const char *point = point_key(f, standing, stop->spot.point);
        str_addf(&text, "%d %s %lld %u %d|", stop->spot.place, point ? point : "",
                 (long long)stop->at.v, stop->use, stop->rest_minutes);
        for (int k = 0; k < stop->serves.n; k++)
            str_addf(&text, "%s|", stop->serves.v[k]);
    }
    for (int i = 0; i < a->n_crew; i++)
        str_addf(&text, "%s|%s|%s|", a->crew[i].role, a->crew[i].name,
                 a->crew[i].phone ? a->crew[i].phone : "");
    uint64_t hash = hash_bytes(str_get(&text), text.len, 0);
    str_clear(&text);
    return (int64_t)(hash >> 1);
}

static enum rc unchanged(struct store *store, int64_t id, int64_t facts, bool *out,
                         struct err *err) {
    int64_t stored;
    sqlite3_stmt *s = db_stmt(store, "SELECT facts FROM allocation WHERE id = :allocation");

    db_bind_int(s, ":allocation", id);
    enum rc rc = db_number(store, s, -1, &stored, err);
    *out = id && stored == facts;
    return rc;
}

/* Proposals that an update makes impossible are dropped; match places those riders again. */
static enum rc drop_proposals(struct store *store, int64_t id, struct err *err) {
    return delete_of(store, "DELETE FROM booking WHERE allocation = :allocation AND status = 1", id,
                     err);
}

static enum rc put_allocation(struct store *store, const struct supply_file *f,
                              const struct campaign *standing, const struct allocation *said,
                              struct supply_change *out, struct err *err) {
    int64_t id = 0, facts = facts_of(f, standing, said);
    struct allocation run = *said, *a = &run;
    bool same = false;
    enum rc rc = id_of(store, "SELECT id FROM allocation WHERE key = :key", a->key, &id, err);

    rc = rc == RC_OK ? unchanged(store, id, facts, &same, err) : rc;
    if (rc != RC_OK || same)
        return rc;
    if (id) {
        rc = supply_keep_hand(store, f, standing, id, a, out, err);
        rc = rc == RC_OK ? check_told(store, id, a, err) : rc;
        rc = rc == RC_OK ? drop_proposals(store, id, err) : rc;
        rc = rc == RC_OK
                 ? delete_of(store, "DELETE FROM stop WHERE allocation = :allocation", id, err)
                 : rc;
        rc = rc == RC_OK
                 ? delete_of(store, "DELETE FROM crew WHERE allocation = :allocation", id, err)
                 : rc;
    }
    if (rc != RC_OK)
        return rc;
    count(id, &out->allocations_new, &out->allocations_changed);
    sqlite3_stmt *s = db_stmt(store, put_allocation_sql);
    supply_bind_allocation(s, a);
    db_bind_text(s, ":key", a->key);
    db_bind_int(s, ":kind", a->kind);
    db_bind_int(s, ":mode", a->mode);
    db_bind_int(s, ":office", f->office_place);
    db_bind_text(s, ":vehicle", vehicle_key(f, standing, a->vehicle));
    db_bind_int(s, ":facts", facts);
    db_bind_instant(s, ":recorded", a->recorded);
    rc = db_run(store, s, err);
    if (rc == RC_OK && !id)
        id = db_last_id(store);
    for (int i = 0; i < a->n_stops && rc == RC_OK; i++)
        rc = put_stop(store, id, i, &a->stops[i], point_key(f, standing, a->stops[i].spot.point),
                      err);
    for (int i = 0; i < a->n_crew && rc == RC_OK; i++)
        rc = supply_put_crew(store, id, i, &a->crew[i], err);
    return rc;
}

enum rc store_supply_put(struct store *store, const struct campaign *standing,
                         const struct supply_file *file, struct supply_change *out,
                         struct err *err) {
    enum rc rc = store_office_put(store, file->office_place, err);

    *out = (struct supply_change){0};
    for (int i = 0; i < file->n_points && rc == RC_OK; i++)
        rc = put_point(store, file->office_place, &file->points[i], out, err);
    for (int i = 0; i < file->n_vehicles && rc == RC_OK; i++)
        rc = put_vehicle(store, file->office_place, &file->vehicles[i], out, err);
    for (int i = 0; i < file->n_allocations && rc == RC_OK; i++)
        rc = put_allocation(store, file, standing, &file->allocations[i], out, err);
    return rc;
}
