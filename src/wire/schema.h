/*
 * An XSD of config/ that looks on while a file is read: structure only, all its simple types are
 * strings. It keeps nothing, so memory stays flat.
 */
#ifndef HOMEWARD_WIRE_SCHEMA_H
#define HOMEWARD_WIRE_SCHEMA_H

#include "homeward/wire.h"
#include <libxml/parser.h>

struct schema;
typedef void schema_fault_fn(void *payload, enum xml_fault fault);
/* NULL (and err) if the asset is no schema, which is a fault of the program or of --config. */
struct schema *schema_open(const char *asset, schema_fault_fn *on_fault, void *payload,
                           struct err *err);
/* Where the parser's events go, with schema_context as their payload. */
const xmlSAXHandler *schema_events(const struct schema *schema);
void *schema_context(const struct schema *schema);
void schema_close(struct schema *schema);

#endif
