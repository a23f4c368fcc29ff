/* Use case: the counts against the reported figures. */
#include "ops/session.h"

enum rc ops_reconcile(const struct ops *ops, struct day as_of, struct statement **out,
                      struct campaign **out_campaign, struct err *err) {
    struct session s;
    struct arena arena = {0};
    struct instant last = INSTANT_NONE;
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    struct extras extras;
    struct reconcile_input input = {
        .campaign = s.c, .extras = &extras, .now = ops->now, .as_of = as_of};
    rc = store_last_change(s.store, &last, err);
    rc =
        rc == RC_OK ? store_boardings_load(s.store, s.c, as_of, &arena, &input.boardings, err) : rc;
    rc = rc == RC_OK ? store_extras_load(s.store, s.c, as_of, &arena, &extras, err) : rc;
    rc = rc == RC_OK ? reconcile_state(&input, out, err) : rc;
    if (rc == RC_OK) {
        (*out)->as_of = day_given(as_of) ? as_of : instant_day(last);
        *out_campaign = s.c;
        s.c = NULL;
    }
    arena_clear(&arena);
    session_close(&s);
    return rc;
}
