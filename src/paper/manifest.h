/* One manifest while it is drawn: once without ink, to count its pages, and once on paper. */
#ifndef HOMEWARD_PAPER_MANIFEST_H
#define HOMEWARD_PAPER_MANIFEST_H

#include "paper/page.h"

#define SHEET_WIDTH (PAGE_WIDTH - 2 * MARGIN)

struct sheet {
    struct paper *p;
    const struct manifest_sheet *m;
    void (*missing)(void *payload, int row);
    void *payload;
    double y;
    int page, pages, previous_board;
    bool ink; /* false: only y and page move */
    const enum manifest_column *columns;
    double x[MANIFEST_COLUMNS + 1]; /* left edges of the columns, and the right one */
    struct str name;                /* of the row at hand, with marks for what cannot be drawn */
};

/* A literal in the paper's language; a macro, so that formats are checked. */
#define BOTH(s, zh, en) ((s)->p->lang == LANG_EN ? en : zh)

/* Head and foot of a page; the head moves y below itself. */
void sheet_head(struct sheet *s);
void sheet_foot(struct sheet *s);
/* What stands under the last row: totals, what changed since the version before, signatures. */
double sheet_totals(struct sheet *s, bool ink);
double sheet_signatures(struct sheet *s, bool ink);

#endif
