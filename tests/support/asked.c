#include "support/asked.h"

int tiny_run_of(struct tiny *t, enum allocation_kind kind, int seats, int day, int from, int to) {
    static const unsigned there[] = {STOP_BOARD, STOP_ALIGHT};

    return tiny_run(t, kind, seats, day, 2, (const int[]){from, to}, there);
}

int tiny_coach(struct tiny *t, int seats, int day, int from, int to) {
    return tiny_run_of(t, ALLOCATION_CHARTERED_COACH, seats, day, from, to);
}

int tiny_ticket(struct tiny *t, int seats, int day, int from, int to) {
    return tiny_run_of(t, ALLOCATION_TICKET_BLOCK, seats, day, from, to);
}

void tiny_seat(struct tiny *t, int request, int run) {
    tiny_book(t, request, run, 0, 1, NULL, BOOKING_SEATED);
}

struct account tiny_ask(const struct tiny *t, int request, struct arena *arena) {
    struct explainer *e = explainer_new(&t->c, t->c.bookings);
    struct account out;

    explainer_account(e, request, arena, &out);
    explainer_free(e);
    return out;
}
