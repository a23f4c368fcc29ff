#include "intake/header.h"

#include "homeward/asset.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

/* Fields of the table of synonyms that we take; others are remarks. */
static const struct {
    const char *name;
    enum table_field field;
} known[] = {
    {"seq", TABLE_SEQ},
    {"name", TABLE_NAME},
    {"id_no", TABLE_DOCUMENT},
    {"id_type", TABLE_DOCUMENT_TYPE},
    {"phone", TABLE_PHONE},
    {"employer", TABLE_EMPLOYER},
    {"pickup", TABLE_FROM},
    {"depart_station", TABLE_FROM},
    {"dest", TABLE_TO},
    {"dropoff", TABLE_TO},
    {"arrive_station", TABLE_TO},
    {"dest_province", TABLE_TO_PROVINCE},
    {"dest_city", TABLE_TO_CITY},
    {"dest_county", TABLE_TO_COUNTY},
    {"travel_date", TABLE_DATE},
    {"return_date", TABLE_RETURN_DATE},
    {"direction", TABLE_DIRECTION},
    {"group", TABLE_PARTY},
    {"luggage_pieces", TABLE_LUGGAGE},
    {"seat_class", TABLE_CLASS},
    {"train_no", TABLE_SERVICE},
    {"hardship", TABLE_HARDSHIP},
    {"hardship_no", TABLE_HARDSHIP_NO},
    {"headcount", TABLE_HEADCOUNT},
    {"contact_cadre", TABLE_CONTACT},
    {"contact_cadre_phone", TABLE_CONTACT_PHONE},
    {"health", TABLE_DROPPED},
    {"bank", TABLE_DROPPED},
    {"bank_card", TABLE_DROPPED},
    {"hardship_cause", TABLE_DROPPED},
};

/* The contract's own further fields (section 5); they win over the table. */
static const struct header_word further[] = {
    {"ref", TABLE_REF},
    {"报名号", TABLE_REF},
    {"编号", TABLE_REF},
    {"earliest", TABLE_EARLIEST},
    {"最早日期", TABLE_EARLIEST},
    {"latest", TABLE_LATEST},
    {"最晚日期", TABLE_LATEST},
    {"preferred", TABLE_PREFERRED},
    {"希望日期", TABLE_PREFERRED},
    {"modes", TABLE_MODES},
    {"交通方式", TABLE_MODES},
    {"出行方式", TABLE_MODES},
    {"together", TABLE_TOGETHER},
    {"是否必须同车", TABLE_TOGETHER},
    {"needs", TABLE_NEEDS},
    {"特殊需求", TABLE_NEEDS},
    {"是否需轮椅", TABLE_NEEDS},
    {"下铺", TABLE_NEEDS},
    {"收入", TABLE_DROPPED},
    {"月收入", TABLE_DROPPED},
    {"年收入", TABLE_DROPPED},
    {"party", TABLE_PARTY},
    {"name", TABLE_NAME},
    {"document", TABLE_DOCUMENT},
    {"phone", TABLE_PHONE},
    {"from", TABLE_FROM},
    {"to", TABLE_TO},
    {"direction", TABLE_DIRECTION},
};

/* ---- normalizing ---- */

/* Full width to half width, as NFKC does for the marks that headers hold. */
static uint32_t half_width(uint32_t code) {
    if (code >= 0xff01 && code <= 0xff5e)
        return code - 0xfee0;
    return code == 0x3000 || code == 0xa0 ? ' ' : code;
}

static bool is_mark(uint32_t code) {
    static const uint32_t marks[] = {0x3010, 0x3011, 0x3001, 0x3002, 0x200b, 0xfeff};

    if (code <= ' ')
        return true;
    if (code < 0x80)
        return strchr("*:()[],./\\_-", (int)code) != NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == code)
            return true;
    return false;
}

const char *header_normalize(struct arena *arena, const char *text) {
    size_t len = strlen(text), at = 0, n;
    char *out = arena_alloc(arena, len + 1);
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        code = half_width(code);
        if (code >= 'A' && code <= 'Z')
            code += 'a' - 'A';
        if (!is_mark(code))
            at += utf8_put(code, out + at);
    }
    out[at] = '\0';
    return out;
}

/* ---- the table ---- */

static int by_word(const void *a, const void *b) {
    const struct header_word *x = a, *y = b;

    return strcmp(x->word, y->word);
}

static enum table_field field_of(struct slice name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_eq(name, known[i].name))
            return known[i].field;
    return TABLE_UNKNOWN;
}

static struct slice next_cell(const char **at, const char *end) {
    const char *from = *at;

    while (*at < end && **at != ',')
        (*at)++;
    struct slice cell = {from, (size_t)(*at - from)};
    *at += *at < end;
    return cell;
}

static void put_word(struct header_words *words, size_t *cap, const char *word,
                     enum table_field field) {
    for (size_t i = 0; i < sizeof further / sizeof *further; i++)
        if (strcmp(further[i].word, word) == 0)
            return;
    struct header_word entry = {word, field};
    VEC_PUSH(words->v, words->n, *cap, entry);
}

static void read_line(struct arena *arena, struct header_words *words, size_t *cap,
                      const char *line, const char *end) {
    struct slice field = next_cell(&line, end);
    struct slice synonym = next_cell(&line, end);
    enum table_field known_field = field_of(field);

    if (known_field == TABLE_UNKNOWN || synonym.len == 0)
        return;
    put_word(words, cap, header_normalize(arena, arena_strndup(arena, synonym.s, synonym.len)),
             known_field);
}

void header_words_make(struct arena *arena, struct header_words *out) {
    const struct asset *asset = asset_find("config/header_synonyms.csv");
    const char *at = asset ? (const char *)asset->data : "", *end = at + (asset ? asset->len : 0);
    struct header_words words = {NULL, 0};
    size_t cap = 0;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        read_line(arena, &words, &cap, at, stop);
        at = stop + 1;
    }
    for (size_t i = 0; i < sizeof further / sizeof *further; i++)
        VEC_PUSH(words.v, words.n, cap, further[i]);
    qsort(words.v, (size_t)words.n, sizeof *words.v, by_word);
    out->v = arena_array(arena, (size_t)words.n, sizeof *out->v);
    memcpy(out->v, words.v, (size_t)words.n * sizeof *out->v);
    out->n = words.n;
    mem_free(words.v);
}

enum table_field header_find(const struct header_words *words, struct arena *arena,
                             const char *cell) {
    struct header_word key = {header_normalize(arena, cell), TABLE_UNKNOWN};

    if (!key.word[0])
        return TABLE_UNKNOWN;
    const struct header_word *found =
        bsearch(&key, words->v, (size_t)words->n, sizeof *words->v, by_word);
    return found ? found->field : TABLE_UNKNOWN;
}
