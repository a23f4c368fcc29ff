/* Use case: runs are cancelled, swapped, merged, split, retimed and set by hand. */
#include "ops/run_change.h"

#include "homeward/seatmap.h"

#include <string.h>

/* ---- what may be changed ---- */

static enum rc refuse_cancelled(const struct allocation *a, struct err *err) {
    return err_set(err, RC_CONFLICT, "cancelled", "趟次 %.64s 已取消",
                   "the run %.64s was cancelled", a->key);
}

/* From `submitted` on the carrier has the names (contract 3). */
static bool carrier_has_it(const struct allocation *a) {
    return a->kind == ALLOCATION_TICKET_BLOCK && a->state >= BLOCK_SUBMITTED;
}

static enum rc refuse_carrier(const struct allocation *a, struct err *err) {
    return err_set(err, RC_CONFLICT, "names-with-carrier",
                   "票额 %.64s 的名单已交承运单位；先向承运单位退票，再用 run cancel --returned",
                   "the names of the block %.64s are with the carrier; return the tickets there "
                   "first, then use run cancel --returned",
                   a->key);
}

static enum rc find_run(const struct campaign *c, const char *key, int32_t *out, struct err *err) {
    enum rc rc = find_allocation(c, key, out, err);

    return rc == RC_OK && c->allocations[*out].cancelled
               ? refuse_cancelled(&c->allocations[*out], err)
               : rc;
}

static enum rc find_vehicle(const struct campaign *c, const struct allocation *a, const char *key,
                            int32_t *out, struct err *err) {
    enum vehicle_kind wanted = a->kind == ALLOCATION_TRAIN_CAR ? VEHICLE_TRAIN_CAR : VEHICLE_COACH;

    if (a->kind == ALLOCATION_TICKET_BLOCK)
        return err_set(err, RC_CONFLICT, "no-vehicle", "%.64s 是票额，没有车辆",
                       "%.64s is a block of tickets and has no vehicle", a->key);
    for (*out = 0; *out < c->n_vehicles; (*out)++)
        if (strcmp(c->vehicles[*out].key, key) == 0)
            break;
    if (*out == c->n_vehicles)
        return err_set(err, RC_CONFLICT, "unknown-vehicle",
                       "没有车辆 %.64s，请先用 supply import 登记",
                       "there is no vehicle %.64s; bring it in with supply import first", key);
    if (c->vehicles[*out].kind != wanted)
        return err_set(err, RC_CONFLICT, "wrong-vehicle", "车辆 %.64s 不是这类趟次用的",
                       "the vehicle %.64s is of the wrong kind for that run", key);
    return RC_OK;
}

/* ---- cancel ---- */

static enum rc plan_cancel(struct run_change *k, const struct run_entry *e, int32_t run,
                           struct err *err) {
    if (carrier_has_it(&k->c->allocations[run]) && !e->returned)
        return refuse_carrier(&k->c->allocations[run], err);
    run_edit(k, run, RUN_FACT_STANDS)->cancelled = true;
    run_fit(k, run);
    return RC_OK;
}

/* ---- swap ---- */

static void put_on_vehicle(struct allocation *a, const struct campaign *c, int32_t vehicle) {
    int32_t seats, berths;

    a->seats = run_seats_on(c, a, vehicle);
    a->vehicle = vehicle;
    if (a->kind == ALLOCATION_TRAIN_CAR && c->vehicles[vehicle].type &&
        seatmap_type_seats(c->vehicles[vehicle].type, &seats, &berths))
        a->lower_berths = berths;
}

static enum rc plan_swap(struct run_change *k, const struct run_entry *e, int32_t run,
                         struct err *err) {
    int32_t vehicle;
    enum rc rc = find_vehicle(k->c, &k->c->allocations[run], e->vehicle, &vehicle, err);

    if (rc != RC_OK)
        return rc;
    put_on_vehicle(run_edit(k, run, RUN_FACT_VEHICLE), k->c, vehicle);
    run_fit(k, run);
    return RC_OK;
}

/* ---- merge ---- */

static enum rc plan_merge(struct run_change *k, const struct run_entry *e, int32_t run,
                          struct err *err) {
    int32_t into;
    enum rc rc = find_run(k->c, e->other, &into, err);

    if (rc != RC_OK)
        return rc;
    if (into == run)
        return err_set(err, RC_CONFLICT, "same-run", "不能把趟次 %.64s 并入它自己",
                       "the run %.64s cannot be merged into itself", e->run);
    for (int i = 0; i < 2; i++) {
        const struct allocation *a = &k->c->allocations[i ? into : run];
        if (carrier_has_it(a))
            return refuse_carrier(a, err);
    }
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (k->after.bookings[r].allocation == run) /* with stops to be found anew */
            k->after.bookings[r] = (struct booking){
                .allocation = into, .alight = INT32_MAX, .status = k->c->bookings[r].status};
    run_edit(k, run, RUN_FACT_STANDS)->cancelled = true;
    run_fit(k, into);
    return RC_OK;
}

