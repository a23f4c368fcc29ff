/* explain: in short sentences that staff can read out. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>

enum { SHOWN = 6 }; /* of long lists; --json has all */

static const char *yuan(int64_t fen, char out[48]) {
    char whole[32];

    snprintf(out, 48, "%s.%02d", number_text(fen / 100, whole), (int)(fen % 100));
    return out;
}

struct phrase {
    char text[256];
};

/* A part of a sentence, in the user's language. Both formats take the same arguments. */
static const char *phrase(const struct invocation *in, struct phrase *out, const char *zh,
                          const char *en, ...) __attribute__((format(printf, 3, 5)))
__attribute__((format(printf, 4, 5)));

static const char *phrase(const struct invocation *in, struct phrase *out, const char *zh,
                          const char *en, ...) {
    va_list args;

    va_start(args, en);
    vsnprintf(out->text, sizeof out->text, in->ops.lang == LANG_EN ? en : zh, args);
    va_end(args);
    return out->text;
}

/* ---- rides ---- */

/* Of the day preferred. */
static const char *days_text(const struct invocation *in, int32_t days, struct phrase *out) {
    if (days == 0)
        return phrase(in, out, "首选日期", "on the day preferred");
    if (days > 0)
        return phrase(in, out, "晚 %d 天", days == 1 ? "%d day late" : "%d days late", days);
    return phrase(in, out, "早 %d 天", days == -1 ? "%d day early" : "%d days early", -days);
}

static const char *room_text(const struct invocation *in, int32_t room, struct phrase *out) {
    return room ? phrase(in, out, "还有 %d 个空位", "room for %d more", room)
                : phrase(in, out, "已满", "full");
}

static void print_cost(const struct invocation *in, const struct ride *r) {
    char money[48];
    struct phrase days = {{0}};

    say(in, "  代价：%s；到上车点 %.0f 公里，下车后 %.0f 公里；票款 %s 元；不便值 %lld",
        "  what it costs: %s; %.0f km to the stop, %.0f km from the other; %s yuan; inconvenience "
        "%lld",
        days_text(in, r->days, &days), r->board_km, r->alight_km, yuan(r->outlay, money),
        (long long)r->inconvenience);
}

static void print_rides(const struct invocation *in, const struct explain_ride *rides, int32_t n) {
    char money[48], departs[WHEN_TEXT];
    struct phrase days = {{0}}, room = {{0}};

    for (int32_t i = 0; i < n; i++) {
        const struct ride *r = &rides[i].at;
        say(in, "    %s %s 开：%s；%.0f + %.0f 公里；%s 元；不便值 %lld；%s",
            "    %s at %s: %s; %.0f + %.0f km; %s yuan; inconvenience %lld; %s",
            rides[i].allocation, instant_text(rides[i].departs, departs),
            days_text(in, r->days, &days), r->board_km, r->alight_km, yuan(r->outlay, money),
            (long long)r->inconvenience, room_text(in, r->room, &room));
    }
}

/* ---- seated ---- */

static void print_seated(const struct invocation *in, const struct explain_answer *a) {
    static const struct bi status[] = {
        {"", ""}, {"已派座", "seated"}, {"已通知", "told"}, {"已确认", "confirmed"}};
    char departs[WHEN_TEXT], arrives[WHEN_TEXT];

    say(in, "%s/%s 第 %d 程：%s，%s %s，座位 %s", "%s/%s trip %d: %s on %s %s, seat %s", a->station,
        a->ref, a->trip, bi_text(status[a->status], in->ops.lang), a->own.allocation,
        a->own.label ? a->own.label : "", a->seat ? a->seat : "-");
    say(in, "  %s %s 上车，%s %s 下车", "  boards %s at %s, alights %s at %s",
        instant_text(a->own.departs, departs), a->own.board, instant_text(a->own.arrives, arrives),
        a->own.alight);
    print_cost(in, &a->own.at);
    if (a->why.all_better + a->why.all_next == 0)
        say(in, "  没有别的班次合适。", "  No other run fits.");
    if (a->why.all_better)
        say(in, "  对本人更合算的班次有 %d 个，最接近的是：",
            "  Runs that would cost it less: %d; the nearest:", a->why.all_better);
    print_rides(in, a->better, a->why.n_better);
    if (a->why.all_next)
        say(in, "  不如此座的班次有 %d 个，最接近的是：",
            "  Runs that its seat beat: %d; the nearest:", a->why.all_next);
    print_rides(in, a->next, a->why.n_next);
}

/* ---- waiting: what was in the way ---- */

