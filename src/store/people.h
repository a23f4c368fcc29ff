/* People: the only gate to a person's data, the tables person, former_person and rejected*. Their
 * fields will be encrypted; so everything that is looked up here is looked up by a whole document
 * or phone. Implemented by people*.c. */
#ifndef HOMEWARD_STORE_PEOPLE_H
#define HOMEWARD_STORE_PEOPLE_H

#include "store/db.h"

/* ---- people.c: riders ---- */

/* A new rider's. */
enum rc people_add(struct store *store, int64_t rider, const struct list_row *row,
                   struct err *err) RC_CHECK;
/* A standing rider's; who has the same document is kept up (rider.same_as). */
enum rc people_change(struct store *store, int64_t rider, const struct list_row *row,
                      struct err *err) RC_CHECK;
enum rc people_delete(struct store *store, int64_t rider, struct err *err) RC_CHECK;
/* The person's part of a row, its text in the arena. */
enum rc people_get(struct store *store, int64_t rider, struct arena *arena, struct list_row *out,
                   struct err *err) RC_CHECK;
/* The rider takes the document of another. */
enum rc people_take_document(struct store *store, int64_t rider, int64_t from,
                             struct err *err) RC_CHECK;

/* Riders with a document: the first anywhere (lowest id), the station's (a standing one before
 * others), and whether one of another station stands; 0: none. */
struct people_holders {
    int64_t first, here;
    bool elsewhere;
};
enum rc people_find(struct store *store, int64_t station, const struct document *document,
                    struct people_holders *out, struct err *err) RC_CHECK;
/* A standing request of another station for the same document and direction on overlapping days:
 * that station's code (in the arena), NULL if there is none. */
enum rc people_claim(struct store *store, int64_t station, const struct document *document,
                     const struct list_trip *trip, struct arena *arena, const char **out,
                     struct err *err) RC_CHECK;
/* A standing rider of the station who stood before this import, with this name and phone but
 * another document; 0 if none. */
enum rc people_namesake(struct store *store, int64_t station, int64_t import,
                        const struct list_row *row, int64_t *out, struct err *err) RC_CHECK;

/* ---- people_former.c: what stood before an import ---- */

enum rc people_keep_former(struct store *store, int64_t import, int64_t rider,
                           struct err *err) RC_CHECK;
enum rc people_restore(struct store *store, int64_t import, int64_t rider,
                       struct err *err) RC_CHECK;
/* Would what stood before the import collide with a claim that another station made since? */
enum rc people_former_claimed(struct store *store, int64_t import, int64_t rider, bool *out,
                              struct err *err) RC_CHECK;

/* ---- people_rejects.c: rows that were sent back ---- */

enum rc people_reject_columns(struct store *store, int64_t import, int64_t seq,
                              const struct list_columns *columns, struct err *err) RC_CHECK;
enum rc people_reject(struct store *store, int64_t import, const struct list_row *row,
                      int64_t *out_id, struct err *err) RC_CHECK;
/* Has the station rows that were sent back and not answered? */
enum rc people_unanswered(struct store *store, int64_t station, bool *out,
                          struct err *err) RC_CHECK;
/* The station sent the row again and it was taken: earlier rows of that ref or document go. */
enum rc people_answer(struct store *store, int64_t station, int64_t import,
                      const struct list_row *row, struct err *err) RC_CHECK;
/* The columns of imports of which no row is kept any more. */
enum rc people_drop_columns(struct store *store, int64_t station, struct err *err) RC_CHECK;
/* A whole list answers all that was sent back before it. */
enum rc people_answer_all(struct store *store, int64_t station, int64_t import,
                          struct err *err) RC_CHECK;
enum rc people_forget_reject(struct store *store, int64_t id, struct err *err) RC_CHECK;
enum rc people_forget_rejects(struct store *store, int64_t import, struct err *err) RC_CHECK;

#endif
