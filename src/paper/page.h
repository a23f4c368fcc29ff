/* Pages of a PDF: text in boxes, lines, page breaks. Units are points, from the top left. */
#ifndef HOMEWARD_PAPER_PAGE_H
#define HOMEWARD_PAPER_PAGE_H

#include "homeward/paper.h"
#include "homeward/str.h"

#include <pango/pangocairo.h>

#define PAGE_WIDTH 842.0 /* A4 landscape */
#define PAGE_HEIGHT 595.0
#define MARGIN 30.0

enum text_size { TEXT_SMALL, TEXT_BODY, TEXT_LARGE, TEXT_TITLE, TEXT_SIZES };
enum text_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER };

struct paper {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    PangoFontDescription *fonts[TEXT_SIZES];
    enum lang lang;
    FILE *f; /* borrowed */
    char path[4096];
};

/* One line of text in a box of that width, cut with an ellipsis if it must be. */
void page_text(struct paper *p, double x, double y, double width, enum text_size size,
               enum text_align align, const char *text);
/* Text that wraps within the width. */
void page_paragraph(struct paper *p, double x, double y, double width, enum text_size size,
                    const char *text);
double page_paragraph_height(struct paper *p, double width, enum text_size size, const char *text);
double page_text_width(struct paper *p, enum text_size size, const char *text);
/* Characters that no font here has; with out, the text with a mark in their place. */
int page_missing(struct paper *p, const char *text, struct str *out);
void page_line(struct paper *p, double x1, double y1, double x2, double y2, double width);
void page_box(struct paper *p, double x, double y, double width, double height);
void page_fill(struct paper *p, double x, double y, double width, double height, double grey);
/* One line as large as fits into the box, in its middle. */
void page_text_fit(struct paper *p, double x, double y, double width, double height,
                   const char *text);
/* Grey letters across the page, under what is drawn later. */
void page_watermark(struct paper *p, const char *text);
void page_qr(struct paper *p, double x, double y, double size, const char *text);
void page_size(struct paper *p, double width, double height); /* of the pages from here on */
void page_end(struct paper *p);
enum rc page_status(const struct paper *p, struct err *err) RC_CHECK;

#endif
