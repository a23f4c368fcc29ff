/* Faults of rows: made, kept, listed. */
#include "store/imports.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 3, 0))) static void write_text(char *out, size_t size,
                                                             const char *format, va_list args) {
    vsnprintf(out, size, format, args);
    /* cut inside a character: the rest of it goes too */
    while (!utf8_valid(out, strlen(out)))
        out[strlen(out) - 1] = '\0';
}

void row_add_fault(struct list_row *row, enum fault_weight weight, const char *code,
                   const char *column, const char *zh, const char *en, ...) {
    va_list args;

    row->rejected |= weight == FAULT_REJECT;
    if (row->n_faults == LIST_FAULTS)
        return;
    struct fault *fault = &row->faults[row->n_faults++];
    *fault = (struct fault){.weight = weight, .code = code, .column = column};
    va_start(args, en);
    write_text(fault->zh, sizeof fault->zh, zh, args);
    va_end(args);
    va_start(args, en);
    write_text(fault->en, sizeof fault->en, en, args);
    va_end(args);
}

enum rc faults_put(struct store_import *import, const struct list_row *row, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < row->n_faults && rc == RC_OK; i++) {
        const struct fault *fault = &row->faults[i];
        sqlite3_stmt *s = db_stmt(
            import->store,
            "INSERT INTO fault (import, seq, sheet, row, weight, code, field, zh, en) VALUES "
            "(:import, :seq, :sheet, :row, :weight, :code, :field, :zh, :en)");
        db_bind_int(s, ":import", import->to.import);
        db_bind_int(s, ":seq", import->n_faults++);
        db_bind_text(s, ":sheet", row->sheet);
        db_bind_int(s, ":row", row->row);
        db_bind_int(s, ":weight", fault->weight);
        db_bind_text(s, ":code", fault->code);
        db_bind_text(s, ":field", fault->column ? fault->column : "");
        db_bind_text(s, ":zh", fault->zh);
        db_bind_text(s, ":en", fault->en);
        rc = db_run(import->store, s, err);
    }
    return rc;
}

enum rc store_fault_list(struct store *store, int64_t import, struct arena *arena,
                         struct fault_row **out, int *out_n, struct err *err) {
    int64_t n;
    sqlite3_stmt *s = db_stmt(store, "SELECT count(*) FROM fault WHERE import = :import");

    db_bind_int(s, ":import", import);
    enum rc rc = db_number(store, s, 0, &n, err);
    struct fault_row *rows = arena_array(arena, (size_t)n, sizeof *rows);
    s = db_stmt(store, "SELECT sheet, row, weight, code, field, zh, en FROM fault WHERE import = "
                       ":import ORDER BY sheet, row, seq");
    db_bind_int(s, ":import", import);
    for (int i = 0; rc == RC_OK && i < n && db_row(store, s, &rc, err); i++)
        rows[i] = (struct fault_row){db_text(arena, s, 0),
                                     sqlite3_column_int64(s, 1),
                                     (enum fault_weight)sqlite3_column_int(s, 2),
                                     db_text(arena, s, 3),
                                     db_text(arena, s, 4),
                                     db_text(arena, s, 5),
                                     db_text(arena, s, 6)};
    sqlite3_reset(s);
    *out = rows;
    *out_n = (int)n;
    return rc;
}
