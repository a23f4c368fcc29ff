/* A workbook of libxlsxwriter from its making to its end, for the files that write one. */
#ifndef HOMEWARD_WIRE_XLSX_BOOK_H
#define HOMEWARD_WIRE_XLSX_BOOK_H

#include "homeward/err.h"
#include <stdbool.h>
#include <xlsxwriter.h>

/* `temp` exists and is ours: the workbook is written over it at the end. `flat`: rows come in
 * order and none is held in memory. */
lxw_workbook *xlsx_book_new(const char *temp, bool flat);
/* Writes and frees it, whatever happens; `failed` is what went wrong before. */
enum rc xlsx_book_close(lxw_workbook *book, lxw_error failed, const char *path,
                        struct err *err) RC_CHECK;

#endif
