/*
 * XML, streaming, as hostile input: libxml2's SAX2 push parser, fed by our own reads. No DTD, no
 * entity, no file or network; a guard counts the bytes and attributes of each tag before the parser
 * sees them (libxml2 2.9 takes quadratic time on attributes). Messages are our own: libxml2's would
 * print the line with the person's data.
 */
#include "homeward/wire.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <string.h>

#define TAG_MAX 16384
#define ATTR_MAX 32
#define DEPTH_MAX 16
#define TEXT_MAX ((size_t)64 * 1024)
#define CHUNK 65536

struct reader {
    const struct xml_handler *handler;
    const char *file;
    struct err *err;
    enum rc rc;
    xmlParserCtxtPtr parser;
    int depth;
    int64_t last_line;
    struct str text[DEPTH_MAX + 1];
    struct str values; /* attribute values of the tag at hand */
};

/* ---- refusing ---- */

static void silent(void *payload, const char *format, ...) {
    (void)payload;
    (void)format;
}

static void silent_structured(void *payload, xmlErrorPtr error) {
    (void)payload;
    (void)error;
}

static xmlParserInputPtr no_entity(const char *url, const char *id, xmlParserCtxtPtr parser) {
    (void)url;
    (void)id;
    (void)parser;
    return NULL;
}

static void set_up_library(void) {
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, silent);
    xmlSetStructuredErrorFunc(NULL, silent_structured);
    xmlSetExternalEntityLoader(no_entity);
}

static int64_t line_of(const struct reader *r) {
    return r->parser && r->parser->input ? r->parser->input->line : r->last_line;
}

/* The first failure ends the reading; RC_OK lets it go on. */
static void stop(struct reader *r, enum rc rc) {
    if (rc == RC_OK || r->rc != RC_OK)
        return;
    r->rc = rc;
    err_at(r->err, r->file, line_of(r));
    if (r->parser)
        xmlStopParser(r->parser);
}

#define REFUSE(r, rc, code, zh, en) stop((r), err_set((r)->err, (rc), (code), (zh), (en)))

static void refuse_doctype(struct reader *r) {
    REFUSE(r, RC_INVALID, "doctype", "文件含有 DOCTYPE 或实体，不予接收，请发送方去掉后重发",
           "the file holds a DOCTYPE or an entity, which is not taken; ask the sender to leave it "
           "out");
}

/* ---- the guard: bytes and attributes of one tag ---- */

enum guard_state { GUARD_TEXT, GUARD_OPEN, GUARD_TAG, GUARD_COMMENT, GUARD_SECTION };
struct guard {
    enum guard_state state;
    char quote;
    size_t len;
    int attrs;
    char tail[3]; /* the last bytes, to see the end of a comment or section */
};

static void guard_after_open(struct guard *g, char c) {
    g->state = c == '!' ? GUARD_SECTION : GUARD_TAG;
}

static bool guard_ends_with(const struct guard *g, const char *end) {
    return memcmp(g->tail, end, 3) == 0;
}

/* A section begins with "<!": a comment, CDATA, or a DOCTYPE that the parser refuses. */
static void guard_section(struct guard *g, char c) {
    if (g->len == 4 && g->tail[1] == '-' && c == '-')
        g->state = GUARD_COMMENT;
    else if (guard_ends_with(g, "]]>"))
        g->state = GUARD_TEXT;
}

static void guard_tag(struct guard *g, char c) {
    if (g->quote) {
        if (c == g->quote)
            g->quote = '\0';
    } else if (c == '"' || c == '\'') {
        g->quote = c;
        g->attrs++;
    } else if (c == '>') {
        g->state = GUARD_TEXT;
    }
}

static bool guard_byte(struct guard *g, char c) {
    g->tail[0] = g->tail[1];
    g->tail[1] = g->tail[2];
    g->tail[2] = c;
    g->len++;
    switch (g->state) {
    case GUARD_TEXT:
        if (c == '<')
            *g = (struct guard){.state = GUARD_OPEN, .len = 1, .tail = {0, 0, '<'}};
        return true;
    case GUARD_OPEN:
        guard_after_open(g, c);
        return true;
    case GUARD_TAG:
        guard_tag(g, c);
        return g->len <= TAG_MAX && g->attrs <= ATTR_MAX;
    case GUARD_SECTION:
        guard_section(g, c);
        return g->len <= TAG_MAX;
    case GUARD_COMMENT:
        if (guard_ends_with(g, "-->"))
            g->state = GUARD_TEXT;
        return true;
    }
    return true;
}

