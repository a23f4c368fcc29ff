/* rider: found, shown, added, changed, corrected, replaced, withdrawn. */
#include "cli/cli.h"

#include <stdio.h>

/* ---- what is typed ---- */

static const struct {
    enum option option;
    enum raw_column column;
} typed[] = {{OPT_REF, RAW_REF},
             {OPT_NAME, RAW_NAME},
             {OPT_TYPE, RAW_DOCUMENT_TYPE},
             {OPT_DOCUMENT, RAW_DOCUMENT},
             {OPT_PHONE, RAW_PHONE},
             {OPT_EMPLOYER, RAW_EMPLOYER},
             {OPT_HARDSHIP, RAW_HARDSHIP},
             {OPT_DIRECTION, RAW_DIRECTION},
             {OPT_FROM, RAW_FROM},
             {OPT_TO, RAW_TO},
             {OPT_DAYS, RAW_DAYS},
             {OPT_PREFERRED, RAW_PREFERRED},
             {OPT_MODES, RAW_MODES},
             {OPT_PARTY, RAW_PARTY},
             {OPT_TOGETHER, RAW_TOGETHER},
             {OPT_NEEDS, RAW_NEEDS},
             {OPT_LUGGAGE, RAW_LUGGAGE},
             {OPT_CLASSES, RAW_CLASSES},
             {OPT_SERVICES, RAW_SERVICES}};

static const char **read_cells(struct invocation *in) {
    const char **cells = arena_array(&in->arena, RAW_TYPED, sizeof *cells);

    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        if (in->given[typed[i].option])
            cells[typed[i].column] = in->given[typed[i].option];
    return cells;
}

/* The words of one text: 测试甲 5678 may be typed without quotes. */
static const char *all_words(struct invocation *in) {
    struct str text = STR_MAX(1024);

    for (int i = 0; i < in->n_args; i++)
        str_addf(&text, i ? " %s" : "%s", in->args[i]);
    const char *copy = arena_strdup(&in->arena, str_get(&text));
    str_clear(&text);
    return copy;
}

/* ---- a rider in words ---- */

static const char *place_text(const struct invocation *in, int32_t place, const char *point,
                              struct str *out) {
    str_reset(out);
    add_spot(in, place, point, out);
    return str_get(out);
}

static void print_trip(const struct invocation *in, const struct found_trip *t) {
    struct str from = STR_MAX(256), to = STR_MAX(256);
    char earliest[WHEN_TEXT], latest[WHEN_TEXT], at[WHEN_TEXT];
    const struct told_ride *ride = &t->stands;

    say(in, "   第 %d 程 %s → %s，%s 至 %s%s%s%s", "   trip %d: %s to %s, %s to %s%s%s%s",
        (int)t->trip, place_text(in, t->from_place, t->from_point, &from),
        place_text(in, t->to_place, t->to_point, &to), day_text(t->earliest, earliest),
        day_text(t->latest, latest),
        !t->party                 ? ""
        : in->ops.lang == LANG_EN ? ", party "
                                  : "，同行组 ",
        t->party ? t->party : "",
        !t->must                  ? ""
        : in->ops.lang == LANG_EN ? " (together)"
                                  : "（必须同车）");
    if (ride->allocation)
        say(in, "     %s %s %s，座位 %s，%s", "     %s %s at %s, seat %s, %s", ride->allocation,
            instant_text(ride->at, at), place_text(in, ride->place, ride->point, &from),
            ride->seat ? ride->seat : "-", bi_text(status_text(ride->status), in->ops.lang));
    else
        say(in, "     候补", "     waiting");
    if (ride->allocation && t->crew)
        say(in, "     车上联系：%s", "     to ask on board: %s", t->crew);
    str_clear(&from);
    str_clear(&to);
}

static void print_rider(const struct invocation *in, const struct rider_line *line, int number) {
    const struct found_rider *r = &line->rider;

    if (number)
        printf("%2d ", number);
    say(in, "%s/%s %s 证件 %s 电话 %s %s%s%s", "%s/%s %s, document %s, phone %s %s%s%s", r->station,
        r->ref, r->name, r->document, r->phone ? r->phone : "-", r->employer ? r->employer : "",
        r->standing               ? ""
        : in->ops.lang == LANG_EN ? " (withdrawn)"
                                  : "（已撤回）",
        !r->free_child            ? ""
        : in->ops.lang == LANG_EN ? " (free child)"
                                  : "（免票儿童）");
    for (int i = 0; i < line->n_trips; i++)
        print_trip(in, &line->trips[i]);
}

