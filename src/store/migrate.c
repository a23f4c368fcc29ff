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

/* Foreign keys are off while a table is made anew; the new state must satisfy them all. */
static enum rc check_keys(struct store *store, struct err *err) {
    int64_t broken = 0;
    enum rc rc = db_number(store, db_stmt(store, "SELECT count(*) FROM pragma_foreign_key_check"),
                           0, &broken, err);

    if (rc != RC_OK || broken == 0)
        return rc;
    return err_set(err, RC_DB, "damaged", "数据库 %s 升级时发现数据不一致，未作更改，请恢复备份",
                   "the database %s is not consistent and was not upgraded; restore a backup",
                   store->path);
}

static enum rc migrate(struct store *store, int64_t version, struct err *err) {
    enum rc rc = store_begin(store, err);

    if (rc != RC_OK)
        return rc;
    rc = apply(store, version, err);
    rc = rc == RC_OK ? check_keys(store, err) : rc;
    rc = rc == RC_OK ? store_commit(store, err) : rc;
    if (rc != RC_OK)
        store_rollback(store);
    return rc;
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
    rc = db_exec(store, "PRAGMA foreign_keys = OFF", err);
    rc = rc == RC_OK ? migrate(store, version, err) : rc;
    return rc == RC_OK ? db_exec(store, "PRAGMA foreign_keys = ON", err) : rc;
}
