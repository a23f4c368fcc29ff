/* Manifests as files: pages, workbook, CSV or XML, one departure or many in one. */
#ifndef HOMEWARD_OPS_MANIFEST_FILE_H
#define HOMEWARD_OPS_MANIFEST_FILE_H

#include "ops/printing.h"

struct manifest_file {
    enum manifest_format format;
    enum lang lang;
    struct file_out file;
    struct paper *paper;
    struct table_out *table;
    const enum manifest_column *headed; /* the columns that the table's last heading named */
};
extern const char *const manifest_extensions[];

/* Zeroed before. */
enum rc manifest_file_open(struct manifest_file *f, const struct manifest_entry *entry,
                           const struct session *s, const char *path, struct err *err) RC_CHECK;
struct manifest_pages {
    const struct manifest_sheet *sheet;
    const struct allocation *allocation;
    const struct plan_page *plan; /* NULL: none */
    bool sign;
};
enum rc manifest_file_add(struct manifest_file *f, struct printing *p,
                          const struct manifest_pages *pages, int *out_pages,
                          struct err *err) RC_CHECK;
enum rc manifest_file_stage(struct manifest_file *f, struct file_staged *staged,
                            struct err *err) RC_CHECK;
void manifest_file_abandon(struct manifest_file *f); /* staged or never opened: nothing */

#endif
