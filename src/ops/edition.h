/* Which version of a departure's paper is printed, and what it says of the one before. */
#ifndef HOMEWARD_OPS_EDITION_H
#define HOMEWARD_OPS_EDITION_H

#include "ops/sheet.h"

extern const char *const manifest_for_words[MANIFEST_FORS];
extern const char *const manifest_format_words[];

struct edition {
    struct paper_version now;  /* kept, unless it is a draft */
    struct paper_difference d; /* since the version before; empty of the first */
    int32_t since;             /* that version; 0: none */
    int32_t copy;
    bool fresh; /* made by this print */
};
/* An unchanged departure keeps its version. The print itself is kept beside it. */
enum rc edition_print(const struct sheet_maker *maker, int32_t allocation,
                      const struct roster *roster, enum manifest_format format, struct arena *arena,
                      struct edition *out, struct err *err) RC_CHECK;
/* Version, code and changes into the sheet. */
enum rc edition_fill(const struct sheet_maker *maker, const struct edition *edition,
                     struct arena *arena, struct manifest_sheet *sheet, struct err *err) RC_CHECK;

#endif
