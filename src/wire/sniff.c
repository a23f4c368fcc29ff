/* What a file is, by its content: names lie, above all those that end in .xls. */
#include "homeward/wire.h"

#include "wire/refuse.h"

#include <string.h>
#include <strings.h>

enum { HEAD = 4096 };

/* The first bytes as ASCII: of UTF-16 every other byte, so that one set of words does. */
static size_t narrow(const unsigned char *head, size_t n, char *out) {
    bool le = n >= 2 && (memcmp(head, "\xff\xfe", 2) == 0 || memcmp(head, "<\0", 2) == 0);
    bool be = n >= 2 && (memcmp(head, "\xfe\xff", 2) == 0 || memcmp(head, "\0<", 2) == 0);
    size_t from = le || be ? (size_t)be : 0, step = le || be ? 2 : 1, at = 0;

    if (n >= 2 && (head[0] == 0xff || head[0] == 0xfe))
        from += 2;
    if (n >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
        from = 3;
    for (size_t i = from; i < n; i += step)
        out[at++] = head[i] ? (char)head[i] : ' '; /* so that it is one string */
    out[at] = '\0';
    return at;
}

static const char *find_word(const char *text, const char *word) {
    size_t len = strlen(word);

    for (; *text; text++)
        if (strncasecmp(text, word, len) == 0)
            return text;
    return NULL;
}

static bool begins(const char *text, const char *word) {
    return strncasecmp(text, word, strlen(word)) == 0;
}

static enum wire_format marked_up(const char *text) {
    if (begins(text, "<!doctype html") || begins(text, "<html") || begins(text, "<table") ||
        begins(text, "<head") || begins(text, "<meta") || begins(text, "<body") ||
        begins(text, "<style"))
        return WIRE_HTML;
    if (find_word(text, "urn:schemas-microsoft-com:office:spreadsheet") &&
        !find_word(text, "<html"))
        return WIRE_SPREADSHEET_ML;
    if (find_word(text, "progid=\"Excel.Sheet\""))
        return WIRE_SPREADSHEET_ML;
    if (find_word(text, "<html") || find_word(text, "<table"))
        return WIRE_HTML;
    return WIRE_XML;
}

static enum wire_format format_of(const unsigned char *head, size_t n) {
    char text[HEAD + 1];

    if (n >= 4 && memcmp(head, "PK\x03\x04", 4) == 0)
        return WIRE_XLSX;
    if (n >= 4 && memcmp(head, "\xd0\xcf\x11\xe0", 4) == 0)
        return WIRE_XLS;
    size_t len = narrow(head, n, text);
    size_t skip = strspn(text, " \t\r\n");
    if (skip == len)
        return n ? WIRE_TABLE_TEXT : WIRE_UNKNOWN;
    return text[skip] == '<' ? marked_up(text + skip) : WIRE_TABLE_TEXT;
}

enum rc wire_sniff(struct source *source, enum wire_format *out, struct err *err) {
    unsigned char head[HEAD];
    size_t have = 0;
    int64_t n = 1;

    while (have < sizeof head &&
           (n = source->read(source->payload, head + have, sizeof head - have)) > 0)
        have += (size_t)n;
    if (n < 0 || !source->rewind(source->payload))
        return refuse_unreadable(err, source->name);
    *out = format_of(head, have);
    return RC_OK;
}
