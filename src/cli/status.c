/* status, check. */
#include "cli/cli.h"

#include <inttypes.h>

static struct json *status_json(const struct status_answer *a) {
    struct json *json = json_new_object(), *bookings = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "campaign", a->key);
    json_set_text(json, "name", a->name);
    json_set_int(json, "offices", a->offices);
    json_set_int(json, "stations", a->stations);
    json_set_int(json, "vehicles", a->vehicles);
    json_set_int(json, "allocations", a->allocations);
    json_set_int(json, "cancelled", a->cancelled);
    json_set_int(json, "seats", a->seats);
    json_set_int(json, "requests", a->requests);
    json_set_int(json, "riders", a->riders);
    json_set_int(json, "hardship", a->hardship);
    json_set_int(json, "hardship_seated", a->hardship_seated);
    json_set(json, "register", register_counts_json(&a->on_register));
    for (int s = BOOKING_SEATED; s <= BOOKING_CONFIRMED; s++)
        json_set_int(bookings, booking_status_word((enum booking_status)s), a->bookings[s]);
    json_set(json, "bookings", bookings);
    json_set_int(json, "waiting", a->waiting);
    json_set(json, "adjoining", adjoining_json(&a->adjoining));
    json_set_int(json, "below_minimum", a->below_minimum);
    json_set_int(json, "leaving", a->leaving);
    json_set_int(json, "corrections", a->corrections);
    json_set_int(json, "departed", a->departures.departed);
    json_set_int(json, "returned", a->departures.returned);
    json_set_int(json, "return_missing", a->departures.missing);
    json_set_int(json, "last_run", a->run);
    json_set_text(json, "last_match", a->matched ? instant_text(a->made, at) : NULL);
    return json;
}

static void print_status(const struct invocation *in, const struct status_answer *a) {
    char x[32], y[32], z[32], at[WHEN_TEXT];

    say(in, "%s（%s）", "%s (%s)", a->name, a->key);
    say(in, "  运力：%s 个票额和趟次，%s 座，取消 %s",
        "  supply: %s allocations, %s seats, %s cancelled", number_text(a->allocations, x),
        number_text(a->seats, y), number_text(a->cancelled, z));
    say(in, "  需求：%s 人次，%s 名乘车人，困难职工 %s 人次",
        "  demand: %s requests of %s riders, %s of hardship riders", number_text(a->requests, x),
        number_text(a->riders, y), number_text(a->hardship, z));
    say(in, "  困难职工：已派座 %s 人次；名册 %s 人，其中没有报名 %s 人",
        "  hardship: %s seated; the register holds %s people, %s of them without a request",
        number_text(a->hardship_seated, x), number_text(a->on_register.people, y),
        number_text(a->on_register.without_request, z));
    say(in, "  派座：拟派 %s，已通知 %s，已确认 %s", "  bookings: %s seated, %s told, %s confirmed",
        number_text(a->bookings[BOOKING_SEATED], x), number_text(a->bookings[BOOKING_TOLD], y),
        number_text(a->bookings[BOOKING_CONFIRMED], z));
    say(in, "  候补：%s 人次", "  waiting: %s", number_text(a->waiting, x));
    if (a->adjoining.parties)
        say(in, "  座位相邻：车上 %s 个同行组中 %s 个（排得下的 %s 个）",
            "  seated together: of %s parties on coaches and cars %s (%s could be)",
            number_text(a->adjoining.parties, x), number_text(a->adjoining.together, y),
            number_text(a->adjoining.could, z));
    if (a->below_minimum)
        say(in, "  %s 个趟次有人但不到最低人数",
            "  %s runs have riders, but fewer than their minimum",
            number_text(a->below_minimum, x));
    if (a->departures.departed)
        say(in, "  已发车 %s 趟：收回回执 %s 趟，缺回执 %s 趟（boarding show）",
            "  runs that left: %s; returns in %s, missing %s (boarding show)",
            number_text(a->departures.departed, x), number_text(a->departures.returned, y),
            number_text(a->departures.missing, z));
    if (a->leaving)
        say(in, "  %s 名乘车人已不在名单上，座位已通知或已确认，待人工处理（list show）",
            "  %s riders are no longer on their list, their seats told or confirmed: for a person "
            "to "
            "settle (list show)",
            number_text(a->leaving, x));
    if (a->corrections)
        say(in, "  %s 处证件更正待人工确认（list corrections）",
            "  %s proposed corrections wait for a person (list corrections)",
            number_text(a->corrections, x));
    if (a->matched)
        say(in, "  上次派座：第 %lld 次，%s", "  last match: run %lld, %s", (long long)a->run,
            instant_text(a->made, at));
    else
        say(in, "  还没有派过座", "  nothing was matched yet");
}

