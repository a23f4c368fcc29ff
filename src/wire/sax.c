#include "wire/sax.h"

#include "wire/guard.h"
#include "wire/refuse.h"
#include "wire/text.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <string.h>

/* Different names of elements and attributes in one file: libxml2 takes quadratic time on them. */
/* libxml2 gathers text for the schema in quadratic time: "&#x4e00;" is one piece. */
enum { NAMES_MAX = 20000, VALUES_MAX = 64 * 1024, SCHEMA_TEXT_MAX = 64 * 1024 };

struct sax {
    const struct sax_handler *handler;
    const char *file;
    struct err *err;
    enum rc rc;
    xmlParserCtxtPtr parser;
    int depth;
    bool began; /* an element has opened */
    int64_t last_line;
    size_t text_len;   /* since the last tag */
    struct str values; /* attribute values of the tag at hand */
};

/* ---- the library ---- */

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

static void set_up(void) {
    xmlInitParser();
    xmlSetExternalEntityLoader(no_entity);
}

void sax_set_up(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, set_up);
    xmlSetGenericErrorFunc(NULL, silent); /* these two are kept by libxml2 for each thread */
    xmlSetStructuredErrorFunc(NULL, silent_structured);
}

/* ---- refusing ---- */

static int64_t line_of(const struct sax *x) {
    return x->parser && x->parser->input ? x->parser->input->line : x->last_line;
}

/* The first failure ends the reading; RC_OK lets it go on. */
static void stop(struct sax *x, enum rc rc) {
    if (rc == RC_OK || x->rc != RC_OK)
        return;
    x->rc = rc;
    err_at(x->err, x->file, line_of(x));
    if (x->parser)
        xmlStopParser(x->parser);
}

static void refuse_here(struct sax *x, enum rc rc, const char *code, struct bi why) {
    if (x->rc == RC_OK)
        stop(x, refuse(x->err, x->file, line_of(x), rc, code, why));
}

