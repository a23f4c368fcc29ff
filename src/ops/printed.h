/* The printed manifest of a departure, as a return refers to it. */
#ifndef HOMEWARD_OPS_PRINTED_H
#define HOMEWARD_OPS_PRINTED_H

#include "ops/sheet.h"

struct printed_line {
    int32_t row;      /* as printed, from 1 */
    const char *seat; /* "" where none was printed */
    int32_t request;  /* index; -1: gone since */
    bool child;       /* a free child: no person-trip */
};
struct printed {
    int32_t version;
    struct printed_line *lines;
    int n;
    bool by_seat; /* each seat is used once: the paper's first column is the seat */
};
/* Which paper is meant. */
struct printed_version {
    int32_t version; /* 0: the one printed last */
    bool force;      /* an earlier one too */
};
enum rc printed_load(const struct sheet_maker *maker, int32_t allocation,
                     const struct printed_version *which, struct arena *arena, struct printed *out,
                     struct err *err) RC_CHECK;

#endif
