/* Text, numbers, UTF-8. */
#include "homeward/str.h"
#include "support/suites.h"

START_TEST(growable_text_stops_at_its_maximum) {
    struct str str = STR_MAX(5);

    str_add(&str, "abc");
    str_addf(&str, "%d", 12);
    ck_assert_str_eq(str_get(&str), "abc12");
    ck_assert(!str.full);
    str_add(&str, "x");
    ck_assert_str_eq(str_get(&str), "abc12");
    ck_assert(str.full);
    str_clear(&str);
    ck_assert_str_eq(str_get(&str), "");
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    int64_t value;
} numbers[] = {{"0", true, 0},   {"-3", true, -3},  {"12", true, 12},
               {"", false, 0},   {"1x", false, 0},  {" 1", false, 0},
               {"+1", false, 0}, {"101", false, 0}, {"1.0", false, 0}};

START_TEST(whole_numbers_are_read_to_the_letter) {
    int64_t value = 0;

    ck_assert_int_eq(text_int64(numbers[_i].text, -100, 100, &value), numbers[_i].ok);
    ck_assert_int_eq(value, numbers[_i].value);
}
END_TEST

static const struct {
    const char *bytes;
    bool valid;
} encodings[] = {{"路", true},
                 {"𬭎", true},
                 {"\xc0\x80", false},
                 {"\xed\xa0\x80", false},
                 {"\xe8\xb7", false},
                 {"\xff", false},
                 {"", true},
                 {"a\x80", false},
                 {"\xf4\x90\x80\x80", false}};

START_TEST(only_shortest_form_utf8_is_valid) {
    ck_assert_int_eq(utf8_valid(encodings[_i].bytes, strlen(encodings[_i].bytes)),
                     encodings[_i].valid);
}
END_TEST

START_TEST(a_code_point_survives_the_round_trip) {
    static const uint32_t codes[] = {'a', 0xb7, 0x8def, 0x2cb4e, 0x10ffff};
    char bytes[4];
    uint32_t code = 0;

    size_t n = utf8_put(codes[_i], bytes);
    ck_assert_uint_eq(utf8_next(bytes, n, &code), n);
    ck_assert_uint_eq(code, codes[_i]);
}
END_TEST

static const struct {
    int64_t value;
    const char *text;
} grouped[] = {{0, "0"},
               {999, "999"},
               {1000, "1,000"},
               {105000, "105,000"},
               {-1000, "-1,000"},
               {-100, "-100"},
               {INT64_MAX, "9,223,372,036,854,775,807"}};

START_TEST(thousands_are_set_apart_for_people) {
    char text[32];

    ck_assert_str_eq(number_text(grouped[_i].value, text), grouped[_i].text);
}
END_TEST

START_TEST(wide_characters_take_two_columns) {
    ck_assert_uint_eq(utf8_columns("济南ab"), 6);
}
END_TEST

START_TEST(words_are_cut_at_blanks) {
    struct slice rest = slice_of("  a  bc\t"), word;

    ck_assert(slice_word(&rest, &word) && slice_eq(word, "a"));
    ck_assert(slice_word(&rest, &word) && slice_eq(word, "bc"));
    ck_assert(!slice_word(&rest, &word));
}
END_TEST

Suite *suite_base_str(void) {
    Suite *suite = suite_create("base str");
    TCase *tcase = tcase_create("str");

    tcase_add_test(tcase, growable_text_stops_at_its_maximum);
    tcase_add_loop_test(tcase, whole_numbers_are_read_to_the_letter, 0,
                        sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tcase, only_shortest_form_utf8_is_valid, 0,
                        sizeof encodings / sizeof *encodings);
    tcase_add_loop_test(tcase, a_code_point_survives_the_round_trip, 0, 5);
    tcase_add_loop_test(tcase, thousands_are_set_apart_for_people, 0,
                        sizeof grouped / sizeof *grouped);
    tcase_add_test(tcase, wide_characters_take_two_columns);
    tcase_add_test(tcase, words_are_cut_at_blanks);
    suite_add_tcase(suite, tcase);
    return suite;
}
