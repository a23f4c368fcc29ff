/* Deadlines of the runs themselves: names, payment, tickets to give back, groups, minimums. */
#include "ops/due.h"

#include "homeward/ticket.h"

static int32_t riders_of(const struct due_list *l, int32_t a) {
    return l->by_run.first[a + 1] - l->by_run.first[a];
}

static void add(struct due_list *l, int32_t allocation, enum due_kind kind, struct instant due,
                int64_t count, int64_t of) {
    const struct allocation *a = &l->s->c->allocations[allocation];

    if (!instant_given(due))
        return;
    due_add(l, (struct due_line){.kind = kind,
                                 .office = l->s->c->offices[a->office].place,
                                 .object = a->key,
                                 .due = due,
                                 .count = count,
                                 .of = of,
                                 .fen = kind == DUE_PAY ? count * a->price : 0});
}

/* A group travels to one station (domain section 3): the most who get off at one stop. */
static int32_t largest_group(const struct due_list *l, int32_t allocation) {
    const struct campaign *c = l->s->c;
    int32_t most = 0;

    for (int32_t stop = 1; stop < c->allocations[allocation].n_stops; stop++) {
        int32_t n = 0;
        for (int32_t i = l->by_run.first[allocation]; i < l->by_run.first[allocation + 1]; i++)
            n += c->bookings[l->by_run.riders[i]].alight == stop;
        most = n > most ? n : most;
    }
    return most;
}

/* Until when the names may still grow. */
static struct instant group_by(const struct allocation *a) {
    return instant_given(a->names_by) ? a->names_by
           : instant_given(a->pay_by) ? a->pay_by
                                      : a->stops[0].at;
}

static void add_group(struct due_list *l, int32_t allocation) {
    const struct allocation *a = &l->s->c->allocations[allocation];
    int32_t group = a->group_minimum ? largest_group(l, allocation) : 0;

    if (group && a->state < BLOCK_PAID)
        add(l, allocation, DUE_GROUP, group_by(a), a->group_minimum - group, a->group_minimum);
}

/* Where no day is agreed, a group is given back until the carrier's own limit. */
static struct instant give_back_by(const struct allocation *a) {
    return instant_given(a->return_by) || !ticket_bought(a) || a->mode != MODE_TRAIN
               ? a->return_by
               : (struct instant){a->stops[0].at.v - TICKET_GROUP_HOURS * 3600};
}

static void add_block(struct due_list *l, int32_t allocation) {
    const struct allocation *a = &l->s->c->allocations[allocation];
    int32_t riders = riders_of(l, allocation);
    bool allotted = a->state == BLOCK_NOT_MANAGED || a->state >= BLOCK_ALLOTTED;

    if (a->state < BLOCK_SUBMITTED)
        add(l, allocation, DUE_NAMES, a->names_by, riders, 0);
    if (a->state < BLOCK_PAID)
        add(l, allocation, DUE_PAY, a->pay_by, a->seats, 0);
    if (allotted)
        add(l, allocation, DUE_RETURN, give_back_by(a), a->seats - riders, 0);
    add_group(l, allocation);
}

void due_add_runs(struct due_list *l) {
    const struct campaign *c = l->s->c;

    for (int32_t i = 0; i < c->n_allocations; i++) {
        const struct allocation *a = &c->allocations[i];
        if (!due_upcoming(l, i))
            continue;
        if (a->kind == ALLOCATION_TICKET_BLOCK)
            add_block(l, i);
        add(l, i, DUE_MINIMUM, a->stops[0].at, a->minimum - riders_of(l, i), a->minimum);
    }
}
