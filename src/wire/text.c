#include "wire/text.h"

#include "wire/refuse.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#define TEXT_MAX ((int64_t)256 << 20)

static enum rc not_text(const struct text_in *in, struct err *err) {
    return refuse(
        err, in->source->name, 0, RC_INVALID, "not-text",
        BI("文件不是能读的文本（UTF-8、UTF-16 或 GB18030），请让发送方另存后再发",
           "the file is no text that can be read (UTF-8, UTF-16 or GB18030); ask the sender "
           "to save it as one"));
}

static enum rc cut_short(const struct text_in *in, struct err *err) {
    return refuse(err, in->source->name, 0, RC_INVALID, "cut",
                  BI("文件在一个字的中间断了，像是没有传完，请发送方重发",
                     "the file ends in the middle of a character, as if it had been cut; ask the "
                     "sender for it again"));
}

static enum rc wrong_encoding(const struct text_in *in, struct err *err) {
    return refuse(err, in->source->name, 0, RC_INVALID, "encoding",
                  BI("文件的文字编码与其声明不符，请发送方按 UTF-8 重存后再发",
                     "the file's characters are not in the encoding it declares; ask the sender to "
                     "save it as UTF-8"));
}

/* ---- one form for characters that have two ---- */

/* Unicode's own note on GB18030-2005 against GB18030-2000: private use to the true character. */
static const struct {
    uint16_t from;
    uint32_t to;
} twins[] = {{0xe78d, 0xfe10},  {0xe78e, 0xfe12},  {0xe78f, 0xfe11},  {0xe790, 0xfe13},
             {0xe791, 0xfe14},  {0xe792, 0xfe15},  {0xe793, 0xfe16},  {0xe794, 0xfe17},
             {0xe795, 0xfe18},  {0xe796, 0xfe19},  {0xe7c7, 0x1e3f},  {0xe7c8, 0x1f9},
             {0xe816, 0x20087}, {0xe817, 0x20089}, {0xe818, 0x200cc}, {0xe81e, 0x9fb4},
             {0xe826, 0x9fb5},  {0xe82b, 0x9fb6},  {0xe82c, 0x9fb7},  {0xe831, 0x215d7},
             {0xe832, 0x9fb8},  {0xe83b, 0x2298f}, {0xe843, 0x9fb9},  {0xe854, 0x9fba},
             {0xe855, 0x241fe}, {0xe864, 0x9fbb}};

static uint32_t fold_code(uint32_t code) {
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
        if (twins[i].from == code)
            return twins[i].to;
    return code;
}

bool text_needs_fold(const char *text, size_t n) {
    return memchr(text, 0xee, n) != NULL; /* the lead byte of U+E000 to U+EFFF */
}

size_t text_fold(const char *text, size_t n, char *out) {
    size_t at = 0;

    while (n) {
        uint32_t code;
        size_t len = utf8_next(text, n, &code);
        if (len == 3 && (unsigned char)*text == 0xee) {
            at += utf8_put(fold_code(code), out + at);
        } else {
            len = len ? len : 1;
            memcpy(out + at, text, len);
            at += len;
        }
        text += len;
        n -= len;
    }
    return at;
}

/* ---- which encoding ---- */

/* How many bytes at the end are the beginning of a character that is not all there. */
static size_t utf8_tail(const char *s, size_t n) {
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        unsigned char c = (unsigned char)s[n - back];
        if (c >= 0xc0)
            return back < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) ? back : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}

/* Up to cap bytes, unless the source ends first; -1 on a read error. */
static int64_t read_full(struct source *source, char *buf, size_t cap) {
    size_t have = 0;
    int64_t n = 1;

    while (have < cap && (n = source->read(source->payload, buf + have, cap - have)) > 0)
        have += (size_t)n;
    return n < 0 ? -1 : (int64_t)have;
}

/* Reads the source to its end: is it UTF-8? A cut last character is no reason to read the whole
 * file as something else: it is refused when it is reached. */
static enum rc check_utf8(struct text_in *in, bool *out, struct err *err) {
    size_t kept = 0;
    int64_t n = 0, all = 0;

    *out = true;
    while (*out && (n = read_full(in->source, in->raw + kept, TEXT_CHUNK)) > 0) {
        size_t len = kept + (size_t)n;
        all += n;
        if (all > TEXT_MAX)
            break; /* text_next says so */
        kept = utf8_tail(in->raw, len);
        *out = utf8_valid(in->raw, len - kept);
        memmove(in->raw, in->raw + len - kept, kept);
    }
    if (n < 0)
        return refuse_unreadable(err, in->source->name);
    in->checked = *out;
    return RC_OK;
}

