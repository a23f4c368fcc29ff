/*
 * Cells as people fill them, each by a small function of its own: what is an empty cell, yes and
 * no, words for modes, needs, classes; names, phones, documents.
 */
#ifndef HOMEWARD_INTAKE_VALUE_H
#define HOMEWARD_INTAKE_VALUE_H

#include "homeward/campaign.h"
#include "homeward/document.h"
#include "homeward/str.h"
#include "homeward/wire.h"

/* ---- text ---- */

/* Half-width form of a character; every blank and dash in its plain form; 0 for what is invisible
 * (zero-width and direction marks). */
uint32_t value_fold_char(uint32_t code);
/* Blanks of every kind off both ends. */
struct slice value_trim(const char *text);
/* Nothing is said: empty, 无, a dash, a stroke. */
bool value_blank(const char *text);
/* Any text but empty, 无, 否, 非困难, N, 0 and the like. */
bool value_yes(const char *text);

/* ---- words ---- */

unsigned value_modes(const char *text); /* both when neither is named */
unsigned value_needs(const char *header, const char *text);
/* The direction that a word names; false: none. */
bool value_direction(const char *text, enum direction *out);
/* Words with single blanks between, of 硬卧/硬座, 硬卧、硬座; those that wish nothing are left out.
 * NULL: no wish. */
const char *value_classes(struct arena *arena, const char *text);
const char *value_services(struct arena *arena, const char *text);
/* A whole number, also 3人, 3.0, ３; false if it is none. */
bool value_count(const char *text, int64_t *out);

/* ---- people ---- */

/* Blanks between hanzi off, every dot of a name as U+00B7. */
const char *value_name(struct arena *arena, const char *text);

enum phone_fault { PHONE_OK, PHONE_NONE, PHONE_ODD, PHONE_DESTROYED };
struct phone {
    const char *digits; /* NULL if there is none that can be dialled */
    bool more;          /* the cell holds another number */
};
enum phone_fault value_phone(struct arena *arena, const char *text, enum cell_kind kind,
                             struct phone *out);

/* ---- documents ---- */

struct document_kinds; /* config/id_documents.csv */
struct document_kinds *document_kinds_new(void);
void document_kinds_free(struct document_kinds *kinds);

struct document_cell {
    enum document_type type;
    const char *number; /* without what stood beside it */
    const char *beside; /* a name in the same cell, NULL */
    bool destroyed;     /* the file holds a number whose last digits are lost */
    bool wrong_form;    /* not of the pattern of its kind, where the type alone has none */
};
/* By the word for its kind, else by the form of the number. */
void document_kinds_read(const struct document_kinds *kinds, struct arena *arena, const char *word,
                         const char *text, enum cell_kind kind, struct document_cell *out);

#endif
