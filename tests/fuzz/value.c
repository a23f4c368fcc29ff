/* Any bytes as a cell: days, documents, phones, names, places. What was read must hold. */
#include "intake/value.h"
#include "homeward/place.h"
#include "intake/value_day.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct places *places;
static struct campaign campaign;
static struct arena kept;
static struct day_reader days;
static struct document_kinds *kinds;

static void begin(void) {
    if (places_load(&places, NULL) != RC_OK)
        abort();
    campaign.places = places;
    if (!day_make(2018, 1, 15, &campaign.starts) || !day_make(2018, 3, 31, &campaign.ends))
        abort();
    day_reader_init(&days, &campaign, &kept);
    kinds = document_kinds_new();
}

static void hold(bool it) {
    if (!it)
        abort();
}

static void read_day(const char *text, enum cell_kind kind, int month) {
    struct days out;

    if (day_reader_read(&days, text, kind, month, &out) == DAYS_OK)
        hold(day_given(out.from) && day_given(out.to) && out.from.v <= out.to.v);
    else
        hold(!day_given(out.from) && !day_given(out.to));
}

static void read_document(struct arena *arena, const char *text, enum cell_kind kind) {
    struct document_cell cell;
    struct document document;

    document_kinds_read(kinds, arena, "", text, kind, &cell);
    enum document_fault fault = document_read(cell.type, cell.number, campaign.starts, &document);
    if (fault == DOCUMENT_OK && cell.type == DOCUMENT_RESIDENT_ID)
        hold(strlen(document.number) == 18 &&
             document_check_digit(document.number) == document.number[17]);
    document_kinds_read(kinds, arena, text, text, kind, &cell);
}

static void read_rest(struct arena *arena, const char *text, enum cell_kind kind) {
    struct phone phone;
    struct place_match match;
    int64_t n;

    if (value_phone(arena, text, kind, &phone) == PHONE_OK)
        hold(strspn(phone.digits, "0123456789") == strlen(phone.digits));
    hold(utf8_valid(value_name(arena, text), strlen(value_name(arena, text))));
    if (places_resolve(places, text, 370100, &match) == RC_OK)
        hold(places_find(places, match.code) != NULL);
    (void)value_classes(arena, text);
    (void)value_services(arena, text);
    (void)value_count(text, &n);
    (void)value_needs(text, text);
    hold(!value_blank(text) || !value_yes(text));
}

/* The first byte chooses the kind of cell and the month beside it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};

    if (!places)
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
