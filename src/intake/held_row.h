/* A row of a table that waits for a later row of the same document, in one piece of memory. */
#ifndef HOMEWARD_INTAKE_HELD_ROW_H
#define HOMEWARD_INTAKE_HELD_ROW_H

#include "intake/survey.h"

struct held_row {
    struct table_row row;
    const struct sheet *sheet;
    const char *employer; /* carried down, NULL */
    size_t bytes;
};

struct held_row *held_row_new(const struct table_row *row, const struct sheet *sheet,
                              const char *employer);
void held_row_free(struct held_row *held);

#endif