/* ---- split ---- */

static enum rc check_new_name(const struct campaign *c, const char *key, struct err *err) {
    int32_t found;

    if (!key[0] || strlen(key) >= 64 || strpbrk(key, " \t\r\n/"))
        return err_set(err, RC_USAGE, "malformed-value", "新趟次的编号不能为空，不能含有空格或斜杠",
                       "the id of the new run is not empty and has no blank or slash");
    if (find_allocation(c, key, &found, NULL) == RC_OK)
        return err_set(err, RC_CONFLICT, "known-run", "已经有趟次 %.64s",
                       "there is a run %.64s already", key);
    return RC_OK;
}

static int32_t count_riders(const struct run_change *k, int32_t run) {
    int32_t n = 0;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        n += k->after.bookings[r].allocation == run;
    return n;
}

/* Who goes: whoever boards at the stop, else the last in order with parties broken least. */
static void choose_movers(struct run_change *k, const struct run_entry *e, int32_t run,
                          unsigned char *mark) {
    if (!e->stop) {
        int32_t stay = count_riders(k, run) - e->riders;
        run_choose(k, run, stay > 0 ? stay : 0, mark);
        return;
    }
    for (int32_t r = 0; r < k->c->n_requests; r++)
        mark[r] =
            k->after.bookings[r].allocation == run && k->after.bookings[r].board == e->stop - 1;
}

static bool may_go(const struct run_change *k, int32_t request, int32_t to) {
    struct booking b = k->after.bookings[request];

    b.allocation = to;
    return run_find_stops(&k->t.c, request, &b);
}

/* A must party goes whole if all of it may, else it stays. */
static void keep_must_whole(const struct run_change *k, int32_t run, int32_t to,
                            unsigned char *mark) {
    for (int32_t p = 0; p < k->c->n_parties; p++) {
        const struct party *party = &k->c->parties[p];
        bool any = false, all = true;
        for (int m = 0; party->must && m < party->n_members; m++) {
            int32_t r = party->members[m];
            any |= mark[r];
            all &= k->after.bookings[r].allocation != run || may_go(k, r, to);
        }
        for (int m = 0; any && m < party->n_members; m++)
            mark[party->members[m]] = all && k->after.bookings[party->members[m]].allocation == run;
    }
}

static enum rc plan_split(struct run_change *k, const struct run_entry *e, int32_t run,
                          struct err *err) {
    const struct allocation *a = &k->c->allocations[run];
    int32_t vehicle, moved = 0;
    enum rc rc = find_vehicle(k->c, a, e->vehicle, &vehicle, err);

    rc = rc == RC_OK ? check_new_name(k->c, e->other, err) : rc;
    if (rc == RC_OK && e->stop > a->n_stops)
        rc = err_set(err, RC_CONFLICT, "unknown-stop", "趟次 %.64s 只有 %d 站",
                     "the run %.64s has %d stops only", a->key, a->n_stops);
    if (rc != RC_OK)
        return rc;
    int32_t made = run_make(k, run, e->other);
    unsigned char *mark = mem_array((size_t)k->c->n_requests + 1, 1);
    k->t.c.allocations[made].seats = 1;
    put_on_vehicle(&k->t.c.allocations[made], k->c, vehicle);
    k->t.c.allocations[made].seats = k->c->vehicles[vehicle].seats;
    choose_movers(k, e, run, mark);
    keep_must_whole(k, run, made, mark);
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (mark[r] && may_go(k, r, made)) {
            k->after.bookings[r].allocation = made;
            moved++;
        }
    mem_free(mark);
    if (moved > k->t.c.allocations[made].seats)
        return err_set(err, RC_CONFLICT, "full", "车辆 %.64s 只有 %d 座，坐不下 %d 人",
                       "the vehicle %.64s has %d seats, too few for %d riders", e->vehicle,
                       k->t.c.allocations[made].seats, moved);
    run_fit(k, made);
    (void)run_edit(k, run, 0);
    return RC_OK;
}

/* ---- retime ---- */

static enum rc check_times(const struct allocation *a, struct err *err) {
    for (int i = 0; i + 1 < a->n_stops; i++)
        if (a->stops[i].at.v >= a->stops[i + 1].at.v)
            return err_set(
                err, RC_CONFLICT, "stops-out-of-order", "趟次 %.64s 第 %d 站会晚于第 %d 站",
                "the run %.64s would leave stop %d after it reaches stop %d", a->key, i + 1, i + 2);
    return RC_OK;
}

