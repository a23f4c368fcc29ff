/*
 * Pinyin initials, so that a name is found by what is quickest to type: 张三 by zs. A character
 * with several readings has all of its initials (单: s, d, c). The table is
 * config/pinyin_initials.csv; source and licence: config/README.md.
 */
#ifndef HOMEWARD_PINYIN_H
#define HOMEWARD_PINYIN_H

#include "homeward/err.h"
#include <stdint.h>

struct pinyin; /* read-only after loading */
enum rc pinyin_load(struct pinyin **out, struct err *err) RC_CHECK;
void pinyin_free(struct pinyin *pinyin); /* accepts NULL */
/* Bit 0 for a ... bit 25 for z; 0: not a character of the table. */
uint32_t pinyin_initials(const struct pinyin *pinyin, uint32_t code);

/* A name from one of the places that people begin to say it at, the whole or what stands behind
 * the family name or a dot, with one way of reading its initials. */
enum { NAME_STARTS = 24, NAME_INITIALS = 32 };
struct name_start {
    const char *name;
    char initials[NAME_INITIALS]; /* small letters; further ones than fit are left out */
};
int pinyin_name_starts(const struct pinyin *pinyin, const char *name,
                       struct name_start out[NAME_STARTS]);

#endif
