/*
 * Use case: returns come in as files: the manifest's own table with its ticks, free tables, and
 * scanned codes. Rows are gathered by departure; each departure is taken whole or refused, and what
 * is wrong with one stops no other. All of a command is one transaction.
 */
#include "ops/boarding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mark_row { /* of one person, its texts in the arena of the answer */
    const char *line, *seat, *ref, *version;
    enum return_mark mark, empty;
    int64_t row;
};
/* What the files say of one departure. */
struct gathered {
    const char *file, *sheet, *run, *version, *by;
    int64_t row;                                      /* where it begins */
    const char *boarded, *absent, *walk_on, *instead; /* of a row that is a departure's */
    bool whole, scanned;
    struct mark_row *rows;
    int n_rows;
    size_t cap;
};
struct importing {
    const struct boarding_import_entry *entry;
    struct session *s;
    struct arena *arena;
    struct boarding_desk desk;
    const char *file;
    struct gathered *runs;
    int n_runs;
    size_t runs_cap;
    struct boarding_import_answer *out;
    size_t refusals_cap, lines_cap;
};

/* ---- gathering ---- */

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The departure that the row is of: most often that of the row before. */
static struct gathered *gather(struct importing *i, const char *run, const char *sheet,
                               int64_t row) {
    for (int k = i->n_runs - 1; k >= 0; k--) {
        struct gathered *g = &i->runs[k];
        if (!g->whole && same_text(g->file, i->file) &&
            (run ? same_text(g->run, run) : !g->run && same_text(g->sheet, sheet)))
            return g;
    }
    struct gathered fresh = {.file = i->file,
                             .sheet = arena_strdup(i->arena, sheet),
                             .run = arena_strdup(i->arena, run),
                             .row = row};
    VEC_PUSH(i->runs, i->n_runs, i->runs_cap, fresh);
    return &i->runs[i->n_runs - 1];
}

static void take_whole(struct importing *i, const struct return_row *row, struct gathered *run) {
    run->whole = true;
    run->by = arena_strdup(i->arena, row->by);
    run->boarded = arena_strdup(i->arena, row->boarded);
    run->absent = arena_strdup(i->arena, row->absent);
    run->walk_on = arena_strdup(i->arena, row->walk_on);
    run->instead = arena_strdup(i->arena, row->instead);
}

static enum rc on_row(void *payload, const struct return_row *row, struct err *err) {
    struct importing *i = payload;
    struct gathered *run = gather(i, row->run ? row->run : i->entry->run, row->sheet, row->row);

    (void)err;
    if (!run->version)
        run->version = arena_strdup(i->arena, row->version);
    if (row->whole) {
        take_whole(i, row, run);
        return RC_OK;
    }
    const struct mark_row mark = {.line = arena_strdup(i->arena, row->line),
                                  .seat = arena_strdup(i->arena, row->seat),
                                  .ref = arena_strdup(i->arena, row->ref),
                                  .version = arena_strdup(i->arena, row->version),
                                  .mark = row->mark,
                                  .empty = row->empty,
                                  .row = row->row};
    VEC_PUSH(run->rows, run->n_rows, run->cap, mark);
    return RC_OK;
}

/* ---- scanned codes ---- */

static bool scanned_already(const struct gathered *g, const char *who) {
    for (int i = 0; i < g->n_rows; i++)
        if (strcmp(g->rows[i].ref, who) == 0)
            return true;
    return false;
}

static enum rc on_scan(void *payload, const struct table_row *row, struct err *err) {
    struct importing *i = payload;
    struct boarding_scan scan = boarding_scan_read(&i->desk, row->cells, row->n_cells);
    const char *run = scan.run ? scan.run : i->entry->run;
    struct boarding_refusal refusal = {.file = i->file, .run = run, .row = row->row};

