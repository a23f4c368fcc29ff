/*
 * The hardship register. A rider's link to it (rider.registered) is kept by triggers of migration
 * 004, so it is true whoever writes a person; here only the register itself is written.
 */
#include "store/db.h"

#include <stdio.h>
#include <string.h>

#define GUARD_PEOPLE 20 /* a register may take off so many people ... */
#define GUARD_SHARE 10  /* ... or one in so many, without being asked twice */

enum rc store_register_begin(struct store *store, struct err *err) {
    return db_exec(store,
                   "CREATE TEMP TABLE IF NOT EXISTS register_named (id INTEGER PRIMARY KEY, "
                   "taken INTEGER NOT NULL);"
                   "DELETE FROM register_named",
                   err);
}

/* ---- one row ---- */

struct standing {
    int64_t id; /* 0: not on the register */
    int32_t office;
};

static enum rc find(struct store *store, const struct document *document, struct standing *out,
                    struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(store, "SELECT id, office FROM registered WHERE document = :document "
                                     "AND document_type = :type");

    *out = (struct standing){0};
    db_bind_text(s, ":document", document->number);
    db_bind_int(s, ":type", document->type);
    if (db_row(store, s, &rc, err)) {
        *out = (struct standing){sqlite3_column_int64(s, 0), db_int32(s, 1)};
        sqlite3_reset(s);
    }
    return rc;
}

/* False in *out_first: the import has taken a row of theirs before. */
static enum rc name_person(struct store *store, int64_t id, bool *out_first, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO register_named (id, taken) VALUES (:id, 1) ON "
                                     "CONFLICT (id) DO UPDATE SET taken = 1 WHERE taken = 0");

    db_bind_int(s, ":id", id);
    enum rc rc = db_run(store, s, err);
    *out_first = rc == RC_OK && db_changes(store) > 0;
    return rc;
}

static void bind_office(sqlite3_stmt *s, int32_t office) {
    if (office)
        db_bind_int(s, ":office", office);
}

/* A rejected row names whom its document or, failing that, its number means. */
static enum rc name_rejected(struct store *store, const struct register_row *row, int64_t id,
                             struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "INSERT OR IGNORE INTO register_named (id, taken) SELECT id, 0 FROM "
                       "registered WHERE id = :id OR (:id = 0 AND number = :number)");

    if (row->kind != REGISTER_PEOPLE)
        return RC_OK;
    db_bind_int(s, ":id", id);
    db_bind_text(s, ":number", row->number);
    return db_run(store, s, err);
}

static void bind_person(sqlite3_stmt *s, int32_t office, const struct register_row *row) {
    bind_office(s, office);
    db_bind_text(s, ":name", row->name);
    db_bind_text(s, ":phone", row->phone);
    db_bind_text(s, ":number", row->number);
    db_bind_text(s, ":class", row->class_);
    db_bind_text(s, ":contact", row->contact);
    db_bind_text(s, ":contact_phone", row->contact_phone);
}

static enum rc add_person(struct store *store, int32_t office, const struct register_row *row,
                          struct err *err) {
    bool first;
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO registered (office, document_type, document, name, phone, "
                       "number, class, contact, contact_phone) VALUES (:office, :type, :document, "
                       ":name, :phone, :number, :class, :contact, :contact_phone)");

    bind_person(s, office, row);
    db_bind_int(s, ":type", row->document.type);
    db_bind_text(s, ":document", row->document.number);
    enum rc rc = db_run(store, s, err);
    return rc == RC_OK ? name_person(store, db_last_id(store), &first, err) : rc;
}

/* The register's own columns are taken as they stand; a contact comes with another list, so one
 * that is not named here stays, and so does the office. */
static enum rc change_person(struct store *store, int32_t office, const struct register_row *row,
                             int64_t id, bool *out_changed, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "UPDATE registered SET office = coalesce(:office, office), name = :name, "
                       "phone = :phone, number = :number, class = :class, "
                       "contact = coalesce(:contact, contact), "
                       "contact_phone = coalesce(:contact_phone, contact_phone) "
                       "WHERE id = :id AND (office IS NOT coalesce(:office, office) OR "
                       "name <> :name OR phone IS NOT :phone OR number IS NOT :number OR "
                       "class <> :class OR contact IS NOT coalesce(:contact, contact) OR "
                       "contact_phone IS NOT coalesce(:contact_phone, contact_phone))");

    bind_person(s, office, row);
    db_bind_int(s, ":id", id);
    enum rc rc = db_run(store, s, err);
    *out_changed = rc == RC_OK && db_changes(store) > 0;
    return rc;
}

static enum rc take_person(struct store *store, int32_t office, const struct register_row *row,
                           const struct standing *standing, enum register_outcome *out,
                           struct err *err) {
    bool first, changed, moved = office && standing->office && standing->office != office;
    enum rc rc;

    *out = REGISTER_NEW;
    if (!standing->id)
        return add_person(store, office, row, err);
    rc = name_person(store, standing->id, &first, err);
    *out = REGISTER_TWICE;
    if (rc != RC_OK || !first)
        return rc;
    rc = change_person(store, office, row, standing->id, &changed, err);
    *out = !changed ? REGISTER_UNCHANGED : moved ? REGISTER_MOVED : REGISTER_CHANGED;
    return rc;
}

/* ---- contacts ---- */

/* Whom a contact row means: by document; else everybody with the register's number, which a name
 * beside it must confirm. */
