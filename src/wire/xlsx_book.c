#include "wire/xlsx_book.h"

#include <errno.h>
#include <string.h>

#define ZIP_EPOCH ((time_t)315532800) /* as inside the zip: equal tables make equal files */

lxw_workbook *xlsx_book_new(const char *temp, bool flat) {
    lxw_workbook_options options = {.constant_memory = flat};
    lxw_doc_properties properties = {.created = ZIP_EPOCH};
    lxw_workbook *book = workbook_new_opt(temp, &options);

    workbook_set_properties(book, &properties);
    return book;
}

enum rc xlsx_book_close(lxw_workbook *book, lxw_error failed, const char *path, struct err *err) {
    errno = 0;
    if (failed == LXW_NO_ERROR)
        failed = workbook_close(book); /* frees it, however it ends */
    else
        lxw_workbook_free(book);
    if (failed == LXW_NO_ERROR)
        return RC_OK;
    return err_set(err, RC_IO, "unwritable", "写不了 %s：%s，请检查文件夹、权限和磁盘空间",
                   "cannot write %s: %s; check the folder, its permissions and the disk space",
                   path, errno ? strerror(errno) : lxw_strerror(failed));
}