    (void)err;
    if (row->n_cells == 0 || (row->n_cells == 1 && !row->cells[0][0]))
        return RC_OK;
    if (!run || !scan.who) {
        rc_ignore(err_set(&refusal.err, RC_CONFLICT, "unreadable-code",
                          "这一行不是本活动的二维码：要有趟次和站点/报名号",
                          "this line is no code of the campaign: it names a run and STATION/REF"));
        VEC_PUSH(i->out->refusals, i->out->n_refusals, i->refusals_cap, refusal);
        return RC_OK;
    }
    struct gathered *g = gather(i, run, NULL, row->row);
    g->scanned = true;
    const struct mark_row mark = {
        .ref = scan.who, .mark = MARK_BOARDED, .empty = MARK_ABSENT, .row = row->row};
    if (!scanned_already(g, scan.who))
        VEC_PUSH(g->rows, g->n_rows, g->cap, mark);
    return RC_OK;
}

/* Text without a header of a return: scanned codes, if any line of it is one. */
static enum rc read_scans(struct importing *i, struct source *source, struct err *err) {
    struct err why = {0};
    int before = i->n_runs, refusals = i->out->n_refusals;

    if (!source->rewind(source->payload) ||
        table_read(source, WIRE_TABLE_TEXT, on_scan, i, &why) != RC_OK || i->n_runs == before) {
        i->out->n_refusals = refusals;
        return err->rc;
    }
    *err = (struct err){0};
    return RC_OK;
}

static enum rc read_file(struct importing *i, const char *path, struct err *err) {
    struct source source;
    struct err own = {0};
    enum wire_format format;
    enum rc rc = source_open(path, &source, &own);

    if (rc == RC_OK) {
        i->file = arena_strdup(i->arena, source.name);
        rc = returns_read(&source, on_row, i, &own);
        if (rc == RC_INVALID && source.rewind(source.payload) &&
            wire_sniff(&source, &format, NULL) == RC_OK && format == WIRE_TABLE_TEXT)
            rc = read_scans(i, &source, &own);
        source_close(&source);
    }
    if (rc != RC_OK && err)
        *err = own;
    return rc;
}

/* ---- one departure ---- */

static enum rc row_fault(const struct mark_row *row, struct err *err, const char *zh,
                         const char *en) {
    return err_set(err, RC_CONFLICT, "unreadable-row", "表中第 %lld 行%s%.0s",
                   "row %lld of the table %.0s%s", (long long)row->row, zh, en);
}

/* Rows that were never ticked in a table where others are. */
static enum rc settle_marks(struct gathered *g, struct err *err) {
    bool any = false;

    for (int i = 0; i < g->n_rows; i++)
        any |= g->rows[i].mark == MARK_BOARDED || g->rows[i].mark == MARK_ABSENT;
    if (!any)
        return err_set(err, RC_CONFLICT, "no-marks",
                       "一个勾也没有，分不清是没填还是没人；确实如此请用 boarding record "
                       "--boarded none 或 --absent none",
                       "nothing is ticked: a blank form says nothing; if it is so, use boarding "
                       "record --boarded none or --absent none");
    for (int i = 0; i < g->n_rows; i++) {
        struct mark_row *row = &g->rows[i];
        if (row->mark == MARK_EMPTY)
            row->mark = row->empty;
        if (row->mark == MARK_UNREADABLE)
            return row_fault(row, err, "的勾看不懂，请写 √ 或留空",
                             "has a mark that cannot be read");
    }
    return RC_OK;
}

/* On which line of the paper the row stands: what it says of itself must agree. -1: on none. */
static enum rc place_row(struct boarding_draft *d, const struct mark_row *row, int *out,
                         struct err *err) {
    enum rc rc = RC_OK;

    *out = -1;
    if (row->line)
        rc = boarding_find_line(d, row->line, false, out, err);
    else if (row->seat)
        rc = boarding_find_line(d, row->seat, true, out, err);
    else if (row->ref)
        *out = boarding_find_ref(d, row->ref);
    if (rc == RC_OK && *out >= 0 &&
        ((row->seat && !boarding_seat_is(d, *out, row->seat)) ||
         (row->ref && !boarding_ref_is(d, *out, row->ref))))
        return row_fault(row, err, "的行号、座位或报名号与打印的名单对不上，请核对版次",
                         "does not agree with the printed manifest in row, seat or ref; check "
                         "its version");
    return rc;
}

