#include "wire/biff_look.h"

#include <string.h>

enum {
    FORMULA = 0x06,
    BOUNDSHEET = 0x85,
    COLINFO = 0x7d,
    MERGED = 0xe5,
    STRING = 0x207,
    ROW = 0x208,
    BOF = 0x809
};
enum { RECORD_MAX = 8228, SHEETS_MAX = 256, FACTS_MAX = 500000, BIFF8 = 0x600 };

struct look {
    struct biff_facts *facts;
    const unsigned char *bytes; /* of the record at hand */
    size_t len;
    uint32_t begins[SHEETS_MAX]; /* where the stream holds each sheet */
    int n_sheets, sheet;         /* sheet -1: none */
    bool biff8, awaits_string;
};

static uint32_t u16(const struct look *l, size_t at) {
    return at + 2 <= l->len ? (uint32_t)(l->bytes[at] | l->bytes[at + 1] << 8) : 0;
}

static uint32_t u32(const struct look *l, size_t at) {
    return u16(l, at) | u16(l, at + 2) << 16;
}

static struct biff_fact *add(struct look *l, enum biff_what what, size_t row_at, size_t column_at) {
    struct biff_fact fact = {.what = what,
                             .sheet = l->sheet,
                             .row = (int32_t)u16(l, row_at),
                             .column = (int32_t)u16(l, column_at)};

    if (l->sheet < 0 || l->facts->n == FACTS_MAX)
        return NULL;
    VEC_PUSH(l->facts->v, l->facts->n, l->facts->cap, fact);
    return &l->facts->v[l->facts->n - 1];
}

static void take_bof(struct look *l, uint32_t where) {
    l->biff8 |= u16(l, 0) == BIFF8;
    l->sheet = -1;
    for (int i = 0; i < l->n_sheets; i++)
        if (l->begins[i] == where)
            l->sheet = i;
}

static void take_boundsheet(struct look *l) {
    if (l->n_sheets < SHEETS_MAX)
        l->begins[l->n_sheets++] = u32(l, 0);
}

static void take_merged(struct look *l) {
    uint32_t n = u16(l, 0);

    for (size_t at = 2; n && at + 8 <= l->len; at += 8, n--) {
        struct biff_fact *fact = add(l, BIFF_AREA, at, at + 4);
        if (!fact)
            return;
        fact->to_row = (int32_t)u16(l, at + 2);
        fact->to_column = (int32_t)u16(l, at + 6);
    }
}

static void take_columns(struct look *l) {
    struct biff_fact *fact = u16(l, 8) & 1 ? add(l, BIFF_COLUMNS, l->len, 0) : NULL;

    if (fact)
        fact->to_column = (int32_t)u16(l, 2);
}

static void take_row(struct look *l) {
    if (u16(l, 12) & 0x20)
        (void)add(l, BIFF_ROW, 0, l->len);
}

/* The cached result: a double, or a marker (text follows in a record of its own; 1 is a bool). */
static void take_formula(struct look *l) {
    bool marker = u16(l, 12) == 0xffff;

    if (l->len < 14)
        return;
    l->awaits_string = marker && l->bytes[6] == 0;
    if (marker && l->bytes[6] > 1)
        return; /* an error, or empty */
    struct biff_fact *fact = add(l, l->awaits_string ? BIFF_TEXT : BIFF_NUMBER, 0, 2);
    if (fact && marker)
        fact->number = l->bytes[8];
    else if (fact)
        memcpy(&fact->number, l->bytes + 6, 8); /* little endian, as all our machines */
}

/* BIFF8: length, a flag for two bytes a character, characters. */
static const char *text_of(struct look *l) {
    size_t n = u16(l, 0), wide = l->len > 2 ? l->bytes[2] & 1 : 0, at = 3, to = 0;
    char *out = arena_alloc(&l->facts->arena, 4 * n + 1);

    for (; n && at + wide < l->len; n--, at += 1 + wide) {
        uint32_t code = wide ? u16(l, at) : l->bytes[at];
        if (code >= 0xd800 && code < 0xdc00 && n > 1 && at + 4 <= l->len) {
            code = 0x10000 + ((code - 0xd800) << 10) + ((u16(l, at + 2) - 0xdc00) & 0x3ff);
            at += 2;
            n--;
        }
        if (code && (code < 0xd800 || code > 0xdfff))
            to += utf8_put(code, out + to);
    }
    return out;
}

static void take_string(struct look *l) {
    struct biff_facts *facts = l->facts;

    if (l->awaits_string && l->biff8 && facts->n && facts->v[facts->n - 1].what == BIFF_TEXT)
        facts->v[facts->n - 1].text = text_of(l);
    l->awaits_string = false;
}

static void take_record(struct look *l, uint32_t type, uint32_t where) {
    switch (type) {
    case BOF:
        take_bof(l, where);
        break;
    case BOUNDSHEET:
        take_boundsheet(l);
        break;
    case MERGED:
        take_merged(l);
        break;
    case COLINFO:
        take_columns(l);
        break;
    case ROW:
        take_row(l);
        break;
    case FORMULA:
        take_formula(l);
        break;
    case STRING:
        take_string(l);
        break;
    default:
        break;
    }
}

void biff_look(FILE *file, struct biff_facts *out) {
    unsigned char head[4], bytes[RECORD_MAX];
    struct look l = {.facts = out, .bytes = bytes, .sheet = -1};
    struct cfb stream;
    uint32_t where = 0;

    if (!cfb_open_workbook(file, &stream))
        return;
    while (cfb_read(&stream, head, sizeof head)) {
        uint32_t type = (uint32_t)(head[0] | head[1] << 8);
        l.len = (size_t)(head[2] | head[3] << 8);
        if (l.len > sizeof bytes || !cfb_read(&stream, bytes, l.len))
            break;
        take_record(&l, type, where);
        where += (uint32_t)l.len + 4;
    }
    cfb_close(&stream);
}

void biff_facts_clear(struct biff_facts *facts) {
    arena_clear(&facts->arena);
    mem_free(facts->v);
}
