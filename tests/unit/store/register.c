/* The hardship register in the database: outcomes of rows, contacts, and who is taken off. */
#include "homeward/store.h"
#include "support/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JINAN = 370100, QINGDAO = 370200 };

static char path[64], journal[80];
static struct store *store;
static struct err err;

static void setup(void) {
    snprintf(path, sizeof path, "register-%ld.db", (long)getpid());
    snprintf(journal, sizeof journal, "%s-journal", path);
    unlink(path);
    ck_assert_int_eq(store_create(path, &store, &err), RC_OK);
    ck_assert_int_eq(store_begin(store, &err), RC_OK);
    ck_assert_int_eq(store_register_begin(store, &err), RC_OK);
}

static void teardown(void) {
    store_close(store);
    unlink(path);
    unlink(journal);
}

/* The i-th synthetic person. */
static struct register_row person(int i) {
    static char name[32], number[16];
    struct register_row row = {.kind = REGISTER_PEOPLE, .row = i, .class_ = "低保户"};

    snprintf(row.document.number, sizeof row.document.number, "37990119800101%04d", i);
    snprintf(name, sizeof name, "测试%d", i);
    snprintf(number, sizeof number, "D%d", i);
    row.name = name;
    row.number = number;
    return row;
}

static struct register_row contact(const char *number, const char *name) {
    return (struct register_row){.kind = REGISTER_CONTACTS,
                                 .number = number,
                                 .name = name,
                                 .contact = "演示乙",
                                 .contact_phone = "15400000009"};
}

static enum register_outcome take(int32_t office, struct register_row row) {
    enum register_outcome outcome;

    ck_assert_int_eq(store_register_take(store, office, &row, &outcome, &err), RC_OK);
    return outcome;
}

static int64_t withdraw(int32_t office) {
    int64_t n = -1;

    ck_assert_int_eq(store_register_withdraw_missing(store, office, false, &n, &err), RC_OK);
    return n;
}

static int on_register(int32_t office) {
    struct arena arena = {0};
    struct registered_row *rows;
    int n;

    ck_assert_int_eq(store_register_list(store, office, &arena, &rows, &n, &err), RC_OK);
    arena_clear(&arena);
    return n;
}

static void next_import(void) {
    ck_assert_int_eq(store_register_begin(store, &err), RC_OK);
}

START_TEST(the_same_row_again_changes_nothing) {
    ck_assert_int_eq(take(JINAN, person(1)), REGISTER_NEW);
    next_import();
    ck_assert_int_eq(take(JINAN, person(1)), REGISTER_UNCHANGED);
    next_import();
    struct register_row other = person(1);
    other.class_ = "低保边缘户";
    ck_assert_int_eq(take(JINAN, other), REGISTER_CHANGED);
}
END_TEST

