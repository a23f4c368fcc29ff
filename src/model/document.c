/*
 * Identity documents: GB 11643-1999 with the check digit of ISO 7064 MOD 11-2, and the other papers
 * that config/id_documents.csv describes.
 */
#include "homeward/document.h"

#include "homeward/str.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    struct bi name;
} types[DOCUMENT_TYPES] = {
    [DOCUMENT_RESIDENT_ID] = {"resident-id", {"居民身份证", "resident identity card"}},
    [DOCUMENT_HK_MACAU_PERMIT] = {"hk-macau-permit",
                                  {"港澳居民来往内地通行证", "Hong Kong and Macau permit"}},
    [DOCUMENT_TAIWAN_PERMIT] = {"taiwan-permit", {"台湾居民来往大陆通行证", "Taiwan permit"}},
    [DOCUMENT_PASSPORT] = {"passport", {"护照", "passport"}},
    [DOCUMENT_OTHER] = {"other", {"其他证件", "other document"}},
};

const char *document_type_word(enum document_type type) {
    return types[type].word;
}

struct bi document_type_name(enum document_type type) {
    return types[type].name;
}

bool document_type_parse(const char *word, enum document_type *out) {
    for (int i = 0; i < DOCUMENT_TYPES; i++)
        if (strcmp(types[i].word, word) == 0) {
            *out = (enum document_type)i;
            return true;
        }
    return false;
}

struct bi document_fault_text(enum document_fault fault) {
    static const struct bi texts[] = {
        [DOCUMENT_OK] = {"证件号正确", "the document number is right"},
        [DOCUMENT_EMPTY] = {"没有证件号，请补上", "there is no document number; add it"},
        [DOCUMENT_LENGTH] = {"身份证号位数不对，应为18位，请对照证件改正",
                             "the identity number must have 18 digits; correct it"},
        [DOCUMENT_CHARACTERS] =
            {"身份证号只能是数字，末位可为 X，请对照证件改正",
             "an identity number has digits alone, or X at its end; correct it"},
        [DOCUMENT_DATE] =
            {"身份证号里的出生日期不存在或在将来，请对照证件改正",
             "the birth date in the identity number is impossible or in the future; correct it"},
        [DOCUMENT_CHECK_DIGIT] =
            {"身份证号有数字写错（校验码不符），请对照证件改正",
             "a digit of the identity number is wrong (its check digit says so); correct it"},
        [DOCUMENT_FORM] = {"证件号不符合该证件的格式，请对照证件改正",
                           "the number is not of the form of its document; correct it"},
    };

    return texts[fault];
}

/* ---- folding ---- */

static bool is_ignored(uint32_t code) {
    return code <= ' ' || code == 0xa0 || code == 0x3000 || code == '\'' || code == 0x2019 ||
           code == 0x2018 || code == '`' || code == '-' || (code >= 0x2000 && code <= 0x2015) ||
           (code >= 0x2028 && code <= 0x202f) || (code >= 0x2060 && code <= 0x2069) ||
           code == 0xad || code == 0xfeff;
}

/* Half width, upper case; the letters that people write for X. */
static uint32_t fold_char(uint32_t code) {
    if (code >= 0xff01 && code <= 0xff5e)
        code -= 0xfee0;
    if (code >= 'a' && code <= 'z')
        code -= 'a' - 'A';
    if (code == 0x425 || code == 0x445 || code == 0x3a7 || code == 0x3c7 || code == 0xd7 ||
        code == '*')
        return 'X';
    return code;
}

/* False if it is longer than any document number or not UTF-8. */
static bool fold(const char *text, char out[DOCUMENT_MAX]) {
    size_t len = strlen(text), at = 0, n;
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        char bytes[4];
        if (is_ignored(code))
            continue;
        size_t put = utf8_put(fold_char(code), bytes);
        if (at + put >= DOCUMENT_MAX)
            return false;
        memcpy(out + at, bytes, put);
        at += put;
    }
    out[at] = '\0';
    return len == 0;
}

/* ---- resident identity numbers ---- */

