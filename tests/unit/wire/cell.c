/* Numbers, days and number formats of spreadsheets. */
#include "wire/cell.h"
#include "support/suites.h"

static const struct {
    const char *in, *out; /* NULL: no number */
} numbers[] = {
    {"1", "1"},
    {"15400000001", "15400000001"},
    {"3.79901198002080E+17", "379901198002080000"},
    {"379901198002080010", "379901198002080000"}, /* what Excel would show of it */
    {"1.54E+10", "15400000000"},
    {"-12.5", "-12.5"},
    {"0.1", "0.1"},
    {"0.30000000000000004", "0.3"},
    {"1E-7", "0.0000001"},
    {"999999999999999", "999999999999999"},
    {"1e21", "1000000000000000000000"},
    {"0", "0"},
    {"-0", "0"},
    {"", NULL},
    {"12x", NULL},
    {"0x10", NULL},
    {"1e999", NULL},
    {"nan", NULL},
    {".", NULL},
};

START_TEST(a_number_becomes_plain_digits) {
    char out[CELL_NUMBER_TEXT];
    double value = 0;

    ck_assert_int_eq(cell_read_number(numbers[_i].in, &value), numbers[_i].out != NULL);
    if (!numbers[_i].out)
        return;
    cell_number_text(value, out);
    ck_assert_str_eq(out, numbers[_i].out);
}
END_TEST

static const struct {
    double serial;
    bool date1904;
    const char *out;
    enum cell_kind kind;
} days[] = {
    {43139, false, "2018-02-08", CELL_DATE},
    {41677, true, "2018-02-08", CELL_DATE},
    {43138 + 8 / 24.0, false, "2018-02-07T08:00", CELL_DATE},
    {43138.9999999, false, "2018-02-08", CELL_DATE}, /* a second that rounds into the next day */
    {1, false, "1900-01-01", CELL_DATE},
    {59, false, "1900-02-28", CELL_DATE},
    {60, false, "60", CELL_NUMBER}, /* a day that never was */
    {61, false, "1900-03-01", CELL_DATE},
    {1, true, "1904-01-02", CELL_DATE},
    {0.5, false, "12:00", CELL_TEXT},
    {0, false, "00:00", CELL_TEXT},
    {-1, false, "-1", CELL_NUMBER},
    {2e9, false, "2000000000", CELL_NUMBER},
};

START_TEST(a_serial_becomes_its_day) {
    char out[CELL_NUMBER_TEXT];

    ck_assert_int_eq(cell_date_text(days[_i].serial, days[_i].date1904, out), days[_i].kind);
    ck_assert_str_eq(out, days[_i].out);
}
END_TEST

static const struct {
    const char *code;
    bool date;
} formats[] = {
    {"General", false},
    {"0.00E+00", false},
    {"#,##0;[Red]-#,##0", false},
    {"@", false},
    {"\"day\"0", false},
    {"0\\d", false},
    {"_d0", false},
    {"[$-804]0", false},
    {"yyyy-mm-dd", true},
    {"yyyy\"年\"m\"月\"d\"日\"", true},
    {"[$-804]yyyy\"年\"m\"月\"d\"日\";@", true},
    {"m/d/yy h:mm", true},
    {"[h]:mm", true},
    {"[h]", true},
    {"[h", false},
    {"上午/下午 h\"时\"mm\"分\"", true},
    {"[DBNum1][$-804]m\"月\"d\"日\"", true},
    {"\"unclosed", false},
    {"", false},
};

START_TEST(a_format_shows_a_day_or_not) {
    ck_assert_int_eq(cell_format_is_date(formats[_i].code), formats[_i].date);
}
END_TEST

/* The table of config/xlsx_date_formats.csv, and numbers between. */
START_TEST(built_in_formats_are_those_of_the_table) {
    static const int dates[] = {14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33,
                                34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58};
    size_t next = 0;

    for (int id = 0; id < 100; id++) {
        bool date = next < sizeof dates / sizeof *dates && dates[next] == id;
        next += date;
        ck_assert_int_eq(cell_builtin_is_date(id), date);
    }
}
END_TEST

static const struct {
    const char *in, *out;
} isos[] = {{"2018-02-07T00:00:00.000", "2018-02-07"},
            {"2018-02-07", "2018-02-07"},
            {"2018-02-07T08:30:00.000", "2018-02-07T08:30"},
            {"2018-02-07 08:30:00", "2018-02-07T08:30"},
            {"2018-02-30T00:00:00", NULL},
            {"2018-02-07x", NULL},
            {"", NULL}};

START_TEST(a_written_day_is_taken_over) {
    char out[CELL_NUMBER_TEXT];

    ck_assert_int_eq(cell_iso_date_text(isos[_i].in, out), isos[_i].out != NULL);
    if (isos[_i].out)
        ck_assert_str_eq(out, isos[_i].out);
}
END_TEST

Suite *suite_wire_cell(void) {
    Suite *suite = suite_create("wire cell");
    TCase *tcase = tcase_create("cell");

    tcase_add_loop_test(tcase, a_number_becomes_plain_digits, 0, sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tcase, a_serial_becomes_its_day, 0, sizeof days / sizeof *days);
    tcase_add_loop_test(tcase, a_format_shows_a_day_or_not, 0, sizeof formats / sizeof *formats);
    tcase_add_test(tcase, built_in_formats_are_those_of_the_table);
    tcase_add_loop_test(tcase, a_written_day_is_taken_over, 0, sizeof isos / sizeof *isos);
    suite_add_tcase(suite, tcase);
    return suite;
}
