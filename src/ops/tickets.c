/* Use case: the life of ticket-blocks with their carrier: names submitted, seats allotted, paid,
 * collected, given back. */
#include "ops/run_change.h"

#include <stdio.h>
#include <string.h>

struct desk { /* one command under way */
    struct session s;
    struct run_change k;
    const struct ticket_entry *e;
    struct arena *arena;
    struct refund_tiers tiers;
};

/* ---- refusals ---- */

static enum rc refuse_step(const struct allocation *a, enum ticket_step step, struct err *err) {
    struct str zh = STR_MAX(120), en = STR_MAX(120);

    ticket_from(step, LANG_ZH, &zh);
    ticket_from(step, LANG_EN, &en);
    enum rc rc = err_set(err, RC_CONFLICT, "wrong-state",
                         "票额 %.64s 现为“%s%.0s”，ticket %s 只能在这之后：%s%.0s",
                         "the block %.64s is %.0s%s; ticket %s follows %.0s%s only", a->key,
                         block_state_name(a->state).zh, block_state_name(a->state).en,
                         ticket_step_word(step), str_get(&zh), str_get(&en));
    str_clear(&zh);
    str_clear(&en);
    return rc;
}

static enum rc find_block(const struct campaign *c, const char *key, int32_t *out,
                          struct err *err) {
    enum rc rc = find_allocation(c, key, out, err);

    if (rc != RC_OK)
        return rc;
    if (c->allocations[*out].kind != ALLOCATION_TICKET_BLOCK)
        return err_set(err, RC_CONFLICT, "not-a-block", "%.64s 不是票额，没有票可办",
                       "%.64s is not a block of tickets", key);
    if (c->allocations[*out].cancelled)
        return err_set(err, RC_CONFLICT, "cancelled", "趟次 %.64s 已取消",
                       "the run %.64s was cancelled", key);
    return RC_OK;
}

/* ---- seats ---- */

/* The most that are taken on any leg; a place given to a need is held for the whole run. */
static int32_t most_taken(const struct campaign *c, int32_t block) {
    int32_t most = 0;

    for (int32_t leg = 0; leg + 1 < c->allocations[block].n_stops; leg++) {
        int32_t n = 0;
        for (int32_t r = 0; r < c->n_requests; r++) {
            const struct booking *b = &c->bookings[r];
            n += b->allocation == block &&
                 (c->requests[r].needs || (b->board <= leg && leg < b->alight));
        }
        most = n > most ? n : most;
    }
    return most;
}

/* The block has so many seats from now on; none: it does not stand any more. */
static void set_seats(struct desk *d, int32_t block, int32_t seats) {
    struct allocation *a = run_edit(&d->k, block, seats ? RUN_FACT_SEATS : RUN_FACT_STANDS);

    a->cancelled = seats == 0;
    if (seats)
        a->seats = seats;
    run_fit(&d->k, block);
}

static enum rc allot(struct desk *d, int32_t block, struct ticket_row *row, struct err *err) {
    const struct allocation *a = &d->k.c->allocations[block];

    if (d->e->seats > a->seats)
        return err_set(err, RC_CONFLICT, "too-many",
                       "票额 %.64s 只报了 %d 张，分配的不能更多；多出的请另立票额",
                       "the block %.64s asked for %d tickets, no more can be allotted to it; "
                       "bring the others in as a block of their own",
                       a->key, (int)a->seats);
    row->seats = (int32_t)d->e->seats;
    row->moved = a->seats - row->seats;
    if (row->moved)
        set_seats(d, block, row->seats);
    return RC_OK;
}

/* ---- giving back ---- */

static bool is_group(const struct allocation *a, int32_t bought) {
    return bought >= (a->group_minimum ? a->group_minimum : TICKET_GROUP_RIDERS);
}

/* As many as the block ever had since the carrier allotted it. */
static enum rc count_bought(struct desk *d, const struct allocation *a, int32_t *out,
                            struct err *err) {
    struct ticket_row *rows;
    int n;
    enum rc rc = store_ticket_steps(d->s.store, a->id, d->arena, &rows, &n, err);

    *out = a->seats;
    for (int i = 0; i < n && rc == RC_OK; i++)
        *out += rows[i].step == TICKET_RETURN ? rows[i].moved : 0;
    return rc;
}

