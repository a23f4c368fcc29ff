/* Use case: manifests, one a departure or all in one file. */
#include "ops/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct printing {
    const struct manifest_entry *entry;
    struct sheet_maker maker;
    struct riders_by_run by_run;
    struct arena *answer_arena;
    struct manifest_answer *out;
    size_t missing_cap;
    struct paper *paper; /* PDF under way */
    struct file_out csv; /* or table under way */
    char path[4096], temp[4160];
    /* of the departure in hand */
    const int32_t *requests;
};

/* ---- which departures ---- */

static bool on_day(const struct campaign *c, int32_t a, struct day day) {
    return !day_given(day) ||
           instant_service_day(c->allocations[a].stops[0].at, c->rules.day_starts_at).v == day.v;
}

struct departure {
    int64_t at;
    int32_t allocation;
};

static int by_time(const void *a, const void *b) {
    const struct departure *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->allocation > y->allocation) - (x->allocation < y->allocation);
}

static enum rc named_runs(const struct campaign *c, const struct manifest_entry *entry,
                          struct departure *v, int *n, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < entry->n_runs && rc == RC_OK; i++) {
        int32_t a;
        rc = find_allocation(c, entry->runs[i], &a, err);
        if (rc == RC_OK)
            v[(*n)++] = (struct departure){c->allocations[a].stops[0].at.v, a};
    }
    return rc;
}

static enum rc choose_runs(struct printing *p, struct arena *arena, struct departure **out,
                           int *out_n, struct err *err) {
    const struct campaign *c = p->maker.s->c;
    size_t room = (size_t)c->n_allocations + (size_t)p->entry->n_runs;
    struct departure *v = arena_array(arena, room, sizeof *v);
    int n = 0;
    enum rc rc = named_runs(c, p->entry, v, &n, err);

    for (int32_t a = 0; p->entry->n_runs == 0 && a < c->n_allocations; a++)
        if (!c->allocations[a].cancelled && p->by_run.first[a] < p->by_run.first[a + 1] &&
            on_day(c, a, p->entry->date))
            v[n++] = (struct departure){c->allocations[a].stops[0].at.v, a};
    if (n)
        qsort(v, (size_t)n, sizeof *v, by_time);
    *out = v;
    *out_n = n;
    return rc;
}

/* ---- files ---- */

