/* The journal: who did what when, one entry for each change. */
#include "store/db.h"

#include <pwd.h>
#include <unistd.h>

const char *db_who(void) {
    const struct passwd *user = getpwuid(geteuid());

    return user && user->pw_name ? user->pw_name : "?";
}

enum rc store_journal(struct store *store, struct instant now, const struct journal_entry *entry,
                      int64_t *out_id, struct err *err) {
    sqlite3_stmt *stmt = db_stmt(store, "INSERT INTO journal (at, who, action, object, detail) "
                                        "VALUES (:at, :who, :action, :object, :detail)");

    db_bind_instant(stmt, ":at", now);
    db_bind_text(stmt, ":who", db_who());
    db_bind_text(stmt, ":action", entry->action);
    db_bind_text(stmt, ":object", entry->object);
    db_bind_text(stmt, ":detail", entry->detail);
    enum rc rc = db_run(store, stmt, err);
    if (rc == RC_OK && out_id)
        *out_id = db_last_id(store);
    return rc;
}

enum rc store_last_change(struct store *store, struct instant *out, struct err *err) {
    int64_t at;
    enum rc rc = db_number(store, db_stmt(store, "SELECT max(at) FROM journal"), 0, &at, err);

    if (rc == RC_OK)
        *out = (struct instant){at};
    return rc;
}

enum rc store_journal_last(struct store *store, int64_t *out, struct err *err) {
    return db_number(store, db_stmt(store, "SELECT max(id) FROM journal"), 0, out, err);
}
