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
    if (format == WIRE_TABLE_TEXT)
        return list_table_read(source, context, reader, err);
    rc_ignore(err_set(
        err, RC_INVALID, "unknown-format", "文件不是能读的名单（XML 或 CSV），请让发送方另存后再发",
        "the file is no list that can be read (XML or CSV); ask the sender to save it as one"));
    err_at(err, source->name, 0);
    return RC_INVALID;
}
