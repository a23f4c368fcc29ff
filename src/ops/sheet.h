/* One departure as a plain description for paper or a table. */
#ifndef HOMEWARD_OPS_SHEET_H
#define HOMEWARD_OPS_SHEET_H

#include "homeward/paper.h"
#include "ops/session.h"

/* Requests by allocation, in no order: riders[first[a]] to riders[first[a + 1]]. */
struct riders_by_run {
    int32_t *first, *riders;
};
void riders_by_run(const struct campaign *c, struct arena *arena, struct riders_by_run *out);

struct sheet_maker {
    struct session *s;
    enum manifest_for recipient;
    const struct riders_by_run *by_run;
    const struct child_row *children; /* by request */
    int n_children;
};
/* requests: of each row, for reports (of a free child, its adult's). */
enum rc sheet_make(const struct sheet_maker *maker, int32_t allocation, struct arena *arena,
                   struct manifest_sheet *out, const int32_t **requests, struct err *err) RC_CHECK;

#endif
