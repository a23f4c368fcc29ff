/* Use case: the stations' lists are fetched, all at once, and imported one by one as they arrive.
 */
#include "ops/session.h"

#include "homeward/http.h"

#include <stdlib.h>
#include <string.h>

/* One `list fetch` under way; everything lives in the caller's arena. */
struct fetching {
    const struct ops *ops;
    const struct fetch_entry *entry;
    struct arena *arena;
    struct station_row *stations; /* those to fetch from */
    struct http_job *jobs;        /* one each */
    struct fetch_row *records;    /* what to note of each */
    struct fetch_answer *out;
};

/* ---- which stations ---- */

/* Where the code stands among those named, 0 if none is; -1: not named. */
static int place_named(const struct fetch_entry *entry, const char *code) {
    for (int i = 0; i < entry->n; i++)
        if (strcmp(entry->codes[i], code) == 0)
            return i;
    return entry->n ? -1 : 0;
}

/* By insertion: stations come by code, and those of one place keep that order. */
static void order_as_named(struct fetching *f) {
    for (int i = 1; i < f->out->n; i++) {
        struct station_row row = f->stations[i];
        int at = i, place = place_named(f->entry, row.code);
        for (; at > 0 && place_named(f->entry, f->stations[at - 1].code) > place; at--)
            f->stations[at] = f->stations[at - 1];
        f->stations[at] = row;
    }
}

static enum rc check_named(const struct fetch_entry *entry, const struct station_row *all, int n,
                           struct err *err) {
    for (int i = 0; i < entry->n; i++) {
        int at = 0;
        while (at < n && strcmp(all[at].code, entry->codes[i]) != 0)
            at++;
        if (at == n)
            return err_set(
                err, RC_CONFLICT, "unknown-station", "没有站点 %.64s，请先用 station add 登记",
                "there is no station %.64s; enter it with station add first", entry->codes[i]);
        if (!all[at].url)
            return err_set(err, RC_CONFLICT, "no-url",
                           "站点 %.64s 没有登记网址，请用 station add … --url 补上",
                           "the station %.64s has no url; add one with station add ... --url",
                           entry->codes[i]);
    }
    return RC_OK;
}

static enum rc choose(struct fetching *f, struct err *err) {
    struct station_row *all;
    int n;
    enum rc rc = ops_station_list(f->ops, f->arena, &all, &n, err);

    rc = rc == RC_OK ? check_named(f->entry, all, n, err) : rc;
    if (rc != RC_OK)
        return rc;
    f->stations = arena_array(f->arena, (size_t)n, sizeof *f->stations);
    for (int i = 0; i < n; i++)
        if (all[i].url && place_named(f->entry, all[i].code) >= 0)
            f->stations[f->out->n++] = all[i];
    if (f->entry->in_order)
        order_as_named(f);
    return RC_OK;
}

/* ---- what to ask for ---- */

static struct http_job job_of(const struct fetching *f, const struct station_row *station) {
    const struct fetch_row *last = &station->fetch;
    bool held = !f->entry->afresh && last->url && strcmp(last->url, station->url) == 0;

    return (struct http_job){.url = station->url,
                             .etag = held ? last->etag : NULL,
                             .modified = held ? last->modified : NULL,
                             .allow_private = station->allow_private};
}

static enum rc make_jobs(struct fetching *f, struct err *err) {
    struct http_login *logins = NULL;
    int n_logins = 0, n = f->out->n;
    enum rc rc = f->entry->credentials
                     ? http_logins_read(f->entry->credentials, f->arena, &logins, &n_logins, err)
                     : RC_OK;

    f->jobs = arena_array(f->arena, (size_t)n, sizeof *f->jobs);
    f->records = arena_array(f->arena, (size_t)n, sizeof *f->records);
    f->out->results = arena_array(f->arena, (size_t)n, sizeof *f->out->results);
    for (int i = 0; i < n; i++) {
        f->jobs[i] = job_of(f, &f->stations[i]);
        f->out->results[i].station = f->stations[i].code;
        for (int l = 0; l < n_logins; l++)
            if (strcmp(logins[l].key, f->stations[i].code) == 0) {
                f->jobs[i].user = logins[l].user;
                f->jobs[i].password = logins[l].password;
            }
    }
    return rc;
}

/* ---- what came ---- */

static enum rc import_one(const struct fetching *f, const struct http_result *got,
                          struct fetch_result *result) {
    const struct station_row *station = &f->stations[got->job];
    const struct list_entry entry = {.path = got->path,
                                     .name = http_url_name(station->url, f->arena),
                                     .station = station->code,
                                     .issued = INSTANT_NONE,
                                     .replace = f->entry->replace,
                                     .allow_withdraw = f->entry->allow_withdraw,
                                     .dry_run = f->entry->dry_run};

    return ops_list_import(f->ops, &entry, f->arena, &result->list, &result->err);
}

