/* The parts of an XLSX workbook, read one after the other: book, styles, strings, then sheets. */
#ifndef HOMEWARD_WIRE_XLSX_H
#define HOMEWARD_WIRE_XLSX_H

#include "wire/sheet.h"
#include "wire/spill.h"
#include "wire/zip_in.h"

enum { XLSX_SHEETS = 256, XLSX_NAME = 256 };

struct xlsx_sheet {
    char name[XLSX_NAME], part[XLSX_NAME]; /* "xl/worksheets/sheet1.xml" */
};
struct xlsx {
    struct zip_in *zip;
    struct err *err;
    const char *file;
    bool date1904;
    struct xlsx_sheet *sheets; /* XLSX_SHEETS */
    int n_sheets;
    char styles[XLSX_NAME], strings[XLSX_NAME]; /* parts; "" if the book has none */
    unsigned char *dates;                       /* 1 where a cell format shows a day, by style */
    size_t n_styles, cap_styles;
    struct spill *texts;
};

enum rc xlsx_read_book(struct xlsx *book) RC_CHECK;
enum rc xlsx_read_styles(struct xlsx *book) RC_CHECK;
enum rc xlsx_read_strings(struct xlsx *book) RC_CHECK;
/* Merged areas stand after the rows in the file: they are looked up first. */
enum rc xlsx_read_areas(struct xlsx *book, const char *part, struct sheet *sheet) RC_CHECK;
enum rc xlsx_read_rows(struct xlsx *book, const char *part, struct sheet *sheet) RC_CHECK;
/* Decodes _x000D_ and its like in place. */
void xlsx_unescape(char *text);

#endif
