/* Arena and growing arrays. */
#include "homeward/mem.h"
#include "support/suites.h"

START_TEST(arena_gives_zeroed_and_aligned_memory) {
    struct arena arena = {0};

    for (size_t size = 1; size < 5000; size += 7) {
        unsigned char *p = arena_alloc(&arena, size);
        ck_assert_uint_eq((size_t)p % sizeof(void *), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(p[i], 0);
        memset(p, 0xff, size);
    }
    arena_clear(&arena);
    ck_assert_uint_eq(arena.total, 0);
}
END_TEST

START_TEST(arena_holds_one_thing_larger_than_a_page) {
    struct arena arena = {0};
    char *big = arena_alloc(&arena, 1 << 20);

    big[(1 << 20) - 1] = 'x';
    ck_assert_str_eq(arena_strdup(&arena, "after"), "after");
    ck_assert_ptr_null(arena_strdup(&arena, NULL));
    arena_clear(&arena);
}
END_TEST

/* Pages grow with the arena up to a size of their own; what is larger than that must still fit. */
START_TEST(a_large_arena_holds_one_thing_larger_than_its_pages) {
    struct arena arena = {0};

    for (int i = 0; i < 40; i++)
        (void)arena_alloc(&arena, 1 << 20);
    char *big = arena_alloc(&arena, 8 << 20);
    big[(8 << 20) - 1] = 'x';
    ck_assert_str_eq(arena_strdup(&arena, "after"), "after");
    ck_assert_uint_ge(arena.total, (size_t)48 << 20);
    arena_clear(&arena);
}
END_TEST

START_TEST(an_array_grows_and_keeps_its_items) {
    int *items = NULL;
    size_t cap = 0;
    int n = 0;

    for (int i = 0; i < 1000; i++)
        VEC_PUSH(items, n, cap, i);
    ck_assert_int_eq(n, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(items[i], i);
    mem_free(items);
}
END_TEST

START_TEST(running_out_ends_the_program_with_exit_4) {
    mem_array((size_t)-1, 16);
}
END_TEST

Suite *suite_base_mem(void) {
    Suite *suite = suite_create("base mem");
    TCase *tcase = tcase_create("mem");

    tcase_add_test(tcase, arena_gives_zeroed_and_aligned_memory);
    tcase_add_test(tcase, arena_holds_one_thing_larger_than_a_page);
    tcase_add_test(tcase, a_large_arena_holds_one_thing_larger_than_its_pages);
    tcase_add_test(tcase, an_array_grows_and_keeps_its_items);
    tcase_add_exit_test(tcase, running_out_ends_the_program_with_exit_4, 4);
    suite_add_tcase(suite, tcase);
    return suite;
}
