/* thin: runs below their minimum, and which of them nobody needs. */
#include "cli/cli.h"

static struct json *line_json(const struct thin_line *line) {
    struct json *json = json_new_object();

    json_set_text(json, "run", line->run);
    json_set_text(json, "label", line->label);
    json_set_int(json, "riders", line->riders);
    json_set_int(json, "minimum", line->minimum);
    json_set_int(json, "promised", line->promised);
    json_set_int(json, "price_fen", line->price_fen);
    json_set_bool(json, "emptied", line->emptied);
    json_set_int(json, "moved", line->moved);
    json_set_int(json, "saves_fen", line->saves_fen);
    return json;
}

static struct json *view_json(const struct thin_view *view) {
    struct json *json = json_new_object(), *runs = json_new_array();

    for (int i = 0; i < view->n; i++)
        json_push(runs, line_json(&view->lines[i]));
    json_set(json, "runs", runs);
    json_set_int(json, "saves_fen", view->saves_fen);
    return json;
}

static void print_line(const struct invocation *in, const struct thin_line *line) {
    say(in, "%s %s：%lld 人，不到 %lld 人，其中已通知或确认 %lld 人",
        "%s %s: %lld riders, worth running for %lld, %lld of them told or confirmed", line->run,
        line->label ? line->label : "", (long long)line->riders, (long long)line->minimum,
        (long long)line->promised);
    if (line->emptied)
        say(in, "  可以停开，无人失座：%lld 人改乘，省 %lld.%02d 元",
            "  could be emptied, nobody losing a seat: %lld would move, saving %lld.%02d yuan",
            (long long)line->moved, (long long)(line->saves_fen / 100),
            (int)(line->saves_fen % 100));
    else
        say(in, "  没有找到不使人失座又省钱的办法",
            "  no way was found that saves money and costs nobody a seat");
}

enum rc command_thin(struct invocation *in, int *status, struct err *err) {
    struct thin_view view;
    enum rc rc = ops_thin(&in->ops, &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON)) {
        print_json(view_json(&view));
        return RC_OK;
    }
    for (int i = 0; i < view.n; i++)
        print_line(in, &view.lines[i]);
    say(in, "人数不够的趟次 %d 个，停开可省 %lld.%02d 元（只是报告，未作更改）",
        "runs below their minimum: %d; %lld.%02d yuan could be saved (a report; nothing was "
        "changed)",
        view.n, (long long)(view.saves_fen / 100), (int)(view.saves_fen % 100));
    return RC_OK;
}
