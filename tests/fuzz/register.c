/* Any bytes as a hardship register or a list of contacts in text: a row that is taken has what the
 * register needs, one that is not says why. */
#include "fuzz/context.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum rc check_row(void *payload, struct register_row *row, struct err *err) {
    (void)payload, (void)err;
    fuzz_hold(row->row >= 1 && row->n_faults >= 0 && row->n_faults <= LIST_FAULTS);
    fuzz_hold(!row->rejected || row->n_faults > 0);
    if (!row->rejected && row->kind == REGISTER_PEOPLE)
        fuzz_hold(row->name && row->name[0] && row->document.number[0]);
    if (!row->rejected && row->kind == REGISTER_CONTACTS)
        fuzz_hold(row->document.number[0] || row->number);
    return RC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct list_context context = fuzz_context();
    struct source source;
    struct err err = {0};

    source_memory("fuzz.csv", data, size, &source);
    if (fuzz_is_text(&source)) {
        enum rc rc = register_read(&source, &context, check_row, NULL, &err);
        fuzz_hold((rc == RC_OK) == (err.code[0] == '\0') && rc != RC_INTERNAL);
    }
    source_close(&source);
    return 0;
}
