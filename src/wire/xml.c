/* XML files of our own formats: one namespace, little depth, text between the tags, and an XSD
 * that looks on. */
#include "wire/sax.h"

#include <string.h>

enum { DEPTH_MAX = 16 };
#define TEXT_MAX ((size_t)64 * 1024)

struct reader {
    const struct xml_handler *handler;
    const char *file;
    struct err *err;
    enum rc fault_rc;                 /* what the handler said of a fault of structure */
    int depth;                        /* of the element at hand; the root is 0 */
    const char *names[DEPTH_MAX + 1]; /* of the elements that are open */
    int64_t line;
    struct str text[DEPTH_MAX + 1];
};

/* ---- structure ---- */

static enum rc refuse_structure(struct reader *r, enum xml_fault fault) {
    if (fault == XML_FAULT_ATTRIBUTE)
        return err_set(r->err, RC_INVALID, "structure", "元素 %.64s 缺少属性，或有不认识的属性",
                       "the element %.64s lacks an attribute or has one that is unknown",
                       r->names[r->depth]);
    if (fault == XML_FAULT_TEXT)
        return err_set(r->err, RC_INVALID, "structure", "元素 %.64s 里不能有文字",
                       "the element %.64s may not hold text", r->names[r->depth]);
    return err_set(r->err, RC_INVALID, "structure", "元素 %.64s 不能在这里，或里面缺少元素",
                   "the element %.64s may not stand here, or lacks an element inside",
                   r->names[r->depth]);
}

static void on_fault(void *payload, enum xml_fault fault) {
    struct reader *r = payload;
    const struct xml_handler *handler = r->handler;

    if (r->fault_rc == RC_OK)
        r->fault_rc = handler->fault ? handler->fault(handler->payload, fault, r->names[r->depth],
                                                      r->depth, r->line, r->err)
                                     : refuse_structure(r, fault);
    if (r->fault_rc != RC_OK)
        err_at(r->err, r->file, r->line);
}

/* ---- events ---- */

static enum rc wrong_root(struct reader *r) {
    return err_set(
        r->err, RC_INVALID, "wrong-kind",
        "文件不是所要的种类：根元素应为 %s（%s），请确认没有拿错文件",
        "the file is not of the kind asked for: its root must be %s (%s); check that it is "
        "the right file",
        r->handler->root, r->handler->ns);
}

static enum rc check_element(struct reader *r, const char *ns, const char *element) {
    bool ours = ns && strcmp(ns, r->handler->ns) == 0;

    if (r->depth == 0 && (!ours || strcmp(element, r->handler->root) != 0))
        return wrong_root(r);
    if (!ours)
        return err_set(r->err, RC_INVALID, "foreign-element",
                       "文件含有别的命名空间的元素，不予接收",
                       "the file holds an element of a foreign namespace, which is not taken");
    if (r->depth >= DEPTH_MAX)
        return err_set(r->err, RC_LIMIT, "too-deep", "文件的元素嵌套过深",
                       "the file's elements are nested too deeply");
    return RC_OK;
}

static enum rc on_open(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n_attrs, int64_t line, struct err *err) {
    struct reader *r = payload;

    if (r->fault_rc != RC_OK)
        return r->fault_rc;
    r->depth++;
    r->line = line;
    enum rc rc = check_element(r, ns, element);
    if (rc != RC_OK)
        return rc;
    r->names[r->depth] = element;
    str_reset(&r->text[r->depth]);
    if (r->depth > 0) /* between elements there are but blanks, a good many in a long list */
        str_reset(&r->text[r->depth - 1]);
    return r->handler->open(r->handler->payload, element, r->depth, attrs, n_attrs, line, err);
}

static enum rc on_close(void *payload, const char *element, int64_t line, struct err *err) {
    struct reader *r = payload;
    struct str *text = &r->text[r->depth];

    if (r->fault_rc != RC_OK)
        return r->fault_rc;
    r->line = line;
    if (text->full)
        return err_set(err, RC_LIMIT, "too-long", "文件里有一段文字过长",
                       "a text in the file is too long");
    struct slice trimmed = slice_trim(slice_of(str_get(text)));
    if (text->s)
        text->s[(size_t)(trimmed.s - text->s) + trimmed.len] = '\0';
    enum rc rc = r->handler->close(r->handler->payload, element, r->depth, trimmed.s, line, err);
    r->depth--;
    return rc;
}

static void on_text(void *payload, const char *bytes, size_t n) {
    struct reader *r = payload;
    struct str *text = &r->text[r->depth];

    /* the blanks between elements are no text, or a long list would fill its root */
    if (text->len || slice_trim((struct slice){bytes, n}).len)
        str_addn(text, bytes, n);
}

enum rc xml_read(struct source *source, const struct xml_handler *handler, struct err *err) {
    struct err local = {0};
    struct reader r = {
        .handler = handler, .file = source->name, .err = err ? err : &local, .depth = -1};
    struct sax_handler inside = {on_open, on_close, on_text, &r, false, NULL};
    enum rc rc = RC_OK;

    for (int i = 0; i <= DEPTH_MAX; i++)
        r.text[i] = STR_MAX(TEXT_MAX);
    if (handler->schema) {
        inside.schema = schema_open(handler->schema, on_fault, &r, r.err);
        rc = inside.schema ? RC_OK : RC_INTERNAL;
    }
    if (rc == RC_OK)
        rc = sax_read(source, &inside, r.err);
    schema_close(inside.schema);
    for (int i = 0; i <= DEPTH_MAX; i++)
        str_clear(&r.text[i]);
    return rc == RC_OK ? r.fault_rc : rc;
}

const char *xml_attr_get(const struct xml_attr *attrs, int n_attrs, const char *name) {
    for (int i = 0; i < n_attrs; i++)
        if (strcmp(attrs[i].name, name) == 0)
            return attrs[i].value;
    return NULL;
}
