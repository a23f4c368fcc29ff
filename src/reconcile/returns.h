/* Runs that left, and what came back from them. */
#ifndef HOMEWARD_RECONCILE_RETURNS_H
#define HOMEWARD_RECONCILE_RETURNS_H

#include "homeward/reconcile.h"

/* Was it there by the end of the day asked about? */
bool known_by(const struct reconcile_input *in, struct instant recorded);
/* The return that stands; NULL: none came back. */
const struct boarding *returned(const struct reconcile_input *in, int32_t allocation);
/* It left by the clock, or somebody has reported who was on it. */
bool has_left(const struct reconcile_input *in, int32_t allocation);
/* Bookings on each allocation that were there by the day asked about; mem_free. */
int32_t *bookings_by_run(const struct reconcile_input *in);

#endif
