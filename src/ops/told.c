/* Use case: who was told what, and who must be reached because it does not stand any more. */
#include "ops/hand.h"

#include <string.h>

enum rc ops_told_changed(const struct ops *ops, struct arena *arena, struct told_view *out,
                         struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    *out = (struct told_view){0};
    if (rc != RC_OK)
        return rc;
    rc = store_told_changed(s.store, arena, &out->lines, &out->n, err);
    session_close(&s);
    return rc;
}

void told_add(struct told_view *to, const struct told_line *lines, int n, struct arena *arena) {
    struct told_line *all = arena_array(arena, (size_t)(to->n + n) + 1, sizeof *all);

    if (to->n)
        memcpy(all, to->lines, (size_t)to->n * sizeof *all);
    if (n)
        memcpy(all + to->n, lines, (size_t)n * sizeof *all);
    to->lines = all;
    to->n += n;
}

enum rc ops_told_history(const struct ops *ops, const char *who, struct arena *arena,
                         struct told_view *out, struct err *err) {
    struct rider_line rider;

    return ops_rider_show(ops, who, 0, arena, &rider, out, err);
}