/* The first bytes: a byte-order mark (its length), or XML that begins in UTF-16. */
static size_t find_mark(const unsigned char *head, size_t n, bool xml, enum text_encoding *out) {
    static const struct {
        const char *bytes;
        size_t len, skip;
        enum text_encoding encoding;
        bool xml;
    } marks[] = {{"\xef\xbb\xbf", 3, 3, TEXT_UTF8, false},
                 {"\xff\xfe", 2, 2, TEXT_UTF16LE, false},
                 {"\xfe\xff", 2, 2, TEXT_UTF16BE, false},
                 {"<\0", 2, 0, TEXT_UTF16LE, true},
                 {"\0<", 2, 0, TEXT_UTF16BE, true}};

    *out = TEXT_UNKNOWN;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if ((xml || !marks[i].xml) && n >= marks[i].len &&
            memcmp(head, marks[i].bytes, marks[i].len) == 0) {
            *out = marks[i].encoding;
            return marks[i].skip;
        }
    return 0;
}

static bool open_converter(struct text_in *in) {
    static const char *const names[] = {
        [TEXT_UTF16LE] = "UTF-16LE", [TEXT_UTF16BE] = "UTF-16BE", [TEXT_GB18030] = "GB18030"};

    if (in->encoding == TEXT_UTF8)
        return true;
    iconv_t cd = iconv_open("UTF-8", names[in->encoding]);
    if (cd == (iconv_t)-1)
        return false;
    in->cd = cd;
    return true;
}

/* Back to the first byte, then past the mark. */
static enum rc start(struct text_in *in, size_t skip, struct err *err) {
    char mark[4];

    if (!in->source->rewind(in->source->payload) ||
        read_full(in->source, mark, skip) != (int64_t)skip)
        return refuse_unreadable(err, in->source->name);
    in->taken = (int64_t)skip;
    return open_converter(in) ? RC_OK : not_text(in, err);
}

static enum rc utf8_or_gb(struct text_in *in, struct err *err) {
    bool utf8;

    if (!in->source->rewind(in->source->payload))
        return refuse_unreadable(err, in->source->name);
    enum rc rc = check_utf8(in, &utf8, err);
    in->encoding = utf8 ? TEXT_UTF8 : TEXT_GB18030;
    return rc;
}

static void begin(struct text_in *in, struct source *source) {
    in->source = source;
    in->cd = NULL;
    in->taken = 0;
    in->checked = false;
    in->broken = NULL;
    in->n_raw = 0;
    in->raw_at = 0;
}

enum rc text_open(struct text_in *in, struct source *source, struct err *err) {
    unsigned char head[4];

    begin(in, source);
    int64_t n = read_full(source, (char *)head, sizeof head);
    if (n < 0)
        return refuse_unreadable(err, in->source->name);
    size_t skip = find_mark(head, (size_t)n, false, &in->encoding);
    enum rc rc = in->encoding == TEXT_UNKNOWN ? utf8_or_gb(in, err) : RC_OK;
    return rc == RC_OK ? start(in, skip, err) : rc;
}

/* What `encoding="..."` of the XML declaration means to us; no declaration is UTF-8. */
static enum text_encoding declared(const char *head, size_t n) {
    static const struct {
        const char *name;
        enum text_encoding encoding;
    } names[] = {
        {"UTF-8", TEXT_UTF8},         {"UTF8", TEXT_UTF8},       {"US-ASCII", TEXT_UTF8},
        {"ASCII", TEXT_UTF8},         {"GB18030", TEXT_GB18030}, {"GBK", TEXT_GB18030},
        {"GB2312", TEXT_GB18030},     {"CP936", TEXT_GB18030},   {"MS936", TEXT_GB18030},
        {"EUC-CN", TEXT_GB18030},     {"X-GBK", TEXT_GB18030},   {"GB_2312-80", TEXT_GB18030},
        {"WINDOWS-936", TEXT_GB18030}};
    char copy[257], *end, *at;

