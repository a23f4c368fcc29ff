/* Rider lists: the format is told by the content, never by the file's name. */
#include "intake/list.h"

enum rc list_read(struct source *source, const struct list_context *context,
                  const struct list_reader *reader, struct err *err) {
    enum wire_format format;
    enum rc rc = wire_sniff(source, &format, err);

    if (rc != RC_OK)
        return rc;
    if (format == WIRE_XML)
        return list_xml_read(source, context, reader, err);
    return list_table_read(source, format, context, reader, err);
}
