#include "ops/proof.h"

#include "homeward/proof.h"

void proof_seal(const struct campaign *c, struct plan *plan) {
    struct arena arena = {0};
    struct proof proof;
    struct bound_verdict verdict;

    if (proof_read(plan->certificate, plan->certificate_len, c, &arena, &proof)) {
        bound_check(c, plan->bookings, &proof, &verdict);
        for (int level = 0; level < PROOF_LEVELS; level++)
            proof.proved[level] = verdict.bound[level];
        proof.state = bound_state(c, plan->bookings);
        mem_free(plan->certificate);
        plan->certificate = proof_write(&proof, c, &plan->certificate_len);
    }
    arena_clear(&arena);
}

static const struct bi damaged = {"方案所附的证明已损坏，请重新派座",
                                  "the proof stored with the plan is damaged; match again"};
static const struct bi falls_short = {"证明得到的上限比方案记录的宽，请重新派座",
                                      "the proof shows less than the plan says it does; match "
                                      "again"};
static const struct bi exceeded = {"已派座人数超过方案记录的上限，请重新派座",
                                   "more are seated than the plan says can be; match again"};

static const struct bi *find_wrong(const struct proof *proof, const struct bound_verdict *verdict) {
    for (int level = 0; level < PROOF_LEVELS; level++) {
        if (verdict->bound[level] > proof->proved[level])
            return &falls_short;
        if (verdict->seated[level] > proof->claimed[level])
            return &exceeded;
    }
    return NULL;
}

static void look(const struct campaign *c, const struct proof *proof, struct proof_answer *out,
                 const struct bi **out_wrong) {
    struct bound_verdict verdict;

    bound_check(c, c->bookings, proof, &verdict);
    out->given = true;
    out->covered = proof->state == bound_state(c, c->bookings);
    out->seated_all = verdict.seated[PROOF_ALL];
    out->seated_hardship = verdict.seated[PROOF_HARDSHIP];
    out->bound_all = verdict.bound[PROOF_ALL];
    out->bound_hardship = verdict.bound[PROOF_HARDSHIP];
    *out_wrong = out->covered ? find_wrong(proof, &verdict) : NULL;
}

/* Plans that were stored before there were proofs have none. */
enum rc proof_look(struct session *s, struct proof_answer *out, const struct bi **out_wrong,
                   struct err *err) {
    struct arena arena = {0};
    struct proof proof;
    const unsigned char *bytes = NULL;
    size_t len = 0;
    enum rc rc = store_certificate_last(s->store, &arena, &bytes, &len, err);

    *out = (struct proof_answer){0};
    *out_wrong = NULL;
    if (rc == RC_OK && bytes) {
        if (proof_read(bytes, len, s->c, &arena, &proof))
            look(s->c, &proof, out, out_wrong);
        else
            *out_wrong = &damaged;
    }
    arena_clear(&arena);
    return rc;
}
