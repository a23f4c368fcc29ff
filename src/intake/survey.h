/*
 * The first pass over a table: where each sheet's header is and what its columns mean, and which
 * documents stand in more than one row. Memory does not grow with the length of the list, but for
 * the hashes of those documents.
 */
#ifndef HOMEWARD_INTAKE_SURVEY_H
#define HOMEWARD_INTAKE_SURVEY_H

#include "intake/cells.h"
#include "intake/list.h"
#include "intake/repeats.h"
#include "intake/row.h"

struct sheet {
    const char *name;       /* NULL for text */
    bool has_header, taken; /* taken: a list of riders */
    bool carries_employer;  /* written in the first row of a block only */
    int64_t first_row;      /* the first row below the header */
    struct columns columns;
    int64_t n_rows, n_documents; /* rows with somebody; cells that look like a document */
};
struct survey {
    struct arena arena;
    struct header_words words;
    struct sheet *sheets; /* in the order of the file */
    int n_sheets;
    size_t cap;
    int64_t n_rows;
    struct repeats repeats;
};

/* Reads all of the source and rewinds it. RC_INVALID: there is no header, or a column is missing
 * that a list needs. `reader` lends its tables and its arena. Clear in any case. */
enum rc survey_read(table_read_fn *read, struct source *source, enum wire_format format,
                    struct row_reader *reader, struct survey *out, struct err *err) RC_CHECK;
void survey_clear(struct survey *survey);
/* The first column that a list needs and the sheet's header has not; NULL if it has them all, or
 * there is no header. */
const char *survey_missing(const struct sheet *sheet);

/* The key of a document in struct repeats. */
uint64_t survey_hash(const struct document *document);

#endif