static bool guard_pass(struct guard *g, const char *bytes, size_t n) {
    for (size_t i = 0; i < n;) {
        if (g->state == GUARD_TEXT) { /* text is the bulk: jump to the next tag */
            const char *next = memchr(bytes + i, '<', n - i);
            if (!next)
                return true;
            i = (size_t)(next - bytes);
        }
        if (!guard_byte(g, bytes[i++]))
            return false;
    }
    return true;
}

/* ---- events ---- */

/* libxml2 leaves an ampersand of an attribute as "&#38;" for a tree builder to read again. */
static void add_value(struct str *values, const char *from, const char *to) {
    static const char again[] = "&#38;";

    for (const char *amp; (amp = memchr(from, '&', (size_t)(to - from))) != NULL;) {
        str_addn(values, from, (size_t)(amp - from) + 1);
        from = amp + ((size_t)(to - amp) >= 5 && memcmp(amp, again, 5) == 0 ? 5 : 1);
    }
    str_addn(values, from, (size_t)(to - from));
    str_addn(values, "", 1);
}

/* libxml2 gives attributes as (name, prefix, namespace, begin, end) and values without a NUL. */
static int gather(struct reader *r, int n, const xmlChar **raw, struct xml_attr *out) {
    size_t at[ATTR_MAX];
    int count = 0;

    str_reset(&r->values);
    for (int i = 0; i < n && count < ATTR_MAX; i++, raw += 5) {
        if (raw[1]) /* xml:lang and other foreign attributes say nothing to us */
            continue;
        at[count] = r->values.len;
        out[count++].name = (const char *)raw[0];
        add_value(&r->values, (const char *)raw[3], (const char *)raw[4]);
    }
    for (int i = 0; i < count; i++)
        out[i].value = str_get(&r->values) + at[i];
    return count;
}

static void check_root(struct reader *r, const char *name, const char *ns) {
    if (strcmp(name, r->handler->root) == 0 && ns && strcmp(ns, r->handler->ns) == 0)
        return;
    stop(r, err_set(
                r->err, RC_INVALID, "wrong-kind",
                "文件不是所要的种类：根元素应为 %s（%s），请确认没有拿错文件",
                "the file is not of the kind asked for: its root must be %s (%s); check that it is "
                "the right file",
                r->handler->root, r->handler->ns));
}

static void on_open(void *payload, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns,
                    int n_ns, const xmlChar **namespaces, int n_attrs, int n_defaulted,
                    const xmlChar **raw) {
    struct reader *r = payload;
    struct xml_attr attrs[ATTR_MAX];

    (void)prefix, (void)n_ns, (void)namespaces, (void)n_defaulted;
    if (r->rc != RC_OK)
        return;
    if (r->depth == 0)
        check_root(r, (const char *)name, (const char *)ns);
    else if (!ns || strcmp((const char *)ns, r->handler->ns) != 0)
        REFUSE(r, RC_INVALID, "foreign-element", "文件含有别的命名空间的元素，不予接收",
               "the file holds an element of a foreign namespace, which is not taken");
    if (r->depth >= DEPTH_MAX)
        REFUSE(r, RC_LIMIT, "too-deep", "文件的元素嵌套过深",
               "the file's elements are nested too deeply");
    if (r->rc != RC_OK)
        return;
    int n = gather(r, n_attrs, raw, attrs);
    str_reset(&r->text[r->depth]);
    stop(r, r->handler->open(r->handler->payload, (const char *)name, r->depth, attrs, n,
                             line_of(r), r->err));
    r->depth++;
}

static void on_close(void *payload, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns) {
    struct reader *r = payload;

    (void)prefix, (void)ns;
    if (r->rc != RC_OK)
        return;
    r->depth--;
    struct str *text = &r->text[r->depth];
    if (text->full) {
        REFUSE(r, RC_LIMIT, "too-long", "文件里有一段文字过长", "a text in the file is too long");
        return;
    }
    struct slice trimmed = slice_trim(slice_of(str_get(text)));
    if (text->s)
        text->s[(size_t)(trimmed.s - text->s) + trimmed.len] = '\0';
    stop(r, r->handler->close(r->handler->payload, (const char *)name, r->depth, trimmed.s,
                              line_of(r), r->err));
}

static void on_text(void *payload, const xmlChar *bytes, int n) {
    struct reader *r = payload;

    if (r->rc != RC_OK || r->depth == 0)
        return;
    struct str *text = &r->text[r->depth - 1];
    struct slice piece = {(const char *)bytes, (size_t)n};
    /* the blanks between elements are no text, or a long list would fill its root */
    if (slice_trim(piece).len || text->len)
        str_addn(text, piece.s, piece.len);
}

