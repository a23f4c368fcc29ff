/*
 * What drivers and escorts send back: the manifest's own table with its cells ticked, or any table
 * that says who boarded. The words of headings and ticks are in config/boarding_words.csv. A mark
 * that is none of them is handed on as unreadable, never guessed.
 */
#include "homeward/intake.h"

#include "homeward/str.h"
#include "intake/words.h"

#include <string.h>

/* ---- the words ---- */

enum return_part {
    RETURN_RUN,
    RETURN_VERSION,
    RETURN_LINE,
    RETURN_SEAT,
    RETURN_REF,
    RETURN_NAME,
    RETURN_DOCUMENT,
    RETURN_BOARDED,
    RETURN_ABSENT,
    RETURN_WALK_ON,
    RETURN_INSTEAD,
    RETURN_BY,
    RETURN_YES, /* what a ticked cell holds */
    RETURN_NO,
    RETURN_PARTS
};
static const char *const part_names[] = {"run",     "version",  "line",    "seat",   "ref",
                                         "name",    "document", "boarded", "absent", "walk-on",
                                         "instead", "by",       "yes",     "no"};

/* ---- the header ---- */

struct reading {
    struct word_table words;
    struct arena arena; /* of the whole file */
    struct arena look;  /* of the row at hand */
    const char *sheet;
    int columns[RETURN_PARTS]; /* -1: none */
    bool settled, any_read, whole;
    return_row_fn *on_row;
    void *payload;
};

static bool has(const struct reading *r, enum return_part part) {
    return r->columns[part] >= 0;
}

static void find_columns(struct reading *r, const struct table_row *row) {
    for (int p = 0; p < RETURN_PARTS; p++)
        r->columns[p] = -1;
    for (int i = row->n_cells - 1; i >= 0; i--) {
        int part = words_find(&r->words, &r->look, row->cells[i], RETURN_RUN, RETURN_BY);
        if (part >= 0)
            r->columns[part] = i;
    }
}

static bool is_header(const struct reading *r) {
    bool person = has(r, RETURN_LINE) || has(r, RETURN_SEAT) || has(r, RETURN_REF);

    return (has(r, RETURN_BOARDED) || has(r, RETURN_ABSENT)) && (person || has(r, RETURN_RUN));
}

/* True: the row is a header; on every page it may come again. */
static bool read_header(struct reading *r, const struct table_row *row) {
    struct reading before = *r;

    find_columns(r, row);
    if (!is_header(r)) {
        memcpy(r->columns, before.columns, sizeof r->columns);
        return false;
    }
    r->whole = !has(r, RETURN_LINE) && !has(r, RETURN_SEAT) && !has(r, RETURN_REF);
    r->settled = r->any_read = true;
    return true;
}

/* ---- one row ---- */

static const char *cell(struct reading *r, const struct table_row *row, enum return_part part) {
    int column = r->columns[part];

    if (column < 0 || column >= row->n_cells)
        return NULL;
    struct slice s = slice_trim(slice_of(row->cells[column]));
    return s.len ? arena_strndup(&r->look, s.s, s.len) : NULL;
}

/* What a tick in a column of those who boarded says; of those absent it is the other way round. */
static enum return_mark read_tick(struct reading *r, const struct table_row *row,
                                  enum return_part part, enum return_mark ticked) {
    const char *text = cell(r, row, part);

    if (!text)
        return MARK_EMPTY;
    int word = words_find(&r->words, &r->look, text, RETURN_YES, RETURN_NO);
    if (word < 0)
        return MARK_UNREADABLE;
    return (word == RETURN_YES) == (ticked == MARK_BOARDED) ? MARK_BOARDED : MARK_ABSENT;
}

static enum return_mark read_mark(struct reading *r, const struct table_row *row) {
    enum return_mark boarded = read_tick(r, row, RETURN_BOARDED, MARK_BOARDED);
    enum return_mark absent = read_tick(r, row, RETURN_ABSENT, MARK_ABSENT);

    if (boarded == MARK_EMPTY || boarded == absent)
        return absent;
    return absent == MARK_EMPTY ? boarded : MARK_UNREADABLE;
}

static enum return_mark meaning_of_empty(const struct reading *r) {
    if (has(r, RETURN_BOARDED) && has(r, RETURN_ABSENT))
        return MARK_UNREADABLE;
    return has(r, RETURN_BOARDED) ? MARK_ABSENT : MARK_BOARDED;
}

static void read_person(struct reading *r, const struct table_row *row, struct return_row *out) {
    out->line = cell(r, row, RETURN_LINE);
    out->seat = cell(r, row, RETURN_SEAT);
    out->ref = cell(r, row, RETURN_REF);
    out->named = cell(r, row, RETURN_NAME) || cell(r, row, RETURN_DOCUMENT);
    out->mark = read_mark(r, row);
    out->empty = meaning_of_empty(r);
}

static void read_departure(struct reading *r, const struct table_row *row, struct return_row *out) {
    out->whole = true;
    out->by = cell(r, row, RETURN_BY);
    out->boarded = cell(r, row, RETURN_BOARDED);
    out->absent = cell(r, row, RETURN_ABSENT);
    out->walk_on = cell(r, row, RETURN_WALK_ON);
    out->instead = cell(r, row, RETURN_INSTEAD);
}

/* Nobody: neither on the paper nor marked, as totals, signatures and empty lines are. */
static bool is_nobody(const struct return_row *row) {
    if (row->whole)
        return !row->run;
    return !row->line && !row->seat && !row->ref && (row->mark == MARK_EMPTY || !row->named);
}

static enum rc on_table_row(void *payload, const struct table_row *row, struct err *err) {
    struct reading *r = payload;
    bool same = row->sheet ? r->sheet && strcmp(r->sheet, row->sheet) == 0 : !r->sheet;

    if (!same) {
        r->sheet = arena_strdup(&r->arena, row->sheet);
        r->settled = false;
    }
    arena_reset(&r->look);
    if (read_header(r, row) || !r->settled)
        return RC_OK;
    struct return_row out = {.sheet = r->sheet, .row = row->row};
    out.run = cell(r, row, RETURN_RUN);
    out.version = cell(r, row, RETURN_VERSION);
    if (r->whole)
        read_departure(r, row, &out);
    else
        read_person(r, row, &out);
    return is_nobody(&out) ? RC_OK : r->on_row(r->payload, &out, err);
}

/* ---- the file ---- */

enum rc returns_read(struct source *source, return_row_fn *on_row, void *payload, struct err *err) {
    struct reading r = {.on_row = on_row, .payload = payload};
    enum wire_format format;
    enum rc rc = wire_sniff(source, &format, err);

    if (rc != RC_OK)
        return rc;
    words_read(&r.arena, "config/boarding_words.csv", part_names, RETURN_PARTS, &r.words);
    rc = table_read(source, format, on_table_row, &r, err);
    if (rc == RC_OK && !r.any_read)
        rc = err_set(err, RC_INVALID, "no-header",
                     "没有找到回执的表头：要有“上车”或“未上车”一列，以及序号、座位号、报名号或趟次",
                     "no header of a return was found: it needs a column of who boarded or who was "
                     "absent, and row, seat, ref or run");
    if (rc != RC_OK)
        err_at(err, source->name, 0);
    arena_clear(&r.look);
    arena_clear(&r.arena);
    return rc;
}
