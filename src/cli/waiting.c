/* waiting: who has the next free seat, and who is passed over. */
#include "cli/cli.h"

static struct json *view_json(const struct waiting_view *view, bool fill, bool dry_run) {
    struct json *json = json_new_object(), *lines = json_new_array();

    for (int i = 0; i < view->n; i++)
        json_push(lines, ops_waiting_json(&view->lines[i]));
    json_set(json, "lines", lines);
    json_set_int(json, "seated", view->difference.n[CHANGE_ADDED]);
    if (fill) {
        json_set_bool(json, "dry_run", dry_run);
        json_set(json, "difference", difference_json(&view->difference));
    }
    return json;
}

static void print_line(const struct invocation *in, const struct waiting_line *line) {
    char riders[32];

    number_text(line->riders, riders);
    if (line->allocation)
        say(in, "  %s/%s %s %s 人：可坐 %s", "  %s/%s %s, %s waiting: would ride %s", line->station,
            line->ref, line->party ? line->party : "", riders, line->allocation);
    else
        say(in, "  %s/%s %s %s 人：%s", "  %s/%s %s, %s waiting: passed over, %s", line->station,
            line->ref, line->party ? line->party : "", riders,
            bi_text(reason_text(line->reason), in->ops.lang));
}

static enum rc show(struct invocation *in, const struct waiting_entry *entry, struct err *err) {
    struct waiting_view view;
    enum rc rc = ops_waiting(&in->ops, entry, &in->arena, &view, err);

    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON)) {
        print_json(view_json(&view, entry->fill, entry->dry_run));
        return RC_OK;
    }
    if (entry->fill && !entry->dry_run)
        say(in, "已派座 %lld 人次", "requests seated: %lld",
            (long long)view.difference.n[CHANGE_ADDED]);
    else
        say(in, "空座可派 %lld 人次", "requests that free seats are there for: %lld",
            (long long)view.difference.n[CHANGE_ADDED]);
    for (int i = 0; i < view.n; i++)
        print_line(in, &view.lines[i]);
    return RC_OK;
}

enum rc command_waiting(struct invocation *in, int *status, struct err *err) {
    const struct waiting_entry entry = {.run = in->given[OPT_RUN]};

    (void)status;
    return show(in, &entry, err);
}

enum rc command_waiting_fill(struct invocation *in, int *status, struct err *err) {
    const struct waiting_entry entry = {
        .run = in->args[0], .fill = true, .dry_run = option_given(in, OPT_DRY_RUN)};

    (void)status;
    return show(in, &entry, err);
}
