/* What a change does to the bookings that stand, in words and in JSON. */
#include "cli/cli.h"

#include <stdio.h>

enum { ADDED_NAMED = 50 };

/* ---- JSON ---- */

static void set_counts(struct json *json, const int64_t n[CHANGES]) {
    for (int change = 0; change < CHANGES; change++)
        json_set_int(json, change_word((enum change)change), n[change]);
}

static struct json *group_json(const struct change_group *group) {
    struct json *json = json_new_object();

    json_set_office(json, group->office);
    if (group->party) {
        json_set_text(json, "station", group->station);
        json_set_text(json, "party", group->party);
        json_set_text(json, "direction", direction_word(group->direction));
    }
    set_counts(json, group->n);
    return json;
}

static struct json *groups_json(const struct change_group *groups, int n) {
    struct json *json = json_new_array();

    for (int i = 0; i < n; i++)
        json_push(json, group_json(&groups[i]));
    return json;
}

static void set_side(struct json *json, const char *key, const struct change_side *side) {
    if (!side->allocation) {
        json_set_text(json, key, NULL);
        return;
    }
    struct json *ride = json_new_object();
    json_set_text(ride, "allocation", side->allocation);
    json_set_int(ride, "board_stop", side->board + 1);
    json_set_int(ride, "alight_stop", side->alight + 1);
    json_set_text(ride, "seat", side->seat ? side->seat : "");
    json_set_text(ride, "status", booking_status_word(side->status));
    json_set(json, key, ride);
}

static struct json *row_json(const struct change_row *row) {
    struct json *json = json_new_object();

    json_set_text(json, "change", change_word(row->change));
    json_set_text(json, "station", row->station);
    json_set_text(json, "ref", row->ref);
    json_set_int(json, "trip", row->trip);
    set_side(json, "from", &row->from);
    set_side(json, "to", &row->to);
    return json;
}

struct json *difference_json(const struct difference *d) {
    struct json *json = json_new_object(), *requests = json_new_array();

    set_counts(json, d->n);
    json_set(json, "offices", groups_json(d->offices, d->n_offices));
    json_set(json, "parties", groups_json(d->parties, d->n_parties));
    for (int i = 0; i < d->n_requests; i++)
        json_push(requests, row_json(&d->requests[i]));
    json_set(json, "requests", requests);
    return json;
}

/* ---- words ---- */

static void print_counts(const struct invocation *in, const char *what, const int64_t n[CHANGES]) {
    say(in, "  %s：新派 %lld，改派 %lld，退回候补 %lld，状态更改 %lld",
        "  %s: added %lld, moved %lld, removed %lld, status changed %lld", what,
        (long long)n[CHANGE_ADDED], (long long)n[CHANGE_MOVED], (long long)n[CHANGE_REMOVED],
        (long long)n[CHANGE_STATUS]);
}

struct bi status_text(enum booking_status status) {
    static const struct bi texts[] = {
        {"", ""}, {"已派座", "seated"}, {"已通知", "told"}, {"已确认", "confirmed"}};

    return texts[status];
}

static const char *side_text(const struct invocation *in, const struct change_side *side,
                             char out[128]) {
    static const struct bi waiting = {"候补", "waiting"};

    if (!side->allocation)
        return bi_text(waiting, in->ops.lang);
    snprintf(out, 128, "%.64s %d-%d %s", side->allocation, (int)side->board + 1,
             (int)side->alight + 1, bi_text(status_text(side->status), in->ops.lang));
    return out;
}

static void print_change(const struct invocation *in, const struct change_row *row) {
    char from[128], to[128];

    say(in, "  %s/%s 第 %d 程：%s → %s", "  %s/%s trip %d: %s -> %s", row->station, row->ref,
        (int)row->trip, side_text(in, &row->from, from), side_text(in, &row->to, to));
}

/* Who stood before is named; a crowd of new ones is only counted. */
static bool row_is_named(const struct difference *d, const struct change_row *row) {
    return row->change != CHANGE_ADDED || (d->stood && d->n[CHANGE_ADDED] <= ADDED_NAMED);
}

void print_difference(const struct invocation *in, const struct difference *d) {
    static const struct bi all = {"与原方案相比", "against what stands"};
    struct str name = STR_MAX(256);

    if (!d->n_requests)
        return;
    print_counts(in, bi_text(all, in->ops.lang), d->n);
    for (int i = 0; i < d->n_offices; i++) {
        str_reset(&name);
        places_full_name(in->ops.places, d->offices[i].office, &name);
        print_counts(in, str_get(&name), d->offices[i].n);
    }
    /* of a first plan every party is new: nothing to tell apart */
    for (int i = 0; d->stood && i < d->n_parties; i++) {
        str_reset(&name);
        str_addf(&name, "%s/%s", d->parties[i].station, d->parties[i].party);
        print_counts(in, str_get(&name), d->parties[i].n);
    }
    for (int i = 0; i < d->n_requests; i++)
        if (row_is_named(d, &d->requests[i]))
            print_change(in, &d->requests[i]);
    str_clear(&name);
}
