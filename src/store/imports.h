/* One import under way: shared by imports.c (the file) and riders.c (one rider of it). */
#ifndef HOMEWARD_STORE_IMPORTS_H
#define HOMEWARD_STORE_IMPORTS_H

#include "store/people.h"

struct hash_set {
    uint64_t *slots; /* 0 = empty; room is a power of two */
    size_t n, room;
};

struct import_child {
    int64_t rider, row;
};

struct store_import {
    struct store *store;
    struct import_head head;
    int64_t id, n_faults;
    struct import_counts counts;
    struct hash_set refs, documents; /* of the file */
    struct hash_set named;           /* riders that the file speaks of, taken or rejected */
    struct import_child *children;
    int n_children;
    size_t children_cap;
    struct arena arena;
};

/* Note that the file speaks of this rider: a whole list does not withdraw them. */
void import_name(struct store_import *import, int64_t rider);
/* The rider that the row speaks of, 0 if it is a new one. */
enum rc import_find(struct store_import *import, const struct list_row *row, int64_t *out,
                    struct err *err) RC_CHECK;
/* Stores an accepted row for `rider` (0: a new one) and counts it as new, changed or unchanged. May
 * add a warning to the row. */
enum rc import_take(struct store_import *import, struct list_row *row, int64_t rider,
                    struct err *err) RC_CHECK;
/* The columns that request and claim_trip share. */
void import_bind_trip(const struct store_import *import, sqlite3_stmt *stmt,
                      const struct list_trip *trip);
/* A list does not name the rider any more. Told and confirmed seats wait for a person. */
enum rc import_withdraw(struct store_import *import, int64_t rider, struct err *err) RC_CHECK;

#endif
