/*
 * Use case: call lists. Written for the telephone with whole phones, so the journal notes it; the
 * answers are typed back by row. A seat that is declined goes to the first waiting party that fits,
 * in the same transaction, and who was passed over is on record with the reason.
 */
#include "ops/hand.h"

#include "homeward/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct calling {
    struct session *s;
    const struct calls_entry *entry;
    struct calls_answer *out;
    struct arena *arena;
    int32_t run; /* -1: not of a run */
    int32_t *requests;
    int n;
    struct call_sheet sheet;
};

/* ---- whom to call ---- */

struct call_key {
    int32_t board, party, request;
};

/* By stop, parties together, then in order. */
static int by_stop(const void *a, const void *b) {
    const struct call_key *x = a, *y = b;

    if (x->board != y->board)
        return x->board < y->board ? -1 : 1;
    if (x->party != y->party)
        return x->party > y->party ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

static void sort_by_stop(struct calling *k) {
    const struct campaign *c = k->s->c;
    struct call_key *keys = arena_array(k->arena, (size_t)k->n + 1, sizeof *keys);

    for (int i = 0; i < k->n; i++) {
        int32_t r = k->requests[i];
        keys[i] = (struct call_key){c->bookings[r].board, c->requests[r].party, r};
    }
    qsort(keys, (size_t)k->n, sizeof *keys, by_stop);
    for (int i = 0; i < k->n; i++)
        k->requests[i] = keys[i].request;
}

static enum rc choose_changed(struct calling *k, struct err *err) {
    struct told_line *lines;
    int n;
    enum rc rc = store_told_changed(k->s->store, k->arena, &lines, &n, err);

    for (int i = 0; rc == RC_OK && i < n; i++)
        for (int32_t r = 0; r < k->s->c->n_requests; r++)
            if (k->s->c->requests[r].id == lines[i].request)
                k->requests[k->n++] = r;
    return rc;
}

static enum rc choose(struct calling *k, struct err *err) {
    const struct campaign *c = k->s->c;

    k->requests = arena_array(k->arena, (size_t)c->n_requests + 1, sizeof *k->requests);
    k->run = -1;
    if (k->entry->about == CALLS_CHANGED)
        return choose_changed(k, err);
    enum rc rc = k->entry->run ? find_allocation(c, k->entry->run, &k->run, err) : RC_OK;
    for (int32_t r = 0; rc == RC_OK && r < c->n_requests; r++)
        if (k->entry->about == CALLS_WAITING ? c->bookings[r].allocation < 0
                                             : c->bookings[r].allocation == k->run)
            k->requests[k->n++] = r;
    if (k->run >= 0)
        sort_by_stop(k);
    return rc;
}

/* ---- the rows ---- */

static const char *stop_cell(struct calling *k, const struct booking *b) {
    struct str name = STR_MAX(512);

    if (b->allocation < 0)
        return k->s->ops->lang == LANG_EN ? "no seat" : "没有座位";
    spot_name(k->s->c, &k->s->c->allocations[b->allocation].stops[b->board].spot, &name);
    const char *copy = arena_strdup(k->arena, str_get(&name));
    str_clear(&name);
    return copy;
}

static const char *text_of(struct calling *k, const char *text) {
    return arena_strdup(k->arena, text ? text : "");
}

static void fill_row(struct calling *k, int i, const struct person *person) {
    const struct campaign *c = k->s->c;
    const struct request *q = &c->requests[k->requests[i]];
    const struct booking *b = &c->bookings[k->requests[i]];
    const char **cells = k->sheet.rows[i].cells;
    char number[16], who[160], at[WHEN_TEXT];

    snprintf(number, sizeof number, "%d", i + 1);
    snprintf(who, sizeof who, "%.64s/%.80s", c->stations[q->station].code, q->ref);
    cells[CALL_ROW] = text_of(k, number);
    cells[CALL_WHO] = text_of(k, who);
    cells[CALL_NAME] = text_of(k, person->name);
    cells[CALL_PHONE] = text_of(k, person->phone);
    cells[CALL_PARTY] = text_of(k, q->party >= 0 ? c->parties[q->party].word : "");
    cells[CALL_STOP] = stop_cell(k, b);
    cells[CALL_TIME] = text_of(
        k, b->allocation < 0 ? ""
                             : instant_text(c->allocations[b->allocation].stops[b->board].at, at));
    cells[CALL_SEAT] = text_of(k, b->allocation < 0 ? "" : b->seat);
}

static enum rc fill(struct calling *k, struct err *err) {
    int64_t *ids = arena_array(k->arena, (size_t)k->n + 1, sizeof *ids);
    struct person *people = arena_array(k->arena, (size_t)k->n + 1, sizeof *people);
    char title[256], at[WHEN_TEXT];
    bool english = k->s->ops->lang == LANG_EN;

    for (int i = 0; i < k->n; i++)
        ids[i] = k->s->c->requests[k->requests[i]].id;
    enum rc rc = store_people_load(k->s->store, ids, k->n, k->arena, people, err);
    k->sheet.rows = arena_array(k->arena, (size_t)k->n + 1, sizeof *k->sheet.rows);
    k->sheet.n_rows = k->n;
    for (int i = 0; rc == RC_OK && i < k->n; i++)
        fill_row(k, i, &people[i]);
    snprintf(title, sizeof title, english ? "Call list %lld %s" : "电话通知单 %lld %s",
             (long long)k->out->list, k->entry->run ? k->entry->run : "");
    k->sheet.title = text_of(k, title);
    k->sheet.printed = text_of(k, instant_text(k->s->ops->now, at));
    return rc;
}

/* ---- the file ---- */

static void on_missing(void *payload, int row) {
    struct calling *k = payload;

    (void)row;
    k->out->missing++;
}

static enum rc write_pdf(struct calling *k, struct err *err) {
    struct file_out file;
    struct paper *paper = NULL;
    enum rc rc = file_out_open(k->entry->path, k->entry->force, &file, err);

    if (rc != RC_OK)
        return rc;
    rc = paper_open(file.f, k->entry->path, k->s->ops->lang, &paper, err);
    if (rc == RC_OK) {
        rc = paper_calls(paper, &k->sheet, on_missing, k, err);
        enum rc closed = paper_close(paper, rc == RC_OK ? err : NULL);
        rc = rc == RC_OK ? closed : rc;
    }
    if (rc == RC_OK)
        return file_out_commit(&file, err);
    file_out_abandon(&file);
    return rc;
}

static enum rc write_table(struct calling *k, enum table_out_format format, struct err *err) {
    static const char *const zh[] = {"序号",     "报名号", "姓名", "电话", "同行组",
                                     "上车地点", "时间",   "座位", "答复"};
    static const char *const en[] = {"row",  "ref",  "name", "phone", "party",
                                     "stop", "time", "seat", "answer"};
    struct table_out *table;
    enum rc rc = table_out_open(k->entry->path, format, k->entry->force, &table, err);

    if (rc != RC_OK)
        return rc;
    table_out_header(table, k->s->ops->lang == LANG_EN ? en : zh, CALL_CELLS + 1);
    for (int i = 0; i < k->n; i++) {
        const char *cells[CALL_CELLS + 1];
        memcpy(cells, k->sheet.rows[i].cells, sizeof k->sheet.rows[i].cells);
        cells[CALL_CELLS] = "";
        table_out_row(table, cells, CALL_CELLS + 1);
    }
    rc = table_out_commit(table, err);
    table_out_free(table);
    return rc;
}

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);

    return n > m && strcmp(text + n - m, end) == 0;
}