#define CONTACT_OF                                                                                 \
    "(id = :id OR (:id = 0 AND number = :number AND (:office IS NULL OR office = :office) AND "    \
    "(:name IS NULL OR name = :name)))"

static void bind_contact(sqlite3_stmt *s, int32_t office, const struct register_row *row,
                         int64_t id) {
    bind_office(s, office);
    db_bind_int(s, ":id", id);
    db_bind_text(s, ":number", row->number);
    db_bind_text(s, ":name", row->name);
}

static enum rc take_contact(struct store *store, int32_t office, const struct register_row *row,
                            int64_t id, enum register_outcome *out, struct err *err) {
    int64_t meant;
    sqlite3_stmt *s = db_stmt(store, "SELECT count(*) FROM registered WHERE " CONTACT_OF);

    bind_contact(s, office, row, id);
    enum rc rc = db_number(store, s, 0, &meant, err);
    *out = REGISTER_UNKNOWN;
    if (rc != RC_OK || meant == 0)
        return rc;
    s = db_stmt(store, "UPDATE registered SET contact = :contact, "
                       "contact_phone = coalesce(:contact_phone, contact_phone) WHERE " CONTACT_OF
                       " AND (contact IS NOT :contact OR contact_phone IS NOT "
                       "coalesce(:contact_phone, contact_phone))");
    bind_contact(s, office, row, id);
    db_bind_text(s, ":contact", row->contact);
    db_bind_text(s, ":contact_phone", row->contact_phone);
    rc = db_run(store, s, err);
    *out = db_changes(store) > 0 ? REGISTER_CHANGED : REGISTER_UNCHANGED;
    return rc;
}

enum rc store_register_take(struct store *store, int32_t office, const struct register_row *row,
                            enum register_outcome *out, struct err *err) {
    struct standing standing;
    enum rc rc = find(store, &row->document, &standing, err);

    *out = REGISTER_UNCHANGED;
    if (rc != RC_OK)
        return rc;
    if (row->rejected)
        return name_rejected(store, row, standing.id, err);
    if (row->kind == REGISTER_CONTACTS)
        return take_contact(store, office, row, standing.id, out, err);
    return take_person(store, office, row, &standing, out, err);
}

/* ---- a whole register ---- */

#define MISSING                                                                                    \
    "(:office IS NULL OR office = :office) AND id NOT IN (SELECT id FROM register_named)"

static enum rc check_guard(struct store *store, int32_t office, int64_t missing, struct err *err) {
    int64_t standing;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT count(*) FROM registered WHERE :office IS NULL OR office = :office");

    bind_office(s, office);
    enum rc rc = db_number(store, s, 0, &standing, err);
    if (rc != RC_OK || missing <= GUARD_PEOPLE || missing * GUARD_SHARE <= standing)
        return rc;
    return err_set(err, RC_CONFLICT, "mass-withdrawal",
                   "这份名册会去掉 %lld 人中的 %lld 人，可能发错了；确实如此请加 --allow-withdraw",
                   "of %lld people on the register this file would take off %lld, it may be the "
                   "wrong one; if it is right, add --allow-withdraw",
                   (long long)standing, (long long)missing);
}

enum rc store_register_withdraw_missing(struct store *store, int32_t office, bool allow,
                                        int64_t *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT count(*) FROM registered WHERE " MISSING);

    bind_office(s, office);
    enum rc rc = db_number(store, s, 0, out_n, err);
    if (rc == RC_OK && !allow)
        rc = check_guard(store, office, *out_n, err);
    if (rc != RC_OK)
        return rc;
    s = db_stmt(store, "DELETE FROM registered WHERE " MISSING);
    bind_office(s, office);
    return db_run(store, s, err);
}

/* ---- who is on it ---- */

enum rc store_register_list(struct store *store, int32_t office, struct arena *arena,
                            struct registered_row **out, int *out_n, struct err *err) {
    struct registered_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT g.office, g.number, g.name, g.document, g.class, g.contact, g.contact_phone, "
        "count(q.id), count(b.request) FROM registered g LEFT JOIN rider r ON r.registered = g.id "
        "AND r.standing LEFT JOIN request q ON q.rider = r.id AND q.standing LEFT JOIN booking b "
        "ON b.request = q.id WHERE :office IS NULL OR g.office = :office GROUP BY g.id "
        "ORDER BY g.office, g.number, g.id");

    bind_office(s, office);
    while (db_row(store, s, &rc, err)) {
        struct registered_row row = {
            db_int32(s, 0),       db_text(arena, s, 1),       db_text(arena, s, 2),
            db_text(arena, s, 3), db_text(arena, s, 4),       db_text(arena, s, 5),
            db_text(arena, s, 6), sqlite3_column_int64(s, 7), sqlite3_column_int64(s, 8)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

enum rc store_register_check(struct store *store, void (*found)(void *payload, const char *who),
                             void *payload, struct err *err) {
    enum rc rc;
    char who[256];
    sqlite3_stmt *s =
        db_stmt(store, "SELECT station.code, r.ref FROM rider r JOIN station ON station.id = "
                       "r.station JOIN person p ON p.rider = r.id LEFT JOIN registered g ON "
                       "g.document = p.document AND g.document_type = p.document_type WHERE "
                       "r.registered IS NOT g.id ORDER BY station.code, r.ref");

    while (db_row(store, s, &rc, err)) {
        snprintf(who, sizeof who, "%s/%s", (const char *)sqlite3_column_text(s, 0),
                 (const char *)sqlite3_column_text(s, 1));
        found(payload, who);
    }
    return rc;
}
