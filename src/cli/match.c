/* match. */
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
    say(in, "  车上座位相邻：%s 个同行组中 %s 个（一辆车排得下的 %s 个）",
        "  seated together: of %s parties on coaches and cars %s (a vehicle could seat %s so)",
        number_text(a->adjoining.parties, one), number_text(a->adjoining.together, two),
        number_text(a->adjoining.could, three));
    say(in, "  待付票款 %s.%02d 元，不便值 %s，变动 %s，释放 %s",
        "  outlay %s.%02d yuan, inconvenience %s, moved %s, released %s",
        number_text(a->score.outlay_fen / 100, one), (int)(a->score.outlay_fen % 100),
        number_text(a->score.inconvenience, two), number_text(a->score.moved, three),
        number_text(a->released, (char[32]){0}));
    say(in, "  站点与班次的组合 %s 个", "  pairs of a station and a run %s",
        number_text(a->pairs, one));
    say(in, a->optimal ? "  已证明最优，用时 %.2f 秒" : "  未证明最优，用时 %.2f 秒",
        a->optimal ? "  proved optimal, %.2f seconds" : "  not proved optimal, %.2f seconds",
        a->seconds);
    print_waiting(in, a);
    print_difference(in, &a->difference);
}

enum rc command_match(struct invocation *in, int *status, struct err *err) {
    struct match_entry entry;
    struct match_answer answer;
    enum rc rc = read_match(in, &entry, err);

    (void)status;
    rc = rc == RC_OK ? ops_match(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON)) {
        struct json *json = ops_match_json(&answer);
        if (answer.difference.stood || entry.dry_run)
            json_set(json, "difference", difference_json(&answer.difference));
        print_json(json);
    } else {
        print_match(in, &answer);
    }
    return RC_OK;
}
