/* Any bytes as a returned table: each row is of a departure or of a person, never both, and a
 * person's row says where it stands or that somebody was written in. */
#include "fuzz/context.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum rc check_row(void *payload, const struct return_row *row, struct err *err) {
    (void)payload, (void)err;
    fuzz_hold(row->row >= 1 && row->mark <= MARK_UNREADABLE);
    if (row->whole)
        fuzz_hold(row->run && !row->line && !row->seat && !row->ref && row->mark == MARK_EMPTY);
    else
        fuzz_hold(!row->boarded && !row->absent && !row->walk_on && !row->instead &&
                  row->empty != MARK_EMPTY &&
                  (row->line || row->seat || row->ref || (row->named && row->mark != MARK_EMPTY)));
    return RC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct source source;
    struct err err = {0};

    source_memory("fuzz.csv", data, size, &source);
    if (fuzz_is_text(&source)) {
        enum rc rc = returns_read(&source, check_row, NULL, &err);
        fuzz_hold((rc == RC_OK) == (err.code[0] == '\0') && rc != RC_INTERNAL);
    }
    source_close(&source);
    return 0;
}
