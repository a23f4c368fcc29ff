/* A match in memory, on the campaign as it would be. */
#include "ops/trial.h"

#include "homeward/rule.h"

void trial_open(struct trial *t, const struct campaign *c) {
    *t = (struct trial){.c = *c};
    t->only = arena_array(&t->arena, (size_t)c->n_requests + 1, 1);
    t->c.allocations =
        arena_array(&t->arena, (size_t)c->n_allocations + 1, sizeof *t->c.allocations);
    t->c.bookings = arena_array(&t->arena, (size_t)c->n_requests + 1, sizeof *t->c.bookings);
    for (int32_t a = 0; a < c->n_allocations; a++)
        t->c.allocations[a] = c->allocations[a];
    for (int32_t r = 0; r < c->n_requests; r++)
        t->c.bookings[r] = c->bookings[r];
}

void trial_free_neighbours(struct trial *t, const bool *who) {
    const struct campaign *c = &t->c;
    bool *near = mem_array((size_t)c->n_allocations + 1, sizeof *near);

    for (int32_t r = 0; r < c->n_requests; r++)
        for (int32_t a = 0; who[r] && a < c->n_allocations; a++)
            near[a] |= !c->allocations[a].cancelled &&
                       rule_first_filter(c, &c->requests[r], &c->allocations[a]) == FILTERS;
    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &c->bookings[r];
        t->only[r] |= b->allocation >= 0 && near[b->allocation] && b->status == BOOKING_SEATED;
    }
    mem_free(near);
}

enum rc trial_run(const struct trial *t, enum keep keep, struct plan **out, struct err *err) {
    const struct match_options options = {.keep = keep, .only = t->only};

    return match_run(&t->c, &options, out, err);
}

void trial_close(struct trial *t) {
    arena_clear(&t->arena);
}
