/* A row that waits. */
#include "intake/held_row.h"

#include <string.h>

static size_t text_size(const char *text) {
    return text ? strlen(text) + 1 : 0;
}

/* Moves `at` behind the copy. */
static const char *put_text(char **at, const char *text) {
    size_t size = text_size(text);
    char *copy = size ? memcpy(*at, text, size) : NULL;

    *at += size;
    return copy;
}

struct held_row *held_row_new(const struct table_row *row, const struct sheet *sheet,
                              const char *employer) {
    size_t n = (size_t)row->n_cells;
    size_t bytes = sizeof(struct held_row) + n * (sizeof(char *) + 1) + text_size(employer);

    for (size_t i = 0; i < n; i++)
        bytes += text_size(row->cells[i]);
    struct held_row *held = mem_alloc(bytes);
    const char **cells = (const char **)(held + 1);
    unsigned char *kinds = (unsigned char *)(cells + n);
    char *at = (char *)(kinds + n);
    for (size_t i = 0; i < n; i++)
        cells[i] = put_text(&at, row->cells[i]);
    if (row->kinds)
        memcpy(kinds, row->kinds, n);
    *held = (struct held_row){*row, sheet, put_text(&at, employer), bytes};
    held->row.sheet = sheet->name;
    held->row.cells = cells;
    held->row.kinds = row->kinds ? kinds : NULL;
    held->row.hidden = NULL;
    return held;
}

void held_row_free(struct held_row *held) {
    mem_free(held);
}
