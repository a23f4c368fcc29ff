/*
 * HTML tables that call themselves .xls: libxml2's HTML push parser, with the same guard as XML.
 * Tables follow one another as Excel shows them, one below the other.
 */
#include "wire/cell.h"
#include "wire/guard.h"
#include "wire/refuse.h"
#include "wire/sax.h"
#include "wire/sheet.h"
#include "wire/table.h"
#include "wire/text.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MAX = 256, NAMES_MAX = 20000 };

struct html {
    struct sheet *sheet;
    enum rc rc;
    htmlParserCtxtPtr parser;
    struct str text;
    char number[64]; /* x:num of the cell at hand: what Excel holds, not what it shows */
    bool is_number;
    bool in_row, in_cell, blank; /* blank: one waits before the next word */
    int unseen, depth;           /* inside script, style and the like */
    int64_t row, column, across, down;
};

static void stop(struct html *h, enum rc rc) {
    if (rc == RC_OK || h->rc != RC_OK)
        return;
    h->rc = rc;
    xmlStopParser(h->parser);
}

/* ---- cells ---- */

static const char *attr(const xmlChar **attrs, const char *name) {
    for (; attrs && attrs[0]; attrs += 2)
        if (strcasecmp((const char *)attrs[0], name) == 0)
            return attrs[1] ? (const char *)attrs[1] : "";
    return NULL;
}

static int64_t span_of(const xmlChar **attrs, const char *name) {
    const char *text = attr(attrs, name);
    int64_t value;

    return text && text_int64(text, 1, 65536, &value) ? value : 1;
}

static enum rc put_cell(struct html *h) {
    char out[CELL_NUMBER_TEXT];
    double value;
    const char *text = str_get(&h->text);

    if (h->text.full)
        return refuse_long_cell(h->sheet->err, h->sheet->file, h->row);
    if (h->is_number && cell_read_number(text, &value) &&
        (!h->number[0] || cell_read_number(h->number, &value))) {
        cell_number_text(value, out);
        return sheet_put(h->sheet, h->column, out, CELL_NUMBER);
    }
    return sheet_put(h->sheet, h->column, text, CELL_TEXT);
}

static void end_cell(struct html *h) {
    if (!h->in_cell)
        return;
    h->in_cell = false;
    stop(h, put_cell(h));
    if (h->rc == RC_OK)
        stop(h, sheet_span(h->sheet, h->column, h->across - 1, h->down - 1));
    h->column += h->across;
}

static void end_row(struct html *h) {
    end_cell(h);
    if (h->in_row && h->rc == RC_OK)
        stop(h, sheet_end_row(h->sheet));
    h->in_row = false;
}

static void begin_row(struct html *h) {
    end_row(h);
    sheet_begin_row(h->sheet, ++h->row, false);
    h->in_row = true;
    h->column = 0;
}

static void begin_cell(struct html *h, const xmlChar **attrs) {
    const char *number = attr(attrs, "x:num");

    if (!number)
        number = attr(attrs, "sdval"); /* the same from LibreOffice */
    end_cell(h);
    if (!h->in_row)
        begin_row(h);
    while (sheet_covered(h->sheet, h->column))
        h->column++;
    h->across = span_of(attrs, "colspan");
    h->down = span_of(attrs, "rowspan");
    h->is_number = number != NULL;
    snprintf(h->number, sizeof h->number, "%s", number ? number : "");
    str_reset(&h->text);
    h->blank = false;
    h->in_cell = true;
}

/* ---- events ---- */

static bool is_any(const char *name, const char *const *words) {
    for (; *words; words++)
        if (strcasecmp(name, *words) == 0)
            return true;
    return false;
}

static const char *const unseen[] = {"script", "style", "head", "title", "xml", NULL};
static const char *const cells[] = {"td", "th", NULL};
static const char *const blocks[] = {"table", "thead", "tbody", "tfoot", NULL};

