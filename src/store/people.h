/* People: the only gate to the table `person`. Its fields will be encrypted; so everything that is
 * looked up here is looked up by a whole document or phone. */
#ifndef HOMEWARD_STORE_PEOPLE_H
#define HOMEWARD_STORE_PEOPLE_H

#include "store/db.h"

enum rc people_put(struct store *store, int64_t rider, const struct list_row *row,
                   struct err *err) RC_CHECK;
/* The first rider (lowest id) with this document anywhere, 0 if none. */
enum rc people_first(struct store *store, const struct document *document, int64_t *out,
                     struct err *err) RC_CHECK;
/* The station's rider with this document, 0 if none; a standing one before a withdrawn one. */
enum rc people_at_station(struct store *store, int64_t station, const struct document *document,
                          int64_t *out, struct err *err) RC_CHECK;
/* A standing request of another station for the same document and direction on overlapping days:
 * that station's code (in the arena), NULL if there is none. */
enum rc people_claim(struct store *store, int64_t station, const struct document *document,
                     const struct list_trip *trip, struct arena *arena, const char **out,
                     struct err *err) RC_CHECK;
/* A standing rider of the station who stood before this import, with this name and phone but
 * another document; 0 if none. */
enum rc people_namesake(struct store *store, int64_t station, int64_t import,
                        const struct list_row *row, int64_t *out, struct err *err) RC_CHECK;

#endif
