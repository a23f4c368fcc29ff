/*
 * What a carrier returns of a ticket-block: a table of who has which seat. The words of its
 * headings are in config/ticket_words.csv. Nothing is guessed: a cell that cannot be read is the
 * row's fault.
 */
#include "homeward/intake.h"

#include "homeward/str.h"
#include "intake/ticket_seat.h"
#include "intake/value.h"
#include "intake/value_day.h"
#include "intake/words.h"

#include <string.h>

enum part { REF, NAME, DOCUMENT, TAIL, TRAIN, DATE, CAR, SEAT, BERTH, PARTS };

static const char *const part_names[] = {"ref",  "name", "document", "tail", "train",
                                         "date", "car",  "seat",     "berth"};

struct reading {
    struct word_table words;
    struct day_reader days;
    struct arena arena; /* of the whole file */
    struct arena look;  /* of the row at hand */
    const char *sheet;
    int columns[PARTS]; /* -1: none */
    bool settled, any_read, by_train;
    returned_ticket_fn *on_row;
    void *payload;
};

/* True: the row is a header; on every page it may come again. */
static bool read_header(struct reading *r, const struct table_row *row) {
    int columns[PARTS];

    memset(columns, 0xff, sizeof columns);
    for (int i = row->n_cells - 1; i >= 0; i--) {
        int part = words_find(&r->words, &r->look, row->cells[i], 0, PARTS - 1);
        if (part >= 0)
            columns[part] = i;
    }
    if (columns[SEAT] < 0 || (columns[REF] < 0 && columns[NAME] < 0 && columns[DOCUMENT] < 0))
        return false;
    memcpy(r->columns, columns, sizeof columns);
    r->settled = r->any_read = true;
    return true;
}

static const char *cell(struct reading *r, const struct table_row *row, enum part part) {
    int column = r->columns[part];

    if (column < 0 || column >= row->n_cells)
        return NULL;
    struct slice s = value_trim(row->cells[column]);
    return s.len ? arena_strndup(&r->look, s.s, s.len) : NULL;
}

static const char *folded(struct reading *r, const struct table_row *row, enum part part) {
    const char *text = cell(r, row, part);

    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *out = arena_alloc(&r->look, size);
    ticket_fold(text, out, size);
    return out[0] ? out : NULL;
}

/* Without dashes, as documents are kept. */
static const char *document(struct reading *r, const struct table_row *row, enum part part) {
    const char *text = folded(r, row, part);
    char *out = text ? arena_strdup(&r->look, text) : NULL, *end = out;

    for (; text && *text; text++)
        if (*text != '-')
            *end++ = *text;
    if (out)
        *end = '\0';
    return out && out[0] ? out : NULL;
}

static bool read_date(struct reading *r, const struct table_row *row, struct day *out) {
    const char *text = cell(r, row, DATE);
    enum cell_kind kind =
        text && row->kinds ? (enum cell_kind)row->kinds[r->columns[DATE]] : CELL_TEXT;
    struct days days;

    *out = DAY_NONE;
    if (!text)
        return true;
    if (day_reader_read(&r->days, text, kind, 0, &days) != DAYS_OK || days.from.v != days.to.v)
        return false;
    *out = days.from;
    return true;
}

static enum ticket_fault read_row(struct reading *r, const struct table_row *row,
                                  struct returned_ticket *out) {
    const struct ticket_seat_cells cells = {cell(r, row, CAR), cell(r, row, SEAT),
                                            cell(r, row, BERTH)};
    const char *name = cell(r, row, NAME);

    out->ref = cell(r, row, REF);
    out->name = name ? value_name(&r->look, name) : NULL;
    out->document = document(r, row, DOCUMENT);
    out->tail = document(r, row, TAIL);
    out->train = folded(r, row, TRAIN);
    if (!out->ref && !out->name && !out->document)
        return TICKET_NOBODY;
    if (!read_date(r, row, &out->date))
        return TICKET_DATE_UNREADABLE;
    return ticket_seat_read(&cells, r->by_train, out->seat);
}

/* Totals, signatures and empty lines: neither a seat nor who would have it. */
static bool is_nobody(struct reading *r, const struct table_row *row) {
    return !cell(r, row, SEAT) && !cell(r, row, REF) && !cell(r, row, DOCUMENT);
}

static enum rc on_table_row(void *payload, const struct table_row *row, struct err *err) {
    struct reading *r = payload;
    bool same = row->sheet ? r->sheet && strcmp(r->sheet, row->sheet) == 0 : !r->sheet;

    if (!same) {
        r->sheet = arena_strdup(&r->arena, row->sheet);
        r->settled = false;
    }
    arena_reset(&r->look);
    if (read_header(r, row) || !r->settled || is_nobody(r, row))
        return RC_OK;
    struct returned_ticket out = {.sheet = r->sheet, .row = row->row};
    out.fault = read_row(r, row, &out);
    return r->on_row(r->payload, &out, err);
}

enum rc tickets_read(struct source *source, const struct campaign *campaign, bool by_train,
                     returned_ticket_fn *on_row, void *payload, struct err *err) {
    struct reading r = {.on_row = on_row, .payload = payload, .by_train = by_train};
    enum wire_format format;
    enum rc rc = wire_sniff(source, &format, err);

    if (rc != RC_OK)
        return rc;
    words_read(&r.arena, "config/ticket_words.csv", part_names, PARTS, &r.words);
    day_reader_init(&r.days, campaign, &r.arena);
    rc = table_read(source, format, on_table_row, &r, err);
    if (rc == RC_OK && !r.any_read)
        rc = err_set(err, RC_INVALID, "no-header",
                     "没有找到席位表的表头：要有“座位号”一列，以及证件号码、姓名或报名号",
                     "no header of a list of seats was found: it needs a column of seats, and "
                     "document, name or ref");
    if (rc != RC_OK)
        err_at(err, source->name, 0);
    arena_clear(&r.look);
    arena_clear(&r.arena);
    return rc;
}
