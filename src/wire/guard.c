#include "wire/guard.h"

#include <string.h>

enum { TAG_MAX = 16384, ATTR_MAX = 32 };

static void guard_after_open(struct guard *g, char c) {
    g->state = c == '!' ? GUARD_SECTION : GUARD_TAG;
}

static bool guard_ends_with(const struct guard *g, const char *end) {
    return memcmp(g->tail, end, 3) == 0;
}

/* A section begins with "<!": a comment, CDATA, or a DOCTYPE that the parser refuses. */
static void guard_section(struct guard *g, char c) {
    if (g->len == 4 && g->tail[1] == '-' && c == '-')
        g->state = GUARD_COMMENT;
    else if (guard_ends_with(g, "]]>"))
        g->state = GUARD_TEXT;
}

static void guard_tag(struct guard *g, char c) {
    if (g->quote) {
        if (c == g->quote)
            g->quote = '\0';
    } else if (c == '"' || c == '\'') {
        g->quote = c;
        g->attrs++;
    } else if (c == '>') {
        g->state = GUARD_TEXT;
    }
}

static bool guard_byte(struct guard *g, char c) {
    g->tail[0] = g->tail[1];
    g->tail[1] = g->tail[2];
    g->tail[2] = c;
    g->len++;
    switch (g->state) {
    case GUARD_TEXT:
        if (c == '<')
            *g = (struct guard){.state = GUARD_OPEN, .len = 1, .tail = {0, 0, '<'}};
        return true;
    case GUARD_OPEN:
        guard_after_open(g, c);
        return true;
    case GUARD_TAG:
        guard_tag(g, c);
        return g->len <= TAG_MAX && g->attrs <= ATTR_MAX;
    case GUARD_SECTION:
        guard_section(g, c);
        return g->len <= TAG_MAX;
    case GUARD_COMMENT:
        if (guard_ends_with(g, "-->"))
            g->state = GUARD_TEXT;
        return true;
    }
    return true;
}

size_t guard_pass(struct guard *g, const char *bytes, size_t n) {
    for (size_t i = 0; i < n;) {
        if (g->state == GUARD_TEXT) { /* text is the bulk: jump to the next tag */
            const char *next = memchr(bytes + i, '<', n - i);
            if (!next)
                return n;
            i = (size_t)(next - bytes);
        }
        if (!guard_byte(g, bytes[i++]))
            return i - 1;
    }
    return n;
}
