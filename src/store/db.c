/*
 * Opening, closing, transactions, statements. This is the one place that opens a database: rollback
 * journal (SQLite 3.40's WAL has a known corruption fault with several writers), synchronous EXTRA,
 * foreign keys, defensive.
 */
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x686f6d65 /* "home" */
#define BUSY_MS 10000

/* ---- failures ---- */

enum rc db_fail(struct store *store, struct err *err) {
    switch (sqlite3_errcode(store->db) & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
        return err_set(
            err, RC_DB, "disk", "写数据库时磁盘出错或已满，本次操作未作任何更改，请腾出空间后重做",
            "the disk failed or is full; nothing was changed: free some space and do it again");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, RC_DB, "busy", "数据库正被另一个操作占用，请稍后重做",
                       "the database is in use by another operation; do it again in a moment");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return err_set(err, RC_DB, "damaged", "数据库文件已损坏，请用 restore 恢复备份",
                       "the database file is damaged; restore a backup");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return err_set(err, RC_DB, "no-permission", "没有写数据库 %s 的权限",
                       "no permission to write the database %s", store->path);
    default:
        return err_set(err, RC_DB, "database", "数据库出错：%s", "the database failed: %s",
                       sqlite3_errmsg(store->db));
    }
}

enum rc db_exec(struct store *store, const char *sql, struct err *err) {
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? RC_OK
                                                                       : db_fail(store, err);
}

/* ---- statements ---- */

/* The place of a statement in the table, by the literal's address; its own or a free one. */
static size_t slot_of(const struct store *store, const char *sql) {
    size_t i = (size_t)((uintptr_t)sql >> 3) * 0x9e3779b1u % DB_STATEMENTS;

    while (store->kept[i].sql && store->kept[i].sql != sql)
        i = (i + 1) % DB_STATEMENTS;
    return i;
}

sqlite3_stmt *db_stmt(struct store *store, const char *sql) {
    size_t i = slot_of(store, sql);

    if (store->kept[i].sql) {
        sqlite3_reset(store->kept[i].stmt);
        sqlite3_clear_bindings(store->kept[i].stmt);
        return store->kept[i].stmt;
    }
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
    if (rc != SQLITE_OK)
        fprintf(stderr, "homeward: %s: %s\n", sqlite3_errmsg(store->db), sql);
    assert(rc == SQLITE_OK && 2 * store->n_kept < DB_STATEMENTS);
    store->kept[i].sql = sql;
    store->kept[i].stmt = stmt;
    store->n_kept++;
    return stmt;
}

/* Parameters are mostly bound in the order in which they stand: the one after the last is tried
 * before all are searched. Always checked, so a stale guess costs a search and no more. */
static int parameter(sqlite3_stmt *stmt, const char *name) {
    static _Thread_local struct {
        sqlite3_stmt *stmt;
        int at;
    } last;
    int i = last.stmt == stmt ? last.at + 1 : 1;
    const char *found = sqlite3_bind_parameter_name(stmt, i);

    if (!found || strcmp(found, name) != 0)
        i = sqlite3_bind_parameter_index(stmt, name);
    assert(i > 0);
    last.stmt = stmt;
    last.at = i;
    return i;
}

void db_bind_int(sqlite3_stmt *stmt, const char *name, int64_t value) {
    sqlite3_bind_int64(stmt, parameter(stmt, name), value);
}

void db_bind_double(sqlite3_stmt *stmt, const char *name, double value) {
    sqlite3_bind_double(stmt, parameter(stmt, name), value);
}

void db_bind_text(sqlite3_stmt *stmt, const char *name, const char *text) {
    sqlite3_bind_text(stmt, parameter(stmt, name), text, -1, SQLITE_TRANSIENT);
}

void db_bind_lent(sqlite3_stmt *stmt, const char *name, const char *text) {
    sqlite3_bind_text(stmt, parameter(stmt, name), text, -1, SQLITE_STATIC);
}

void db_bind_blob(sqlite3_stmt *stmt, const char *name, const void *data, size_t len) {
    sqlite3_bind_blob64(stmt, parameter(stmt, name), data, len, SQLITE_TRANSIENT);
}

void db_bind_day(sqlite3_stmt *stmt, const char *name, struct day day) {
    if (day_given(day))
        db_bind_int(stmt, name, day.v);
}

void db_bind_instant(sqlite3_stmt *stmt, const char *name, struct instant at) {
    if (instant_given(at))
        db_bind_int(stmt, name, at.v);
}

bool db_row(struct store *store, sqlite3_stmt *stmt, enum rc *rc, struct err *err) {
    int step = sqlite3_step(stmt);

    if (step == SQLITE_ROW)
        return true;
    *rc = step == SQLITE_DONE ? RC_OK : db_fail(store, err);
    sqlite3_reset(stmt);
    return false;
}

