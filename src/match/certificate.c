/*
 * A rider who waits costs one unit of the topmost weight, a hardship rider two. So far a node's way
 * to the sink is about 0, 1 or 2 of them; those at 1 and above are one side of a least cut for
 * line 2, those at 2 a least cut for line 1, and a row has the price 1 where it crosses the cut.
 */
#include "match/certificate.h"

#include "homeward/proof.h"

void certificate_open(struct problem *p) {
    p->proof = arena_alloc(&p->arena, sizeof *p->proof);
    proof_make(p->c, &p->arena, p->proof);
    if (p->how->keep == KEEP_CONFIRMED || p->how->keep == KEEP_AFRESH)
        p->proof->promised = BOOKING_CONFIRMED;
}

static bool beyond(const struct network *net, int32_t node, enum proof_level level) {
    cost way = simplex_price(net->s, net->sink) - simplex_price(net->s, node);

    return 2 * way >= net->weights.unseated * (level == PROOF_HARDSHIP ? 3 : 1);
}

static void note_gate(struct problem *p, const struct network *net, const struct gate *gate,
                      enum proof_level level) {
    const struct room *room = &p->rooms[gate->allocation];
    int32_t n = room->n_cliques;
    struct arena *arena = &p->arena;
    bool first = beyond(net, gate->node, level);

    for (int32_t k = 0; k < n; k++)
        proof_set(p->proof, p->c, arena, level, gate->allocation, PROOF_LEGS + room->leg[k],
                  beyond(net, gate->node + k, level));
    proof_set(p->proof, p->c, arena, level, gate->allocation, PROOF_LOWER,
              !first && beyond(net, gate->node + n, level));
    proof_set(p->proof, p->c, arena, level, gate->allocation, PROOF_WHEELCHAIR,
              !first && beyond(net, gate->node + n + 1, level));
}

void certificate_note(struct problem *p, const struct network *net) {
    for (int32_t g = 0; g < net->m->n_allocations; g++)
        for (int level = 0; level < PROOF_LEVELS; level++)
            note_gate(p, net, &net->gates[g], (enum proof_level)level);
}

void certificate_close(const struct problem *p, struct plan *plan) {
    p->proof->claimed[PROOF_ALL] = plan->bound_all;
    p->proof->claimed[PROOF_HARDSHIP] = plan->bound_hardship;
    plan->certificate = proof_write(p->proof, p->c, &plan->certificate_len);
}
