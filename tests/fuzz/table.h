/* What every target of a table shares: the bytes are read as one format, and what comes out is
 * held to what wire.h promises. */
#ifndef HOMEWARD_FUZZ_TABLE_H
#define HOMEWARD_FUZZ_TABLE_H

#include "homeward/wire.h"
#include <stdlib.h>
#include <string.h>

static enum rc check_row(void *payload, const struct table_row *row, struct err *err) {
    (void)payload, (void)err;
    if (row->n_cells < 0 || row->n_cells > 256 || row->row < 1)
        abort();
    for (int i = 0; i < row->n_cells; i++)
        if (!utf8_valid(row->cells[i], strlen(row->cells[i])) ||
            (row->kinds && row->kinds[i] > CELL_DATE) || (row->hidden && row->hidden[i] > 1))
            abort();
    return RC_OK;
}

static inline int fuzz_table(enum wire_format format, const uint8_t *data, size_t size) {
    struct source source;
    struct err err = {0};

    source_memory("fuzz", data, size, &source);
    enum rc rc = table_read(&source, format, check_row, NULL, &err);
    if ((rc == RC_OK) != (err.code[0] == '\0') || rc == RC_INTERNAL)
        abort(); /* a refusal says why, and nothing else does */
    source_close(&source);
    return 0;
}

#endif
