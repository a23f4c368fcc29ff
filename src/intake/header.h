/* Header words of tables to the fields that we know (config/header_synonyms.csv). */
#ifndef HOMEWARD_INTAKE_HEADER_H
#define HOMEWARD_INTAKE_HEADER_H

#include "homeward/mem.h"
#include <stdbool.h>

enum table_field {
    TABLE_UNKNOWN, /* kept as a remark */
    TABLE_DROPPED, /* health, income, bank: not kept */
    TABLE_SEQ,
    TABLE_REF,
    TABLE_NAME,
    TABLE_DOCUMENT,
    TABLE_DOCUMENT_TYPE,
    TABLE_PHONE,
    TABLE_EMPLOYER,
    TABLE_FROM,
    TABLE_TO,
    TABLE_TO_PROVINCE,
    TABLE_TO_CITY,
    TABLE_TO_COUNTY,
    TABLE_DATE,
    TABLE_EARLIEST,
    TABLE_PREFERRED,
    TABLE_LATEST,
    TABLE_RETURN_DATE,
    TABLE_DIRECTION,
    TABLE_MODES,
    TABLE_PARTY,
    TABLE_TOGETHER,
    TABLE_NEEDS,
    TABLE_LUGGAGE,
    TABLE_CLASS,
    TABLE_SERVICE,
    TABLE_HARDSHIP,
    TABLE_HARDSHIP_NO,
    TABLE_HEADCOUNT,
    TABLE_CONTACT, /* of the hardship register; a remark in a rider list */
    TABLE_CONTACT_PHONE,
    TABLE_FIELDS
};

struct header_word {
    const char *word; /* normalized */
    enum table_field field;
};
struct header_words {
    struct header_word *v; /* by word */
    int n;
};

void header_words_make(struct arena *arena, struct header_words *out);
/* Half width, lower case, without blanks and marks: how words are compared. */
const char *header_normalize(struct arena *arena, const char *text);
enum table_field header_find(const struct header_words *words, struct arena *arena,
                             const char *cell);

#endif
