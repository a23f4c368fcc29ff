/* What a booking can become: the one table of its life. */
#include "homeward/campaign.h"

enum { NO = -1 };

static const signed char next_status[][BOOKING_EVENTS] = {
    [BOOKING_NONE] = {[BOOKING_TELL] = NO,
                      [BOOKING_CONFIRM] = NO,
                      [BOOKING_CANCEL] = NO,
                      [BOOKING_MOVE] = BOOKING_CONFIRMED},
    [BOOKING_SEATED] = {[BOOKING_TELL] = BOOKING_TOLD,
                        [BOOKING_CONFIRM] = BOOKING_CONFIRMED,
                        [BOOKING_CANCEL] = BOOKING_NONE,
                        [BOOKING_MOVE] = BOOKING_CONFIRMED},
    [BOOKING_TOLD] = {[BOOKING_TELL] = BOOKING_TOLD,
                      [BOOKING_CONFIRM] = BOOKING_CONFIRMED,
                      [BOOKING_CANCEL] = BOOKING_NONE,
                      [BOOKING_MOVE] = BOOKING_CONFIRMED},
    /* telling what was confirmed takes nothing back */
    [BOOKING_CONFIRMED] = {[BOOKING_TELL] = BOOKING_CONFIRMED,
                           [BOOKING_CONFIRM] = BOOKING_CONFIRMED,
                           [BOOKING_CANCEL] = BOOKING_NONE,
                           [BOOKING_MOVE] = BOOKING_CONFIRMED},
};

bool booking_next(enum booking_status from, enum booking_event event, enum booking_status *out) {
    if (next_status[from][event] == NO)
        return false;
    *out = (enum booking_status)next_status[from][event];
    return true;
}
