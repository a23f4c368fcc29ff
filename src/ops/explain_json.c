/* The explanation for other programs. */
#include "homeward/ops.h"

#include <math.h>

static void set_ride(struct json *json, const struct explain_ride *ride) {
    char at[WHEN_TEXT];

    json_set_text(json, "allocation", ride->allocation);
    json_set_text(json, "board", ride->board);
    json_set_text(json, "alight", ride->alight);
    json_set_int(json, "board_stop", ride->at.board + 1);
    json_set_int(json, "alight_stop", ride->at.alight + 1);
    json_set_text(json, "departs", instant_text(ride->departs, at));
    json_set_text(json, "arrives", instant_text(ride->arrives, at));
    json_set_int(json, "days_off", ride->at.days);
    json_set_double(json, "board_km", round(ride->at.board_km * 10) / 10);
    json_set_double(json, "alight_km", round(ride->at.alight_km * 10) / 10);
    json_set_int(json, "outlay_fen", ride->at.outlay);
    json_set_int(json, "inconvenience", ride->at.inconvenience);
    json_set_int(json, "room", ride->at.room);
}

static struct json *ride_json(const struct explain_ride *ride) {
    struct json *json = json_new_object();

    set_ride(json, ride);
    return json;
}

static struct json *rides_json(const struct explain_ride *rides, int32_t n) {
    struct json *json = json_new_array();

    for (int32_t i = 0; i < n; i++)
        json_push(json, ride_json(&rides[i]));
    return json;
}

static struct json *people_json(const struct explain_who *who, int32_t n) {
    struct json *json = json_new_array();

    for (int32_t i = 0; i < n; i++) {
        struct json *one = json_new_object();
        json_set_text(one, "station", who[i].station);
        json_set_text(one, "ref", who[i].ref);
        json_set_int(one, "trip", who[i].trip);
        json_push(json, one);
    }
    return json;
}

static void set_seat(struct json *json, const struct explain_answer *a) {
    json_set_text(json, "status", booking_status_word(a->status));
    json_set_text(json, "allocation", a->own.allocation);
    json_set_text(json, "seat", a->seat ? a->seat : "");
    json_set(json, "ride", ride_json(&a->own));
    json_set_int(json, "better", a->why.all_better);
    json_set_int(json, "worse", a->why.all_next);
    json_set(json, "nearest_better", rides_json(a->better, a->why.n_better));
    json_set(json, "nearest_worse", rides_json(a->next, a->why.n_next));
}

static struct json *relaxed_json(const struct explain_answer *a) {
    struct json *json = json_new_array();
    char day[WHEN_TEXT];

    for (int i = 0; i < a->n_relaxed; i++) {
        const struct explain_relaxed *x = &a->relaxed[i];
        struct json *one = json_new_object();
        json_set_text(one, "change", relax_word(x->kind));
        if (x->kind == RELAX_EARLIER || x->kind == RELAX_LATER)
            json_set_int(one, "days", x->days);
        if (x->kind == RELAX_ORIGIN || x->kind == RELAX_DESTINATION) {
            json_set_int(one, "place", x->place);
            json_set_double(one, "km", round(x->km * 10) / 10);
        }
        if (x->kind == RELAX_OPENS)
            json_set_text(one, "opens", day_text(x->opens, day));
        set_ride(one, &x->ride);
        json_push(json, one);
    }
    return json;
}

static struct json *rows_json(const struct explain_answer *a) {
    static const char *const words[] = {[TAKEN_LOWER_BERTHS] = "lower-berths",
                                        [TAKEN_WHEELCHAIR] = "wheelchair",
                                        [TAKEN_CHILDREN] = "children",
                                        [TAKEN_SEATS] = "seats",
                                        [TAKEN_HELD] = "held",
                                        [TAKEN_QUOTA] = "quota"};
    struct json *json = json_new_array();

    for (int32_t i = 0; i < a->why.taken.n_rows; i++) {
        const struct taken_row *row = &a->rows[i].row;
        struct json *one = json_new_object();
        json_set_text(one, "allocation", a->rows[i].allocation);
        json_set_text(one, "of", words[row->kind]);
        if (row->kind >= TAKEN_SEATS)
            json_set_int(one, "after_stop", row->leg + 1);
        if (row->kind == TAKEN_HELD || row->kind == TAKEN_QUOTA)
            json_set_int(one, "office", row->office);
        json_set_int(one, "places", row->places);
        json_push(json, one);
    }
    return json;
}

static struct json *taken_json(const struct explain_answer *a) {
    static const char *const words[] = {[TAKEN_NONE] = "room",
                                        [TAKEN_PROVED] = "proved",
                                        [TAKEN_STUCK] = "stuck",
                                        [TAKEN_MOVABLE] = "movable"};
    const struct taken *taken = &a->why.taken;
    struct json *json = json_new_object();

    json_set_text(json, "verdict", words[taken->verdict]);
    json_set_int(json, "places", taken->places);
    json_set_int(json, "held", taken->held);
    json_set(json, "rows", rows_json(a));
    json_set(json, "riders", people_json(a->riders, taken->n_riders));
    return json;
}

static struct json *party_json(const struct explain_answer *a) {
    const struct split *split = &a->why.split;
    struct json *json = json_new_object(), *parts = json_new_array();

    json_set_text(json, "joins", a->joins);
    json_set_int(json, "waiting", split->waiting);
    json_set_int(json, "most_together", split->most);
    json_set_int(json, "seated_apart", split->seated);
    for (int32_t i = 0; i < split->n_parts; i++) {
        struct json *one = json_new_object();
        json_set_text(one, "allocation", a->parts[i].allocation);
        json_set(one, "members", people_json(a->parts[i].members, a->parts[i].n));
        json_push(parts, one);
    }
    json_set(json, "parts", parts);
    return json;
}

static void set_waiting(struct json *json, const struct explain_answer *a) {
    json_set_text(json, "status", "waiting");
    json_set_text(json, "reason", reason_word(a->why.why.reason));
    json_set(json, "changes", relaxed_json(a));
    if (a->why.why.candidates)
        json_set(json, "taken", taken_json(a));
    if (a->why.split.waiting)
        json_set(json, "party", party_json(a));
    if (a->extra) {
        struct json *extra = json_new_object();
        json_set_text(extra, "allocation", a->extra);
        json_set_int(extra, "seats", a->why.extra.seats);
        json_set_int(extra, "fen", a->why.extra.fen);
        json_set(json, "extra", extra);
    }
}

struct json *ops_explain_json(const struct explain_answer *a) {
    struct json *json = json_new_object(), *filtered = json_new_object();

    json_set_text(json, "station", a->station);
    json_set_text(json, "ref", a->ref);
    json_set_int(json, "trip", a->trip);
    for (int r = REASON_NO_ROUTE; r <= REASON_RESERVED; r++)
        json_set_int(filtered, reason_word((enum reason)r), a->why.why.filtered[r]);
    if (a->status == BOOKING_NONE)
        set_waiting(json, a);
    else
        set_seat(json, a);
    json_set_int(json, "candidates", a->why.why.candidates);
    json_set(json, "filtered", filtered);
    return json;
}
