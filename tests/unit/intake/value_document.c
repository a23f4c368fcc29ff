/* Document cells: domain sections 1, 5 and 11. */
#include "intake/value.h"
#include "support/intake.h"
#include "support/suites.h"

#define RID DOCUMENT_RESIDENT_ID
#define HKM DOCUMENT_HK_MACAU_PERMIT
#define TWN DOCUMENT_TAIWAN_PERMIT
#define PPT DOCUMENT_PASSPORT
#define OTH DOCUMENT_OTHER
#define T CELL_TEXT
#define N CELL_NUMBER

static const struct {
    const char *word, *text;
    enum cell_kind kind;
    enum document_type type;
    enum document_fault fault;
    const char *number;
} cells[] = {
    {"", "11010519491231002X", T, RID, DOCUMENT_OK, "11010519491231002X"},
    {"", "110105194912310021", T, RID, DOCUMENT_CHECK_DIGIT, "110105194912310021"},
    {"", "37990119800230001X", T, RID, DOCUMENT_DATE, "37990119800230001X"},
    {"", "340524800101001", T, RID, DOCUMENT_OK, "34052419800101001X"},
    {"", "１１０１０５１９４９１２３１００２ｘ", T, RID, DOCUMENT_OK, "11010519491231002X"},
    {"", "440524188001010014", T, RID, DOCUMENT_OK, "440524188001010014"},
    {"", ID_B, T, RID, DOCUMENT_OK, ID_B},
    {"", "37990219910131002x", T, RID, DOCUMENT_OK, ID_B},
    {"", "37990219910131002\u0425", T, RID, DOCUMENT_OK, ID_B}, /* Cyrillic */
    {"", "37990219910131002\u0445", T, RID, DOCUMENT_OK, ID_B},
    {"", "37990219910131002×", T, RID, DOCUMENT_OK, ID_B},
    {"", "37990219910131002＊", T, RID, DOCUMENT_OK, ID_B},
    {"", "37990219910131002*", T, RID, DOCUMENT_OK, ID_B},
    {"", "37990219910131002\u03a7", T, RID, DOCUMENT_OK, ID_B}, /* Greek */
    {"", "379901 19800208 0010", T, RID, DOCUMENT_OK, ID_A},
    {"", "379901\u00a019800208\u00a00010", T, RID, DOCUMENT_OK, ID_A},
    {"", "379901-19800208-0010", T, RID, DOCUMENT_OK, ID_A},
    {"", "'" ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"", "\u2019" ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"", "\u200b" ID_A "\ufeff", T, RID, DOCUMENT_OK, ID_A},
    {"", "\u202d" ID_A "\u202c", T, RID, DOCUMENT_OK, ID_A},
    {"", ID_A "\n", T, RID, DOCUMENT_OK, ID_A},
    {"", "3799011980020800", T, RID, DOCUMENT_LENGTH, "3799011980020800"},
    {"", "3799011980020800100", T, RID, DOCUMENT_LENGTH, "3799011980020800100"},
    {"", "37990119800208001A", T, RID, DOCUMENT_CHARACTERS, "37990119800208001A"},
    {"", "379901****02080010", T, RID, DOCUMENT_CHARACTERS, "379901XXXX02080010"},
    {"", "379901209902080011", T, RID, DOCUMENT_DATE, "379901209902080011"},
    {"居民身份证", ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"二代身份证", ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"临时居民身份证", ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"户口簿", ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"一代身份证", "340524800101001", T, RID, DOCUMENT_OK, "34052419800101001X"},
    {"身份证", "E12345678", T, RID, DOCUMENT_LENGTH, "E12345678"},
    {"resident-id", ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"", "", T, RID, DOCUMENT_EMPTY, ""},
    {"", "H12345678", T, HKM, DOCUMENT_OK, "H12345678"},
    {"", "M1234567801", T, HKM, DOCUMENT_OK, "M1234567801"},
    {"回乡证", "h12345678", T, HKM, DOCUMENT_OK, "H12345678"},
    {"港澳居民来往内地通行证", "H1234567", T, HKM, DOCUMENT_FORM, "H1234567"},
    {"", "12345678", T, TWN, DOCUMENT_OK, "12345678"},
    {"", "12345678", N, TWN, DOCUMENT_OK, "12345678"},
    {"台胞证", "1234567890A", T, TWN, DOCUMENT_OK, "1234567890A"},
    {"", "1234567890B", T, TWN, DOCUMENT_OK, "1234567890B"},
    {"", "E12345678", T, PPT, DOCUMENT_OK, "E12345678"},
    {"", "EA1234567", T, PPT, DOCUMENT_OK, "EA1234567"},
    {"护照", "G12345678", T, PPT, DOCUMENT_OK, "G12345678"},
    {"passport", "E1234", T, PPT, DOCUMENT_OK, "E1234"},
    {"护照", "E123", T, PPT, DOCUMENT_FORM, "E123"},
    {"", "USA123456789012", T, OTH, DOCUMENT_OK, "USA123456789012"},
    {"绿卡", "USA123456789012", T, OTH, DOCUMENT_OK, "USA123456789012"},
    {"军官证", "军字第1234567号", T, OTH, DOCUMENT_OK, "军字第1234567号"},
    {"学生证", "20160123", T, OTH, DOCUMENT_OK, "20160123"},
    {"说不清的证", "E12345678", T, PPT, DOCUMENT_OK, "E12345678"},
    /* a number beside a name or a label */
    {"", "测试甲" ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"", "身份证：" ID_A, T, RID, DOCUMENT_OK, ID_A},
    {"", "测试甲（37990219910131002X）", T, RID, DOCUMENT_OK, ID_B},
    /* a cell of numbers keeps 15 digits */
    {"", "340524800101001", N, RID, DOCUMENT_OK, "34052419800101001X"},
};

