#include "paper/page.h"

#include "homeward/mem.h"
#include "homeward/str.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

/* One family in one weight: a second would be embedded in every file beside it. */
#define FAMILY "Noto Sans CJK SC"
#define MISSING_MARK "〔缺字〕"

static const double sizes[TEXT_SIZES] = {8, 10, 12.5, 18};

static enum rc cannot_write(const char *path, cairo_status_t status, struct err *err) {
    return err_set(err, RC_IO, "unwritable", "写不了 %s：%s，请检查文件夹、权限和磁盘空间",
                   "cannot write %s: %s; check the folder, its permissions and the disk space",
                   path, cairo_status_to_string(status));
}

enum rc paper_open(const char *path, enum lang lang, struct paper **out, struct err *err) {
    struct paper *p = mem_alloc(sizeof *p);

    snprintf(p->path, sizeof p->path, "%s", path);
    p->lang = lang;
    p->surface = cairo_pdf_surface_create(path, PAGE_WIDTH, PAGE_HEIGHT);
    cairo_status_t status = cairo_surface_status(p->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(p->surface);
        mem_free(p);
        return cannot_write(path, status, err);
    }
    p->cairo = cairo_create(p->surface);
    p->layout = pango_cairo_create_layout(p->cairo);
    pango_layout_set_single_paragraph_mode(p->layout, TRUE);
    for (int i = 0; i < TEXT_SIZES; i++) {
        p->fonts[i] = pango_font_description_from_string(FAMILY);
        pango_font_description_set_absolute_size(p->fonts[i], sizes[i] * PANGO_SCALE);
    }
    *out = p;
    return RC_OK;
}

enum rc paper_close(struct paper *p, struct err *err) {
    enum rc rc = RC_OK;

    cairo_surface_finish(p->surface);
    cairo_status_t status = cairo_surface_status(p->surface);
    if (status != CAIRO_STATUS_SUCCESS)
        rc = cannot_write(p->path, status, err);
    for (int i = 0; i < TEXT_SIZES; i++)
        pango_font_description_free(p->fonts[i]);
    g_object_unref(p->layout);
    cairo_destroy(p->cairo);
    cairo_surface_destroy(p->surface);
    mem_free(p);
    return rc;
}

/* ---- text ---- */

static void set_text(struct paper *p, enum text_size size, const char *text) {
    pango_layout_set_font_description(p->layout, p->fonts[size]);
    pango_layout_set_text(p->layout, text, -1);
}

void page_text(struct paper *p, double x, double y, double width, enum text_size size,
               enum text_align align, const char *text) {
    static const PangoAlignment aligns[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT,
                                            PANGO_ALIGN_CENTER};

    if (!text || !text[0])
        return;
    set_text(p, size, text);
    pango_layout_set_width(p->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_ellipsize(p->layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(p->layout, aligns[align]);
    cairo_move_to(p->cairo, x, y);
    pango_cairo_show_layout(p->cairo, p->layout);
}

/* Wraps until the next single line. */
static void set_paragraph(struct paper *p, double width, enum text_size size, const char *text) {
    set_text(p, size, text);
    pango_layout_set_width(p->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_ellipsize(p->layout, PANGO_ELLIPSIZE_NONE);
    pango_layout_set_alignment(p->layout, PANGO_ALIGN_LEFT);
    pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
}

void page_paragraph(struct paper *p, double x, double y, double width, enum text_size size,
                    const char *text) {
    set_paragraph(p, width, size, text);
    cairo_move_to(p->cairo, x, y);
    pango_cairo_show_layout(p->cairo, p->layout);
}

double page_paragraph_height(struct paper *p, double width, enum text_size size, const char *text) {
    int height;

    set_paragraph(p, width, size, text);
    pango_layout_get_size(p->layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

double page_text_width(struct paper *p, enum text_size size, const char *text) {
    int width;

    set_text(p, size, text);
    pango_layout_set_width(p->layout, -1);
    pango_layout_get_size(p->layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

static int unknown_glyphs(struct paper *p, const char *text) {
    set_text(p, TEXT_BODY, text);
    pango_layout_set_width(p->layout, -1);
    return pango_layout_get_unknown_glyphs_count(p->layout);
}

int page_missing(struct paper *p, const char *text, struct str *out) {
    int missing = unknown_glyphs(p, text);
    size_t len = strlen(text), n;
    uint32_t code;

    for (; missing && (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        char one[5] = {0};
        memcpy(one, text, n);
        str_add(out, unknown_glyphs(p, one) ? MISSING_MARK : one);
    }
    return missing;
}

/* ---- lines ---- */

void page_line(struct paper *p, double x1, double y1, double x2, double y2, double width) {
    cairo_set_line_width(p->cairo, width);
    cairo_move_to(p->cairo, x1, y1);
    cairo_line_to(p->cairo, x2, y2);
    cairo_stroke(p->cairo);
}

void page_box(struct paper *p, double x, double y, double width, double height) {
    cairo_set_line_width(p->cairo, 0.6);
    cairo_rectangle(p->cairo, x, y, width, height);
    cairo_stroke(p->cairo);
}

void page_fill(struct paper *p, double x, double y, double width, double height, double grey) {
    cairo_set_source_rgb(p->cairo, grey, grey, grey);
    cairo_rectangle(p->cairo, x, y, width, height);
    cairo_fill(p->cairo);
    cairo_set_source_rgb(p->cairo, 0, 0, 0);
}

void page_end(struct paper *p) {
    cairo_show_page(p->cairo);
}
