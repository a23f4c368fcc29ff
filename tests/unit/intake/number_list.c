/* Seats and rows as staff type them. */
#include "homeward/intake.h"

#include <check.h>
#include <string.h>

static struct arena arena;
static struct number_list list;

static void teardown(void) {
    arena_clear(&arena);
}

static bool reads(const char *text) {
    return number_list_read(text, &arena, &list, NULL) == RC_OK;
}

static bool named(const char *label) {
    bool in = list.all, out = false;

    for (int i = 0; i < list.n; i++) {
        bool names = number_item_names(&list.items[i], label);
        in |= names && !list.items[i].except;
        out |= names && list.items[i].except;
    }
    return in && !out;
}

static const struct {
    const char *text, *in, *out;
} readings[] = {
    {"1-17,19", "1 9 17 19 07", "18 20 0"},
    {"1-17, 19, no 18", "1 17 19", "18"},
    {"1-20 no 18", "1 17 19 20", "18 21"},
    {"１～１７、１９；３１", "1 17 19 31", "18 30"},
    {"1至20 不含 5、6", "1 4 6 7 20", "5"},
    {"1-20,不含5-7", "1 4 8", "5 6 7"},
    {"除3", "1 2 4 118", "3"},
    {"all", "1 118 3下", ""},
    {"全部", "1", ""},
    {"none", "", "1 2"},
    {"", "", "1"},
    {"12A,3下,05车018号", "12a 12A 3下 05车018号", "12 3 018"},
    {"007", "7 07 007", "70"},
};

START_TEST(what_is_typed_names_the_seats_that_are_meant) {
    struct slice rest, word;
    char label[32];

    ck_assert(reads(readings[_i].text));
    for (int in = 0; in < 2; in++)
        for (rest = slice_of(in ? readings[_i].in : readings[_i].out); slice_word(&rest, &word);) {
            memcpy(label, word.s, word.len);
            label[word.len] = '\0';
            ck_assert_msg(named(label) == (in == 1), "%s: %s", readings[_i].text, label);
        }
}
END_TEST

static const char *const refused[] = {"17-1",  "1-", "-3",        "1--3", "a",    "1 2", "12345",
                                      "1-3-5", "no", "seventeen", "1,x",  "1.5-", "1-2A"};

START_TEST(what_could_be_read_two_ways_is_refused) {
    struct err err = {0};

    ck_assert_int_eq(number_list_read(refused[_i], &arena, &list, &err), RC_USAGE);
    ck_assert_str_eq(err.code, "malformed-value");
}
END_TEST

START_TEST(a_list_without_end_is_refused) {
    struct str text = STR_MAX(20000);

    for (int i = 0; i < 1025; i++)
        str_add(&text, "1,");
    ck_assert(!reads(str_get(&text)));
    str_reset(&text);
    for (int i = 0; i < 9000; i++)
        str_add(&text, "  ");
    ck_assert(!reads(str_get(&text)));
    str_clear(&text);
}
END_TEST

Suite *suite_intake_number_list(void) {
    Suite *suite = suite_create("intake number list");
    TCase *tcase = tcase_create("number list");

    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_loop_test(tcase, what_is_typed_names_the_seats_that_are_meant, 0,
                        sizeof readings / sizeof *readings);
    tcase_add_loop_test(tcase, what_could_be_read_two_ways_is_refused, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(tcase, a_list_without_end_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
