/* Which cell formats of an XLSX workbook show days. */
#include "wire/cell.h"
#include "wire/sax.h"
#include "wire/xlsx.h"

#include <string.h>

enum { FORMATS_MAX = 8192, STYLES_MAX = 65536 };

struct styles {
    struct xlsx *book;
    struct {
        int64_t id;
        bool date;
    } * formats; /* those that the file writes out */
    int n_formats;
    bool in_cells; /* inside cellXfs, not cellStyleXfs */
};

static void add_format(struct styles *s, const struct xml_attr *attrs, int n) {
    const char *code = xml_attr_get(attrs, n, "formatCode");

    if (!code || s->n_formats == FORMATS_MAX)
        return;
    s->formats[s->n_formats].id = sax_attr_number(attrs, n, "numFmtId", 0);
    s->formats[s->n_formats++].date = cell_format_is_date(code);
}

static bool is_date(const struct styles *s, int64_t id) {
    for (int i = 0; i < s->n_formats; i++)
        if (s->formats[i].id == id)
            return s->formats[i].date;
    return cell_builtin_is_date(id);
}

static enum rc on_open(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    struct styles *s = payload;

    (void)ns, (void)line, (void)err;
    if (strcmp(element, "numFmt") == 0)
        add_format(s, attrs, n);
    else if (strcmp(element, "cellXfs") == 0)
        s->in_cells = true;
    else if (s->in_cells && strcmp(element, "xf") == 0 && s->book->n_styles < STYLES_MAX)
        VEC_PUSH(s->book->dates, s->book->n_styles, s->book->cap_styles,
                 is_date(s, sax_attr_number(attrs, n, "numFmtId", 0)));
    return RC_OK;
}

static enum rc on_close(void *payload, const char *element, int64_t line, struct err *err) {
    struct styles *s = payload;

    (void)line, (void)err;
    if (strcmp(element, "cellXfs") == 0)
        s->in_cells = false;
    return RC_OK;
}

enum rc xlsx_read_styles(struct xlsx *book) {
    struct styles styles = {.book = book};
    struct sax_handler handler = {.open = on_open, .close = on_close, .payload = &styles};
    struct source source;

    if (!book->styles[0] || !zip_in_has(book->zip, book->styles))
        return RC_OK;
    styles.formats = mem_array(FORMATS_MAX, sizeof *styles.formats);
    enum rc rc = zip_in_entry(book->zip, book->styles, &source, book->err);
    if (rc == RC_OK)
        rc = sax_read(&source, &handler, book->err);
    mem_free(styles.formats);
    return rc;
}
