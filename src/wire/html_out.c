/* A report as one web page that needs nothing else: no script, no link, nothing fetched. */
#include "homeward/wire.h"

#include <stdio.h>
#include <string.h>

static const char style[] =
    "body{font:16px/1.5 'Noto Sans CJK SC',sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
    "color:#222}table{border-collapse:collapse;margin:.5em 0 1.5em}th,td{border-bottom:1px solid "
    "#bbb;padding:.2em .8em;text-align:right}th:first-child,td:first-child{text-align:left}"
    "thead th{border-bottom:2px solid #666}.alert{font-weight:bold}footer{color:#666}";

static void escape(FILE *f, const char *text) {
    for (; *text; text++)
        switch (*text) {
        case '&':
            fputs("&amp;", f);
            break;
        case '<':
            fputs("&lt;", f);
            break;
        case '>':
            fputs("&gt;", f);
            break;
        case '"':
            fputs("&quot;", f);
            break;
        default:
            fputc(*text, f);
        }
}

static void element(FILE *f, const char *name, const char *attributes, const char *text) {
    fprintf(f, "<%s%s>", name, attributes);
    escape(f, text);
    fprintf(f, "</%s>\n", name);
}

static void write_table(FILE *f, const struct report_table *t) {
    element(f, "h2", "", t->heading);
    fputs("<table>\n", f);
    for (int i = 0; i < t->n_rows; i++) {
        fputs(i == 0 ? "<thead><tr>\n" : i == 1 ? "<tbody>\n<tr>\n" : "<tr>\n", f);
        for (int k = 0; k < t->n_columns; k++)
            element(f, i == 0 || k == 0 ? "th" : "td",
                    i == 0   ? " scope=\"col\""
                    : k == 0 ? " scope=\"row\""
                             : "",
                    t->cells[i * t->n_columns + k]);
        fputs(i == 0 ? "</tr></thead>\n" : "</tr>\n", f);
    }
    fputs(t->n_rows > 1 ? "</tbody>\n</table>\n" : "</table>\n", f);
}

static void write_page(FILE *f, const struct report *r) {
    fprintf(f, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"/>",
            r->lang == LANG_EN ? "en" : "zh-CN");
    element(f, "title", "", r->title);
    fprintf(f, "<style>%s</style></head>\n<body>\n", style);
    element(f, "h1", "", r->title);
    if (r->source)
        element(f, "p", "", r->source);
    for (int t = 0; t < r->n_tables; t++)
        write_table(f, &r->tables[t]);
    fputs("<ul>\n", f);
    for (int i = 0; i < r->n_notes; i++)
        element(f, "li", r->notes[i].alert ? " class=\"alert\"" : "", r->notes[i].text);
    fputs("</ul>\n", f);
    element(f, "footer", "", r->foot);
    fputs("</body>\n</html>\n", f);
}

enum rc report_html_write(const struct report *report, const char *path, bool force,
                          struct err *err) {
    struct file_out file;
    enum rc rc = file_out_open(path, force, &file, err);

    if (rc != RC_OK)
        return rc;
    write_page(file.f, report);
    rc = file_out_commit(&file, err);
    file_out_abandon(&file);
    return rc;
}
