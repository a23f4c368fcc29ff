/*
 * Who stands on the paper of one departure, in the order and under the numbers that every copy has,
 * and how it compares with what was printed.
 */
#ifndef HOMEWARD_OPS_ROSTER_H
#define HOMEWARD_OPS_ROSTER_H

#include "homeward/papers.h"
#include "ops/session.h"

/* Requests by allocation, in no order: riders[first[a]] to riders[first[a + 1]]. */
struct riders_by_run {
    int32_t *first, *riders;
};
void riders_by_run(const struct campaign *c, struct arena *arena, struct riders_by_run *out);

struct sheet_maker {
    struct session *s;
    enum manifest_for recipient; /* of a sheet; a roster is the same for all */
    const struct riders_by_run *by_run;
    const struct child_row *children; /* by request */
    int n_children;
    const struct extras *extras; /* for a sheet; NULL: none are shown */
};

struct roster_line { /* the row numbered from 1 */
    int32_t request; /* index; of a free child its adult's */
    const char *ref; /* of the rider or child */
    bool child;
    struct person person; /* whole, unmasked */
};
struct roster {
    struct roster_line *lines; /* by boarding stop, then seat; a child under its adult */
    int n, riders, children;
};
enum rc roster_make(const struct sheet_maker *maker, int32_t allocation, struct arena *arena,
                    struct roster *out, struct err *err) RC_CHECK;
/* The roster as a version to be: without id, number and code. */
void roster_version(const struct campaign *c, int32_t allocation, const struct roster *roster,
                    struct arena *arena, struct paper_version *out);
/* What was printed last (version 0: nothing) and what differs now. */
enum rc roster_changes(const struct sheet_maker *maker, int32_t allocation, struct arena *arena,
                       struct paper_version *out_printed, struct paper_difference *out,
                       struct err *err) RC_CHECK;

#endif
