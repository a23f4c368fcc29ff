/*
 * The inside of every XML reader: libxml2's SAX2 push parser on hostile input, fed by our own
 * reads (libxml2 opens nothing, and inflates nothing). No DTD, no entity, no network; text is
 * decoded and tags are counted before the parser sees them. Messages are our own: libxml2's would
 * print the line with the person's data.
 */
#ifndef HOMEWARD_WIRE_SAX_H
#define HOMEWARD_WIRE_SAX_H

#include "homeward/wire.h"
#include "wire/schema.h"

enum { SAX_DEPTH_MAX = 64, SAX_ATTR_MAX = 32 };

struct sax_handler {
    /* `ns` may be NULL. Anything but RC_OK ends the reading; the message comes through err. Close
     * and text may be NULL. */
    enum rc (*open)(void *payload, const char *ns, const char *element,
                    const struct xml_attr *attrs, int n_attrs, int64_t line, struct err *err);
    enum rc (*close)(void *payload, const char *element, int64_t line, struct err *err);
    void (*text)(void *payload, const char *bytes, size_t n); /* in pieces */
    void *payload;
    bool prefixed; /* attributes with a prefix too, by their local name; else they are left out */
    struct schema *schema; /* told of every event: after open, before close; may be NULL */
};
enum rc sax_read(struct source *source, const struct sax_handler *handler,
                 struct err *err) RC_CHECK;
/* An attribute as a whole number, `absent` if it is not there or none; "1" or "true". */
int64_t sax_attr_number(const struct xml_attr *attrs, int n_attrs, const char *name,
                        int64_t absent);
bool sax_attr_true(const struct xml_attr *attrs, int n_attrs, const char *name);
/* libxml2 set up once: silent, and opening nothing. Before any other use of it. */
void sax_set_up(void);

#endif
