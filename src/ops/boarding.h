/* One departure's return while it is read: marks on the lines of the printed manifest, and those
 * who came without a seat. */
#ifndef HOMEWARD_OPS_BOARDING_H
#define HOMEWARD_OPS_BOARDING_H

#include "ops/printed.h"

struct who; /* a request, for the search by its names */
/* What all returns of one command share. */
struct boarding_desk {
    struct session *s;
    struct arena *arena;       /* of the answer */
    struct boardings standing; /* kept up as returns come in */
    struct riders_by_run by_run;
    struct sheet_maker maker; /* of the paper */
    struct request_ids ids;
    int32_t *travelled;   /* by request: the allocation whose standing return says so, -1 */
    struct who *requests; /* by ref, station and trip */
};
enum rc boarding_desk_open(struct boarding_desk *desk, struct session *s, struct arena *arena,
                           struct err *err) RC_CHECK;

void boarding_sort_requests(struct boarding_desk *desk);

struct boarding_draft {
    struct boarding_desk *desk;
    int32_t allocation;
    struct printed paper;
    bool by_seat;
    enum return_mark *marks;    /* one a line of the paper */
    struct boarding_row *extra; /* walk-ons, and who came instead */
    int n_extra;
    size_t extra_cap;
};
/* by: of enum boarding_by. RC_CONFLICT: nothing was printed, or another version than the last. */
enum rc boarding_draft_open(struct boarding_draft *draft, struct boarding_desk *desk,
                            int32_t allocation, const struct printed_version *version,
                            enum boarding_by by, struct err *err) RC_CHECK;
void boarding_draft_close(struct boarding_draft *draft);
/* Those of the list get the mark, all others the opposite. */
enum rc boarding_mark_list(struct boarding_draft *draft, const char *list, enum return_mark mark,
                           struct err *err) RC_CHECK;
/* The one line of that row or seat. */
enum rc boarding_find_line(const struct boarding_draft *draft, const char *label, bool by_seat,
                           int *out, struct err *err) RC_CHECK;
/* Does the line say the same? Where it has no seat, or its request is gone, nothing is said. */
bool boarding_seat_is(const struct boarding_draft *draft, int line, const char *seat);
bool boarding_ref_is(const struct boarding_draft *draft, int line, const char *who);
/* The line of STATION/REF or REF; -1: not on the paper. */
int boarding_find_ref(const struct boarding_draft *draft, const char *who);
/* request -1: somebody not registered. */
struct boarding_row boarding_row_of(const struct boarding_draft *draft, int32_t request,
                                    enum boarding_outcome outcome, const char *seat);
/* "S1/R9, S1/R10#2, 3": registered riders, and how many who are not. */
enum rc boarding_add_walk_ons(struct boarding_draft *draft, const char *text,
                              struct err *err) RC_CHECK;
/* "12=S1/R9, 14=?": who came on the seat (or row) of somebody absent. */
enum rc boarding_add_instead(struct boarding_draft *draft, const char *text,
                             struct err *err) RC_CHECK;
/* One scanned code; texts in the arena of the answer, NULL: it does not name one. */
struct boarding_scan {
    const char *run, *who;
};
struct boarding_scan boarding_scan_read(const struct boarding_desk *desk, const char *const *cells,
                                        int n);
/* Marks whom the standing return has as scanned. */
void boarding_keep_scanned(struct boarding_draft *draft);
/* The return as it will stand; RC_CONFLICT: somebody travelled twice. */
enum rc boarding_make(struct boarding_draft *draft, enum boarding_source source,
                      struct boarding *out, struct err *err) RC_CHECK;
/* Records it, unless it says what stands (out->same); on a dry run says only what it would. */
enum rc boarding_take(struct boarding_draft *draft, const struct boarding *boarding, bool dry_run,
                      struct boarding_line *out, struct err *err) RC_CHECK;
/* What a return says, for the answer. */
void boarding_describe(const struct boarding_desk *desk, const struct boarding *boarding,
                       struct boarding_line *out);

#endif
