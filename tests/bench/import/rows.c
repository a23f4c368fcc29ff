/* One list of synthetic riders in every format that the program writes: what is imported by
 * tests/bench/import.sh. */
#include "bench/import/bench.h"

#include "homeward/document.h"
#include "homeward/wire.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 10 };
static const char *const headings[COLUMNS] = {"报名号",   "姓名",        "身份证号码", "手机号",
                                              "出发地",   "目的地",      "最早日期",   "最晚日期",
                                              "交通方式", "是否困难职工"};

static const int from_codes[] = {370102, 370112, 370202, 370602, 370702, 370883, 371302};
static const int to_codes[] = {411602, 411622, 510104, 500101, 340102, 420102, 430102, 610102};

struct row {
    char cells[COLUMNS][64];
};
enum { REF, NAME, DOCUMENT, PHONE, FROM, TO, EARLIEST, LATEST, MODES, HARDSHIP };

#define PUT(row, cell, ...) snprintf((row)->cells[cell], sizeof(row)->cells[cell], __VA_ARGS__)

/* Regions that are nobody's (379901-379917), 50 years of birth dates, sequences from 001. */
static void make_document(int i, char out[64]) {
    struct day born;
    int year, month, day;

    (void)day_make(1950, 1, 1, &born);
    born.v += i / 17 % 18000;
    day_split(born, &year, &month, &day);
    snprintf(out, 64, "%06d%04d%02d%02d%03d", 379901 + i % 17, year, month, day,
             i / 17 / 18000 + 1);
    out[17] = document_check_digit(out);
    out[18] = '\0';
}

static void make_row(int i, struct row *row) {
    static const char *const given[] = {"伟", "芳", "娜", "敏", "静", "强", "磊", "洋"};
    char day[WHEN_TEXT];
    struct day earliest;

    (void)day_make(2018, 2, 1, &earliest);
    earliest.v += i % 10;
    PUT(row, REF, "B-%06d", i + 1);
    PUT(row, NAME, "测试%s%s", given[i % 8], given[i / 8 % 8]);
    make_document(i, row->cells[DOCUMENT]);
    PUT(row, PHONE, "154%08d", (int)((int64_t)i * 7919 % 100000000));
    PUT(row, FROM, "%d", from_codes[i % 7]);
    PUT(row, TO, "%d", to_codes[i / 7 % 8]);
    PUT(row, EARLIEST, "%s", day_text(earliest, day));
    earliest.v += 2;
    PUT(row, LATEST, "%s", day_text(earliest, day));
    PUT(row, MODES, "%s", i % 3 ? "" : "火车");
    PUT(row, HARDSHIP, "%s", i % 12 ? "" : "是");
}

static void write_xml(FILE *f, const struct row *row) {
    const char(*c)[64] = row->cells;

    fprintf(f,
            "  <rider ref=\"%s\">\n    <name>%s</name>\n    <document "
            "type=\"resident-id\">%s</document>\n    <phone>%s</phone>\n",
            c[REF], c[NAME], c[DOCUMENT], c[PHONE]);
    if (c[HARDSHIP][0])
        fputs("    <hardship/>\n", f);
    fprintf(f,
            "    <trip direction=\"home\" from=\"%s\" to=\"%s\" earliest=\"%s\" "
            "latest=\"%s\"%s/>\n  </rider>\n",
            c[FROM], c[TO], c[EARLIEST], c[LATEST], c[MODES][0] ? " modes=\"train\"" : "");
}

static FILE *create(const char *folder, const char *name) {
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    if (!f)
        perror(path);
    return f;
}

static bool write_list_xml(int n, const char *folder) {
    FILE *f = create(folder, "list.xml");

    if (!f)
        return false;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<riderList "
          "xmlns=\"urn:homeward:rider-list:1\" station=\"BENCH\" campaign=\"bench\" serial=\"1\" "
          "issued=\"2018-01-20T09:00:00\">\n",
          f);
    for (int i = 0; i < n; i++) {
        struct row row;
        make_row(i, &row);
        write_xml(f, &row);
    }
    fputs("</riderList>\n", f);
    return fclose(f) == 0;
}

static bool write_table(int n, const char *folder, const char *name, enum table_out_format format) {
    struct table_out *out;
    struct err err = {0};
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    enum rc rc = table_out_open(path, format, true, &out, &err);
    if (rc == RC_OK)
        table_out_header(out, headings, COLUMNS);
    for (int i = 0; i < n && rc == RC_OK; i++) {
        struct row row;
        const char *cells[COLUMNS];
        make_row(i, &row);
        for (int c = 0; c < COLUMNS; c++)
            cells[c] = row.cells[c];
        table_out_row(out, cells, COLUMNS);
    }
    rc = rc == RC_OK ? table_out_commit(out, &err) : rc;
    if (rc != RC_OK)
        fprintf(stderr, "%s\n", err.en);
    table_out_free(out);
    return rc == RC_OK;
}

int bench_rows(int n, const char *folder) {
    return write_list_xml(n, folder) && write_table(n, folder, "list.csv", TABLE_OUT_CSV) &&
                   write_table(n, folder, "list.xlsx", TABLE_OUT_XLSX)
               ? 0
               : 1;
}
