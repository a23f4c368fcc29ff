/*
 * Reads a table in a child process with limits of its own, rows coming back through a pipe. For
 * libraries that were not written for hostile input: if one crashes, loops or eats memory, that is
 * one refused file. The child has no business but reading: it touches no database and ends with
 * _exit, so nothing of the parent's is flushed, rolled back or closed twice.
 */
#ifndef HOMEWARD_WIRE_CHILD_H
#define HOMEWARD_WIRE_CHILD_H

#include "wire/table.h"

enum rc child_read(table_reader_fn *reader, struct source *source, table_row_fn *on_row,
                   void *payload, struct err *err) RC_CHECK;

#endif
