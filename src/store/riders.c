/* One rider of an import: compared with what stands, written, withdrawn, deleted. */
#include "store/imports.h"

#include <stdio.h>
#include <string.h>

/* ---- comparing ---- */

static uint64_t mix_text(uint64_t hash, const char *text) {
    return text ? hash_bytes(text, strlen(text), hash + 1) : hash * 3;
}

static int64_t point_row(const struct rider_target *to, const struct spot *spot) {
    return spot->point >= 0 ? to->campaign->points[spot->point].id : 0;
}

static uint64_t mix_trip(const struct rider_target *to, uint64_t hash, const struct list_trip *t) {
    const int64_t numbers[] = {t->direction,
                               t->from.place,
                               point_row(to, &t->from),
                               t->to.place,
                               point_row(to, &t->to),
                               t->earliest.v,
                               t->preferred.v,
                               t->latest.v,
                               t->modes,
                               t->needs,
                               t->must,
                               t->luggage};

    hash = hash_bytes(numbers, sizeof numbers, hash);
    hash = mix_text(hash, t->party);
    hash = mix_text(hash, t->classes);
    return mix_text(hash, t->services);
}

int64_t row_facts(const struct rider_target *to, const struct list_row *row) {
    const char *const texts[] = {row->name,
                                 row->document.number,
                                 row->phone,
                                 row->employer,
                                 row->remark,
                                 row->hardship_register,
                                 row->hardship_contact,
                                 row->free_child ? row->with : NULL};
    uint64_t hash = (uint64_t)row->document.type * 2 + row->hardship;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = mix_text(hash, texts[i]);
    for (int i = 0; i < row->n_trips; i++)
        hash = mix_trip(to, hash, &row->trips[i]);
    return (int64_t)(hash >> 1);
}

struct standing_rider {
    int64_t facts;
    unsigned by_hand;
    bool standing, leaving;
};

static enum rc read_standing(struct store *store, int64_t rider, struct standing_rider *out,
                             struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT facts, by_hand, standing, leaving OR EXISTS (SELECT 1 FROM request "
                       "WHERE rider = :id AND request.leaving) FROM rider WHERE id = :id");

    db_bind_int(s, ":id", rider);
    if (db_row(store, s, &rc, err)) {
        *out =
            (struct standing_rider){sqlite3_column_int64(s, 0), (unsigned)sqlite3_column_int(s, 1),
                                    sqlite3_column_int(s, 2) != 0, sqlite3_column_int(s, 3) != 0};
        sqlite3_reset(s);
    }
    return rc;
}

/* ---- writing ---- */

static unsigned directions_of(const struct list_row *row) {
    unsigned bits = 0;

    for (int i = 0; i < row->n_trips; i++)
        bits |= 1u << row->trips[i].direction;
    return bits ? bits : 3;
}

/* Station code and running number; one that the station uses itself is passed over. */
static enum rc make_ref(const struct rider_target *to, char out[80], struct err *err) {
    int64_t taken = 1;
    enum rc rc = RC_OK;

    while (rc == RC_OK && taken) {
        sqlite3_stmt *s =
            db_stmt(to->store, "UPDATE station SET refs_made = refs_made + 1 WHERE id = :station "
                               "RETURNING code, refs_made, EXISTS (SELECT 1 FROM rider WHERE "
                               "station = :station AND ref = printf('%s-%06d', code, refs_made))");
        db_bind_int(s, ":station", to->station);
        if (!db_row(to->store, s, &rc, err))
            return rc;
        snprintf(out, 80, "%.64s-%06lld", (const char *)sqlite3_column_text(s, 0),
                 (long long)sqlite3_column_int64(s, 1));
        taken = sqlite3_column_int(s, 2);
        rc = db_run(to->store, s, err);
    }
    return rc;
}

static void bind_rider(sqlite3_stmt *s, const struct list_row *row, int64_t facts, bool standing) {
    db_bind_int(s, ":hardship", row->hardship);
    db_bind_lent(s, ":register", row->hardship_register);
    db_bind_lent(s, ":with", row->free_child ? row->with : NULL);
    db_bind_int(s, ":directions", directions_of(row));
    db_bind_int(s, ":standing", standing);
    db_bind_int(s, ":facts", facts);
}