enum rc db_run(struct store *store, sqlite3_stmt *stmt, struct err *err) {
    enum rc rc;

    while (db_row(store, stmt, &rc, err))
        ;
    return rc;
}

int64_t db_last_id(const struct store *store) {
    return sqlite3_last_insert_rowid(store->db);
}

int64_t db_changes(const struct store *store) {
    return sqlite3_changes64(store->db);
}

enum rc db_number(struct store *store, sqlite3_stmt *stmt, int64_t missing, int64_t *out,
                  struct err *err) {
    enum rc rc = RC_OK;

    *out = missing;
    if (!db_row(store, stmt, &rc, err))
        return rc;
    if (sqlite3_column_type(stmt, 0) != SQLITE_NULL)
        *out = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return RC_OK;
}

void *db_rows(struct arena *arena, void *rows, size_t n, size_t size) {
    void *copy = arena_array(arena, n, size);

    if (n)
        memcpy(copy, rows, n * size);
    mem_free(rows);
    return copy;
}

const char *db_text(struct arena *arena, sqlite3_stmt *stmt, int column) {
    return arena_strdup(arena, (const char *)sqlite3_column_text(stmt, column));
}

struct day db_day(sqlite3_stmt *stmt, int column) {
    return sqlite3_column_type(stmt, column) == SQLITE_NULL
               ? DAY_NONE
               : (struct day){sqlite3_column_int(stmt, column)};
}

struct instant db_instant(sqlite3_stmt *stmt, int column) {
    return sqlite3_column_type(stmt, column) == SQLITE_NULL
               ? INSTANT_NONE
               : (struct instant){sqlite3_column_int64(stmt, column)};
}

int32_t db_int32(sqlite3_stmt *stmt, int column) {
    return sqlite3_column_int(stmt, column);
}

/* ---- opening ---- */

static enum rc configure(struct store *store, struct err *err) {
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return db_exec(
        store,
        "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA synchronous = EXTRA;"
        "PRAGMA journal_mode = TRUNCATE",
        err);
}

/* SQLite's own count of its memory, which nobody asks for, takes a lock at each allocation. Refused
 * once SQLite is in use, which is as well. */
static enum rc connect(const char *path, struct store **out, struct err *err) {
    struct store *store = mem_alloc(sizeof *store);

    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    snprintf(store->path, sizeof store->path, "%s", path);
    if (sqlite3_open_v2(path, &store->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                        NULL) != SQLITE_OK) {
        enum rc rc = db_fail(store, err);
        store_close(store);
        return rc;
    }
    sqlite3_busy_timeout(store->db, BUSY_MS); /* the first look at the file may have to wait too */
    *out = store;
    return RC_OK;
}

static enum rc number_of(struct store *store, const char *sql, int64_t *out, struct err *err) {
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return db_fail(store, err);
    enum rc rc = db_number(store, stmt, 0, out, err);
    sqlite3_finalize(stmt);
    return rc;
}

static enum rc not_ours(struct store *store, struct err *err) {
    return err_set(err, RC_INVALID, "not-our-database", "%s 不是 homeward 的数据库，请检查 --db",
                   "%s is not a homeward database; check --db", store->path);
}

/* A file of ours is told by its application id, before anything is written to it. */
static enum rc recognise(struct store *store, struct err *err) {
    int64_t id = 0;
    enum rc rc = number_of(store, "PRAGMA application_id", &id, err);

    if ((sqlite3_errcode(store->db) & 0xff) == SQLITE_NOTADB) {
        *err = (struct err){0};
        return not_ours(store, err);
    }
    if (rc == RC_OK && id != APPLICATION_ID)
        rc = not_ours(store, err);
    return rc;
}

/* The file is made here, so that it is nobody else's and for its owner's eyes only. */
static enum rc make_file(const char *path, struct err *err) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd >= 0) {
        close(fd);
        return RC_OK;
    }
    if (errno == EEXIST)
        return err_set(err, RC_CONFLICT, "database-exists",
                       "数据库 %s 已存在，请换个名字，或先移走它",
                       "the database %s exists; choose another name or move it away first", path);
    struct bi why = err_why(errno);
    return err_set(err, RC_IO, "unwritable", "建不了数据库 %s：%s%.0s",
                   "cannot make the database %s: %.0s%s", path, why.zh, why.en);
}

enum rc store_create(const char *path, struct store **out, struct err *err) {
    char sql[64];
    enum rc rc = make_file(path, err);

    if (rc != RC_OK)
        return rc;
    rc = connect(path, out, err);
    if (rc != RC_OK)
        return rc;
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", APPLICATION_ID);
    rc = db_exec(*out, sql, err);
    rc = rc == RC_OK ? configure(*out, err) : rc;
    rc = rc == RC_OK ? db_migrate(*out, err) : rc;
    if (rc != RC_OK) {
        store_close(*out);
        *out = NULL;
        unlink(path);
    }
    return rc;
}

