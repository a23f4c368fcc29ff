/*
 * The yardstick of tests/bench/import.sh: the rows that an import wrote, inserted into an equal
 * database by nothing but prepared statements in one transaction, with the program's own settings.
 * The rows are in memory before the clock starts.
 */
#include "bench/import/bench.h"

#include "homeward/when.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static const char *const tables[] = {"import", "rider", "person", "request"};
enum { TABLES = sizeof tables / sizeof *tables };

struct rows {
    sqlite3_value **v;
    int columns;
    long n, cap;
};

static void fail(sqlite3 *db, const char *what) {
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static sqlite3 *open_db(const char *path) {
    sqlite3 *db;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        fail(db, path);
    return db;
}

static void run(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(db, sql);
}

static void load(sqlite3 *db, const char *table, struct rows *out) {
    char sql[64];
    sqlite3_stmt *s;

    snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail(db, sql);
    *out = (struct rows){.columns = sqlite3_column_count(s)};
    while (sqlite3_step(s) == SQLITE_ROW) {
        if (out->n + out->columns > out->cap) {
            out->cap = out->cap ? 2 * out->cap : 65536;
            out->v = realloc(out->v, (size_t)out->cap * sizeof *out->v);
            if (!out->v)
                fail(db, "memory");
        }
        for (int c = 0; c < out->columns; c++)
            out->v[out->n++] = sqlite3_value_dup(sqlite3_column_value(s, c));
    }
    sqlite3_finalize(s);
}

static sqlite3_stmt *inserter(sqlite3 *db, const char *table, int columns) {
    char sql[512];
    int at = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table);
    sqlite3_stmt *s;

    for (int c = 1; c < columns; c++)
        at += snprintf(sql + at, sizeof sql - (size_t)at, ", ?");
    snprintf(sql + at, sizeof sql - (size_t)at, ")");
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail(db, sql);
    return s;
}

static void insert(sqlite3 *db, const char *table, const struct rows *rows) {
    sqlite3_stmt *s = inserter(db, table, rows->columns);

    for (long i = 0; i < rows->n; i += rows->columns) {
        for (int c = 0; c < rows->columns; c++)
            sqlite3_bind_value(s, c + 1, rows->v[i + c]);
        if (sqlite3_step(s) != SQLITE_DONE)
            fail(db, table);
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
}

static double cpu_s(void) {
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

int bench_loop(const char *done, const char *fresh) {
    struct rows rows[TABLES];
    sqlite3 *db = open_db(done);

    for (int t = 0; t < TABLES; t++)
        load(db, tables[t], &rows[t]);
    sqlite3_close(db);
    double start = when_monotonic_s(), cpu = cpu_s();
    db = open_db(fresh);
    run(db, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
            "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = TRUNCATE; BEGIN IMMEDIATE");
    for (int t = 0; t < TABLES; t++)
        insert(db, tables[t], &rows[t]);
    run(db, "COMMIT");
    sqlite3_close(db);
    printf("%.3f %.3f\n", when_monotonic_s() - start, cpu_s() - cpu);
    return 0;
}
