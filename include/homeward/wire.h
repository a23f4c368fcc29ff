/*
 * Outside formats: bytes to rows and back. Knows bytes, not riders. Everything read here is
 * taken as hostile: caps for size, depth, width; no DTD, no entity, no file opened by a name
 * found in data; messages carry place and reason, never a value.
 */
#ifndef HOMEWARD_WIRE_H
#define HOMEWARD_WIRE_H

#include "homeward/err.h"
#include "homeward/mem.h"
#include "homeward/report.h"
#include "homeward/str.h"
#include "homeward/when.h"
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

enum wire_format {
    WIRE_UNKNOWN,
    WIRE_XML,
    WIRE_TABLE_TEXT, /* comma, semicolon or tab; also what is pasted from a sheet or a chat */
    WIRE_XLSX,
    WIRE_XLS,            /* BIFF in an OLE file */
    WIRE_SPREADSHEET_ML, /* XML of Excel 2003, often named .xls */
    WIRE_HTML            /* a <table> that calls itself .xls */
};
/* By content, not by name. Leaves the source rewound. */
enum rc wire_sniff(struct source *source, enum wire_format *out, struct err *err) RC_CHECK;

/* ---- XML, streaming ---- */

struct xml_attr {
    const char *name, *value;
};
/* What the XSD finds wrong with the element at hand: it is unknown, out of order, one too many or
 * lacks one inside; an attribute is unknown or missing; it may not hold text. */
enum xml_fault { XML_FAULT_ELEMENT, XML_FAULT_ATTRIBUTE, XML_FAULT_TEXT };
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
    /* An XSD of config/ ("config/rider-list.xsd") that looks on, or NULL. `fault` is called after
     * the element's open, or before its close; NULL: a fault of structure refuses the file. */
    const char *schema;
    enum rc (*fault)(void *payload, enum xml_fault fault, const char *element, int depth,
                     int64_t line, struct err *err);
};
enum rc xml_read(struct source *source, const struct xml_handler *handler,
                 struct err *err) RC_CHECK;
const char *xml_attr_get(const struct xml_attr *attrs, int n_attrs, const char *name);

/* Text as content or attribute value; what no XML may hold is left out. */
void xml_write_text(FILE *out, const char *text);

/* ---- tables ---- */

/* What the file says a cell is. A date comes as text, 2018-02-07 or 2018-02-07T08:00; a number as
 * plain decimal digits without an exponent (3.79901198002080E+17 as 379901198002080000). */
enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_DATE };
/* One row of a table: cells are UTF-8, folded nowhere; empty ones are "". A cell of a merged area
 * holds the area's value. Valid during the call. */
struct table_row {
    const char *sheet; /* NULL for text */
    int64_t row;       /* what the sender sees in Excel: first line = 1 */
    const char *const *cells;
    const unsigned char *kinds;  /* enum cell_kind, one a cell; NULL: all text */
    const unsigned char *hidden; /* 1 where the column is hidden, one a cell; NULL: none is */
    int n_cells;
    bool row_hidden; /* by a filter or by hand */
};
typedef enum rc table_row_fn(void *payload, const struct table_row *row, struct err *err);
/* Streams a table of any format but WIRE_XML, sheet after sheet; memory does not grow with its
 * length. RC_INVALID: not what it claims to be; RC_LIMIT: beyond a cap. */
enum rc table_read(struct source *source, enum wire_format format, table_row_fn *on_row,
                   void *payload, struct err *err) RC_CHECK;

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
/* Complete, not yet under its name, and not waited for until the disk has it: so that many files,
 * or files and the database, appear together. Staged ones are placed or dropped; either frees what
 * they hold. */
struct file_staged {
    char *path, *temp;
    bool force;
};
enum rc file_out_stage(struct file_out *out, struct file_staged *staged, struct err *err) RC_CHECK;
enum rc file_staged_place(struct file_staged *staged, struct err *err) RC_CHECK;
void file_staged_drop(struct file_staged *staged);
enum rc dir_make(const char *path, struct err *err) RC_CHECK; /* 0700, also the parents */

/* ---- tables out, for people with a spreadsheet ---- */

/* Every cell is text (an 18-digit number stays one) and never a formula: plain strings in a
 * workbook, a quote before what begins like a formula in CSV. Memory does not grow with the rows.
 * A failure on the way is kept and comes with the commit. */
struct table_out;
enum table_out_format { TABLE_OUT_CSV, TABLE_OUT_XLSX }; /* CSV: with the mark that Excel needs */
enum rc table_out_open(const char *path, enum table_out_format format, bool force,
                       struct table_out **out, struct err *err) RC_CHECK;
/* What follows goes to a new sheet; what no name of a sheet may hold is replaced. CSV: nothing. */
void table_out_sheet(struct table_out *out, const char *name);
void table_out_header(struct table_out *out, const char *const *cells, int n);
void table_out_row(struct table_out *out, const char *const *cells, int n);
enum rc table_out_commit(struct table_out *out, struct err *err) RC_CHECK;
enum rc table_out_stage(struct table_out *out, struct file_staged *staged,
                        struct err *err) RC_CHECK;
void table_out_free(struct table_out *out); /* abandons what was not committed; accepts NULL */

/* ---- a form to fill in with a spreadsheet ---- */

enum form_cell { FORM_TEXT, FORM_DATE, FORM_COUNT };
struct form_column {
    const char *heading, *hint, *example;
    const char *const *choices; /* ended by NULL; NULL: anything may be written */
    enum form_cell cell;
    bool needed;
    int width;
};
/* A first sheet to fill in: title, example, legend, then the headings, so that a reader that skips
 * what stands over the headings takes the example for nobody. A second sheet that explains it. */
struct form {
    const char *sheet, *title, *legend;
    const struct form_column *columns;
    int n_columns, n_rows;   /* prepared down to this row */
    struct day first, last;  /* dates that may be written */
    const char *wrong_value; /* what the spreadsheet says to anything else */
    const char *notes_sheet;
    const char *const *notes;      /* lines, ended by NULL */
    const char *notes_headings[3]; /* column, needed?, how */
    const char *word_needed, *word_optional;
};
enum rc form_write(const char *path, bool force, const struct form *form, struct err *err) RC_CHECK;

/* ---- a report as a web page ---- */

enum rc report_html_write(const struct report *report, const char *path, bool force,
                          struct err *err) RC_CHECK;

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

/* ---- JSON in: what a browser sends ---- */

/* NULL: not JSON, or a key twice. Getters take NULL and answer nothing for what is missing or of
 * another kind. */
struct json *json_read(const char *text, size_t len);
const struct json *json_get(const struct json *object, const char *key);
const char *json_text_get(const struct json *value); /* NULL: not a string */
bool json_int_get(const struct json *value, int64_t *out);
bool json_true_get(const struct json *value);
size_t json_count(const struct json *array);
const struct json *json_at(const struct json *array, size_t i);

#endif
