/* run: cancelled, swapped, merged, split, retimed and set; and the answer, which all share. */
#include "cli/cli.h"

#include <stdio.h>

/* ---- JSON ---- */

static struct json *rider_json(const char *station, const char *ref, int32_t trip) {
    struct json *json = json_new_object();

    json_set_text(json, "station", station);
    json_set_text(json, "ref", ref);
    json_set_int(json, "trip", trip);
    return json;
}

static struct json *off_json(const struct run_answer *a) {
    struct json *all = json_new_array();

    for (int i = 0; i < a->n_off; i++) {
        struct json *json = rider_json(a->off[i].station, a->off[i].ref, a->off[i].trip);
        json_set_text(json, "why", off_word(a->off[i].why));
        json_push(all, json);
    }
    return all;
}

static struct json *reseated_json(const struct run_answer *a) {
    struct json *all = json_new_array();

    for (int i = 0; i < a->n_reseated; i++) {
        const struct reseat_row *row = &a->reseated[i];
        struct json *json = rider_json(row->station, row->ref, row->trip);
        json_set_text(json, "allocation", row->allocation);
        json_set_text(json, "from", row->from ? row->from : "");
        json_set_text(json, "to", row->to ? row->to : "");
        json_push(all, json);
    }
    return all;
}

static struct json *reach_json(const struct run_answer *a) {
    struct json *all = json_new_array();

    for (int i = 0; i < a->n_reach; i++) {
        struct json *json = rider_json(a->reach[i].station, a->reach[i].ref, a->reach[i].trip);
        json_set_text(json, "what", reach_word(a->reach[i].what));
        json_push(all, json);
    }
    return all;
}

void run_riders_json(const struct run_answer *a, struct json *json) {
    json_set(json, "off", off_json(a));
    json_set_int(json, "waiting", a->waiting);
    json_set(json, "reseated", reseated_json(a));
    json_set(json, "to_reach", reach_json(a));
    json_set_bool(json, "exact", a->exact);
    json_set_bool(json, "night_drive", a->night_drive);
    json_set(json, "difference", difference_json(&a->difference));
}

static struct json *answer_json(const struct run_entry *e, const struct run_answer *a) {
    struct json *json = json_new_object();

    json_set_text(json, "run", e->run);
    json_set_bool(json, "dry_run", e->dry_run);
    json_set_int(json, "seats", a->places);
    run_riders_json(a, json);
    return json;
}

/* ---- words ---- */

static void print_off(const struct invocation *in, const struct run_answer *a) {
    if (a->n_off)
        say(in, "下车 %d 人次，其中 %lld 人次排到候补最前：",
            "came off: %d, of whom %lld wait, before all others:", a->n_off, (long long)a->waiting);
    for (int i = 0; i < a->n_off; i++)
        say(in, "  %s/%s 第 %d 程：%s", "  %s/%s trip %d: %s", a->off[i].station, a->off[i].ref,
            (int)a->off[i].trip, bi_text(off_text(a->off[i].why), in->ops.lang));
}

static void print_reseated(const struct invocation *in, const struct run_answer *a) {
    if (a->n_reseated)
        say(in, "换座 %d 人次：", "another seat on the same run: %d", a->n_reseated);
    for (int i = 0; i < a->n_reseated; i++) {
        const struct reseat_row *row = &a->reseated[i];
        say(in, "  %s/%s 第 %d 程 %s：%s → %s", "  %s/%s trip %d on %s: %s -> %s", row->station,
            row->ref, (int)row->trip, row->allocation, row->from ? row->from : "-",
            row->to ? row->to : "-");
    }
}

static void print_reach(const struct invocation *in, const struct run_answer *a) {
    static const struct bi what[] = {[REACH_REMOVED] = {"没有座位了", "no seat any more"},
                                     [REACH_MOVED] = {"改了车或站", "another run or stop"},
                                     [REACH_TIME] = {"改了时间", "another time"},
                                     [REACH_SEAT] = {"改了座位号", "another seat"}};

    if (a->n_reach)
        say(in, "已通知过、须再联系的 %d 人次：", "told before, and to be reached again: %d",
            a->n_reach);
    for (int i = 0; i < a->n_reach; i++)
        say(in, "  %s/%s 第 %d 程：%s", "  %s/%s trip %d: %s", a->reach[i].station, a->reach[i].ref,
            (int)a->reach[i].trip, bi_text(what[a->reach[i].what], in->ops.lang));
}

void print_run_riders(const struct invocation *in, const struct run_answer *a) {
    print_off(in, a);
    print_difference(in, &a->difference);
    print_reseated(in, a);
    print_reach(in, a);
    if (!a->exact)
        say(in, "注意：情况太多，下车的人不保证最少",
            "note: too much to try; it is not proved that fewest come off");
}