static void on_doctype(void *payload, const xmlChar *name, const xmlChar *id,
                       const xmlChar *system) {
    (void)name, (void)id, (void)system;
    refuse_doctype(payload);
}

static void on_reference(void *payload, const xmlChar *name) {
    (void)name;
    refuse_doctype(payload);
}

static const xmlSAXHandler events = {.initialized = XML_SAX2_MAGIC,
                                     .internalSubset = on_doctype,
                                     .reference = on_reference,
                                     .startElementNs = on_open,
                                     .endElementNs = on_close,
                                     .characters = on_text,
                                     .cdataBlock = on_text,
                                     .ignorableWhitespace = on_text};

/* ---- reading ---- */

static void not_well_formed(struct reader *r) {
    int code = r->parser->errNo;

    if (code == XML_ERR_UNDECLARED_ENTITY || code == XML_WAR_UNDECLARED_ENTITY)
        refuse_doctype(r);
    else if (code == XML_ERR_INVALID_CHAR || code == XML_ERR_INVALID_ENCODING ||
             code == XML_ERR_UNSUPPORTED_ENCODING || code == XML_ERR_UNKNOWN_ENCODING)
        REFUSE(
            r, RC_INVALID, "encoding", "文件的文字编码与其声明不符，请发送方按 UTF-8 重存后再发",
            "the file's characters are not in the encoding it declares; ask the sender to save it "
            "as UTF-8");
    else if (code == XML_ERR_DOCUMENT_EMPTY)
        REFUSE(r, RC_INVALID, "not-xml", "文件是空的或不是 XML", "the file is empty or not XML");
    else
        REFUSE(r, RC_INVALID, "malformed-xml",
               "XML 在此处不合格式，文件可能损坏或被截断，请发送方重发",
               "the XML is malformed here; the file may be damaged or cut, ask the sender for it "
               "again");
}

static void feed(struct reader *r, const char *bytes, int n, bool last) {
    int code = xmlParseChunk(r->parser, bytes, n, last);

    r->last_line = line_of(r);
    if (r->rc == RC_OK && (code != 0 || (last && !r->parser->wellFormed)))
        not_well_formed(r);
}

static void read_all(struct reader *r, struct source *source) {
    struct guard guard = {0};
    char buf[CHUNK];
    int64_t n;

    while (r->rc == RC_OK && (n = source->read(source->payload, buf, sizeof buf)) != 0) {
        if (n < 0)
            REFUSE(r, RC_IO, "unreadable", "读文件时出错", "reading the file failed");
        else if (!guard_pass(&guard, buf, (size_t)n))
            REFUSE(r, RC_LIMIT, "tag-too-large",
                   "文件里有一个标签过大（超过 16 KiB 或 32 个属性），不予接收",
                   "a tag of the file is too large (over 16 KiB or 32 attributes), which is not "
                   "taken");
        else
            feed(r, buf, (int)n, false);
    }
    if (r->rc == RC_OK)
        feed(r, "", 0, true);
}

enum rc xml_read(struct source *source, const struct xml_handler *handler, struct err *err) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct err local = {0};
    struct reader r = {.handler = handler,
                       .file = source->name,
                       .err = err ? err : &local,
                       .last_line = 1,
                       .values = STR_MAX(2 * TAG_MAX)};
    xmlSAXHandler sax = events;

    pthread_once(&once, set_up_library);
    for (int i = 0; i <= DEPTH_MAX; i++)
        r.text[i] = STR_MAX(TEXT_MAX);
    r.parser = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    if (r.parser) {
        xmlCtxtUseOptions(r.parser, XML_PARSE_NONET);
        read_all(&r, source);
        xmlFreeDoc(r.parser->myDoc);
        xmlFreeParserCtxt(r.parser);
    } else {
        r.rc = err_set(r.err, RC_INTERNAL, "xml", "XML 解析器无法启动",
                       "the XML parser did not start");
    }
    for (int i = 0; i <= DEPTH_MAX; i++)
        str_clear(&r.text[i]);
    str_clear(&r.values);
    return r.rc;
}

const char *xml_attr_get(const struct xml_attr *attrs, int n_attrs, const char *name) {
    for (int i = 0; i < n_attrs; i++)
        if (strcmp(attrs[i].name, name) == 0)
            return attrs[i].value;
    return NULL;
}
