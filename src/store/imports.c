/*
 * Imports of rider lists, contract sections 4-6: one row at a time is matched with what stands, its
 * claims are tested, and what changed is written. Memory holds only 64-bit hashes of refs and
 * documents of the file, and which riders it named.
 */
#include "store/claims.h"

#include <stdio.h>
#include <string.h>

#define GUARD_RIDERS 20 /* a list may withdraw so many riders ... */
#define GUARD_SHARE 10  /* ... or one in so many, without being asked twice */

/* ---- the same list again, or an older one ---- */

static int64_t mappings_hash(const struct import_head *head) {
    uint64_t hash = 0;

    for (int i = 0; i < head->n_mappings; i++) {
        hash = hash_bytes(head->mappings[i].heading, strlen(head->mappings[i].heading), hash);
        hash = hash_bytes(head->mappings[i].field, strlen(head->mappings[i].field), hash + 1);
    }
    return (int64_t)(hash >> 1);
}

/* The station's last import with the same kind of number, of those that stand. */
static enum rc last_import(struct store *store, const struct import_head *head, int64_t *out_serial,
                           bool *out_same, struct import_before *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT id, imported, serial, sha256 = :sha AND (serial > 0 OR (whole = :whole AND "
               "mappings = :mappings)) FROM import WHERE station = :station AND undone IS NULL AND "
               "(:serial = 0 OR serial > 0) ORDER BY (:serial > 0) * serial DESC, id DESC LIMIT 1");

    db_bind_text(s, ":sha", head->sha256);
    db_bind_int(s, ":whole", head->whole);
    db_bind_int(s, ":mappings", mappings_hash(head));
    db_bind_int(s, ":station", head->station);
    db_bind_int(s, ":serial", head->serial);
    *out_serial = 0;
    *out_same = false;
    if (!db_row(store, s, &rc, err))
        return rc;
    *out = (struct import_before){sqlite3_column_int64(s, 0), db_instant(s, 1)};
    *out_serial = sqlite3_column_int64(s, 2);
    *out_same = sqlite3_column_int(s, 3) != 0 && *out_serial == head->serial;
    sqlite3_reset(s);
    return RC_OK;
}

/* Equal serial and bytes, or the table that came last: nothing to do. Lower, or equal with other
 * bytes: refused. */
static enum rc check_before(struct store *store, const struct import_head *head,
                            struct import_before *out, struct err *err) {
    struct import_before last;
    int64_t serial;
    bool same;
    enum rc rc = last_import(store, head, &serial, &same, &last, err);

    *out = (struct import_before){0, INSTANT_NONE};
    if (rc != RC_OK)
        return rc;
    if (same)
        *out = last;
    if (same || head->serial == 0 || head->serial > serial)
        return RC_OK;
    return err_set(
        err, RC_CONFLICT, "old-serial",
        "名单序号 %lld 不新于已导入的 %lld，内容却不同；请让站点加大序号重发",
        "the list's serial %lld is not newer than %lld, which was imported, but its content "
        "differs; ask the station to raise the serial",
        (long long)head->serial, (long long)serial);
}

/* ---- starting ---- */

static enum rc put_import(struct store *store, const struct import_head *head, int64_t *out,
                          struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO import (station, file, sha256, format, who, mappings, serial, issued, "
               "imported, whole) VALUES (:station, :file, :sha, :format, :who, :mappings, "
               ":serial, :issued, :imported, :whole)");

    db_bind_int(s, ":station", head->station);
    db_bind_text(s, ":file", head->file);
    db_bind_text(s, ":sha", head->sha256);
    db_bind_int(s, ":format", head->format);
    db_bind_text(s, ":who", db_who());
    db_bind_int(s, ":mappings", mappings_hash(head));
    db_bind_int(s, ":serial", head->serial);
    db_bind_instant(s, ":issued", head->issued);
    db_bind_instant(s, ":imported", head->imported);
    db_bind_int(s, ":whole", head->whole);
    enum rc rc = db_run(store, s, err);
    *out = db_last_id(store);
    return rc;
}

static enum rc has_riders(struct store *store, int64_t station, bool *out, struct err *err) {
    int64_t any;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT EXISTS (SELECT 1 FROM rider WHERE station = :station)");

    db_bind_int(s, ":station", station);
    enum rc rc = db_number(store, s, 0, &any, err);
    *out = any != 0;
    return rc;
}

enum rc store_import_begin(struct store *store, const struct import_head *head,
                           struct store_import **out, struct import_before *out_before,
                           struct err *err) {
    int64_t id;
    bool riders, unanswered;
    enum rc rc = check_before(store, head, out_before, err);

    *out = NULL;
    if (rc != RC_OK || out_before->id)
        return rc;
    rc = put_import(store, head, &id, err);
    rc = rc == RC_OK ? has_riders(store, head->station, &riders, err) : rc;
    rc = rc == RC_OK ? people_unanswered(store, head->station, &unanswered, err) : rc;
    if (rc != RC_OK)
        return rc;
    *out = mem_alloc(sizeof **out);
    **out = (struct store_import){
        .store = store,
        .head = *head,
        .to = {store, head->campaign, head->station, id, head->issued, head->whole, 0},
        .first = !riders,
        .unanswered = unanswered,
    };
    return RC_OK;
}

enum rc store_import_columns(struct store_import *import, const struct list_columns *columns,
                             struct err *err) {
    return people_reject_columns(import->store, import->to.import, import->n_columns++, columns,
                                 err);
}

void store_import_free(struct store_import *import) {
    if (!import)
        return;
    hash_set_clear(&import->refs);
    hash_set_clear(&import->documents);
    hash_set_clear(&import->namesakes);
    hash_set_clear(&import->named);
    mem_free(import->children);
    arena_clear(&import->arena);
    mem_free(import);
}

/* ---- duplicates and claims ---- */

static uint64_t text_hash(const char *text, uint64_t seed) {
    return hash_bytes(text, strlen(text), seed);
}

static uint64_t document_hash(const struct document *document, int direction) {
    return text_hash(document->number, (uint64_t)document->type * 8 + (uint64_t)direction + 1);
}

/* Within the file: the first row with a ref, or with a document and direction, stands. */
static void check_twins(struct store_import *import, struct list_row *row) {
    if (row->ref && !hash_set_add(&import->refs, text_hash(row->ref, 0)))
        row_add_fault(row, FAULT_REJECT, "duplicate-ref", "ref",
                      "同一报名号 ref 在文件里出现了两次，以第一次为准",
                      "the same ref stands twice in the file; the first stands");
    for (int i = 0; i < row->n_trips && !row->rejected; i++)
        if (hash_set_has(&import->documents,
                         document_hash(&row->document, row->trips[i].direction)))
            row_add_fault(row, FAULT_REJECT, "duplicate-document", "document",
                          "同一证件同一方向在文件里出现了两次，以第一次为准",
                          "the same document and direction stand twice in the file; the first "
                          "stands");
    for (int i = 0; i < row->n_trips && !row->rejected; i++)
        hash_set_add(&import->documents, document_hash(&row->document, row->trips[i].direction));
}

static uint64_t person_hash(const struct list_row *row) {
    return text_hash(row->phone, text_hash(row->name, 0));
}

/* Two rows of one file with one name and phone are two riders, but not silently: nothing says
 * which of the documents would be the corrected one. Asked before the row's own document counts. */
static void check_namesakes(struct store_import *import, struct list_row *row) {
    if (row->rejected || !row->phone || !hash_set_has(&import->namesakes, person_hash(row)))
        return;
    for (int direction = 0; direction < 2; direction++)
        if (hash_set_has(&import->documents, document_hash(&row->document, direction)))
            return; /* the same person's other journey */
    row_add_fault(row, FAULT_WARNING, "namesake", "document",
                  "姓名和电话与本文件前面一行相同而证件不同，按两人接受；如是同一人请退回一行",
                  "name and phone are those of an earlier row of this file, the document is "
                  "another; taken as two people: if it is one, have a row taken out");
}

static enum rc check_claims(struct store_import *import, struct list_row *row, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < row->n_trips && rc == RC_OK && !row->rejected; i++) {
        const char *claimant;
        rc = people_claim(import->store, import->head.station, &row->document, &row->trips[i],
                          &import->arena, &claimant, err);
        if (rc == RC_OK && claimant)
            row_add_fault(row, FAULT_REJECT, CLAIMED_ELSEWHERE, "document",
                          "此人同一方向、相近日期的行程已由别的站点先报名，站点：%s",
                          "this person's trip in this direction on these days was already claimed "
                          "by the station %s",
                          claimant);
    }
    return rc;
}

