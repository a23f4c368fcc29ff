/* See words.h. */
#include "intake/words.h"

#include "homeward/asset.h"
#include "homeward/str.h"
#include "intake/header.h"

#include <string.h>

enum { WORDS_MAX = 512, FOLD_MAX = 64 };

static struct slice cut(struct slice *rest, char mark) {
    const char *end = memchr(rest->s, mark, rest->len);
    struct slice piece = {rest->s, end ? (size_t)(end - rest->s) : rest->len};
    size_t used = piece.len + (end != NULL);

    rest->s += used;
    rest->len -= used;
    return piece;
}

static int meaning_of(struct slice name, const char *const *meanings, int n) {
    for (int m = 0; m < n; m++)
        if (slice_eq(name, meanings[m]))
            return m;
    return -1;
}

void words_read(struct arena *arena, const char *name, const char *const *meanings, int n,
                struct word_table *out) {
    const struct asset *asset = asset_find(name);
    struct slice rest = {asset ? (const char *)asset->data : "", asset ? asset->len : 0};

    *out = (struct word_table){.v = arena_array(arena, WORDS_MAX, sizeof *out->v)};
    while (rest.len && out->n < WORDS_MAX) {
        struct slice line = cut(&rest, '\n');
        int meaning = meaning_of(slice_trim(cut(&line, ',')), meanings, n);
        line = slice_trim(line);
        if (meaning < 0 || line.len == 0)
            continue;
        const char *word = header_normalize(arena, arena_strndup(arena, line.s, line.len));
        out->v[out->n++] = (struct words_row){word, meaning};
    }
}

int words_find(const struct word_table *words, struct arena *arena, const char *text, int from,
               int to) {
    if (!text[0] || strlen(text) > FOLD_MAX)
        return -1;
    const char *normal = header_normalize(arena, text);
    for (int i = 0; i < words->n; i++)
        if (words->v[i].meaning >= from && words->v[i].meaning <= to &&
            strcmp(words->v[i].word, normal) == 0)
            return words->v[i].meaning;
    return -1;
}
