/* The seat of a carrier's ticket, from the cells that say it. */
#ifndef HOMEWARD_INTAKE_TICKET_SEAT_H
#define HOMEWARD_INTAKE_TICKET_SEAT_H

#include "homeward/intake.h"

struct ticket_seat_cells {
    const char *car, *seat, *berth; /* as they stand; NULL: empty */
};
/* train: a seat without its car is no seat. What cannot be read, or is read two ways, is a fault
 * and out is "". */
enum ticket_fault ticket_seat_read(const struct ticket_seat_cells *cells, bool train,
                                   char out[TICKET_SEAT_MAX]);
/* Half width, upper case, no blanks; cut to the size. */
void ticket_fold(const char *text, char *out, size_t size);

#endif
