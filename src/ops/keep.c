/* Use case: the data is kept: copies of the database. */
#include "ops/session.h"

enum rc ops_backup(const struct ops *ops, const char *path, bool force, struct err *err) {
    struct store *store;
    enum rc rc = store_open(ops->db, &store, err);

    if (rc != RC_OK)
        return rc;
    rc = store_backup(store, path, force, err);
    store_close(store);
    return rc;
}