/* ---- the row and what stands for it ---- */

static enum rc find_by_ref(struct store_import *import, const char *ref, int64_t *out,
                           struct err *err) {
    sqlite3_stmt *s =
        db_stmt(import->store, "SELECT id FROM rider WHERE station = :station AND ref = :ref");

    db_bind_int(s, ":station", import->head.station);
    db_bind_text(s, ":ref", ref);
    return db_number(import->store, s, 0, out, err);
}

enum rc import_find(struct store_import *import, const struct list_row *row,
                    struct people_holders *out_holders, int64_t *out, struct err *err) {
    enum rc rc = RC_OK;

    *out = 0;
    *out_holders = (struct people_holders){0};
    if (row->document.number[0])
        rc = people_find(import->store, import->head.station, &row->document, out_holders, err);
    if (rc == RC_OK && row->ref && !import->first)
        rc = find_by_ref(import, row->ref, out, err);
    if (rc == RC_OK && !*out && (!row->ref || import->head.serial == 0))
        *out = out_holders->here;
    return rc;
}

static enum rc put_back(struct store_import *import, const struct list_row *row, struct err *err) {
    int64_t id;

    import->counts.rejected++;
    return people_reject(import->store, import->to.import, row, &id, err);
}

static enum rc take(struct store_import *import, struct list_row *row, int64_t rider, int64_t first,
                    struct err *err) {
    if (row->phone)
        hash_set_add(&import->namesakes, person_hash(row));
    enum rc rc = import_take(import, row, rider, first, err);
    if (rc == RC_OK && import->unanswered)
        rc = people_answer(import->store, import->head.station, import->to.import, row, err);
    import->counts.accepted++;
    import->counts.warned += row->n_faults > 0;
    return rc;
}

