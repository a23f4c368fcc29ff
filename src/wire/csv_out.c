/* Tables out: RFC 4180. */
#include "homeward/wire.h"

#include <string.h>

static void write_quoted(FILE *out, const char *text, const char *before) {
    if (!before[0] && !strpbrk(text, ",\"\r\n")) {
        fputs(text, out);
        return;
    }
    fprintf(out, "\"%s", before);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

void csv_write_cell(FILE *out, const char *text, bool first) {
    if (!first)
        fputc(',', out);
    write_quoted(out, text, "");
}

/* A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection). */
static bool looks_like_formula(const char *text) {
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

void csv_write_cell_safe(FILE *out, const char *text, bool first) {
    if (!first)
        fputc(',', out);
    write_quoted(out, text, looks_like_formula(text) ? "'" : "");
}

void csv_end_row(FILE *out) {
    fputs("\r\n", out);
}
