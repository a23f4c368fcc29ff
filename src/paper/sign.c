/* The sign behind the windscreen, and the plan of the seats: a page each. */
#include "paper/page.h"

#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define PLAN_TOP (MARGIN + 62)
#define PLAN_BOTTOM (PAGE_HEIGHT - MARGIN - 12)

void paper_sign(struct paper *p, const struct manifest_sheet *m) {
    page_text_fit(p, MARGIN, MARGIN, WIDTH, PAGE_HEIGHT * 0.55, m->label);
    page_text_fit(p, MARGIN, PAGE_HEIGHT * 0.64, WIDTH, 60, m->route);
    page_text_fit(p, MARGIN, PAGE_HEIGHT * 0.78, WIDTH, 46, m->departs);
    page_text(p, MARGIN, PAGE_HEIGHT - MARGIN - 20, WIDTH, TEXT_TITLE, ALIGN_CENTER,
              m->plate     ? m->plate
              : m->service ? m->service
                           : m->allocation);
    page_end(p);
}

/* ---- the seat plan ---- */

struct grid {
    int rows, columns, per_band, bands; /* a long car is folded into bands */
    double cell_width, cell_height;
};

static struct grid grid_of(const struct plan_page *plan) {
    struct grid g = {0};

    for (int i = 0; i < plan->n_seats; i++) {
        g.rows = plan->seats[i].row > g.rows ? plan->seats[i].row : g.rows;
        g.columns = plan->seats[i].column > g.columns ? plan->seats[i].column : g.columns;
    }
    g.bands = g.rows > 16 ? 2 : 1;
    g.per_band = (g.rows + g.bands - 1) / g.bands;
    g.cell_width = g.per_band ? WIDTH / g.per_band : WIDTH;
    g.cell_width = g.cell_width > 66 ? 66 : g.cell_width;
    g.cell_height = (PLAN_BOTTOM - PLAN_TOP - 20 * (g.bands - 1)) / (g.bands * (g.columns + 1));
    g.cell_height = g.cell_height > 60 ? 60 : g.cell_height;
    return g;
}

/* The front is on the left, the driver's side at the bottom. */
static void draw_seat(struct paper *p, const struct grid *g, const struct plan_seat *seat) {
    int band = (seat->row - 1) / g->per_band, row = (seat->row - 1) % g->per_band;
    double x = MARGIN + row * g->cell_width;
    double y = PLAN_TOP + band * ((g->columns + 1) * g->cell_height + 20) +
               (g->columns - seat->column) * g->cell_height;
    double height = g->cell_height - 3;

    page_box(p, x, y, g->cell_width - 3, height);
    page_text(p, x + 2, y, g->cell_width - 7, TEXT_SMALL, ALIGN_LEFT, seat->label);
    page_text(p, x + 2, y + (height > 24 ? 11 : height - 12), g->cell_width - 7,
              height > 30 ? TEXT_BODY : TEXT_SMALL, height > 24 ? ALIGN_CENTER : ALIGN_RIGHT,
              seat->who);
    if (height > 36)
        page_text(p, x + 2, y + 24, g->cell_width - 7, TEXT_SMALL, ALIGN_CENTER, seat->note);
}

void paper_seat_plan(struct paper *p, const struct manifest_sheet *m,
                     const struct plan_page *plan) {
    struct grid g = grid_of(plan);
    char line[512];

    page_text(p, MARGIN, MARGIN, WIDTH * 0.6, TEXT_TITLE, ALIGN_LEFT, m->label);
    snprintf(line, sizeof line, "%s  %s", m->allocation,
             p->lang == LANG_EN ? "seat plan" : "座位图");
    page_text(p, MARGIN + WIDTH * 0.6, MARGIN + 5, WIDTH * 0.4, TEXT_LARGE, ALIGN_RIGHT, line);
    snprintf(line, sizeof line, "%s    %s    %s", m->departs, m->plate ? m->plate : "",
             p->lang == LANG_EN ? "← front" : "← 车头");
    page_text(p, MARGIN, MARGIN + 30, WIDTH, TEXT_LARGE, ALIGN_LEFT, line);
    for (int i = 0; i < plan->n_seats; i++)
        draw_seat(p, &g, &plan->seats[i]);
    page_text(p, MARGIN, PAGE_HEIGHT - MARGIN - 4, WIDTH, TEXT_SMALL, ALIGN_LEFT, m->printed);
    page_end(p);
}
