/*
 * Identity documents (contract section 4; domain: GB 11643-1999, check digit ISO 7064 MOD 11-2).
 */
#ifndef HOMEWARD_DOCUMENT_H
#define HOMEWARD_DOCUMENT_H

#include "homeward/err.h"
#include "homeward/when.h"
#include <stdbool.h>

enum document_type {
    DOCUMENT_RESIDENT_ID,
    DOCUMENT_HK_MACAU_PERMIT,
    DOCUMENT_TAIWAN_PERMIT,
    DOCUMENT_PASSPORT,
    DOCUMENT_OTHER,
    DOCUMENT_TYPES
};

/* The word of the contract ("resident-id") and back. */
const char *document_type_word(enum document_type type);
bool document_type_parse(const char *word, enum document_type *out);
struct bi document_type_name(enum document_type type);

enum document_fault {
    DOCUMENT_OK,
    DOCUMENT_EMPTY,
    DOCUMENT_LENGTH,
    DOCUMENT_CHARACTERS,
    DOCUMENT_DATE, /* impossible or future birth date */
    DOCUMENT_CHECK_DIGIT,
    DOCUMENT_FORM /* not of the pattern of its type */
};

#define DOCUMENT_MAX 32
struct document {
    enum document_type type;
    char number[DOCUMENT_MAX]; /* folded: half width, upper case, no blanks */
    int32_t region;            /* first six digits of a resident id, else 0 */
    struct day born;           /* resident id only */
    char sex;                  /* 'M', 'F' or 0 */
    bool upgraded;             /* came as the 15-digit form */
};

/* Fold the number (full width, x, Х, ×, blanks, zero-width, leading apostrophe), check it
 * for its type on the given day. out is filled as far as it goes, also on a fault. */
enum document_fault document_read(enum document_type type, const char *text, struct day today,
                                  struct document *out);
struct bi document_fault_text(enum document_fault fault);
/* The check digit of the first 17 digits of a resident id. */
char document_check_digit(const char *digits17);
/* Masked for screens and lists: all but the last four replaced, as in "**************0010". */
void document_mask(const char *number, char out[DOCUMENT_MAX]);
/* 138****5678; shorter or stranger numbers show their last two digits at most. */
void phone_mask(const char *phone, char out[32]);

#endif
