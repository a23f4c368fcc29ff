/* The shared strings of an XLSX workbook; rich text is joined, readings (furigana) are left out. */
#include "wire/refuse.h"
#include "wire/sax.h"
#include "wire/xlsx.h"

#include <stdlib.h>
#include <string.h>

struct strings {
    struct xlsx *book;
    struct str text;
    bool in_text, in_reading;
};

/* Four hex digits after "_x", then "_". */
static bool escape_at(const char *at, uint32_t *out) {
    char hex[5];

    if (at[0] != '_' || at[1] != 'x' || strlen(at) < 7 || at[6] != '_')
        return false;
    memcpy(hex, at + 2, 4);
    hex[4] = '\0';
    if (strspn(hex, "0123456789abcdefABCDEF") != 4)
        return false;
    *out = (uint32_t)strtoul(hex, NULL, 16);
    return true;
}

void xlsx_unescape(char *text) {
    char *to = strstr(text, "_x"), *from = to;
    uint32_t code;

    while (from && *from) {
        if (!escape_at(from, &code)) {
            *to++ = *from++;
            continue;
        }
        if (code && (code < 0xd800 || code > 0xdfff))
            to += utf8_put(code, to);
        from += 7;
    }
    if (to)
        *to = '\0';
}

static enum rc on_open(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    struct strings *s = payload;

    (void)ns, (void)attrs, (void)n, (void)line, (void)err;
    if (strcmp(element, "si") == 0)
        str_reset(&s->text);
    else if (strcmp(element, "rPh") == 0)
        s->in_reading = true;
    s->in_text = strcmp(element, "t") == 0 && !s->in_reading;
    return RC_OK;
}

static enum rc on_close(void *payload, const char *element, int64_t line, struct err *err) {
    struct strings *s = payload;

    (void)line;
    s->in_text = false;
    if (strcmp(element, "rPh") == 0)
        s->in_reading = false;
    if (strcmp(element, "si") != 0)
        return RC_OK;
    if (s->text.full)
        return refuse(err, s->book->file, 0, RC_LIMIT, "too-long",
                      BI("工作簿里有一段文字过长", "a text in the workbook is too long"));
    if (s->text.s)
        xlsx_unescape(s->text.s);
    const char *text = str_get(&s->text);
    return spill_add(s->book->texts, text, strlen(text), err);
}

static void on_text(void *payload, const char *bytes, size_t n) {
    struct strings *s = payload;

    if (s->in_text)
        str_addn(&s->text, bytes, n);
}

enum rc xlsx_read_strings(struct xlsx *book) {
    struct strings strings = {.book = book, .text = STR_MAX(SHEET_ROW_BYTES)};
    struct sax_handler handler = {on_open, on_close, on_text, &strings, false, NULL};
    struct source source;

    if (!book->strings[0] || !zip_in_has(book->zip, book->strings))
        return RC_OK;
    enum rc rc = zip_in_entry(book->zip, book->strings, &source, book->err);
    if (rc == RC_OK)
        rc = sax_read(&source, &handler, book->err);
    str_clear(&strings.text);
    return rc;
}
