/*
 * Finding a rider by what is said on the telephone. Names stand in found_name under every way to
 * begin them; whoever writes a person marks it (triggers of 009.sql) and it is written down again
 * before the commit. Ends of phones and documents are indexes on the person.
 */
#include "store/db.h"

#include "homeward/pinyin.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- keeping it true ---- */

static enum rc put_start(struct store *store, int64_t rider, int seq,
                         const struct name_start *start, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO found_name (rider, seq, name, initials) VALUES "
                                     "(:rider, :seq, :name, :initials)");

    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":seq", seq);
    db_bind_lent(s, ":name", start->name);
    db_bind_lent(s, ":initials", start->initials);
    return db_run(store, s, err);
}

static enum rc put_name(struct store *store, const struct pinyin *pinyin, int64_t rider,
                        const char *name, struct err *err) {
    struct name_start starts[NAME_STARTS];
    int n = pinyin_name_starts(pinyin, name, starts);
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM found_name WHERE rider = :rider");

    db_bind_int(s, ":rider", rider);
    enum rc rc = db_run(store, s, err);
    for (int i = 0; i < n && rc == RC_OK; i++)
        rc = put_start(store, rider, i, &starts[i], err);
    return rc;
}

static enum rc put_stale(struct store *store, const struct pinyin *pinyin, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT p.rider, p.name FROM found_stale f CROSS JOIN person "
                                     "p ON p.rider = f.rider ORDER BY f.rider");
    enum rc rc, put = RC_OK;

    while (put == RC_OK && db_row(store, s, &rc, err))
        put = put_name(store, pinyin, sqlite3_column_int64(s, 0),
                       (const char *)sqlite3_column_text(s, 1), err);
    sqlite3_reset(s);
    rc = put == RC_OK ? rc : put;
    return rc == RC_OK ? db_run(store, db_stmt(store, "DELETE FROM found_stale"), err) : rc;
}

enum rc found_refresh(struct store *store, struct err *err) {
    struct pinyin *pinyin = NULL;
    int64_t any;
    enum rc rc =
        db_number(store, db_stmt(store, "SELECT EXISTS (SELECT 1 FROM found_stale)"), 0, &any, err);

    if (rc != RC_OK || !any)
        return rc;
    rc = pinyin_load(&pinyin, err);
    rc = rc == RC_OK ? put_stale(store, pinyin, err) : rc;
    pinyin_free(pinyin);
    return rc;
}

/* ---- one word ---- */

enum { IDS_MAX = 50000 };
struct ids_found {
    int64_t *v;
    int n;
    size_t cap;
};

static enum rc collect(struct store *store, sqlite3_stmt *s, struct ids_found *ids,
                       struct err *err) {
    enum rc rc = RC_OK;

    while (ids->n < IDS_MAX && db_row(store, s, &rc, err))
        VEC_PUSH(ids->v, ids->n, ids->cap, sqlite3_column_int64(s, 0));
    sqlite3_reset(s);
    return rc;
}

static bool all_of(const char *word, int (*is)(int)) {
    for (; *word; word++)
        if ((unsigned char)*word >= 128 || !is((unsigned char)*word))
            return false;
    return true;
}

/* The text that all that begins with `word` is less than. */
static const char *beyond(const char *word, struct arena *arena) {
    size_t len = strlen(word);
    char *end = arena_alloc(arena, len + 5);

    memcpy(end, word, len);
    memcpy(end + len, "\xf4\x8f\xbf\xbf", 4);
    return end;
}

static enum rc by_initials(struct store *store, const char *word, struct arena *arena,
                           struct ids_found *ids, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT rider FROM found_name WHERE initials <> '' AND "
                                     "initials >= :word AND initials < :beyond");
    char *small = arena_strdup(arena, word);

    if (!all_of(word, isalpha))
        return RC_OK;
    for (char *c = small; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    db_bind_text(s, ":word", small);
    db_bind_text(s, ":beyond", beyond(small, arena));
    return collect(store, s, ids, err);
}

static enum rc by_name(struct store *store, const char *word, struct arena *arena,
                       struct ids_found *ids, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT rider FROM found_name WHERE name >= :word AND name < :beyond");

    db_bind_text(s, ":word", word);
    db_bind_text(s, ":beyond", beyond(word, arena));
    return collect(store, s, ids, err);
}

