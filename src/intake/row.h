/*
 * One rider of a list between reading and judging: facts as far as they could be read, and every
 * fault met on the way. Shared by XML lists and tables.
 */
#ifndef HOMEWARD_INTAKE_ROW_H
#define HOMEWARD_INTAKE_ROW_H

#include "homeward/intake.h"
#include "intake/ids.h"
#include "intake/value_day.h"

struct spot_cache; /* places found lately: lists say the same few again and again */

struct row_reader {
    const struct list_context *context;
    struct arena arena; /* of the row at hand */
    struct arena kept;  /* of the whole list */
    struct ids points, point_names;
    struct day_reader days;
    struct document_kinds *kinds;
    struct spot_cache *spots;
    struct list_row row;
    int64_t second_row; /* faults are of the rider's second row, this one; 0: of the first */
    /* Headings of the sender's for what row_judge finds; NULL: the names of XML. */
    const char *name_column, *date_columns[LIST_TRIPS];
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
void row_read_phone_cell(struct row_reader *reader, const char *column, const char *text,
                         enum cell_kind kind);
void row_read_document(struct row_reader *reader, const char *column, enum document_type type,
                       const char *text);
/* The file holds a number whose last digits are lost. */
void row_fault_destroyed(struct row_reader *reader, const char *column);
void row_fault_document(struct row_reader *reader, const char *column, enum document_fault fault);

/* A code, a point's id or name, or a place's name. RC_NOT_FOUND, RC_CONFLICT as places_resolve. */
enum rc row_find_spot(struct row_reader *reader, const char *text, struct spot *out,
                      struct place_match *out_match) RC_CHECK;
/* The same; false (with the fault noted) if it is none of them. */
bool row_read_spot(struct row_reader *reader, const char *column, const char *text,
                   struct spot *out);

/* What can only be said of the whole rider: missing things, date order, campaign, overlap. */
void row_judge(struct row_reader *reader, const char *column_from, const char *column_dates);

#endif
