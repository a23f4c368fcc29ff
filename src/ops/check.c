/*
 * Use case: the independent check. Every rule of contract section 7 is derived anew from what is
 * stored, by model/verify.c, which shares nothing with the matcher; and the database looks at
 * itself.
 */
#include "ops/proof.h"

#include "homeward/verify.h"

#include <stdio.h>
#include <string.h>

struct findings {
    const struct campaign *c;
    struct arena *arena;
    struct violation_row *v;
    int n;
    size_t cap;
};

static const char *who_text(struct findings *f, int32_t request) {
    const struct request *r = &f->c->requests[request];
    char text[256];

    snprintf(text, sizeof text, "%s/%s#%d", f->c->stations[r->station].code, r->ref, (int)r->trip);
    return arena_strdup(f->arena, text);
}

static const char *with_detail(struct findings *f, const char *text, const char *detail) {
    char all[512];

    if (!detail[0])
        return text;
    snprintf(all, sizeof all, "%s (%s)", text, detail);
    return arena_strdup(f->arena, all);
}

static void on_violation(void *payload, const struct violation *v) {
    struct findings *f = payload;
    struct bi text = violation_text(v->kind);
    struct violation_row row = {
        .code = violation_word(v->kind),
        .allocation = v->allocation >= 0
                          ? arena_strdup(f->arena, f->c->allocations[v->allocation].key)
                          : NULL,
        .who = v->request >= 0 ? who_text(f, v->request) : NULL,
        .zh = with_detail(f, text.zh, v->detail),
        .en = with_detail(f, text.en, v->detail),
    };

    VEC_PUSH(f->v, f->n, f->cap, row);
}

static void on_complaint(void *payload, const char *text) {
    struct findings *f = payload;
    const char *copy = arena_strdup(f->arena, text);
    struct violation_row row = {"database", NULL, NULL, copy, copy};

    VEC_PUSH(f->v, f->n, f->cap, row);
}

static void on_unlike(void *payload, const char *who) {
    struct findings *f = payload;
    struct violation_row row = {"hardship-flag", NULL, arena_strdup(f->arena, who),
                                "是否在困难职工名册上，记录与名册不符",
                                "the flag for the hardship register is not what the register says"};

    VEC_PUSH(f->v, f->n, f->cap, row);
}

static enum rc check_proof(struct session *s, struct findings *f, struct check_answer *out,
                           struct err *err) {
    const struct bi *wrong;
    enum rc rc = proof_look(s, &out->proof, &wrong, err);

    if (rc == RC_OK && wrong) {
        const struct violation_row row = {"certificate", NULL, NULL, wrong->zh, wrong->en};
        VEC_PUSH(f->v, f->n, f->cap, row);
    }
    return rc;
}

enum rc ops_check(const struct ops *ops, struct arena *arena, struct check_answer *out,
                  struct err *err) {
    struct session s;
    struct findings f = {.arena = arena};
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    *out = (struct check_answer){0};
    if (rc != RC_OK)
        return rc;
    f.c = s.c;
    verify_bookings(s.c, s.c->bookings, on_violation, &f);
    rc = check_proof(&s, &f, out, err);
    rc = rc == RC_OK ? store_register_check(s.store, on_unlike, &f, err) : rc;
    rc = rc == RC_OK ? store_check(s.store, on_complaint, &f, err) : rc;
    out->violations = arena_array(arena, (size_t)f.n + 1, sizeof *out->violations);
    if (f.n)
        memcpy(out->violations, f.v, (size_t)f.n * sizeof *out->violations);
    out->n_violations = f.n;
    mem_free(f.v);
    session_close(&s);
    return rc;
}
