/*
 * What staff settle by hand: riders added and facts changed. It outlives later lists (contract
 * section 4): where a list says something else, the row is given a warning that shows both, masked
 * where it is a document or a phone, and staff's word stays.
 */
#include "store/imports.h"

#include <stdio.h>
#include <string.h>

/* ---- the facts, one by one ---- */

typedef void show_fact(const struct rider_target *to, const struct list_row *row, struct str *out);
typedef void take_fact(struct list_row *to, const struct list_row *from);

static void show_text(const char *text, struct str *out) {
    str_add(out, text && text[0] ? text : "—");
}

static void show_name(const struct rider_target *to, const struct list_row *row, struct str *out) {
    const char *name = row->name ? row->name : "";
    uint32_t code;

    str_addn(out, name, utf8_next(name, strlen(name), &code));
    (void)to;
    str_add(out, "**");
}

static void take_name(struct list_row *to, const struct list_row *from) {
    to->name = from->name;
}

static void show_document(const struct rider_target *to, const struct list_row *row,
                          struct str *out) {
    char masked[DOCUMENT_MAX];

    (void)to;
    document_mask(row->document.number, masked);
    show_text(masked, out);
}

static void take_document(struct list_row *to, const struct list_row *from) {
    to->document = from->document;
}

static void show_phone(const struct rider_target *to, const struct list_row *row, struct str *out) {
    char masked[32];

    (void)to;
    phone_mask(row->phone ? row->phone : "", masked);
    show_text(masked, out);
}

static void take_phone(struct list_row *to, const struct list_row *from) {
    to->phone = from->phone;
}

static void show_employer(const struct rider_target *to, const struct list_row *row,
                          struct str *out) {
    (void)to;
    show_text(row->employer, out);
}

static void take_employer(struct list_row *to, const struct list_row *from) {
    to->employer = from->employer;
    to->remark = from->remark;
}

static void show_hardship(const struct rider_target *to, const struct list_row *row,
                          struct str *out) {
    (void)to;
    str_add(out, row->hardship ? "是/yes" : "否/no");
}

static void take_hardship(struct list_row *to, const struct list_row *from) {
    to->hardship = from->hardship;
    to->hardship_register = from->hardship_register;
    to->hardship_contact = from->hardship_contact;
}

static void show_trips(const struct rider_target *to, const struct list_row *row, struct str *out) {
    char from[WHEN_TEXT], latest[WHEN_TEXT];

    if (row->free_child)
        str_addf(out, "+ %.48s", row->with ? row->with : "");
    for (int i = 0; i < row->n_trips && !row->free_child; i++) {
        const struct list_trip *t = &row->trips[i];
        str_add(out, i ? "; " : "");
        spot_name(to->campaign, &t->from, out);
        str_add(out, "→");
        spot_name(to->campaign, &t->to, out);
        str_addf(out, " %s..%s", day_text(t->earliest, from), day_text(t->latest, latest));
    }
}

static void take_trips(struct list_row *to, const struct list_row *from) {
    memcpy(to->trips, from->trips, sizeof to->trips);
    to->n_trips = from->n_trips;
    to->free_child = from->free_child;
    to->with = from->with;
}

static const struct fact {
    enum by_hand bit;
    const char *column;
    show_fact *show;
    take_fact *take;
} facts[] = {
    {BY_HAND_NAME, "name", show_name, take_name},
    {BY_HAND_DOCUMENT, "document", show_document, take_document},
    {BY_HAND_PHONE, "phone", show_phone, take_phone},
    {BY_HAND_EMPLOYER, "employer", show_employer, take_employer},
    {BY_HAND_HARDSHIP, "hardship", show_hardship, take_hardship},
    {BY_HAND_TRIPS, "trip", show_trips, take_trips},
};
enum { FACTS = sizeof facts / sizeof *facts };

static enum rc load(const struct rider_target *to, int64_t rider, struct arena *arena,
                    struct list_row *out, struct err *err) {
    enum rc rc = people_get(to->store, rider, arena, out, err);
    sqlite3_stmt *s = db_stmt(to->store, "SELECT ref, hardship, hardship_register, free_child_with "
                                         "FROM rider WHERE id = :id");

    db_bind_int(s, ":id", rider);
    if (rc != RC_OK || !db_row(to->store, s, &rc, err))
        return rc;
    out->ref = db_text(arena, s, 0);
    out->hardship = sqlite3_column_int(s, 1) != 0;
    out->hardship_register = db_text(arena, s, 2);
    out->with = db_text(arena, s, 3);
    out->free_child = out->with != NULL;
    sqlite3_reset(s);
    return requests_get(to, rider, arena, out, err);
}

