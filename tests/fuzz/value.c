/* Any bytes as a cell: days, documents, phones, names, places. What was read must hold. */
#include "intake/value.h"
#include "fuzz/context.h"
#include "intake/value_day.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena kept;
static struct day_reader days;
static struct document_kinds *kinds;

static void begin(void) {
    day_reader_init(&days, fuzz_campaign(), &kept);
    kinds = document_kinds_new();
}

static void read_day(const char *text, enum cell_kind kind, int month) {
    struct days out;

    if (day_reader_read(&days, text, kind, month, &out) == DAYS_OK)
        fuzz_hold(day_given(out.from) && day_given(out.to) && out.from.v <= out.to.v);
    else
        fuzz_hold(!day_given(out.from) && !day_given(out.to));
}

static void read_document(struct arena *arena, const char *text, enum cell_kind kind) {
    struct document_cell cell;
    struct document document;

    document_kinds_read(kinds, arena, "", text, kind, &cell);
    enum document_fault fault =
        document_read(cell.type, cell.number, fuzz_campaign()->starts, &document);
    if (fault == DOCUMENT_OK && cell.type == DOCUMENT_RESIDENT_ID)
        fuzz_hold(strlen(document.number) == 18 &&
                  document_check_digit(document.number) == document.number[17]);
    document_kinds_read(kinds, arena, text, text, kind, &cell);
}

static void read_rest(struct arena *arena, const char *text, enum cell_kind kind) {
    struct phone phone;
    struct place_match match;
    const struct places *places = fuzz_campaign()->places;
    int64_t n;

    if (value_phone(arena, text, kind, &phone) == PHONE_OK)
        fuzz_hold(strspn(phone.digits, "0123456789") == strlen(phone.digits));
    fuzz_hold(utf8_valid(value_name(arena, text), strlen(value_name(arena, text))));
    if (places_resolve(places, text, 370100, &match) == RC_OK)
        fuzz_hold(places_find(places, match.code) != NULL);
    (void)value_classes(arena, text);
    (void)value_services(arena, text);
    (void)value_count(text, &n);
    (void)value_needs(text, text);
    fuzz_hold(!value_blank(text) || !value_yes(text));
}

/* The first byte chooses the kind of cell and the month beside it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};

    if (!kinds)
        begin();
    if (!size || size > 4096)
        return 0;
    enum cell_kind kind = (enum cell_kind)(data[0] % 3);
    char *text = arena_strndup(&arena, (const char *)data + 1, size - 1);
    read_day(text, kind, data[0] / 3 % 13);
    read_document(&arena, text, kind);
    read_rest(&arena, text, kind);
    arena_clear(&arena);
    return 0;
}
