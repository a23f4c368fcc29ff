/*
 * Outside formats: bytes to rows and back. Knows bytes, not riders. Everything read here is
 * taken as hostile: caps for size, depth, width; no DTD, no entity, no file opened by a name
 * found in data; messages carry place and reason, never a value.
 */
#ifndef HOMEWARD_WIRE_H
#define HOMEWARD_WIRE_H

#include "homeward/err.h"
#include "homeward/mem.h"
#include "homeward/str.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* ---- bytes ---- */

/* Where bytes come from: a file, standard input or memory. */
struct source {
    const char *name; /* for messages: the file's name as the user gave it */
    /* Up to cap bytes into buf; 0 at the end, -1 on a read error. */
    int64_t (*read)(void *payload, void *buf, size_t cap);
    bool (*rewind)(void *payload); /* back to the first byte */
    void *payload;
};
struct source_file;
/* "-" is standard input (kept in memory, so that it can be rewound). */
enum rc source_open(const char *path, struct source *out, struct err *err) RC_CHECK;
void source_memory(const char *name, const void *data, size_t len, struct source *out);
void source_close(struct source *source);

enum wire_format { WIRE_UNKNOWN, WIRE_XML, WIRE_TABLE_TEXT, WIRE_XLSX, WIRE_XLS, WIRE_HTML };
/* By content, not by name. Leaves the source rewound. */
enum rc wire_sniff(struct source *source, enum wire_format *out, struct err *err) RC_CHECK;

/* ---- XML, streaming ---- */

struct xml_attr {
    const char *name, *value;
};
/* Calls as elements open and close; text between is gathered (trimmed) for close. Return
 * anything but RC_OK to stop; the message comes through err. Lines are right past 65,535. */
struct xml_handler {
    const char *ns; /* the one namespace the root must have */
    const char *root;
    enum rc (*open)(void *payload, const char *element, int depth, const struct xml_attr *attrs,
                    int n_attrs, int64_t line, struct err *err);
    enum rc (*close)(void *payload, const char *element, int depth, const char *text, int64_t line,
                     struct err *err);
    void *payload;
};
enum rc xml_read(struct source *source, const struct xml_handler *handler,
                 struct err *err) RC_CHECK;
const char *xml_attr_get(const struct xml_attr *attrs, int n_attrs, const char *name);

/* ---- tables ---- */

/* One row of a table: cells are UTF-8, folded nowhere. `row` is what the sender sees in Excel
 * (first line = 1); sheet is NULL for text. */
struct table_row {
    const char *sheet;
    int64_t row;
    const char *const *cells;
    const unsigned char *numeric; /* one for each cell: it was a number in the file; may be NULL */
    int n_cells;
};
typedef enum rc table_row_fn(void *payload, const struct table_row *row, struct err *err);
/* Text with comma, semicolon or tab, in UTF-8, UTF-16 or GB18030. */
enum rc csv_read(struct source *source, table_row_fn *on_row, void *payload,
                 struct err *err) RC_CHECK;

/* Write one row of RFC 4180. `formula_safe` puts a quote before = + - @ and their full-width
 * forms at the start of a cell; keys that must come back to the letter are written without. */
void csv_write_cell(FILE *out, const char *text, bool first);
void csv_write_cell_safe(FILE *out, const char *text, bool first);
void csv_end_row(FILE *out);

/* ---- files out ---- */

/* A new file of mode 0600 that appears under its name only when complete. Refuses to overwrite
 * unless force; never follows a symlink. */
struct file_out {
    FILE *f;
    char path[4096], temp[4096];
    bool force;
};
enum rc file_out_open(const char *path, bool force, struct file_out *out, struct err *err) RC_CHECK;
enum rc file_out_commit(struct file_out *out, struct err *err) RC_CHECK;
void file_out_abandon(struct file_out *out);
enum rc dir_make(const char *path, struct err *err) RC_CHECK; /* 0700, also the parents */

/* ---- JSON out: what the program answers ---- */

struct json;
struct json *json_new_object(void);
struct json *json_new_array(void);
void json_set_text(struct json *object, const char *key, const char *value); /* NULL: null */
void json_set_int(struct json *object, const char *key, int64_t value);
void json_set_double(struct json *object, const char *key, double value);
void json_set_bool(struct json *object, const char *key, bool value);
void json_set(struct json *object, const char *key, struct json *value); /* takes value */
void json_push(struct json *array, struct json *value);                  /* takes value */
void json_push_text(struct json *array, const char *value);
char *json_text(const struct json *json); /* compact, keys in the order set; mem_free */
void json_free(struct json *json);

#endif
