/* Refused claims: what an import keeps of a row that another station's claim refused. */
#ifndef HOMEWARD_STORE_CLAIMS_H
#define HOMEWARD_STORE_CLAIMS_H

#include "store/imports.h"

/* The code of the fault of such a row. */
#define CLAIMED_ELSEWHERE "claimed-elsewhere"

/* After a row was judged: what an earlier list of the station asked for the same ref or document is
 * forgotten; a row that was refused for a claim is kept until it is answered. */
enum rc claims_note(struct store_import *import, const struct list_row *row,
                    struct err *err) RC_CHECK;
/* A whole list came in: what only earlier lists asked for is forgotten. */
enum rc claims_forget_earlier(struct store_import *import, struct err *err) RC_CHECK;

/* The import is taken back, and so is what it asked for. */
enum rc claims_forget(struct store *store, int64_t import, struct err *err) RC_CHECK;

#endif