static void set_place(const struct invocation *in, struct json *json, const char *key,
                      int32_t place, const char *point) {
    struct str text = STR_MAX(256);

    json_set_text(json, key, place_text(in, place, point, &text));
    str_clear(&text);
}

/* Where and when to board, and whom to ask. */
static void set_ride(const struct invocation *in, struct json *json, const struct found_trip *t) {
    char at[WHEN_TEXT];

    set_place(in, json, "board", t->stands.place, t->stands.point);
    json_set_text(json, "board_at", instant_text(t->stands.at, at));
    json_set_text(json, "vehicle", t->stands.vehicle);
    json_set_text(json, "crew", t->crew);
}

static struct json *trip_json(const struct invocation *in, const struct found_trip *t) {
    struct json *json = json_new_object();
    char text[WHEN_TEXT];

    json_set_int(json, "trip", t->trip);
    json_set_text(json, "direction", direction_word(t->direction));
    json_set_int(json, "from", t->from_place);
    json_set_int(json, "to", t->to_place);
    set_place(in, json, "from_name", t->from_place, t->from_point);
    set_place(in, json, "to_name", t->to_place, t->to_point);
    json_set_text(json, "earliest", day_text(t->earliest, text));
    json_set_text(json, "preferred", day_text(t->preferred, text));
    json_set_text(json, "latest", day_text(t->latest, text));
    json_set_text(json, "party", t->party);
    json_set_bool(json, "must", t->must);
    json_set_text(json, "allocation", t->stands.allocation);
    json_set_text(json, "seat", t->stands.seat);
    json_set_text(json, "status",
                  t->stands.allocation ? booking_status_word(t->stands.status) : "waiting");
    if (t->stands.allocation)
        set_ride(in, json, t);
    return json;
}

static struct json *rider_json(const struct invocation *in, const struct rider_line *line) {
    const struct found_rider *r = &line->rider;
    struct json *json = json_new_object(), *trips = json_new_array();

    json_set_text(json, "station", r->station);
    json_set_text(json, "ref", r->ref);
    json_set_text(json, "name", r->name);
    json_set_text(json, "document", r->document);
    json_set_text(json, "phone", r->phone);
    json_set_text(json, "employer", r->employer);
    json_set_bool(json, "standing", r->standing);
    json_set_bool(json, "free_child", r->free_child);
    for (int i = 0; i < line->n_trips; i++)
        json_push(trips, trip_json(in, &line->trips[i]));
    json_set(json, "trips", trips);
    return json;
}

/* ---- find, show ---- */

enum rc command_rider_find(struct invocation *in, int *status, struct err *err) {
    struct find_view view;
    enum rc rc = ops_rider_find(&in->ops, all_words(in), &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object(), *riders = json_new_array();
        for (int i = 0; i < view.n; i++)
            json_push(riders, rider_json(in, &view.lines[i]));
        json_set_int(json, "found", view.all);
        json_set(json, "riders", riders);
        print_json(json);
        return RC_OK;
    }
    for (int i = 0; i < view.n; i++)
        print_rider(in, &view.lines[i], i + 1);
    if (view.all > view.n)
        say(in, "找到 %d 人，只列出前 %d 人；请再多写几个字",
            "%d are found, the first %d are shown; say more", view.all, view.n);
    else
        say(in, "找到 %d 人", "found: %d", view.all);
    return RC_OK;
}

enum rc command_rider_show(struct invocation *in, int *status, struct err *err) {
    struct rider_line line;
    struct told_view told;
    int64_t pick = 0;
    enum rc rc = option_number(in, OPT_PICK, 1, 20, &pick, err);

    (void)status;
    rc = rc == RC_OK ? ops_rider_show(&in->ops, all_words(in), pick, &in->arena, &line, &told, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = rider_json(in, &line);
        json_set(json, "told", told_json(in, &told, false));
        print_json(json);
        return RC_OK;
    }
    print_rider(in, &line, 0);
    print_told(in, &told, false);
    return RC_OK;
}

