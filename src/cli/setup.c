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
    for (int i = 0; i < c->n_kept; i++)
        say(in, "  %s（%s）：文件写的是“%s”，人工改定的是“%s”，以人工改定的为准",
            "  %s (%s): the file says \"%s\", staff settled \"%s\"; what staff settled stays",
            c->kept[i].run, c->kept[i].fact, c->kept[i].says, c->kept[i].stands);
}

static struct json *kept_json(const struct supply_change *c) {
    struct json *all = json_new_array();

    for (int i = 0; i < c->n_kept; i++) {
        struct json *json = json_new_object();
        json_set_text(json, "run", c->kept[i].run);
        json_set_text(json, "fact", c->kept[i].fact);
        json_set_text(json, "says", c->kept[i].says);
        json_set_text(json, "stands", c->kept[i].stands);
        json_push(all, json);
    }
    return all;
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
    json_set(json, "kept_by_hand", kept_json(c));
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
        arena_clear(&change.arena);
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
    const struct station_entry entry = {.code = in->args[0],
                                        .name = in->given[OPT_NAME],
                                        .url = in->given[OPT_URL],
                                        .office = in->given[OPT_OFFICE],
                                        .allow_private = option_given(in, OPT_ALLOW_PRIVATE)};
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

static struct json *fetch_json(const struct fetch_row *fetch, enum lang lang) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "status", fetch_outcome_word(fetch->outcome));
    json_set_text(json, "tried", instant_text(fetch->tried, at));
    json_set_text(json, "came", instant_given(fetch->came) ? instant_text(fetch->came, at) : NULL);
    json_set_text(json, "error", fetch->error);
    json_set_text(json, "message", lang == LANG_EN ? fetch->en : fetch->zh);
    return json;
}

static struct json *station_json(const struct station_row *row, enum lang lang) {
    struct json *json = json_new_object();
    char office[16];

    snprintf(office, sizeof office, "%06d", row->office_place);
    json_set_text(json, "station", row->code);
    json_set_text(json, "name", row->name);
    json_set_text(json, "office", office);
    json_set_text(json, "url", row->url);
    json_set_bool(json, "allow_private", row->allow_private);
    if (row->fetch.outcome)
        json_set(json, "fetch", fetch_json(&row->fetch, lang));
    else
        json_set_text(json, "fetch", NULL);
    return json;
}

/* When a list was last asked for, and what came of it. */
static const char *fetch_text(struct invocation *in, const struct station_row *row) {
    static const struct bi words[] = {
        [FETCH_IMPORTED] = {"已导入", "imported"},
        [FETCH_UNCHANGED] = {"没有变化", "unchanged"},
        [FETCH_FAILED] = {"没有取到：", "not fetched: "},
    };
    const struct fetch_row *fetch = &row->fetch;
    struct str text = STR_MAX(1024);
    char at[WHEN_TEXT];

    if (fetch->outcome) {
        str_addf(&text, "%s %s", instant_text(fetch->tried, at),
                 bi_text(words[fetch->outcome], in->ops.lang));
        if (fetch->outcome == FETCH_FAILED)
            str_add(&text, in->ops.lang == LANG_EN ? fetch->en : fetch->zh);
    } else {
        const struct bi never = row->url ? BI("还没有取过", "not fetched yet") : BI("—", "-");
        str_add(&text, bi_text(never, in->ops.lang));
    }
    const char *kept = arena_strdup(&in->arena, str_get(&text));
    str_clear(&text);
    return kept;
}

static void print_stations(struct invocation *in, const struct station_row *rows, int n) {
    const char **cells = arena_array(&in->arena, 4 * ((size_t)n + 1), sizeof *cells);
    static const struct bi heads[] = {
        {"站点", "station"}, {"工会", "office"}, {"名称", "name"}, {"最近取名单", "last fetched"}};

    for (int i = 0; i < 4; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < n; i++) {
        const struct place *office = places_find(in->ops.places, rows[i].office_place);
        cells[4 * i + 4] = rows[i].code;
        cells[4 * i + 5] = office ? office->name : "?";
        cells[4 * i + 6] = rows[i].name;
        cells[4 * i + 7] = fetch_text(in, &rows[i]);
    }
    print_table(cells, n + 1, 4);
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
        json_push(all, station_json(&rows[i], in->ops.lang));
    json_set(json, "stations", all);
    print_json(json);
    return RC_OK;
}

/* ---- offices ---- */

static const char *office_name(struct invocation *in, int32_t place) {
    struct str name = STR_MAX(256);

    places_full_name(in->ops.places, place, &name);
    const char *kept = arena_strdup(&in->arena, (char *)(uintptr_t)str_get(&name));
    str_clear(&name);
    return kept;
}

enum rc command_office_list(struct invocation *in, int *status, struct err *err) {
    struct office_row *rows;
    int n;
    enum rc rc = ops_office_list(&in->ops, &in->arena, &rows, &n, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    struct json *all = json_new_array();
    for (int i = 0; i < n; i++) {
        struct json *row = json_new_object();
        json_set_office(row, rows[i].place);
        json_set_text(row, "name", office_name(in, rows[i].place));
        json_set_int(row, "stations", rows[i].stations);
        json_set_int(row, "allocations", rows[i].allocations);
        json_push(all, row);
        if (!option_given(in, OPT_JSON))
            say(in, "%s：%lld 个站点，%lld 个票额和趟次", "%s: %lld stations, %lld allocations",
                office_name(in, rows[i].place), (long long)rows[i].stations,
                (long long)rows[i].allocations);
    }
    print_listing(in, "offices", all);
    return RC_OK;
}
