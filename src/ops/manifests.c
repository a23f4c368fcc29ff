/*
 * Use case: manifests, one a departure or all in one file. Files are written to the end under
 * passing names, then the database is committed, then they get their own. If it ends between the
 * two, the same command makes the same papers again: an unchanged departure keeps its version. The
 * other way round there could be two papers of one version that differ.
 */
#include "ops/edition.h"
#include "ops/manifest_file.h"
#include "ops/phrase.h"

#include "homeward/seatmap.h"

#include <stdio.h>
#include <string.h>

struct run {
    const struct manifest_entry *entry;
    struct printing p;
    struct manifest_answer *out;
    size_t prints_cap, findings_cap, staged_cap;
    struct manifest_file file;
    bool open; /* a file is under way */
    struct file_staged *staged;
    int n_staged;
};

/* ---- before printing ---- */

static void note_finding(struct run *r, int32_t allocation, const struct charter_finding *f) {
    struct str text[2] = {STR_MAX(512), STR_MAX(512)};
    struct charter_line line = {r->p.maker.s->c->allocations[allocation].key, f->code,
                                charter_weight(f->code), NULL, NULL};

    charter_text(f, LANG_ZH, &text[0]);
    charter_text(f, LANG_EN, &text[1]);
    line.allocation = arena_strdup(r->p.arena, line.allocation);
    line.zh = arena_strdup(r->p.arena, str_get(&text[0]));
    line.en = arena_strdup(r->p.arena, str_get(&text[1]));
    VEC_PUSH(r->out->findings, r->out->n_findings, r->findings_cap, line);
    str_clear(&text[0]);
    str_clear(&text[1]);
}

/* True: it may be printed. */
static bool check_charter(struct run *r, int32_t allocation, const struct roster *roster,
                          struct arena *arena) {
    const struct campaign *c = r->p.maker.s->c;
    int n_stops = c->allocations[allocation].n_stops;
    int32_t *riders = arena_array(arena, (size_t)n_stops, sizeof *riders);
    int32_t *children = arena_array(arena, (size_t)n_stops, sizeof *children);
    struct charter_finding found[CHARTER_CODES];
    bool may = true;

    for (int i = 0; i < roster->n; i++) {
        const struct booking *b = &c->bookings[roster->lines[i].request];
        for (int stop = b->board; stop < b->alight; stop++)
            (roster->lines[i].child ? children : riders)[stop]++;
    }
    int n = charter_check(c, allocation, &(struct charter_load){riders, children}, found);
    for (int i = 0; i < n; i++) {
        note_finding(r, allocation, &found[i]);
        may &= charter_weight(found[i].code) != CHARTER_REFUSES;
    }
    return may;
}

/* ---- the seat plan ---- */

static void place_riders(const struct manifest_sheet *m, struct plan_seat *seat,
                         struct arena *arena) {
    for (int i = 0; i < m->n_rows; i++) {
        const struct manifest_row *row = &m->rows[i];
        if (row->free_child || strcmp(row->seat, seat->label) != 0)
            continue;
        if (!seat->who[0])
            seat->who = row->name;
        else /* the seat is used again further on */
            seat->note = seat->note[0] ? phrase(arena, "%s %s", seat->note, row->name) : row->name;
    }
}

static void make_plan(const struct campaign *c, int32_t allocation, const struct manifest_sheet *m,
                      struct arena *arena, struct plan_page *out) {
    struct seatmap map;

    seatmap_make(c, allocation, arena, &map);
    out->n_seats = map.n_seats;
    out->seats = arena_array(arena, (size_t)map.n_seats + 1, sizeof *out->seats);
    for (int i = 0; i < map.n_seats; i++) {
        const struct seat *seat = &map.seats[i];
        out->seats[i] =
            (struct plan_seat){.label = seat->label,
                               .row = seat->row,
                               .column = seat->level ? (int16_t)seat->level : seat->column,
                               .who = "",
                               .note = "",
                               .window = seat->window};
        place_riders(m, &out->seats[i], arena);
    }
}

/* ---- files ---- */