enum rc store_import_row(struct store_import *import, struct list_row *row, struct err *err) {
    struct people_holders holders;
    int64_t rider;

    import->counts.rows++;
    check_namesakes(import, row);
    check_twins(import, row);
    enum rc rc = import_find(import, row, &holders, &rider, err);
    if (rc == RC_OK && !row->rejected && holders.elsewhere)
        rc = check_claims(import, row, err);
    rc = rc == RC_OK ? claims_note(import, row, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (rider)
        hash_set_add(&import->named, (uint64_t)rider);
    rc = row->rejected ? put_back(import, row, err) : take(import, row, rider, holders.first, err);
    return rc == RC_OK ? faults_put(import, row, err) : rc;
}

/* ---- finishing ---- */

/* CROSS JOIN keeps SQLite to the order written: child, adult; left to itself it scans. */
static enum rc adult_stands(struct store *store, int64_t child, bool *out, struct err *err) {
    int64_t adults;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT count(*) FROM rider k CROSS JOIN rider a ON a.station = k.station AND a.ref "
               "= k.free_child_with WHERE k.id = :child AND a.standing AND a.free_child_with IS "
               "NULL");

    db_bind_int(s, ":child", child);
    enum rc rc = db_number(store, s, 0, &adults, err);
    *out = adults > 0;
    return rc;
}

/* The row was taken and is rejected after all: what stood for its ref stands as it was. */
static enum rc send_back(struct store_import *import, const struct import_child *child,
                         struct err *err) {
    struct list_row row = {.sheet = child->sheet, .row = child->row};
    enum rc rc = RC_OK;

    if (child->did == DID_MAKE)
        rc = rider_delete(import->store, child->rider, err);
    else if (child->did == DID_CHANGE)
        rc = former_restore(import->store, import->to.import, child->rider, err);
    row_add_fault(&row, FAULT_REJECT, "child-without-adult", "with",
                  "免票儿童所随的大人不在名单里，或被退回",
                  "the adult of this free child is not on the list, or was rejected");
    --*child->counted;
    import->counts.accepted--;
    import->counts.warned -= child->warned;
    import->counts.rejected++;
    return rc == RC_OK ? faults_put(import, &row, err) : rc;
}

