#include "wire/guard.h"

#include <string.h>

enum { TAG_MAX = 16384, ATTR_MAX = 32 };

static bool ends_with(const struct guard *g, const char *end) {
    return memcmp(g->tail, end, 3) == 0;
}

/* A section begins with "<!": a comment, CDATA, or a declaration that ends like a tag. */
static void take_section(struct guard *g, char c) {
    if (g->len == 4 && ends_with(g, "!--"))
        g->state = GUARD_COMMENT;
    else if (g->len == 9 && ends_with(g, "TA["))
        g->state = GUARD_CDATA;
    else if (c == '>')
        g->state = GUARD_TEXT;
}

static bool take_byte(struct guard *g, char c) {
    g->tail[0] = g->tail[1];
    g->tail[1] = g->tail[2];
    g->tail[2] = c;
    g->len++;
    if (g->state == GUARD_OPEN)
        g->state = c == '!' ? GUARD_SECTION : GUARD_TAG;
    else if (g->state == GUARD_SECTION)
        take_section(g, c);
    else if (ends_with(g, g->state == GUARD_COMMENT ? "-->" : "]]>"))
        g->state = GUARD_TEXT;
    return g->state != GUARD_SECTION || g->len <= TAG_MAX;
}

/* The bytes of a tag up to what changes the state; how many were taken. */
static size_t take_tag(struct guard *g, const char *at, size_t n) {
    size_t i = 0;

    if (g->quote) {
        const char *end = memchr(at, g->quote, n);
        if (end)
            g->quote = '\0';
        return end ? (size_t)(end - at) + 1 : n;
    }
    while (i < n && at[i] != '"' && at[i] != '\'' && at[i] != '>')
        i++;
    if (i == n)
        return n;
    if (at[i] == '>') {
        g->state = GUARD_TEXT;
    } else {
        g->quote = at[i];
        g->attrs++;
    }
    return i + 1;
}

/* Text is the bulk: jump to the next tag. */
static size_t take_text(struct guard *g, const char *at, size_t n) {
    const char *next = memchr(at, '<', n);

    if (!next)
        return n;
    *g = (struct guard){.state = GUARD_OPEN, .len = 1, .tail = {0, 0, '<'}};
    return (size_t)(next - at) + 1;
}

size_t guard_pass(struct guard *g, const char *bytes, size_t n) {
    for (size_t i = 0; i < n;) {
        if (g->state == GUARD_TEXT) {
            i += take_text(g, bytes + i, n - i);
        } else if (g->state == GUARD_TAG) {
            size_t taken = take_tag(g, bytes + i, n - i);
            g->len += taken;
            if (g->len > TAG_MAX || g->attrs > ATTR_MAX)
                return i;
            i += taken;
        } else if (!take_byte(g, bytes[i++])) {
            return i - 1;
        }
    }
    return n;
}
