/* What the files of supply share. */
#ifndef HOMEWARD_STORE_SUPPLY_H
#define HOMEWARD_STORE_SUPPLY_H

#include "store/db.h"

/* All columns of an allocation that a file says, but for key, kind, mode, office and vehicle. */
void supply_bind_allocation(sqlite3_stmt *s, const struct allocation *a);
enum rc supply_put_crew(struct store *store, int64_t allocation, int seq, const struct crew *crew,
                        struct err *err) RC_CHECK;
/* supply_hand.c: puts what staff settled of the run `id` into what the file says of it. */
enum rc supply_keep_hand(struct store *store, const struct supply_file *file,
                         const struct campaign *standing, int64_t id, struct allocation *a,
                         struct supply_change *out, struct err *err) RC_CHECK;

#endif
