/* What bookings by hand have in common. */
#ifndef HOMEWARD_OPS_HAND_H
#define HOMEWARD_OPS_HAND_H

#include "ops/session.h"

/* From `submitted` on a block's bookings change by rider replace only (contract 3). */
bool hand_carrier_has_names(const struct campaign *c, int32_t request);
enum rc hand_refuse_carrier(struct err *err);

#endif
