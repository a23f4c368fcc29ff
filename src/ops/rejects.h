/* The columns that list rejects adds to the sender's own, and that list import passes over. */
#ifndef HOMEWARD_OPS_REJECTS_H
#define HOMEWARD_OPS_REJECTS_H

#include "homeward/err.h"

enum { REJECT_ROW, REJECT_REASON, REJECT_COLUMNS };
extern const struct bi reject_columns[REJECT_COLUMNS];

#endif
