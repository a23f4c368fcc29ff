/* Many texts by number: the first megabytes in memory, the rest in a temporary file without a
 * name, so memory does not grow with the shared strings of a workbook. */
#ifndef HOMEWARD_WIRE_SPILL_H
#define HOMEWARD_WIRE_SPILL_H

#include "homeward/wire.h"

struct spill;
struct spill *spill_new(void);
void spill_free(struct spill *spill);
/* RC_LIMIT: too many or too long in all; RC_IO: no room for the file. */
enum rc spill_add(struct spill *spill, const char *text, size_t n, struct err *err) RC_CHECK;
/* NULL if there is no such text or it cannot be read back. Valid until the next call. */
const char *spill_get(struct spill *spill, int64_t i);

#endif