static enum rc check_time(struct desk *d, const struct allocation *a, int64_t seconds,
                          struct err *err) {
    int32_t bought;
    enum rc rc = count_bought(d, a, &bought, err);

    if (rc != RC_OK)
        return rc;
    if (seconds <= 0)
        return err_set(err, RC_CONFLICT, "left", "%.64s 已发车，不能退票",
                       "%.64s has left; its tickets cannot be given back", a->key);
    if (a->mode == MODE_TRAIN && ticket_bought(a) && is_group(a, bought) &&
        seconds < TICKET_GROUP_HOURS * 3600)
        return err_set(err, RC_CONFLICT, "group-too-late",
                       "%.64s 是团体票，开车前 %d 小时之内不能退",
                       "%.64s is a group's; a group gives no tickets back within %d hours of "
                       "departure",
                       a->key, TICKET_GROUP_HOURS);
    return RC_OK;
}

/* What is refunded of tickets that were paid for; only the railway's tiers are known here. */
static enum rc refund(struct desk *d, const struct allocation *a, int64_t seconds,
                      struct ticket_row *row, struct err *err) {
    if (!ticket_bought(a))
        return RC_OK;
    if (a->mode != MODE_TRAIN)
        return err_set(err, RC_CONFLICT, "coach-tickets",
                       "%.64s 是汽车票，退票办法由承运单位定；退后用 run set %.64s seats=N",
                       "%.64s is of coach tickets, whose carrier says what is refunded; then use "
                       "run set %.64s seats=N",
                       a->key, a->key);
    row->kept = row->moved * refund_fee(&d->tiers, a->price, seconds);
    row->fen = row->moved * a->price - row->kept;
    return RC_OK;
}

static enum rc give_back(struct desk *d, int32_t block, struct ticket_row *row, struct err *err) {
    const struct allocation *a = &d->k.c->allocations[block];
    int32_t spare = a->seats - most_taken(d->k.c, block);
    int64_t seconds = a->stops[0].at.v - d->s.ops->now.v;

    if (d->e->seats > spare)
        return err_set(err, RC_CONFLICT, "seats-taken",
                       "%.64s 只有 %d 张没有人坐，最多退这么多；要多退请先改派乘车人",
                       "%.64s has %d tickets that nobody has, and no more can go back; move its "
                       "riders first",
                       a->key, (int)spare);
    row->moved = (int32_t)d->e->seats;
    row->seats = a->seats - row->moved;
    enum rc rc = check_time(d, a, seconds, err);
    rc = rc == RC_OK ? refund(d, a, seconds, row, err) : rc;
    if (rc == RC_OK && row->moved)
        set_seats(d, block, row->seats);
    return rc;
}

/* ---- one block ---- */

static enum rc take_step(struct desk *d, int32_t block, struct ticket_row *row, struct err *err) {
    const struct allocation *a = &d->k.c->allocations[block];
    enum block_state to;

    *row = (struct ticket_row){.run = arena_strdup(d->arena, a->key),
                               .step = d->e->step,
                               .seats = a->seats,
                               .from = a->state,
                               .at = d->s.ops->now};
    if (!ticket_next(a->state, d->e->step, &to))
        return refuse_step(a, d->e->step, err);
    row->to = to;
    if (to != a->state)
        run_edit(&d->k, block, RUN_FACT_STATE)->state = to;
    if (d->e->step == TICKET_ALLOT)
        return allot(d, block, row, err);
    if (d->e->step == TICKET_RETURN)
        return give_back(d, block, row, err);
    row->fen = d->e->step == TICKET_PAY ? a->seats * a->price : 0;
    return RC_OK;
}

/* ---- the whole command ---- */

static enum rc record(struct desk *d, const struct ticket_answer *out, struct err *err) {
    const struct ticket_entry *e = d->e;
    const char **words = arena_array(d->arena, (size_t)e->n_runs + 8, sizeof *words);
    struct json *detail = json_new_object();
    char seats[32], action[32];
    int n = 0;

