/* run list, run show, undo. */
#include "cli/cli.h"

#include <stdio.h>

/* ---- list ---- */

static int64_t riders_of(const struct run_row *row) {
    return row->riders[BOOKING_SEATED] + row->riders[BOOKING_TOLD] + row->riders[BOOKING_CONFIRMED];
}

static int32_t fullest(const struct run_row *row) {
    int32_t most = 0;

    for (int leg = 0; leg < row->n_legs; leg++)
        most = row->legs[leg] > most ? row->legs[leg] : most;
    return most;
}

static struct json *row_json(const struct run_row *row) {
    static const char *const kinds[] = {"ticket-block", "chartered-coach", "train-car"};
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "run", row->key);
    json_set_text(json, "label", row->label);
    json_set_text(json, "kind", kinds[row->kind]);
    json_set_text(json, "vehicle", row->vehicle);
    json_set_office(json, row->office);
    json_set_text(json, "from", row->from);
    json_set_text(json, "to", row->to);
    json_set_text(json, "departs", instant_text(row->departs, at));
    json_set_text(json, "arrives", instant_text(row->arrives, at));
    json_set_int(json, "seats", row->seats);
    json_set_int(json, "fullest", fullest(row)); /* riders at once: a seat may be used twice */
    json_set_int(json, "minimum", row->minimum);
    for (int status = BOOKING_SEATED; status <= BOOKING_CONFIRMED; status++)
        json_set_int(json, booking_status_word((enum booking_status)status), row->riders[status]);
    json_set_bool(json, "cancelled", row->cancelled);
    return json;
}

static void print_row(const struct invocation *in, const struct run_row *row) {
    char departs[WHEN_TEXT];

    say(in, "%s %s %s → %s %s %lld/%d 人（已通知 %lld，已确认 %lld）%s",
        "%s %s %s -> %s %s %lld/%d riders (told %lld, confirmed %lld)%s", row->key,
        instant_text(row->departs, departs), row->from, row->to, row->vehicle ? row->vehicle : "",
        (long long)riders_of(row), (int)row->seats, (long long)row->riders[BOOKING_TOLD],
        (long long)row->riders[BOOKING_CONFIRMED],
        !row->cancelled           ? ""
        : in->ops.lang == LANG_EN ? ", cancelled"
                                  : "，已取消");
}

enum rc command_run_list(struct invocation *in, int *status, struct err *err) {
    struct run_row *rows;
    struct day date;
    int n;
    enum rc rc = option_day(in, OPT_DATE, &date, err);

    (void)status;
    rc = rc == RC_OK
             ? ops_run_list(&in->ops, date, in->given[OPT_OFFICE], &in->arena, &rows, &n, err)
             : rc;
    if (rc != RC_OK)
        return rc;
    struct json *all = json_new_array();
    for (int i = 0; i < n; i++) {
        if (option_given(in, OPT_JSON))
            json_push(all, row_json(&rows[i]));
        else
            print_row(in, &rows[i]);
    }
    print_listing(in, "runs", all);
    return RC_OK;
}

/* ---- show ---- */

static struct json *stop_json(const struct run_stop_row *stop) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "name", stop->name);
    json_set_text(json, "at", instant_text(stop->at, at));
    json_set_int(json, "boarding", stop->boarding);
    json_set_int(json, "alighting", stop->alighting);
    return json;
}

static struct json *rider_json(const struct change_row *row) {
    struct json *json = json_new_object();

    json_set_text(json, "station", row->station);
    json_set_text(json, "ref", row->ref);
    json_set_int(json, "trip", row->trip);
    json_set_text(json, "seat", row->to.seat ? row->to.seat : "");
    json_set_int(json, "board_stop", row->to.board + 1);
    json_set_int(json, "alight_stop", row->to.alight + 1);
    json_set_text(json, "status", booking_status_word(row->to.status));
    return json;
}

static struct json *crew_json(const struct run_view *view) {
    struct json *all = json_new_array();

