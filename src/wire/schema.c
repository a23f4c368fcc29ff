#include "wire/schema.h"

#include "homeward/asset.h"
#include "wire/sax.h"

#include <libxml/xmlschemas.h>

struct schema {
    xmlSchemaPtr compiled;
    xmlSchemaValidCtxtPtr check;
    xmlSchemaSAXPlugPtr plug;
    xmlSAXHandlerPtr events; /* libxml2's own, held by the plug */
    void *context;
    schema_fault_fn *on_fault;
    void *payload;
};

/* libxml2's code to what the reader must know; its message holds values and is not used. */
static enum xml_fault fault_of(int code) {
    switch (code) {
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
        return XML_FAULT_ATTRIBUTE;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
        return XML_FAULT_TEXT;
    default:
        return XML_FAULT_ELEMENT;
    }
}

static void on_error(void *payload, xmlErrorPtr error) {
    struct schema *schema = payload;

    schema->on_fault(schema->payload, fault_of(error->code));
}

static xmlSchemaPtr compile(const char *name) {
    const struct asset *asset = asset_find(name);
    xmlSchemaParserCtxtPtr parser =
        asset ? xmlSchemaNewMemParserCtxt((const char *)asset->data, (int)asset->len) : NULL;
    xmlSchemaPtr compiled = parser ? xmlSchemaParse(parser) : NULL;

    xmlSchemaFreeParserCtxt(parser);
    return compiled;
}

struct schema *schema_open(const char *asset, schema_fault_fn *on_fault, void *payload,
                           struct err *err) {
    sax_set_up();
    struct schema *schema = mem_alloc(sizeof *schema);
    schema->on_fault = on_fault;
    schema->payload = payload;
    schema->compiled = compile(asset);
    if (schema->compiled)
        schema->check = xmlSchemaNewValidCtxt(schema->compiled);
    if (schema->check) {
        xmlSchemaSetValidStructuredErrors(schema->check, on_error, schema);
        schema->plug = xmlSchemaSAXPlug(schema->check, &schema->events, &schema->context);
    }
    if (schema->plug)
        return schema;
    rc_ignore(err_set(err, RC_INTERNAL, "schema",
                      "文件结构说明 %s 用不了，请检查 --config 的文件夹",
                      "the schema %s cannot be used; check the folder given with --config", asset));
    schema_close(schema);
    return NULL;
}

const xmlSAXHandler *schema_events(const struct schema *schema) {
    return schema->events;
}

void *schema_context(const struct schema *schema) {
    return schema->context;
}

void schema_close(struct schema *schema) {
    if (!schema)
        return;
    if (schema->plug)
        xmlSchemaSAXUnplug(schema->plug);
    if (schema->check)
        xmlSchemaFreeValidCtxt(schema->check);
    if (schema->compiled)
        xmlSchemaFree(schema->compiled);
    mem_free(schema);
}
