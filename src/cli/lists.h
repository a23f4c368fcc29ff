/* What the commands about rider lists and the register show in common. */
#ifndef HOMEWARD_CLI_LISTS_H
#define HOMEWARD_CLI_LISTS_H

#include "cli/cli.h"

#include <stdio.h>

struct json *list_answer_json(const struct list_answer *answer, bool dry_run, enum lang lang);
void list_counts_json(struct json *json, const struct import_counts *counts);
struct json *list_faults_json(const struct fault_row *faults, int n, enum lang lang);
/* "  FILE:SHEET:ROW rejected COLUMN CODE: REASON" */
void list_print_fault(FILE *to, enum lang lang, const char *file, const struct fault_row *fault);
/* The faults of several files; on a screen the first few. */
struct json *list_files_json(const struct file_faults *files, int n, enum lang lang);
void list_print_faults(const struct invocation *in, const struct file_faults *files, int n);
/* The first argument as the number of an import. */
enum rc list_import_number(const struct invocation *in, int64_t *out, struct err *err) RC_CHECK;

#endif
