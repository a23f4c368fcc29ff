/* Bytes of a text file to UTF-8. */
#ifndef HOMEWARD_WIRE_TEXT_H
#define HOMEWARD_WIRE_TEXT_H

#include "homeward/wire.h"

/* The whole source as UTF-8: by its byte-order mark, else strict UTF-8, else GB18030. Ends with
 * NUL; the caller frees it with mem_free. Text with NUL characters is refused: it is no text. */
enum rc text_read(struct source *source, char **out, size_t *out_len, struct err *err) RC_CHECK;

#endif