static enum rc write_file(struct calling *k, struct err *err) {
    const char *path = k->entry->path;

    if (!path)
        return RC_OK;
    if (ends_with(path, ".pdf"))
        return write_pdf(k, err);
    if (ends_with(path, ".xlsx"))
        return write_table(k, TABLE_OUT_XLSX, err);
    if (ends_with(path, ".csv"))
        return write_table(k, TABLE_OUT_CSV, err);
    return err_set(err, RC_USAGE, "malformed-value", "-o 的文件名要以 .pdf、.xlsx 或 .csv 结尾",
                   "the file of -o ends in .pdf, .xlsx or .csv");
}

static enum rc write_in(struct calling *k, struct err *err) {
    char detail[96];
    enum rc rc = choose(k, err);

    rc = rc == RC_OK ? store_call_list_put(k->s->store, k->entry->about,
                                           k->run >= 0 ? k->s->c->allocations[k->run].id : 0,
                                           k->s->ops->now, &k->out->list, err)
                     : rc;
    for (int i = 0; rc == RC_OK && i < k->n; i++)
        rc = store_call_row_put(k->s->store, k->out->list, i + 1,
                                k->s->c->requests[k->requests[i]].id, err);
    rc = rc == RC_OK ? fill(k, err) : rc;
    rc = rc == RC_OK ? write_file(k, err) : rc;
    if (rc != RC_OK)
        return rc;
    k->out->rows = k->n;
    snprintf(detail, sizeof detail, "{\"list\":%lld,\"rows\":%d}", (long long)k->out->list, k->n);
    rc = session_commit(k->s, "calls", k->entry->run ? k->entry->run : "*", detail, err);
    if (rc != RC_OK && k->entry->path)
        unlink(k->entry->path); /* nobody's phone leaves unrecorded */
    return rc;
}

enum rc ops_calls(const struct ops *ops, const struct calls_entry *entry, struct arena *arena,
                  struct calls_answer *out, struct err *err) {
    struct session s;
    struct calling k = {.s = &s, .entry = entry, .out = out, .arena = arena};
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct calls_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = write_in(&k, err);
    session_close(&s);
    return rc;
}