START_TEST(of_two_rows_of_one_person_the_first_stands) {
    struct arena arena = {0};
    struct registered_row *rows;
    struct register_row other = person(1);
    int n;

    other.class_ = "低保边缘户";
    ck_assert_int_eq(take(JINAN, person(1)), REGISTER_NEW);
    ck_assert_int_eq(take(JINAN, other), REGISTER_TWICE);

    ck_assert_int_eq(store_register_list(store, 0, &arena, &rows, &n, &err), RC_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_str_eq(rows[0].class_, "低保户");
    arena_clear(&arena);
}
END_TEST

START_TEST(another_office_takes_a_person_over_and_alone_lets_them_go) {
    take(JINAN, person(1));
    next_import();
    ck_assert_int_eq(take(QINGDAO, person(1)), REGISTER_MOVED);
    next_import();
    ck_assert_int_eq(withdraw(JINAN), 0);
    ck_assert_int_eq(on_register(QINGDAO), 1);
    ck_assert_int_eq(withdraw(QINGDAO), 1);
    ck_assert_int_eq(on_register(0), 0);
}
END_TEST

START_TEST(an_import_that_names_no_office_leaves_the_office) {
    take(JINAN, person(1));
    next_import();
    ck_assert_int_eq(take(0, person(1)), REGISTER_UNCHANGED);
    ck_assert_int_eq(on_register(JINAN), 1);
}
END_TEST

START_TEST(a_rejected_row_keeps_its_person_on_the_register) {
    struct register_row bad = person(1), unreadable = person(2);

    take(JINAN, person(1));
    take(JINAN, person(2));
    take(JINAN, person(3));
    next_import();
    bad.rejected = true;
    unreadable.rejected = true;
    unreadable.document.number[0] = '\0';
    take(JINAN, bad);
    take(JINAN, unreadable);
    ck_assert_int_eq(withdraw(JINAN), 1);
    ck_assert_int_eq(on_register(JINAN), 2);
    /* and does not stand in the way of a good one */
    ck_assert_int_eq(take(JINAN, person(1)), REGISTER_UNCHANGED);
}
END_TEST

START_TEST(a_contact_is_joined_by_document_else_by_number_and_name) {
    struct register_row by_document = contact(NULL, "另写的名字");

    take(JINAN, person(7));
    memcpy(&by_document.document, &(struct document){.number = "379901198001010007"},
           sizeof by_document.document);
    ck_assert_int_eq(take(JINAN, by_document), REGISTER_CHANGED);
    ck_assert_int_eq(take(JINAN, by_document), REGISTER_UNCHANGED);
    ck_assert_int_eq(take(JINAN, contact("D7", NULL)), REGISTER_UNCHANGED);
    ck_assert_int_eq(take(JINAN, contact("D7", "测试7")), REGISTER_UNCHANGED);
    ck_assert_int_eq(take(JINAN, contact("D7", "测试8")), REGISTER_UNKNOWN);
    ck_assert_int_eq(take(JINAN, contact("D8", NULL)), REGISTER_UNKNOWN);
    ck_assert_int_eq(take(QINGDAO, contact("D7", NULL)), REGISTER_UNKNOWN);
}
END_TEST

START_TEST(the_register_without_contacts_leaves_those_that_came_apart) {
    struct arena arena = {0};
    struct registered_row *rows;
    int n;

    take(JINAN, person(1));
    take(JINAN, contact("D1", NULL));
    next_import();
    ck_assert_int_eq(take(JINAN, person(1)), REGISTER_UNCHANGED);

    ck_assert_int_eq(store_register_list(store, 0, &arena, &rows, &n, &err), RC_OK);
    ck_assert_str_eq(rows[0].contact, "演示乙");
    ck_assert_str_eq(rows[0].contact_phone, "15400000009");
    arena_clear(&arena);
}
END_TEST

START_TEST(many_people_are_not_taken_off_by_a_wrong_file) {
    int64_t n;

    for (int i = 1; i <= 30; i++)
        take(JINAN, person(i));
    next_import();
    for (int i = 1; i <= 9; i++)
        take(JINAN, person(i));
    ck_assert_int_eq(store_register_withdraw_missing(store, JINAN, false, &n, &err), RC_CONFLICT);
    ck_assert_str_eq(err.code, "mass-withdrawal");
    ck_assert_int_eq(store_register_withdraw_missing(store, JINAN, true, &n, &err), RC_OK);
    ck_assert_int_eq(n, 21);
    ck_assert_int_eq(on_register(0), 9);
}
END_TEST

Suite *suite_store_register(void) {
    Suite *suite = suite_create("store register");
    TCase *tc = tcase_create("rows");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, the_same_row_again_changes_nothing);
    tcase_add_test(tc, of_two_rows_of_one_person_the_first_stands);
    tcase_add_test(tc, another_office_takes_a_person_over_and_alone_lets_them_go);
    tcase_add_test(tc, an_import_that_names_no_office_leaves_the_office);
    tcase_add_test(tc, a_rejected_row_keeps_its_person_on_the_register);
    tcase_add_test(tc, a_contact_is_joined_by_document_else_by_number_and_name);
    tcase_add_test(tc, the_register_without_contacts_leaves_those_that_came_apart);
    tcase_add_test(tc, many_people_are_not_taken_off_by_a_wrong_file);
    suite_add_tcase(suite, tc);
    return suite;
}
