/* What bookings by hand have in common. */
#ifndef HOMEWARD_OPS_HAND_H
#define HOMEWARD_OPS_HAND_H

#include "ops/session.h"

/* From `submitted` on a block's bookings change by rider replace only (contract 3). */
bool hand_carrier_has_names(const struct campaign *c, int32_t request);
enum rc hand_refuse_carrier(struct err *err);

/* waiting.c: who would have the run's free seats (-1: of all), and the bookings then. */
enum rc waiting_offer(const struct campaign *c, int32_t run, struct arena *arena,
                      struct waiting_view *out, struct booking **out_after,
                      struct err *err) RC_CHECK;
/* Who was offered a seat, and who was passed over and why, goes on record. */
enum rc waiting_note(struct session *s, int32_t run, const struct waiting_view *view,
                     struct err *err) RC_CHECK;

/* rider_find.c: one standing rider by STATION/REF or by a text that finds nobody else; pick: the
 * one of that number in the list of rider find, 0: not given. */
enum rc hand_find(struct session *s, const char *who, int64_t pick, struct arena *arena,
                  struct found_rider *out, struct err *err) RC_CHECK;

/* told.c: lines are put behind those of the view. */
void told_add(struct told_view *to, const struct told_line *lines, int n, struct arena *arena);

/* riders.c: a rider is changed; written, not committed. */
enum rc hand_change(struct session *s, const struct rider_entry *entry, struct arena *arena,
                    struct rider_answer *out, struct err *err) RC_CHECK;

/* settle.c: bookings once something of a rider has been changed in the store. `before` is the
 * campaign as it was. The rider keeps a seat that is still allowed; what is not goes, and with it
 * proposals of a must party that would be split. Written, not committed. */
struct settled {
    struct campaign *c; /* as it is now, its bookings as they stood; campaign_free */
    struct booking *after;
};
enum rc hand_settle(struct session *s, const char *station, const char *ref, struct arena *arena,
                    struct settled *out, struct err *err) RC_CHECK;
bool hand_mine(const struct campaign *c, int32_t request, const char *station, const char *ref);

#endif
