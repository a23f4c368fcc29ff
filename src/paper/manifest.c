/*
 * The manifest of one departure, A4 landscape: a head that says what runs when and where, the stops
 * with how many get on and off, then one row a rider in the order in which they board.
 */
#include "paper/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROW_HEIGHT 15.0 /* a coach fits on two pages */
#define STOP_HEIGHT 14.0
#define HALF_HANZI 5.0 /* of TEXT_BODY */
#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN - 14)

/* ---- columns ---- */

enum column { TICK, SEAT, NAME, DOCUMENT, PHONE, BOARDS, ALIGHTS, LUGGAGE, PARTY, NEEDS, COLUMNS };

static const struct {
    struct bi head;
    double share; /* of the width */
    enum text_align align;
} columns[COLUMNS] = {
    [TICK] = {{"✓", "✓"}, 3, ALIGN_CENTER},
    [SEAT] = {{"座位", "Seat"}, 6, ALIGN_CENTER},
    [NAME] = {{"姓名", "Name"}, 14, ALIGN_LEFT},
    [DOCUMENT] = {{"证件号码", "Document"}, 19, ALIGN_LEFT},
    [PHONE] = {{"电话", "Phone"}, 12, ALIGN_LEFT},
    [BOARDS] = {{"上车", "Boards"}, 19, ALIGN_LEFT},
    [ALIGHTS] = {{"下车", "Alights"}, 19, ALIGN_LEFT},
    [LUGGAGE] = {{"行李", "Bags"}, 5, ALIGN_CENTER},
    [PARTY] = {{"同行", "Party"}, 8, ALIGN_LEFT},
    [NEEDS] = {{"需要", "Needs"}, 12, ALIGN_LEFT},
};

struct sheet { /* one manifest being drawn */
    struct paper *p;
    const struct manifest_sheet *m;
    void (*missing)(void *payload, int row);
    void *payload;
    double y;
    int page, pages, previous_board;
    bool shown[COLUMNS];
    double x[COLUMNS + 1]; /* left edges, and the right one */
    struct str name;       /* of the row at hand, with marks for what cannot be drawn */
};

/* A literal in the paper's language; a macro, so that formats are checked. */
#define BOTH(s, zh, en) ((s)->p->lang == LANG_EN ? en : zh)

static bool has_column(const struct manifest_sheet *m, int column) {
    bool document = false, phone = false;

    for (int i = 0; i < m->n_rows && !(document && phone); i++) {
        document |= m->rows[i].document != NULL;
        phone |= m->rows[i].phone != NULL;
    }
    return column == DOCUMENT ? document : column == PHONE ? phone : true;
}

static void layout_columns(struct sheet *s) {
    double total = 0;

    for (int c = 0; c < COLUMNS; c++) {
        s->shown[c] = has_column(s->m, c);
        total += s->shown[c] ? columns[c].share : 0;
    }
    s->x[0] = MARGIN;
    for (int c = 0; c < COLUMNS; c++)
        s->x[c + 1] = s->x[c] + (s->shown[c] ? columns[c].share / total * WIDTH : 0);
}

/* A text that would be cut is written smaller: half a hanzi a column is what its size takes. */
static void draw_cell(struct sheet *s, int column, const char *text) {
    double width = s->x[column + 1] - s->x[column] - 6;

    if (!s->shown[column] || column == TICK || !text)
        return;
    bool small = (double)utf8_columns(text) * HALF_HANZI > width;
    page_text(s->p, s->x[column] + 3, s->y + (small ? 1.6 : 0.2), width,
              small ? TEXT_SMALL : TEXT_BODY, columns[column].align, text);
}

/* ---- the head ---- */

static void draw_title(struct sheet *s) {
    const struct manifest_sheet *m = s->m;
    char right[256];

    /* Pages come apart: each says which departure it is of. */
    page_text(s->p, MARGIN, s->y, WIDTH * 0.55, TEXT_TITLE, ALIGN_LEFT, m->label);
    snprintf(right, sizeof right, "%s  %s  %s", s->page > 1 ? m->departs : "", m->kind,
             m->allocation);
    page_text(s->p, MARGIN + WIDTH * 0.55, s->y + 5, WIDTH * 0.45, TEXT_LARGE, ALIGN_RIGHT, right);
    s->y += 27;
}

