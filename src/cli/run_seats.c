/* run seats: who sits where. */
#include "cli/cli.h"

#include <stdio.h>

static struct json *seat_json(const struct seat *seat) {
    static const char *const levels[] = {NULL, "lower", "middle", "upper"};
    static const char *const uses[] = {[SEAT_FOR_RIDERS] = "riders",
                                       [SEAT_BLOCKED] = "blocked",
                                       [SEAT_ESCORT] = "escort",
                                       [SEAT_SPARE] = "spare"};
    struct json *json = json_new_object();

    json_set_text(json, "seat", seat->label);
    json_set_int(json, "row", seat->row);
    json_set_int(json, "column", seat->column);
    json_set_int(json, "bay", seat->bay);
    json_set_text(json, "level", levels[seat->level]);
    json_set_text(json, "use", uses[seat->use]);
    json_set_bool(json, "window", seat->window);
    json_set_bool(json, "near_door", seat->near_door);
    return json;
}

static struct json *needs_json(unsigned needs) {
    static const char *const words[NEEDS] = {"lower-berth", "wheelchair"};
    struct json *json = json_new_array();

    for (int need = 0; need < NEEDS; need++)
        if (needs & NEED_BIT(need))
            json_push_text(json, words[need]);
    return json;
}

static struct json *rider_json(const struct run_rider *rider) {
    struct json *json = json_new_object();

    json_set_text(json, "station", rider->station);
    json_set_text(json, "ref", rider->ref);
    json_set_int(json, "trip", rider->trip);
    json_set_text(json, "name", rider->name);
    json_set_text(json, "phone", rider->phone);
    json_set_text(json, "party", rider->party);
    json_set_bool(json, "must", rider->must);
    json_set_bool(json, "hardship", rider->hardship);
    json_set_bool(json, "free_child", rider->child);
    json_set(json, "needs", needs_json(rider->needs));
    json_set_int(json, "luggage", rider->luggage);
    json_set_int(json, "board_stop", rider->board + 1);
    json_set_int(json, "alight_stop", rider->alight + 1);
    json_set_text(json, "seat", rider->seat);
    json_set_text(json, "status", booking_status_word(rider->status));
    return json;
}

static struct json *changes_json(const struct run_seats *view) {
    struct json *all = json_new_array();

    for (int i = 0; i < view->n_changes; i++) {
        const struct run_paper_change *c = &view->changes[i];
        struct json *json = json_new_object();
        json_set_text(json, "change", paper_change_word(c->change));
        json_set_text(json, "station", c->station);
        json_set_text(json, "ref", c->ref);
        json_set_text(json, "name", c->name);
        json_set_text(json, "from", c->from);
        json_set_text(json, "to", c->to);
        json_push(all, json);
    }
    return all;
}

static struct json *head_json(unsigned head) {
    struct json *all = json_new_array();

    for (int f = 0; f < HEAD_FACTS; f++)
        if (head >> f & 1)
            json_push_text(all, head_fact_word((enum head_fact)f));
    return all;
}

static struct json *view_json(const char *run, const struct run_seats *view) {
    struct json *json = json_new_object(), *seats = json_new_array(), *riders = json_new_array();
    char at[WHEN_TEXT];

    json_set_text(json, "run", run);
    json_set_text(json, "mark", view->mark);
    json_set_int(json, "printed_version", view->printed);
    json_set_text(json, "printed", view->printed ? instant_text(view->printed_at, at) : NULL);
    json_set_bool(json, "outdated", view->outdated);
    json_set(json, "changed", changes_json(view));
    json_set(json, "changed_head", head_json(view->head));
    json_set_int(json, "rows", view->map.rows);
    json_set_int(json, "columns", view->map.columns);
    json_set_bool(json, "berths", view->map.berths);
    for (int i = 0; i < view->map.n_all; i++)
        json_push(seats, seat_json(&view->map.seats[i]));
    for (int i = 0; i < view->n_riders; i++)
        json_push(riders, rider_json(&view->riders[i]));
    json_set(json, "seats", seats);
    json_set(json, "riders", riders);
    return json;
}

static void print_riders(struct invocation *in, const struct run_seats *view) {
    enum { COLUMNS = 5 };
    static const struct bi heads[COLUMNS] = {{"座位", "seat"},
                                             {"姓名", "name"},
                                             {"报名号", "rider"},
                                             {"站", "stops"},
                                             {"同行", "party"}};
    const char **cells =
        arena_array(&in->arena, COLUMNS * ((size_t)view->n_riders + 1), sizeof *cells);

    for (int i = 0; i < COLUMNS; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < view->n_riders; i++) {
        const struct run_rider *r = &view->riders[i];
        const char **row = cells + COLUMNS * (i + 1);
        char *who = arena_alloc(&in->arena, 160), *stops = arena_alloc(&in->arena, 32);
        snprintf(who, 160, "%.60s/%.80s", r->station, r->ref);
        snprintf(stops, 32, "%d-%d", (int)r->board + 1, (int)r->alight + 1);
        row[0] = r->child ? "" : r->seat[0] ? r->seat : "-";
        row[1] = r->name;
        row[2] = who;
        row[3] = stops;
        row[4] = r->party ? r->party : "";
    }
    print_table(cells, view->n_riders + 1, COLUMNS);
}

enum rc command_run_seats(struct invocation *in, int *status, struct err *err) {
    struct run_seats view;
    enum rc rc = ops_run_seats(&in->ops, in->args[0], &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        print_json(view_json(in->args[0], &view));
        return RC_OK;
    }
    print_riders(in, &view);
    if (view.outdated)
        say(in, "第 %d 版名单印出后有变动，请重印",
            "changed since version %d was printed; print it again", (int)view.printed);
    return RC_OK;
}