    for (int i = 0; i < view->n_crew; i++) {
        struct json *json = json_new_object();
        json_set_text(json, "role", view->crew[i].role);
        json_set_text(json, "name", view->crew[i].name);
        json_set_text(json, "phone", view->crew[i].phone);
        json_push(all, json);
    }
    return all;
}

static void set_head(struct json *json, const struct run_view *view) {
    json_set_text(json, "vehicle_type", view->vehicle_type);
    json_set_text(json, "operator", view->operator_);
    json_set_text(json, "sign_no", view->sign_no);
    json_set_text(json, "contract_no", view->contract_no);
    json_set_text(json, "service", view->service);
    json_set_text(json, "car", view->car);
    json_set(json, "crew", crew_json(view));
}

static struct json *view_json(const struct run_view *view) {
    struct json *json = row_json(&view->run), *stops = json_new_array(), *riders = json_new_array();

    for (int i = 0; i < view->n_stops; i++)
        json_push(stops, stop_json(&view->stops[i]));
    for (int i = 0; i < view->n_riders; i++)
        json_push(riders, rider_json(&view->riders[i]));
    set_head(json, view);
    json_set(json, "stops", stops);
    json_set(json, "riders", riders);
    return json;
}

static void print_view(const struct invocation *in, const struct run_view *view) {
    static const struct bi status[] = {
        {"", ""}, {"已派座", "seated"}, {"已通知", "told"}, {"已确认", "confirmed"}};
    char at[WHEN_TEXT];

    print_row(in, &view->run);
    for (int i = 0; i < view->n_stops; i++)
        say(in, "  第 %d 站 %s %s：上 %lld，下 %lld", "  stop %d %s %s: %lld board, %lld alight",
            i + 1, instant_text(view->stops[i].at, at), view->stops[i].name,
            (long long)view->stops[i].boarding, (long long)view->stops[i].alighting);
    for (int i = 0; i < view->n_riders; i++) {
        const struct change_row *row = &view->riders[i];
        say(in, "  %s/%s 第 %d 程 座位 %s，%d-%d 站，%s",
            "  %s/%s trip %d seat %s, stops %d-%d, %s", row->station, row->ref, (int)row->trip,
            row->to.seat ? row->to.seat : "-", (int)row->to.board + 1, (int)row->to.alight + 1,
            bi_text(status[row->to.status], in->ops.lang));
    }
}

enum rc command_run_show(struct invocation *in, int *status, struct err *err) {
    struct run_view view;
    enum rc rc = ops_run_show(&in->ops, in->args[0], &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(view_json(&view));
    else
        print_view(in, &view);
    return RC_OK;
}

/* ---- undo ---- */

static struct json *undone_json(const struct undone *u, bool dry_run) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_int(json, "entry", u->change.id);
    json_set_text(json, "action", u->change.action);
    json_set_text(json, "object", u->change.object);
    json_set_text(json, "at", instant_text(u->change.at, at));
    json_set_bool(json, "dry_run", dry_run);
    json_set(json, "difference", difference_json(&u->difference));
    return json;
}

enum rc command_undo(struct invocation *in, int *status, struct err *err) {
    struct str action = STR_MAX(256);
    struct undone undone;
    bool dry_run = option_given(in, OPT_DRY_RUN);
    char at[WHEN_TEXT];

    (void)status;
    for (int i = 0; i < in->n_args; i++)
        str_addf(&action, i ? " %s" : "%s", in->args[i]);
    enum rc rc =
        ops_undo(&in->ops, in->n_args ? str_get(&action) : NULL, dry_run, &in->arena, &undone, err);
    str_clear(&action);
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        print_json(undone_json(&undone, dry_run));
        return RC_OK;
    }
    say(in,
        dry_run ? "试算，未作更改；将撤销第 %lld 号更改：%s %s（%s，%s）"
                : "已撤销第 %lld 号更改：%s %s（%s，%s）",
        dry_run ? "a trial; nothing was changed; would take back the change %lld: %s %s (%s, %s)"
                : "took back the change %lld: %s %s (%s, %s)",
        (long long)undone.change.id, undone.change.action, undone.change.object, undone.change.who,
        instant_text(undone.change.at, at));
    print_difference(in, &undone.difference);
    return RC_OK;
}
