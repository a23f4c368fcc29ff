/* Merged areas of an XLSX sheet: they stand behind its rows, so a first look finds them. Most long
 * lists have none, and then the look is no more than a search for the word. */
#include "wire/sax.h"
#include "wire/xlsx.h"

#include <string.h>

static const char word[] = "mergeCell";

static bool holds(const char *at, size_t n) {
    const char *end = at + n;

    while ((size_t)(end - at) >= sizeof word - 1 &&
           (at = memchr(at, word[0], (size_t)(end - at) - (sizeof word - 2))) != NULL)
        if (memcmp(at++, word, sizeof word - 1) == 0)
            return true;
    return false;
}

static enum rc look(struct xlsx *book, struct source *source, bool *out) {
    char buf[65536 + sizeof word];
    size_t kept = 0;
    int64_t n;

    *out = false;
    while (!*out && (n = source->read(source->payload, buf + kept, 65536)) > 0) {
        size_t len = kept + (size_t)n;
        *out = holds(buf, len);
        kept = len < sizeof word ? len : sizeof word;
        memmove(buf, buf + len - kept, kept);
    }
    return zip_in_fault(book->zip);
}

static enum rc on_open(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    const char *ref = xml_attr_get(attrs, n, "ref");
    char first[32];
    int64_t column, to_column;
    struct sheet_area area = {0};

    (void)ns, (void)line, (void)err;
    if (strcmp(element, word) != 0 || !ref || strlen(ref) >= sizeof first)
        return RC_OK;
    const char *colon = strchr(ref, ':');
    if (!colon)
        return RC_OK;
    snprintf(first, sizeof first, "%.*s", (int)(colon - ref), ref);
    if (!sheet_read_ref(first, &column, &area.from_row) ||
        !sheet_read_ref(colon + 1, &to_column, &area.to_row))
        return RC_OK;
    area.from_column = (int)column;
    area.to_column = (int)to_column;
    return sheet_add_area(payload, &area);
}

enum rc xlsx_read_areas(struct xlsx *book, const char *part, struct sheet *sheet) {
    struct sax_handler handler = {.open = on_open, .payload = sheet};
    struct source source;
    bool merged;
    enum rc rc = zip_in_entry(book->zip, part, &source, book->err);

    rc = rc == RC_OK ? look(book, &source, &merged) : rc;
    if (rc != RC_OK || !merged)
        return rc;
    rc = zip_in_entry(book->zip, part, &source, book->err);
    rc = rc == RC_OK ? sax_read(&source, &handler, book->err) : rc;
    sheet_sort_areas(sheet);
    return rc;
}