START_TEST(a_cell_is_the_document_that_a_person_reads_in_it) {
    struct document_kinds *kinds = document_kinds_new();
    struct arena arena = {0};
    struct document_cell cell;
    struct document document;

    document_kinds_read(kinds, &arena, cells[_i].word, cells[_i].text, cells[_i].kind, &cell);
    enum document_fault fault =
        document_read(cell.type, cell.number, intake_day("2018-01-20"), &document);
    ck_assert_msg(cell.type == cells[_i].type, "%s: type %s", cells[_i].text,
                  document_type_word(cell.type));
    ck_assert_msg(fault == cells[_i].fault, "%s: fault %d", cells[_i].text, fault);
    ck_assert_str_eq(document.number, cells[_i].number);
    ck_assert(!cell.destroyed && !cell.wrong_form);
    arena_clear(&arena);
    document_kinds_free(kinds);
}
END_TEST

static const struct {
    const char *text;
    enum cell_kind kind;
} lost[] = {{"379901198002080000", N},
            {"379901198008151000", N} /* its check digit fits by luck */,
            {ID_A, N},
            {"3.79901E+17", T},
            {"3.79901198002080E+17", T},
            {"3.79901e17", T},
            {"3E+17", T}};

START_TEST(a_number_whose_digits_are_lost_is_never_taken) {
    struct document_kinds *kinds = document_kinds_new();
    struct arena arena = {0};
    struct document_cell cell;

    document_kinds_read(kinds, &arena, "", lost[_i].text, lost[_i].kind, &cell);
    ck_assert(cell.destroyed);
    arena_clear(&arena);
    document_kinds_free(kinds);
}
END_TEST

static const struct {
    const char *word, *text;
} misshapen[] = {{"外国人永久居留身份证", "US123"},
                 {"军官证", "123"},
                 {"港澳台居民居住证", "12345"},
                 {"学生证", "123456789012345678901"}};

START_TEST(kinds_without_a_type_are_held_to_the_pattern_of_the_table) {
    struct document_kinds *kinds = document_kinds_new();
    struct arena arena = {0};
    struct document_cell cell;

    document_kinds_read(kinds, &arena, misshapen[_i].word, misshapen[_i].text, T, &cell);
    ck_assert_int_eq(cell.type, OTH);
    ck_assert(cell.wrong_form);
    arena_clear(&arena);
    document_kinds_free(kinds);
}
END_TEST

static const struct {
    const char *text, *name;
} both[] = {{"测试甲 " ID_A, "测试甲"}, {ID_A "测试甲", "测试甲"},
            {"测试甲/" ID_A, "测试甲"}, {"测试甲，身份证号：" ID_A, "测试甲"},
            {"身份证号：" ID_A, NULL},  {ID_A, NULL}};

START_TEST(a_name_in_the_same_cell_is_found) {
    struct document_kinds *kinds = document_kinds_new();
    struct arena arena = {0};
    struct document_cell cell;

    document_kinds_read(kinds, &arena, "", both[_i].text, T, &cell);
    ck_assert_str_eq(cell.number, ID_A);
    if (both[_i].name)
        ck_assert_str_eq(cell.beside, both[_i].name);
    else
        ck_assert_ptr_null(cell.beside);
    arena_clear(&arena);
    document_kinds_free(kinds);
}
END_TEST

Suite *suite_intake_value_document(void) {
    Suite *suite = suite_create("intake value_document");
    TCase *tcase = tcase_create("documents");

    tcase_add_loop_test(tcase, a_cell_is_the_document_that_a_person_reads_in_it, 0,
                        sizeof cells / sizeof *cells);
    tcase_add_loop_test(tcase, a_number_whose_digits_are_lost_is_never_taken, 0,
                        sizeof lost / sizeof *lost);
    tcase_add_loop_test(tcase, kinds_without_a_type_are_held_to_the_pattern_of_the_table, 0,
                        sizeof misshapen / sizeof *misshapen);
    tcase_add_loop_test(tcase, a_name_in_the_same_cell_is_found, 0, sizeof both / sizeof *both);
    suite_add_tcase(suite, tcase);
    return suite;
}
