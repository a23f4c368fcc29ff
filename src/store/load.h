/* Loading a campaign: rows to arrays that refer to each other by index. */
#ifndef HOMEWARD_STORE_LOAD_H
#define HOMEWARD_STORE_LOAD_H

#include "store/db.h"

/* Row ids to indexes, for references. */
struct row_index {
    int32_t *at; /* by id; -1 where there is none */
    int64_t max;
};

struct loader {
    struct store *store;
    struct campaign *c;
    struct arena scratch;
    struct row_index stations, points, vehicles, allocations, requests;
};

enum rc load_count(struct loader *l, const char *sql, int *out, struct err *err) RC_CHECK;
/* Room for ids 1..max(id) of the table in sql ("SELECT max(id) FROM ..."). */
enum rc load_index(struct loader *l, const char *sql, struct row_index *out,
                   struct err *err) RC_CHECK;
/* -1 for a NULL column. */
int32_t load_ref(const struct row_index *index, sqlite3_stmt *stmt, int column);
/* "a b" to words; NULL to none. */
struct words load_words(struct loader *l, sqlite3_stmt *stmt, int column);
/* The spot of a place code and a point (NULL: the place itself). */
struct spot load_spot(struct loader *l, sqlite3_stmt *stmt, int place_column, int point_column);
int32_t load_office(const struct loader *l, int32_t place);

enum rc load_head(struct loader *l, struct err *err) RC_CHECK;
enum rc load_stations(struct loader *l, struct err *err) RC_CHECK; /* offices too */
enum rc load_points(struct loader *l, struct err *err) RC_CHECK;
enum rc load_supply(struct loader *l, struct err *err) RC_CHECK;
enum rc load_shares(struct loader *l, struct err *err) RC_CHECK;
enum rc load_requests(struct loader *l, struct err *err) RC_CHECK; /* parties, bookings too */

#endif
