/* The people of riders: names, documents, phones. */
#include "store/people.h"

#include <stdio.h>
#include <string.h>

/* ---- writing ---- */

static enum rc put(struct store *store, const char *sql, int64_t rider, const struct list_row *row,
                   struct err *err) {
    sqlite3_stmt *s = db_stmt(store, sql);

    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":type", row->document.type);
    db_bind_lent(s, ":document", row->document.number);
    db_bind_lent(s, ":name", row->name);
    db_bind_lent(s, ":phone", row->phone);
    db_bind_int(s, ":sex", row->document.sex);
    db_bind_lent(s, ":employer", row->employer);
    db_bind_lent(s, ":contact", row->hardship_contact);
    db_bind_lent(s, ":remark", row->remark);
    return db_run(store, s, err);
}

enum rc people_add(struct store *store, int64_t rider, const struct list_row *row,
                   struct err *err) {
    return put(store,
               "INSERT INTO person (rider, document_type, document, name, phone, sex, employer, "
               "hardship_contact, remark) VALUES (:rider, :type, :document, :name, :phone, :sex, "
               ":employer, :contact, :remark)",
               rider, row, err);
}

/* Distinct riders are counted by the first rider with their document. */
static enum rc regroup(struct store *store, int type, const char *document, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "UPDATE rider SET same_as = (SELECT min(rider) FROM person WHERE document = "
               ":document AND document_type = :type) WHERE id IN (SELECT rider FROM person WHERE "
               "document = :document AND document_type = :type)");

    db_bind_text(s, ":document", document);
    db_bind_int(s, ":type", type);
    return db_run(store, s, err);
}

static enum rc read_document(struct store *store, int64_t rider, struct document *out,
                             struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT document_type, document, sex FROM person WHERE rider = :rider");

    *out = (struct document){.born = DAY_NONE};
    db_bind_int(s, ":rider", rider);
    if (!db_row(store, s, &rc, err))
        return rc;
    out->type = (enum document_type)sqlite3_column_int(s, 0);
    snprintf(out->number, sizeof out->number, "%s", (const char *)sqlite3_column_text(s, 1));
    out->sex = (char)sqlite3_column_int(s, 2);
    sqlite3_reset(s);
    return RC_OK;
}

static enum rc document_changed(struct store *store, const struct document *before,
                                const struct document *after, struct err *err) {
    if (before->type == after->type && strcmp(before->number, after->number) == 0)
        return RC_OK;
    enum rc rc = regroup(store, before->type, before->number, err);
    return rc == RC_OK ? regroup(store, after->type, after->number, err) : rc;
}

enum rc people_change(struct store *store, int64_t rider, const struct list_row *row,
                      struct err *err) {
    struct document before;
    enum rc rc = read_document(store, rider, &before, err);

    rc = rc == RC_OK ? put(store,
                           "UPDATE person SET document_type = :type, document = :document, name = "
                           ":name, phone = :phone, sex = :sex, employer = :employer, "
                           "hardship_contact = :contact, remark = :remark WHERE rider = :rider",
                           rider, row, err)
                     : rc;
    return rc == RC_OK ? document_changed(store, &before, &row->document, err) : rc;
}

enum rc people_take_document(struct store *store, int64_t rider, int64_t from, struct err *err) {
    struct document before, after;
    enum rc rc = read_document(store, rider, &before, err);

    rc = rc == RC_OK ? read_document(store, from, &after, err) : rc;
    if (rc != RC_OK)
        return rc;
    sqlite3_stmt *s = db_stmt(store, "UPDATE person SET document_type = :type, document = "
                                     ":document, sex = :sex WHERE rider = :rider");
    db_bind_int(s, ":type", after.type);
    db_bind_text(s, ":document", after.number);
    db_bind_int(s, ":sex", after.sex);
    db_bind_int(s, ":rider", rider);
    rc = db_run(store, s, err);
    return rc == RC_OK ? document_changed(store, &before, &after, err) : rc;
}

