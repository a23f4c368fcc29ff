/* init, supply import, station add, station list. */
#include "cli/cli.h"

#include <stdio.h>

enum rc command_init(struct invocation *in, int *status, struct err *err) {
    enum rc rc = ops_init(&in->ops, in->args[0], err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_text(json, "database", in->ops.db);
        print_json(json);
    } else {
        say(in, "已建立数据库 %s", "made the database %s", in->ops.db);
    }
    return RC_OK;
}

static void print_supply(const struct invocation *in, const char *file,
                         const struct supply_change *c) {
    say(in,
        "%s：上下车点新增 %lld、更改 %lld；车辆新增 %lld、更改 %lld；票额和趟次新增 %lld、更改 "
        "%lld",
        "%s: points %lld new, %lld changed; vehicles %lld new, %lld changed; allocations %lld new, "
        "%lld changed",
        file, (long long)c->points_new, (long long)c->points_changed, (long long)c->vehicles_new,
        (long long)c->vehicles_changed, (long long)c->allocations_new,
        (long long)c->allocations_changed);
}

static struct json *supply_json(const char *file, const struct supply_change *c) {
    struct json *json = json_new_object();

    json_set_text(json, "file", file);
    json_set_int(json, "points_new", c->points_new);
    json_set_int(json, "points_changed", c->points_changed);
    json_set_int(json, "vehicles_new", c->vehicles_new);
    json_set_int(json, "vehicles_changed", c->vehicles_changed);
    json_set_int(json, "allocations_new", c->allocations_new);
    json_set_int(json, "allocations_changed", c->allocations_changed);
    return json;
}

enum rc command_supply_import(struct invocation *in, int *status, struct err *err) {
    struct json *all = json_new_array();
    enum rc rc = RC_OK;

    (void)status;
    for (int i = 0; i < in->n_args && rc == RC_OK; i++) {
        struct supply_change change = {0};
        rc = ops_supply_import(&in->ops, in->args[i], in->given[OPT_OFFICE], &change, err);
        if (rc == RC_OK && option_given(in, OPT_JSON))
            json_push(all, supply_json(in->args[i], &change));
        else if (rc == RC_OK)
            print_supply(in, in->args[i], &change);
    }
    if (rc == RC_OK && option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set(json, "supply", all);
        print_json(json);
        return RC_OK;
    }
    json_free(all);
    return rc;
}

enum rc command_station_add(struct invocation *in, int *status, struct err *err) {
    const struct station_entry entry = {in->args[0], in->given[OPT_NAME], in->given[OPT_URL],
                                        in->given[OPT_OFFICE]};
    enum rc rc = option_needed(in, OPT_OFFICE, err);

    (void)status;
    rc = rc == RC_OK ? option_needed(in, OPT_NAME, err) : rc;
    rc = rc == RC_OK ? ops_station_add(&in->ops, &entry, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_text(json, "station", entry.code);
        print_json(json);
    } else {
        say(in, "已登记站点 %s", "entered the station %s", entry.code);
    }
    return RC_OK;
}

static struct json *station_json(const struct station_row *row) {
    struct json *json = json_new_object();
    char office[16];

    snprintf(office, sizeof office, "%06d", row->office_place);
    json_set_text(json, "station", row->code);
    json_set_text(json, "name", row->name);
    json_set_text(json, "office", office);
    json_set_text(json, "url", row->url);
    return json;
}

static void print_stations(struct invocation *in, const struct station_row *rows, int n) {
    const char **cells = arena_array(&in->arena, 3 * ((size_t)n + 1), sizeof *cells);
    static const struct bi heads[] = {{"站点", "station"}, {"工会", "office"}, {"名称", "name"}};

    for (int i = 0; i < 3; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < n; i++) {
        const struct place *office = places_find(in->ops.places, rows[i].office_place);
        cells[3 * i + 3] = rows[i].code;
        cells[3 * i + 4] = office ? office->name : "?";
        cells[3 * i + 5] = rows[i].name;
    }
    print_table(cells, n + 1, 3);
}

enum rc command_station_list(struct invocation *in, int *status, struct err *err) {
    struct station_row *rows;
    int n;
    enum rc rc = ops_station_list(&in->ops, &in->arena, &rows, &n, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON)) {
        print_stations(in, rows, n);
        return RC_OK;
    }
    struct json *json = json_new_object(), *all = json_new_array();
    for (int i = 0; i < n; i++)
        json_push(all, station_json(&rows[i]));
    json_set(json, "stations", all);
    print_json(json);
    return RC_OK;
}
