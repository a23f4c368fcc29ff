/* Refusing a file: one fixed sentence, the file's name and, where it is known, the line. Fixed, so
 * that nothing of the file's contents can slip into a message. */
#ifndef HOMEWARD_WIRE_REFUSE_H
#define HOMEWARD_WIRE_REFUSE_H

#include "homeward/err.h"

enum rc refuse(struct err *err, const char *file, int64_t line, enum rc rc, const char *code,
               struct bi why);
/* Sentences that several readers say: a read failed; a tag is over its caps; a cell is too long. */
enum rc refuse_unreadable(struct err *err, const char *file);
enum rc refuse_tag(struct err *err, const char *file, int64_t line);
enum rc refuse_long_cell(struct err *err, const char *file, int64_t row);

#endif
