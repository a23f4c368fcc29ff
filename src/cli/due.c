/* due: what has a deadline or waits for an answer. */
#include "cli/cli.h"

#include <stdio.h>

enum { COLUMNS = 3 };

static int64_t whole_hours(int64_t seconds) {
    return seconds / 3600 - (seconds % 3600 < 0);
}

static struct json *line_json(const struct due_line *line) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "kind", due_kind_word(line->kind));
    json_set_office(json, line->office);
    json_set_text(json, "object", line->object);
    json_set_text(json, "due", instant_text(line->due, at));
    json_set_int(json, "hours_left", whole_hours(line->seconds_left));
    json_set_int(json, "count", line->count);
    json_set_text(json, "left", line->left);
    json_set_text(json, "text", line->text);
    json_set_text(json, "next", line->next);
    return json;
}

static struct json *view_json(const struct due_view *view) {
    struct json *json = json_new_object(), *lines = json_new_array();
    char day[WHEN_TEXT];

    json_set_text(json, "date", day_text(instant_day(view->now), day));
    for (int i = 0; i < view->n; i++)
        json_push(lines, line_json(&view->lines[i]));
    json_set(json, "lines", lines);
    return json;
}

/* The lines of one office, which stand together. */
static void print_office(struct invocation *in, const struct due_line *lines, int n) {
    static const struct bi heads[COLUMNS] = {
        {"期限", "time"}, {"事项", "what"}, {"下一步", "next: homeward"}};
    const char **cells = arena_array(&in->arena, (size_t)(n + 1) * COLUMNS, sizeof *cells);
    struct str name = STR_MAX(256);

    places_full_name(in->ops.places, lines->office, &name);
    say(in, "%s：%d 项", "%s: %d", str_get(&name), n);
    str_clear(&name);
    for (int i = 0; i < COLUMNS; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < n; i++) {
        cells[(i + 1) * COLUMNS] = lines[i].left;
        cells[(i + 1) * COLUMNS + 1] = lines[i].text;
        cells[(i + 1) * COLUMNS + 2] = lines[i].next;
    }
    print_table(cells, n + 1, COLUMNS);
    putchar('\n');
}

static void print_view(struct invocation *in, const struct due_view *view) {
    char at[WHEN_TEXT];
    int overdue = 0;

    for (int i = 0, n; i < view->n; i += n) {
        for (n = 1; i + n < view->n && view->lines[i + n].office == view->lines[i].office;)
            n++;
        print_office(in, &view->lines[i], n);
    }
    for (int i = 0; i < view->n; i++)
        overdue += view->lines[i].seconds_left < 0;
    say(in, "%s：共 %d 项，过期 %d 项", "%s: %d in all, %d of them overdue",
        instant_text(view->now, at), view->n, overdue);
}

enum rc command_due(struct invocation *in, int *status, struct err *err) {
    struct due_entry entry = {.office = in->given[OPT_OFFICE]};
    struct due_view view;
    enum rc rc = option_day(in, OPT_DATE, &entry.date, err);

    (void)status;
    rc = rc == RC_OK ? ops_due(&in->ops, &entry, &in->arena, &view, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(view_json(&view));
    else
        print_view(in, &view);
    return RC_OK;
}
