/* Migrations: the embedded src/store/migrations/NNN.sql, each once, in order, all in one
 * transaction. user_version is the number of the last. */
#include "store/db.h"

#include "homeward/asset.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "src/store/migrations/"

static int64_t number_of(const struct asset *asset) {
    return strtol(asset->name + strlen(FOLDER), NULL, 10);
}

static int64_t newest(void) {
    int64_t last = 0;

    for (const struct asset *a = NULL; (a = asset_next(FOLDER, a)) != NULL;)
        last = number_of(a);
    return last;
}

static enum rc apply(struct store *store, int64_t from, struct err *err) {
    char sql[64];
    enum rc rc = RC_OK;

    for (const struct asset *a = NULL; rc == RC_OK && (a = asset_next(FOLDER, a)) != NULL;)
        if (number_of(a) > from)
            rc = db_exec(store, (const char *)a->data, err);
    snprintf(sql, sizeof sql, "PRAGMA user_version = %lld", (long long)newest());
    return rc == RC_OK ? db_exec(store, sql, err) : rc;
}

enum rc db_migrate(struct store *store, struct err *err) {
    int64_t version = 0;
    sqlite3_stmt *stmt = db_stmt(store, "PRAGMA user_version");
    enum rc rc = db_number(store, stmt, 0, &version, err);

    if (rc != RC_OK || version == newest())
        return rc;
    if (version > newest())
        return err_set(err, RC_INVALID, "newer-database",
                       "数据库 %s 是更新版本的 homeward 建的，请用新版本打开",
                       "the database %s was made by a newer homeward; open it with that",
                       store->path);
    rc = store_begin(store, err);
    if (rc != RC_OK)
        return rc;
    rc = apply(store, version, err);
    rc = rc == RC_OK ? store_commit(store, err) : rc;
    if (rc != RC_OK)
        store_rollback(store);
    return rc;
}
