/*
 * The manifest of one departure, A4 landscape: a head, then one row a rider in the order in which
 * they board, then what changed since the version before. A first pass without ink counts the
 * pages.
 */
#include "paper/manifest.h"

#include <string.h>

#define ROW_HEIGHT 15.0 /* a coach fits on two pages */
#define CHANGE_HEIGHT 11.5
#define CHANGES_ABREAST 3
#define BOTTOM (PAGE_HEIGHT - MARGIN - 10)

/* ---- columns ---- */

static const struct {
    double share; /* of the width */
    enum text_align align;
    bool box; /* to be ticked */
} looks[MANIFEST_COLUMNS] = {
    [COLUMN_FIRST] = {6, ALIGN_CENTER, false},        [COLUMN_TICK] = {3, ALIGN_CENTER, true},
    [COLUMN_NUMBER] = {5, ALIGN_CENTER, false},       [COLUMN_SEAT] = {7, ALIGN_CENTER, false},
    [COLUMN_NAME] = {14, ALIGN_LEFT, false},          [COLUMN_SEX] = {5, ALIGN_CENTER, false},
    [COLUMN_DOCUMENT_TYPE] = {15, ALIGN_LEFT, false}, [COLUMN_DOCUMENT] = {19, ALIGN_LEFT, false},
    [COLUMN_PHONE] = {12, ALIGN_LEFT, false},         [COLUMN_BOARDS] = {19, ALIGN_LEFT, false},
    [COLUMN_ALIGHTS] = {19, ALIGN_LEFT, false},       [COLUMN_LUGGAGE] = {5, ALIGN_CENTER, false},
    [COLUMN_PARTY] = {8, ALIGN_LEFT, false},          [COLUMN_NEEDS] = {12, ALIGN_LEFT, false},
    [COLUMN_FARE] = {9, ALIGN_LEFT, false},           [COLUMN_CLASS] = {8, ALIGN_LEFT, false},
    [COLUMN_DAY] = {10, ALIGN_LEFT, false},           [COLUMN_SERVICE] = {8, ALIGN_LEFT, false},
    [COLUMN_TICKET] = {6, ALIGN_CENTER, true},        [COLUMN_GIFT] = {6, ALIGN_CENTER, true},
    [COLUMN_CARD] = {7, ALIGN_CENTER, true},          [COLUMN_SIGNATURE] = {24, ALIGN_LEFT, false},
    [COLUMN_BOARDS_AT] = {12, ALIGN_LEFT, false},
};

/* The seat stands once: in the first column, or in one of its own where it is known at all. */
static bool is_shown(const struct manifest_sheet *m, enum manifest_column column) {
    if (column != COLUMN_SEAT)
        return true;
    for (int i = 0; i < m->n_rows; i++)
        if (m->rows[i].seat[0])
            return !m->by_seat || m->recipient == MANIFEST_CARRIER;
    return false;
}

static void layout_columns(struct sheet *s) {
    double total = 0, x = MARGIN;

    s->columns = manifest_columns(s->m, false);
    for (const enum manifest_column *c = s->columns; *c != MANIFEST_COLUMNS; c++)
        total += is_shown(s->m, *c) ? looks[*c].share : 0;
    for (int i = 0; s->columns[i] != MANIFEST_COLUMNS; i++) {
        s->x[i] = x;
        x += is_shown(s->m, s->columns[i]) ? looks[s->columns[i]].share / total * SHEET_WIDTH : 0;
        s->x[i + 1] = x;
    }
}

/* What it takes at TEXT_BODY, without asking pango: a hanzi ten points, a letter about six. */
static double estimated_width(const char *text) {
    size_t narrow = 0;

    for (const char *c = text; *c; c++)
        narrow += (unsigned char)*c < 0x80;
    return (double)utf8_columns(text) * 5.0 + (double)narrow * 0.8;
}

/* A text that would be cut is written smaller, as small as it takes. */
static void draw_cell(struct sheet *s, int i, const char *text) {
    double width = s->x[i + 1] - s->x[i] - 6, wide = estimated_width(text);
    enum text_align align = looks[s->columns[i]].align;

    if (width <= 0)
        return;
    if (wide <= width)
        page_text(s->p, s->x[i] + 3, s->y + 0.2, width, TEXT_BODY, align, text);
    else if (wide * 0.8 <= width)
        page_text(s->p, s->x[i] + 3, s->y + 1.6, width, TEXT_SMALL, align, text);
    else
        page_text_fit(s->p, s->x[i] + 3, s->y + 1, width, ROW_HEIGHT - 3, text);
}

static void draw_box(struct sheet *s, int i) {
    page_box(s->p, s->x[i] + (s->x[i + 1] - s->x[i] - 9) / 2, s->y + 3, 9, 9);
}

/* ---- rows ---- */

static void draw_table_head(struct sheet *s) {
    if (s->ink) {
        page_fill(s->p, MARGIN, s->y, SHEET_WIDTH, ROW_HEIGHT, 0.9);
        for (int i = 0; s->columns[i] != MANIFEST_COLUMNS; i++)
            draw_cell(s, i, manifest_heading(s->m, s->columns[i]));
        page_line(s->p, MARGIN, s->y + ROW_HEIGHT, MARGIN + SHEET_WIDTH, s->y + ROW_HEIGHT, 0.8);
    }
    s->y += ROW_HEIGHT;
    s->previous_board = -1;
}

/* A free child's name is set in from its adult's. */
static void prepare_name(struct sheet *s, int i) {
    const struct manifest_row *row = &s->m->rows[i];

    str_reset(&s->name);
    if (row->free_child && s->m->recipient != MANIFEST_CARRIER &&
        s->m->recipient != MANIFEST_POSTED)
        str_add(&s->name, "└ ");
    if (page_missing(s->p, row->name, &s->name))
        s->missing(s->payload, i);
    else
        str_add(&s->name, row->name);
}

