/* Use case: the demand sheet that the railway asks for: how many of those who wait want to go from
 * where to where on which day, in which class. */
#include "ops/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 7 };

static bool by_train(const struct campaign *c, int32_t request) {
    return c->bookings[request].allocation < 0 &&
           (c->requests[request].modes & MODE_BIT(MODE_TRAIN)) != 0;
}

static void add_classes(const struct words *classes, struct str *out) {
    for (int i = 0; i < classes->n; i++)
        str_addf(out, i ? " %s" : "%s", classes->v[i]);
}

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_line(const void *a, const void *b) {
    const struct demand_line *x = a, *y = b;
    const int orders[] = {compare(x->day.v, y->day.v), compare(x->from, y->from),
                          compare(x->to, y->to), strcmp(x->classes, y->classes)};

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i])
            return orders[i];
    return 0;
}

/* By city: a station's list names counties, a railway sells between cities. */
static struct demand_line line_of(const struct campaign *c, int32_t request, struct arena *arena) {
    const struct request *q = &c->requests[request];
    struct str classes = STR_MAX(256);

    add_classes(&q->classes, &classes);
    struct demand_line line = {.day = q->preferred,
                               .from = place_city(q->from.place),
                               .to = place_city(q->to.place),
                               .classes = arena_strdup(arena, str_get(&classes)),
                               .riders = 1,
                               .lower = (q->needs & NEED_BIT(NEED_LOWER_BERTH)) != 0};
    str_clear(&classes);
    return line;
}

static void collect(const struct campaign *c, struct arena *arena, struct demand_view *out) {
    int n = 0;

    out->lines = arena_array(arena, (size_t)c->n_requests + 1, sizeof *out->lines);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (by_train(c, r))
            out->lines[n++] = line_of(c, r, arena);
    out->riders = n;
    if (n)
        qsort(out->lines, (size_t)n, sizeof *out->lines, by_line);
    for (int i = 0; i < n; i++) {
        struct demand_line *last = out->n ? &out->lines[out->n - 1] : NULL;
        if (last && by_line(last, &out->lines[i]) == 0) {
            last->riders++;
            last->lower += out->lines[i].lower;
        } else {
            out->lines[out->n++] = out->lines[i];
        }
    }
}

/* ---- the file ---- */

static void write_line(const struct ops *ops, const struct demand_line *line, int number,
                       struct table_out *out) {
    struct str from = STR_MAX(128), to = STR_MAX(128);
    char numbers[3][32], day[WHEN_TEXT];

    places_full_name(ops->places, line->from, &from);
    places_full_name(ops->places, line->to, &to);
    snprintf(numbers[0], sizeof numbers[0], "%d", number);
    snprintf(numbers[1], sizeof numbers[1], "%lld", (long long)line->riders);
    snprintf(numbers[2], sizeof numbers[2], "%lld", (long long)line->lower);
    const char *cells[COLUMNS] = {numbers[0],     day_text(line->day, day),
                                  str_get(&from), str_get(&to),
                                  line->classes,  numbers[1],
                                  numbers[2]};
    table_out_row(out, cells, COLUMNS);
    str_clear(&from);
    str_clear(&to);
}

static enum rc write_sheet(const struct ops *ops, const struct demand_view *view, const char *path,
                           bool force, struct err *err) {
    static const struct bi heads[COLUMNS] = {{"序号", "no."},
                                             {"乘车日期", "date"},
                                             {"发站", "from"},
                                             {"到站", "to"},
                                             {"席别", "class"},
                                             {"人数", "riders"},
                                             {"其中下铺", "lower berths of them"}};
    const char *ending = strrchr(path, '.'), *cells[COLUMNS];
    struct table_out *out;
    bool xlsx = ending && strcmp(ending, ".xlsx") == 0;

    if (!xlsx && !(ending && strcmp(ending, ".csv") == 0))
        return err_set(err, RC_USAGE, "malformed-value", "文件名要以 .xlsx 或 .csv 结尾",
                       "the file's name ends with .xlsx or .csv");
    enum rc rc = table_out_open(path, xlsx ? TABLE_OUT_XLSX : TABLE_OUT_CSV, force, &out, err);
    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < COLUMNS; i++)
        cells[i] = bi_text(heads[i], ops->lang);
    table_out_sheet(out, bi_text(BI("购票需求", "Demand"), ops->lang));
    table_out_header(out, cells, COLUMNS);
    for (int i = 0; i < view->n; i++)
        write_line(ops, &view->lines[i], i + 1, out);
    rc = table_out_commit(out, err);
    table_out_free(out);
    return rc;
}

enum rc ops_ticket_demand(const struct ops *ops, const char *path, bool force, struct arena *arena,
                          struct demand_view *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    *out = (struct demand_view){0};
    if (rc != RC_OK)
        return rc;
    collect(s.c, arena, out);
    session_close(&s);
    return write_sheet(ops, out, path, force, err);
}
