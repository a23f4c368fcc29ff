/* One import under way: shared by imports.c (the file), riders.c (one rider of it) and the files
 * beside them. What writes riders and requests also serves changes by hand (hand.c). */
#ifndef HOMEWARD_STORE_IMPORTS_H
#define HOMEWARD_STORE_IMPORTS_H

#include "store/hash_set.h"
#include "store/people.h"

/* For whom rows are written, and as what. */
struct rider_target {
    struct store *store;
    const struct campaign *campaign;
    int64_t station;
    int64_t import;        /* 0: by hand */
    struct instant issued; /* place in order of a request that states none */
    bool whole;            /* rows number their trips themselves, and have no others */
    int64_t next_rider;    /* id of the next new rider; 0: not asked yet */
};

/* What an import did to a rider; the numbers are the database's, which keeps no row for DID_MAKE.
 */
enum did { DID_MAKE, DID_SAME, DID_CHANGE, DID_WITHDRAW };

/* A free child, taken; whether its adult is taken too is known at the end only. */
struct import_child {
    int64_t rider, row, rejected; /* rejected: its cells, kept in case it goes back */
    char *sheet;                  /* in the arena of the import */
    int64_t *counted;             /* as new, changed or unchanged */
    enum did did;
    bool warned;
};

struct store_import {
    struct store *store;
    struct import_head head;
    struct rider_target to;
    int64_t n_faults, n_columns;
    struct import_counts counts;
    struct hash_set refs, documents, namesakes; /* of the file */
    struct hash_set named; /* riders that the file speaks of, taken or rejected */
    bool first;            /* the station has no riders yet */
    bool unanswered;       /* the station has rejected rows that may be answered */
    struct import_child *children;
    int n_children;
    size_t children_cap;
    struct arena arena;
};

/* ---- imports.c ---- */

/* The rider that the row speaks of, 0 if it is a new one: by ref; a table also knows a rider by
 * document. In a station's first list nobody is known, as nothing stands twice in a file. */
enum rc import_find(struct store_import *import, const struct list_row *row,
                    struct people_holders *out_holders, int64_t *out, struct err *err) RC_CHECK;

/* ---- faults.c ---- */

/* A row is given a fault; beyond the row's room it is dropped. Formats take the same arguments. */
void row_add_fault(struct list_row *row, enum fault_weight weight, const char *code,
                   const char *column, const char *zh, const char *en, ...)
    __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
enum rc faults_put(struct store_import *import, const struct list_row *row,
                   struct err *err) RC_CHECK;

/* ---- riders.c ---- */

/* Stores an accepted row for the rider it speaks of (0: a new one) and counts it as new, changed
 * or unchanged. May add warnings to the row. first: the first rider with its document, 0: none. */
enum rc import_take(struct store_import *import, struct list_row *row, int64_t rider, int64_t first,
                    struct err *err) RC_CHECK;
/* The columns that request and claim_trip share. */
void import_bind_trip(const struct store_import *import, sqlite3_stmt *stmt,
                      const struct list_trip *trip);
/* A list does not name the rider any more. Told and confirmed seats wait for a person. */
enum rc import_withdraw(struct store_import *import, int64_t rider, struct err *err) RC_CHECK;
/* All that the row says, as one number: equal rows are untouched. */
int64_t row_facts(const struct rider_target *to, const struct list_row *row);
enum rc rider_add(struct rider_target *to, const struct list_row *row, int64_t facts, int64_t first,
                  bool standing, int64_t *out, struct err *err) RC_CHECK;
/* The rider without its requests. */
enum rc rider_change(const struct rider_target *to, const struct list_row *row, int64_t facts,
                     int64_t rider, bool standing, struct err *err) RC_CHECK;
/* The rider and all of it; corrections that were proposed for it make their own way. */
enum rc rider_delete(struct store *store, int64_t rider, struct err *err) RC_CHECK;

/* ---- rider_requests.c ---- */

/* The columns of a request that a list decides. */
void request_bind(const struct rider_target *to, sqlite3_stmt *stmt, const struct list_trip *trip);
/* Of a new rider. */
enum rc requests_add(const struct rider_target *to, const struct list_row *row, int64_t rider,
                     struct err *err) RC_CHECK;
/* Of a rider who has some: equal ones are untouched and keep what they were proposed. */
enum rc requests_change(const struct rider_target *to, const struct list_row *row, int64_t rider,
                        struct err *err) RC_CHECK;
/* Trips from a statement that gives the columns of request_bind in their order, and then when the
 * trip was applied for or placed; the statement is reset. */
enum rc requests_read(const struct rider_target *to, sqlite3_stmt *stmt, struct arena *arena,
                      struct list_row *out, struct err *err) RC_CHECK;
enum rc requests_get(const struct rider_target *to, int64_t rider, struct arena *arena,
                     struct list_row *out, struct err *err) RC_CHECK;

/* ---- former.c ---- */

/* Notes what the import is about to do to a rider, with what stood, once an import. */
enum rc former_keep(const struct rider_target *to, int64_t rider, enum did did,
                    struct err *err) RC_CHECK;
enum rc former_restore(struct store *store, int64_t import, int64_t rider,
                       struct err *err) RC_CHECK;
/* After a whole list: what lies before the whole list before it is not taken back any more. */
enum rc former_close(const struct rider_target *to, struct err *err) RC_CHECK;

/* ---- hand.c ---- */

/* Facts that staff settled are put into the row in place of the list's; where they differ, a
 * warning shows both. *out_same: the row then says what stands. The arena holds their text. */
enum rc hand_overlay(struct store_import *import, struct list_row *row, int64_t rider,
                     unsigned by_hand, struct arena *arena, bool *out_same,
                     struct err *err) RC_CHECK;

/* ---- corrections.c ---- */

/* The row is kept as a candidate beside the rider of that name and phone. */
enum rc correction_propose(struct store_import *import, struct list_row *row, int64_t facts,
                           int64_t rider, int64_t first, struct err *err) RC_CHECK;
/* A row found a rider who is not standing: if that is an open candidate, it is proposed again
 * (*out_open) or, its namesake gone, stands up. */
enum rc correction_again(struct store_import *import, struct list_row *row, int64_t facts,
                         int64_t candidate, bool *out_open, struct err *err) RC_CHECK;

#endif
