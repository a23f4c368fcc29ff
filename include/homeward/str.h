/*
 * Bounded growable text. Every buffer states its maximum; reaching it sets `full` and drops
 * what does not fit, so a caller checks once at the end.
 */
#ifndef HOMEWARD_STR_H
#define HOMEWARD_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    char *s; /* always ends with NUL once something was added; NULL while empty */
    size_t len, cap, max;
    bool full;
};
#define STR_MAX(max_) ((struct str){.max = (max_)})

void str_add(struct str *str, const char *text);
void str_addn(struct str *str, const char *text, size_t len);
void str_addf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_reset(struct str *str); /* keeps the memory */
void str_clear(struct str *str);
const char *str_get(const struct str *str); /* "" while empty */

/* A piece of text that belongs to somebody else. */
struct slice {
    const char *s;
    size_t len;
};
struct slice slice_of(const char *text);
struct slice slice_trim(struct slice slice); /* ASCII blanks off both ends */
bool slice_eq(struct slice slice, const char *text);
/* Cut the next word (ASCII blanks between words) off the front; false at the end. */
bool slice_word(struct slice *rest, struct slice *out_word);

/* Whole text as a decimal number in [min, max]; nothing else is accepted. */
bool text_int64(const char *text, int64_t min, int64_t max, int64_t *out);
bool text_double(const char *text, double min, double max, double *out);
/* Row numbers as people type them, 1-5,8 with any comma: set[n] is 1 for each, n from 1 to max.
 * False: anything else; set is then of no use. */
bool row_set_parse(const char *text, int64_t max, unsigned char *set);
/* 105,000: as people read it. Returns out. */
const char *number_text(int64_t value, char out[32]);

/* One code point of UTF-8; returns its length, 0 if malformed or at the end. */
size_t utf8_next(const char *s, size_t len, uint32_t *out_code);
size_t utf8_put(uint32_t code, char out[4]);
bool utf8_valid(const char *s, size_t len);
/* Columns on a terminal: wide characters count two. */
size_t utf8_columns(const char *s);

uint64_t hash_bytes(const void *data, size_t len, uint64_t seed);

#endif
