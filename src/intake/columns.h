/*
 * What the columns of one sheet mean: by their headings in one or two rows, by what staff settled
 * (list map), and where a word has two readings by what stands in the column and beside it.
 */
#ifndef HOMEWARD_INTAKE_COLUMNS_H
#define HOMEWARD_INTAKE_COLUMNS_H

#include "homeward/intake.h"
#include "intake/header.h"
#include "intake/value_day.h"

struct column {
    const char *heading;  /* as the sender sees it; "upper/lower" where both rows are needed */
    const char *tiers[2]; /* the header's own cells over the column */
    enum table_field field, other; /* other: a second reading, until columns_settle */
    bool hidden, unsure;           /* unsure: nothing told which reading is right */
    int next;                      /* the next column of the same field, -1 */
    int64_t n, fits, fits_other;   /* filled cells looked at; those that fit each reading */
    int64_t count;                 /* the last number of a running count */
    bool counting, from_one;       /* so far it is one; it began at 1 */
};
struct columns {
    struct column *v;
    int n;
    int first[TABLE_FIELDS]; /* the first column of a field, -1; after columns_settle */
};

/* What is needed to tell what a column means. */
struct columns_reader {
    const struct list_context *context;
    const struct header_words *words;
    const struct day_reader *days;
    struct arena *arena; /* of everything that columns hold */
};
/* Cells of one row of a header. */
struct header_row {
    const char *const *cells;
    int n;
};

/* Two headings that we know, one of them for a person, or four without; nothing that looks like
 * data. */
bool columns_are_header(const struct columns_reader *reader, const struct header_row *row);
/* Does `below` go on with the header: nothing under the person, known words under the groups? */
bool columns_go_on(const struct columns_reader *reader, const struct header_row *row,
                   const struct header_row *below);
/* Name the columns. `upper` may have no cells; a word of it counts only together with one below. */
void columns_make(const struct columns_reader *reader, const struct header_row *upper,
                  const struct header_row *lower, const unsigned char *hidden, struct columns *out);
/* Look at one row of the sheet. */
void columns_observe(const struct columns_reader *reader, struct columns *columns,
                     const struct table_row *row);
/* Every column gets its one meaning. */
void columns_settle(struct columns *columns);

/* The header's own words once more, as on every page. Cells without blanks around. */
bool columns_repeat(const struct columns *columns, const char *const *cells, int n);

#endif