static void on_open(void *payload, const xmlChar *name, const xmlChar **attrs) {
    struct html *h = payload;
    const char *tag = (const char *)name;

    if (h->rc != RC_OK)
        return;
    if (++h->depth > DEPTH_MAX || xmlDictSize(h->parser->dict) > NAMES_MAX)
        stop(h, refuse(h->sheet->err, h->sheet->file, 0, RC_LIMIT, "too-deep",
                       BI("网页表格嵌套过深，不予接收，请发送方另存为 .xlsx",
                          "the HTML table is nested too deeply, which is not taken; ask the sender "
                          "to save it as .xlsx")));
    if (is_any(tag, unseen))
        h->unseen++;
    else if (strcasecmp(tag, "tr") == 0)
        begin_row(h);
    else if (is_any(tag, cells))
        begin_cell(h, attrs);
    else if (is_any(tag, blocks))
        end_row(h);
    else if (strcasecmp(tag, "br") == 0 && h->in_cell && h->text.len)
        str_add(&h->text, "\n");
}

static void on_close(void *payload, const xmlChar *name) {
    struct html *h = payload;
    const char *tag = (const char *)name;

    h->depth--;
    if (h->rc != RC_OK)
        return;
    if (is_any(tag, unseen))
        h->unseen -= h->unseen > 0;
    else if (is_any(tag, cells))
        end_cell(h);
    else if (strcasecmp(tag, "tr") == 0 || is_any(tag, blocks))
        end_row(h);
}

/* The length of a blank at the front: ASCII or U+00A0, which Excel writes into empty cells. */
static size_t blank_at(const char *at, size_t n) {
    if (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')
        return 1;
    return n >= 2 && memcmp(at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static void on_text(void *payload, const xmlChar *bytes, int len) {
    struct html *h = payload;
    const char *at = (const char *)bytes;
    size_t n = (size_t)len;

    if (!h->in_cell || h->unseen || h->rc != RC_OK)
        return;
    while (n) {
        size_t blank = blank_at(at, n), step = blank ? blank : 1;
        if (blank) {
            h->blank = true;
        } else {
            if (h->blank && h->text.len && h->text.s[h->text.len - 1] != '\n')
                str_add(&h->text, " ");
            h->blank = false;
            str_addn(&h->text, at, 1);
        }
        at += step;
        n -= step;
    }
}

static htmlSAXHandler events = {.startElement = on_open,
                                .endElement = on_close,
                                .characters = on_text,
                                .cdataBlock = on_text,
                                .ignorableWhitespace = on_text};

/* ---- reading ---- */

static enum rc feed_all(struct html *h, struct text_in *in) {
    struct guard guard = {0};
    const char *piece;
    size_t n;
    enum rc rc;

    while ((rc = text_next(in, &piece, &n, h->sheet->err)) == RC_OK && n && h->rc == RC_OK) {
        if (guard_pass(&guard, piece, n) < n)
            return refuse_tag(h->sheet->err, h->sheet->file, 0);
        htmlParseChunk(h->parser, piece, (int)n, 0);
    }
    if (rc == RC_OK && h->rc == RC_OK)
        htmlParseChunk(h->parser, "", 0, 1);
    return rc;
}

static enum rc parse(struct html *h, struct text_in *in) {
    h->parser = htmlCreatePushParserCtxt(&events, h, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!h->parser)
        return refuse(h->sheet->err, h->sheet->file, 0, RC_INTERNAL, "html",
                      BI("HTML 解析器无法启动", "the HTML parser did not start"));
    htmlCtxtUseOptions(h->parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
    enum rc rc = feed_all(h, in);
    if (rc == RC_OK && h->rc == RC_OK)
        end_row(h);
    xmlFreeDoc(h->parser->myDoc);
    htmlFreeParserCtxt(h->parser);
    return rc == RC_OK ? h->rc : rc;
}

enum rc html_read(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    struct html html = {.sheet = sheet_new(source->name, on_row, payload, err),
                        .text = STR_MAX(SHEET_ROW_BYTES)};
    struct text_in *in = mem_alloc(sizeof *in);

    sax_set_up();
    sheet_begin(html.sheet, NULL);
    enum rc rc = text_open(in, source, err);
    if (rc == RC_OK)
        rc = parse(&html, in);
    text_close(in);
    mem_free(in);
    str_clear(&html.text);
    sheet_free(html.sheet);
    return rc;
}
