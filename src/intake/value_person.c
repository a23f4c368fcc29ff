/* Names and phones as people write them. */
#include "intake/value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- names ---- */

/* The dots that stand between the parts of a name, all read as U+00B7 (民委发〔2016〕33号). */
static bool is_name_dot(uint32_t code) {
    static const uint32_t dots[] = {0xb7,   0x2022, 0x30fb, 0x2027, 0x2219, 0x22c5,
                                    0xff0e, 0xfe52, 0x02d9, 0x25cf, 0x0387, 0xff65};

    for (size_t i = 0; i < COUNT(dots); i++)
        if (dots[i] == code)
            return true;
    return false;
}

static bool is_latin(uint32_t code) {
    return code < 0x250 && code != 0xb7 && code != 0xd7 &&
           ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code >= 0xc0);
}

static bool is_hanzi(uint32_t code) {
    return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) ||
           (code >= 0x20000 && code <= 0x3ffff) || (code >= 0xe000 && code <= 0xf8ff);
}

static bool hanzi_follows(const char *text, size_t len) {
    uint32_t code;

    return utf8_next(text, len, &code) > 0 && is_hanzi(code);
}

/* `.` and `*` are dots where hanzi stand on both sides, two and more before a star: 王*明 hides a
 * character. */
static bool is_plain_dot(uint32_t code, int hanzi_before, const char *rest, size_t len) {
    return ((code == '.' && hanzi_before > 0) ||
            ((code == '*' || code == 0xff0a) && hanzi_before > 1)) &&
           hanzi_follows(rest, len);
}

const char *value_name(struct arena *arena, const char *text) {
    struct slice s = value_trim(text);
    char *out = arena_alloc(arena, 2 * s.len + 1); /* U+00B7 is longer than a full stop */
    size_t at = 0, n;
    uint32_t code, before = 0;
    int hanzi = 0;
    bool blank = false;

    for (; (n = utf8_next(s.s, s.len, &code)) > 0; s.s += n, s.len -= n) {
        uint32_t plain = value_fold_char(code);
        if (!plain || plain == ' ') {
            blank |= plain == ' ';
            continue;
        }
        if (is_name_dot(code) || is_plain_dot(code, hanzi, s.s + n, s.len - n))
            plain = 0xb7;
        if (blank && (is_latin(before) || before == '.') && is_latin(plain))
            out[at++] = ' ';
        blank = false;
        at += utf8_put(plain, out + at);
        before = plain;
        hanzi = is_hanzi(plain) ? hanzi + 1 : 0;
    }
    out[at] = '\0';
    return out;
}

/* ---- phones ---- */

/* Marks between two numbers; others between digits are for reading only. */
static bool is_between(uint32_t code) {
    return code == '/' || code == 0x3001 || code == ',' || code == ';' || code == '|' ||
           code == '\n' || code == '\\' || code == 0x6216 || code == 0x548c;
}

struct phone_text {
    char digits[32];
    size_t n;
};

static bool is_mobile(const char *d, size_t n) {
    return n == 11 && d[0] == '1' && d[1] >= '3' && d[1] <= '9';
}

static bool is_landline(const char *d, size_t n) {
    return d[0] == '0' && d[1] != '0' && n >= 10 && n <= 12;
}

/* +86, 0086 and 86- before a number that has its length without them. */
static void strip_country(struct phone_text *p) {
    static const char *const prefixes[] = {"0086", "86"};

    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t len = strlen(prefixes[i]);
        if (p->n < len + 10 || strncmp(p->digits, prefixes[i], len) != 0)
            continue;
        memmove(p->digits, p->digits + len, p->n - len + 1);
        p->n -= len;
        if (p->digits[0] != '1' && p->digits[0] != '0') { /* +86 531 8... */
            memmove(p->digits + 1, p->digits, p->n + 1);
            p->digits[0] = '0';
            p->n++;
        }
        return;
    }
}

