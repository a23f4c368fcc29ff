/* Documents in more than one row, in bounded memory. */
#include "intake/repeats.h"
#include "homeward/str.h"
#include "support/suites.h"

static uint64_t hash_of(int i) {
    return hash_bytes(&i, sizeof i, 1);
}

START_TEST(a_repeated_document_is_found_with_its_rows_and_a_single_one_is_not) {
    struct repeats repeats;
    int wrong = 0;

    repeats_init(&repeats);
    for (int i = 0; i < 100000; i++)
        ck_assert(repeats_add(&repeats, hash_of(i)));
    for (int i = 0; i < 100000; i += 10)
        ck_assert(repeats_add(&repeats, hash_of(i)));
    ck_assert(repeats_add(&repeats, hash_of(50)));
    repeats_close(&repeats);
    for (int i = 0; i < 100000; i += 10)
        ck_assert_int_ge(repeats_find(&repeats, hash_of(i))->left, 2);
    for (int i = 1; i < 100000; i += 10)
        wrong += repeats_find(&repeats, hash_of(i)) != NULL;
    ck_assert_int_eq(repeats_find(&repeats, hash_of(50))->left, 3);
    ck_assert_int_lt(wrong, 3); /* taken for repeated by chance: they only wait in vain */
    repeats_clear(&repeats);
}
END_TEST

START_TEST(beyond_the_cap_a_list_is_refused_not_the_memory_used_up) {
    struct repeats repeats;
    int taken = 0;

    repeats_init(&repeats);
    while (taken < 1 << 22 && repeats_add(&repeats, 7))
        taken++;
    ck_assert_int_eq(taken, (1 << 20) + 1);
    repeats_clear(&repeats);
}
END_TEST

Suite *suite_intake_repeats(void) {
    Suite *suite = suite_create("intake repeats");
    TCase *tcase = tcase_create("repeats");

    tcase_add_test(tcase, a_repeated_document_is_found_with_its_rows_and_a_single_one_is_not);
    tcase_add_test(tcase, beyond_the_cap_a_list_is_refused_not_the_memory_used_up);
    suite_add_tcase(suite, tcase);
    return suite;
}
