/* What stands between the cells of a table that is text: told from its first lines. */
#ifndef HOMEWARD_WIRE_SEPARATOR_H
#define HOMEWARD_WIRE_SEPARATOR_H

#include <stddef.h>

/* One of , ; tab (by their count), else what people type in a chat: ，or 、 where at least half of
 * the lines hold one; " " stands for runs of two or more blanks. A comma if there is nothing. */
const char *separator_find(const char *text, size_t len);

#endif