/* Two mobile numbers with nothing but a blank between. */
static bool is_two(const struct phone_text *p) {
    return p->n == 22 && is_mobile(p->digits, 11) && is_mobile(p->digits + 11, 11);
}

/* The digits of the next number of the cell; moves on behind it. False at the end. */
static bool next_number(const char **text, struct phone_text *out) {
    size_t len = strlen(*text), n;
    uint32_t code, plain;

    *out = (struct phone_text){{0}, 0};
    for (; (n = utf8_next(*text, len, &code)) > 0; *text += n, len -= n) {
        plain = value_fold_char(code);
        if (plain >= '0' && plain <= '9') {
            if (out->n + 2 < sizeof out->digits)
                out->digits[out->n++] = (char)plain;
        } else if (out->n && (is_between(plain) || is_between(code) || code == 0x8f6c /* 转 */)) {
            return true;
        }
    }
    if (len)
        *text += len; /* not UTF-8 from here on */
    return out->n > 0;
}

/* 1.54E+10: true, with the digits if all of them are there. */
static bool scientific(const char *text, struct phone_text *out) {
    struct slice s = value_trim(text);
    size_t i = 0, exponent = 0;

    *out = (struct phone_text){{0}, 0};
    for (; i < s.len && ((s.s[i] >= '0' && s.s[i] <= '9') || (s.s[i] == '.' && i == 1)); i++)
        if (s.s[i] != '.' && out->n + 2 < sizeof out->digits)
            out->digits[out->n++] = s.s[i];
    if (!out->n || i == s.len || (s.s[i] != 'e' && s.s[i] != 'E'))
        return false;
    i++;
    i += i < s.len && s.s[i] == '+';
    size_t from = i;
    for (; i < s.len && s.s[i] >= '0' && s.s[i] <= '9' && exponent < 100; i++)
        exponent = exponent * 10 + (size_t)(s.s[i] - '0');
    if (i != s.len || i == from)
        return false;
    if (exponent + 1 != out->n)
        out->n = 0;
    return true;
}

static enum phone_fault keep(struct arena *arena, const struct phone_text *p, struct phone *out) {
    out->digits = arena_strndup(arena, p->digits, p->n);
    return is_mobile(p->digits, p->n) || is_landline(p->digits, p->n) ? PHONE_OK : PHONE_ODD;
}

/* The first mobile number, else the first landline, else the first digits of all. */
static enum phone_fault choose(struct arena *arena, const char *text, struct phone *out) {
    struct phone_text next, best = {{0}, 0};
    int found = 0, rank = -1;

    while (next_number(&text, &next)) {
        if (is_two(&next)) {
            found++;
            next.digits[next.n = 11] = '\0';
        }
        strip_country(&next);
        int is = is_mobile(next.digits, next.n) ? 2 : is_landline(next.digits, next.n) ? 1 : 0;
        found += is > 0;
        if (is > rank) {
            best = next;
            rank = is;
        }
    }
    out->more = found > 1;
    return best.n ? keep(arena, &best, out) : PHONE_NONE;
}

enum phone_fault value_phone(struct arena *arena, const char *text, enum cell_kind kind,
                             struct phone *out) {
    struct phone_text whole;
    struct slice s = value_trim(text);

    *out = (struct phone){NULL, false};
    if (value_blank(text))
        return PHONE_NONE;
    if (scientific(text, &whole))
        return whole.n ? keep(arena, &whole, out) : PHONE_DESTROYED;
    if (s.len > 2 && memcmp(s.s + s.len - 2, ".0", 2) == 0) /* a number once, in text now */
        return choose(arena, arena_strndup(arena, s.s, s.len - 2), out);
    enum phone_fault fault = choose(arena, text, out);
    /* 15400000000 in a cell of numbers may be what is left of 1.54E+10 */
    if (kind == CELL_NUMBER && fault == PHONE_OK &&
        strcmp(out->digits + strlen(out->digits) - 8, "00000000") == 0) {
        out->digits = NULL;
        return PHONE_DESTROYED;
    }
    return fault;
}
