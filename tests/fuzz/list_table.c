/* Any bytes as a list in text: no row is lost without a fault, none is both taken and faulty. */
#include "fuzz/context.h"
#include "intake/list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum rc on_head(void *payload, const struct list_head *head, struct err *err) {
    (void)payload, (void)head, (void)err;
    return RC_OK;
}

static enum rc on_columns(void *payload, const struct list_columns *columns, struct err *err) {
    (void)payload, (void)err;
    for (int i = 0; i < columns->n; i++)
        if (!columns->headings[i])
            abort();
    return RC_OK;
}

static void check_taken(const struct list_row *row) {
    const struct campaign *campaign = fuzz_campaign();

    for (int i = 0; i < row->n_trips; i++) {
        const struct list_trip *t = &row->trips[i];
        if (!places_find(campaign->places, t->from.place) ||
            !places_find(campaign->places, t->to.place) || t->earliest.v > t->latest.v ||
            t->earliest.v < campaign->starts.v || t->latest.v > campaign->ends.v)
            abort();
    }
    if (!row->name || !row->name[0] || !row->document.number[0] || row->n_trips < 1)
        abort();
}

static enum rc on_row(void *payload, const struct list_row *row, struct err *err) {
    (void)payload, (void)err;
    if (row->n_raw < 1 || row->n_raw > LIST_TRIPS || row->n_faults > LIST_FAULTS)
        abort();
    if (!row->rejected)
        check_taken(row);
    else if (!row->n_faults)
        abort();
    return RC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct list_reader reader = {on_head, on_columns, on_row, NULL};
    const struct list_context context = fuzz_context();
    struct source source;

    source_memory("fuzz.csv", data, size, &source);
    rc_ignore(list_table_read(&source, WIRE_TABLE_TEXT, &context, &reader, NULL));
    source_close(&source);
    return 0;
}
