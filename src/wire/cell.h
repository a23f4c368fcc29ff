/* What a spreadsheet's number is as text: plain digits, or the day its format makes of it. */
#ifndef HOMEWARD_WIRE_CELL_H
#define HOMEWARD_WIRE_CELL_H

#include "homeward/wire.h"

enum { CELL_NUMBER_TEXT = 400 };

/* Does a number format, built in or written out, show a day or a time? */
bool cell_builtin_is_date(int64_t id);
bool cell_format_is_date(const char *code);

/* A number as a file writes it, 3.79901198002080E+17 or 43138.5; false if it is none. */
bool cell_read_number(const char *text, double *out);
/* Plain decimal digits, the 15 that a spreadsheet keeps. */
void cell_number_text(double value, char out[CELL_NUMBER_TEXT]);
/* A day number of the 1900 or 1904 system: 2018-02-07, 2018-02-07T08:00, a time alone 08:00 (which
 * is text). What is no day is a number. */
enum cell_kind cell_date_text(double serial, bool date1904, char out[CELL_NUMBER_TEXT]);
/* 2018-02-07T00:00:00.000 as some files write it; false if it is no such date. */
bool cell_iso_date_text(const char *text, char out[CELL_NUMBER_TEXT]);

#endif
