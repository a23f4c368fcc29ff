/*
 * The matcher against every plan there is: small random campaigns with through runs, needs,
 * children, parties, wishes and standing bookings, where all plans can be tried one by one.
 */
#include "homeward/match.h"
#include "homeward/proof.h"
#include "homeward/rule.h"
#include "homeward/verify.h"
#include "support/tiny.h"
#include <check.h>
#include <stdio.h>
#include <string.h>

enum { CASES = 400 };

/* ---- random cases ---- */

static uint64_t state;
static int below(int n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static void make_run(struct tiny *t) {
    static const unsigned plain[] = {STOP_BOARD, STOP_BOARD, STOP_ALIGHT, STOP_ALIGHT};
    static const unsigned through[] = {STOP_BOARD, STOP_BOARD | STOP_ALIGHT,
                                       STOP_BOARD | STOP_ALIGHT, STOP_ALIGHT};
    static const int places[] = {1, 2, 3, 4};
    int a = tiny_run(t, (enum allocation_kind)below(3), 1 + below(3), below(2), 4, places,
                     below(2) ? through : plain);
    struct allocation *run = &t->c.allocations[a];

    run->price = below(2) ? 100 * (1 + below(3)) : 0;
    run->state = below(4) == 0 ? BLOCK_PAID : BLOCK_NOT_MANAGED;
    run->wheelchair = below(2);
    run->lower_berths = run->kind == ALLOCATION_CHARTERED_COACH ? 0 : below(2);
    run->class_ = below(2) ? "硬座" : NULL;
}

static void make_request(struct tiny *t) {
    static const char *const wish[] = {"硬座", "硬卧"};
    int from = 1 + below(3), to = from + 1 + below(4 - from), first = below(2);
    int r = tiny_request(t, from, to, first, first + below(2));
    struct request *q = &t->c.requests[r];

    q->hardship = below(3) == 0;
    q->needs = below(5) == 0 ? (unsigned)below(4) : 0;
    q->modes = below(4) == 0 ? MODE_BIT(MODE_COACH) : MODES_ALL;
    if (below(6) == 0)
        q->classes = (struct words){&wish[below(2)], 1};
    q->free_children = below(8) == 0;
}

static void make_case(struct tiny *t, int number) {
    int runs, requests;

    state = (uint64_t)number * 7919 + 1;
    runs = 1 + below(3);
    requests = 2 + below(4);
    tiny_make(t);
    t->c.rules.free_children_percent = 50;
    for (int i = 0; i < runs; i++)
        make_run(t);
    for (int i = 0; i < requests; i++)
        make_request(t);
    for (int i = 0; i + 1 < requests; i += 2 + below(2)) {
        int members[3] = {i, i + 1, i + 2}, n = i + 2 < requests && below(2) ? 3 : 2;
        if (below(3))
            tiny_party(t, below(2), n, members);
        i += n - 2;
    }
}

/* ---- every plan ---- */

struct trial {
    struct tiny *t;
    struct booking bookings[8];
    struct score best;
    int64_t most_all, most_hardship;
    enum keep keep;
};

static void ignore_seats(void *payload, const struct violation *v) {
    int *breaches = payload;

    *breaches += v->kind != VIOLATION_SEAT_UNKNOWN && v->kind != VIOLATION_SEAT_NEED;
}

static int64_t count_moved(const struct trial *s) {
    int64_t moved = 0;

    for (int r = 0; r < s->t->c.n_requests; r++) {
        const struct booking *old = &s->t->c.bookings[r], *now = &s->bookings[r];
        moved += old->allocation >= 0 && (old->allocation != now->allocation ||
                                          old->board != now->board || old->alight != now->alight);
    }
    return moved;
}

static void judge(struct trial *s) {
    struct score score;
    int breaches = 0;

    verify_bookings(&s->t->c, s->bookings, ignore_seats, &breaches);
    if (breaches)
        return;
    plan_score(&s->t->c, s->bookings, &score);
    score.moved = count_moved(s);
    if (score_compare(&score, &s->best) < 0)
        s->best = score;
    if (score.seated_all > s->most_all)
        s->most_all = score.seated_all;
    if (score.seated_hardship > s->most_hardship)
        s->most_hardship = score.seated_hardship;
}

static void try_all(struct trial *s, int r) {
    const struct campaign *c = &s->t->c;

    if (r == c->n_requests) {
        judge(s);
        return;
    }
    if (c->bookings[r].status >= BOOKING_TOLD) {
        s->bookings[r] = c->bookings[r];
        try_all(s, r + 1);
        return;
    }
    s->bookings[r] = (struct booking){.allocation = -1};
    try_all(s, r + 1);
    for (int a = 0; a < c->n_allocations; a++)
        for (int i = 0; i < c->allocations[a].n_stops; i++)
            for (int j = i + 1; j < c->allocations[a].n_stops; j++)
                if (rule_may_ride(c, &c->requests[r], &c->allocations[a], i, j)) {
                    s->bookings[r] = (struct booking){
                        .allocation = a, .board = i, .alight = j, .status = BOOKING_SEATED};
                    try_all(s, r + 1);
                }
}

static struct trial best_of_all(struct tiny *t) {
    struct trial s = {.t = t, .best = {.seated_hardship = -1}};

    try_all(&s, 0);
    return s;
}

static struct plan *solve(const struct tiny *t, enum keep keep) {
    struct match_options options = {.keep = keep};
    struct plan *plan = NULL;

    ck_assert_int_eq(match_run(&t->c, &options, &plan, NULL), RC_OK);
    return plan;
}

static void count_all(void *payload, const struct violation *v) {
    (void)v;
    (*(int *)payload)++;
}

static bool same_lines(const struct score *a, const struct score *b) {
    return score_compare(a, b) == 0;
}

/* ---- the certificate, as it is and with prices that mean nothing ---- */

static void bound_holds(const struct trial *all, const struct plan *plan, const struct proof *proof,
                        int number, struct bound_verdict *out) {
    bound_check(&all->t->c, plan->bookings, proof, out);
    ck_assert_msg(out->bound[PROOF_ALL] >= all->most_all &&
                      out->bound[PROOF_HARDSHIP] >= all->most_hardship,
                  "case %d: prices prove a bound below the optimum", number);
}

static void shuffle_prices(struct proof *proof, const struct campaign *c, struct arena *arena) {
    proof->scale = 1 + below(7);
    for (int a = 0; a < c->n_allocations; a++)
        for (int row = 0; row < proof_rows(&c->allocations[a]); row++)
            for (int level = 0; level < PROOF_LEVELS; level++)
                proof_set(proof, c, arena, (enum proof_level)level, a, row,
                          below((int)proof->scale + 1));
}

/* Any byte changed: either it is no proof any more, or what it proves is still true. */
static void damage(const struct trial *all, struct plan *plan, int number) {
    for (int i = 0; i < 12; i++) {
        struct arena arena = {0};
        struct proof proof;
        struct bound_verdict verdict;
        size_t at = (size_t)below((int)plan->certificate_len);
        unsigned char old = plan->certificate[at];
        plan->certificate[at] ^= (unsigned char)(1 << below(8));
        if (proof_read(plan->certificate, plan->certificate_len, &all->t->c, &arena, &proof) &&
            proof.promised == BOOKING_TOLD)
            bound_holds(all, plan, &proof, number, &verdict);
        plan->certificate[at] = old;
        arena_clear(&arena);
    }
}

/* True: it proves what the matcher says. */
static bool check_certificate(const struct trial *all, struct plan *plan, int number) {
    struct arena arena = {0};
    struct proof proof;
    struct bound_verdict verdict, other;

    ck_assert(proof_read(plan->certificate, plan->certificate_len, &all->t->c, &arena, &proof));
    ck_assert_int_eq(proof.claimed[PROOF_ALL], plan->bound_all);
    bound_holds(all, plan, &proof, number, &verdict);
    for (int i = 0; i < 10; i++) {
        shuffle_prices(&proof, &all->t->c, &arena);
        bound_holds(all, plan, &proof, number, &other);
    }
    damage(all, plan, number);
    arena_clear(&arena);
    return verdict.bound[PROOF_ALL] == plan->bound_all &&
           verdict.bound[PROOF_HARDSHIP] == plan->bound_hardship;
}

/* Nothing in it that a flow cannot say: no needs, children, must parties, boarding after a stop. */
static bool is_flow(const struct campaign *c) {
    for (int r = 0; r < c->n_requests; r++)
        if (c->requests[r].needs || c->requests[r].free_children)
            return false;
    for (int i = 0; i < c->n_parties; i++)
        if (c->parties[i].must)
            return false;
    for (int a = 0; a < c->n_allocations; a++)
        if (c->allocations[a].stops[1].use & STOP_ALIGHT)
            return false;
    return true;
}

struct tallies {
    int proved, certified, flows;
};

static void compare(struct tiny *t, int number, enum keep keep, struct tallies *tallies) {
    struct trial all = best_of_all(t);
    struct plan *plan = solve(t, keep);
    int breaches = 0;

    verify_bookings(&t->c, plan->bookings, count_all, &breaches);
    ck_assert_msg(breaches == 0, "case %d: the plan breaks a rule", number);
    ck_assert_msg(plan->score.seated_hardship == all.best.seated_hardship &&
                      plan->score.seated_all == all.best.seated_all,
                  "case %d: %d/%d seated, best is %d/%d", number, (int)plan->score.seated_hardship,
                  (int)plan->score.seated_all, (int)all.best.seated_hardship,
                  (int)all.best.seated_all);
    ck_assert_msg(plan->bound_all >= all.most_all && plan->bound_hardship >= all.most_hardship,
                  "case %d: a bound is below the optimum", number);
    if (plan->optimal)
        ck_assert_msg(
            same_lines(&plan->score, &all.best),
            "case %d: claimed optimal, but b %d m %d o %d i %d against b %d m %d o %d i %d", number,
            (int)plan->score.breaks, (int)plan->score.moved, (int)plan->score.outlay_fen,
            (int)plan->score.inconvenience, (int)all.best.breaks, (int)all.best.moved,
            (int)all.best.outlay_fen, (int)all.best.inconvenience);
    tallies->proved += plan->optimal;
    bool certified = check_certificate(&all, plan, number);
    tallies->certified += certified;
    tallies->flows += is_flow(&t->c);
    ck_assert_msg(certified || !is_flow(&t->c), "case %d: the prices do not prove a flow", number);
    plan_free(plan);
}

START_TEST(a_first_match_is_the_best_of_all_plans) {
    struct tallies tallies = {0};

    for (int number = 0; number < CASES; number++) {
        struct tiny t;
        make_case(&t, number);
        compare(&t, number, KEEP_TOLD, &tallies);
        tiny_clear(&t);
    }
    ck_assert_int_ge(tallies.proved, CASES * 9 / 10);
    ck_assert_int_ge(tallies.certified, CASES * 2 / 3);
    ck_assert_int_ge(tallies.flows, 10);
}
END_TEST

/* Somebody cancels, the others stand: some told, some as proposals. */
static void settle_some(struct tiny *t) {
    struct plan *plan = solve(t, KEEP_TOLD);

    for (int r = 0; r < t->c.n_requests; r++) {
        bool with_must = t->c.requests[r].party >= 0 && t->c.parties[t->c.requests[r].party].must;
        if (plan->bookings[r].allocation < 0)
            continue;
        t->c.bookings[r] = plan->bookings[r];
        t->c.bookings[r].seat = NULL;
        t->c.bookings[r].status = !with_must && below(3) == 0 ? BOOKING_TOLD : BOOKING_SEATED;
    }
    plan_free(plan);
    int gone = below(t->c.n_allocations);
    t->c.allocations[gone].seats = t->c.allocations[gone].seats + 1;
    for (int r = 0; r < t->c.n_requests; r++)
        if (t->c.bookings[r].status == BOOKING_SEATED && below(3) == 0)
            t->c.requests[r].hardship = !t->c.requests[r].hardship;
}

START_TEST(a_re_match_is_the_best_of_all_that_keep_what_was_told) {
    struct tallies tallies = {0};

    for (int number = 0; number < CASES; number++) {
        struct tiny t;
        make_case(&t, number);
        settle_some(&t);
        compare(&t, number, KEEP_TOLD, &tallies);
        tiny_clear(&t);
    }
    ck_assert_int_ge(tallies.proved, CASES * 9 / 10);
    ck_assert_int_ge(tallies.certified, CASES * 2 / 3);
    ck_assert_int_ge(tallies.flows, 10);
}
END_TEST

Suite *suite_match_exact(void) {
    Suite *suite = suite_create("match exact");
    TCase *tcase = tcase_create("exact");

    tcase_set_timeout(tcase, 300);
    tcase_add_test(tcase, a_first_match_is_the_best_of_all_plans);
    tcase_add_test(tcase, a_re_match_is_the_best_of_all_that_keep_what_was_told);
    suite_add_tcase(suite, tcase);
    return suite;
}
