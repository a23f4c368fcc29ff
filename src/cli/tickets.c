/* ticket: the life of ticket-blocks with their carrier. */
#include "cli/cli.h"

static const char *yuan(int64_t fen, struct arena *arena) {
    struct str text = STR_MAX(64);
    char number[32];

    str_addf(&text, "%s.%02d", number_text(fen / 100, number), (int)(fen % 100));
    const char *copy = arena_strdup(arena, str_get(&text));
    str_clear(&text);
    return copy;
}

static struct json *block_json(const struct ticket_row *b) {
    struct json *json = json_new_object();

    json_set_text(json, "run", b->run);
    json_set_text(json, "from", block_state_word(b->from));
    json_set_text(json, "state", block_state_word(b->to));
    json_set_int(json, "seats", b->seats);
    if (b->step == TICKET_ALLOT)
        json_set_text(json, "allotted", !b->seats ? "none" : b->moved ? "part" : "full");
    if (b->step == TICKET_RETURN) {
        json_set_int(json, "returned", b->moved);
        json_set_int(json, "refund_fen", b->fen);
        json_set_int(json, "fee_fen", b->kept);
    }
    if (b->step == TICKET_PAY)
        json_set_int(json, "paid_fen", b->fen);
    return json;
}

static struct json *answer_json(const struct ticket_entry *e, const struct ticket_answer *a) {
    struct json *json = json_new_object(), *blocks = json_new_array();

    for (int i = 0; i < a->n; i++)
        json_push(blocks, block_json(&a->blocks[i]));
    json_set(json, "blocks", blocks);
    json_set_int(json, "fen", a->fen);
    json_set_int(json, "kept_fen", a->kept);
    json_set_bool(json, "dry_run", e->dry_run);
    run_riders_json(&a->riders, json);
    return json;
}

static void print_block(struct invocation *in, const struct ticket_row *b) {
    const char *from = bi_text(block_state_name(b->from), in->ops.lang);
    const char *to = bi_text(block_state_name(b->to), in->ops.lang);

    if (b->step == TICKET_RETURN)
        say(in, "%s：退 %d 张，还有 %d 张；退款 %s 元，扣手续费 %s 元",
            "%s: %d tickets given back, %d left; %s yuan refunded, a fee of %s yuan kept", b->run,
            (int)b->moved, (int)b->seats, yuan(b->fen, &in->arena), yuan(b->kept, &in->arena));
    else if (b->step == TICKET_ALLOT)
        say(in, "%s：%s → %s，分配 %d 张，未分配 %d 张",
            "%s: %s -> %s, %d tickets allotted, %d not", b->run, from, to, (int)b->seats,
            (int)b->moved);
    else if (b->step == TICKET_PAY)
        say(in, "%s：%s → %s，%d 张，共 %s 元", "%s: %s -> %s, %d tickets, %s yuan in all", b->run,
            from, to, (int)b->seats, yuan(b->fen, &in->arena));
    else
        say(in, "%s：%s → %s，%d 张", "%s: %s -> %s, %d tickets", b->run, from, to, (int)b->seats);
}

static enum rc step(struct invocation *in, enum ticket_step which, int64_t least, struct err *err) {
    struct ticket_entry entry = {.step = which,
                                 .runs = in->args,
                                 .n_runs = in->n_args,
                                 .rematch = option_given(in, OPT_REMATCH),
                                 .dry_run = option_given(in, OPT_DRY_RUN)};
    struct ticket_answer answer;
    enum rc rc = option_number(in, OPT_SEATS, least, 100000, &entry.seats, err);

    rc = rc == RC_OK ? ops_ticket(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON)) {
        print_json(answer_json(&entry, &answer));
        return RC_OK;
    }
    if (entry.dry_run)
        say(in, "试算，未作更改：", "a trial; nothing was changed:");
    for (int i = 0; i < answer.n; i++)
        print_block(in, &answer.blocks[i]);
    print_run_riders(in, &answer.riders);
    return RC_OK;
}

enum rc command_ticket_submit(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return step(in, TICKET_SUBMIT, 0, err);
}

enum rc command_ticket_allot(struct invocation *in, int *status, struct err *err) {
    enum rc rc = option_needed(in, OPT_SEATS, err);

    (void)status;
    return rc == RC_OK ? step(in, TICKET_ALLOT, 0, err) : rc;
}

enum rc command_ticket_pay(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return step(in, TICKET_PAY, 0, err);
}

enum rc command_ticket_collect(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return step(in, TICKET_COLLECT, 0, err);
}

enum rc command_ticket_return(struct invocation *in, int *status, struct err *err) {
    enum rc rc = option_needed(in, OPT_SEATS, err);

    (void)status;
    return rc == RC_OK ? step(in, TICKET_RETURN, 1, err) : rc;
}

/* ---- show ---- */

static struct json *view_json(const struct ticket_view *view) {
    struct json *json = json_new_object(), *steps = json_new_array();
    char at[WHEN_TEXT];

    json_set_text(json, "run", view->run);
    json_set_text(json, "state", block_state_word(view->state));
    json_set_int(json, "seats", view->seats);
    json_set_int(json, "taken", view->taken);
    for (int i = 0; i < view->n; i++) {
        struct json *one = json_new_object();
        json_set_text(one, "step", ticket_step_word(view->steps[i].step));
        json_set_text(one, "at", instant_text(view->steps[i].at, at));
        json_set_int(one, "seats", view->steps[i].seats);
        json_set_int(one, "moved", view->steps[i].moved);
        json_set_int(one, "fen", view->steps[i].fen);
        json_set_int(one, "kept_fen", view->steps[i].kept);
        json_push(steps, one);
    }
    json_set(json, "steps", steps);
    return json;
}

enum rc command_ticket_show(struct invocation *in, int *status, struct err *err) {
    struct ticket_view view;
    char at[WHEN_TEXT];
    enum rc rc = ops_ticket_show(&in->ops, in->args[0], &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        print_json(view_json(&view));
        return RC_OK;
    }
    say(in, "%s：%s，%d 张，有人的 %d 张", "%s: %s, %d tickets, %d of them taken", view.run,
        bi_text(block_state_name(view.state), in->ops.lang), (int)view.seats, (int)view.taken);
    for (int i = 0; i < view.n; i++)
        say(in, "  %s ticket %s：%d 张，变动 %d 张，%s 元，手续费 %s 元",
            "  %s ticket %s: %d tickets, %d fewer, %s yuan, a fee of %s yuan",
            instant_text(view.steps[i].at, at), ticket_step_word(view.steps[i].step),
            (int)view.steps[i].seats, (int)view.steps[i].moved, yuan(view.steps[i].fen, &in->arena),
            yuan(view.steps[i].kept, &in->arena));
    return RC_OK;
}

/* ---- demand ---- */

enum rc command_ticket_demand(struct invocation *in, int *status, struct err *err) {
    struct demand_view view;
    enum rc rc = option_needed(in, OPT_OUTPUT, err);

    (void)status;
    rc = rc == RC_OK ? ops_ticket_demand(&in->ops, in->given[OPT_OUTPUT],
                                         option_given(in, OPT_FORCE), &in->arena, &view, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "lines", view.n);
        json_set_int(json, "riders", view.riders);
        print_json(json);
        return RC_OK;
    }
    say(in, "%d 行、%lld 人次的购票需求写到 %s", "%d lines for %lld riders written to %s", view.n,
        (long long)view.riders, in->given[OPT_OUTPUT]);
    return RC_OK;
}
