/*
 * Text on paper by pango and cairo alone, to hold the manifests against: each line of standard
 * input set at its place on a page, "x y size<tab>text", a page ends at a form feed. Prints the
 * CPU seconds.
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FAMILY "Liberation Sans,Noto Sans CJK SC"

static void draw(cairo_t *cairo, PangoLayout *layout, PangoFontDescription *font, char *line) {
    char *tab = strchr(line, '\t'), *end;

    if (!tab)
        return;
    double x = strtod(line, &end), y = strtod(end, &end), size = strtod(end, NULL);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, tab + 1, (int)strcspn(tab + 1, "\n"));
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, layout);
}

int main(int argc, char **argv) {
    static char line[65536];
    cairo_surface_t *surface = cairo_pdf_surface_create(argc > 1 ? argv[1] : NULL, 842, 595);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string(FAMILY);
    clock_t start = clock();

    while (fgets(line, sizeof line, stdin))
        if (line[0] == '\f')
            cairo_show_page(cairo);
        else
            draw(cairo, layout, font, line);
    cairo_surface_finish(surface);
    printf("%.3f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return 0;
}
