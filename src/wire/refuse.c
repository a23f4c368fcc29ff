#include "wire/refuse.h"

enum rc refuse(struct err *err, const char *file, int64_t line, enum rc rc, const char *code,
               struct bi why) {
    /* both formats take both texts and print one */
    rc_ignore(err_set(err, rc, code, "%s%.0s", "%.0s%s", why.zh, why.en));
    err_at(err, file, line);
    return rc;
}

enum rc refuse_unreadable(struct err *err, const char *file) {
    return refuse(err, file, 0, RC_IO, "unreadable",
                  BI("读文件时出错，请检查磁盘或重新复制文件",
                     "reading the file failed; check the disk or copy the file again"));
}

enum rc refuse_tag(struct err *err, const char *file, int64_t line) {
    return refuse(err, file, line, RC_LIMIT, "tag-too-large",
                  BI("文件里有一个标签过大（超过 16 KiB 或 32 个属性），不予接收",
                     "a tag of the file is too large (over 16 KiB or 32 attributes), which is not "
                     "taken"));
}

enum rc refuse_long_cell(struct err *err, const char *file, int64_t row) {
    return refuse(err, file, row, RC_LIMIT, "too-long",
                  BI("这一行有一格的文字过长，请发送方改短",
                     "a cell of this row is too long; ask the sender to shorten it"));
}
