/* Use cases: a new campaign, its supply, its partner stations. */
#include "ops/session.h"

#include "homeward/http.h"
#include "homeward/verify.h"

#include <string.h>
#include <unistd.h>

/* ---- init ---- */

static enum rc put_campaign(const struct ops *ops, struct store *store, const struct campaign *c,
                            struct err *err) {
    const struct journal_entry entry = {"init", c->key, NULL};
    enum rc rc = store_begin(store, err);

    rc = rc == RC_OK ? store_campaign_put(store, c, err) : rc;
    rc = rc == RC_OK ? store_journal(store, ops->now, &entry, NULL, err) : rc;
    return rc == RC_OK ? store_commit(store, err) : rc;
}

enum rc ops_init(const struct ops *ops, const char *campaign_file, struct err *err) {
    struct source source;
    struct campaign *c = NULL;
    struct store *store;
    enum rc rc = source_open(campaign_file, &source, err);

    if (rc != RC_OK)
        return rc;
    rc = campaign_read(&source, &c, err);
    source_close(&source);
    rc = rc == RC_OK ? store_create(ops->db, &store, err) : rc;
    if (rc == RC_OK) {
        rc = put_campaign(ops, store, c, err);
        store_close(store);
        if (rc != RC_OK)
            unlink(ops->db);
    }
    campaign_free(c);
    return rc;
}

/* ---- supply ---- */

enum rc resolve_office(const struct ops *ops, const char *text, int32_t *out, struct err *err) {
    struct place_match match;
    enum rc rc = places_resolve(ops->places, text, 0, &match);

    *out = match.code;
    if (rc == RC_CONFLICT)
        return err_set(err, RC_USAGE, "ambiguous-place", "有几个地方都叫 %.64s，请改用六位区划代码",
                       "several places are called %.64s; give the six-digit code", text);
    if (rc != RC_OK)
        return err_set(err, RC_USAGE, "unknown-place", "没有这个地方：%.64s，请用六位区划代码",
                       "there is no such place: %.64s; give the six-digit code", text);
    return RC_OK;
}

static void on_violation(void *payload, const struct violation *v) {
    struct violation *twice = payload;

    if (v->kind == VIOLATION_VEHICLE_TWICE)
        *twice = *v;
}

/* With what staff settled in the file's place, a vehicle may be on two runs at once. */
static enum rc check_vehicles(struct session *s, struct err *err) {
    struct violation twice = {.kind = VIOLATION_KINDS};
    struct campaign *c = NULL;
    enum rc rc = store_campaign_load(s->store, s->ops->places, instant_day(s->ops->now),
                                     STORE_SUPPLY, &c, err);

    if (rc != RC_OK)
        return rc;
    verify_bookings(c, NULL, on_violation, &twice);
    if (twice.kind == VIOLATION_VEHICLE_TWICE)
        rc = err_set(err, RC_CONFLICT, "vehicle-twice",
                     "人工改定的车辆与文件冲突：趟次 %.64s 和 %.64s 同时用一辆车",
                     "a vehicle that staff settled is on two runs of the file at once: %.64s and "
                     "%.64s",
                     c->allocations[twice.allocation].key, twice.detail);
    campaign_free(c);
    return rc;
}

static enum rc put_supply(struct session *s, struct source *source, int32_t office,
                          struct supply_change *out, struct err *err) {
    struct supply_file *file = NULL;
    enum rc rc = supply_read(source, s->c, office, &file, err);

    for (int i = 0; rc == RC_OK && i < file->n_allocations; i++)
        file->allocations[i].recorded = s->ops->now;
    rc = rc == RC_OK ? store_supply_put(s->store, s->c, file, out, err) : rc;
    if (rc == RC_OK && out->n_kept)
        rc = check_vehicles(s, err);
    rc = rc == RC_OK ? session_commit(s, "supply import", source->name, NULL, err) : rc;
    supply_file_free(file);
    return rc;
}

enum rc ops_supply_import(const struct ops *ops, const char *path, const char *office,
                          struct supply_change *out, struct err *err) {
    struct session s;
    struct source source;
    int32_t place = 0;
    enum rc rc = office ? resolve_office(ops, office, &place, err) : RC_OK;

    rc = rc == RC_OK ? source_open(path, &source, err) : rc;
    if (rc != RC_OK)
        return rc;
    rc = session_open(ops, HOLD_WRITE, STORE_ALL, &s, err);
    if (rc == RC_OK) {
        rc = put_supply(&s, &source, place, out, err);
        session_close(&s);
    }
    source_close(&source);
    return rc;
}

/* ---- stations ---- */

static enum rc check_code(const char *code, struct err *err) {
    if (code[0] && utf8_valid(code, strlen(code)) && strlen(code) < 64 &&
        !strpbrk(code, "/ \t\r\n"))
        return RC_OK;
    return err_set(err, RC_USAGE, "malformed-station",
                   "站点代码不能为空，不能含有斜杠或空格，最长 63 字节",
                   "a station code is not empty, has no slash or blank and at most 63 bytes");
}

enum rc ops_station_add(const struct ops *ops, const struct station_entry *entry, struct err *err) {
    struct station_row row = {.code = entry->code,
                              .name = entry->name,
                              .url = entry->url,
                              .allow_private = entry->allow_private};
    struct session s;
    enum rc rc = check_code(entry->code, err);

    rc = rc == RC_OK && entry->url ? http_url_check(entry->url, err) : rc;
    rc = rc == RC_OK ? resolve_office(ops, entry->office, &row.office_place, err) : rc;
    rc = rc == RC_OK ? session_open(ops, HOLD_WRITE, STORE_HEAD, &s, err) : rc;
    if (rc != RC_OK)
        return rc;
    rc = store_station_put(s.store, &row, err);
    rc = rc == RC_OK ? session_commit(&s, "station add", entry->code, NULL, err) : rc;
    session_close(&s);
    return rc;
}

enum rc ops_station_list(const struct ops *ops, struct arena *arena, struct station_row **out,
                         int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = store_station_list(s.store, arena, out, out_n, err);
    session_close(&s);
    return rc;
}

enum rc ops_office_list(const struct ops *ops, struct arena *arena, struct office_row **out,
                        int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_SUPPLY, &s, err);

    if (rc != RC_OK)
        return rc;
    *out_n = s.c->n_offices;
    *out = arena_array(arena, (size_t)*out_n + 1, sizeof **out);
    for (int i = 0; i < *out_n; i++)
        (*out)[i].place = s.c->offices[i].place;
    for (int i = 0; i < s.c->n_stations; i++)
        (*out)[s.c->stations[i].office].stations++;
    for (int i = 0; i < s.c->n_allocations; i++)
        (*out)[s.c->allocations[i].office].allocations++;
    session_close(&s);
    return RC_OK;
}
