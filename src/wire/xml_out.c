/* Text that goes into an XML file. */
#include "homeward/wire.h"

#include <string.h>

static const char *escaped(uint32_t code) {
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

static bool allowed(uint32_t code) {
    return code >= 0x20 && code != 0xfffe && code != 0xffff;
}

void xml_write_text(FILE *out, const char *text) {
    size_t len = strlen(text), n;
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        const char *instead = escaped(code);
        if (instead)
            fputs(instead, out);
        else if (allowed(code))
            fwrite(text, 1, n, out);
    }
}
