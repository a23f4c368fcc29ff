/* Any bytes as a campaign file: refused with a reason, or its rules and figures hold. */
#include "fuzz/context.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct campaign *c) {
    fuzz_hold(c->key[0] && c->starts.v <= c->ends.v);
    fuzz_hold(c->rules.free_children_percent >= 0 && c->rules.free_children_percent <= 100);
    fuzz_hold(c->rules.board_km >= 0 && c->rules.alight_km >= 0);
    fuzz_hold(c->n_figures >= 0);
    for (int i = 0; i < c->n_figures; i++)
        fuzz_hold(c->figures[i].precision > 0 && c->figures[i].value >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct campaign *campaign;
    struct source source;
    struct err err = {0};

    source_memory("fuzz.xml", data, size, &source);
    enum rc rc = campaign_read(&source, &campaign, &err);
    fuzz_hold((rc == RC_OK) == (err.code[0] == '\0') && rc != RC_INTERNAL);
    if (rc == RC_OK) {
        check(campaign);
        campaign_free(campaign);
    }
    source_close(&source);
    return 0;
}