/* ---- changes ---- */

static struct json *answer_json(const struct invocation *in, const struct rider_answer *a,
                                bool dry_run) {
    struct json *json = rider_json(in, &a->rider), *warnings = json_new_array();

    for (int i = 0; i < a->n_warnings; i++)
        json_push_text(warnings, in->ops.lang == LANG_EN ? a->warnings[i].en : a->warnings[i].zh);
    json_set_bool(json, "dry_run", dry_run);
    json_set(json, "warnings", warnings);
    json_set_text(json, "party", a->party);
    json_set_int(json, "party_riders", a->party_riders);
    json_set_int(json, "ahead", a->ahead);
    json_set_bool(json, "to_reach", a->to_reach);
    json_set_text(json, "freed", a->freed);
    if (a->offered)
        json_set(json, "next", ops_waiting_json(&a->next));
    else
        json_set_text(json, "next", NULL);
    json_set(json, "difference", difference_json(&a->difference));
    return json;
}

static void print_freed(const struct invocation *in, const struct rider_answer *a) {
    if (!a->freed)
        return;
    if (a->offered)
        say(in, "空出 %s 的座位；候补第一位能坐的是 %s/%s%s%s（waiting fill %s）",
            "a seat came free on %s; the first who waits and fits is %s/%s%s%s (waiting fill %s)",
            a->freed, a->next.station, a->next.ref, a->next.party ? " " : "",
            a->next.party ? a->next.party : "", a->freed);
    else
        say(in, "空出 %s 的座位；没有候补的人能坐", "a seat came free on %s; nobody who waits fits",
            a->freed);
}

static void print_answer(const struct invocation *in, const struct rider_answer *a, bool dry_run) {
    if (dry_run)
        say(in, "试算，未作更改", "a trial; nothing was changed");
    print_rider(in, &a->rider, 0);
    for (int i = 0; i < a->n_warnings; i++)
        say(in, "提醒：%s%.0s", "note: %.0s%s", a->warnings[i].zh, a->warnings[i].en);
    if (a->party)
        say(in, a->must ? "同行组 %s 共 %d 人，必须同车" : "同行组 %s 共 %d 人",
            a->must ? "the party %s has %d riders, who must stay together"
                    : "the party %s has %d riders",
            a->party, (int)a->party_riders);
    if (a->ahead >= 0)
        say(in, "候补，前面有 %lld 人次", "waiting, behind %lld others", (long long)a->ahead);
    if (a->to_reach)
        say(in, "以前通知的已不作数，请再通知本人（told list）",
            "what was told does not stand any more: reach the rider (told list)");
    if (a->carrier)
        say(in, "名单已交承运单位，请把改动告诉承运单位",
            "the carrier has the names: tell the carrier of the change");
    print_difference(in, &a->difference);
    print_freed(in, a);
}

static enum rc change_rider(struct invocation *in, enum rider_event event, struct err *err) {
    struct rider_entry entry = {.event = event,
                                .who = event == RIDER_ADD ? NULL : all_words(in),
                                .station = in->given[OPT_STATION],
                                .cells = read_cells(in),
                                .dry_run = option_given(in, OPT_DRY_RUN)};
    struct rider_answer answer;
    int64_t trip = 0;
    enum rc rc = option_number(in, OPT_PICK, 1, 20, &entry.pick, err);

    rc = rc == RC_OK ? option_number(in, OPT_TRIP, 1, 2, &trip, err) : rc;
    entry.trip = (int32_t)trip;
    if (rc == RC_OK && event == RIDER_ADD)
        rc = option_needed(in, OPT_STATION, err);
    rc = rc == RC_OK ? ops_rider_change(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON))
        print_json(answer_json(in, &answer, entry.dry_run));
    else
        print_answer(in, &answer, entry.dry_run);
    return RC_OK;
}

enum rc command_rider_add(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_rider(in, RIDER_ADD, err);
}

enum rc command_rider_change(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_rider(in, RIDER_CHANGE, err);
}

enum rc command_rider_correct(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_rider(in, RIDER_CORRECT, err);
}

enum rc command_rider_replace(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_rider(in, RIDER_REPLACE, err);
}

enum rc command_rider_withdraw(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_rider(in, RIDER_WITHDRAW, err);
}
