/* The file: made, opened, refused, copied; transactions; its migrations; the journal. */
#include "store/db.h"
#include "homeward/asset.h"
#include "support/season.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct season s;
static struct store *store;

static void setup(void) {
    season_make(&s, SEASON_MATCH);
    ck_assert_int_eq(store_open(s.db, &store, NULL), RC_OK);
}

static void teardown(void) {
    store_close(store);
    season_clear(&s);
}

static int64_t number(const char *sql) {
    sqlite3_stmt *stmt;
    int64_t n;

    ck_assert_int_eq(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(db_number(store, stmt, -1, &n, &s.err), RC_OK);
    sqlite3_finalize(stmt);
    return n;
}

static unsigned mode_of(const char *path) {
    struct stat st;

    ck_assert_int_eq(stat(path, &st), 0);
    return st.st_mode & 0777;
}

/* ---- opening ---- */

START_TEST(a_database_is_for_its_owner_s_eyes_only) {
    ck_assert_uint_eq(mode_of(s.db), 0600);
}
END_TEST

START_TEST(a_database_that_exists_is_not_made_again) {
    struct store *other = NULL;

    ck_assert_int_eq(store_create(s.db, &other, &s.err), RC_CONFLICT);
    ck_assert_str_eq(s.err.code, "database-exists");
    ck_assert_int_eq(number("SELECT count(*) FROM campaign"), 1);
}
END_TEST

START_TEST(the_settings_that_keep_data_are_on) {
    ck_assert_int_eq(number("PRAGMA foreign_keys"), 1);
    ck_assert_int_eq(number("PRAGMA synchronous"), 3);
    ck_assert_int_eq(number("SELECT journal_mode = 'truncate' FROM pragma_journal_mode"), 1);
}
END_TEST

static const struct {
    const char *bytes; /* NULL: no file */
    enum rc rc;
    const char *code;
} strangers[] = {
    {NULL, RC_NOT_FOUND, "no-database"},
    {"this is no database, but a letter to somebody", RC_INVALID, "not-our-database"},
    {"", RC_INVALID, "not-our-database"},
};

START_TEST(what_is_not_ours_is_refused_and_left_as_it_was) {
    struct store *other = NULL;
    const char *path = season_path(&s, "stranger.db");
    struct stat st;

    if (strangers[_i].bytes)
        season_file(&s, "stranger.db", strangers[_i].bytes);
    ck_assert_int_eq(store_open(path, &other, &s.err), strangers[_i].rc);
    ck_assert_str_eq(s.err.code, strangers[_i].code);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(stat(path, &st) == 0, strangers[_i].bytes != NULL);
    if (strangers[_i].bytes)
        ck_assert_int_eq(st.st_size, (off_t)strlen(strangers[_i].bytes));
}
END_TEST

/* ---- migrations ---- */

static int64_t newest_migration(void) {
    int64_t n = 0;

    for (const struct asset *a = NULL; (a = asset_next("src/store/migrations/", a)) != NULL;)
        n = strtol(a->name + strlen("src/store/migrations/"), NULL, 10);
    return n;
}

START_TEST(a_new_database_has_every_migration) {
    ck_assert_int_eq(number("PRAGMA user_version"), newest_migration());
}
END_TEST

START_TEST(an_older_database_is_brought_up_when_opened) {
    const char *path = season_path(&s, "old.db");
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA application_id = 1752132965", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    store_close(store);
    ck_assert_int_eq(store_open(path, &store, &s.err), RC_OK);
    ck_assert_int_eq(number("PRAGMA user_version"), newest_migration());
    ck_assert_int_eq(number("SELECT count(*) FROM booking"), 0);
}
END_TEST

START_TEST(a_newer_database_is_refused) {
    struct store *other = NULL;

    ck_assert_int_eq(db_exec(store, "PRAGMA user_version = 999", &s.err), RC_OK);
    ck_assert_int_eq(store_open(s.db, &other, &s.err), RC_INVALID);
    ck_assert_str_eq(s.err.code, "newer-database");
}
END_TEST

/* ---- transactions and soundness ---- */

START_TEST(what_is_rolled_back_was_never_there) {
    ck_assert_int_eq(store_begin(store, &s.err), RC_OK);
    ck_assert_int_eq(db_exec(store, "DELETE FROM booking", &s.err), RC_OK);
    store_rollback(store);
    ck_assert_int_eq(number("SELECT count(*) FROM booking"), 3);
    store_rollback(store); /* none open: nothing */
    ck_assert_int_eq(store_begin(store, &s.err), RC_OK);
    ck_assert_int_eq(db_exec(store, "DELETE FROM booking", &s.err), RC_OK);
    ck_assert_int_eq(store_commit(store, &s.err), RC_OK);
    ck_assert_int_eq(number("SELECT count(*) FROM booking"), 0);
}
END_TEST

START_TEST(closing_takes_an_open_transaction_back) {
    ck_assert_int_eq(store_begin(store, &s.err), RC_OK);
    ck_assert_int_eq(db_exec(store, "DELETE FROM booking", &s.err), RC_OK);
    store_close(store);
    ck_assert_int_eq(store_open(s.db, &store, &s.err), RC_OK);
    ck_assert_int_eq(number("SELECT count(*) FROM booking"), 3);
}
END_TEST

static void count_complaint(void *payload, const char *text) {
    ck_assert(text[0]);
    (*(int *)payload)++;
}

START_TEST(a_sound_database_has_nothing_to_say) {
    int complaints = 0;

    ck_assert_int_eq(store_check(store, count_complaint, &complaints, &s.err), RC_OK);
    ck_assert_int_eq(complaints, 0);
}
END_TEST

START_TEST(a_reference_to_nothing_is_found) {
    int complaints = 0;

    ck_assert_int_eq(db_exec(store,
                             "PRAGMA foreign_keys = OFF; DELETE FROM allocation WHERE key = 'T1'",
                             &s.err),
                     RC_OK);
    ck_assert_int_eq(store_check(store, count_complaint, &complaints, &s.err), RC_OK);
    ck_assert_int_eq(complaints, 2); /* its two stops */
}
END_TEST

/* ---- copies ---- */

START_TEST(a_copy_holds_what_stands_for_its_owner_s_eyes_only) {
    const char *path = season_path(&s, "copy.db");

    ck_assert_int_eq(store_backup(store, path, false, &s.err), RC_OK);
    ck_assert_uint_eq(mode_of(path), 0600);
    store_close(store);
    ck_assert_int_eq(store_open(path, &store, &s.err), RC_OK);
    ck_assert_int_eq(number("SELECT count(*) FROM booking"), 3);
}
END_TEST

START_TEST(a_copy_overwrites_only_when_told_and_never_through_a_link) {
    const char *path = season_file(&s, "copy.db", "a letter"), *link = season_path(&s, "link.db");

    ck_assert_int_eq(store_backup(store, path, false, &s.err), RC_CONFLICT);
    ck_assert_str_eq(s.err.code, "file-exists");
    ck_assert_int_eq(symlink(path, link), 0);
    ck_assert_int_eq(store_backup(store, link, true, NULL), RC_CONFLICT);
    ck_assert_int_eq(store_backup(store, path, true, NULL), RC_OK);
    struct err itself = {0};
    ck_assert_int_eq(store_backup(store, s.ops.db, true, &itself), RC_CONFLICT);
    ck_assert_str_eq(itself.code, "backup-onto-itself");
}
END_TEST

/* ---- the journal ---- */

START_TEST(each_change_left_one_entry) {
    ck_assert_int_eq(number("SELECT count(*) FROM journal"), 5);
    ck_assert_int_eq(number("SELECT count(DISTINCT action) FROM journal"), 5);
}
END_TEST

START_TEST(an_entry_is_never_changed_or_removed) {
    ck_assert_int_ne(db_exec(store, "UPDATE journal SET action = 'x'", NULL), RC_OK);
    ck_assert_int_ne(db_exec(store, "DELETE FROM journal", NULL), RC_OK);
    ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE action <> 'x'"), 5);
}
END_TEST

START_TEST(the_last_change_is_the_latest_entry) {
    const struct journal_entry entry = {"test", "S1", NULL};
    struct instant later = {s.ops.now.v + 5}, last;
    int64_t id = 0;

    ck_assert_int_eq(store_last_change(store, &last, &s.err), RC_OK);
    ck_assert_int_eq(last.v, s.ops.now.v);
    ck_assert_int_eq(store_journal(store, later, &entry, &id, &s.err), RC_OK);
    ck_assert_int_eq(id, 6);
    ck_assert_int_eq(store_last_change(store, &last, &s.err), RC_OK);
    ck_assert_int_eq(last.v, later.v);
}
END_TEST

Suite *suite_store_db(void) {
    Suite *suite = suite_create("store db");
    TCase *tcase = tcase_create("db");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_database_is_for_its_owner_s_eyes_only);
    tcase_add_test(tcase, a_database_that_exists_is_not_made_again);
    tcase_add_test(tcase, the_settings_that_keep_data_are_on);
    tcase_add_loop_test(tcase, what_is_not_ours_is_refused_and_left_as_it_was, 0,
                        sizeof strangers / sizeof *strangers);
    tcase_add_test(tcase, a_new_database_has_every_migration);
    tcase_add_test(tcase, an_older_database_is_brought_up_when_opened);
    tcase_add_test(tcase, a_newer_database_is_refused);
    tcase_add_test(tcase, what_is_rolled_back_was_never_there);
    tcase_add_test(tcase, closing_takes_an_open_transaction_back);
    tcase_add_test(tcase, a_sound_database_has_nothing_to_say);
    tcase_add_test(tcase, a_reference_to_nothing_is_found);
    tcase_add_test(tcase, a_copy_holds_what_stands_for_its_owner_s_eyes_only);
    tcase_add_test(tcase, a_copy_overwrites_only_when_told_and_never_through_a_link);
    tcase_add_test(tcase, each_change_left_one_entry);
    tcase_add_test(tcase, an_entry_is_never_changed_or_removed);
    tcase_add_test(tcase, the_last_change_is_the_latest_entry);
    suite_add_tcase(suite, tcase);
    return suite;
}
