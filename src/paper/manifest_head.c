/* The head of a manifest, which says what runs when and where, and the foot of its pages. */
#include "paper/manifest.h"

#include <string.h>

#define STOP_HEIGHT 14.0
#define QR_SIZE 58.0

/* ---- the head ---- */

static const char *copy_name(const struct sheet *s) {
    static const struct bi names[MANIFEST_FORS] = {
        [MANIFEST_CREW] = {"随车员用", "for the escort"},
        [MANIFEST_DRIVER] = {"司机用", "for the driver"},
        [MANIFEST_CARRIER] = {"实名制名单", "real-name list"},
        [MANIFEST_POSTED] = {"张贴", "to be posted"},
        [MANIFEST_LEADER] = {"工地领队用", "for the site leader"},
        [MANIFEST_SIGNING] = {"签收表", "receipts"},
    };
    return bi_text(names[s->m->recipient], s->p->lang);
}

static void draw_title(struct sheet *s) {
    const struct manifest_sheet *m = s->m;
    double width = s->page > 1 ? SHEET_WIDTH : SHEET_WIDTH - QR_SIZE - 10;
    char right[256];

    /* Pages come apart: each says which departure it is of. */
    page_text(s->p, MARGIN, s->y, width * 0.5, TEXT_TITLE, ALIGN_LEFT, m->label);
    snprintf(right, sizeof right, "%s  %s  %s  %s", s->page > 1 ? m->departs : "", m->kind,
             m->allocation, copy_name(s));
    page_text(s->p, MARGIN + width * 0.5, s->y + 5, width * 0.5, TEXT_LARGE, ALIGN_RIGHT, right);
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

static int32_t pieces(const struct manifest_sheet *m) {
    int32_t n = 0;

    for (int i = 0; i < m->n_rows; i++)
        n += m->rows[i].luggage;
    return n;
}

/* Pieces, against the hold that is kept for these riders. */
static void add_bags(struct sheet *s, char *line, size_t room) {
    char text[64];

    if (s->m->luggage_pieces >= 0)
        snprintf(text, sizeof text, BOTH(s, "%d 件（限 %d 件）", "%d of %d"), (int)pieces(s->m),
                 (int)s->m->luggage_pieces);
    else
        snprintf(text, sizeof text, BOTH(s, "%d 件", "%d"), (int)pieces(s->m));
    add_fact(line, room, BOTH(s, "行李", "Bags"), text);
}

static void vehicle_text(struct sheet *s, char *line, size_t room) {
    const struct manifest_sheet *m = s->m;

    line[0] = '\0';
    add_fact(line, room, BOTH(s, "车牌", "Plate"), m->plate);
    add_fact(line, room, BOTH(s, "车次", "Service"), m->service);
    add_fact(line, room, BOTH(s, "席别", "Class"), m->class_);
    add_fact(line, room, BOTH(s, "车厢编号", "Car"), m->car_id);
    add_fact(line, room, BOTH(s, "承运", "Operator"), m->operator_);
    if (m->approved)
        add_count(line, room, BOTH(s, "核载", "Licensed for"), m->approved);
    add_count(line, room, BOTH(s, "座位", "Seats"), m->seats);
    add_fact(line, room, BOTH(s, "标志牌", "Sign"), m->sign);
    add_fact(line, room, BOTH(s, "合同", "Contract"), m->contract);
    add_fact(line, room, BOTH(s, "保险", "Insurance"), m->insurance);
}

static void draw_facts(struct sheet *s) {
    const struct manifest_sheet *m = s->m;
    double width = SHEET_WIDTH - QR_SIZE - 10;
    char line[1024];
    bool named = strcmp(m->label, m->route) != 0;

    snprintf(line, sizeof line, "%s    %s", m->departs, named ? m->route : "");
    page_text(s->p, MARGIN, s->y + 27, width, TEXT_LARGE, ALIGN_LEFT, line);
    vehicle_text(s, line, sizeof line);
    page_text(s->p, MARGIN, s->y + 47, width, TEXT_BODY, ALIGN_LEFT, line);
    line[0] = '\0';
    add_fact(line, sizeof line, BOTH(s, "随车", "Crew"), m->crew);
    add_count(line, sizeof line, BOTH(s, "乘客", "Riders"), m->riders);
    if (m->children)
        add_count(line, sizeof line, BOTH(s, "免票儿童", "Free children"), m->children);
    add_bags(s, line, sizeof line);
    add_fact(line, sizeof line, BOTH(s, "随车发放", "Extras"), m->extras);
    page_text(s->p, MARGIN, s->y + 62, width, TEXT_BODY, ALIGN_LEFT, line);
}

/* A scan of it names the paper: run, version, check code. */
static void draw_code(struct sheet *s) {
    const struct manifest_sheet *m = s->m;
    double x = MARGIN + SHEET_WIDTH - QR_SIZE;
    char text[256];

    if (!m->version)
        return;
    snprintf(text, sizeof text, "HW1 %s v%d %s", m->allocation, (int)m->version, m->code);
    page_qr(s->p, x, s->y - 4, QR_SIZE, text);
    page_text(s->p, x - 8, s->y + QR_SIZE - 2, QR_SIZE + 16, TEXT_BODY, ALIGN_CENTER, m->code);
}

static void draw_stop(struct sheet *s, int i, double y) {
    const struct manifest_stop *stop = &s->m->stops[i];
    char number[16], load[96];

    snprintf(number, sizeof number, "%d", i + 1);
    snprintf(load, sizeof load, BOTH(s, "上 %d  下 %d  车上 %d", "on %d  off %d  aboard %d"),
             (int)stop->on, (int)stop->off, (int)stop->aboard);
    page_text(s->p, MARGIN, y, 16, TEXT_BODY, ALIGN_RIGHT, number);
    page_text(s->p, MARGIN + 22, y, 90, TEXT_BODY, ALIGN_LEFT, stop->at);
    page_text(s->p, MARGIN + 116, y, 330, TEXT_BODY, ALIGN_LEFT, stop->name);
    page_text(s->p, MARGIN + 452, y, 130, TEXT_BODY, ALIGN_LEFT,
              stop->rest ? BOTH(s, "途中休息", "rest") : load);
    snprintf(load, sizeof load, "%s %s", stop->contact ? stop->contact : "",
             stop->phone ? stop->phone : "");
    page_text(s->p, MARGIN + 588, y, SHEET_WIDTH - 588, TEXT_BODY, ALIGN_LEFT, load);
}

void sheet_head(struct sheet *s) {
    s->y = MARGIN;
    if (s->ink && !s->m->version)
        page_watermark(s->p, BOTH(s, "草稿", "DRAFT"));
    if (s->ink)
        draw_title(s);
    if (s->ink && s->page == 1) {
        draw_facts(s);
        draw_code(s);
        for (int i = 0; i < s->m->n_stops; i++)
            draw_stop(s, i, s->y + 80 + STOP_HEIGHT * i);
    }
    s->y += s->page > 1 ? 27 : 80 + STOP_HEIGHT * s->m->n_stops + 6;
}

/* ---- the foot ---- */

static void version_text(struct sheet *s, char *out, size_t room) {
    const struct manifest_sheet *m = s->m;

    if (!m->version)
        snprintf(out, room, "%s", BOTH(s, "草稿，不作乘车凭据", "draft, not for use"));
    else if (m->since)
        snprintf(out, room,
                 BOTH(s, "第 %d 版（改自第 %d 版）  校验码 %s  第 %d 份",
                      "v%d, since v%d   code %s   copy %d"),
                 (int)m->version, (int)m->since, m->code, (int)m->copy);
    else
        snprintf(out, room, BOTH(s, "第 %d 版  校验码 %s  第 %d 份", "v%d   code %s   copy %d"),
                 (int)m->version, m->code, (int)m->copy);
}

void sheet_foot(struct sheet *s) {
    const double y = PAGE_HEIGHT - MARGIN - 4;
    char text[128];

    if (!s->ink)
        return;
    page_text(s->p, MARGIN, y, SHEET_WIDTH * 0.42, TEXT_SMALL, ALIGN_LEFT, s->m->printed);
    version_text(s, text, sizeof text);
    page_text(s->p, MARGIN + SHEET_WIDTH * 0.42, y, SHEET_WIDTH * 0.4, TEXT_SMALL, ALIGN_CENTER,
              text);
    snprintf(text, sizeof text, BOTH(s, "第 %d 页，共 %d 页", "Page %d of %d"), s->page, s->pages);
    page_text(s->p, MARGIN + SHEET_WIDTH * 0.82, y, SHEET_WIDTH * 0.18, TEXT_SMALL, ALIGN_RIGHT,
              text);
}

/* ---- under the last row ---- */

double sheet_totals(struct sheet *s, bool ink) {
    const struct manifest_sheet *m = s->m;
    char line[256] = "";

    if (!ink)
        return 20;
    add_count(line, sizeof line, BOTH(s, "合计  乘客", "Total  riders"), m->riders);
    if (m->children) {
        add_count(line, sizeof line, BOTH(s, "免票儿童", "free children"), m->children);
        add_count(line, sizeof line, BOTH(s, "共", "people"), m->riders + m->children);
    }
    add_bags(s, line, sizeof line);
    page_text(s->p, MARGIN, s->y + 4, SHEET_WIDTH, TEXT_BODY, ALIGN_LEFT, line);
    return 20;
}

double sheet_signatures(struct sheet *s, bool ink) {
    static const struct bi lines[MANIFEST_FORS][3] = {
        [MANIFEST_CREW] = {{"随车员", "Escort"}, {"司机", "Driver"}, {"实到人数", "Boarded"}},
        [MANIFEST_DRIVER] = {{"司机", "Driver"}, {"随车员", "Escort"}, {"实到人数", "Boarded"}},
        [MANIFEST_CARRIER] = {{"承运单位（章）", "Carrier"}, {"经办人", "Clerk"}, {"日期", "Date"}},
        [MANIFEST_LEADER] = {{"领队", "Leader"}, {"实到人数", "Present"}, {"日期", "Date"}},
        [MANIFEST_SIGNING] = {{"发放人", "Handed out by"}, {"监督人", "Witness"}, {"日期", "Date"}},
    };
    const double part = SHEET_WIDTH / 3;

    if (!lines[s->m->recipient][0].zh)
        return 0;
    for (int i = 0; i < 3 && ink; i++) {
        const char *text = bi_text(lines[s->m->recipient][i], s->p->lang);
        double x = MARGIN + part * i, after = page_text_width(s->p, TEXT_BODY, text) + 6;
        page_text(s->p, x, s->y + 12, part, TEXT_BODY, ALIGN_LEFT, text);
        page_line(s->p, x + after, s->y + 25, x + part - 16, s->y + 25, 0.5);
    }
    return 32;
}