    n = n < 256 ? n : 256;
    memcpy(copy, head, n);
    copy[n] = '\0';
    if (strncmp(copy, "<?xml", 5) != 0 || !(end = strstr(copy, "?>")))
        return TEXT_UTF8;
    *end = '\0';
    if (!(at = strstr(copy, "encoding")))
        return TEXT_UTF8;
    at += strcspn(at, "\"'");
    char quote = *at ? *at++ : '\0';
    end = strchr(at, quote);
    for (size_t i = 0; end && i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == (size_t)(end - at) &&
            strncasecmp(names[i].name, at, (size_t)(end - at)) == 0)
            return names[i].encoding;
    return TEXT_UNKNOWN;
}

enum rc text_open_xml(struct text_in *in, struct source *source, struct err *err) {
    char head[256];
    enum rc rc = RC_OK;

    begin(in, source);
    int64_t n = read_full(source, head, sizeof head);
    if (n < 0)
        return refuse_unreadable(err, in->source->name);
    size_t skip = find_mark((unsigned char *)head, (size_t)n, true, &in->encoding);
    if (in->encoding == TEXT_UNKNOWN)
        in->encoding = declared(head, (size_t)n);
    if (in->encoding == TEXT_UNKNOWN)
        return refuse(
            err, in->source->name, 0, RC_INVALID, "encoding",
            BI("文件声明的文字编码不是 UTF-8、UTF-16 或 GB18030，请发送方按 UTF-8 重存后再发",
               "the file declares an encoding that is not UTF-8, UTF-16 or GB18030; ask the "
               "sender to save it as UTF-8"));
    if (in->encoding == TEXT_GB18030)
        rc = utf8_or_gb(in, err);
    return rc == RC_OK ? start(in, skip, err) : rc;
}

/* ---- piece by piece ---- */

static size_t valid_start(const char *s, size_t n) {
    size_t at = 0, len;
    uint32_t code;

    while ((len = utf8_next(s + at, n - at, &code)) > 0)
        at += len;
    return at;
}

/* What stands before a broken character goes out first, so that the reader comes to its line. */
static enum rc broken(struct text_in *in, size_t good, size_t *out_len,
                      enum rc (*why)(const struct text_in *in, struct err *err), struct err *err) {
    in->broken = why;
    *out_len = good;
    return good ? RC_OK : why(in, err);
}

/* The raw bytes that are whole characters, as UTF-8; what is left over stays for the next piece. */
static enum rc decode(struct text_in *in, size_t n, bool last, const char **out, size_t *out_len,
                      struct err *err) {
    size_t kept;

    *out = in->raw;
    if (!in->cd) {
        kept = utf8_tail(in->raw, n);
        *out_len = n - kept;
        if (!in->checked && !utf8_valid(in->raw, *out_len))
            return broken(in, valid_start(in->raw, *out_len), out_len, wrong_encoding, err);
    } else {
        char *from = in->raw, *to = in->decoded;
        size_t room = sizeof in->decoded;
        kept = n;
        bool bad =
            iconv((iconv_t)in->cd, &from, &kept, &to, &room) == (size_t)-1 && errno != EINVAL;
        *out = in->decoded;
        *out_len = sizeof in->decoded - room;
        if (bad)
            return broken(in, *out_len, out_len, not_text, err);
    }
    const char *nul = memchr(*out, '\0', *out_len);
    if (nul)
        return broken(in, (size_t)(nul - *out), out_len, not_text, err);
    if (last && kept)
        return broken(in, *out_len, out_len, cut_short, err);
    in->n_raw = kept;
    in->raw_at = n - kept;
    return RC_OK;
}

enum rc text_next(struct text_in *in, const char **out, size_t *out_len, struct err *err) {
    if (in->broken)
        return in->broken(in, err);
    memmove(in->raw, in->raw + in->raw_at, in->n_raw);
    int64_t n = read_full(in->source, in->raw + in->n_raw, TEXT_CHUNK);

    if (n < 0)
        return refuse_unreadable(err, in->source->name);
    in->taken += n;
    if (in->taken > TEXT_MAX)
        return refuse(err, in->source->name, 0, RC_LIMIT, "too-large",
                      BI("文件超过 256 MiB，请分开导入",
                         "the file is longer than 256 MiB; import it in parts"));
    size_t len = in->n_raw + (size_t)n;
    enum rc rc = decode(in, len, n < TEXT_CHUNK, out, out_len, err);
    if (rc != RC_OK)
        return rc;
    if (text_needs_fold(*out, *out_len)) {
        *out_len = text_fold(*out, *out_len, in->folded);
        *out = in->folded;
    }
    return RC_OK;
}

void text_close(struct text_in *in) {
    if (in->cd)
        iconv_close((iconv_t)in->cd);
    in->cd = NULL;
}
