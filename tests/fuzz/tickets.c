/* Any bytes as a carrier's table of seats: a row has a seat exactly if nothing is wrong with it,
 * and the seat written out is read as itself. */
#include "fuzz/context.h"

#include "intake/ticket_seat.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum rc check_row(void *payload, const struct returned_ticket *row, struct err *err) {
    const struct ticket_seat_cells cells = {.seat = row->seat};
    char again[TICKET_SEAT_MAX];

    (void)payload, (void)err;
    fuzz_hold(row->row >= 1 && row->fault <= TICKET_DATE_UNREADABLE);
    fuzz_hold((row->seat[0] != '\0') == (row->fault == TICKET_TAKEN));
    if (row->fault == TICKET_TAKEN)
        fuzz_hold(ticket_seat_read(&cells, true, again) == TICKET_TAKEN &&
                  strcmp(again, row->seat) == 0 && (row->ref || row->name || row->document));
    return RC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct source source;
    struct err err = {0};

    source_memory("fuzz.csv", data, size, &source);
    if (fuzz_is_text(&source)) {
        enum rc rc = tickets_read(&source, fuzz_campaign(), true, check_row, NULL, &err);
        fuzz_hold((rc == RC_OK) == (err.code[0] == '\0') && rc != RC_INTERNAL);
    }
    source_close(&source);
    return 0;
}
