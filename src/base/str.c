/* Bounded growable text, slices, numbers and UTF-8. */
#include "homeward/str.h"

#include "homeward/mem.h"
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- growable text ---- */

/* Room for `more` bytes and a NUL; false (and full) beyond the maximum. */
static bool str_room(struct str *str, size_t more) {
    if (more > str->max - str->len) {
        str->full = true;
        return false;
    }
    size_t need = str->len + more + 1;
    if (need > str->cap) {
        size_t cap = str->cap ? str->cap : 64;
        while (cap < need)
            cap *= 2;
        str->s = mem_resize(str->s, cap, 1);
        str->cap = cap;
    }
    return true;
}

void str_addn(struct str *str, const char *text, size_t len) {
    if (!str_room(str, len))
        return;
    memcpy(str->s + str->len, text, len);
    str->len += len;
    str->s[str->len] = '\0';
}

void str_add(struct str *str, const char *text) {
    str_addn(str, text, strlen(text));
}

void str_addf(struct str *str, const char *format, ...) {
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0 || !str_room(str, (size_t)len))
        return;
    va_start(args, format);
    vsnprintf(str->s + str->len, (size_t)len + 1, format, args);
    va_end(args);
    str->len += (size_t)len;
}

void str_reset(struct str *str) {
    str->len = 0;
    str->full = false;
    if (str->s)
        str->s[0] = '\0';
}

void str_clear(struct str *str) {
    mem_free(str->s);
    *str = STR_MAX(str->max);
}

const char *str_get(const struct str *str) {
    return str->s ? str->s : "";
}

/* ---- slices ---- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct slice slice_of(const char *text) {
    return (struct slice){text, strlen(text)};
}

struct slice slice_trim(struct slice slice) {
    while (slice.len && is_blank(slice.s[0])) {
        slice.s++;
        slice.len--;
    }
    while (slice.len && is_blank(slice.s[slice.len - 1]))
        slice.len--;
    return slice;
}

bool slice_eq(struct slice slice, const char *text) {
    return slice.len == strlen(text) && memcmp(slice.s, text, slice.len) == 0;
}

bool slice_word(struct slice *rest, struct slice *out_word) {
    struct slice trimmed = slice_trim(*rest);
    size_t len = 0;

    while (len < trimmed.len && !is_blank(trimmed.s[len]))
        len++;
    if (!len)
        return false;
    *out_word = (struct slice){trimmed.s, len};
    *rest = (struct slice){trimmed.s + len, trimmed.len - len};
    return true;
}

/* ---- numbers ---- */

bool text_int64(const char *text, int64_t min, int64_t max, int64_t *out) {
    char *end;

    if (!text || is_blank(text[0]) || text[0] == '+' || !text[0])
        return false;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno || *end || value < min || value > max)
        return false;
    *out = value;
    return true;
}

/* The program never calls setlocale for numbers, so the decimal sign is always a point. */
bool text_double(const char *text, double min, double max, double *out) {
    char *end;

    if (!text || !text[0] || strspn(text, "0123456789.-eE") != strlen(text))
        return false;
    errno = 0;
    double value = strtod(text, &end);
    if (errno || *end || !isfinite(value) || value < min || value > max)
        return false;
    *out = value;
    return true;
}

const char *number_text(int64_t value, char out[32]) {
    char plain[32];
    int len = snprintf(plain, sizeof plain, "%lld", (long long)value), at = 0;

    for (int i = 0; i < len && at < 31; i++) {
        out[at++] = plain[i];
        int left = len - i - 1;
        if (left > 0 && left % 3 == 0 && plain[i] != '-' && at < 31)
            out[at++] = ',';
    }
    out[at] = '\0';
    return out;
}

/* ---- UTF-8 ---- */

/* Lead byte to length and payload mask; continuation and illegal leads have length 0. */
static size_t utf8_lead(unsigned char c, uint32_t *out_bits) {
    static const struct {
        unsigned char mask, lead, bits;
    } forms[] = {{0x80, 0x00, 0x7f}, {0xe0, 0xc0, 0x1f}, {0xf0, 0xe0, 0x0f}, {0xf8, 0xf0, 0x07}};

    for (size_t i = 0; i < 4; i++)
        if ((c & forms[i].mask) == forms[i].lead) {
            *out_bits = c & forms[i].bits;
            return i + 1;
        }
    return 0;
}

size_t utf8_next(const char *s, size_t len, uint32_t *out_code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t code = 0;

    if (!len)
        return 0;
    size_t n = utf8_lead((unsigned char)s[0], &code);
    if (!n || n > len)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)s[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | ((unsigned char)s[i] & 0x3f);
    }
    if (code < least[n] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return 0;
    *out_code = code;
    return n;
}

size_t utf8_put(uint32_t code, char out[4]) {
    static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (size_t i = n; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    out[0] = (char)(leads[n] | code);
    return n;
}

bool utf8_valid(const char *s, size_t len) {
    uint32_t code;

    while (len) {
        size_t n = utf8_next(s, len, &code);
        if (!n)
            return false;
        s += n;
        len -= n;
    }
    return true;
}

/* East Asian wide and full-width blocks, in order (Unicode TR 11, coarse). */
static bool is_wide(uint32_t code) {
    static const uint32_t blocks[][2] = {{0x1100, 0x115f}, {0x2e80, 0xa4cf},   {0xac00, 0xd7a3},
                                         {0xf900, 0xfaff}, {0xfe30, 0xfe6f},   {0xff01, 0xff60},
                                         {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x20000, 0x3fffd}};

    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (code >= blocks[i][0] && code <= blocks[i][1])
            return true;
    return false;
}

size_t utf8_columns(const char *s) {
    size_t columns = 0, len = strlen(s);
    uint32_t code;

    while (len) {
        size_t n = utf8_next(s, len, &code);
        if (!n)
            return columns + len;
        columns += is_wide(code) ? 2 : 1;
        s += n;
        len -= n;
    }
    return columns;
}

/* FNV-1a, then mixed: for tables, not for secrets. */
uint64_t hash_bytes(const void *data, size_t len, uint64_t seed) {
    const unsigned char *bytes = data;
    uint64_t h = 0xcbf29ce484222325u ^ seed;

    for (size_t i = 0; i < len; i++)
        h = (h ^ bytes[i]) * 0x100000001b3u;
    h ^= h >> 32;
    return h * 0x9e3779b97f4a7c15u;
}
