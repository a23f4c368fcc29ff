/*
 * A rider who waits costs one unit of the topmost weight, a hardship rider two. So far a node's way
 * to the sink is about 0, 1 or 2 of them; those at 1 and above are one side of a least cut for
 * line 2, those at 2 a least cut for line 1, and a row has the price 1 where it crosses the cut.
 */
#include "match/certificate.h"

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

/* A place for a need leads on to a seat: it has a price where the seat has none. */
void certificate_note_rows(struct problem *p, enum proof_level level, int32_t allocation,
                           const unsigned char *beyond_cut) {
    const struct room *room = &p->rooms[allocation];
    bool first = beyond_cut[ROW_CLIQUES];

    for (int row = ROW_CLIQUES; row < ROW_CLIQUES + room->n_cliques; row++)
        proof_set(p->proof, p->c, &p->arena, level, allocation,
                  PROOF_LEGS + room->leg[row - ROW_CLIQUES], beyond_cut[row]);
    proof_set(p->proof, p->c, &p->arena, level, allocation, PROOF_LOWER,
              !first && beyond_cut[ROW_LOWER]);
    proof_set(p->proof, p->c, &p->arena, level, allocation, PROOF_WHEELCHAIR,
              !first && beyond_cut[ROW_WHEELCHAIR]);
}

static void note_gate(struct problem *p, const struct network *net, const struct gate *gate,
                      enum proof_level level) {
    const struct room *room = &p->rooms[gate->allocation];
    int32_t n = room->n_cliques;
    unsigned char *rows = mem_array((size_t)room->n_rows, 1);

    for (int32_t k = 0; k < n; k++)
        rows[ROW_CLIQUES + k] = beyond(net, gate->node + k, level);
    rows[ROW_LOWER] = beyond(net, gate->node + n, level);
    rows[ROW_WHEELCHAIR] = beyond(net, gate->node + n + 1, level);
    certificate_note_rows(p, level, gate->allocation, rows);
    mem_free(rows);
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
