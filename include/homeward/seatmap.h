/*
 * The seats of a vehicle: labels in the order in which they are filled, and what each is.
 */
#ifndef HOMEWARD_SEATMAP_H
#define HOMEWARD_SEATMAP_H

#include "homeward/campaign.h"

enum berth_level { BERTH_NONE, BERTH_LOWER, BERTH_MIDDLE, BERTH_UPPER };

struct seat {
    const char *label; /* "12", "12下" */
    int16_t row, bay;  /* rows from 1 at the front; bay: facing rows or compartment */
    int16_t column;    /* left to right, with a gap of one for the aisle */
    enum berth_level level;
    bool window;
};

struct seatmap {
    struct seat *seats; /* lives in the arena given */
    int n_seats;
};

/* The seats of a chartered coach or train car, exactly allocation->seats of them, blocked and
 * escort seats left out where the vehicle has more; empty for a ticket-block. */
void seatmap_make(const struct campaign *c, int32_t allocation, struct arena *arena,
                  struct seatmap *out);
/* Vehicle types of config/coach_types.csv and config/rail_car_types.csv. */
bool seatmap_type_seats(const char *type, int32_t *out_seats, int32_t *out_lower_berths);

#endif