static void refuse_doctype(struct sax *x) {
    refuse_here(x, RC_INVALID, "doctype",
                BI("文件含有 DOCTYPE 或实体，不予接收，请发送方去掉后重发",
                   "the file holds a DOCTYPE or an entity, which is not taken; ask the sender to "
                   "leave it out"));
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
static int gather(struct sax *x, int n, const xmlChar **raw, struct xml_attr *out) {
    size_t at[SAX_ATTR_MAX];
    int count = 0;

    str_reset(&x->values);
    for (int i = 0; i < n && count < SAX_ATTR_MAX; i++, raw += 5) {
        if (raw[1] && !x->handler->prefixed) /* xml:lang and the like say nothing to us */
            continue;
        at[count] = x->values.len;
        out[count++].name = (const char *)raw[0];
        add_value(&x->values, (const char *)raw[3], (const char *)raw[4]);
    }
    for (int i = 0; i < count; i++)
        out[i].value = str_get(&x->values) + at[i];
    return count;
}

static bool open_within_caps(struct sax *x) {
    if (x->depth >= SAX_DEPTH_MAX)
        refuse_here(x, RC_LIMIT, "too-deep",
                    BI("文件的元素嵌套过深", "the file's elements are nested too deeply"));
    else if (xmlDictSize(x->parser->dict) > NAMES_MAX)
        refuse_here(x, RC_LIMIT, "too-many-names",
                    BI("文件里不同的元素名或属性名过多，不予接收",
                       "the file holds too many different names of elements or attributes, which "
                       "is not taken"));
    return x->rc == RC_OK;
}

static void on_open(void *payload, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns,
                    int n_ns, const xmlChar **namespaces, int n_attrs, int n_defaulted,
                    const xmlChar **raw) {
    struct sax *x = payload;
    struct schema *schema = x->handler->schema;
    struct xml_attr attrs[SAX_ATTR_MAX];

    if (x->rc != RC_OK || !open_within_caps(x))
        return;
    x->depth++;
    x->text_len = 0;
    x->began = true;
    int n = gather(x, n_attrs, raw, attrs);
    stop(x, x->handler->open(x->handler->payload, (const char *)ns, (const char *)name, attrs, n,
                             line_of(x), x->err));
    if (schema && x->rc == RC_OK)
        schema_events(schema)->startElementNs(schema_context(schema), name, prefix, ns, n_ns,
                                              namespaces, n_attrs, n_defaulted, raw);
}

static void on_close(void *payload, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns) {
    struct sax *x = payload;
    struct schema *schema = x->handler->schema;

    if (schema && x->rc == RC_OK)
        schema_events(schema)->endElementNs(schema_context(schema), name, prefix, ns);
    if (x->rc != RC_OK)
        return;
    x->depth--;
    x->text_len = 0;
    if (x->handler->close)
        stop(x, x->handler->close(x->handler->payload, (const char *)name, line_of(x), x->err));
}

/* Blanks between elements say nothing to a schema, however many there are. */
static bool only_blanks(const xmlChar *bytes, int n) {
    for (int i = 0; i < n; i++)
        if (bytes[i] > ' ')
            return false;
    return true;
}

static void text_to_schema(struct sax *x, const xmlChar *bytes, int n) {
    struct schema *schema = x->handler->schema;

    if (x->text_len == 0 && only_blanks(bytes, n))
        return;
    x->text_len += (size_t)n;
    if (x->text_len > SCHEMA_TEXT_MAX)
        refuse_here(x, RC_LIMIT, "too-long",
                    BI("文件里有一段文字过长", "a text in the file is too long"));
    else
        schema_events(schema)->characters(schema_context(schema), bytes, n);
}

static void on_text(void *payload, const xmlChar *bytes, int n) {
    struct sax *x = payload;

    if (x->rc != RC_OK || x->depth == 0)
        return;
    if (x->handler->schema)
        text_to_schema(x, bytes, n);
    if (x->rc == RC_OK && x->handler->text)
        x->handler->text(x->handler->payload, (const char *)bytes, (size_t)n);
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

static void not_well_formed(struct sax *x) {
    int code = x->parser->errNo;

    if (code == XML_ERR_UNDECLARED_ENTITY || code == XML_WAR_UNDECLARED_ENTITY)
        refuse_doctype(x);
    else if (!x->began)
        refuse_here(x, RC_INVALID, "not-xml",
                    BI("文件是空的或不是 XML", "the file is empty or not XML"));
    else
        refuse_here(x, RC_INVALID, "malformed-xml",
                    BI("XML 在此处不合格式，文件可能损坏或被截断，请发送方重发",
                       "the XML is malformed here; the file may be damaged or cut, ask the sender "
                       "for it again"));
}

static void feed(struct sax *x, const char *bytes, size_t n, bool last) {
    int code = xmlParseChunk(x->parser, bytes, (int)n, last);

    x->last_line = line_of(x);
    if (x->rc == RC_OK && (code != 0 || (last && !x->parser->wellFormed)))
        not_well_formed(x);
}

static void read_all(struct sax *x, struct text_in *in) {
    struct guard guard = {0};
    const char *piece;
    size_t n;

    while (x->rc == RC_OK) {
        stop(x, text_next(in, &piece, &n, x->err));
        if (x->rc != RC_OK || n == 0)
            break;
        size_t good = guard_pass(&guard, piece, n);
        feed(x, piece, good, false); /* a refusal names the line that the parser came to */
        if (good < n)
            stop(x, refuse_tag(x->err, x->file, line_of(x)));
    }
    if (x->rc == RC_OK)
        feed(x, "", 0, true);
}

static void parse(struct sax *x, struct text_in *in) {
    xmlSAXHandler own = events;

    x->parser = xmlCreatePushParserCtxt(&own, x, NULL, 0, NULL);
    if (!x->parser) {
        refuse_here(x, RC_INTERNAL, "xml",
                    BI("XML 解析器无法启动", "the XML parser did not start"));
        return;
    }
    xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    read_all(x, in);
    xmlFreeDoc(x->parser->myDoc);
    xmlFreeParserCtxt(x->parser);
}

enum rc sax_read(struct source *source, const struct sax_handler *handler, struct err *err) {
    struct err local = {0};
    struct sax x = {.handler = handler,
                    .file = source->name,
                    .err = err ? err : &local,
                    .last_line = 1,
                    .values = STR_MAX(VALUES_MAX)};
    struct text_in *in = mem_alloc(sizeof *in);

    sax_set_up();
    stop(&x, text_open_xml(in, source, x.err));
    if (x.rc == RC_OK)
        parse(&x, in);
    text_close(in);
    mem_free(in);
    str_clear(&x.values);
    return x.rc;
}

int64_t sax_attr_number(const struct xml_attr *attrs, int n_attrs, const char *name,
                        int64_t absent) {
    const char *text = xml_attr_get(attrs, n_attrs, name);
    int64_t value;

    return text && text_int64(text, 0, INT32_MAX, &value) ? value : absent;
}

bool sax_attr_true(const struct xml_attr *attrs, int n_attrs, const char *name) {
    const char *text = xml_attr_get(attrs, n_attrs, name);

    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}