static bool same_party(const struct manifest_sheet *m, int i, int k) {
    return k >= 0 && k < m->n_rows && m->rows[i].party[0] &&
           strcmp(m->rows[i].party, m->rows[k].party) == 0;
}

/* Rows of one party that stand together are held by a bracket. */
static void draw_bracket(struct sheet *s, int column, int i) {
    bool above = same_party(s->m, i, i - 1), below = same_party(s->m, i, i + 1);
    double x = s->x[column] - 2, top = s->y + (above ? 0 : 3),
           bottom = s->y + (below ? ROW_HEIGHT : ROW_HEIGHT - 3);

    if (!above && !below)
        return;
    page_line(s->p, x, top, x, bottom, 0.9);
    if (!above)
        page_line(s->p, x, top, x + 3, top, 0.9);
    if (!below)
        page_line(s->p, x, bottom, x + 3, bottom, 0.9);
}

static void draw_cells(struct sheet *s, int i) {
    char buf[16];

    for (int k = 0; s->columns[k] != MANIFEST_COLUMNS; k++)
        if (looks[s->columns[k]].box)
            draw_box(s, k);
        else if (s->columns[k] == COLUMN_NAME)
            draw_cell(s, k, str_get(&s->name));
        else {
            if (s->columns[k] == COLUMN_PARTY)
                draw_bracket(s, k, i);
            draw_cell(s, k, manifest_cell(s->m, &s->m->rows[i], s->columns[k], buf));
        }
}

static void draw_row(struct sheet *s, int i) {
    static const char *const marks[] = {"", "+", "△"};
    const struct manifest_row *row = &s->m->rows[i];

    if (s->ink) {
        prepare_name(s, i);
        if (s->previous_board >= 0 && row->board != s->previous_board &&
            s->m->recipient != MANIFEST_POSTED)
            page_line(s->p, MARGIN, s->y, MARGIN + SHEET_WIDTH, s->y, 1.4); /* another stop */
        page_text(s->p, MARGIN - 13, s->y, 12, TEXT_BODY, ALIGN_CENTER, marks[row->mark]);
        draw_cells(s, i);
        page_line(s->p, MARGIN, s->y + ROW_HEIGHT, MARGIN + SHEET_WIDTH, s->y + ROW_HEIGHT, 0.25);
    }
    s->previous_board = row->board;
    s->y += ROW_HEIGHT;
}

/* ---- pages ---- */

static void begin_page(struct sheet *s) {
    s->page++;
    sheet_head(s);
}

static void end_page(struct sheet *s) {
    sheet_foot(s);
    if (s->ink)
        page_end(s->p);
}

/* Room for something of that height, on a new page if need be; true: it is one. */
static bool make_room(struct sheet *s, double height) {
    if (s->y + height <= BOTTOM)
        return false;
    end_page(s);
    begin_page(s);
    return true;
}

static void draw_changes(struct sheet *s) {
    const struct manifest_sheet *m = s->m;
    const double part = SHEET_WIDTH / CHANGES_ABREAST;
    char title[96];

    if (!m->n_changes)
        return;
    make_room(s, ROW_HEIGHT + CHANGE_HEIGHT);
    snprintf(title, sizeof title, BOTH(s, "第 %d 版比第 %d 版的改动：", "v%d, since v%d:"),
             (int)m->version, (int)m->since);
    if (s->ink)
        page_text(s->p, MARGIN, s->y, SHEET_WIDTH, TEXT_BODY, ALIGN_LEFT, title);
    s->y += ROW_HEIGHT;
    for (int i = 0; i < m->n_changes; i++) {
        if (i % CHANGES_ABREAST == 0)
            make_room(s, CHANGE_HEIGHT);
        if (s->ink)
            page_text(s->p, MARGIN + part * (i % CHANGES_ABREAST), s->y, part - 8, TEXT_SMALL,
                      ALIGN_LEFT, m->changes[i]);
        if (i % CHANGES_ABREAST == CHANGES_ABREAST - 1 || i == m->n_changes - 1)
            s->y += CHANGE_HEIGHT;
    }
}

static void draw_all(struct sheet *s, bool ink) {
    s->ink = ink;
    s->page = 0;
    begin_page(s);
    draw_table_head(s);
    for (int i = 0; i < s->m->n_rows; i++) {
        if (make_room(s, ROW_HEIGHT))
            draw_table_head(s);
        draw_row(s, i);
    }
    make_room(s, sheet_totals(s, false) + sheet_signatures(s, false));
    s->y += sheet_totals(s, ink);
    s->y += sheet_signatures(s, ink);
    draw_changes(s);
    end_page(s);
}

static void check_head(struct sheet *s) {
    struct str ignored = STR_MAX(4096);
    int missing = page_missing(s->p, s->m->label, &ignored);

    for (int i = 0; i < s->m->n_stops; i++)
        missing += page_missing(s->p, s->m->stops[i].name, &ignored);
    if (missing)
        s->missing(s->payload, -1);
    str_clear(&ignored);
}

enum rc paper_manifest(struct paper *p, const struct manifest_sheet *m,
                       void (*missing)(void *payload, int row), void *payload, int *out_pages,
                       struct err *err) {
    struct sheet s = {.p = p, .m = m, .missing = missing, .payload = payload};

    s.name = STR_MAX(2048);
    layout_columns(&s);
    check_head(&s);
    draw_all(&s, false);
    s.pages = s.page;
    draw_all(&s, true);
    str_clear(&s.name);
    *out_pages = s.pages;
    return page_status(p, err);
}
