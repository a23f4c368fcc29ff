/*
 * What libfreexl does not tell of an .xls: merged areas, hidden rows and columns, and what formulas
 * came to (it skips formula cells, and a name that is looked up would be lost). A look at the
 * records of the workbook stream, before the cells are read.
 */
#ifndef HOMEWARD_WIRE_BIFF_LOOK_H
#define HOMEWARD_WIRE_BIFF_LOOK_H

#include "wire/cfb.h"
#include "wire/sheet.h"

enum biff_what { BIFF_AREA, BIFF_COLUMNS, BIFF_ROW, BIFF_NUMBER, BIFF_TEXT };
/* One thing seen, in the order of the file. */
struct biff_fact {
    enum biff_what what;
    int sheet;                 /* position in the workbook */
    int32_t row, to_row;       /* from 0 */
    int32_t column, to_column; /* from 0 */
    double number;             /* BIFF_NUMBER */
    const char *text;          /* BIFF_TEXT; lives in the arena */
};
struct biff_facts {
    struct biff_fact *v;
    size_t n, cap;
    struct arena arena;
};

/* As far as the stream can be read: the reader of the cells says what is damaged. */
void biff_look(FILE *file, struct biff_facts *out);
void biff_facts_clear(struct biff_facts *facts);

#endif