static void print_filters(const struct invocation *in, const struct explanation *why) {
    for (int r = REASON_NO_ROUTE; r <= REASON_RESERVED; r++)
        if (why->filtered[r])
            say(in, "  %lld 个趟次不合适：%s", "  that do not fit, %lld: %s",
                (long long)why->filtered[r], bi_text(reason_text((enum reason)r), in->ops.lang));
    say(in, "  有空位就能坐的趟次：%lld 个",
        "  allocations that it could ride if they had room: %lld", (long long)why->candidates);
}

static void list_rows(const struct explain_answer *a, struct str *out) {
    int32_t n = a->why.taken.n_rows;

    for (int32_t i = 0; i < n && i < SHOWN; i++)
        str_addf(out, "%s%s (%d)", i ? ", " : "", a->rows[i].allocation, a->rows[i].row.places);
    if (n > SHOWN)
        str_addf(out, " … +%d", n - SHOWN);
}

static void list_people(const struct explain_who *who, int32_t n, struct str *out) {
    for (int32_t i = 0; i < n && i < SHOWN; i++)
        str_addf(out, "%s%s/%s", i ? ", " : "", who[i].station, who[i].ref);
    if (n > SHOWN)
        str_addf(out, " … +%d", n - SHOWN);
}

/* Rows that a hold or a quota makes. */
static void print_shares(const struct invocation *in, const struct explain_answer *a) {
    for (int32_t i = 0; i < a->why.taken.n_rows && i < SHOWN; i++) {
        const struct taken_row *row = &a->rows[i].row;
        struct str office = STR_MAX(256);
        places_full_name(in->ops.places, row->office, &office);
        if (row->kind == TAKEN_HELD)
            say(in, "  %s 有座位为%s预留，不能派给别人。",
                "  On %s seats are held for %s and given to nobody else.", a->rows[i].allocation,
                str_get(&office));
        if (row->kind == TAKEN_QUOTA)
            say(in, "  %s 上%s的限额 %d 座已满。", "  On %s the quota of %s, %d seats, is used up.",
                a->rows[i].allocation, str_get(&office), (int)row->places);
        str_clear(&office);
    }
}

static void print_holders(const struct invocation *in, const struct explain_answer *a) {
    const struct taken *taken = &a->why.taken;
    struct str rows = STR_MAX(4096), people = STR_MAX(4096);
    char places[32], riders[32];

    list_rows(a, &rows);
    list_people(a->riders, taken->n_riders, &people);
    say(in, "  这 %s 个位子由 %s 位乘客占着：%s", "  These %s places are held by %s riders: %s",
        number_text(taken->places, places), number_text(taken->n_riders, riders), str_get(&rows));
    say(in, "  乘客：%s", "  Riders: %s", str_get(&people));
    if (taken->held)
        say(in, "  其中 %d 位已通知或已确认，不再换座；其余优先级都不低于此人。",
            "  Of them %d were told or confirmed and keep their seats; the others are of its "
            "priority or above.",
            taken->held);
    else
        say(in, "  他们的优先级都不低于此人。", "  All of them are of its priority or above.");
    if (taken->verdict == TAKEN_PROVED)
        say(in, "  他们都只能坐这些位子，谁也让不出来（可逐一核对）。",
            "  None of them can ride anything else, so nobody can move (it can be counted).");
    else
        say(in, "  他们单独谁也换不走；必须同车的一行人整体另排才可能让出。",
            "  None of them can move alone; only a party moved as a whole might make room.");
    str_clear(&rows);
    str_clear(&people);
}

static void print_taken(const struct invocation *in, const struct explain_answer *a) {
    switch (a->why.taken.verdict) {
    case TAKEN_NONE:
        if (!a->why.split.waiting)
            say(in, "  现在有空位：重新派座（match）即可坐上。",
                "  There is room now: run match to seat it.");
        break;
    case TAKEN_MOVABLE:
        if (!a->why.split.waiting)
            say(in, "  有人换座或让出后就有空位：请重新派座（match）。",
                "  Others could move or give way: run match again.");
        break;
    case TAKEN_PROVED:
    case TAKEN_STUCK:
        print_holders(in, a);
        print_shares(in, a);
        break;
    }
}

/* ---- waiting: what would help ---- */