enum rc store_open(const char *path, struct store **out, struct err *err) {
    struct stat st;

    if (stat(path, &st) != 0)
        return err_set(err, errno == ENOENT ? RC_NOT_FOUND : RC_IO, "no-database",
                       "没有数据库 %s，请先用 init 建立，或用 --db 指明",
                       "there is no database %s; make one with init, or name it with --db", path);
    enum rc rc = connect(path, out, err);
    if (rc != RC_OK)
        return rc;
    rc = recognise(*out, err);
    rc = rc == RC_OK ? configure(*out, err) : rc;
    rc = rc == RC_OK ? db_migrate(*out, err) : rc;
    if (rc != RC_OK) {
        store_close(*out);
        *out = NULL;
    }
    return rc;
}

void store_close(struct store *store) {
    if (!store)
        return;
    if (store->watch)
        sqlite3session_delete(store->watch);
    for (int i = 0; i < DB_STATEMENTS; i++)
        sqlite3_finalize(store->kept[i].stmt);
    sqlite3_close(store->db);
    mem_free(store);
}

/* ---- transactions ---- */

enum rc store_begin(struct store *store, struct err *err) {
    return db_exec(store, "BEGIN IMMEDIATE", err);
}

enum rc store_begin_read(struct store *store, struct err *err) {
    return db_exec(store, "BEGIN", err);
}

enum rc store_commit(struct store *store, struct err *err) {
    enum rc rc = found_refresh(store, err);

    return rc == RC_OK ? db_exec(store, "COMMIT", err) : rc;
}

void store_rollback(struct store *store) {
    if (!sqlite3_get_autocommit(store->db))
        rc_ignore(db_exec(store, "ROLLBACK", NULL));
}

/* ---- soundness ---- */

enum rc store_check(struct store *store, void (*found)(void *payload, const char *text),
                    void *payload, struct err *err) {
    char line[256];
    enum rc rc;
    sqlite3_stmt *stmt = db_stmt(store, "PRAGMA integrity_check");

    while (db_row(store, stmt, &rc, err)) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        if (strcmp(text, "ok") != 0)
            found(payload, text);
    }
    if (rc != RC_OK)
        return rc;
    stmt = db_stmt(store, "PRAGMA foreign_key_check");
    while (db_row(store, stmt, &rc, err)) {
        snprintf(line, sizeof line, "foreign key: %s row %lld",
                 (const char *)sqlite3_column_text(stmt, 0),
                 (long long)sqlite3_column_int64(stmt, 1));
        found(payload, line);
    }
    return rc;
}

/* ---- backup ---- */

static enum rc copy_to(struct store *store, const char *path, struct err *err) {
    struct store *copy;
    enum rc rc = make_file(path, err);

    rc = rc == RC_OK ? connect(path, &copy, err) : rc;
    if (rc != RC_OK)
        return rc;
    sqlite3_backup *backup = sqlite3_backup_init(copy->db, "main", store->db, "main");
    if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE)
        rc = db_fail(copy, err);
    if (backup && sqlite3_backup_finish(backup) != SQLITE_OK)
        rc = db_fail(copy, err);
    int64_t damaged = 0;
    if (rc == RC_OK)
        rc = number_of(copy,
                       "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                       &damaged, err);
    if (rc == RC_OK && damaged)
        rc = err_set(err, RC_DB, "damaged",
                     "数据库文件已损坏，没有写备份，请用 restore 恢复以前的备份",
                     "the database file is damaged, no backup was written; restore an earlier one");
    store_close(copy);
    return rc;
}

/* True if the path, by whatever name, is the database that is open. */
static bool is_open_file(const struct store *store, const char *path) {
    struct stat one, other;

    return stat(path, &one) == 0 && stat(sqlite3_db_filename(store->db, NULL), &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

enum rc store_backup(struct store *store, const char *path, bool force, struct err *err) {
    char temp[4200];
    struct stat st;

    if (is_open_file(store, path))
        return err_set(err, RC_CONFLICT, "backup-onto-itself",
                       "%s 就是正在用的数据库，备份请另写一个文件名",
                       "%s is the database itself; give the backup another file name", path);
    if (lstat(path, &st) == 0 && (!force || !S_ISREG(st.st_mode)))
        return err_set(err, RC_CONFLICT, "file-exists", "文件 %s 已存在，如要覆盖请加 --force",
                       "the file %s exists; add --force to overwrite it", path);
    snprintf(temp, sizeof temp, "%s.%ld.part", path, (long)getpid());
    enum rc rc = copy_to(store, temp, err);
    if (rc == RC_OK && rename(temp, path) != 0)
        rc = err_set(err, RC_IO, "unwritable", "写不了 %s：%s%.0s", "cannot write %s: %.0s%s", path,
                     err_why(errno).zh, err_why(errno).en);
    if (rc != RC_OK)
        unlink(temp);
    return rc;
}