static void add_fact(char *line, size_t room, const char *label, const char *value) {
    size_t at = strlen(line);

    if (value && value[0])
        snprintf(line + at, room - at, "%s %s    ", label, value);
}

static void add_count(char *line, size_t room, const char *label, int32_t value) {
    char number[16];

    snprintf(number, sizeof number, "%d", (int)value);
    add_fact(line, room, label, number);
}

static void facts_text(struct sheet *s, char *line, size_t room) {
    const struct manifest_sheet *m = s->m;

    line[0] = '\0';
    add_fact(line, room, BOTH(s, "车牌", "Plate"), m->plate);
    add_fact(line, room, BOTH(s, "车次", "Service"), m->service);
    add_fact(line, room, BOTH(s, "车厢编号", "Car"), m->car_id);
    add_fact(line, room, BOTH(s, "承运", "Operator"), m->operator_);
    add_fact(line, room, BOTH(s, "随车", "Crew"), m->crew);
    if (m->approved)
        add_count(line, room, BOTH(s, "核载", "Licensed for"), m->approved);
    add_count(line, room, BOTH(s, "座位", "Seats"), m->seats);
    add_count(line, room, BOTH(s, "乘客", "Riders"), m->riders);
    if (m->children)
        add_count(line, room, BOTH(s, "免票儿童", "Free children"), m->children);
    if (m->luggage_pieces >= 0)
        add_count(line, room, BOTH(s, "行李限", "Bags at most"), m->luggage_pieces);
}

static void draw_facts(struct sheet *s) {
    const struct manifest_sheet *m = s->m;
    char line[1024];
    bool named = strcmp(m->label, m->route) != 0;
    snprintf(line, sizeof line, "%s    %s", m->departs, named ? m->route : "");
    page_text(s->p, MARGIN, s->y, WIDTH, TEXT_LARGE, ALIGN_LEFT, line);
    s->y += 20;
    facts_text(s, line, sizeof line);
    page_text(s->p, MARGIN, s->y, WIDTH, TEXT_BODY, ALIGN_LEFT, line);
    s->y += 18;
}

static void draw_stop(struct sheet *s, int i) {
    const struct manifest_stop *stop = &s->m->stops[i];
    char number[16], load[96];

    snprintf(number, sizeof number, "%d", i + 1);
    snprintf(load, sizeof load, BOTH(s, "上 %d  下 %d  车上 %d", "on %d  off %d  aboard %d"),
             (int)stop->on, (int)stop->off, (int)stop->aboard);
    page_text(s->p, MARGIN, s->y, 16, TEXT_BODY, ALIGN_RIGHT, number);
    page_text(s->p, MARGIN + 22, s->y, 90, TEXT_BODY, ALIGN_LEFT, stop->at);
    page_text(s->p, MARGIN + 116, s->y, 330, TEXT_BODY, ALIGN_LEFT, stop->name);
    page_text(s->p, MARGIN + 452, s->y, 130, TEXT_BODY, ALIGN_LEFT, load);
    snprintf(load, sizeof load, "%s %s", stop->contact ? stop->contact : "",
             stop->phone ? stop->phone : "");
    page_text(s->p, MARGIN + 588, s->y, WIDTH - 588, TEXT_BODY, ALIGN_LEFT, load);
    s->y += STOP_HEIGHT;
}

static void draw_head(struct sheet *s) {
    s->y = MARGIN;
    draw_title(s);
    if (s->page > 1)
        return;
    draw_facts(s);
    for (int i = 0; i < s->m->n_stops; i++)
        draw_stop(s, i);
    s->y += 6;
}

