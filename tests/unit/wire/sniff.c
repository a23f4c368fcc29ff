/* What a file is, by its first bytes. */
#include "homeward/wire.h"
#include "support/suites.h"

#include <string.h>

#define SML "urn:schemas-microsoft-com:office:spreadsheet"
#define BYTES(text) text, sizeof(text) - 1

static const struct {
    const char *bytes;
    size_t n;
    enum wire_format format;
} files[] = {
    {BYTES(""), WIRE_UNKNOWN},
    {BYTES("姓名,电话\n"), WIRE_TABLE_TEXT},
    {BYTES("\xd0\xd5\xc3\xfb,a\n"), WIRE_TABLE_TEXT},
    {BYTES("\xff\xfe\xd3\x59\x0d\x54\t\0"), WIRE_TABLE_TEXT},
    {BYTES("   \n"), WIRE_TABLE_TEXT},
    {BYTES("PK\x03\x04rest"), WIRE_XLSX},
    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), WIRE_XLS},
    {BYTES("<riderList/>"), WIRE_XML},
    {BYTES("\xef\xbb\xbf \n<?xml version='1.0'?><a/>"), WIRE_XML},
    {BYTES("\xff\xfe<\0?\0x\0m\0l\0"), WIRE_XML},
    {BYTES("\xfe\xff\0<\0?\0x\0m\0l"), WIRE_XML},
    {BYTES("<\0r\0i\0d\0e\0r\0"), WIRE_XML},
    {BYTES("\0<\0r\0i\0d\0e\0r"), WIRE_XML},
    {BYTES("<?xml version='1.0'?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook/>"),
     WIRE_SPREADSHEET_ML},
    {BYTES("<?xml version='1.0'?><Workbook xmlns='" SML "'>"), WIRE_SPREADSHEET_ML},
    {BYTES("<html xmlns:x='urn:schemas-microsoft-com:office:excel'>"), WIRE_HTML},
    {BYTES("<!DOCTYPE HTML PUBLIC>"), WIRE_HTML},
    {BYTES("\n <TABLE border=1>"), WIRE_HTML},
    {BYTES("<meta charset=gb2312><table>"), WIRE_HTML},
    {BYTES("\xff\xfe<\0h\0t\0m\0l\0>\0"), WIRE_HTML},
    {BYTES("<?xml version='1.0'?><!DOCTYPE html><html>"), WIRE_HTML},
};

START_TEST(a_file_is_what_its_content_says) {
    struct source source;
    enum wire_format format = WIRE_UNKNOWN;
    char byte;

    source_memory("名单.xls", files[_i].bytes, files[_i].n, &source);

    ck_assert_int_eq(wire_sniff(&source, &format, NULL), RC_OK);
    ck_assert_int_eq(format, files[_i].format);
    if (files[_i].n) { /* and it is left at its first byte */
        ck_assert_int_eq(source.read(source.payload, &byte, 1), 1);
        ck_assert_int_eq(byte, files[_i].bytes[0]);
    }
    source_close(&source);
}
END_TEST

Suite *suite_wire_sniff(void) {
    Suite *suite = suite_create("wire sniff");
    TCase *tcase = tcase_create("sniff");

    tcase_add_loop_test(tcase, a_file_is_what_its_content_says, 0, sizeof files / sizeof *files);
    suite_add_tcase(suite, tcase);
    return suite;
}
