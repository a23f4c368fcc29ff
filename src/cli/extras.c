/* extra: what is handed out or granted with a departure. */
#include "cli/cli.h"

enum { MOST = 100000000 };

static struct json *line_json(const struct extra_line *l, enum lang lang) {
    struct json *json = json_new_object();

    json_set_text(json, "kind", l->kind);
    json_set_text(json, "name", bi_text(l->name, lang));
    json_set_text(json, "unit", bi_text(l->unit, lang));
    if (l->run) {
        json_set_text(json, "run", l->run);
        json_set_int(json, "here", l->here);
    }
    if (l->stocked) {
        json_set_int(json, "in", l->in);
        json_set_int(json, "left", l->in - l->given);
    }
    json_set_int(json, "given", l->given);
    json_set_int(json, "runs", l->runs);
    return json;
}

static void print_line(const struct invocation *in, const struct extra_line *l) {
    const char *name = bi_text(l->name, in->ops.lang), *unit = bi_text(l->unit, in->ops.lang);
    char here[32], came[32], given[32], left[32];

    if (l->run)
        say(in, "%s：%s 发 %s %s", "%s: %s was given %s %s", name, l->run,
            number_text(l->here, here), unit);
    number_text(l->given, given);
    if (l->stocked)
        say(in, "%s：到货 %s，发出 %s，结存 %s %s", "%s: in %s, given %s, left %s %s", name,
            number_text(l->in, came), given, number_text(l->in - l->given, left), unit);
    else
        say(in, "%s：共 %s %s", "%s: in all %s %s", name, given, unit);
}

static enum rc answer(const struct invocation *in, const struct extra_line *line) {
    bool dry_run = option_given(in, OPT_DRY_RUN);

    if (option_given(in, OPT_JSON)) {
        struct json *json = line_json(line, in->ops.lang);
        json_set_bool(json, "same", line->same);
        json_set_bool(json, "dry_run", dry_run);
        print_json(json);
        return RC_OK;
    }
    if (line->same)
        say(in, "已经这样记过，没有改动", "it was said before; nothing changed");
    else if (dry_run)
        say(in, "试算，不记录：", "a trial, nothing is recorded:");
    print_line(in, line);
    return RC_OK;
}

enum rc command_extra_stock(struct invocation *in, int *status, struct err *err) {
    struct extra_stock_entry entry = {.kind = in->args[0],
                                      .delivery = in->given[OPT_NAME],
                                      .replace = option_given(in, OPT_REPLACE),
                                      .dry_run = option_given(in, OPT_DRY_RUN)};
    struct extra_line line;
    enum rc rc = option_needed(in, OPT_IN, err);

    (void)status;
    rc = rc == RC_OK ? option_number(in, OPT_IN, 0, MOST, &entry.n, err) : rc;
    rc = rc == RC_OK ? ops_extra_stock(&in->ops, &entry, &in->arena, &line, err) : rc;
    return rc == RC_OK ? answer(in, &line) : rc;
}

enum rc command_extra_give(struct invocation *in, int *status, struct err *err) {
    struct extra_give_entry entry = {
        .run = in->args[0], .kind = in->args[1], .dry_run = option_given(in, OPT_DRY_RUN)};
    struct extra_line line;

    (void)status;
    if (!text_int64(in->args[2], 0, MOST, &entry.n))
        return err_set(err, RC_USAGE, "malformed-value", "数量要是 0 到 %d 之间的整数",
                       "how many is a whole number from 0 to %d", MOST);
    enum rc rc = ops_extra_give(&in->ops, &entry, &in->arena, &line, err);
    return rc == RC_OK ? answer(in, &line) : rc;
}

enum rc command_extra_list(struct invocation *in, int *status, struct err *err) {
    struct extra_view view;
    enum rc rc = ops_extra_list(&in->ops, in->n_args ? in->args[0] : NULL, &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON)) {
        for (int i = 0; i < view.n; i++)
            print_line(in, &view.lines[i]);
        return RC_OK;
    }
    struct json *json = json_new_object(), *lines = json_new_array();
    for (int i = 0; i < view.n; i++)
        json_push(lines, line_json(&view.lines[i], in->ops.lang));
    json_set(json, "extras", lines);
    print_json(json);
    return RC_OK;
}
