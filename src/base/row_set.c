/* Row numbers as people type them: 1-5,8 */
#include "homeward/str.h"

#include <string.h>

static bool read_number(const char **at, int64_t max, int64_t *out) {
    const char *s = *at;

    *out = 0;
    while (*s >= '0' && *s <= '9' && *out <= max)
        *out = *out * 10 + (*s++ - '0');
    bool read = s != *at;
    *at = s;
    return read && *out >= 1 && *out <= max;
}

/* A full-width comma or 、 as well. */
static size_t comma_length(const char *s) {
    static const char *const commas[] = {",", " ", "，", "、"};

    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
        if (strncmp(s, commas[i], strlen(commas[i])) == 0)
            return strlen(commas[i]);
    return 0;
}

bool row_set_parse(const char *text, int64_t max, unsigned char *set) {
    int64_t from, to;
    size_t comma;

    for (const char *s = text; *s; s += comma) {
        if (!read_number(&s, max, &from))
            return false;
        to = from;
        if (*s == '-' && (s++, !read_number(&s, max, &to)))
            return false;
        if (to < from)
            return false;
        memset(set + from, 1, (size_t)(to - from + 1));
        comma = comma_length(s);
        if (*s && (!comma || !s[comma]))
            return false;
    }
    return text[0] != '\0';
}
