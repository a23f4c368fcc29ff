/* A notice for each rider: A6, four on a page of A4, to be cut apart. */
#include "paper/page.h"

#define SHEET_W 595.0 /* A4 upright */
#define SHEET_H 842.0
#define SLIP_W (SHEET_W / 2)
#define SLIP_H (SHEET_H / 2)
#define INNER 22.0
#define LABEL 52.0
#define QR_SIZE 82.0

struct line {
    struct bi label;
    const char *text;
    enum text_size size;
};

static double draw_line(struct paper *p, double x, double y, const struct line *line) {
    double width = SLIP_W - 2 * INNER - LABEL;
    bool large = line->size == TEXT_LARGE;

    if (!line->text || !line->text[0])
        return y;
    page_text(p, x, y + (large ? 2.5 : 0), LABEL - 4, TEXT_BODY, ALIGN_LEFT,
              bi_text(line->label, p->lang));
    /* what would be cut is written smaller */
    bool small = page_text_width(p, line->size, line->text) > width;
    page_text(p, x + LABEL, y + (small && large ? 2.5 : 0), width,
              small ? (large ? TEXT_BODY : TEXT_SMALL) : line->size, ALIGN_LEFT, line->text);
    return y + (large ? 24 : 20);
}

static void draw_slip(struct paper *p, const struct slip *slip, double left, double top) {
    const struct line lines[] = {
        {{"班次", "Run"}, slip->label, TEXT_LARGE},
        {{"发车", "Departs"}, slip->departs, TEXT_LARGE},
        {{"上车", "Board at"}, slip->boards, TEXT_BODY},
        {{"座位", "Seat"}, slip->seat, TEXT_LARGE},
        {{"车辆", "Vehicle"}, slip->service, TEXT_BODY},
        {{"下车", "Alight at"}, slip->alights, TEXT_BODY},
        {{"到达", "Arrives"}, slip->arrives, TEXT_BODY},
        {{"联系人", "Contact"}, slip->contact, TEXT_BODY},
    };
    double x = left + INNER, y = top + INNER, width = SLIP_W - 2 * INNER;

    page_text(p, x, y, width, TEXT_BODY, ALIGN_LEFT, slip->campaign);
    page_text(p, x, y + 18, width, TEXT_TITLE, ALIGN_LEFT, slip->name);
    page_text(p, x, y + 44, width, TEXT_SMALL, ALIGN_LEFT, slip->ref);
    page_line(p, x, y + 60, x + width, y + 60, 0.6);
    y += 70;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        y = draw_line(p, x, y, &lines[i]);
    page_qr(p, left + SLIP_W - INNER - QR_SIZE, top + SLIP_H - INNER - QR_SIZE, QR_SIZE, slip->qr);
    page_text(p, x, top + SLIP_H - INNER - 30, width - QR_SIZE - 8, TEXT_SMALL, ALIGN_LEFT,
              p->lang == LANG_EN ? "Bring your document." : "请带好身份证件，提前到达上车点。");
    page_text(p, x, top + SLIP_H - INNER - 16, width - QR_SIZE - 8, TEXT_SMALL, ALIGN_LEFT,
              p->lang == LANG_EN ? "Be there early." : "行程有变请尽早告知联系人。");
}

static void cut_marks(struct paper *p) {
    page_line(p, SLIP_W, 0, SLIP_W, SHEET_H, 0.2);
    page_line(p, 0, SLIP_H, SHEET_W, SLIP_H, 0.2);
}

enum rc paper_slips(struct paper *p, const struct slip *slips, int n,
                    void (*missing)(void *payload, int row), void *payload, int *out_pages,
                    struct err *err) {
    struct str name = STR_MAX(2048);

    page_size(p, SHEET_W, SHEET_H);
    for (int i = 0; i < n; i++) {
        struct slip slip = slips[i];
        str_reset(&name);
        if (page_missing(p, slip.name, &name)) {
            missing(payload, i);
            slip.name = str_get(&name);
        }
        if (i % 4 == 0)
            cut_marks(p);
        draw_slip(p, &slip, i % 2 * SLIP_W, i / 2 % 2 * SLIP_H);
        if (i % 4 == 3 || i == n - 1)
            page_end(p);
    }
    str_clear(&name);
    *out_pages = (n + 3) / 4;
    return page_status(p, err);
}
