/* Use cases: what came in, what went wrong with it, what of it waits for a person. */
#include "ops/session.h"

enum rc ops_list_history(const struct ops *ops, const char *station, struct arena *arena,
                         struct list_history *out, struct err *err) {
    struct session s;
    int64_t leaving;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    *out = (struct list_history){0};
    if (rc != RC_OK)
        return rc;
    rc = store_import_list(s.store, station, 0, arena, &out->imports, &out->n_imports, err);
    rc = rc == RC_OK ? store_leaving_list(s.store, 0, arena, &out->leaving, &out->n_leaving, err)
                     : rc;
    rc = rc == RC_OK ? store_open_matters(s.store, &leaving, &out->corrections, err) : rc;
    session_close(&s);
    return rc;
}

enum rc ops_list_detail(const struct ops *ops, int64_t import, struct arena *arena,
                        struct list_detail *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    *out = (struct list_detail){0};
    if (rc != RC_OK)
        return rc;
    rc = store_import_find(s.store, import, arena, &out->import, err);
    rc = rc == RC_OK ? store_fault_list(s.store, import, arena, &out->faults, &out->n_faults, err)
                     : rc;
    rc = rc == RC_OK
             ? store_leaving_list(s.store, import, arena, &out->leaving, &out->n_leaving, err)
             : rc;
    session_close(&s);
    return rc;
}
