/* told list: who must be reached again, and what somebody was told. */
#include "cli/cli.h"

#include <stdio.h>

static struct bi change_text(enum told_change change) {
    static const struct bi texts[TOLD_CHANGES] = {
        [TOLD_STANDS] = {"未变", "stands"},
        [TOLD_NO_SEAT] = {"座位没有了", "no seat any more"},
        [TOLD_RUN] = {"换了趟次", "another run"},
        [TOLD_STOP] = {"换了上车或下车地点", "other stops"},
        [TOLD_TIME] = {"换了时间", "another time"},
        [TOLD_VEHICLE] = {"换了车", "another vehicle"},
        [TOLD_SEAT] = {"换了座位", "another seat"},
        [TOLD_PERSON] = {"换了人，还没有通知", "another person, not told yet"},
    };

    return texts[change];
}

static struct bi means_text(enum told_means means) {
    static const struct bi texts[TOLD_MEANS] = {
        {"未记方式", "means not said"}, {"通知条", "slip"}, {"短信", "text message"},
        {"张贴", "posted list"},        {"电话", "call"},   {"换了人", "person replaced"}};

    return texts[means];
}

/* A point by its name, else the place. */
void add_spot(const struct invocation *in, int32_t place, const char *point, struct str *out) {
    if (point)
        str_add(out, point);
    else
        places_full_name(in->ops.places, place, out);
}

static struct json *ride_json(const struct invocation *in, const struct told_ride *ride) {
    struct str board = STR_MAX(256);
    char at[WHEN_TEXT];

    if (!ride->allocation)
        return NULL;
    struct json *json = json_new_object();
    json_set_text(json, "allocation", ride->allocation);
    json_set_text(json, "vehicle", ride->vehicle);
    json_set_text(json, "board_point", ride->point);
    json_set_int(json, "board_place", ride->place);
    add_spot(in, ride->place, ride->point, &board);
    json_set_text(json, "board", str_get(&board));
    str_clear(&board);
    json_set_text(json, "board_at", instant_text(ride->at, at));
    json_set_text(json, "seat", ride->seat);
    return json;
}

static void set_ride(const struct invocation *in, struct json *json, const char *key,
                     const struct told_ride *ride) {
    if (ride->allocation)
        json_set(json, key, ride_json(in, ride));
    else
        json_set_text(json, key, NULL);
}

static struct json *line_json(const struct invocation *in, const struct told_line *line,
                              bool changed) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "station", line->station);
    json_set_text(json, "ref", line->ref);
    json_set_int(json, "trip", line->trip);
    json_set_text(json, "at", instant_text(line->at, at));
    json_set_text(json, "who", line->who);
    json_set_text(json, "means", told_means_word(line->means));
    json_set_text(json, "change", told_change_word(line->change));
    set_ride(in, json, "said", &line->said);
    if (changed)
        set_ride(in, json, "stands", &line->stands);
    return json;
}

/* C0001 2018-02-07T08:00 雪山片区工地东门 鲁I… seat 12 */
static const char *ride_text(const struct invocation *in, const struct told_ride *ride,
                             struct str *out) {
    char at[WHEN_TEXT];

    str_reset(out);
    if (!ride->allocation)
        return in->ops.lang == LANG_EN ? "no seat" : "没有座位";
    str_addf(out, "%s %s ", ride->allocation, instant_text(ride->at, at));
    add_spot(in, ride->place, ride->point, out);
    if (ride->vehicle)
        str_addf(out, " %s", ride->vehicle);
    if (ride->seat)
        str_addf(out, in->ops.lang == LANG_EN ? " seat %s" : " %s 座", ride->seat);
    return str_get(out);
}

static void print_line(const struct invocation *in, const struct told_line *line, bool changed) {
    struct str said = STR_MAX(512), stands = STR_MAX(512);
    char at[WHEN_TEXT];

    say(in, "%s/%s 第 %d 程 %s：%s", "%s/%s trip %d, %s: %s", line->station, line->ref,
        (int)line->trip, bi_text(change_text(line->change), in->ops.lang),
        changed ? ride_text(in, &line->stands, &stands) : ride_text(in, &line->said, &said));
    say(in, changed ? "  %s %s，说的是 %s" : "  %s %s",
        changed ? "  told %s, %s: %s" : "  told %s, %s", instant_text(line->at, at),
        bi_text(means_text(line->means), in->ops.lang), ride_text(in, &line->said, &said));
    str_clear(&said);
    str_clear(&stands);
}

struct json *told_json(const struct invocation *in, const struct told_view *view, bool changed) {
    struct json *lines = json_new_array();

    for (int i = 0; i < view->n; i++)
        json_push(lines, line_json(in, &view->lines[i], changed));
    return lines;
}

void print_told(const struct invocation *in, const struct told_view *view, bool changed) {
    for (int i = 0; i < view->n; i++)
        print_line(in, &view->lines[i], changed);
}

enum rc command_told_list(struct invocation *in, int *status, struct err *err) {
    bool changed = in->n_args == 0;
    struct told_view view;
    enum rc rc = changed ? ops_told_changed(&in->ops, &in->arena, &view, err)
                         : ops_told_history(&in->ops, in->args[0], &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set(json, "lines", told_json(in, &view, changed));
        print_json(json);
        return RC_OK;
    }
    print_told(in, &view, changed);
    if (changed)
        say(in, "要再通知的 %d 人次；通知到了用 booking told 记下",
            "requests to be told again: %d; once reached, note it with booking told", view.n);
    return RC_OK;
}