/* A free child travels on an adult's journey: without that adult it is rejected. */
static enum rc check_children(struct store_import *import, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < import->n_children && rc == RC_OK; i++) {
        const struct import_child *child = &import->children[i];
        bool stands;
        rc = adult_stands(import->store, child->rider, &stands, err);
        if (rc == RC_OK)
            rc = stands ? people_forget_reject(import->store, child->rejected, err)
                        : send_back(import, child, err);
    }
    return rc;
}

/* Riders of the station whom a whole list did not name. Who was added by hand stays; who waits for
 * a person to be withdrawn is waiting already. */
static enum rc missing_riders(struct store_import *import, int64_t **out, int *out_n,
                              int64_t *out_standing, struct err *err) {
    size_t cap = 0;
    enum rc rc;
    sqlite3_stmt *s =
        db_stmt(import->store, "SELECT id, by_hand & :added OR leaving FROM rider WHERE station = "
                               ":station AND standing AND first_import IS NOT :import ORDER BY id");

    db_bind_int(s, ":added", BY_HAND_ADDED);
    db_bind_int(s, ":station", import->head.station);
    db_bind_int(s, ":import", import->to.import);
    while (db_row(import->store, s, &rc, err)) {
        int64_t id = sqlite3_column_int64(s, 0);
        (*out_standing)++;
        if (!sqlite3_column_int(s, 1) && !hash_set_has(&import->named, (uint64_t)id))
            VEC_PUSH(*out, *out_n, cap, id);
    }
    return rc;
}

static enum rc withdraw_missing(struct store_import *import, bool allow, struct err *err) {
    int64_t *missing = NULL, standing = 0;
    int n = 0;
    enum rc rc = missing_riders(import, &missing, &n, &standing, err);

    if (rc == RC_OK && !allow && n > GUARD_RIDERS && (int64_t)n * GUARD_SHARE > standing)
        rc =
            err_set(err, RC_CONFLICT, "mass-withdrawal",
                    "这份名单会撤掉 %lld 人中的 %d 人，可能发错了；确实如此请加 --allow-withdraw",
                    "of %lld riders this list would withdraw %d, it may be the wrong one; if it is "
                    "right, add --allow-withdraw",
                    (long long)standing, n);
    for (int i = 0; i < n && rc == RC_OK; i++)
        rc = import_withdraw(import, missing[i], err);
    import->counts.withdrawn += rc == RC_OK ? n : 0;
    mem_free(missing);
    return rc;
}

static enum rc write_counts(struct store_import *import, struct err *err) {
    const struct import_counts *c = &import->counts;
    sqlite3_stmt *s =
        db_stmt(import->store,
                "UPDATE import SET n_rows = :rows, accepted = :accepted, warned = :warned, "
                "rejected = :rejected, added = :added, changed = :changed, unchanged = :unchanged, "
                "withdrawn = :withdrawn WHERE id = :id");

    db_bind_int(s, ":rows", c->rows);
    db_bind_int(s, ":accepted", c->accepted);
    db_bind_int(s, ":warned", c->warned);
    db_bind_int(s, ":rejected", c->rejected);
    db_bind_int(s, ":added", c->added);
    db_bind_int(s, ":changed", c->changed);
    db_bind_int(s, ":unchanged", c->unchanged);
    db_bind_int(s, ":withdrawn", c->withdrawn);
    db_bind_int(s, ":id", import->to.import);
    return db_run(import->store, s, err);
}

static enum rc finish_whole(struct store_import *import, bool allow_withdraw, struct err *err) {
    enum rc rc = withdraw_missing(import, allow_withdraw, err);

    rc = rc == RC_OK
             ? people_answer_all(import->store, import->head.station, import->to.import, err)
             : rc;
    return rc == RC_OK ? former_close(&import->to, err) : rc;
}

enum rc store_import_finish(struct store_import *import, bool allow_withdraw, int64_t *out_id,
                            struct import_counts *out, struct err *err) {
    enum rc rc = import->head.whole ? finish_whole(import, allow_withdraw, err) : RC_OK;

    rc = rc == RC_OK && import->head.whole ? claims_forget_earlier(import, err) : rc;
    rc = rc == RC_OK ? check_children(import, err) : rc;
    rc = rc == RC_OK ? people_drop_columns(import->store, import->head.station, err) : rc;
    rc = rc == RC_OK ? write_counts(import, err) : rc;
    *out_id = import->to.import;
    *out = import->counts;
    return rc;
}