static enum rc plan_retime(struct run_change *k, const struct run_entry *e, int32_t run,
                           struct err *err) {
    const struct allocation *a = &k->c->allocations[run];

    if (e->stop > a->n_stops)
        return err_set(err, RC_CONFLICT, "unknown-stop", "趟次 %.64s 只有 %d 站",
                       "the run %.64s has %d stops only", a->key, a->n_stops);
    struct stop *stops = run_edit_stops(k, run);
    int32_t first = e->stop ? e->stop - 1 : 0;
    int64_t shift = instant_given(e->at) ? e->at.v - stops[first].at.v : e->shift * 60;
    for (int32_t i = first; i < (e->stop ? first + 1 : a->n_stops); i++)
        stops[i].at.v += shift;
    enum rc rc = check_times(&k->t.c.allocations[run], err);
    if (rc == RC_OK)
        run_fit(k, run);
    return rc;
}

/* ---- set ---- */

static enum rc plan_set(struct run_change *k, const struct run_entry *e, int32_t run,
                        struct err *err) {
    enum rc rc = run_set(k, run, e->settings, e->n_settings, err);

    if (rc == RC_OK)
        run_fit(k, run);
    return rc;
}

/* ---- the use case ---- */

static const struct {
    const char *action;
    enum rc (*plan)(struct run_change *k, const struct run_entry *e, int32_t run, struct err *err);
} ops_of_runs[] = {
    [RUN_CANCEL] = {"run cancel", plan_cancel}, [RUN_SWAP] = {"run swap", plan_swap},
    [RUN_MERGE] = {"run merge", plan_merge},    [RUN_SPLIT] = {"run split", plan_split},
    [RUN_RETIME] = {"run retime", plan_retime}, [RUN_SET] = {"run set", plan_set},
};

static void push_option(struct json *words, const char *option, const char *value) {
    if (!value)
        return;
    json_push_text(words, option);
    json_push_text(words, value);
}

static void push_number(struct json *words, const char *option, int64_t value) {
    struct str text = STR_MAX(32);

    str_addf(&text, "%lld", (long long)value);
    push_option(words, option, value ? str_get(&text) : NULL);
    str_clear(&text);
}

/* The command as it would be typed, so that the journal can be replayed. */
static struct json *command_words(const struct run_entry *e) {
    struct json *words = json_new_array();
    char at[WHEN_TEXT];

    json_push_text(words, "run");
    json_push_text(words, ops_of_runs[e->op].action + strlen("run "));
    json_push_text(words, e->run);
    push_option(words, "--vehicle", e->vehicle);
    push_option(words, e->op == RUN_MERGE ? "--into" : "--new", e->other);
    push_number(words, "--stop", e->stop);
    push_number(words, "--riders", e->riders);
    push_number(words, "--shift", e->shift);
    if (e->op == RUN_RETIME && instant_given(e->at))
        push_option(words, "--at", instant_text(e->at, at));
    for (int i = 0; i < e->n_settings; i++) {
        struct str text = STR_MAX(4096);
        run_setting_words(e->settings[i], &text);
        json_push_text(words, str_get(&text));
        str_clear(&text);
    }
    if (e->returned)
        json_push_text(words, "--returned");
    if (e->rematch)
        json_push_text(words, "--rematch");
    return words;
}

static enum rc record(struct run_change *k, const struct run_entry *e, const struct run_answer *out,
                      struct err *err) {
    struct json *detail = json_new_object();
    enum rc rc = run_change_write(k, err);

    json_set(detail, "command", command_words(e));
    json_set_int(detail, "off", out->n_off);
    json_set_int(detail, "waiting", out->waiting);
    json_set_int(detail, "to_reach", out->n_reach);
    char *text = json_text(detail);
    rc = rc == RC_OK ? session_commit(k->s, ops_of_runs[e->op].action, e->run, text, err) : rc;
    mem_free(text);
    json_free(detail);
    return rc;
}

static enum rc change_in(struct run_change *k, const struct run_entry *e, struct arena *arena,
                         struct run_answer *out, struct err *err) {
    int32_t run;
    enum rc rc = find_run(k->c, e->run, &run, err);

    rc = rc == RC_OK ? ops_of_runs[e->op].plan(k, e, run, err) : rc;
    rc = rc == RC_OK && e->rematch ? run_rematch(k, err) : rc;
    rc = rc == RC_OK ? run_check(k, err) : rc;
    if (rc != RC_OK)
        return rc;
    run_answer_make(k, run, arena, out);
    return e->dry_run ? RC_OK : record(k, e, out, err);
}

enum rc ops_run_change(const struct ops *ops, const struct run_entry *entry, struct arena *arena,
                       struct run_answer *out, struct err *err) {
    struct session s;
    struct run_change k;
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_UNDOABLE, STORE_ALL, &s, err);

    *out = (struct run_answer){0};
    if (rc != RC_OK)
        return rc;
    run_change_open(&k, &s);
    rc = change_in(&k, entry, arena, out, err);
    run_change_close(&k);
    session_close(&s);
    return rc;
}
