/*
 * One rider of a list between reading and judging: facts as far as they could be read, and every
 * fault met on the way. Shared by XML lists and tables.
 */
#ifndef HOMEWARD_INTAKE_ROW_H
#define HOMEWARD_INTAKE_ROW_H

#include "homeward/intake.h"
#include "intake/ids.h"

struct row_reader {
    const struct list_context *context;
    struct arena arena; /* of the row at hand */
    struct arena kept;  /* of the whole list */
    struct ids points;
    struct list_row row;
};

void row_reader_init(struct row_reader *reader, const struct list_context *context);
void row_reader_clear(struct row_reader *reader);
/* Start the next rider. */
void row_begin(struct row_reader *reader, int64_t number);

/* Note a fault; beyond LIST_FAULTS only the weight is kept. */
void row_fault(struct row_reader *reader, enum fault_weight weight, const char *code,
               const char *column, const char *zh, const char *en, ...)
    __attribute__((format(printf, 5, 7), format(printf, 6, 7)));

void row_read_name(struct row_reader *reader, const char *column, const char *text);
void row_read_phone(struct row_reader *reader, const char *column, const char *text);
void row_read_document(struct row_reader *reader, const char *column, enum document_type type,
                       const char *text);
/* A code, a point id or a name; false (with the fault noted) if it is none of them. */
bool row_read_spot(struct row_reader *reader, const char *column, const char *text,
                   struct spot *out);

/* What can only be said of the whole rider: missing things, date order, campaign, overlap. */
void row_judge(struct row_reader *reader, const char *column_from, const char *column_dates);

#endif
