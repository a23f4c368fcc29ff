/* Use case: what was rejected goes back to the sender, in the sender's own columns. */
#include "ops/rejects.h"
#include "ops/session.h"

const struct bi reject_columns[REJECT_COLUMNS] = {
    [REJECT_ROW] = {"退回行号", "rejected row"},
    [REJECT_REASON] = {"退回原因", "rejected because"},
};