static enum rc by_end(struct store *store, const char *word, struct arena *arena,
                      struct ids_found *ids, struct err *err) {
    char *large = arena_strdup(arena, word);
    size_t len = strlen(word);
    sqlite3_stmt *s = db_stmt(
        store, "SELECT rider FROM person WHERE phone IS NOT NULL AND substr(phone, -4) = :end AND "
               "substr(phone, -length(:word)) = :word UNION ALL SELECT rider FROM person WHERE "
               "substr(document, -4) = :end AND substr(document, -length(:word)) = :word");

    if (len < 4 || !all_of(word, isalnum))
        return RC_OK;
    for (char *c = large; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    db_bind_text(s, ":end", large + len - 4);
    db_bind_text(s, ":word", large);
    return collect(store, s, ids, err);
}

/* REF, STATION/REF. */
static enum rc by_ref(struct store *store, const char *word, struct arena *arena,
                      struct ids_found *ids, struct err *err) {
    const char *slash = strchr(word, '/');
    sqlite3_stmt *s = db_stmt(store, "SELECT r.id FROM station CROSS JOIN rider r ON r.station = "
                                     "station.id AND r.ref = :ref WHERE :station IS NULL OR "
                                     "station.code = :station");

    db_bind_text(s, ":ref", slash ? slash + 1 : word);
    if (slash)
        db_bind_text(s, ":station", arena_strndup(arena, word, (size_t)(slash - word)));
    return collect(store, s, ids, err);
}

/* PARTY, STATION/PARTY. */
static enum rc by_party(struct store *store, const char *word, struct arena *arena,
                        struct ids_found *ids, struct err *err) {
    const char *slash = strchr(word, '/');
    sqlite3_stmt *s = db_stmt(
        store, "SELECT r.id FROM request q CROSS JOIN rider r ON r.id = q.rider CROSS JOIN station "
               "ON station.id = r.station WHERE q.party = :party AND (:station IS NULL OR "
               "station.code = :station)");

    db_bind_text(s, ":party", slash ? slash + 1 : word);
    if (slash)
        db_bind_text(s, ":station", arena_strndup(arena, word, (size_t)(slash - word)));
    return collect(store, s, ids, err);
}

/* Any part of an employer's name; of these there are few. */
static enum rc by_employer(struct store *store, const char *word, struct arena *arena,
                           struct ids_found *ids, struct err *err) {
    uint32_t code;
    size_t len = strlen(word);
    sqlite3_stmt *s = db_stmt(
        store,
        "WITH RECURSIVE one (v) AS (SELECT min(employer) FROM person WHERE employer IS NOT NULL "
        "UNION ALL SELECT (SELECT min(employer) FROM person WHERE employer > one.v) FROM one "
        "WHERE one.v IS NOT NULL) SELECT p.rider FROM one CROSS JOIN person p ON p.employer = "
        "one.v WHERE instr(one.v, :word) > 0");

    (void)arena;
    if (utf8_next(word, len, &code) == len || all_of(word, isdigit))
        return RC_OK;
    db_bind_text(s, ":word", word);
    return collect(store, s, ids, err);
}

static int by_value(const void *a, const void *b) {
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static void sort_unique(struct ids_found *ids) {
    int kept = 0;

    if (ids->n)
        qsort(ids->v, (size_t)ids->n, sizeof *ids->v, by_value);
    for (int i = 0; i < ids->n; i++)
        if (!kept || ids->v[kept - 1] != ids->v[i])
            ids->v[kept++] = ids->v[i];
    ids->n = kept;
}

static enum rc find_word(struct store *store, const char *word, struct arena *arena,
                         struct ids_found *ids, struct err *err) {
    typedef enum rc way_fn(struct store * store, const char *word, struct arena *arena,
                           struct ids_found *ids, struct err *err);
    static way_fn *const ways[] = {by_ref, by_party, by_name, by_initials, by_end, by_employer};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof ways / sizeof *ways && rc == RC_OK; i++)
        rc = ways[i](store, word, arena, ids, err);
    sort_unique(ids);
    return rc;
}

/* ---- all words ---- */

static void keep_common(struct ids_found *ids, const struct ids_found *with) {
    int kept = 0;

    for (int i = 0, j = 0; i < ids->n; i++) {
        while (j < with->n && with->v[j] < ids->v[i])
            j++;
        if (j < with->n && with->v[j] == ids->v[i])
            ids->v[kept++] = ids->v[i];
    }
    ids->n = kept;
}

static enum rc find_all(struct store *store, const char *text, struct arena *arena,
                        struct ids_found *out, struct err *err) {
    struct slice rest = slice_of(text), word;
    bool first = true;
    enum rc rc = RC_OK;

    while (rc == RC_OK && slice_word(&rest, &word)) {
        struct ids_found ids = {0};
        rc = find_word(store, arena_strndup(arena, word.s, word.len), arena, &ids, err);
        if (first)
            *out = ids;
        else
            keep_common(out, &ids);
        if (!first)
            mem_free(ids.v);
        first = false;
    }
    return rc;
}

static enum rc read_rider(struct store *store, int64_t rider, struct arena *arena,
                          struct found_rider *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT station.id, station.code, r.ref, p.name, p.phone, p.document, p.employer, "
               "r.standing, r.free_child_with IS NOT NULL, r.leaving, r.by_hand FROM rider r JOIN "
               "station ON station.id = r.station JOIN person p ON p.rider = r.id WHERE r.id = "
               ":id");
    char masked[DOCUMENT_MAX], phone[32];

    db_bind_int(s, ":id", rider);
    if (!db_row(store, s, &rc, err))
        return rc;
    *out = (struct found_rider){.rider = rider,
                                .station_id = sqlite3_column_int64(s, 0),
                                .station = db_text(arena, s, 1),
                                .ref = db_text(arena, s, 2),
                                .name = db_text(arena, s, 3),
                                .employer = db_text(arena, s, 6),
                                .standing = sqlite3_column_int(s, 7) != 0,
                                .free_child = sqlite3_column_int(s, 8) != 0,
                                .leaving = sqlite3_column_int(s, 9) != 0,
                                .by_hand = (unsigned)sqlite3_column_int(s, 10)};
    if (sqlite3_column_type(s, 4) != SQLITE_NULL) {
        phone_mask((const char *)sqlite3_column_text(s, 4), phone);
        out->phone = arena_strdup(arena, phone);
    }
    document_mask((const char *)sqlite3_column_text(s, 5), masked);
    out->document = arena_strdup(arena, masked);
    sqlite3_reset(s);
    return RC_OK;
}

enum rc store_rider_find(struct store *store, const char *text, int limit, struct arena *arena,
                         struct found_rider **out, int *out_n, int *out_all, struct err *err) {
    struct ids_found ids = {0};
    enum rc rc = find_all(store, text, arena, &ids, err);

    *out_all = ids.n;
    *out_n = ids.n < limit ? ids.n : limit;
    *out = arena_array(arena, (size_t)*out_n + 1, sizeof **out);
    for (int i = 0; i < *out_n && rc == RC_OK; i++)
        rc = read_rider(store, ids.v[i], arena, &(*out)[i], err);
    mem_free(ids.v);
    return rc;
}
