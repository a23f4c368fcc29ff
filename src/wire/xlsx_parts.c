/* Where an XLSX workbook keeps its parts: relations, then the list of sheets. */
#include "wire/refuse.h"
#include "wire/sax.h"
#include "wire/xlsx.h"

#include <string.h>

enum { RELATIONS = 1024 };
struct relation {
    char id[64], kind[32], part[XLSX_NAME];
};
struct relations {
    const char *base; /* folder that targets are relative to */
    struct relation *v;
    int n;
};

static void copy(char *out, size_t cap, const char *text) {
    snprintf(out, cap, "%s", text ? text : "");
}

/* "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml" and "../xl/…" are one part. */
static void part_name(const char *base, const char *target, char out[XLSX_NAME]) {
    char joined[2 * XLSX_NAME];
    size_t at = 0;

    snprintf(joined, sizeof joined, "%s%.*s", target[0] == '/' ? "" : base, XLSX_NAME - 1,
             target[0] == '/' ? target + 1 : target);
    for (const char *from = joined; *from && at + 1 < XLSX_NAME; from++) {
        if (strncmp(from, "../", 3) == 0 && (at == 0 || out[at - 1] == '/')) {
            at -= at > 0; /* the slash, then the folder before it */
            while (at > 0 && out[at - 1] != '/')
                at--;
            from += 2;
        } else {
            out[at++] = *from;
        }
    }
    out[at] = '\0';
}

static enum rc on_relation(void *payload, const char *ns, const char *element,
                           const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    struct relations *r = payload;
    const char *kind = xml_attr_get(attrs, n, "Type"), *target = xml_attr_get(attrs, n, "Target");

    (void)ns, (void)line, (void)err;
    if (strcmp(element, "Relationship") != 0 || !kind || !target || r->n == RELATIONS)
        return RC_OK;
    struct relation *out = &r->v[r->n++];
    const char *slash = strrchr(kind, '/');
    copy(out->kind, sizeof out->kind, slash ? slash + 1 : kind);
    copy(out->id, sizeof out->id, xml_attr_get(attrs, n, "Id"));
    part_name(r->base, target, out->part);
    return RC_OK;
}

static enum rc read_relations(struct xlsx *book, const char *part, struct relations *out) {
    struct sax_handler handler = {.open = on_relation, .payload = out};
    struct source source;
    enum rc rc = zip_in_entry(book->zip, part, &source, book->err);

    return rc == RC_OK ? sax_read(&source, &handler, book->err) : rc;
}

static const struct relation *by_kind(const struct relations *r, const char *kind) {
    for (int i = 0; i < r->n; i++)
        if (strcmp(r->v[i].kind, kind) == 0)
            return &r->v[i];
    return NULL;
}

static const struct relation *by_id(const struct relations *r, const char *id) {
    for (int i = 0; i < r->n; i++)
        if (strcmp(r->v[i].id, id) == 0)
            return &r->v[i];
    return NULL;
}

/* ---- the list of sheets ---- */

struct listing {
    struct xlsx *book;
    const struct relations *relations;
};

static void add_sheet(const struct listing *l, const struct xml_attr *attrs, int n) {
    const char *id = xml_attr_get(attrs, n, "id");
    const struct relation *relation = id ? by_id(l->relations, id) : NULL;

    if (!relation || strcmp(relation->kind, "worksheet") != 0 || /* charts and macros hold none */
        l->book->n_sheets == XLSX_SHEETS)
        return;
    struct xlsx_sheet *sheet = &l->book->sheets[l->book->n_sheets++];
    copy(sheet->name, sizeof sheet->name, xml_attr_get(attrs, n, "name"));
    copy(sheet->part, sizeof sheet->part, relation->part);
}

static enum rc on_book(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    struct listing *l = payload;

    (void)ns, (void)line, (void)err;
    if (strcmp(element, "workbookPr") == 0)
        l->book->date1904 = sax_attr_true(attrs, n, "date1904");
    else if (strcmp(element, "sheet") == 0)
        add_sheet(l, attrs, n);
    return RC_OK;
}

static enum rc list_sheets(struct xlsx *book, const char *part, const struct relations *relations) {
    struct listing listing = {book, relations};
    struct sax_handler handler = {.open = on_book, .payload = &listing, .prefixed = true};
    struct source source;
    enum rc rc = zip_in_entry(book->zip, part, &source, book->err);

    return rc == RC_OK ? sax_read(&source, &handler, book->err) : rc;
}

/* ---- both ---- */

static enum rc no_workbook(const struct xlsx *book) {
    return refuse(book->err, book->file, 0, RC_INVALID, "no-workbook",
                  BI("文件是压缩包，但不是能读的 Excel 工作簿（.xlsx），请发送方另存为 .xlsx 再发",
                     "the file is a zip, but no Excel workbook (.xlsx) that can be read; ask the "
                     "sender to save it as .xlsx"));
}

/* "xl/workbook.xml" to "xl/_rels/workbook.xml.rels" */
static void relations_part(const char *part, char out[2 * XLSX_NAME]) {
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;

    snprintf(out, 2 * XLSX_NAME, "%.*s_rels/%s.rels", folder, part, part + folder);
}

static enum rc read_main(struct xlsx *book, const char *part, struct relations *relations) {
    char base[XLSX_NAME], name[2 * XLSX_NAME];
    const struct relation *found;
    const char *slash = strrchr(part, '/');

    snprintf(base, sizeof base, "%.*s", slash ? (int)(slash - part) + 1 : 0, part);
    relations->base = base;
    relations->n = 0;
    relations_part(part, name);
    if (!zip_in_has(book->zip, part) || !zip_in_has(book->zip, name) || strstr(part, ".bin"))
        return no_workbook(book);
    enum rc rc = read_relations(book, name, relations);
    if ((found = by_kind(relations, "styles")))
        copy(book->styles, sizeof book->styles, found->part);
    if ((found = by_kind(relations, "sharedStrings")))
        copy(book->strings, sizeof book->strings, found->part);
    rc = rc == RC_OK ? list_sheets(book, part, relations) : rc;
    return rc == RC_OK && book->n_sheets == 0 ? no_workbook(book) : rc;
}

enum rc xlsx_read_book(struct xlsx *book) {
    struct relations relations = {"", mem_array(RELATIONS, sizeof(struct relation)), 0};
    const struct relation *found = NULL;
    char part[XLSX_NAME] = "xl/workbook.xml";
    enum rc rc = RC_OK;

    if (zip_in_has(book->zip, "_rels/.rels"))
        rc = read_relations(book, "_rels/.rels", &relations);
    if (rc == RC_OK && (found = by_kind(&relations, "officeDocument")))
        copy(part, sizeof part, found->part);
    if (rc == RC_OK)
        rc = read_main(book, part, &relations);
    mem_free(relations.v);
    return rc;
}