static void draw_foot(struct sheet *s) {
    char text[128];

    page_text(s->p, MARGIN, PAGE_HEIGHT - MARGIN - 4, WIDTH / 2, TEXT_SMALL, ALIGN_LEFT,
              s->m->printed);
    snprintf(text, sizeof text, BOTH(s, "第 %d 页，共 %d 页", "Page %d of %d"), s->page, s->pages);
    page_text(s->p, MARGIN + WIDTH / 2, PAGE_HEIGHT - MARGIN - 4, WIDTH / 2, TEXT_SMALL,
              ALIGN_RIGHT, text);
}

/* ---- rows ---- */

static void draw_table_head(struct sheet *s) {
    page_fill(s->p, MARGIN, s->y, WIDTH, ROW_HEIGHT, 0.9);
    for (int c = 0; c < COLUMNS; c++)
        draw_cell(s, c, bi_text(columns[c].head, s->p->lang));
    s->y += ROW_HEIGHT;
    page_line(s->p, MARGIN, s->y, MARGIN + WIDTH, s->y, 0.8);
}

static const char *cell_text(struct sheet *s, const struct manifest_row *row, int column,
                             char buf[16]) {
    switch (column) {
    case SEAT:
        return row->free_child ? BOTH(s, "无座", "none") : row->seat;
    case NAME:
        return str_get(&s->name);
    case DOCUMENT:
        return row->document;
    case PHONE:
        return row->phone;
    case BOARDS:
        return s->m->stops[row->board].name;
    case ALIGHTS:
        return s->m->stops[row->alight].name;
    case LUGGAGE:
        snprintf(buf, 16, "%d", (int)row->luggage);
        return row->luggage ? buf : "";
    case PARTY:
        return row->party;
    case NEEDS:
        return row->free_child ? BOTH(s, "免票儿童", "free child") : row->needs;
    default:
        return "";
    }
}

static void prepare_name(struct sheet *s, int i) {
    const char *name = s->m->rows[i].name;

    str_reset(&s->name);
    if (page_missing(s->p, name, &s->name))
        s->missing(s->payload, i);
    else
        str_add(&s->name, name);
}

static void draw_row(struct sheet *s, int i) {
    const struct manifest_row *row = &s->m->rows[i];
    char buf[16];

    prepare_name(s, i);
    if (s->previous_board >= 0 && row->board != s->previous_board)
        page_line(s->p, MARGIN, s->y, MARGIN + WIDTH, s->y, 1.4); /* another stop */
    s->previous_board = row->board;
    page_box(s->p, s->x[TICK] + (s->x[TICK + 1] - s->x[TICK] - 9) / 2, s->y + 3, 9, 9);
    for (int c = 0; c < COLUMNS; c++)
        draw_cell(s, c, cell_text(s, row, c, buf));
    s->y += ROW_HEIGHT;
    page_line(s->p, MARGIN, s->y, MARGIN + WIDTH, s->y, 0.25);
}

/* ---- pages ---- */

static int rows_on(double from) {
    int n = (int)floor((BOTTOM - from - ROW_HEIGHT) / ROW_HEIGHT);

    return n > 1 ? n : 1;
}

static double head_end(const struct manifest_sheet *m, bool first) {
    double y = MARGIN + 27;

    return first ? y + 20 + 18 + STOP_HEIGHT * m->n_stops + 6 : y;
}

static int count_pages(const struct manifest_sheet *m) {
    int left = m->n_rows - rows_on(head_end(m, true)), later = rows_on(head_end(m, false));

    return left <= 0 ? 1 : 1 + (left + later - 1) / later;
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
    int row = 0;

    s.name = STR_MAX(2048);
    s.pages = count_pages(m);
    layout_columns(&s);
    check_head(&s);
    for (s.page = 1; s.page <= s.pages; s.page++) {
        draw_head(&s);
        draw_table_head(&s);
        s.previous_board = -1;
        for (int n = rows_on(head_end(m, s.page == 1)); n > 0 && row < m->n_rows; n--)
            draw_row(&s, row++);
        draw_foot(&s);
        page_end(p);
    }
    str_clear(&s.name);
    *out_pages = s.pages;
    if (cairo_status(p->cairo) == CAIRO_STATUS_SUCCESS)
        return RC_OK;
    return err_set(err, RC_IO, "unwritable", "写不了 %s", "cannot write %s", p->path);
}
