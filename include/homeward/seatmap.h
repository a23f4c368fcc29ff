/*
 * The seats of a vehicle, where they are, what they are for and who sits on them.
 *
 * A map is a grid. Rows count from 1 at the front, columns from 1 at the left; an aisle is a column
 * without seats. In a car of berths a row is a bunk and its columns are the levels from below.
 *
 * Two seats adjoin when they are
 * - side by side in one row, with neither an aisle nor a seat between them;
 * - one behind the other in neighbouring rows (berths: of one level in neighbouring bunks);
 * - facing each other in one bay on the same side of the aisle; or berths of one compartment.
 * Seats are together when they are one group by these steps: from each of them every other one can
 * be reached by adjoining seats of the group.
 */
#ifndef HOMEWARD_SEATMAP_H
#define HOMEWARD_SEATMAP_H

#include "homeward/campaign.h"

enum berth_level { BERTH_NONE, BERTH_LOWER, BERTH_MIDDLE, BERTH_UPPER };
enum seat_use {
    SEAT_FOR_RIDERS,
    SEAT_BLOCKED,
    SEAT_ESCORT,
    SEAT_SPARE /* the run sells fewer seats than the vehicle has */
};

struct seat {
    const char *label; /* "12", "12下", "03F" */
    int16_t row, column;
    int16_t bay;  /* rows that face each other, or a compartment; else the row */
    int16_t side; /* which side of the aisle: seats of one side in a row have none between */
    enum berth_level level;
    enum seat_use use;
    bool window, near_door;
};

struct seatmap {
    struct seat *seats; /* those for riders first, each part in the order of the labels */
    int n_seats, n_all; /* for riders; with the blocked, the escorts' and the spare ones */
    int rows, columns;
    bool berths;
};

/* The seats of a chartered coach or train car, exactly allocation->seats of them for riders.
 * Blocked and escort seats are not among them as far as the vehicle has others. Empty for a
 * ticket-block: its seats are the carrier's. Everything lives in the arena. */
void seatmap_make(const struct campaign *c, int32_t allocation, struct arena *arena,
                  struct seatmap *out);
/* Of a label among all seats; -1. */
int seatmap_find(const struct seatmap *map, const char *label);
bool seatmap_adjoin(const struct seatmap *map, int a, int b);
/* Are these seats together? A seat may be named twice (on other legs). */
bool seatmap_together(const struct seatmap *map, const int *seats, int n);

/* Vehicle types of config/coach_types.csv and config/rail_car_types.csv, and layouts of
 * config/seat_layout.csv that are drawn in full. */
bool seatmap_type_seats(const char *type, int32_t *out_seats, int32_t *out_lower_berths);

/* ---- who sits where ---- */

struct sitting {
    int32_t request, from, to; /* on legs from..to-1; a place for a need is held on all legs */
};
struct seat_plan {
    struct seatmap map;
    struct sitting **at; /* of map.seats[i]: n_at[i] of them, in the order of legs */
    int *n_at;
};
/* riders: the requests booked on the run. Who has no seat that the vehicle has is left out. */
void seat_plan_make(const struct campaign *c, const struct booking *bookings, int32_t allocation,
                    const int32_t *riders, int n, struct arena *arena, struct seat_plan *out);

/*
 * Parties of which two or more ride on one coach or car; a party spread over two vehicles counts
 * in each of them. It could sit together if the vehicle, empty, had so many seats together.
 */
struct adjoining {
    int64_t parties, could, together;
};
void seats_count_adjoining(const struct campaign *c, const struct booking *bookings,
                           struct adjoining *out);

#endif
