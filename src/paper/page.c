#include "paper/page.h"

#include "homeward/mem.h"
#include "homeward/str.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Latin text has a font of its own: of Noto CJK, an OpenType collection, every part that a Latin
 * letter needs would be embedded whole, ten times the size. One weight: a second would be embedded
 * in every file beside it. */
#define FAMILY "Liberation Sans,Noto Sans CJK SC"
#define ASCENT 1.16 /* of Noto CJK: Latin text alone stands on the same line */
#define MISSING_MARK "〔缺字〕"

static const double sizes[TEXT_SIZES] = {8, 10, 12.5, 18};

static enum rc cannot_write(const char *path, cairo_status_t status, struct err *err) {
    return err_set(err, RC_IO, "unwritable", "写不了 %s：%s，请检查文件夹、权限和磁盘空间",
                   "cannot write %s: %s; check the folder, its permissions and the disk space",
                   path, cairo_status_to_string(status));
}

static cairo_status_t write_out(void *payload, const unsigned char *data, unsigned int len) {
    return fwrite(data, 1, len, payload) == len ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

enum rc paper_open(FILE *f, const char *path, enum lang lang, struct paper **out, struct err *err) {
    struct paper *p = mem_alloc(sizeof *p);

    snprintf(p->path, sizeof p->path, "%s", path);
    p->lang = lang;
    p->f = f;
    p->surface = cairo_pdf_surface_create_for_stream(write_out, f, PAGE_WIDTH, PAGE_HEIGHT);
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

enum rc page_status(const struct paper *p, struct err *err) {
    cairo_status_t status = cairo_status(p->cairo);

    return status == CAIRO_STATUS_SUCCESS ? RC_OK : cannot_write(p->path, status, err);
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
    double baseline = (double)pango_layout_get_baseline(p->layout) / PANGO_SCALE;
    cairo_move_to(p->cairo, x, y + ASCENT * sizes[size] - baseline);
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

/* The layout as it stands, scaled into a box of width and height around (x, y), its middle. */
static void show_scaled(struct paper *p, double x, double y, double width, double height) {
    int w, h;

    pango_layout_set_width(p->layout, -1);
    pango_layout_get_size(p->layout, &w, &h);
    double wide = (double)w / PANGO_SCALE, high = (double)h / PANGO_SCALE;
    double scale = wide > 0 ? fmin(width / wide, height / high) : 1;
    cairo_save(p->cairo);
    cairo_translate(p->cairo, x, y);
    cairo_scale(p->cairo, scale, scale);
    cairo_move_to(p->cairo, -wide / 2, -high / 2);
    pango_cairo_show_layout(p->cairo, p->layout);
    cairo_restore(p->cairo);
}

void page_text_fit(struct paper *p, double x, double y, double width, double height,
                   const char *text) {
    set_text(p, TEXT_TITLE, text);
    show_scaled(p, x + width / 2, y + height / 2, width, height);
}

void page_watermark(struct paper *p, const char *text) {
    cairo_save(p->cairo);
    cairo_translate(p->cairo, PAGE_WIDTH / 2, PAGE_HEIGHT / 2);
    cairo_rotate(p->cairo, -0.5);
    cairo_set_source_rgb(p->cairo, 0.9, 0.9, 0.9);
    set_text(p, TEXT_TITLE, text);
    show_scaled(p, 0, 0, PAGE_WIDTH * 0.6, PAGE_HEIGHT * 0.6);
    cairo_restore(p->cairo);
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

void page_size(struct paper *p, double width, double height) {
    cairo_pdf_surface_set_size(p->surface, width, height);
}

void page_end(struct paper *p) {
    cairo_show_page(p->cairo);
}
