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

/* ---- sets of 64-bit hashes ---- */

static void set_place(uint64_t *slots, size_t n, uint64_t hash) {
    size_t i = (size_t)hash & (n - 1);

    while (slots[i])
        i = (i + 1) & (n - 1);
    slots[i] = hash;
}

static bool set_has(const struct hash_set *set, uint64_t hash) {
    hash += !hash; /* 0 is the empty slot */
    for (size_t i = (size_t)hash & (set->room - 1); set->room && set->slots[i];
         i = (i + 1) & (set->room - 1))
        if (set->slots[i] == hash)
            return true;
    return false;
}

static void set_add(struct hash_set *set, uint64_t hash) {
    hash += !hash;
    if (2 * (set->n + 1) > set->room) {
        size_t room = set->room ? 2 * set->room : 1024;
        uint64_t *slots = mem_array(room, sizeof *slots);
        for (size_t i = 0; i < set->room; i++)
            if (set->slots[i])
                set_place(slots, room, set->slots[i]);
        mem_free(set->slots);
        *set = (struct hash_set){slots, set->n, room};
    }
    set_place(set->slots, set->room, hash);
    set->n++;
}

void import_name(struct store_import *import, int64_t rider) {
    if (!set_has(&import->named, (uint64_t)rider))
        set_add(&import->named, (uint64_t)rider);
}

/* ---- starting ---- */

static enum rc last_serial(struct store *store, const struct import_head *head, int64_t *out_serial,
                           bool *out_same_bytes, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT serial, sha256 FROM import WHERE station = :station AND "
                       "serial > 0 ORDER BY serial DESC, id DESC LIMIT 1");

    db_bind_int(s, ":station", head->station);
    *out_serial = 0;
    if (!db_row(store, s, &rc, err))
        return rc;
    *out_serial = sqlite3_column_int64(s, 0);
    *out_same_bytes = strcmp((const char *)sqlite3_column_text(s, 1), head->sha256) == 0;
    sqlite3_reset(s);
    return RC_OK;
}

/* Equal serial and bytes: nothing to do. Lower, or equal with other bytes: refused. */
static enum rc check_serial(struct store *store, const struct import_head *head, bool *out_same,
                            struct err *err) {
    int64_t serial;
    bool same_bytes = false;
    enum rc rc = last_serial(store, head, &serial, &same_bytes, err);

    *out_same = false;
    if (rc != RC_OK || head->serial == 0 || head->serial > serial)
        return rc;
    if (head->serial == serial && same_bytes) {
        *out_same = true;
        return RC_OK;
    }
    return err_set(
        err, RC_CONFLICT, "old-serial",
        "名单序号 %lld 不新于已导入的 %lld，内容却不同；请让站点加大序号重发",
        "the list's serial %lld is not newer than %lld, which was imported, but its content "
        "differs; ask the station to raise the serial",
        (long long)head->serial, (long long)serial);
}

/* The same table again changes nothing: its last import had the same bytes. */
static enum rc same_table(struct store *store, const struct import_head *head, bool *out_same,
                          struct err *err) {
    int64_t same = 0;
    sqlite3_stmt *s = db_stmt(store, "SELECT sha256 = :sha AND whole = :whole FROM import WHERE "
                                     "station = :station ORDER BY id DESC LIMIT 1");

    if (head->serial != 0)
        return RC_OK;
    db_bind_text(s, ":sha", head->sha256);
    db_bind_int(s, ":whole", head->whole);
    db_bind_int(s, ":station", head->station);
    enum rc rc = db_number(store, s, 0, &same, err);
    *out_same = same != 0;
    return rc;
}

enum rc store_import_begin(struct store *store, const struct import_head *head,
                           struct store_import **out, bool *out_same, struct err *err) {
    enum rc rc = check_serial(store, head, out_same, err);

    if (rc == RC_OK && !*out_same)
        rc = same_table(store, head, out_same, err);
    if (rc != RC_OK || *out_same) {
        *out = NULL;
        return rc;
    }
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO import (station, file, sha256, serial, issued, "
                       "imported, whole) VALUES (:station, :file, :sha, :serial, :issued, "
                       ":imported, :whole)");
    db_bind_int(s, ":station", head->station);
    db_bind_text(s, ":file", head->file);
    db_bind_text(s, ":sha", head->sha256);
    db_bind_int(s, ":serial", head->serial);
    db_bind_instant(s, ":issued", head->issued);
    db_bind_instant(s, ":imported", head->imported);
    db_bind_int(s, ":whole", head->whole);
    rc = db_run(store, s, err);
    if (rc != RC_OK)
        return rc;
    struct store_import *import = mem_alloc(sizeof *import);
    *import = (struct store_import){.store = store, .head = *head, .id = db_last_id(store)};
    *out = import;
    return RC_OK;
}

void store_import_free(struct store_import *import) {
    if (!import)
        return;
    mem_free(import->refs.slots);
    mem_free(import->documents.slots);
    mem_free(import->named.slots);
    mem_free(import->children);
    arena_clear(&import->arena);
    mem_free(import);
}

