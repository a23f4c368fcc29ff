/* Any text as seats or rows typed from a paper: what is taken is in bounds, and each item names its
 * own ends and nothing beyond them. */
#include "fuzz/context.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_item(const struct number_item *item) {
    char label[16];

    if (item->label) {
        fuzz_hold(number_item_names(item, item->label));
        return;
    }
    fuzz_hold(item->first >= 0 && item->first <= item->last && item->last <= 9999);
    snprintf(label, sizeof label, "%03d", (int)item->last);
    fuzz_hold(number_item_names(item, label));
    snprintf(label, sizeof label, "%d", (int)item->last + 1);
    fuzz_hold(!number_item_names(item, label));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct number_list list;
    struct err err = {0};
    char *text = mem_array(size + 1, 1);

    if (size)
        memcpy(text, data, size);
    enum rc rc = number_list_read(text, &arena, &list, &err);
    fuzz_hold((rc == RC_OK) == (err.code[0] == '\0'));
    for (int i = 0; rc == RC_OK && i < list.n; i++)
        check_item(&list.items[i]);
    mem_free(text);
    arena_clear(&arena);
    return 0;
}
