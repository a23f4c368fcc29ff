/*
 * A statement as people read it, before it is known where: a title, tables, remarks. Written to the
 * terminal, a PDF, a workbook or a web page from the one description.
 */
#ifndef HOMEWARD_REPORT_H
#define HOMEWARD_REPORT_H

#include "homeward/err.h"
#include <stdbool.h>

struct report_table {
    const char *heading;
    const char *const *cells; /* row by row, the first are headings; numbers in all but column 0 */
    int n_rows, n_columns;
};
struct report_note {
    bool alert;
    const char *text;
};
struct report {
    enum lang lang;
    const char *title, *source; /* source: who reported the figures; NULL */
    const char *foot;           /* when it was made, by what */
    struct report_table *tables;
    struct report_note *notes;
    int n_tables, n_notes;
};

#endif
