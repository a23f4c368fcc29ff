/*
 * Old workbooks. libFuzzer is given what is ours, the look at the records; the replay reads the
 * whole file, with libfreexl in its child. That library crashes on damaged files now and then, and
 * the child is there for it: that is one refused file.
 */
#include "fuzz/table.h"
#include "wire/biff_look.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look(const uint8_t *data, size_t size) {
    struct biff_facts facts = {0};
    FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;

    if (!file)
        return;
    biff_look(file, &facts);
    for (size_t i = 0; i < facts.n; i++)
        if (facts.v[i].what == BIFF_TEXT && facts.v[i].text &&
            !utf8_valid(facts.v[i].text, strlen(facts.v[i].text)))
            abort();
    biff_facts_clear(&facts);
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    look(data, size);
#ifndef FUZZING
    fuzz_table(WIRE_XLS, data, size);
#endif
    return 0;
}
