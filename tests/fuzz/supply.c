/* Any bytes as a supply file, XML or table: refused with a reason, or every departure can run. */
#include "fuzz/context.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_allocation(const struct supply_file *file, const struct allocation *a) {
    fuzz_hold(a->key[0] && a->n_stops >= 2 && a->seats >= 0 && a->price >= 0);
    fuzz_hold((a->vehicle < 0) == (a->kind == ALLOCATION_TICKET_BLOCK));
    fuzz_hold(a->vehicle < file->n_vehicles);
    if (a->vehicle >= 0)
        fuzz_hold(a->seats <= file->vehicles[a->vehicle].seats);
    for (int i = 0; i < a->n_stops; i++) {
        const struct stop *stop = &a->stops[i];
        fuzz_hold(stop->spot.point < file->n_points);
        fuzz_hold(places_find(fuzz_campaign()->places, stop->spot.place) != NULL);
        fuzz_hold(i == 0 || a->stops[i - 1].at.v <= stop->at.v);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct supply_file *file;
    struct source source;
    struct err err = {0};

    source_memory("fuzz", data, size, &source);
    if (fuzz_is_text(&source)) {
        enum rc rc = supply_read(&source, fuzz_campaign(), 370100, &file, &err);
        fuzz_hold((rc == RC_OK) == (err.code[0] == '\0') && rc != RC_INTERNAL);
        for (int i = 0; rc == RC_OK && i < file->n_allocations; i++)
            check_allocation(file, &file->allocations[i]);
        if (rc == RC_OK)
            supply_file_free(file);
    }
    source_close(&source);
    return 0;
}
