/* match, booking. */
#include "cli/cli.h"

#include <stdio.h>

static enum rc read_match(const struct invocation *in, struct match_entry *out, struct err *err) {
    static const char *const words[] = {"told", "confirmed", "all"};
    int keep = KEEP_TOLD;
    enum rc rc = option_word(in, OPT_KEEP, words, 3, &keep, err);

    *out =
        (struct match_entry){.keep = option_given(in, OPT_AFRESH) ? KEEP_AFRESH : (enum keep)keep,
                             .only = in->given[OPT_ONLY],
                             .dry_run = option_given(in, OPT_DRY_RUN)};
    if (rc == RC_OK && in->given[OPT_TIME] &&
        !text_double(in->given[OPT_TIME], 0, 86400, &out->seconds))
        return err_set(err, RC_USAGE, "malformed-value", "--time 的值要是秒数",
                       "the value of --time is a number of seconds");
    return rc;
}

static void print_waiting(const struct invocation *in, const struct match_answer *a) {
    for (int reason = REASON_NO_ROUTE; reason < REASONS; reason++)
        if (a->waiting[reason])
            say(in, "  候补 %s 人次：%s", "  waiting %s: %s",
                number_text(a->waiting[reason], (char[32]){0}),
                bi_text(reason_text((enum reason)reason), in->ops.lang));
}

static void print_match(const struct invocation *in, const struct match_answer *a) {
    char one[32], two[32], three[32];

    if (a->run)
        say(in, "第 %lld 次派座", "run %lld", (long long)a->run);
    else
        say(in, "试算，未作更改", "a trial; nothing was changed");
    say(in, "  需求 %s 人次，派座 %s（不可能多于 %s）",
        "  requests %s, seated %s (no plan seats more than %s)", number_text(a->requests, one),
        number_text(a->score.seated_all, two), number_text(a->bound_all, three));
    say(in, "  其中困难职工 %s 人次，派座 %s（不可能多于 %s）",
        "  of hardship riders %s, seated %s (no plan seats more than %s)",
        number_text(a->hardship, one), number_text(a->score.seated_hardship, two),
        number_text(a->bound_hardship, three));
    say(in, "  同行组 %s，整组同车 %s，拆散 %s 处，整组候补 %s",
        "  parties %s, whole %s, breaks %s, must parties waiting %s",
        number_text(a->parties.all, one), number_text(a->parties.whole, two),
        number_text(a->parties.breaks, three),
        number_text(a->parties.must_unseated, (char[32]){0}));
    say(in, "  待付票款 %s.%02d 元，不便值 %s，变动 %s，释放 %s",
        "  outlay %s.%02d yuan, inconvenience %s, moved %s, released %s",
        number_text(a->score.outlay_fen / 100, one), (int)(a->score.outlay_fen % 100),
        number_text(a->score.inconvenience, two), number_text(a->score.moved, three),
        number_text(a->released, (char[32]){0}));
    say(in, a->optimal ? "  已证明最优，用时 %.2f 秒" : "  未证明最优，用时 %.2f 秒",
        a->optimal ? "  proved optimal, %.2f seconds" : "  not proved optimal, %.2f seconds",
        a->seconds);
    print_waiting(in, a);
}

enum rc command_match(struct invocation *in, int *status, struct err *err) {
    struct match_entry entry;
    struct match_answer answer;
    enum rc rc = read_match(in, &entry, err);

    (void)status;
    rc = rc == RC_OK ? ops_match(&in->ops, &entry, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON))
        print_json(ops_match_json(&answer));
    else
        print_match(in, &answer);
    return RC_OK;
}

/* ---- booking ---- */

static enum rc read_booking(const struct invocation *in, struct booking_entry *out,
                            struct err *err) {
    int64_t trip = 0;
    int targets = (in->n_args > 0) + option_given(in, OPT_ALLOCATION) + option_given(in, OPT_ALL);

    if (targets != 1)
        return err_set(err, RC_USAGE, "one-target",
                       "请写明“站点代码/报名号”、--allocation 或 --all 之一",
                       "give one of STATION/REF, --allocation and --all");
    out->target = in->n_args                         ? TARGET_REQUEST
                  : option_given(in, OPT_ALLOCATION) ? TARGET_ALLOCATION
                                                     : TARGET_ALL;
    out->name = in->n_args ? in->args[0] : in->given[OPT_ALLOCATION];
    enum rc rc = option_number(in, OPT_TRIP, 1, 2, &trip, err);
    out->trip = (int32_t)trip;
    return rc;
}

static enum rc change_bookings(struct invocation *in, enum booking_status status, struct err *err) {
    struct booking_entry entry = {.status = status, .dry_run = option_given(in, OPT_DRY_RUN)};
    int64_t changed;
    enum rc rc = read_booking(in, &entry, err);

    rc = rc == RC_OK ? ops_booking_change(&in->ops, &entry, &changed, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "changed", changed);
        json_set_bool(json, "dry_run", entry.dry_run);
        print_json(json);
    } else {
        say(in, entry.dry_run ? "将更改 %lld 个派座" : "已更改 %lld 个派座",
            entry.dry_run ? "bookings that would change: %lld" : "bookings changed: %lld",
            (long long)changed);
    }
    return RC_OK;
}

enum rc command_booking_confirm(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_bookings(in, BOOKING_CONFIRMED, err);
}

enum rc command_booking_told(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_bookings(in, BOOKING_TOLD, err);
}

enum rc command_booking_cancel(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_bookings(in, BOOKING_NONE, err);
}
