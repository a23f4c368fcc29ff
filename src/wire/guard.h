/*
 * Counts the bytes and attributes of each XML tag before the parser sees them: libxml2 2.9 takes
 * quadratic time on attributes (20,000 in one tag: half a second, 200,000: 76 s).
 */
#ifndef HOMEWARD_WIRE_GUARD_H
#define HOMEWARD_WIRE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

enum guard_state { GUARD_TEXT, GUARD_OPEN, GUARD_TAG, GUARD_COMMENT, GUARD_SECTION, GUARD_CDATA };
struct guard {
    enum guard_state state;
    char quote;
    size_t len;
    int attrs;
    char tail[3]; /* the last bytes, to see the end of a comment or section */
};
/* How many of the next bytes of UTF-8 may go to the parser: fewer than n where a tag grows over
 * 16 KiB or holds more than 32 attributes. */
size_t guard_pass(struct guard *guard, const char *bytes, size_t n);

#endif
