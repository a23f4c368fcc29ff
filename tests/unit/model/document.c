/* Identity numbers: what is folded, what is refused, what is shown. Every number here is of a
 * region that was never assigned. */
#include "homeward/document.h"
#include "support/suites.h"

static struct day today(void) {
    struct day day = DAY_NONE;

    ck_assert(day_make(2018, 2, 1, &day));
    return day;
}

static const struct {
    enum document_type type;
    const char *text;
    enum document_fault fault;
    const char *number; /* as folded */
} numbers[] = {
    {DOCUMENT_RESIDENT_ID, "379901198002080010", DOCUMENT_OK, "379901198002080010"},
    {DOCUMENT_RESIDENT_ID, "37990119800208007x", DOCUMENT_OK, "37990119800208007X"},
    {DOCUMENT_RESIDENT_ID, "３７９９０１１９８００２０８００７ｘ", DOCUMENT_OK,
     "37990119800208007X"},
    {DOCUMENT_RESIDENT_ID, "37990119800208007\xd0\xa5", DOCUMENT_OK, "37990119800208007X"},
    {DOCUMENT_RESIDENT_ID, "37990119800208007×", DOCUMENT_OK, "37990119800208007X"},
    {DOCUMENT_RESIDENT_ID, "'379901 19800208 0010", DOCUMENT_OK, "379901198002080010"},
    {DOCUMENT_RESIDENT_ID, "379901800208001", DOCUMENT_OK, "379901198002080010"},
    {DOCUMENT_RESIDENT_ID, "379901198002080011", DOCUMENT_CHECK_DIGIT, NULL},
    {DOCUMENT_RESIDENT_ID, "379901198002080100", DOCUMENT_CHECK_DIGIT, NULL},
    {DOCUMENT_RESIDENT_ID, "37990119800230001X", DOCUMENT_DATE, NULL},
    {DOCUMENT_RESIDENT_ID, "379901201802080013", DOCUMENT_DATE, NULL}, /* born next week */
    {DOCUMENT_RESIDENT_ID, "37990119800208001", DOCUMENT_LENGTH, NULL},
    {DOCUMENT_RESIDENT_ID, "3799011980020800100", DOCUMENT_LENGTH, NULL},
    {DOCUMENT_RESIDENT_ID, "37990119800208001O", DOCUMENT_CHARACTERS, NULL},
    {DOCUMENT_RESIDENT_ID, "X79901198002080010", DOCUMENT_CHARACTERS, NULL},
    {DOCUMENT_RESIDENT_ID, " \xe3\x80\x80 ", DOCUMENT_EMPTY, NULL},
    {DOCUMENT_RESIDENT_ID, "\xff", DOCUMENT_LENGTH, NULL},
    {DOCUMENT_HK_MACAU_PERMIT, "h00000001", DOCUMENT_OK, "H00000001"},
    {DOCUMENT_HK_MACAU_PERMIT, "M0000000102", DOCUMENT_OK, "M0000000102"},
    {DOCUMENT_HK_MACAU_PERMIT, "K00000001", DOCUMENT_FORM, NULL},
    {DOCUMENT_HK_MACAU_PERMIT, "H000000001", DOCUMENT_FORM, NULL},
    {DOCUMENT_TAIWAN_PERMIT, "00000001", DOCUMENT_OK, "00000001"},
    {DOCUMENT_TAIWAN_PERMIT, "0000000102B", DOCUMENT_OK, "0000000102B"},
    {DOCUMENT_TAIWAN_PERMIT, "0000001", DOCUMENT_FORM, NULL},
    {DOCUMENT_PASSPORT, "E00000001", DOCUMENT_OK, "E00000001"},
    {DOCUMENT_PASSPORT, "E001", DOCUMENT_FORM, NULL},
    {DOCUMENT_OTHER, "学生证0001", DOCUMENT_OK, "学生证0001"},
    {DOCUMENT_OTHER, "1", DOCUMENT_FORM, NULL},
};

START_TEST(a_number_is_folded_and_checked_for_its_document) {
    struct document document;

    ck_assert_int_eq(document_read(numbers[_i].type, numbers[_i].text, today(), &document),
                     numbers[_i].fault);
    if (numbers[_i].number)
        ck_assert_str_eq(document.number, numbers[_i].number);
}
END_TEST

START_TEST(every_single_wrong_digit_is_found) {
    char text[] = "379901198002080010";
    struct document document;

    for (char digit = '0'; digit <= '9'; digit++) {
        char right = text[_i];
        text[_i] = digit;
        enum document_fault fault = document_read(DOCUMENT_RESIDENT_ID, text, today(), &document);
        ck_assert_int_eq(fault == DOCUMENT_OK, digit == right);
        text[_i] = right;
    }
}
END_TEST

START_TEST(a_resident_number_says_region_birth_and_sex) {
    struct document document;
    char born[WHEN_TEXT];

    ck_assert_int_eq(document_read(DOCUMENT_RESIDENT_ID, "37990219900101002X", today(), &document),
                     DOCUMENT_OK);
    ck_assert_int_eq(document.region, 379902);
    ck_assert_str_eq(day_text(document.born, born), "1990-01-01");
    ck_assert_int_eq(document.sex, 'F');
    ck_assert(!document.upgraded);
}
END_TEST

START_TEST(the_old_form_is_said_to_be_upgraded) {
    struct document document;

    ck_assert_int_eq(document_read(DOCUMENT_RESIDENT_ID, "379901800208001", today(), &document),
                     DOCUMENT_OK);
    ck_assert(document.upgraded);
    ck_assert_int_eq(document.sex, 'M');
}
END_TEST

static const struct {
    const char *text, *document, *phone; /* as shown */
} masks[] = {
    {"379901198002080010", "**************0010", "379***********0010"},
    {"15400000001", "*******0001", "154****0001"},
    {"0531-123", "****-123", "******23"},
    {"12345", "*****", "*****"},
    {"", "", ""},
};

START_TEST(a_mask_shows_no_more_than_the_end) {
    char shown[32];

    document_mask(masks[_i].text, shown);
    ck_assert_str_eq(shown, masks[_i].document);
    phone_mask(masks[_i].text, shown);
    ck_assert_str_eq(shown, masks[_i].phone);
}
END_TEST

START_TEST(a_document_s_word_reads_back) {
    enum document_type type;

    ck_assert(document_type_parse(document_type_word((enum document_type)_i), &type));
    ck_assert_int_eq(type, _i);
    ck_assert(document_type_name(type).zh[0] && document_type_name(type).en[0]);
    ck_assert(!document_type_parse("licence", &type));
}
END_TEST

Suite *suite_model_document(void) {
    Suite *suite = suite_create("model document");
    TCase *tcase = tcase_create("document");

    tcase_add_loop_test(tcase, a_number_is_folded_and_checked_for_its_document, 0,
                        sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tcase, every_single_wrong_digit_is_found, 0, 18);
    tcase_add_test(tcase, a_resident_number_says_region_birth_and_sex);
    tcase_add_test(tcase, the_old_form_is_said_to_be_upgraded);
    tcase_add_loop_test(tcase, a_mask_shows_no_more_than_the_end, 0, sizeof masks / sizeof *masks);
    tcase_add_loop_test(tcase, a_document_s_word_reads_back, 0, DOCUMENT_TYPES);
    suite_add_tcase(suite, tcase);
    return suite;
}
