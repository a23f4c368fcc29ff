/* One departure as a plain description for paper or a table. */
#ifndef HOMEWARD_OPS_SHEET_H
#define HOMEWARD_OPS_SHEET_H

#include "homeward/paper.h"
#include "ops/roster.h"

/* requests: of each row, for reports (of a free child, its adult's). */
enum rc sheet_make(const struct sheet_maker *maker, int32_t allocation, struct arena *arena,
                   struct manifest_sheet *out, const int32_t **requests, struct err *err) RC_CHECK;

/* The same of a roster at hand. */
void sheet_of_roster(const struct sheet_maker *maker, int32_t allocation,
                     const struct roster *roster, struct arena *arena, struct manifest_sheet *out,
                     const int32_t **requests);

#endif
