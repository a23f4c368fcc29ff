/* tickets import: the carrier's seats. */
#include "cli/lists.h"

static struct json *line_json(const struct ticket_line *line) {
    struct json *json = json_new_object();

    json_set_text(json, "station", line->station);
    json_set_text(json, "ref", line->ref);
    json_set_int(json, "trip", line->trip);
    json_set_text(json, "before", line->before);
    json_set_text(json, "seat", line->after);
    json_set_text(json, "status", booking_status_word(line->status));
    return json;
}

static struct json *answer_json(const struct invocation *in, const struct ticket_import_answer *a) {
    struct json *json = json_new_object(), *lines = json_new_array();

    json_set_int(json, "rows", a->rows);
    json_set_int(json, "refused", a->refused);
    json_set_int(json, "new", a->added);
    json_set_int(json, "changed", a->changed);
    json_set_int(json, "same", a->same);
    json_set_int(json, "without_seat", a->without);
    json_set_bool(json, "dry_run", option_given(in, OPT_DRY_RUN));
    for (int i = 0; i < a->n_lines; i++)
        json_push(lines, line_json(&a->lines[i]));
    json_set(json, "seats", lines);
    json_set(json, "files", list_files_json(a->files, a->n_files, in->ops.lang));
    return json;
}

static void print_lines(const struct invocation *in, const struct ticket_import_answer *a) {
    for (int i = 0; i < a->n_lines; i++) {
        const struct ticket_line *l = &a->lines[i];
        say(in, "    %s/%s %s → %s", "    %s/%s %s -> %s", l->station, l->ref,
            l->before ? l->before : "-", l->after ? l->after : "-");
    }
}

static void print_answer(const struct invocation *in, const struct ticket_import_answer *a) {
    if (option_given(in, OPT_DRY_RUN))
        say(in, "试导入，未作更改", "a trial; nothing was changed");
    print_lines(in, a);
    list_print_faults(in, a->files, a->n_files);
    say(in,
        "%lld 行：新座位 %lld，改座位 %lld，未变 %lld，退回 %lld；这批票额还有 %lld 人没有座位号",
        "%lld rows: %lld new seats, %lld changed, %lld the same, %lld refused; %lld riders of the "
        "block have no seat yet",
        (long long)a->rows, (long long)a->added, (long long)a->changed, (long long)a->same,
        (long long)a->refused, (long long)a->without);
}

enum rc command_tickets_import(struct invocation *in, int *status, struct err *err) {
    const struct ticket_import_entry entry = {.paths = in->args,
                                              .n_paths = in->n_args,
                                              .run = in->given[OPT_ALLOCATION],
                                              .dry_run = option_given(in, OPT_DRY_RUN)};
    struct ticket_import_answer answer;
    enum rc rc = option_needed(in, OPT_ALLOCATION, err);

    rc = rc == RC_OK ? ops_tickets_import(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    *status = answer.refused > 0;
    if (option_given(in, OPT_JSON))
        print_json(answer_json(in, &answer));
    else
        print_answer(in, &answer);
    return RC_OK;
}
