/*
 * Attributes of an element to the fields of a struct, by a table: what a file may say, what it must
 * say, and how it is read. Used for campaign and supply files, which are refused at the first
 * fault.
 */
#ifndef HOMEWARD_INTAKE_FIELDS_H
#define HOMEWARD_INTAKE_FIELDS_H

#include "homeward/campaign.h"
#include "homeward/wire.h"

enum field_kind {
    FIELD_TEXT,
    FIELD_INT32, /* within [min, max] */
    FIELD_INT64,
    FIELD_DOUBLE,
    FIELD_DAY,
    FIELD_INSTANT,
    FIELD_MINUTE, /* 04:00 */
    FIELD_CODE,   /* six-digit place code, into an int32_t */
    FIELD_WORDS,  /* words with blanks between */
    FIELD_ENUM    /* one of `words`, its position into an int (all our enums) */
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    bool required;
    int64_t min, max;
    const char *const *words; /* ends with NULL */
};

/* Fill `out` from the attributes; those that are absent leave their field alone. An unknown,
 * missing or malformed attribute is RC_INVALID, named in err. Texts live in the arena. */
enum rc fields_read(struct arena *arena, const char *element, const struct xml_attr *attrs,
                    int n_attrs, const struct field *fields, int n_fields, void *out,
                    struct err *err) RC_CHECK;

void words_split(struct arena *arena, const char *text, struct words *out);
/* A six-digit code in digits. */
bool code_parse(const char *text, int32_t *out);

#endif