static enum rc next_rider(struct rider_target *to, struct err *err) {
    if (to->next_rider)
        return RC_OK;
    return db_number(to->store, db_stmt(to->store, "SELECT max(id) + 1 FROM rider"), 1,
                     &to->next_rider, err);
}

/* A rider whose document nobody has is the first with it. */
static enum rc put_rider(struct rider_target *to, const struct list_row *row, const char *ref,
                         int64_t facts, int64_t first, bool standing, struct err *err) {
    enum rc rc = next_rider(to, err);
    sqlite3_stmt *s =
        db_stmt(to->store, "INSERT INTO rider (id, station, ref, same_as, hardship, "
                           "hardship_register, free_child_with, free_child_directions, standing, "
                           "facts, by_hand, first_import) VALUES (:id, :station, :ref, :same_as, "
                           ":hardship, :register, :with, :directions, :standing, :facts, :by_hand, "
                           ":import)");

    if (rc != RC_OK)
        return rc;
    db_bind_int(s, ":id", to->next_rider);
    db_bind_int(s, ":station", to->station);
    db_bind_lent(s, ":ref", ref);
    db_bind_int(s, ":same_as", first ? first : to->next_rider);
    bind_rider(s, row, facts, standing);
    db_bind_int(s, ":by_hand", to->import ? 0 : BY_HAND_ALL);
    if (to->import)
        db_bind_int(s, ":import", to->import);
    to->next_rider++;
    return db_run(to->store, s, err);
}

enum rc rider_add(struct rider_target *to, const struct list_row *row, int64_t facts, int64_t first,
                  bool standing, int64_t *out, struct err *err) {
    char made[80];
    enum rc rc = row->ref ? RC_OK : make_ref(to, made, err);

    rc = rc == RC_OK ? put_rider(to, row, row->ref ? row->ref : made, facts, first, standing, err)
                     : rc;
    *out = db_last_id(to->store);
    rc = rc == RC_OK ? people_add(to->store, *out, row, err) : rc;
    return rc == RC_OK ? requests_add(to, row, *out, err) : rc;
}

enum rc rider_change(const struct rider_target *to, const struct list_row *row, int64_t facts,
                     int64_t rider, bool standing, struct err *err) {
    enum rc rc = people_change(to->store, rider, row, err);
    sqlite3_stmt *s =
        db_stmt(to->store, "UPDATE rider SET hardship = :hardship, hardship_register = :register, "
                           "free_child_with = :with, free_child_directions = :directions, standing "
                           "= :standing, leaving = 0, facts = :facts WHERE id = :id");

    if (rc != RC_OK)
        return rc;
    bind_rider(s, row, facts, standing);
    db_bind_int(s, ":id", rider);
    return db_run(to->store, s, err);
}

/* ---- a row of a list ---- */

static enum rc note_child(struct store_import *import, const struct list_row *row, int64_t rider,
                          enum did did, int64_t *counted, struct err *err) {
    struct import_child child = {.rider = rider,
                                 .row = row->row,
                                 .sheet = arena_strdup(&import->arena, row->sheet),
                                 .counted = counted,
                                 .did = did,
                                 .warned = row->n_faults > 0};

    if (!row->free_child)
        return RC_OK;
    enum rc rc = people_reject(import->store, import->to.import, row, &child.rejected, err);
    VEC_PUSH(import->children, import->n_children, import->children_cap, child);
    return rc;
}

static enum rc take_new(struct store_import *import, struct list_row *row, int64_t facts,
                        int64_t first, struct err *err) {
    int64_t namesake = 0, rider;
    enum rc rc = RC_OK;

    if (!import->first)
        rc = people_namesake(import->store, import->head.station, import->to.import, row, &namesake,
                             err);
    if (rc != RC_OK)
        return rc;
    if (namesake) {
        import->counts.unchanged++;
        return correction_propose(import, row, facts, namesake, first, err);
    }
    import->first &= row->ref != NULL; /* a made ref may be one that the file uses further down */
    import->counts.added++;
    rc = rider_add(&import->to, row, facts, first, true, &rider, err);
    return rc == RC_OK ? note_child(import, row, rider, DID_MAKE, &import->counts.added, err) : rc;
}

static enum rc take_same(struct store_import *import, const struct list_row *row, int64_t rider,
                         struct err *err) {
    enum rc rc = former_keep(&import->to, rider, DID_SAME, err);

    import->counts.unchanged++;
    return rc == RC_OK ? note_child(import, row, rider, DID_SAME, &import->counts.unchanged, err)
                       : rc;
}