enum rc people_delete(struct store *store, int64_t rider, struct err *err) {
    struct document before;
    enum rc rc = read_document(store, rider, &before, err);
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM person WHERE rider = :rider");

    db_bind_int(s, ":rider", rider);
    rc = rc == RC_OK ? db_run(store, s, err) : rc;
    return rc == RC_OK ? regroup(store, before.type, before.number, err) : rc;
}

/* ---- reading ---- */

enum rc people_get(struct store *store, int64_t rider, struct arena *arena, struct list_row *out,
                   struct err *err) {
    enum rc rc = read_document(store, rider, &out->document, err);
    sqlite3_stmt *s = db_stmt(store, "SELECT name, phone, employer, hardship_contact, remark FROM "
                                     "person WHERE rider = :rider");

    db_bind_int(s, ":rider", rider);
    if (rc != RC_OK || !db_row(store, s, &rc, err))
        return rc;
    out->name = db_text(arena, s, 0);
    out->phone = db_text(arena, s, 1);
    out->employer = db_text(arena, s, 2);
    out->hardship_contact = db_text(arena, s, 3);
    out->remark = db_text(arena, s, 4);
    sqlite3_reset(s);
    return RC_OK;
}

/* ---- finding ---- */

enum rc people_find(struct store *store, int64_t station, const struct document *document,
                    struct people_holders *out, struct err *err) {
    enum rc rc;
    bool here_stands = false;
    sqlite3_stmt *s = db_stmt(store, "SELECT r.id, r.station, r.standing FROM person p JOIN rider "
                                     "r ON r.id = p.rider WHERE p.document = :document AND "
                                     "p.document_type = :type ORDER BY p.rider");

    *out = (struct people_holders){0};
    db_bind_lent(s, ":document", document->number);
    db_bind_int(s, ":type", document->type);
    while (db_row(store, s, &rc, err)) {
        int64_t id = sqlite3_column_int64(s, 0);
        bool here = sqlite3_column_int64(s, 1) == station, stands = sqlite3_column_int(s, 2) != 0;
        out->first = out->first ? out->first : id;
        out->elsewhere |= !here && stands;
        if (here && (!out->here || (stands && !here_stands))) {
            out->here = id;
            here_stands = stands;
        }
    }
    return rc;
}

enum rc people_claim(struct store *store, int64_t station, const struct document *document,
                     const struct list_trip *trip, struct arena *arena, const char **out,
                     struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT station.code FROM person p JOIN rider r ON r.id = p.rider JOIN request q ON "
        "q.rider = r.id JOIN station ON station.id = r.station WHERE p.document = :document AND "
        "p.document_type = :type AND r.station <> :station AND r.standing AND q.standing AND "
        "q.direction = :direction AND q.earliest <= :latest AND q.latest >= :earliest "
        "ORDER BY q.id LIMIT 1");

    db_bind_text(s, ":document", document->number);
    db_bind_int(s, ":type", document->type);
    db_bind_int(s, ":station", station);
    db_bind_int(s, ":direction", trip->direction);
    db_bind_int(s, ":earliest", trip->earliest.v);
    db_bind_int(s, ":latest", trip->latest.v);
    *out = NULL;
    if (!db_row(store, s, &rc, err))
        return rc;
    *out = db_text(arena, s, 0);
    sqlite3_reset(s);
    return RC_OK;
}

enum rc people_namesake(struct store *store, int64_t station, int64_t import,
                        const struct list_row *row, int64_t *out, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT r.id FROM person p JOIN rider r ON r.id = p.rider WHERE "
                       "p.phone = :phone AND p.name = :name AND r.station = :station AND "
                       "r.standing AND r.first_import IS NOT :import AND p.document <> "
                       ":document ORDER BY r.id LIMIT 1");

    *out = 0;
    if (!row->phone)
        return RC_OK;
    db_bind_text(s, ":phone", row->phone);
    db_bind_text(s, ":name", row->name);
    db_bind_int(s, ":station", station);
    db_bind_int(s, ":import", import);
    db_bind_text(s, ":document", row->document.number);
    return db_number(store, s, 0, out, err);
}
