/* Extras: their kinds, and what was given of them. */
#include "homeward/extra.h"

#include "homeward/asset.h"
#include "homeward/str.h"

#include <string.h>

enum { COLUMNS = 6, KINDS_MAX = 64 };

/* ---- config/extras.csv ---- */

static struct slice cut(struct slice *rest, char mark) {
    const char *end = memchr(rest->s, mark, rest->len);
    struct slice piece = {rest->s, end ? (size_t)(end - rest->s) : rest->len};
    size_t used = piece.len + (end != NULL);

    rest->s += used;
    rest->len -= used;
    return slice_trim(piece);
}

static void read_line(struct arena *arena, struct slice line, struct extra_kinds *out) {
    const char *cells[COLUMNS];

    for (int i = 0; i < COLUMNS; i++) {
        struct slice cell = cut(&line, ',');
        cells[i] = arena_strndup(arena, cell.s, cell.len);
    }
    if (cells[0][0] && cells[1][0] && out->n < KINDS_MAX)
        out->v[out->n++] = (struct extra_kind){cells[0],
                                               {cells[1], cells[2][0] ? cells[2] : cells[0]},
                                               {cells[3], cells[4]},
                                               strcmp(cells[5], "1") == 0};
}

void extra_kinds_read(struct arena *arena, struct extra_kinds *out) {
    const struct asset *asset = asset_find("config/extras.csv");
    struct slice rest = {asset ? (const char *)asset->data : "", asset ? asset->len : 0};

    *out = (struct extra_kinds){.v = arena_array(arena, KINDS_MAX, sizeof *out->v)};
    (void)cut(&rest, '\n'); /* the header */
    while (rest.len)
        read_line(arena, cut(&rest, '\n'), out);
}

int extra_kind_find(const struct extra_kinds *kinds, const char *word) {
    for (int i = 0; i < kinds->n; i++)
        if (strcmp(kinds->v[i].key, word) == 0 || strcmp(kinds->v[i].name.zh, word) == 0 ||
            strcmp(kinds->v[i].name.en, word) == 0)
            return i;
    return -1;
}

/* ---- counts ---- */

struct extra_count extra_count_kind(const struct campaign *c, const struct extras *e, int kind,
                                    int32_t office) {
    struct extra_count count = {.kind = kind};
    const char *key = e->kinds.v[kind].key;

    for (int i = 0; office < 0 && i < e->n_deliveries; i++)
        count.in += strcmp(e->deliveries[i].kind, key) == 0 ? e->deliveries[i].n : 0;
    for (int i = 0; i < e->n_gifts; i++) {
        const struct extra_gift *g = &e->gifts[i];
        if (strcmp(g->kind, key) != 0 ||
            (office >= 0 && c->allocations[g->allocation].office != office))
            continue;
        count.given += g->n;
        count.runs += g->n > 0;
    }
    return count;
}

int64_t extra_given(const struct extras *e, const char *kind, int32_t allocation) {
    for (int i = 0; i < e->n_gifts; i++)
        if (e->gifts[i].allocation == allocation && strcmp(e->gifts[i].kind, kind) == 0)
            return e->gifts[i].n;
    return 0;
}

const char *extra_text(const struct extras *e, int32_t allocation, enum lang lang,
                       struct arena *arena) {
    struct str text = STR_MAX(512);
    char number[32];

    for (int k = 0; k < e->kinds.n; k++) {
        const struct extra_kind *kind = &e->kinds.v[k];
        int64_t n = extra_given(e, kind->key, allocation);
        if (n > 0)
            str_addf(&text, "%s%s %s %s", !text.len ? "" : bi_text(BI("，", ", "), lang),
                     bi_text(kind->name, lang), number_text(n, number), bi_text(kind->unit, lang));
    }
    const char *copy = arena_strdup(arena, str_get(&text));
    str_clear(&text);
    return copy;
}