/* Trips that staff settled are not touched. Who was withdrawn and comes again counts as new: riders
 * standing are those new without those withdrawn. */
static enum rc take_change(struct store_import *import, const struct list_row *row, int64_t facts,
                           int64_t rider, const struct standing_rider *now, struct err *err) {
    int64_t *counted = now->standing ? &import->counts.changed : &import->counts.added;
    enum rc rc = former_keep(&import->to, rider, DID_CHANGE, err);

    rc = rc == RC_OK ? rider_change(&import->to, row, facts, rider, true, err) : rc;
    if (rc == RC_OK && !(now->by_hand & BY_HAND_TRIPS))
        rc = requests_change(&import->to, row, rider, err);
    ++*counted;
    return rc == RC_OK ? note_child(import, row, rider, DID_CHANGE, counted, err) : rc;
}

static enum rc take_known(struct store_import *import, struct list_row *row, int64_t facts,
                          int64_t rider, struct err *err) {
    struct standing_rider now = {0};
    struct arena arena = {0};
    bool open = false, same = false;
    enum rc rc = read_standing(import->store, rider, &now, err);

    if (rc == RC_OK && !now.standing && (now.by_hand & BY_HAND_WITHDRAWN)) {
        row_add_fault(row, FAULT_WARNING, "settled-by-hand", "",
                      "名单里还有此人，人工已撤回其乘车需求，以人工改定的为准",
                      "the list names this rider, whom staff withdrew; what staff settled stays");
        return take_same(import, row, rider, err);
    }
    if (rc == RC_OK && !now.standing)
        rc = correction_again(import, row, facts, rider, &open, err);
    if (rc == RC_OK && now.by_hand && !open)
        rc = hand_overlay(import, row, rider, now.by_hand, &arena, &same, err);
    same = now.standing && !now.leaving && (same || now.facts == facts);
    if (rc == RC_OK && !open)
        rc = same ? take_same(import, row, rider, err)
                  : take_change(import, row, facts, rider, &now, err);
    arena_clear(&arena);
    return rc;
}

enum rc import_take(struct store_import *import, struct list_row *row, int64_t rider, int64_t first,
                    struct err *err) {
    int64_t facts = row_facts(&import->to, row); /* as sent, whatever staff settled */

    return rider ? take_known(import, row, facts, rider, err)
                 : take_new(import, row, facts, first, err);
}

/* ---- withdrawing and deleting ---- */

static enum rc run_steps(struct store *store, const char *const *steps, size_t n, int64_t rider,
                         struct err *err) {
    enum rc rc = RC_OK;

    for (size_t i = 0; i < n && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, steps[i]);
        db_bind_int(s, ":id", rider);
        rc = db_run(store, s, err);
    }
    return rc;
}

enum rc import_withdraw(struct store_import *import, int64_t rider, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE request IN (SELECT id FROM request WHERE rider = :id) AND "
        "request NOT IN (SELECT request FROM held)",
        "UPDATE request SET standing = 0 WHERE rider = :id AND id NOT IN (SELECT request FROM "
        "booking)",
        "UPDATE rider SET leaving = 1 WHERE id = :id AND EXISTS (SELECT 1 FROM request q JOIN "
        "booking b ON b.request = q.id WHERE q.rider = :id)",
        "UPDATE rider SET standing = 0 WHERE id = :id AND leaving = 0"};
    enum rc rc = former_keep(&import->to, rider, DID_WITHDRAW, err);

    return rc == RC_OK ? run_steps(import->store, steps, sizeof steps / sizeof *steps, rider, err)
                       : rc;
}

enum rc rider_delete(struct store *store, int64_t rider, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE request IN (SELECT id FROM request WHERE rider = :id)",
        "DELETE FROM request WHERE rider = :id",
        "UPDATE rider SET standing = 1 WHERE id IN (SELECT candidate FROM correction WHERE rider = "
        ":id)",
        "DELETE FROM correction WHERE rider = :id",
        "DELETE FROM import_rider WHERE rider = :id",
        "DELETE FROM rider WHERE id = :id"};
    enum rc rc = people_delete(store, rider, err);

    return rc == RC_OK ? run_steps(store, steps, sizeof steps / sizeof *steps, rider, err) : rc;
}
