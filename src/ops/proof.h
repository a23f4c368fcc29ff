/* The proof that comes with a plan: sealed when it is stored, looked at by `check`. */
#ifndef HOMEWARD_OPS_PROOF_H
#define HOMEWARD_OPS_PROOF_H

#include "ops/session.h"

/* Writes into the plan's certificate what the checker says that it proves, and of which state. */
void proof_seal(const struct campaign *c, struct plan *plan);
/* What the last plan's proof shows of what stands. Out_wrong: why it cannot be right, NULL. */
enum rc proof_look(struct session *s, struct proof_answer *out, const struct bi **out_wrong,
                   struct err *err) RC_CHECK;

#endif
