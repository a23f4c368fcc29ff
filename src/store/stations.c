/* Offices and their partner stations. */
#include "store/load.h"

enum rc store_office_put(struct store *store, int32_t place, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT OR IGNORE INTO office (place) VALUES (:place)");

    db_bind_int(s, ":place", place);
    return db_run(store, s, err);
}

enum rc store_station_put(struct store *store, const struct station_row *row, struct err *err) {
    enum rc rc = store_office_put(store, row->office_place, err);
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO station (code, name, url, office, allow_private) "
               "VALUES (:code, :name, :url, :office, :private) "
               "ON CONFLICT (code) DO UPDATE SET name = excluded.name, office = excluded.office, "
               "url = coalesce(excluded.url, url), allow_private = CASE WHEN excluded.url IS NULL "
               "THEN max(allow_private, excluded.allow_private) ELSE excluded.allow_private END");

    if (rc != RC_OK)
        return rc;
    db_bind_text(s, ":code", row->code);
    db_bind_text(s, ":name", row->name);
    db_bind_text(s, ":url", row->url);
    db_bind_int(s, ":office", row->office_place);
    db_bind_int(s, ":private", row->allow_private);
    return db_run(store, s, err);
}

#define STATION_COLUMNS                                                                            \
    "SELECT id, code, name, station.url, office, allow_private, outcome, tried, came, error, zh, " \
    "en, station_fetch.url, etag, modified FROM station LEFT JOIN station_fetch ON station = id "

static void read_station(sqlite3_stmt *s, struct arena *arena, struct station_row *out) {
    *out = (struct station_row){.id = sqlite3_column_int64(s, 0),
                                .code = db_text(arena, s, 1),
                                .name = db_text(arena, s, 2),
                                .url = db_text(arena, s, 3),
                                .office_place = db_int32(s, 4),
                                .allow_private = sqlite3_column_int(s, 5) != 0};
    out->fetch = (struct fetch_row){.outcome = (enum fetch_outcome)sqlite3_column_int(s, 6),
                                    .tried = db_instant(s, 7),
                                    .came = db_instant(s, 8),
                                    .error = db_text(arena, s, 9),
                                    .zh = db_text(arena, s, 10),
                                    .en = db_text(arena, s, 11),
                                    .url = db_text(arena, s, 12),
                                    .etag = db_text(arena, s, 13),
                                    .modified = db_text(arena, s, 14)};
}

enum rc store_station_find(struct store *store, const char *code, struct arena *arena,
                           struct station_row *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(store, STATION_COLUMNS "WHERE code = :code");

    db_bind_text(s, ":code", code);
    if (!db_row(store, s, &rc, err))
        return rc != RC_OK
                   ? rc
                   : err_set(err, RC_NOT_FOUND, "unknown-station",
                             "没有站点 %.64s，请先用 station add 登记",
                             "there is no station %.64s; enter it with station add first", code);
    read_station(s, arena, out);
    sqlite3_reset(s);
    return RC_OK;
}

enum rc store_station_list(struct store *store, struct arena *arena, struct station_row **out,
                           int *out_n, struct err *err) {
    int64_t n;
    enum rc rc = db_number(store, db_stmt(store, "SELECT count(*) FROM station"), 0, &n, err);
    sqlite3_stmt *s = db_stmt(store, STATION_COLUMNS "ORDER BY code");

    if (rc != RC_OK)
        return rc;
    struct station_row *rows = arena_array(arena, (size_t)n, sizeof *rows);
    for (int i = 0; i < n && db_row(store, s, &rc, err); i++)
        read_station(s, arena, &rows[i]);
    sqlite3_reset(s);
    *out = rows;
    *out_n = (int)n;
    return rc;
}

/* ---- fetching their lists ---- */

enum rc store_fetch_put(struct store *store, int64_t station, const struct fetch_row *row,
                        struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT INTO station_fetch (station, tried, came, outcome, error, zh, en, url, etag, "
        "modified) VALUES (:station, :tried, :came, :outcome, :error, :zh, :en, :url, :etag, "
        ":modified) ON CONFLICT (station) DO UPDATE SET tried = excluded.tried, "
        "came = coalesce(excluded.came, came), outcome = excluded.outcome, "
        "error = excluded.error, zh = excluded.zh, en = excluded.en, "
        "etag = CASE WHEN excluded.url IS NULL THEN etag ELSE excluded.etag END, "
        "modified = CASE WHEN excluded.url IS NULL THEN modified ELSE excluded.modified END, "
        "url = coalesce(excluded.url, url)");

    db_bind_int(s, ":station", station);
    db_bind_instant(s, ":tried", row->tried);
    db_bind_instant(s, ":came", row->came);
    db_bind_int(s, ":outcome", row->outcome);
    db_bind_text(s, ":error", row->error);
    db_bind_text(s, ":zh", row->zh);
    db_bind_text(s, ":en", row->en);
    db_bind_text(s, ":url", row->url);
    db_bind_text(s, ":etag", row->etag);
    db_bind_text(s, ":modified", row->modified);
    return db_run(store, s, err);
}

/* ---- loading ---- */

static enum rc load_offices(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_count(l, "SELECT count(*) FROM office", &c->n_offices, err);
    sqlite3_stmt *s = db_stmt(l->store, "SELECT place FROM office ORDER BY place");

    c->offices = arena_array(&c->arena, (size_t)c->n_offices, sizeof *c->offices);
    for (int i = 0; rc == RC_OK && db_row(l->store, s, &rc, err); i++)
        c->offices[i].place = db_int32(s, 0);
    return rc;
}

enum rc load_stations(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_offices(l, err);

    rc = rc == RC_OK ? load_count(l, "SELECT count(*) FROM station", &c->n_stations, err) : rc;
    rc = rc == RC_OK ? load_index(l, "SELECT max(id) FROM station", &l->stations, err) : rc;
    if (rc != RC_OK)
        return rc;
    c->stations = arena_array(&c->arena, (size_t)c->n_stations, sizeof *c->stations);
    sqlite3_stmt *s = db_stmt(l->store, "SELECT id, code, name, office FROM station ORDER BY code");
    for (int i = 0; rc == RC_OK && db_row(l->store, s, &rc, err); i++) {
        c->stations[i] = (struct station){db_text(&c->arena, s, 1), db_text(&c->arena, s, 2),
                                          load_office(l, db_int32(s, 3))};
        l->stations.at[sqlite3_column_int64(s, 0)] = i;
    }
    return rc;
}
