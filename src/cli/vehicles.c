/* vehicle list: what there is to drive with, and when each is on the road. */
#include "cli/cli.h"

static struct json *runs_json(const struct vehicle_row *row) {
    struct json *all = json_new_array();
    char at[WHEN_TEXT];

    for (int i = 0; i < row->n_runs; i++) {
        struct json *json = json_new_object();
        json_set_text(json, "run", row->runs[i].run);
        json_set_text(json, "departs", instant_text(row->runs[i].departs, at));
        json_set_text(json, "arrives", instant_text(row->runs[i].arrives, at));
        json_set_bool(json, "cancelled", row->runs[i].cancelled);
        json_push(all, json);
    }
    return all;
}

static struct json *row_json(const struct vehicle_row *row) {
    struct json *json = json_new_object();

    json_set_text(json, "vehicle", row->key);
    json_set_text(json, "kind", row->kind == VEHICLE_COACH ? "coach" : "train-car");
    json_set_text(json, "type", row->type);
    json_set_text(json, "operator", row->operator_);
    json_set_office(json, row->office);
    json_set_int(json, "seats", row->seats);
    json_set(json, "runs", runs_json(row));
    return json;
}

static void print_row(const struct invocation *in, const struct vehicle_row *row) {
    char from[WHEN_TEXT], to[WHEN_TEXT];

    say(in, "%s %d 座 %s，%d 趟", "%s, %d seats, %s, runs: %d", row->key, (int)row->seats,
        row->operator_ ? row->operator_ : "-", row->n_runs);
    for (int i = 0; i < row->n_runs; i++)
        say(in, "  %s %s 到 %s%s", "  %s %s to %s%s", row->runs[i].run,
            instant_text(row->runs[i].departs, from), instant_text(row->runs[i].arrives, to),
            !row->runs[i].cancelled   ? ""
            : in->ops.lang == LANG_EN ? ", cancelled"
                                      : "，已取消");
}

enum rc command_vehicle_list(struct invocation *in, int *status, struct err *err) {
    struct vehicle_row *rows;
    int n;
    enum rc rc = ops_vehicle_list(&in->ops, in->given[OPT_OFFICE], &in->arena, &rows, &n, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    struct json *all = json_new_array();
    for (int i = 0; i < n; i++) {
        if (option_given(in, OPT_JSON))
            json_push(all, row_json(&rows[i]));
        else
            print_row(in, &rows[i]);
    }
    print_listing(in, "vehicles", all);
    return RC_OK;
}
