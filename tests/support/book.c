#include "support/book.h"

#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static void add_part(zip_t *zip, const struct book_part *part) {
    size_t len = strlen(part->text), times = part->repeat ? part->repeat : 1;
    char *bytes = malloc(len * times + 1);

    for (size_t i = 0; bytes && i < times; i++)
        memcpy(bytes + i * len, part->text, len);
    zip_source_t *source = zip_source_buffer(zip, bytes, len * times, 1);
    if (!source || zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) < 0)
        abort();
}

void *book_zip(const struct book_part *parts, int n, size_t *out_len) {
    zip_error_t error;
    zip_stat_t st;

    zip_error_init(&error);
    zip_source_t *store = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = store ? zip_open_from_source(store, ZIP_TRUNCATE, &error) : NULL;
    if (!zip)
        abort();
    zip_source_keep(store);
    for (int i = 0; i < n; i++)
        add_part(zip, &parts[i]);
    if (zip_close(zip) != 0 || zip_source_open(store) != 0 || zip_source_stat(store, &st) != 0)
        abort();
    void *bytes = malloc(st.size);
    *out_len = bytes ? (size_t)zip_source_read(store, bytes, st.size) : 0;
    zip_source_close(store);
    zip_source_free(store);
    return bytes;
}

void *book_make(const char *sheet, const char *strings, const char *styles, const char *properties,
                size_t *out_len) {
    struct str texts[4];
    static const char rels[] =
        "<Relationships xmlns=\"" PACKAGE "\">"
        "<Relationship Id=\"r1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"" OFFICE "/styles\" Target=\"/xl/styles.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "</Relationships>";

    for (int i = 0; i < 4; i++)
        texts[i] = STR_MAX((size_t)64 << 20);
    str_addf(
        &texts[0],
        "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><workbookPr %s/><sheets>"
        "<sheet name=\"名单\" sheetId=\"1\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>",
        properties ? properties : "");
    str_addf(&texts[1], "<worksheet xmlns=\"" MAIN "\">%s</worksheet>", sheet);
    str_addf(&texts[2], "<sst xmlns=\"" MAIN "\">%s</sst>", strings ? strings : "");
    str_addf(&texts[3], "<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>", styles ? styles : "");
    const struct book_part parts[] = {{"xl/workbook.xml", str_get(&texts[0]), 0},
                                      {"xl/_rels/workbook.xml.rels", rels, 0},
                                      {"xl/worksheets/sheet1.xml", str_get(&texts[1]), 0},
                                      {"xl/sharedStrings.xml", str_get(&texts[2]), 0},
                                      {"xl/styles.xml", str_get(&texts[3]), 0}};
    void *bytes = book_zip(parts, 5, out_len);
    for (int i = 0; i < 4; i++)
        str_clear(&texts[i]);
    return bytes;
}
