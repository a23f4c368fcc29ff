/* XLSX workbooks made in memory, for tests: a zip of the parts given, good or bad. */
#ifndef HOMEWARD_TESTS_BOOK_H
#define HOMEWARD_TESTS_BOOK_H

#include <stddef.h>

struct book_part {
    const char *name, *text;
    size_t repeat; /* text this many times over; 0 is once */
};
/* A zip of the parts; free() the result. */
void *book_zip(const struct book_part *parts, int n, size_t *out_len);
/* A whole workbook with one sheet 名单: what stands inside <worksheet>, inside <sst> and inside
 * <styleSheet>, and the attributes of workbookPr; NULL: none. free() the result. */
void *book_make(const char *sheet, const char *strings, const char *styles, const char *properties,
                size_t *out_len);

#endif
