#include "store/hash_set.h"

#include <check.h>

START_TEST(a_set_has_what_was_added_and_nothing_else) {
    struct hash_set set = {0};

    for (uint64_t i = 0; i < 5000; i++)
        ck_assert(hash_set_add(&set, i * i * 7919));

    for (uint64_t i = 0; i < 5000; i++)
        ck_assert(hash_set_has(&set, i * i * 7919));
    for (uint64_t i = 0; i < 5000; i++)
        ck_assert(!hash_set_has(&set, i * i * 7919 + 2));
    ck_assert_uint_eq(set.n, 5000);
    hash_set_clear(&set);
}
END_TEST

START_TEST(adding_twice_says_so) {
    struct hash_set set = {0};

    ck_assert(!hash_set_has(&set, 5));
    ck_assert(hash_set_add(&set, 5));
    ck_assert(!hash_set_add(&set, 5));
    ck_assert_uint_eq(set.n, 1);
    hash_set_clear(&set);
    ck_assert(!hash_set_has(&set, 5));
}
END_TEST

Suite *suite_store_hash_set(void);
Suite *suite_store_hash_set(void) {
    Suite *suite = suite_create("store hash_set");
    TCase *tc = tcase_create("hash_set");

    tcase_add_test(tc, a_set_has_what_was_added_and_nothing_else);
    tcase_add_test(tc, adding_twice_says_so);
    suite_add_tcase(suite, tc);
    return suite;
}
