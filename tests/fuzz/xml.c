/* Our own XML through the schema, by the first bytes of any encoding. */
#include "homeward/wire.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum rc on_open(void *payload, const char *element, int depth, const struct xml_attr *attrs,
                       int n, int64_t line, struct err *err) {
    (void)payload, (void)err;
    for (int i = 0; i < n; i++)
        if (!utf8_valid(attrs[i].value, strlen(attrs[i].value)))
            abort();
    if (!element[0] || depth < 0 || line < 1)
        abort();
    return RC_OK;
}

static enum rc on_close(void *payload, const char *element, int depth, const char *text,
                        int64_t line, struct err *err) {
    (void)payload, (void)element, (void)depth, (void)line, (void)err;
    if (!utf8_valid(text, strlen(text)))
        abort();
    return RC_OK;
}

static enum rc on_fault(void *payload, enum xml_fault fault, const char *element, int depth,
                        int64_t line, struct err *err) {
    (void)payload, (void)fault, (void)depth, (void)line, (void)err;
    if (!element[0])
        abort();
    return RC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct xml_handler handler = {.ns = "urn:homeward:rider-list:1",
                                        .root = "riderList",
                                        .open = on_open,
                                        .close = on_close,
                                        .schema = "config/rider-list.xsd",
                                        .fault = on_fault};
    struct source source;
    struct err err = {0};

    source_memory("fuzz", data, size, &source);
    enum rc rc = xml_read(&source, &handler, &err);
    if ((rc == RC_OK) != (err.code[0] == '\0') || rc == RC_INTERNAL)
        abort();
    source_close(&source);
    return 0;
}
