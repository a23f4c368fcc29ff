/* What a change does to the bookings that stand: rider by rider, by office and by party. */
#ifndef HOMEWARD_OPS_DIFFERENCE_H
#define HOMEWARD_OPS_DIFFERENCE_H

#include "homeward/ops.h"

/* after: one booking for each request of the campaign. Its texts live in the arena. */
void difference_make(const struct campaign *c, const struct booking *after, struct arena *arena,
                     struct difference *out);
/* CHANGES: none. A new seat number is not a change (contract 7). */
enum change difference_change(const struct booking *before, const struct booking *after);
/* One rider's row, also where nothing changes. */
struct change_row difference_row(const struct campaign *c, int32_t request,
                                 const struct booking *after, struct arena *arena);

#endif