static void print_answer(const struct invocation *in, const struct run_entry *e,
                         const struct run_answer *a) {
    if (option_given(in, OPT_JSON)) {
        print_json(answer_json(e, a));
        return;
    }
    if (e->op == RUN_CANCEL || e->op == RUN_MERGE)
        say(in, e->dry_run ? "试算，未作更改；趟次 %s 将取消" : "趟次 %s 已取消",
            e->dry_run ? "a trial; nothing was changed; the run %s would be cancelled"
                       : "the run %s is cancelled",
            e->run);
    else
        say(in,
            e->dry_run ? "试算，未作更改；趟次 %s 将有 %lld 座" : "已更改；趟次 %s 现有 %lld 座",
            e->dry_run ? "a trial; nothing was changed; the run %s would have %lld seats"
                       : "changed; the run %s has %lld seats",
            e->run, (long long)a->places);
    print_run_riders(in, a);
    if (a->night_drive)
        say(in, "注意：改后在 02:00-05:00 行驶，按规定应停车休息",
            "note: it would now drive between 02:00 and 05:00, when coaches stand still");
}

static enum rc change(struct invocation *in, struct run_entry *entry, struct err *err) {
    struct run_answer answer;

    entry->run = in->args[0];
    entry->rematch = option_given(in, OPT_REMATCH);
    entry->dry_run = option_given(in, OPT_DRY_RUN);
    enum rc rc = ops_run_change(&in->ops, entry, &in->arena, &answer, err);
    terminal_clear();
    if (rc == RC_OK)
        print_answer(in, entry, &answer);
    return rc;
}

/* ---- commands ---- */

enum rc command_run_cancel(struct invocation *in, int *status, struct err *err) {
    struct run_entry entry = {
        .op = RUN_CANCEL, .at = INSTANT_NONE, .returned = option_given(in, OPT_RETURNED)};

    (void)status;
    return change(in, &entry, err);
}

enum rc command_run_swap(struct invocation *in, int *status, struct err *err) {
    struct run_entry entry = {
        .op = RUN_SWAP, .at = INSTANT_NONE, .vehicle = in->given[OPT_VEHICLE]};
    enum rc rc = option_needed(in, OPT_VEHICLE, err);

    (void)status;
    return rc == RC_OK ? change(in, &entry, err) : rc;
}

enum rc command_run_merge(struct invocation *in, int *status, struct err *err) {
    struct run_entry entry = {.op = RUN_MERGE, .at = INSTANT_NONE, .other = in->given[OPT_INTO]};
    enum rc rc = option_needed(in, OPT_INTO, err);

    (void)status;
    return rc == RC_OK ? change(in, &entry, err) : rc;
}

static enum rc one_of(const struct invocation *in, enum option a, enum option b, struct err *err) {
    if (option_given(in, a) != option_given(in, b))
        return RC_OK;
    return err_set(err, RC_USAGE, "missing-option", "请写明 %s 或 %s 之一", "give one of %s and %s",
                   options[a].name, options[b].name);
}

enum rc command_run_split(struct invocation *in, int *status, struct err *err) {
    int64_t stop = 0, riders = 0;
    enum rc rc = option_needed(in, OPT_NEW, err);

    (void)status;
    rc = rc == RC_OK ? option_needed(in, OPT_VEHICLE, err) : rc;
    rc = rc == RC_OK ? one_of(in, OPT_STOP, OPT_RIDERS, err) : rc;
    rc = rc == RC_OK ? option_number(in, OPT_STOP, 1, 1000, &stop, err) : rc;
    rc = rc == RC_OK ? option_number(in, OPT_RIDERS, 1, 100000, &riders, err) : rc;
    struct run_entry entry = {.op = RUN_SPLIT,
                              .at = INSTANT_NONE,
                              .other = in->given[OPT_NEW],
                              .vehicle = in->given[OPT_VEHICLE],
                              .stop = (int32_t)stop,
                              .riders = (int32_t)riders};
    return rc == RC_OK ? change(in, &entry, err) : rc;
}

enum rc command_run_retime(struct invocation *in, int *status, struct err *err) {
    struct run_entry entry = {.op = RUN_RETIME, .at = INSTANT_NONE};
    int64_t stop = 0;
    enum rc rc = one_of(in, OPT_SHIFT, OPT_AT, err);

    (void)status;
    rc = rc == RC_OK ? option_number(in, OPT_SHIFT, -100000, 100000, &entry.shift, err) : rc;
    rc = rc == RC_OK ? option_number(in, OPT_STOP, 1, 1000, &stop, err) : rc;
    entry.stop = (int32_t)stop;
    if (rc == RC_OK && option_given(in, OPT_AT) && !instant_parse(in->given[OPT_AT], &entry.at))
        rc =
            err_set(err, RC_USAGE, "malformed-value", "--at 的值要写成 2018-02-07T08:00 这样的时间",
                    "the value of --at is a time such as 2018-02-07T08:00");
    return rc == RC_OK ? change(in, &entry, err) : rc;
}

enum rc command_run_set(struct invocation *in, int *status, struct err *err) {
    struct run_entry entry = {
        .op = RUN_SET, .at = INSTANT_NONE, .settings = in->args + 1, .n_settings = in->n_args - 1};

    (void)status;
    return change(in, &entry, err);
}