static enum rc take_row(struct boarding_draft *d, const struct mark_row *row, struct err *err) {
    int line;
    enum rc rc = place_row(d, row, &line, err);

    if (rc != RC_OK)
        return rc;
    if (line < 0 && row->mark == MARK_BOARDED)
        return boarding_add_walk_ons(d, row->ref ? row->ref : "1", err);
    if (line < 0)
        return RC_OK;
    if (d->marks[line] != MARK_EMPTY && d->marks[line] != row->mark)
        return row_fault(row, err, "与前面一行说的是同一人，勾不一样",
                         "speaks of somebody whom a "
                         "row before marked otherwise");
    d->marks[line] = row->mark;
    return RC_OK;
}

/* Who was not scanned did not board. */
static void settle_scanned(struct boarding_draft *d) {
    boarding_keep_scanned(d);
    for (int i = 0; i < d->paper.n; i++)
        if (d->marks[i] == MARK_EMPTY)
            d->marks[i] = MARK_ABSENT;
}

static enum rc take_rows(struct boarding_draft *d, struct gathered *g, struct err *err) {
    enum rc rc = settle_marks(g, err);

    for (int i = 0; rc == RC_OK && i < g->n_rows; i++)
        rc = take_row(d, &g->rows[i], err);
    if (rc == RC_OK && g->scanned)
        settle_scanned(d);
    for (int i = 0; rc == RC_OK && i < d->paper.n; i++)
        if (!d->paper.lines[i].child && d->marks[i] == MARK_EMPTY)
            rc = err_set(err, RC_CONFLICT, "row-missing",
                         "回执里没有名单第 %d 行的人，请补上，不按未乘车算",
                         "the return has no row for row %d of the manifest; add it: nobody is "
                         "taken for absent",
                         (int)d->paper.lines[i].row);
    return rc;
}

static enum rc take_lists(struct boarding_draft *d, const struct gathered *g, struct err *err) {
    enum rc rc;

    if (!g->boarded == !g->absent)
        return err_set(err, RC_CONFLICT, "one-list", "“上车”和“未上车”两格要填一格，且只填一格",
                       "one of the cells for boarded and absent is filled, and only one");
    rc = g->boarded ? boarding_mark_list(d, g->boarded, MARK_BOARDED, err)
                    : boarding_mark_list(d, g->absent, MARK_ABSENT, err);
    if (rc == RC_OK && g->instead)
        rc = boarding_add_instead(d, g->instead, err);
    if (rc == RC_OK && g->walk_on)
        rc = boarding_add_walk_ons(d, g->walk_on, err);
    return rc;
}

static enum rc read_version(const struct gathered *g, int32_t *out, struct err *err) {
    const char *text = g->version ? g->version : "0";
    int64_t value;

    text += *text == 'v' || *text == 'V';
    if (!text_int64(text, 0, 9999, &value))
        return err_set(err, RC_CONFLICT, "unreadable-version", "版次看不懂，应是 3 这样的数",
                       "the version cannot be read; it is a number such as 3");
    *out = (int32_t)value;
    return RC_OK;
}

static enum rc read_by(const struct gathered *g, enum boarding_by *out, struct err *err) {
    static const char *const words[] = {"seat", "座位", "座位号", "row", "行", "行号"};

    *out = BOARDING_BY_PAPER;
    for (size_t i = 0; g->by && i < sizeof words / sizeof *words; i++)
        if (strcmp(g->by, words[i]) == 0) {
            *out = i < 3 ? BOARDING_BY_SEAT : BOARDING_BY_ROW;
            return RC_OK;
        }
    return !g->by ? RC_OK
                  : err_set(err, RC_CONFLICT, "unreadable-by", "“按”一格只能写座位或行号",
                            "the cell \"by\" holds seat or row");
}

