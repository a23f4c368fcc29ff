/* A source for libraries that must seek in it. */
#ifndef HOMEWARD_WIRE_SOURCE_H
#define HOMEWARD_WIRE_SOURCE_H

#include "homeward/wire.h"

enum { WORKBOOK_FILE_MAX = 64 << 20 };

/* A copy in a temporary file that has no name, at its first byte; the caller closes it. */
enum rc source_spool(struct source *source, int64_t max, FILE **out, struct err *err) RC_CHECK;

#endif