static enum rc open_file(struct run *r, const char *path, struct err *err) {
    r->open = true;
    return manifest_file_open(&r->file, r->entry, r->p.maker.s, path, err);
}

static enum rc close_file(struct run *r, struct err *err) {
    struct file_staged staged;
    enum rc rc = manifest_file_stage(&r->file, &staged, err);

    if (rc != RC_OK)
        return rc;
    r->open = false;
    VEC_PUSH(r->staged, r->n_staged, r->staged_cap, staged);
    r->out->files++;
    return RC_OK;
}

/* The database says that these are printed: what cannot be placed is said, and made again by the
 * same command. */
static enum rc place_files(struct run *r, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < r->n_staged; i++)
        if (rc == RC_OK)
            rc = file_staged_place(&r->staged[i], err);
        else
            file_staged_drop(&r->staged[i]);
    r->n_staged = 0;
    return rc;
}

static void abandon(struct run *r) {
    if (r->open)
        manifest_file_abandon(&r->file);
    for (int i = 0; i < r->n_staged; i++)
        file_staged_drop(&r->staged[i]);
    mem_free(r->staged);
}

/* ---- one departure ---- */

static void note_print(struct run *r, int32_t allocation, const struct edition *e, int64_t told) {
    struct print_line line = {
        .allocation = arena_strdup(r->p.arena, r->p.maker.s->c->allocations[allocation].key),
        .code = e->now.version ? arena_strdup(r->p.arena, e->now.code) : NULL,
        .version = e->now.version,
        .since = e->since,
        .copy = e->copy,
        .fresh = e->fresh,
        .head = e->d.head,
        .told = told};

    for (int i = 0; i < PAPER_CHANGES; i++)
        line.changes[i] = e->d.n[i];
    VEC_PUSH(r->out->prints, r->out->n_prints, r->prints_cap, line);
    r->out->told += told;
}

static enum rc write_out(struct run *r, int32_t allocation, const struct manifest_sheet *sheet,
                         struct arena *arena, struct err *err) {
    const struct campaign *c = r->p.maker.s->c;
    struct plan_page plan = {0};
    struct manifest_pages pages = {.sheet = sheet,
                                   .allocation = &c->allocations[allocation],
                                   .plan = r->entry->seat_plan ? &plan : NULL,
                                   .sign = r->entry->sign};
    int n = 0;
    enum rc rc = RC_OK;

    if (r->entry->seat_plan)
        make_plan(c, allocation, sheet, arena, &plan);
    if (!r->open)
        rc = open_file(r,
                       r->entry->one_file
                           ? phrase(&r->p.scratch, "%s/manifests.%s", r->entry->folder,
                                    manifest_extensions[r->entry->format])
                           : printing_path(&r->p, r->entry->folder, allocation,
                                           manifest_extensions[r->entry->format]),
                       err);
    rc = rc == RC_OK ? manifest_file_add(&r->file, &r->p, &pages, &n, err) : rc;
    r->out->pages += n;
    return rc == RC_OK && !r->entry->one_file ? close_file(r, err) : rc;
}

static enum rc print_roster(struct run *r, int32_t allocation, const struct roster *roster,
                            struct arena *arena, struct err *err) {
    struct edition edition = {0};
    struct manifest_sheet sheet;
    int64_t told = 0;
    enum rc rc = RC_OK;

    sheet_of_roster(&r->p.maker, allocation, roster, arena, &sheet, &r->p.requests);
    if (!r->entry->draft) {
        rc = edition_print(&r->p.maker, allocation, roster, r->entry->format, arena, &edition, err);
        rc = rc == RC_OK ? edition_fill(&r->p.maker, &edition, arena, &sheet, err) : rc;
        rc = rc == RC_OK
                 ? printing_tell(&r->p, allocation,
                                 r->entry->recipient == MANIFEST_POSTED ? TOLD_POSTED : TOLD_UNSAID,
                                 &told, err)
                 : rc;
    }
    if (rc == RC_OK && !r->entry->dry_run)
        rc = write_out(r, allocation, &sheet, arena, err);
    if (rc != RC_OK)
        return rc;
    note_print(r, allocation, &edition, told);
    r->out->departures++;
    r->out->riders += sheet.riders;
    return RC_OK;
}

