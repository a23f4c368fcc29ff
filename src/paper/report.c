/* A report on paper: its title, tables with ruled heads, remarks that wrap, page by page. */
#include "paper/page.h"

#include <stdio.h>

#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define ROW_HEIGHT 16.0
#define BOTTOM (PAGE_HEIGHT - MARGIN - 18)
#define FIRST_SHARE 1.6 /* how much wider the first column is */

struct drawing {
    struct paper *p;
    const struct report *r;
    double y;
    int page;
};

static void end_page(struct drawing *d) {
    char number[32];

    snprintf(number, sizeof number, "%d", d->page);
    page_text(d->p, MARGIN, PAGE_HEIGHT - MARGIN - 8, WIDTH, TEXT_SMALL, ALIGN_LEFT, d->r->foot);
    page_text(d->p, MARGIN, PAGE_HEIGHT - MARGIN - 8, WIDTH, TEXT_SMALL, ALIGN_RIGHT, number);
    page_end(d->p);
}

static void need(struct drawing *d, double height) {
    if (d->y + height <= BOTTOM)
        return;
    end_page(d);
    d->page++;
    d->y = MARGIN;
}

static void draw_row(struct drawing *d, const struct report_table *t, int row) {
    double unit = WIDTH / (t->n_columns - 1 + FIRST_SHARE), x = MARGIN;

    need(d, ROW_HEIGHT);
    for (int c = 0; c < t->n_columns; c++) {
        double width = c ? unit : unit * FIRST_SHARE;
        page_text(d->p, x + 3, d->y, width - 6, TEXT_BODY, c ? ALIGN_RIGHT : ALIGN_LEFT,
                  t->cells[row * t->n_columns + c]);
        x += width;
    }
    d->y += ROW_HEIGHT;
    page_line(d->p, MARGIN, d->y - 1, MARGIN + WIDTH, d->y - 1, row ? 0.3 : 1.0);
}

/* A heading stands with at least one row below its head. */
static void draw_table(struct drawing *d, const struct report_table *t) {
    need(d, 24 + 2 * ROW_HEIGHT);
    page_text(d->p, MARGIN, d->y, WIDTH, TEXT_LARGE, ALIGN_LEFT, t->heading);
    d->y += 22;
    for (int i = 0; i < t->n_rows; i++)
        draw_row(d, t, i);
    d->y += 12;
}

static void draw_note(struct drawing *d, const struct report_note *note) {
    double height = page_paragraph_height(d->p, WIDTH - 14, TEXT_BODY, note->text);

    need(d, height + 5);
    page_text(d->p, MARGIN, d->y, 12, TEXT_BODY, ALIGN_CENTER, note->alert ? "!" : "·");
    page_paragraph(d->p, MARGIN + 14, d->y, WIDTH - 14, TEXT_BODY, note->text);
    d->y += height + 5;
}

void paper_report(struct paper *p, const struct report *report) {
    struct drawing d = {.p = p, .r = report, .y = MARGIN, .page = 1};

    page_text(p, MARGIN, d.y, WIDTH, TEXT_TITLE, ALIGN_LEFT, report->title);
    d.y += 28;
    page_text(p, MARGIN, d.y, WIDTH, TEXT_BODY, ALIGN_LEFT, report->source);
    d.y += 22;
    for (int t = 0; t < report->n_tables; t++)
        draw_table(&d, &report->tables[t]);
    for (int i = 0; i < report->n_notes; i++)
        draw_note(&d, &report->notes[i]);
    end_page(&d);
}