/* ---- a list against what staff settled ---- */

/* Does putting the fact of `stands` into the row change what the row says? */
static bool differs(const struct rider_target *to, const struct fact *fact,
                    const struct list_row *row, const struct list_row *stands) {
    struct list_row with = *row;

    fact->take(&with, stands);
    return row_facts(to, &with) != row_facts(to, row);
}

static void warn(const struct rider_target *to, const struct fact *fact, struct list_row *row,
                 const struct list_row *stands) {
    struct str listed = STR_MAX(200), kept = STR_MAX(200);

    fact->show(to, row, &listed);
    fact->show(to, stands, &kept);
    row_add_fault(row, FAULT_WARNING, "settled-by-hand", fact->column,
                  "名单写的是“%s”，人工改定的是“%s”，以人工改定的为准",
                  "the list says \"%s\", staff settled \"%s\"; what staff settled stays",
                  str_get(&listed), str_get(&kept));
    str_clear(&listed);
    str_clear(&kept);
}

/* A table speaks of one direction only: the row's trips are then compared with those alone. */
static void keep_directions(const struct rider_target *to, const struct list_row *row,
                            struct list_row *stands) {
    unsigned spoken = 0;
    int n = 0;

    for (int i = 0; i < row->n_trips; i++)
        spoken |= 1u << row->trips[i].direction;
    for (int i = 0; i < stands->n_trips && !to->whole; i++)
        if (spoken >> stands->trips[i].direction & 1)
            stands->trips[n++] = stands->trips[i];
    if (!to->whole)
        stands->n_trips = n;
}

enum rc hand_overlay(struct store_import *import, struct list_row *row, int64_t rider,
                     unsigned by_hand, struct arena *arena, bool *out_same, struct err *err) {
    struct list_row stands = {0};
    enum rc rc = load(&import->to, rider, arena, &stands, err);

    *out_same = false;
    if (rc != RC_OK)
        return rc;
    keep_directions(&import->to, row, &stands);
    for (int i = 0; i < FACTS; i++)
        if ((by_hand & facts[i].bit) && differs(&import->to, &facts[i], row, &stands)) {
            warn(&import->to, &facts[i], row, &stands);
            facts[i].take(row, &stands);
        }
    *out_same = row_facts(&import->to, row) == row_facts(&import->to, &stands);
    return RC_OK;
}

/* ---- by hand ---- */

/* Trips are told by direction, as in a table. */
static struct rider_target target(struct store *store, const struct hand_entry *entry) {
    return (struct rider_target){store, entry->campaign, entry->station, 0, entry->now, false, 0};
}

/* Nobody stands twice at a station, and the first claim to a trip stands (contract section 6). */
static enum rc check_row(struct store *store, const struct hand_entry *entry, int64_t rider,
                         const struct list_row *row, const struct people_holders *holders,
                         struct err *err) {
    struct arena arena = {0};
    const char *claimed = NULL;
    int64_t here = 0;
    sqlite3_stmt *s = db_stmt(store, "SELECT id FROM rider WHERE id = :id AND standing");

    db_bind_int(s, ":id", holders->here);
    enum rc rc = db_number(store, s, 0, &here, err);
    if (rc == RC_OK && here && here != rider)
        return err_set(err, RC_CONFLICT, "already-there",
                       "这个证件在该站点已有一名乘车人，请用 rider find 查找后修改",
                       "a rider of this station has the document already; rider find it, and "
                       "change that one");
    for (int i = 0; i < row->n_trips && rc == RC_OK && !claimed && holders->elsewhere; i++)
        rc = people_claim(store, entry->station, &row->document, &row->trips[i], &arena, &claimed,
                          err);
    if (rc == RC_OK && claimed)
        rc = err_set(err, RC_CONFLICT, "claimed-elsewhere",
                     "站点 %.64s 已为此人报了这几天的同一方向，请用 list claims 处理或请其撤回",
                     "the station %.64s has claimed this direction on these days; have it withdraw "
                     "first",
                     claimed);
    arena_clear(&arena);
    return rc;
}

