/* Any bytes as what staff type: rows of a call list, a name to be found, and every cell of a rider
 * typed, cut at zero bytes. What was read must hold. */
#include "fuzz/context.h"

#include "homeward/intake.h"
#include "homeward/pinyin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct pinyin *pinyin;

static enum rc on_row(void *payload, const struct list_row *row, struct err *err) {
    (void)payload;
    (void)err;
    fuzz_hold(row->rejected || (row->name && row->name[0] && row->document.number[0]));
    for (int i = 0; i < row->n_trips && !row->rejected; i++)
        fuzz_hold(row->trips[i].earliest.v <= row->trips[i].latest.v);
    return RC_OK;
}

static void read_row(const char *const *cells) {
    const struct list_context context = {.campaign = fuzz_campaign(),
                                         .office_place = 370100,
                                         .station = "S1",
                                         .today = fuzz_campaign()->starts,
                                         .issued = {0}};
    struct err err = {0};

    rc_ignore(list_read_typed(&context, cells, on_row, NULL, &err));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *cells[RAW_TYPED] = {NULL};
    unsigned char set[100] = {0};
    struct name_start starts[NAME_STARTS];
    char text[4097];
    int n = 0;

    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (!pinyin)
        fuzz_hold(pinyin_load(&pinyin, NULL) == RC_OK);
    for (size_t at = 0; at <= size && n < RAW_TYPED; at += strlen(text + at) + 1)
        cells[n++] = text + at;
    row_set_parse(text, 99, set);
    fuzz_hold(pinyin_name_starts(pinyin, text, starts) <= NAME_STARTS);
    if (utf8_valid(text, size))
        read_row(cells);
    return 0;
}
