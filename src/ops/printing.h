/*
 * Printing departures: which, in which order, and what everything printed has in common: the
 * riders, the bookings that are told by it, the names that no font can write.
 */
#ifndef HOMEWARD_OPS_PRINTING_H
#define HOMEWARD_OPS_PRINTING_H

#include "ops/sheet.h"

struct chosen_runs { /* what was asked for */
    const char *const *runs;
    int n_runs;
    struct day date;
};
struct who_list { /* STATION/REF, on the heap until the end */
    const char **v;
    int n;
    size_t cap;
};
struct printing {
    struct sheet_maker maker;
    struct riders_by_run by_run;
    struct extras extras;
    struct arena scratch, *arena; /* of the command; of its answer */
    int32_t *allocations;         /* by time of departure */
    int n;
    struct who_list missing, told;
    const int32_t *requests; /* of the rows in hand */
};
/* Opens what printing needs; printing_close in any case. */
enum rc printing_open(struct session *s, enum manifest_for recipient,
                      const struct chosen_runs *chosen, struct arena *arena, struct printing *out,
                      struct err *err) RC_CHECK;
void printing_close(struct printing *p);
/* Bookings of the departure that were only proposed are told (out_told); by which means is on
 * record where the paper goes to the riders themselves. */
enum rc printing_tell(struct printing *p, int32_t allocation, enum told_means means,
                      int64_t *out_told, struct err *err) RC_CHECK;
/* For paper: row of p->requests, -1 the head. */
void printing_missing(void *payload, int row);
/* The list moves into the arena of the answer. */
const char **printing_take(struct printing *p, struct who_list *list, int *out_n);
/* DIR/2018-02-07-C0001.pdf: made of nothing but the day and the run's id. */
const char *printing_path(struct printing *p, const char *folder, int32_t allocation,
                          const char *extension);

#endif
