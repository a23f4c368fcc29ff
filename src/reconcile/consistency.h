/* What the reported figures imply about each other, against what the rows say. */
#ifndef HOMEWARD_RECONCILE_CONSISTENCY_H
#define HOMEWARD_RECONCILE_CONSISTENCY_H

#include "homeward/reconcile.h"

void consistency_state(const struct reconcile_input *in, struct statement *out);

#endif