enum rc command_status(struct invocation *in, int *status, struct err *err) {
    struct status_answer answer;
    enum rc rc = ops_status(&in->ops, &in->arena, &answer, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(status_json(&answer));
    else
        print_status(in, &answer);
    return RC_OK;
}

/* ---- check ---- */

static struct json *violation_json(const struct violation_row *v, enum lang lang) {
    struct json *json = json_new_object();

    json_set_text(json, "code", v->code);
    json_set_text(json, "allocation", v->allocation);
    json_set_text(json, "request", v->who);
    json_set_text(json, "message", lang == LANG_EN ? v->en : v->zh);
    return json;
}

static void print_violations(const struct invocation *in, const struct violation_row *rows, int n) {
    for (int i = 0; i < n; i++)
        say(in, "%s %s %s：%s", "%s %s %s: %s", rows[i].code,
            rows[i].allocation ? rows[i].allocation : "", rows[i].who ? rows[i].who : "",
            in->ops.lang == LANG_EN ? rows[i].en : rows[i].zh);
    if (n)
        say(in, "共 %d 处问题", "%d findings", n);
    else
        say(in, "核对完毕，没有发现问题", "checked; nothing is wrong");
}

static void print_proof(const struct invocation *in, const struct proof_answer *p) {
    char all[32], hardship[32], bound_all[32], bound_hardship[32];

    if (!p->given)
        return;
    say(in, "已派座 %s（困难职工 %s）；经独立核对的上限 %s（%s），相差 %" PRId64 "（%" PRId64 "）",
        "seated %s (hardship %s); at most %s (%s), as checked independently; gap %" PRId64
        " (%" PRId64 ")",
        number_text(p->seated_all, all), number_text(p->seated_hardship, hardship),
        number_text(p->bound_all, bound_all), number_text(p->bound_hardship, bound_hardship),
        p->bound_all - p->seated_all, p->bound_hardship - p->seated_hardship);
    if (!p->covered)
        say(in, "派座之后名单、运力或订座有变动：上次派座的结论不再适用，以上按现状计算",
            "lists, supply or bookings have changed since the last match: what it said no longer "
            "covers them; the figures above are for what stands now");
}

static struct json *by_line(int64_t all, int64_t hardship) {
    struct json *json = json_new_object();

    json_set_int(json, "all", all);
    json_set_int(json, "hardship", hardship);
    return json;
}

static void proof_json(struct json *json, const struct proof_answer *p) {
    if (!p->given)
        return;
    json_set(json, "seated", by_line(p->seated_all, p->seated_hardship));
    json_set(json, "bound", by_line(p->bound_all, p->bound_hardship));
    json_set(json, "gap",
             by_line(p->bound_all - p->seated_all, p->bound_hardship - p->seated_hardship));
    json_set_bool(json, "covered", p->covered);
}

enum rc command_check(struct invocation *in, int *status, struct err *err) {
    struct check_answer answer;
    enum rc rc = ops_check(&in->ops, &in->arena, &answer, err);
    const struct violation_row *rows = answer.violations;
    int n = answer.n_violations;

    if (rc != RC_OK)
        return rc;
    terminal_clear();
    *status = n > 0;
    if (!option_given(in, OPT_JSON)) {
        print_violations(in, rows, n);
        print_proof(in, &answer.proof);
        return RC_OK;
    }
    struct json *json = json_new_object(), *all = json_new_array();
    json_set_bool(json, "ok", n == 0);
    for (int i = 0; i < n; i++)
        json_push(all, violation_json(&rows[i], in->ops.lang));
    json_set(json, "violations", all);
    proof_json(json, &answer.proof);
    print_json(json);
    return RC_OK;
}
