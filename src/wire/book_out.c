#include "wire/book_out.h"

#include <errno.h>
#include <string.h>
#include <zip.h>

#define ZIP_EPOCH ((time_t)315532800) /* as inside the zip: equal tables make equal files */

lxw_workbook *book_out_new(const char *temp, bool flat) {
    lxw_workbook_options options = {.constant_memory = flat};
    lxw_doc_properties properties = {.created = ZIP_EPOCH};
    lxw_workbook *book = workbook_new_opt(temp, &options);

    workbook_set_properties(book, &properties);
    return book;
}

/* ---- is it all there? ----
 * libxlsxwriter keeps rows, and every part before it is packed, in temporary files and does not
 * look whether they took what was written: on a full disk it packs half a sheet and says nothing.
 * So the rows that went in are compared with the rows in the file, and each part must have an end.
 */

/* Bytes of rows waiting in the sheets' files; -1 where one did not take them. */
static int64_t bytes_waiting(const lxw_workbook *book) {
    lxw_worksheet *sheet;
    int64_t all = 0;

    if (!book->options.constant_memory)
        return 0;
    STAILQ_FOREACH(sheet, book->worksheets, list_pointers) {
        FILE *f = sheet->optimize_tmpfile;
        lxw_worksheet_write_single_row(sheet);
        if (fflush(f) != 0 || ferror(f))
            return -1;
        all += ftell(f);
    }
    return all;
}

/* How far a word has been seen; no word here holds its own first character again. */
struct word_seen {
    const char *word;
    size_t n;
};

static bool see(struct word_seen *seen, char c) {
    seen->n = c == seen->word[seen->n] ? seen->n + 1 : c == seen->word[0];
    if (seen->word[seen->n])
        return false;
    seen->n = 0;
    return true;
}

/* Bytes between <sheetData> and </sheetData>, 0 in a part without; -1 for a part without end. */
static int64_t bytes_of_rows(zip_file_t *part) {
    static const char opening[] = "<sheetData>", closing[] = "</sheetData>";
    struct word_seen open = {opening, 0}, close = {closing, 0};
    int64_t at = 0, from = 0, rows = 0, n;
    char buf[16384], last = 0;

    while ((n = zip_fread(part, buf, sizeof buf)) > 0)
        for (int64_t i = 0; i < n; i++) {
            at++;
            last = buf[i] == '\n' ? last : buf[i];
            if (see(&open, buf[i]))
                from = at;
            if (see(&close, buf[i]))
                rows = at - from - (int64_t)(sizeof closing - 1);
        }
    return n < 0 || last != '>' ? -1 : rows;
}

static int64_t bytes_packed(const char *temp) {
    zip_t *zip = zip_open(temp, ZIP_RDONLY, NULL);
    int64_t all = zip ? 0 : -1;

    for (zip_int64_t i = 0; zip && all >= 0 && i < zip_get_num_entries(zip, 0); i++) {
        zip_file_t *part = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        int64_t rows = part ? bytes_of_rows(part) : -1;
        all = rows < 0 ? -1 : all + rows;
        if (part)
            zip_fclose(part);
    }
    if (zip)
        zip_discard(zip);
    return all;
}

enum rc book_out_close(lxw_workbook *book, lxw_error failed, const char *temp, const char *path,
                       struct err *err) {
    int64_t waiting = failed == LXW_NO_ERROR ? bytes_waiting(book) : -1;
    bool flat = book->options.constant_memory;

    errno = 0;
    if (waiting >= 0)
        failed = workbook_close(book); /* frees it, however it ends */
    else
        lxw_workbook_free(book);
    if (waiting >= 0 && failed == LXW_NO_ERROR) {
        int64_t packed = bytes_packed(temp);
        if (packed == waiting || (!flat && packed >= 0))
            return RC_OK;
        errno = ENOSPC;
    }
    return err_set(err, RC_IO, "unwritable", "写不了 %s：%s，请检查文件夹、权限和磁盘空间",
                   "cannot write %s: %s; check the folder, its permissions and the disk space",
                   path, strerror(errno ? errno : ENOSPC));
}
