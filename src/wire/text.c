#include "wire/text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define TEXT_MAX ((size_t)64 << 20)

static enum rc read_all(struct source *source, struct str *out, struct err *err) {
    char buf[65536];
    int64_t n;

    while ((n = source->read(source->payload, buf, sizeof buf)) > 0 && !out->full)
        str_addn(out, buf, (size_t)n);
    if (n < 0)
        return err_set(err, RC_IO, "unreadable", "读文件 %s 时出错", "reading the file %s failed",
                       source->name);
    if (out->full)
        return err_set(err, RC_LIMIT, "too-large", "文件 %s 超过 64 MiB，请分开导入",
                       "the file %s is longer than 64 MiB; import it in parts", source->name);
    return RC_OK;
}

static enum rc not_text(const struct source *source, struct err *err) {
    return err_set(err, RC_INVALID, "not-text",
                   "文件 %s 不是能读的文本（UTF-8、UTF-16 或 GB18030），请让发送方另存后再发",
                   "the file %s is no text that can be read (UTF-8, UTF-16 or GB18030); ask the "
                   "sender to save it as one",
                   source->name);
}

/* GB18030 needs at most three bytes of UTF-8 for two of its own, UTF-16 three for two. */
static bool convert(const char *from, const char *in, size_t len, char **out, size_t *out_len) {
    iconv_t cd = iconv_open("UTF-8", from);
    size_t room = 2 * len + 16, left = room;
    char *text = mem_array(room + 1, 1), *to = text;
    char *rest = (char *)(uintptr_t)in; /* iconv does not write to it */

    if (cd == (iconv_t)-1) {
        mem_free(text);
        return false;
    }
    bool done = iconv(cd, &rest, &len, &to, &left) != (size_t)-1 && len == 0;
    iconv_close(cd);
    if (!done) {
        mem_free(text);
        return false;
    }
    *out = text;
    *out_len = room - left;
    return true;
}

static bool keep_bytes(const char *in, size_t len, char **out, size_t *out_len) {
    *out = mem_array(len + 1, 1);
    memcpy(*out, in, len);
    *out_len = len;
    return true;
}

static bool decode(const char *in, size_t len, char **out, size_t *out_len) {
    if (len >= 2 && memcmp(in, "\xff\xfe", 2) == 0)
        return convert("UTF-16LE", in + 2, len - 2, out, out_len);
    if (len >= 2 && memcmp(in, "\xfe\xff", 2) == 0)
        return convert("UTF-16BE", in + 2, len - 2, out, out_len);
    if (len >= 3 && memcmp(in, "\xef\xbb\xbf", 3) == 0)
        return utf8_valid(in + 3, len - 3) && keep_bytes(in + 3, len - 3, out, out_len);
    if (utf8_valid(in, len))
        return keep_bytes(in, len, out, out_len);
    return convert("GB18030", in, len, out, out_len);
}

enum rc text_read(struct source *source, char **out, size_t *out_len, struct err *err) {
    struct str bytes = STR_MAX(TEXT_MAX);
    enum rc rc = read_all(source, &bytes, err);

    if (rc == RC_OK && !decode(str_get(&bytes), bytes.len, out, out_len))
        rc = not_text(source, err);
    str_clear(&bytes);
    if (rc == RC_OK && memchr(*out, '\0', *out_len)) {
        mem_free(*out);
        rc = not_text(source, err);
    }
    return rc;
}