static enum rc check_ref(struct store *store, const struct hand_entry *entry, const char *ref,
                         struct err *err) {
    int64_t taken = 0;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT id FROM rider WHERE station = :station AND ref = :ref");

    db_bind_int(s, ":station", entry->station);
    db_bind_text(s, ":ref", ref);
    enum rc rc = ref ? db_number(store, s, 0, &taken, err) : RC_OK;
    if (rc != RC_OK || !taken)
        return rc;
    return err_set(err, RC_CONFLICT, "ref-taken", "该站点已有报名号 %.64s",
                   "the station has a rider of the ref %.64s already", ref);
}

enum rc store_rider_add(struct store *store, const struct hand_entry *entry,
                        const struct list_row *row, int64_t *out_rider, struct err *err) {
    struct rider_target to = target(store, entry);
    struct people_holders holders;
    enum rc rc = people_find(store, entry->station, &row->document, &holders, err);

    rc = rc == RC_OK ? check_row(store, entry, 0, row, &holders, err) : rc;
    rc = rc == RC_OK ? check_ref(store, entry, row->ref, err) : rc;
    return rc == RC_OK
               ? rider_add(&to, row, row_facts(&to, row), holders.first, true, out_rider, err)
               : rc;
}

static enum rc mark(struct store *store, int64_t rider, unsigned fields, int64_t *out_facts,
                    struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "UPDATE rider SET by_hand = by_hand | :fields WHERE id = :id");

    db_bind_int(s, ":fields", fields);
    db_bind_int(s, ":id", rider);
    enum rc rc = db_run(store, s, err);
    s = db_stmt(store, "SELECT facts FROM rider WHERE id = :id");
    db_bind_int(s, ":id", rider);
    return rc == RC_OK ? db_number(store, s, 0, out_facts, err) : rc;
}

enum rc store_rider_change(struct store *store, const struct hand_entry *entry, int64_t rider,
                           const struct list_row *row, unsigned fields, struct err *err) {
    const struct rider_target to = target(store, entry);
    struct arena arena = {0};
    struct list_row stands = {0};
    struct people_holders holders;
    int64_t listed; /* what the list said last stays known: the same row again is equal */
    enum rc rc = load(&to, rider, &arena, &stands, err);

    rc = rc == RC_OK ? mark(store, rider, fields, &listed, err) : rc;
    for (int i = 0; i < FACTS; i++)
        if (fields & facts[i].bit)
            facts[i].take(&stands, row);
    rc = rc == RC_OK ? people_find(store, entry->station, &stands.document, &holders, err) : rc;
    if (rc == RC_OK && (fields & (BY_HAND_DOCUMENT | BY_HAND_TRIPS)))
        rc = check_row(store, entry, rider, &stands, &holders, err);
    rc = rc == RC_OK ? rider_change(&to, &stands, listed, rider, true, err) : rc;
    if (rc == RC_OK && (fields & BY_HAND_TRIPS))
        rc = requests_change(&to, &stands, rider, err);
    arena_clear(&arena);
    return rc;
}

enum rc store_rider_get(struct store *store, const struct campaign *campaign, int64_t rider,
                        struct arena *arena, struct list_row *out, struct err *err) {
    const struct rider_target to = {.store = store, .campaign = campaign};

    *out = (struct list_row){0};
    return load(&to, rider, arena, out, err);
}

enum rc store_rider_withdraw(struct store *store, int64_t rider, int32_t trip, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE request IN (SELECT id FROM request WHERE rider = :rider AND "
        "(:trip = 0 OR trip = :trip))",
        "UPDATE request SET standing = 0, leaving = 0 WHERE rider = :rider AND (:trip = 0 OR trip "
        "= :trip)",
        "UPDATE rider SET by_hand = by_hand | 32 WHERE id = :rider AND :trip <> 0",
        "UPDATE rider SET standing = 0, leaving = 0, by_hand = by_hand | 128 WHERE id = :rider AND "
        ":trip >= 0 AND NOT EXISTS (SELECT 1 FROM request q WHERE q.rider = rider.id AND "
        "q.standing)",
        "UPDATE rider SET standing = 0, by_hand = by_hand | 128 WHERE (station, free_child_with) = "
        "(SELECT station, ref FROM rider WHERE id = :rider AND standing = 0 AND :trip >= 0)"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, steps[i]);
        db_bind_int(s, ":rider", rider);
        db_bind_int(s, ":trip", trip);
        rc = db_run(store, s, err);
    }
    return rc;
}
