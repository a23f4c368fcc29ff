/*
 * The gate to SQLite: one connection, statements prepared once and kept, parameters by name. Used
 * by the files of this folder only.
 */
#ifndef HOMEWARD_STORE_DB_H
#define HOMEWARD_STORE_DB_H

#include "homeward/store.h"

#define SQLITE_ENABLE_PREUPDATE_HOOK 1 /* declares sessions: see changes.c */
#define SQLITE_ENABLE_SESSION 1
#include <sqlite3.h>

#define DB_STATEMENTS 512 /* slots of the table, a power of two; half of them are used at most */

struct store {
    sqlite3 *db;
    struct {
        const char *sql; /* the literal's address is the key */
        sqlite3_stmt *stmt;
    } kept[DB_STATEMENTS];
    int n_kept;
    sqlite3_session *watch; /* notes what is written; NULL: nobody asked */
    char path[4096];
};

/* What SQLite complains of, in our words: disk, lock, damage. */
enum rc db_fail(struct store *store, struct err *err) RC_CHECK;
enum rc db_exec(struct store *store, const char *sql, struct err *err) RC_CHECK;

/* A kept statement, reset and without bindings. sql must be a literal. A statement that does not
 * compile is a programming error. */
sqlite3_stmt *db_stmt(struct store *store, const char *sql);
void db_bind_int(sqlite3_stmt *stmt, const char *name, int64_t value);
void db_bind_double(sqlite3_stmt *stmt, const char *name, double value);
void db_bind_text(sqlite3_stmt *stmt, const char *name, const char *text); /* NULL: NULL */
/* Text that stays where it is until the statement has run; it is not copied. */
void db_bind_lent(sqlite3_stmt *stmt, const char *name, const char *text);
void db_bind_blob(sqlite3_stmt *stmt, const char *name, const void *data, size_t len);
void db_bind_day(sqlite3_stmt *stmt, const char *name, struct day day); /* DAY_NONE: NULL */
void db_bind_instant(sqlite3_stmt *stmt, const char *name, struct instant at);

/* Next row: true, columns may be read; false at the end or on failure, with *rc set. */
bool db_row(struct store *store, sqlite3_stmt *stmt, enum rc *rc, struct err *err);
/* Run to the end; the statement is reset. */
enum rc db_run(struct store *store, sqlite3_stmt *stmt, struct err *err) RC_CHECK;
int64_t db_last_id(const struct store *store);
/* Rows that the last statement changed. */
int64_t db_changes(const struct store *store);
/* One number of one row; `missing` if there is no row or it is NULL. */
enum rc db_number(struct store *store, sqlite3_stmt *stmt, int64_t missing, int64_t *out,
                  struct err *err) RC_CHECK;

/* A heap array of rows, moved to the arena. */
void *db_rows(struct arena *arena, void *rows, size_t n, size_t size);
const char *db_text(struct arena *arena, sqlite3_stmt *stmt, int column); /* NULL stays NULL */
struct day db_day(sqlite3_stmt *stmt, int column);
struct instant db_instant(sqlite3_stmt *stmt, int column);
int32_t db_int32(sqlite3_stmt *stmt, int column);

/* journal.c: the name of the user whose process this is. */
const char *db_who(void);

/* found.c: names that were written since are made findable; before each commit. */
enum rc found_refresh(struct store *store, struct err *err) RC_CHECK;

/* migrate.c: bring the schema up; refuses a newer or foreign file. */
enum rc db_migrate(struct store *store, struct err *err) RC_CHECK;

#endif