static const char *change_text(const struct invocation *in, const struct explain_relaxed *x,
                               struct phrase *out) {
    char opens[WHEN_TEXT];

    switch (x->kind) {
    case RELAX_EARLIER:
        return phrase(in, out, "早走 %d 天", x->days == -1 ? "%d day earlier" : "%d days earlier",
                      -x->days);
    case RELAX_LATER:
        return phrase(in, out, "晚走 %d 天", x->days == 1 ? "%d day later" : "%d days later",
                      x->days);
    case RELAX_ORIGIN:
        return phrase(in, out, "改在 %s（%d）上车，相距 %.0f 公里", "from %s (%d), %.0f km away",
                      x->ride.board, x->place, x->km);
    case RELAX_DESTINATION:
        return phrase(in, out, "改到 %s（%d）下车，相距 %.0f 公里", "to %s (%d), %.0f km away",
                      x->ride.alight, x->place, x->km);
    case RELAX_MODE:
        return phrase(in, out, "改用另一种交通方式", "by the other mode");
    case RELAX_OPENS:
        return phrase(in, out, "等到 %s 开放预留", "wait until %s, when it opens to all",
                      day_text(x->opens, opens));
    case RELAX_CLASS:
    case RELAXES:
        break;
    }
    return phrase(in, out, "不限席别和车次", "without the wish for a class or service");
}

static void print_changes(const struct invocation *in, const struct explain_answer *a) {
    char departs[WHEN_TEXT];
    struct phrase change = {{0}}, room = {{0}};

    if (a->n_relaxed)
        say(in, "  改一项就有班次：", "  One change would open a run:");
    else if (a->why.why.candidates)
        say(in, "  只改一项要求也没有空位。", "  No single change would open a run with room.");
    else
        say(in, "  只改一项要求也没有班次。", "  No single change would open a run.");
    for (int i = 0; i < a->n_relaxed; i++) {
        const struct explain_relaxed *x = &a->relaxed[i];
        say(in, "    %s：%s，%s 开，%s", "    %s: %s at %s, %s", change_text(in, x, &change),
            x->ride.allocation, instant_text(x->ride.departs, departs),
            room_text(in, x->ride.at.room, &room));
    }
}

static void print_parts(const struct invocation *in, const struct explain_answer *a) {
    for (int32_t i = 0; i < a->why.split.n_parts; i++) {
        struct str people = STR_MAX(4096);
        list_people(a->parts[i].members, a->parts[i].n, &people);
        say(in, "    %s：%d 人（%s）", "    %s: %d (%s)", a->parts[i].allocation, a->parts[i].n,
            str_get(&people));
        str_clear(&people);
    }
}

static void print_party(const struct invocation *in, const struct explain_answer *a) {
    const struct split *split = &a->why.split;

    if (!split->waiting)
        return;
    if (a->joins)
        say(in, "  同行组已坐 %s，后到的 %d 人只能同车或候补；该车还坐得下 %d 人。",
            "  Its party rides %s; the other %d join it or wait, and it has room for %d of them.",
            a->joins, split->waiting, split->most);
    else if (split->most == split->waiting)
        say(in, "  整组 %d 人现在能坐在一起：请重新派座（match）。",
            "  Its party of %d fits on one run now: run match again.", split->waiting);
    else
        say(in, "  同行组 %d 人必须同车，而一趟最多只剩 %d 个合适的座位。",
            "  Its party of %d must stay together; no run has room for more than %d of them.",
            split->waiting, split->most);
    if (split->n_parts > 1 || (split->n_parts && split->seated < split->waiting)) {
        say(in, "  若同意分开，%d 人中 %d 人有座：",
            "  Apart, of %d these %d would have seats:", split->waiting, split->seated);
        print_parts(in, a);
    }
}

static void print_extra(const struct invocation *in, const struct explain_answer *a) {
    char money[48];

    if (a->extra)
        say(in, "  最省的加座：%s 加 %d 个，%s 元。",
            "  The cheapest extra seats: %s, %d more, %s yuan.", a->extra, a->why.extra.seats,
            yuan(a->why.extra.fen, money));
}

static void print_why_not(const struct invocation *in, const struct explain_answer *a) {
    say(in, "%s/%s 第 %d 程：候补。%s。", "%s/%s trip %d: waiting; %s.", a->station, a->ref,
        a->trip, bi_text(reason_text(a->why.why.reason), in->ops.lang));
    print_filters(in, &a->why.why);
    if (a->why.why.candidates)
        print_taken(in, a);
    print_party(in, a);
    print_changes(in, a);
    print_extra(in, a);
}

enum rc command_explain(struct invocation *in, int *status, struct err *err) {
    struct explain_answer answer;
    int64_t trip = 0;
    enum rc rc = option_number(in, OPT_TRIP, 1, 2, &trip, err);

    (void)status;
    rc = rc == RC_OK ? ops_explain(&in->ops, in->args[0], (int32_t)trip, &in->arena, &answer, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(ops_explain_json(&answer));
    else if (answer.status == BOOKING_NONE)
        print_why_not(in, &answer);
    else
        print_seated(in, &answer);
    return RC_OK;
}