/* ---- faults ---- */

static void reject(struct list_row *row, const char *code, const char *column, const char *zh,
                   const char *en, const char *arg) {
    row->rejected = true;
    if (row->n_faults == LIST_FAULTS)
        return;
    struct fault *fault = &row->faults[row->n_faults++];
    *fault = (struct fault){.weight = FAULT_REJECT, .code = code, .column = column};
    struct str zh_text = STR_MAX(sizeof fault->zh - 1), en_text = STR_MAX(sizeof fault->en - 1);
    str_add(&zh_text, zh);
    str_add(&en_text, en);
    if (arg) {
        str_add(&zh_text, arg);
        str_add(&en_text, arg);
    }
    snprintf(fault->zh, sizeof fault->zh, "%s", str_get(&zh_text));
    snprintf(fault->en, sizeof fault->en, "%s", str_get(&en_text));
    str_clear(&zh_text);
    str_clear(&en_text);
}

static enum rc store_faults(struct store_import *import, const struct list_row *row,
                            struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < row->n_faults && rc == RC_OK; i++) {
        const struct fault *fault = &row->faults[i];
        sqlite3_stmt *s = db_stmt(
            import->store, "INSERT INTO fault (import, seq, row, weight, code, field, zh, en) "
                           "VALUES (:import, :seq, :row, :weight, :code, :field, :zh, :en)");
        db_bind_int(s, ":import", import->id);
        db_bind_int(s, ":seq", import->n_faults++);
        db_bind_int(s, ":row", row->row);
        db_bind_int(s, ":weight", fault->weight);
        db_bind_text(s, ":code", fault->code);
        db_bind_text(s, ":field", fault->column ? fault->column : "");
        db_bind_text(s, ":zh", fault->zh);
        db_bind_text(s, ":en", fault->en);
        rc = db_run(import->store, s, err);
    }
    return rc;
}

/* ---- duplicates and claims ---- */

static uint64_t document_hash(const struct document *document, int direction) {
    return hash_bytes(document->number, strlen(document->number),
                      (uint64_t)document->type * 8 + (uint64_t)direction + 1);
}

/* Within the file: the first row with a ref, or with a document and direction, stands. */
static void check_twins(struct store_import *import, struct list_row *row) {
    if (row->ref) {
        uint64_t hash = hash_bytes(row->ref, strlen(row->ref), 0);
        if (set_has(&import->refs, hash))
            reject(row, "duplicate-ref", "ref", "同一报名号 ref 在文件里出现了两次，以第一次为准",
                   "the same ref stands twice in the file; the first stands", NULL);
        else
            set_add(&import->refs, hash);
    }
    for (int i = 0; i < row->n_trips && !row->rejected; i++)
        if (set_has(&import->documents, document_hash(&row->document, row->trips[i].direction)))
            reject(row, "duplicate-document", "document",
                   "同一证件同一方向在文件里出现了两次，以第一次为准",
                   "the same document and direction stand twice in the file; the first stands",
                   NULL);
    for (int i = 0; i < row->n_trips && !row->rejected; i++)
        set_add(&import->documents, document_hash(&row->document, row->trips[i].direction));
}

static enum rc check_claims(struct store_import *import, struct list_row *row, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < row->n_trips && rc == RC_OK && !row->rejected; i++) {
        const char *claimant;
        rc = people_claim(import->store, import->head.station, &row->document, &row->trips[i],
                          &import->arena, &claimant, err);
        if (rc == RC_OK && claimant)
            reject(row, CLAIMED_ELSEWHERE, "document",
                   "此人同一方向、相近日期的行程已由别的站点先报名，站点：",
                   "this person's trip in this direction on these days was already claimed by the "
                   "station ",
                   claimant);
    }
    return rc;
}

/* ---- the row and what stands for it ---- */

enum rc store_import_row(struct store_import *import, struct list_row *row, struct err *err) {
    enum rc rc = RC_OK;
    int64_t rider = 0;

    import->counts.rows++;
    check_twins(import, row);
    if (!row->rejected)
        rc = check_claims(import, row, err);
    rc = rc == RC_OK ? claims_note(import, row, err) : rc;
    if (rc == RC_OK)
        rc = import_find(import, row, &rider, err);
    if (rc == RC_OK && rider)
        import_name(import, rider);
    if (rc == RC_OK && !row->rejected)
        rc = import_take(import, row, rider, err);
    if (rc != RC_OK)
        return rc;
    import->counts.rejected += row->rejected;
    import->counts.accepted += !row->rejected;
    import->counts.warned += !row->rejected && row->n_faults > 0;
    return store_faults(import, row, err);
}

/* ---- finishing ---- */

