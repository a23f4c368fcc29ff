/* calls: call lists, and the answers typed back by row. */
#include "cli/cli.h"

#include <string.h>

static const char *const answers[] = {"told", "no-answer", "declined", "other-day"};

static struct bi answer_text(enum call_answer answer) {
    static const struct bi texts[] = {{"还没有答复", "no answer yet"},
                                      {"已通知", "told"},
                                      {"没人接", "nobody answers"},
                                      {"不走了", "declined"},
                                      {"改日子", "another day"}};

    return texts[answer];
}

enum rc command_calls(struct invocation *in, int *status, struct err *err) {
    struct calls_entry entry = {.about = option_given(in, OPT_CHANGED)   ? CALLS_CHANGED
                                         : option_given(in, OPT_WAITING) ? CALLS_WAITING
                                                                         : CALLS_RUN,
                                .run = in->n_args ? in->args[0] : NULL,
                                .path = in->given[OPT_OUTPUT],
                                .force = option_given(in, OPT_FORCE)};
    struct calls_answer answer;
    enum rc rc = option_needed(in, OPT_OUTPUT, err);

    if (rc == RC_OK &&
        (in->n_args > 0) + option_given(in, OPT_CHANGED) + option_given(in, OPT_WAITING) != 1)
        return err_set(err, RC_USAGE, "one-target", "请写明趟次、--changed 或 --waiting 之一",
                       "give one of a run, --changed and --waiting");
    rc = rc == RC_OK ? ops_calls(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    *status = answer.missing > 0;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "list", answer.list);
        json_set_int(json, "rows", answer.rows);
        json_set_text(json, "file", entry.path);
        json_set_int(json, "missing_glyphs", answer.missing);
        print_json(json);
        return RC_OK;
    }
    say(in, "第 %lld 号电话通知单，%lld 行，写到 %s；答复用 calls answer %lld \"1-5,8\" told 记下",
        "call list %lld, rows %lld, written to %s; note answers with calls answer %lld \"1-5,8\" "
        "told",
        (long long)answer.list, (long long)answer.rows, entry.path, (long long)answer.list);
    if (answer.missing)
        say(in, "%lld 人的姓名有打印不出的字，请手写补上",
            "names with a character that cannot be printed: %lld; write them in by hand",
            (long long)answer.missing);
    return RC_OK;
}

/* ---- answers ---- */

static enum rc read_list(const struct invocation *in, int64_t *out, struct err *err) {
    if (text_int64(in->args[0], 1, INT64_MAX, out))
        return RC_OK;
    return err_set(err, RC_USAGE, "malformed-value", "单号要是一个整数",
                   "the list is a whole number");
}

static enum rc read_answer(const struct invocation *in, struct call_entry *out, struct err *err) {
    int answer = 0;
    enum rc rc = read_list(in, &out->list, err);

    out->rows = in->args[1];
    while (rc == RC_OK && answer < 4 && strcmp(answers[answer], in->args[2]) != 0)
        answer++;
    if (rc == RC_OK && answer == 4)
        return err_set(err, RC_USAGE, "malformed-value",
                       "答复只能是 told、no-answer、declined、other-day",
                       "an answer is one of told, no-answer, declined, other-day");
    out->answer = (enum call_answer)(answer + CALL_TOLD);
    out->days = in->given[OPT_DAYS];
    if (rc == RC_OK && (out->answer == CALL_OTHER_DAY) != (out->days != NULL))
        return err_set(err, RC_USAGE, "missing-option", "other-day 要写 --days，别的答复不写",
                       "other-day needs --days, and no other answer takes it");
    return rc;
}

static void print_offer(const struct invocation *in, const struct waiting_line *line) {
    if (line->seated)
        say(in, "  派给 %s/%s%s%s：%s，请通知本人", "  given to %s/%s%s%s: %s, to be told",
            line->station, line->ref, line->party ? " " : "", line->party ? line->party : "",
            line->allocation);
    else
        say(in, "  跳过 %s/%s%s%s：%s", "  passed over %s/%s%s%s: %s", line->station, line->ref,
            line->party ? " " : "", line->party ? line->party : "",
            bi_text(reason_text(line->reason), in->ops.lang));
}

enum rc command_calls_answer(struct invocation *in, int *status, struct err *err) {
    struct call_entry entry = {.dry_run = option_given(in, OPT_DRY_RUN)};
    struct call_outcome out;
    enum rc rc = read_answer(in, &entry, err);

    (void)status;
    rc = rc == RC_OK ? ops_call_answer(&in->ops, &entry, &in->arena, &out, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object(), *offers = json_new_array();
        for (int i = 0; i < out.n_offers; i++)
            json_push(offers, ops_waiting_json(&out.offers[i]));
        json_set_int(json, "rows", out.rows);
        json_set_int(json, "seated", out.seated);
        json_set_bool(json, "dry_run", entry.dry_run);
        json_set(json, "offers", offers);
        print_json(json);
        return RC_OK;
    }
    say(in, entry.dry_run ? "试算，未作更改：%lld 行" : "已记下 %lld 行",
        entry.dry_run ? "a trial; nothing was changed: rows %lld" : "rows noted: %lld",
        (long long)out.rows);
    for (int i = 0; i < out.n_offers; i++)
        print_offer(in, &out.offers[i]);
    return RC_OK;
}

enum rc command_calls_show(struct invocation *in, int *status, struct err *err) {
    struct call_row *rows = NULL;
    struct json *json = json_new_object(), *list = json_new_array();
    int64_t id = 0;
    int n = 0;
    enum rc rc = read_list(in, &id, err);

    (void)status;
    rc = rc == RC_OK ? ops_call_show(&in->ops, id, &in->arena, &rows, &n, err) : rc;
    for (int i = 0; i < n; i++) {
        struct json *row = json_new_object();
        json_set_int(row, "row", rows[i].row);
        json_set_text(row, "station", rows[i].station);
        json_set_text(row, "ref", rows[i].ref);
        json_set_int(row, "trip", rows[i].trip);
        json_set_text(row, "allocation", rows[i].allocation);
        json_set_text(row, "answer", rows[i].answer ? answers[rows[i].answer - 1] : NULL);
        json_set_bool(row, "current", rows[i].current);
        json_push(list, row);
        if (!option_given(in, OPT_JSON))
            say(in, "%lld %s/%s 第 %d 程 %s：%s", "%lld %s/%s trip %d %s: %s",
                (long long)rows[i].row, rows[i].station, rows[i].ref, (int)rows[i].trip,
                rows[i].allocation ? rows[i].allocation : "-",
                bi_text(answer_text(rows[i].answer), in->ops.lang));
    }
    json_set(json, "rows", list);
    if (rc == RC_OK && option_given(in, OPT_JSON))
        print_json(json);
    else
        json_free(json);
    return rc;
}