    words[n++] = "ticket";
    words[n++] = ticket_step_word(e->step);
    for (int i = 0; i < e->n_runs; i++)
        words[n++] = e->runs[i];
    snprintf(seats, sizeof seats, "%lld", (long long)e->seats);
    if (e->step == TICKET_ALLOT || e->step == TICKET_RETURN) {
        words[n++] = "--seats";
        words[n++] = seats;
    }
    if (e->rematch)
        words[n++] = "--rematch";
    json_set_int(detail, "fen", out->fen);
    json_set_int(detail, "kept", out->kept);
    json_set_int(detail, "off", out->riders.n_off);
    snprintf(action, sizeof action, "ticket %s", ticket_step_word(e->step));
    return session_commit_command(&d->s, action, e->n_runs == 1 ? e->runs[0] : "*", words, detail,
                                  err);
}

static enum rc write_all(struct desk *d, const int32_t *blocks, const struct ticket_answer *out,
                         struct err *err) {
    enum rc rc = run_change_write(&d->k, err);

    for (int i = 0; i < out->n && rc == RC_OK; i++)
        rc = store_ticket_step_add(d->s.store, d->k.c->allocations[blocks[i]].id, &out->blocks[i],
                                   err);
    return rc == RC_OK ? record(d, out, err) : rc;
}

static enum rc step_all(struct desk *d, struct ticket_answer *out, struct err *err) {
    const struct ticket_entry *e = d->e;
    int32_t *blocks = arena_array(d->arena, (size_t)e->n_runs + 1, sizeof *blocks);
    enum rc rc = RC_OK;

    out->blocks = arena_array(d->arena, (size_t)e->n_runs + 1, sizeof *out->blocks);
    for (int i = 0; i < e->n_runs && rc == RC_OK; i++) {
        rc = find_block(d->k.c, e->runs[i], &blocks[i], err);
        for (int j = 0; j < i && rc == RC_OK; j++)
            if (blocks[j] == blocks[i])
                rc = err_set(err, RC_USAGE, "twice", "%.64s 写了两次", "%.64s stands there twice",
                             e->runs[i]);
        rc = rc == RC_OK ? take_step(d, blocks[i], &out->blocks[i], err) : rc;
        out->n++;
        out->fen += out->blocks[i].fen;
        out->kept += out->blocks[i].kept;
    }
    rc = rc == RC_OK && e->rematch ? run_rematch(&d->k, err) : rc;
    rc = rc == RC_OK ? run_check(&d->k, err) : rc;
    if (rc != RC_OK)
        return rc;
    run_answer_make(&d->k, blocks[0], d->arena, &out->riders);
    return e->dry_run ? RC_OK : write_all(d, blocks, out, err);
}

enum rc ops_ticket(const struct ops *ops, const struct ticket_entry *entry, struct arena *arena,
                   struct ticket_answer *out, struct err *err) {
    struct desk d = {.e = entry, .arena = arena};
    enum rc rc =
        session_open(ops, entry->dry_run ? HOLD_READ : HOLD_UNDOABLE, STORE_ALL, &d.s, err);

    *out = (struct ticket_answer){0};
    if (rc != RC_OK)
        return rc;
    refund_tiers_read(&d.tiers);
    run_change_open(&d.k, &d.s);
    rc = step_all(&d, out, err);
    run_change_close(&d.k);
    session_close(&d.s);
    return rc;
}

enum rc ops_ticket_show(const struct ops *ops, const char *run, struct arena *arena,
                        struct ticket_view *out, struct err *err) {
    struct session s;
    int32_t block;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    *out = (struct ticket_view){0};
    if (rc != RC_OK)
        return rc;
    rc = find_block(s.c, run, &block, err);
    if (rc == RC_OK) {
        const struct allocation *a = &s.c->allocations[block];
        *out = (struct ticket_view){.run = arena_strdup(arena, a->key),
                                    .state = a->state,
                                    .seats = a->seats,
                                    .taken = most_taken(s.c, block)};
        rc = store_ticket_steps(s.store, a->id, arena, &out->steps, &out->n, err);
    }
    session_close(&s);
    return rc;
}