/* CROSS JOIN keeps SQLite to the order written: child, adult, request; left to itself it scans. */
/* A free child travels on an adult's journey: without that adult it is rejected. */
static enum rc check_children(struct store_import *import, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < import->n_children && rc == RC_OK; i++) {
        int64_t adults;
        sqlite3_stmt *s = db_stmt(
            import->store,
            "SELECT count(*) FROM rider k CROSS JOIN rider a ON a.station = k.station AND a.ref "
            "= k.free_child_with WHERE k.id = :child AND a.standing AND "
            "a.free_child_with IS NULL");
        db_bind_int(s, ":child", import->children[i].rider);
        rc = db_number(import->store, s, 0, &adults, err);
        if (rc != RC_OK || adults)
            continue;
        struct list_row row = {.row = import->children[i].row};
        reject(&row, "child-without-adult", "with", "免票儿童所随的大人不在名单里，或被退回",
               "the adult of this free child is not on the list, or was rejected", NULL);
        import->counts.accepted--;
        import->counts.rejected++;
        rc = store_faults(import, &row, err);
        rc = rc == RC_OK ? import_withdraw(import, import->children[i].rider, err) : rc;
    }
    return rc;
}

/* Riders of the station whom a whole list did not name. */
static enum rc missing_riders(struct store_import *import, int64_t **out, int *out_n,
                              int64_t *out_standing, struct err *err) {
    size_t cap = 0;
    enum rc rc;
    sqlite3_stmt *s =
        db_stmt(import->store, "SELECT id, by_hand FROM rider WHERE station = :station "
                               "AND standing AND first_import < :import ORDER BY id");

    db_bind_int(s, ":station", import->head.station);
    db_bind_int(s, ":import", import->id);
    while (db_row(import->store, s, &rc, err)) {
        int64_t id = sqlite3_column_int64(s, 0);
        (*out_standing)++;
        if (!sqlite3_column_int(s, 1) && !set_has(&import->named, (uint64_t)id))
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
    db_bind_int(s, ":id", import->id);
    return db_run(import->store, s, err);
}

enum rc store_import_finish(struct store_import *import, bool allow_withdraw, int64_t *out_id,
                            struct import_counts *out, struct err *err) {
    enum rc rc = import->head.whole ? withdraw_missing(import, allow_withdraw, err) : RC_OK;

    rc = rc == RC_OK && import->head.whole ? claims_forget_earlier(import, err) : rc;
    rc = rc == RC_OK ? check_children(import, err) : rc;
    rc = rc == RC_OK ? write_counts(import, err) : rc;
    *out_id = import->id;
    *out = import->counts;
    return rc;
}

/* ---- history ---- */

enum rc store_import_list(struct store *store, const char *station, struct arena *arena,
                          struct import_row **out, int *out_n, struct err *err) {
    struct import_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT i.id, i.serial, s.code, i.file, i.sha256, i.imported, i.n_rows, i.accepted, "
        "i.warned, i.rejected, i.added, i.changed, i.unchanged, i.withdrawn FROM import i JOIN "
        "station s ON s.id = i.station WHERE :station IS NULL OR s.code = :station ORDER BY i.id");

    db_bind_text(s, ":station", station);
    while (db_row(store, s, &rc, err)) {
        struct import_row row = {
            .id = sqlite3_column_int64(s, 0),
            .serial = sqlite3_column_int64(s, 1),
            .station = db_text(arena, s, 2),
            .file = db_text(arena, s, 3),
            .sha256 = db_text(arena, s, 4),
            .imported = db_instant(s, 5),
            .counts = {sqlite3_column_int64(s, 6), sqlite3_column_int64(s, 7),
                       sqlite3_column_int64(s, 8), sqlite3_column_int64(s, 9),
                       sqlite3_column_int64(s, 10), sqlite3_column_int64(s, 11),
                       sqlite3_column_int64(s, 12), sqlite3_column_int64(s, 13)}};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = arena_array(arena, (size_t)n, sizeof *rows);
    if (n)
        memcpy(*out, rows, (size_t)n * sizeof *rows);
    *out_n = n;
    mem_free(rows);
    return rc;
}

enum rc store_fault_list(struct store *store, int64_t import, struct arena *arena,
                         struct fault_row **out, int *out_n, struct err *err) {
    int64_t n;
    sqlite3_stmt *s = db_stmt(store, "SELECT count(*) FROM fault WHERE import = :import");

    db_bind_int(s, ":import", import);
    enum rc rc = db_number(store, s, 0, &n, err);
    struct fault_row *rows = arena_array(arena, (size_t)n, sizeof *rows);
    s = db_stmt(store, "SELECT row, weight, code, field, zh, en FROM fault WHERE import = :import "
                       "ORDER BY row, seq");
    db_bind_int(s, ":import", import);
    for (int i = 0; rc == RC_OK && i < n && db_row(store, s, &rc, err); i++)
        rows[i] = (struct fault_row){
            sqlite3_column_int64(s, 0), (enum fault_weight)sqlite3_column_int(s, 1),
            db_text(arena, s, 2),       db_text(arena, s, 3),
            db_text(arena, s, 4),       db_text(arena, s, 5)};
    sqlite3_reset(s);
    *out = rows;
    *out_n = (int)n;
    return rc;
}
