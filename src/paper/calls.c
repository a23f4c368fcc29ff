/* A call list on paper: numbered rows, room for the answer. */
#include "paper/page.h"

#include <cairo.h>
#include <stdio.h>

#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define ROW_HEIGHT 18.0
enum { COLUMNS = 9, ROWS_A_PAGE = 25 };

static const struct {
    struct bi head;
    double width; /* parts of 100 */
} columns[COLUMNS] = {{{"序号", "No."}, 4},    {{"报名号", "Ref"}, 15},  {{"姓名", "Name"}, 10},
                      {{"电话", "Phone"}, 12}, {{"同行组", "Party"}, 9}, {{"上车地点", "Stop"}, 22},
                      {{"时间", "Time"}, 10},  {{"座位", "Seat"}, 5},    {{"答复", "Answer"}, 13}};

static double put_cell(struct paper *p, double x, double y, int column, const char *text) {
    double width = WIDTH * columns[column].width / 100;

    page_text(p, x + 2, y + 3, width - 4, TEXT_BODY, ALIGN_LEFT, text);
    return x + width;
}

static void put_head(struct paper *p, const struct call_sheet *sheet, int page, int pages) {
    char text[64];
    double x = MARGIN, y = MARGIN + 30;

    page_text(p, MARGIN, MARGIN, WIDTH * 0.8, TEXT_TITLE, ALIGN_LEFT, sheet->title);
    snprintf(text, sizeof text, p->lang == LANG_EN ? "Page %d of %d" : "第 %d 页，共 %d 页", page,
             pages);
    page_text(p, MARGIN, MARGIN + 6, WIDTH, TEXT_BODY, ALIGN_RIGHT, text);
    page_fill(p, MARGIN, y, WIDTH, ROW_HEIGHT, 0.9);
    for (int c = 0; c < COLUMNS; c++)
        x = put_cell(p, x, y, c, bi_text(columns[c].head, p->lang));
}

static void put_row(struct paper *p, const struct call_sheet *sheet, int i, double y,
                    void (*missing)(void *payload, int row), void *payload) {
    const char *const *cells = sheet->rows[i].cells;
    struct str name = STR_MAX(2048);
    double x = MARGIN;

    for (int c = 0; c < CALL_CELLS; c++) {
        str_reset(&name);
        bool lacks = page_missing(p, cells[c], &name) > 0;
        if (lacks && c == CALL_NAME)
            missing(payload, i);
        x = put_cell(p, x, y, c, lacks ? str_get(&name) : cells[c]);
    }
    page_line(p, MARGIN, y + ROW_HEIGHT, MARGIN + WIDTH, y + ROW_HEIGHT, 0.3);
    str_clear(&name);
}

enum rc paper_calls(struct paper *p, const struct call_sheet *sheet,
                    void (*missing)(void *payload, int row), void *payload, struct err *err) {
    int pages = sheet->n_rows ? (sheet->n_rows + ROWS_A_PAGE - 1) / ROWS_A_PAGE : 1;

    for (int page = 0; page < pages; page++) {
        double y = MARGIN + 30 + ROW_HEIGHT;
        put_head(p, sheet, page + 1, pages);
        for (int i = page * ROWS_A_PAGE; i < sheet->n_rows && i < (page + 1) * ROWS_A_PAGE; i++) {
            put_row(p, sheet, i, y, missing, payload);
            y += ROW_HEIGHT;
        }
        page_text(p, MARGIN, PAGE_HEIGHT - MARGIN - 4, WIDTH, TEXT_SMALL, ALIGN_LEFT,
                  sheet->printed);
        page_end(p);
    }
    if (cairo_status(p->cairo) == CAIRO_STATUS_SUCCESS)
        return RC_OK;
    return err_set(err, RC_IO, "unwritable", "写不了 %s", "cannot write %s", p->path);
}
