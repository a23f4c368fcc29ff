/* booking: told, confirmed, taken back, moved by hand. */
#include "cli/cli.h"

enum rc option_means(const struct invocation *in, enum told_means *out, struct err *err) {
    const char *words[TOLD_REPLACED - TOLD_SLIP];
    int at = (int)*out - TOLD_SLIP;

    for (int i = 0; i < TOLD_REPLACED - TOLD_SLIP; i++)
        words[i] = told_means_word((enum told_means)(i + TOLD_SLIP));
    enum rc rc = option_word(in, OPT_MEANS, words, TOLD_REPLACED - TOLD_SLIP, &at, err);
    *out = (enum told_means)(at + TOLD_SLIP);
    return rc;
}

static enum rc read_booking(const struct invocation *in, struct booking_entry *out,
                            struct err *err) {
    int64_t trip = 0;
    int targets = (in->n_args > 0) + option_given(in, OPT_ALLOCATION) + option_given(in, OPT_ALL);

    if (targets != 1)
        return err_set(err, RC_USAGE, "one-target",
                       "请写明“站点代码/报名号”、--allocation 或 --all 之一",
                       "give one of STATION/REF, --allocation and --all");
    out->target = in->n_args                         ? TARGET_REQUEST
                  : option_given(in, OPT_ALLOCATION) ? TARGET_ALLOCATION
                                                     : TARGET_ALL;
    out->name = in->n_args ? in->args[0] : in->given[OPT_ALLOCATION];
    enum rc rc = option_number(in, OPT_TRIP, 1, 2, &trip, err);
    out->trip = (int32_t)trip;
    return rc == RC_OK ? option_means(in, &out->means, err) : rc;
}

static enum rc change_bookings(struct invocation *in, enum booking_event event, struct err *err) {
    struct booking_entry entry = {.event = event, .dry_run = option_given(in, OPT_DRY_RUN)};
    struct difference difference;
    int64_t told = 0;
    enum rc rc = read_booking(in, &entry, err);

    rc = rc == RC_OK ? ops_booking_change(&in->ops, &entry, &in->arena, &difference, &told, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "changed", difference.n_requests);
        if (event == BOOKING_TELL)
            json_set_int(json, "told", told);
        json_set_bool(json, "dry_run", entry.dry_run);
        if (entry.dry_run)
            json_set(json, "difference", difference_json(&difference));
        print_json(json);
        return RC_OK;
    }
    say(in, entry.dry_run ? "将更改 %lld 个派座" : "已更改 %lld 个派座",
        entry.dry_run ? "bookings that would change: %lld" : "bookings changed: %lld",
        (long long)difference.n_requests);
    if (event == BOOKING_TELL)
        say(in, entry.dry_run ? "将记下已通知 %lld 人次" : "已记下通知 %lld 人次",
            entry.dry_run ? "requests that would be noted as told: %lld"
                          : "requests noted as told: %lld",
            (long long)told);
    if (entry.dry_run)
        print_difference(in, &difference);
    return RC_OK;
}

enum rc command_booking_confirm(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_bookings(in, BOOKING_CONFIRM, err);
}

enum rc command_booking_told(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_bookings(in, BOOKING_TELL, err);
}

enum rc command_booking_cancel(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return change_bookings(in, BOOKING_CANCEL, err);
}

/* ---- move ---- */

static enum rc read_move(const struct invocation *in, struct move_entry *out, struct err *err) {
    int64_t trip = 0;
    enum rc rc = option_needed(in, OPT_TO, err);

    rc = rc == RC_OK ? option_number(in, OPT_TRIP, 1, 2, &trip, err) : rc;
    *out = (struct move_entry){.who = in->args[0],
                               .trip = (int32_t)trip,
                               .to = in->given[OPT_TO],
                               .seat = in->given[OPT_SEAT],
                               .dry_run = option_given(in, OPT_DRY_RUN)};
    return rc;
}

static void print_move(const struct invocation *in, const struct move_entry *entry,
                       const struct move_answer *a) {
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_text(json, "station", a->rider.station);
        json_set_text(json, "ref", a->rider.ref);
        json_set_int(json, "trip", a->rider.trip);
        json_set_text(json, "allocation", a->rider.to.allocation);
        json_set_text(json, "seat", a->rider.to.seat ? a->rider.to.seat : "");
        json_set_bool(json, "dry_run", entry->dry_run);
        json_set(json, "difference", difference_json(&a->difference));
        print_json(json);
        return;
    }
    say(in, entry->dry_run ? "试算，未作更改；座位 %s" : "已改派并确认，座位 %s",
        entry->dry_run ? "a trial; nothing was changed; seat %s" : "moved and confirmed, seat %s",
        a->rider.to.seat ? a->rider.to.seat : "-");
    print_difference(in, &a->difference);
}

static struct json *swapped_json(const struct change_row *row) {
    struct json *json = json_new_object();

    json_set_text(json, "station", row->station);
    json_set_text(json, "ref", row->ref);
    json_set_int(json, "trip", row->trip);
    json_set_text(json, "seat", row->to.seat ? row->to.seat : "");
    return json;
}

enum rc command_booking_swap(struct invocation *in, int *status, struct err *err) {
    struct seat_swap_entry entry = {
        .who = in->args[0], .with = in->args[1], .dry_run = option_given(in, OPT_DRY_RUN)};
    struct seat_swap_answer a;
    int64_t trip = 0;
    enum rc rc = option_number(in, OPT_TRIP, 1, 2, &trip, err);

    (void)status;
    entry.trip = (int32_t)trip;
    rc = rc == RC_OK ? ops_booking_swap(&in->ops, &entry, &in->arena, &a, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object(), *seats = json_new_array();
        json_push(seats, swapped_json(&a.rider));
        json_push(seats, swapped_json(&a.other));
        json_set(json, "seats", seats);
        json_set_bool(json, "dry_run", entry.dry_run);
        json_set(json, "difference", difference_json(&a.difference));
        print_json(json);
        return RC_OK;
    }
    say(in, entry.dry_run ? "试算，未作更改；%s 坐 %s，%s 坐 %s" : "已换座；%s 坐 %s，%s 坐 %s",
        entry.dry_run ? "a trial; nothing was changed; %s on seat %s, %s on seat %s"
                      : "swapped; %s on seat %s, %s on seat %s",
        entry.who, a.rider.to.seat, entry.with, a.other.to.seat);
    print_difference(in, &a.difference);
    return RC_OK;
}

enum rc command_booking_move(struct invocation *in, int *status, struct err *err) {
    struct move_entry entry;
    struct move_answer answer;
    enum rc rc = read_move(in, &entry, err);

    (void)status;
    rc = rc == RC_OK ? ops_booking_move(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc == RC_OK)
        print_move(in, &entry, &answer);
    return rc;
}