static enum rc print_one(struct run *r, int32_t allocation, struct arena *arena, struct err *err) {
    struct roster roster;
    enum rc rc = roster_make(&r->p.maker, allocation, arena, &roster, err);

    if (rc != RC_OK)
        return rc;
    if (check_charter(r, allocation, &roster, arena))
        return print_roster(r, allocation, &roster, arena, err);
    r->out->refused++;
    return RC_OK;
}

/* ---- all of them ---- */

static enum rc refuse_overloaded(const struct run *r, struct err *err) {
    for (int i = 0; i < r->out->n_findings; i++)
        if (r->out->findings[i].weight == CHARTER_REFUSES)
            return err_set(err, RC_CONFLICT, charter_word(r->out->findings[i].code),
                           "趟次 %.64s 不能打印：%s%.0s", "%.64s is not printed: %.0s%s",
                           r->out->findings[i].allocation, r->out->findings[i].zh,
                           r->out->findings[i].en);
    return RC_OK;
}

static enum rc print_all(struct run *r, struct err *err) {
    const struct bi what = {"正在打印名单", "printing manifests"};
    struct arena arena = {0};
    enum rc rc = RC_OK;

    for (int i = 0; i < r->p.n && rc == RC_OK; i++) {
        progress_step(r->p.maker.s->ops->progress, what, i, r->p.n);
        rc = print_one(r, r->p.allocations[i], &arena, err);
        arena_reset(&arena);
    }
    arena_clear(&arena);
    if (rc == RC_OK && r->out->departures == 0)
        rc = refuse_overloaded(r, err);
    return rc == RC_OK && r->open ? close_file(r, err) : rc;
}

static enum rc keep(struct run *r, struct err *err) {
    char detail[256];

    if (r->entry->draft || r->entry->dry_run || r->out->departures == 0)
        return RC_OK;
    snprintf(detail, sizeof detail,
             "{\"for\":\"%s\",\"format\":\"%s\",\"departures\":%lld,\"told\":%lld}",
             manifest_for_words[r->entry->recipient], manifest_format_words[r->entry->format],
             (long long)r->out->departures, (long long)r->out->told);
    return session_commit(r->p.maker.s, "manifest",
                          r->out->n_prints == 1 ? r->out->prints[0].allocation : "*", detail, err);
}

static void *into_arena(struct arena *arena, void *items, int n, size_t size) {
    void *copy = arena_array(arena, (size_t)n + 1, size);

    if (n)
        memcpy(copy, items, (size_t)n * size);
    mem_free(items);
    return copy;
}

static enum rc print_in(struct session *s, struct run *r, struct arena *arena, struct err *err) {
    const struct chosen_runs chosen = {r->entry->runs, r->entry->n_runs, r->entry->date};
    enum rc rc = printing_open(s, r->entry->recipient, &chosen, arena, &r->p, err);

    rc = rc == RC_OK && !r->entry->dry_run ? dir_make(r->entry->folder, err) : rc;
    rc = rc == RC_OK ? print_all(r, err) : rc;
    rc = rc == RC_OK ? keep(r, err) : rc;
    rc = rc == RC_OK ? place_files(r, err) : rc;
    abandon(r);
    r->out->missing = printing_take(&r->p, &r->p.missing, &r->out->n_missing);
    r->out->who = printing_take(&r->p, &r->p.told, &r->out->n_who);
    r->out->prints = into_arena(arena, r->out->prints, r->out->n_prints, sizeof *r->out->prints);
    r->out->findings =
        into_arena(arena, r->out->findings, r->out->n_findings, sizeof *r->out->findings);
    printing_close(&r->p);
    return rc;
}

enum rc ops_manifest(const struct ops *ops, const struct manifest_entry *entry, struct arena *arena,
                     struct manifest_answer *out, struct err *err) {
    struct session s;
    struct run r = {.entry = entry, .out = out};
    enum rc rc = session_open(ops, entry->draft ? HOLD_READ : HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct manifest_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = print_in(&s, &r, arena, err);
    session_close(&s);
    return rc;
}