/* A name for a file from a key: nothing that a file system or a shell minds. */
static void safe_name(const char *key, char *out, size_t room) {
    size_t n = 0;

    for (; *key && n + 1 < room; key++) {
        unsigned char ch = (unsigned char)*key;
        bool plain = ch >= 0x80 || (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
                     (ch >= 'a' && ch <= 'z') || ch == '-';
        out[n++] = plain ? (char)ch : '_';
    }
    out[n] = '\0';
}

static const char *extension(const struct printing *p) {
    return p->entry->format == MANIFEST_CSV ? "csv" : "pdf";
}

static void name_file(struct printing *p, int32_t allocation) {
    const struct allocation *a = &p->maker.s->c->allocations[allocation];
    char day[WHEN_TEXT], key[256];

    safe_name(a->key, key, sizeof key);
    snprintf(p->path, sizeof p->path, "%s/%s-%s.%s", p->entry->folder,
             day_text(instant_day(a->stops[0].at), day), key, extension(p));
}

static enum rc open_pdf(struct printing *p, struct err *err) {
    struct stat st;

    if (lstat(p->path, &st) == 0 && (!p->entry->force || !S_ISREG(st.st_mode)))
        return err_set(err, RC_CONFLICT, "file-exists", "文件 %s 已存在，如要覆盖请加 --force",
                       "the file %s exists; add --force to overwrite it", p->path);
    snprintf(p->temp, sizeof p->temp, "%s.%ld.part", p->path, (long)getpid());
    return paper_open(p->temp, p->maker.s->ops->lang, &p->paper, err);
}

static enum rc close_pdf(struct printing *p, struct err *err) {
    enum rc rc = paper_close(p->paper, err);

    p->paper = NULL;
    if (rc == RC_OK && (chmod(p->temp, 0600) != 0 || rename(p->temp, p->path) != 0))
        rc = err_set(err, RC_IO, "unwritable", "写不了 %s", "cannot write %s", p->path);
    if (rc != RC_OK)
        unlink(p->temp);
    return rc;
}

static void table_head(struct printing *p) {
    static const char *const heads[] = {"allocation", "departs", "seat",      "name",    "phone",
                                        "document",   "boards",  "boards_at", "alights", "luggage",
                                        "party",      "needs",   "free_child"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        csv_write_cell(p->csv.f, heads[i], i == 0);
    csv_end_row(p->csv.f);
}

static enum rc open_file(struct printing *p, struct err *err) {
    if (p->entry->format == MANIFEST_PDF)
        return open_pdf(p, err);
    enum rc rc = file_out_open(p->path, p->entry->force, &p->csv, err);
    if (rc == RC_OK) {
        fputs("\xef\xbb\xbf", p->csv.f); /* so that spreadsheets take it for UTF-8 */
        table_head(p);
    }
    return rc;
}

static enum rc close_file(struct printing *p, struct err *err) {
    p->out->files++;
    return p->entry->format == MANIFEST_PDF ? close_pdf(p, err) : file_out_commit(&p->csv, err);
}

/* ---- one departure ---- */

static void on_missing(void *payload, int row) {
    struct printing *p = payload;
    const struct campaign *c = p->maker.s->c;
    char who[256] = "-";

    if (row >= 0) {
        const struct request *r = &c->requests[p->requests[row]];
        snprintf(who, sizeof who, "%s/%s", c->stations[r->station].code, r->ref);
    }
    p->out->missing = vec_grow(p->out->missing, (size_t)p->out->n_missing, &p->missing_cap,
                               sizeof *p->out->missing);
    p->out->missing[p->out->n_missing++] = arena_strdup(p->answer_arena, who);
}

static void write_table(struct printing *p, const struct manifest_sheet *m) {
    for (int i = 0; i < m->n_rows; i++) {
        const struct manifest_row *row = &m->rows[i];
        char luggage[16];
        snprintf(luggage, sizeof luggage, "%d", (int)row->luggage);
        csv_write_cell(p->csv.f, m->allocation, true);
        csv_write_cell(p->csv.f, m->departs, false);
        csv_write_cell(p->csv.f, row->free_child ? "" : row->seat, false);
        csv_write_cell_safe(p->csv.f, row->name, false);
        csv_write_cell_safe(p->csv.f, row->phone ? row->phone : "", false);
        csv_write_cell_safe(p->csv.f, row->document ? row->document : "", false);
        csv_write_cell_safe(p->csv.f, m->stops[row->board].name, false);
        csv_write_cell(p->csv.f, m->stops[row->board].at, false);
        csv_write_cell_safe(p->csv.f, m->stops[row->alight].name, false);
        csv_write_cell(p->csv.f, luggage, false);
        csv_write_cell_safe(p->csv.f, row->party, false);
        csv_write_cell(p->csv.f, row->needs, false);
        csv_write_cell(p->csv.f, row->free_child ? "1" : "", false);
        csv_end_row(p->csv.f);
    }
}

static enum rc print_one(struct printing *p, int32_t allocation, struct err *err) {
    struct arena arena = {0};
    struct manifest_sheet sheet;
    int pages = 0;
    enum rc rc = sheet_make(&p->maker, allocation, &arena, &sheet, &p->requests, err);

    if (rc == RC_OK && p->entry->format == MANIFEST_PDF)
        rc = paper_manifest(p->paper, &sheet, on_missing, p, &pages, err);
    else if (rc == RC_OK)
        write_table(p, &sheet);
    if (rc == RC_OK) {
        p->out->departures++;
        p->out->riders += sheet.riders;
        p->out->pages += pages;
    }
    arena_clear(&arena);
    return rc;
}

static enum rc print_all(struct printing *p, const struct departure *v, int n, struct err *err) {
    const struct bi what = {"正在打印名单", "printing manifests"};
    bool one = p->entry->one_file;
    enum rc rc = RC_OK;

    if (one && n) {
        snprintf(p->path, sizeof p->path, "%s/manifests.%s", p->entry->folder, extension(p));
        rc = open_file(p, err);
    }
    for (int i = 0; i < n && rc == RC_OK; i++) {
        progress_step(p->maker.s->ops->progress, what, i, n);
        if (!one) {
            name_file(p, v[i].allocation);
            rc = open_file(p, err);
        }
        rc = rc == RC_OK ? print_one(p, v[i].allocation, err) : rc;
        if (rc == RC_OK && !one)
            rc = close_file(p, err);
    }
    if (rc == RC_OK && one && n)
        rc = close_file(p, err);
    return rc;
}

/* What was under way when something failed leaves nothing behind. */
static void abandon(struct printing *p) {
    if (p->paper) {
        rc_ignore(paper_close(p->paper, NULL));
        unlink(p->temp);
    }
    file_out_abandon(&p->csv);
}

static enum rc print_in(struct session *s, struct printing *p, struct err *err) {
    struct arena scratch = {0};
    struct departure *runs;
    struct child_row *children;
    int n;

    p->maker.s = s;
    p->maker.recipient = p->entry->recipient;
    p->maker.by_run = &p->by_run;
    riders_by_run(s->c, &scratch, &p->by_run);
    enum rc rc =
        store_children_load(s->store, s->c, &scratch, &children, &p->maker.n_children, err);
    p->maker.children = children;
    rc = rc == RC_OK ? choose_runs(p, &scratch, &runs, &n, err) : rc;
    rc = rc == RC_OK ? dir_make(p->entry->folder, err) : rc;
    rc = rc == RC_OK ? print_all(p, runs, n, err) : rc;
    if (rc != RC_OK)
        abandon(p);
    arena_clear(&scratch);
    return rc;
}

static void keep_missing(struct arena *arena, struct manifest_answer *out) {
    const char **copy = arena_array(arena, (size_t)out->n_missing + 1, sizeof *copy);

    for (int i = 0; i < out->n_missing; i++)
        copy[i] = out->missing[i];
    mem_free(out->missing);
    out->missing = copy;
}

enum rc ops_manifest(const struct ops *ops, const struct manifest_entry *entry, struct arena *arena,
                     struct manifest_answer *out, struct err *err) {
    struct session s;
    struct printing p = {.entry = entry, .answer_arena = arena, .out = out};
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    *out = (struct manifest_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = print_in(&s, &p, err);
    keep_missing(arena, out);
    session_close(&s);
    return rc;
}
