/* Tables out in the format that somebody asked for: a workbook, or the CSV that Excel reads. */
#include "homeward/wire.h"

#include "wire/xlsx_out.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* without it Excel reads the bytes as GBK */

struct table_out {
    struct file_out file;
    struct xlsx_out *xlsx; /* NULL: CSV */
};

enum rc table_out_open(const char *path, enum table_out_format format, bool force,
                       struct table_out **out, struct err *err) {
    struct file_out file = {0};
    enum rc rc = file_out_open(path, force, &file, err);

    *out = NULL;
    if (rc != RC_OK)
        return rc;
    *out = mem_alloc(sizeof **out);
    (*out)->file = file;
    if (format == TABLE_OUT_XLSX)
        (*out)->xlsx = xlsx_out_new((*out)->file.temp);
    else
        fputs(BYTE_ORDER_MARK, file.f);
    return RC_OK;
}

void table_out_sheet(struct table_out *out, const char *name) {
    if (out->xlsx)
        xlsx_out_sheet(out->xlsx, name);
}

static void write_csv(FILE *f, const char *const *cells, int n) {
    for (int i = 0; i < n; i++)
        csv_write_cell_safe(f, cells[i], i == 0);
    csv_end_row(f);
}

static void write_row(struct table_out *out, const char *const *cells, int n, bool is_header) {
    if (out->xlsx)
        xlsx_out_row(out->xlsx, cells, n, is_header);
    else
        write_csv(out->file.f, cells, n);
}

void table_out_header(struct table_out *out, const char *const *cells, int n) {
    write_row(out, cells, n, true);
}

void table_out_row(struct table_out *out, const char *const *cells, int n) {
    write_row(out, cells, n, false);
}

static enum rc finish_book(struct table_out *out, struct err *err) {
    return out->xlsx ? xlsx_out_close(out->xlsx, out->file.temp, out->file.path, err) : RC_OK;
}

enum rc table_out_commit(struct table_out *out, struct err *err) {
    enum rc rc = finish_book(out, err);

    return rc == RC_OK ? file_out_commit(&out->file, err) : rc;
}

enum rc table_out_stage(struct table_out *out, struct file_staged *staged, struct err *err) {
    enum rc rc = finish_book(out, err);

    return rc == RC_OK ? file_out_stage(&out->file, staged, err) : rc;
}

void table_out_free(struct table_out *out) {
    if (!out)
        return;
    xlsx_out_free(out->xlsx);
    file_out_abandon(&out->file);
    mem_free(out);
}
