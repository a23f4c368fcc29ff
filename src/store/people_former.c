/* The people as they stood before an import, so that it can be taken back. */
#include "store/people.h"

#include <stdio.h>

enum rc people_keep_former(struct store *store, int64_t import, int64_t rider, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO former_person (import, rider, document_type, document, name, phone, "
               "sex, employer, hardship_contact, remark) SELECT :import, rider, document_type, "
               "document, name, phone, sex, employer, hardship_contact, remark FROM person WHERE "
               "rider = :rider");

    db_bind_int(s, ":import", import);
    db_bind_int(s, ":rider", rider);
    return db_run(store, s, err);
}

static enum rc read_former(struct store *store, int64_t import, int64_t rider, struct arena *arena,
                           struct list_row *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT document_type, document, name, phone, sex, employer, hardship_contact, "
               "remark FROM former_person WHERE import = :import AND rider = :rider");

    db_bind_int(s, ":import", import);
    db_bind_int(s, ":rider", rider);
    *out = (struct list_row){.document.born = DAY_NONE};
    if (!db_row(store, s, &rc, err))
        return rc != RC_OK ? rc
                           : err_set(err, RC_DB, "damaged", "数据库里缺少导入前的乘车人资料",
                                     "the database lacks a rider as before the import");
    out->document.type = (enum document_type)sqlite3_column_int(s, 0);
    snprintf(out->document.number, sizeof out->document.number, "%s",
             (const char *)sqlite3_column_text(s, 1));
    out->name = db_text(arena, s, 2);
    out->phone = db_text(arena, s, 3);
    out->document.sex = (char)sqlite3_column_int(s, 4);
    out->employer = db_text(arena, s, 5);
    out->hardship_contact = db_text(arena, s, 6);
    out->remark = db_text(arena, s, 7);
    sqlite3_reset(s);
    return RC_OK;
}

enum rc people_restore(struct store *store, int64_t import, int64_t rider, struct err *err) {
    struct arena arena = {0};
    struct list_row row;
    enum rc rc = read_former(store, import, rider, &arena, &row, err);

    rc = rc == RC_OK ? people_change(store, rider, &row, err) : rc;
    arena_clear(&arena);
    return rc;
}

/* CROSS JOIN keeps SQLite to the order written: this rider's values, then who has the document. */
enum rc people_former_claimed(struct store *store, int64_t import, int64_t rider, bool *out,
                              struct err *err) {
    int64_t n;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT count(*) FROM former_person f CROSS JOIN import_rider i ON i.import = f.import AND "
        "i.rider = f.rider CROSS JOIN former_request t ON t.import = f.import AND t.rider = "
        "f.rider CROSS JOIN person o ON o.document = f.document AND o.document_type = "
        "f.document_type CROSS JOIN rider r ON r.id = o.rider CROSS JOIN request q ON q.rider = "
        "r.id WHERE f.import = :import AND f.rider = :rider AND i.standing AND t.standing AND "
        "r.station <> (SELECT station FROM rider WHERE id = :rider) AND r.standing AND q.standing "
        "AND q.direction = t.direction AND q.earliest <= t.latest AND q.latest >= t.earliest");

    db_bind_int(s, ":import", import);
    db_bind_int(s, ":rider", rider);
    enum rc rc = db_number(store, s, 0, &n, err);
    *out = n > 0;
    return rc;
}
