/*
 * Bytes of a text file to UTF-8, piece by piece: memory does not grow with the file. The encoding
 * is settled before the first piece and never guessed again half-way, so no name is read in two
 * ways. What cannot be read for certain is refused, never replaced.
 */
#ifndef HOMEWARD_WIRE_TEXT_H
#define HOMEWARD_WIRE_TEXT_H

#include "homeward/wire.h"

enum text_encoding { TEXT_UTF8, TEXT_UTF16LE, TEXT_UTF16BE, TEXT_GB18030, TEXT_UNKNOWN };

enum { TEXT_CHUNK = 65536 };

/* Large: lives on the heap. */
struct text_in {
    struct source *source;
    enum text_encoding encoding;
    void *cd;      /* iconv_t; NULL for UTF-8 */
    int64_t taken; /* bytes read, against the cap */
    /* Set at a character that cannot be read: what the next piece says. */
    enum rc (*broken)(const struct text_in *in, struct err *err);
    bool checked;         /* UTF-8 that was found valid to its end */
    size_t n_raw, raw_at; /* bytes of raw that wait for the rest of their character */
    char raw[TEXT_CHUNK + 8];
    char decoded[2 * TEXT_CHUNK + 64];
    char folded[3 * TEXT_CHUNK + 64];
};

/* A table: by its byte-order mark, else strict UTF-8 to the last byte, else GB18030. */
enum rc text_open(struct text_in *in, struct source *source, struct err *err) RC_CHECK;
/* XML: by its byte-order mark or first bytes, else what it declares. A file that says GB2312, GBK
 * or GB18030 is UTF-8 if that is what its bytes are, else GB18030; UTF-8 must be what it says. */
enum rc text_open_xml(struct text_in *in, struct source *source, struct err *err) RC_CHECK;
/* The next piece, whole characters, valid until the next call; 0 bytes at the end. */
enum rc text_next(struct text_in *in, const char **out, size_t *out_len, struct err *err) RC_CHECK;
void text_close(struct text_in *in);

/* Some characters stand in two places: GB18030 of 2000 and older fonts put them into the private
 * use area. Folds them to one, or the same person would have two names. Room: 4/3 of n. Returns
 * the new length. */
size_t text_fold(const char *text, size_t n, char *out);
bool text_needs_fold(const char *text, size_t n);

#endif