char document_check_digit(const char *digits17) {
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    for (int i = 0; i < 17; i++)
        sum += (digits17[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

static int digits_at(const char *text, int from, int n) {
    int value = 0;

    for (int i = from; i < from + n; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* 15 digits to 18: the century, then the check digit. */
static void upgrade(struct document *document) {
    char full[19];

    memcpy(full, document->number, 6);
    full[6] = '1';
    full[7] = '9';
    memcpy(full + 8, document->number + 6, 9);
    full[17] = document_check_digit(full);
    full[18] = '\0';
    memcpy(document->number, full, sizeof full);
    document->upgraded = true;
}

#define CENTURY_DAYS 36524 /* from a day of 18xx to the same of 19xx: 1900 was no leap year */

/* The standard's own example was born in 1880; days are counted from 1900 on. */
static bool read_birth(struct document *d) {
    int year = digits_at(d->number, 6, 4), month = digits_at(d->number, 10, 2);
    int dayofmonth = digits_at(d->number, 12, 2);
    bool before = year >= 1800 && year < 1900;

    if (!day_make(before ? year + 100 : year, month, dayofmonth, &d->born))
        return false;
    d->born.v -= before ? CENTURY_DAYS : 0;
    return true;
}

static enum document_fault read_resident_id(struct document *d, struct day today) {
    size_t len = strlen(d->number), digits = strspn(d->number, "0123456789");

    if (len != 15 && len != 18)
        return DOCUMENT_LENGTH;
    if (digits != len && !(len == 18 && digits == 17 && d->number[17] == 'X'))
        return DOCUMENT_CHARACTERS;
    if (len == 15)
        upgrade(d);
    d->region = digits_at(d->number, 0, 6);
    d->sex = digits_at(d->number, 16, 1) % 2 ? 'M' : 'F';
    if (!read_birth(d) || d->born.v > today.v)
        return DOCUMENT_DATE;
    return document_check_digit(d->number) == d->number[17] ? DOCUMENT_OK : DOCUMENT_CHECK_DIGIT;
}

/* ---- other documents ---- */

/* One letter of `letters` ("" = none), then between min and max digits, then at most `tail`
 * letters. */
static bool has_form(const char *number, const char *letters, size_t min, size_t max, size_t tail) {
    if (letters[0]) {
        if (!number[0] || !strchr(letters, number[0]))
            return false;
        number++;
    }
    size_t digits = strspn(number, "0123456789");
    size_t rest = strspn(number + digits, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return digits >= min && digits <= max && rest <= tail && !number[digits + rest];
}

static bool is_passport(const char *number) {
    size_t len = strlen(number);

    return len >= 5 && len <= 17 && strspn(number, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == len;
}

static bool form_fits(const struct document *d) {
    switch (d->type) {
    case DOCUMENT_HK_MACAU_PERMIT:
        return has_form(d->number, "HM", 8, 8, 0) || has_form(d->number, "HM", 10, 10, 0);
    case DOCUMENT_TAIWAN_PERMIT:
        return has_form(d->number, "", 8, 8, 0) || has_form(d->number, "", 10, 10, 1);
    case DOCUMENT_PASSPORT:
        return is_passport(d->number);
    case DOCUMENT_OTHER:
        return strlen(d->number) >= 4;
    case DOCUMENT_RESIDENT_ID:
    case DOCUMENT_TYPES:
        break;
    }
    return false;
}

enum document_fault document_read(enum document_type type, const char *text, struct day today,
                                  struct document *out) {
    *out = (struct document){.type = type, .born = DAY_NONE};
    if (!fold(text, out->number))
        return type == DOCUMENT_RESIDENT_ID ? DOCUMENT_LENGTH : DOCUMENT_FORM;
    if (!out->number[0])
        return DOCUMENT_EMPTY;
    if (type == DOCUMENT_RESIDENT_ID)
        return read_resident_id(out, today);
    return form_fits(out) ? DOCUMENT_OK : DOCUMENT_FORM;
}

/* ---- masks ---- */

static size_t count_chars(const char *text) {
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

/* The last `keep` characters of text, the others as stars. */
static void mask(const char *text, size_t head, size_t keep, char *out, size_t room) {
    size_t n = count_chars(text), at = 0, i = 0;

    for (; *text && at + 5 < room; text++) {
        bool first = ((unsigned char)*text & 0xc0) != 0x80;
        i += first;
        if (i <= head || i > n - keep)
            out[at++] = *text;
        else if (first)
            out[at++] = '*';
    }
    out[at] = '\0';
}

void document_mask(const char *number, char out[DOCUMENT_MAX]) {
    mask(number, 0, count_chars(number) >= 8 ? 4 : 0, out, DOCUMENT_MAX);
}

void phone_mask(const char *phone, char out[32]) {
    size_t n = count_chars(phone);

    mask(phone, n >= 11 ? 3 : 0, n >= 11 ? 4 : n >= 6 ? 2 : 0, out, 32);
}