static void judge(const struct fetching *f, const struct http_result *got,
                  struct fetch_result *result) {
    enum rc rc = got->rc;

    result->tries = got->tries;
    result->err = got->err;
    if (rc == RC_OK && !got->unchanged)
        rc = import_one(f, got, result);
    if (rc != RC_OK)
        result->outcome = FETCH_FAILED;
    else
        result->outcome = got->unchanged || !result->list.import ? FETCH_UNCHANGED : FETCH_IMPORTED;
}

/* The server's names of a copy are kept only once that copy is imported (or known to be). */
static struct fetch_row record_of(const struct fetching *f, const struct http_result *got,
                                  const struct fetch_result *result) {
    bool failed = result->outcome == FETCH_FAILED, copy = !failed && !got->unchanged;

    return (struct fetch_row){
        .outcome = result->outcome,
        .tried = f->ops->now,
        .came = failed ? INSTANT_NONE : f->ops->now,
        .error = failed ? result->err.code : NULL,
        .zh = failed ? result->err.zh : NULL,
        .en = failed ? result->err.en : NULL,
        .url = copy ? f->jobs[got->job].url : NULL,
        .etag = copy ? arena_strdup(f->arena, got->etag) : NULL,
        .modified = copy ? arena_strdup(f->arena, got->modified) : NULL,
    };
}

static void count(struct fetch_answer *out, const struct fetch_result *result) {
    out->fetched += result->outcome == FETCH_IMPORTED;
    out->unchanged += result->outcome == FETCH_UNCHANGED;
    out->failed += result->outcome == FETCH_FAILED;
    out->rejected += result->list.counts.rejected;
}

static void take(struct fetching *f, const struct http_result *got) {
    struct fetch_result *result = &f->out->results[got->job];

    judge(f, got, result);
    f->records[got->job] = record_of(f, got, result);
    count(f->out, result);
    if (f->entry->on_station && (f->out->n > 1 || !f->out->failed)) /* the only one's is returned */
        f->entry->on_station(f->entry->payload, result);
}

/* Beside the database, unless the environment names a folder for such things. */
static const char *temp_folder(const struct fetching *f) {
    const char *folder = getenv("TMPDIR"), *slash = strrchr(f->ops->db, '/');

    if (folder && folder[0])
        return folder;
    return slash ? arena_strndup(f->arena, f->ops->db, (size_t)(slash - f->ops->db) + 1) : ".";
}

static enum rc fetch_all(struct fetching *f, struct err *err) {
    const struct http_settings settings = {temp_folder(f), f->ops->now, f->entry->ca_file,
                                           f->entry->in_order};
    const struct bi what = BI("正在取名单", "fetching lists");
    struct http_fetch *downloads;
    struct http_result got;
    int done = 0;
    enum rc rc = http_fetch_new(&settings, f->jobs, f->out->n, &downloads, err);

    if (rc != RC_OK)
        return rc;
    progress_step(f->ops->progress, what, 0, f->out->n);
    while (http_fetch_next(downloads, &got)) {
        take(f, &got);
        progress_step(f->ops->progress, what, ++done, f->out->n);
    }
    http_fetch_free(downloads);
    return RC_OK;
}

/* ---- noting it ---- */

static char *journal_detail(const struct fetching *f) {
    struct json *json = json_new_object(), *failed = json_new_array();

    json_set_int(json, "fetched", f->out->fetched);
    json_set_int(json, "unchanged", f->out->unchanged);
    for (int i = 0; i < f->out->n; i++)
        if (f->out->results[i].outcome == FETCH_FAILED)
            json_push_text(failed, f->out->results[i].station);
    json_set(json, "failed", failed);
    char *text = json_text(json);
    json_free(json);
    return text;
}

static enum rc note(const struct fetching *f, struct err *err) {
    struct session s;
    enum rc rc = session_open(f->ops, HOLD_WRITE, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < f->out->n && rc == RC_OK; i++)
        rc = store_fetch_put(s.store, f->stations[i].id, &f->records[i], err);
    char *detail = journal_detail(f);
    if (rc == RC_OK)
        rc = session_commit(&s, "list fetch", f->out->n == 1 ? f->stations[0].code : "stations",
                            detail, err);
    mem_free(detail);
    session_close(&s);
    return rc;
}

enum rc ops_list_fetch(const struct ops *ops, const struct fetch_entry *entry, struct arena *arena,
                       struct fetch_answer *out, struct err *err) {
    struct fetching f = {.ops = ops, .entry = entry, .arena = arena, .out = out};

    *out = (struct fetch_answer){0};
    enum rc rc = choose(&f, err);
    rc = rc == RC_OK ? make_jobs(&f, err) : rc;
    rc = rc == RC_OK ? fetch_all(&f, err) : rc;
    if (rc == RC_OK && out->n > 0 && !entry->dry_run)
        rc = note(&f, err);
    if (rc != RC_OK || out->n != 1 || !out->failed)
        return rc;
    if (err)
        *err = out->results[0].err;
    return out->results[0].err.rc;
}
