/* report daily: the day's sheet. */
#include "cli/cli.h"

#include <stdio.h>

static struct json *counts_json(const int64_t n[DAILY_STAGES][DAILY_FIGURES]) {
    static const char *const stages[DAILY_STAGES] = {"planned", "departed"};
    struct json *json = json_new_object();

    for (int s = 0; s < DAILY_STAGES; s++) {
        struct json *one = json_new_object();
        for (int f = 0; f < DAILY_FIGURES; f++)
            json_set_int(one, daily_figure_word((enum daily_figure)f), n[s][f]);
        json_set(json, stages[s], one);
    }
    return json;
}

static void set_counts(struct json *json, const struct daily_office *o) {
    json_set(json, "day", counts_json(o->n[DAILY_DAY]));
    json_set(json, "total", counts_json(o->n[DAILY_TOTAL]));
}

static struct json *run_json(const struct campaign *c, int32_t allocation) {
    const struct allocation *a = &c->allocations[allocation];
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "run", a->key);
    json_set_office(json, c->offices[a->office].place);
    json_set_text(json, "departs", instant_text(a->stops[0].at, at));
    return json;
}

static struct json *lists_json(const struct campaign *c, const struct daily *d, struct json *json) {
    struct json *missing = json_new_array(), *corrections = json_new_array();

    for (int i = 0; i < d->n_missing; i++) {
        struct json *one = run_json(c, d->missing[i].allocation);
        json_set_int(one, "booked", d->missing[i].booked);
        json_push(missing, one);
    }
    for (int i = 0; i < d->n_corrections; i++) {
        struct json *one = run_json(c, d->corrections[i].allocation);
        if (d->corrections[i].before < 0)
            json_set_text(one, "before", NULL);
        else
            json_set_int(one, "before", d->corrections[i].before);
        json_set_int(one, "now", d->corrections[i].now);
        json_push(corrections, one);
    }
    json_set(json, "not_reported", missing);
    json_set(json, "corrections", corrections);
    return json;
}

static struct json *daily_json(const struct campaign *c, const struct daily *d) {
    struct json *json = json_new_object(), *offices = json_new_array();
    char day[WHEN_TEXT];

    json_set_text(json, "date", day_text(d->date, day));
    set_counts(json, &d->offices[d->n_offices]);
    for (int i = 0; i < d->n_offices; i++) {
        struct json *one = json_new_object();
        json_set_office(one, c->offices[i].place);
        set_counts(one, &d->offices[i]);
        json_push(offices, one);
    }
    json_set(json, "offices", offices);
    return lists_json(c, d, json);
}

static enum rc answer(struct invocation *in, const struct campaign *c, const struct daily *d,
                      struct err *err) {
    const char *file = in->given[OPT_OUTPUT];
    struct report report;
    enum rc rc = RC_OK;

    ops_daily_report(&in->ops, c, d, &in->arena, &report);
    if (file)
        rc = ops_report_write(&report, file, option_given(in, OPT_FORCE), err);
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(daily_json(c, d));
    else if (file)
        say(in, "已写到 %s", "written to %s", file);
    else
        print_report(in, &report);
    return RC_OK;
}

enum rc command_report_daily(struct invocation *in, int *status, struct err *err) {
    struct campaign *c = NULL;
    struct daily daily;
    struct day date;
    enum rc rc = option_day(in, OPT_DATE, &date, err);

    (void)status;
    rc = rc == RC_OK ? ops_daily(&in->ops, date, &in->arena, &daily, &c, err) : rc;
    if (rc != RC_OK)
        return rc;
    rc = answer(in, c, &daily, err);
    campaign_free(c);
    return rc;
}