static enum rc take_departure(struct importing *i, struct gathered *g, struct boarding_draft *d,
                              struct boarding_line *out, struct err *err) {
    struct printed_version version = {.force = i->entry->force};
    struct boarding made;
    enum boarding_by by;
    int32_t allocation;

    if (!g->run)
        return err_set(err, RC_CONFLICT, "no-run", "表里没有写是哪个趟次，请用 --run 指明",
                       "the table does not say which run it is of; give --run");
    enum rc rc = find_allocation(i->s->c, g->run, &allocation, err);
    rc = rc == RC_OK ? read_version(g, &version.version, err) : rc;
    rc = rc == RC_OK ? read_by(g, &by, err) : rc;
    rc = rc == RC_OK ? boarding_draft_open(d, &i->desk, allocation, &version, by, err) : rc;
    if (rc == RC_OK)
        rc = g->whole ? take_lists(d, g, err) : take_rows(d, g, err);
    rc = rc == RC_OK ? boarding_make(d, g->scanned ? RETURN_SCANNED : RETURN_IMPORTED, &made, err)
                     : rc;
    return rc == RC_OK ? boarding_take(d, &made, i->entry->dry_run, out, err) : rc;
}

/* What is wrong with a departure is noted; only a failure of the machine ends the import. */
static enum rc import_departure(struct importing *i, struct gathered *g, struct err *err) {
    struct boarding_draft draft = {0};
    struct boarding_line line;
    struct boarding_refusal refusal = {
        .file = g->file, .sheet = g->sheet, .run = g->run, .row = g->row};
    enum rc rc = take_departure(i, g, &draft, &line, &refusal.err);

    boarding_draft_close(&draft);
    if (rc == RC_OK) {
        i->out->recorded += !line.same;
        i->out->same += line.same;
        VEC_PUSH(i->out->lines, i->out->n_lines, i->lines_cap, line);
    } else if (rc_exit(rc) == 4) {
        *err = refusal.err;
        return rc;
    } else {
        VEC_PUSH(i->out->refusals, i->out->n_refusals, i->refusals_cap, refusal);
    }
    return RC_OK;
}

static enum rc commit(struct importing *i, struct err *err) {
    char object[16], detail[96];

    if (i->entry->dry_run || !i->out->recorded)
        return RC_OK;
    snprintf(object, sizeof object, "%lld", (long long)i->out->recorded);
    snprintf(detail, sizeof detail, "{\"files\":%d,\"recorded\":%lld,\"refused\":%d}",
             i->entry->n_paths, (long long)i->out->recorded, i->out->n_refusals);
    return session_commit(i->s, "boarding import", object, detail, err);
}

static void keep_answer(struct importing *i) {
    struct boarding_line *lines = arena_array(i->arena, (size_t)i->out->n_lines + 1, sizeof *lines);
    struct boarding_refusal *refusals =
        arena_array(i->arena, (size_t)i->out->n_refusals + 1, sizeof *refusals);

    for (int k = 0; k < i->out->n_lines; k++)
        lines[k] = i->out->lines[k];
    for (int k = 0; k < i->out->n_refusals; k++)
        refusals[k] = i->out->refusals[k];
    mem_free(i->out->lines);
    mem_free(i->out->refusals);
    i->out->lines = lines;
    i->out->refusals = refusals;
    for (int k = 0; k < i->n_runs; k++)
        mem_free(i->runs[k].rows);
    mem_free(i->runs);
}

static enum rc import_in(struct importing *i, struct err *err) {
    enum rc rc = boarding_desk_open(&i->desk, i->s, i->arena, err);

    for (int p = 0; p < i->entry->n_paths && rc == RC_OK; p++)
        rc = read_file(i, i->entry->paths[p], err);
    for (int k = 0; k < i->n_runs && rc == RC_OK; k++) {
        progress_step(i->s->ops->progress, BI("正在记回执", "recording returns"), k, i->n_runs);
        rc = import_departure(i, &i->runs[k], err);
    }
    return rc == RC_OK ? commit(i, err) : rc;
}

enum rc ops_boarding_import(const struct ops *ops, const struct boarding_import_entry *entry,
                            struct arena *arena, struct boarding_import_answer *out,
                            struct err *err) {
    struct session s;
    struct importing i = {.entry = entry, .s = &s, .arena = arena, .out = out};
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct boarding_import_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = import_in(&i, err);
    keep_answer(&i);
    session_close(&s);
    return rc;
}
