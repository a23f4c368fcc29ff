/* list fetch. */
#include "cli/lists.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const outcome_words[] = {
    [FETCH_NEVER] = NULL,
    [FETCH_IMPORTED] = "imported",
    [FETCH_UNCHANGED] = "unchanged",
    [FETCH_FAILED] = "failed",
};

const char *fetch_outcome_word(enum fetch_outcome outcome) {
    return outcome_words[outcome];
}

static struct json *result_json(const struct fetch_result *r, enum lang lang) {
    struct json *json =
        r->outcome == FETCH_IMPORTED ? list_answer_json(&r->list, false, lang) : json_new_object();

    json_set_text(json, "station", r->station);
    json_set_text(json, "status", fetch_outcome_word(r->outcome));
    json_set_int(json, "tries", r->tries);
    if (r->outcome == FETCH_FAILED)
        json_set(json, "error", error_json(&r->err, lang));
    else
        json_set_text(json, "error", NULL);
    return json;
}

static void print_answer_json(const struct fetch_answer *answer, enum lang lang) {
    struct json *json = json_new_object(), *stations = json_new_array();

    for (int i = 0; i < answer->n; i++)
        json_push(stations, result_json(&answer->results[i], lang));
    json_set(json, "stations", stations);
    json_set_int(json, "fetched", answer->fetched);
    json_set_int(json, "unchanged", answer->unchanged);
    json_set_int(json, "failed", answer->failed);
    print_json(json);
}

/* A line a station, as they end. */
static void print_station(void *payload, const struct fetch_result *r) {
    const struct invocation *in = payload;
    const struct import_counts *c = &r->list.counts;

    terminal_clear();
    if (r->outcome == FETCH_IMPORTED)
        say(in,
            "%s：第 %lld 次导入，%lld 行，接受 %lld（提醒 %lld），退回 %lld；新增 %lld，更改 "
            "%lld，撤回 %lld",
            "%s: import %lld, %lld rows, %lld accepted (%lld with a warning), %lld rejected; %lld "
            "new, %lld changed, %lld withdrawn",
            r->station, (long long)r->list.import, (long long)c->rows, (long long)c->accepted,
            (long long)c->warned, (long long)c->rejected, (long long)c->added,
            (long long)c->changed, (long long)c->withdrawn);
    else if (r->outcome == FETCH_UNCHANGED)
        say(in, "%s：名单没有变化", "%s: the list has not changed", r->station);
    else
        say(in, "%s：没有取到：%s", "%s: not fetched: %s", r->station,
            err_text(&r->err, in->ops.lang));
    fflush(stdout);
}

static void print_sum(const struct invocation *in, const struct fetch_answer *answer) {
    terminal_clear();
    if (answer->n == 0)
        say(in, "没有站点登记过网址，请用 station add … --url 登记",
            "no station has a url; add one with station add ... --url");
    else
        say(in, "%d 个站点：导入 %d，没有变化 %d，没有取到 %d",
            "%d stations: %d imported, %d unchanged, %d not fetched", answer->n, answer->fetched,
            answer->unchanged, answer->failed);
    if (answer->rejected)
        say(in, "退回 %lld 行，原因见 list show", "%lld rows rejected; list show says why",
            (long long)answer->rejected);
}

enum rc command_list_fetch(struct invocation *in, int *status, struct err *err) {
    bool json = option_given(in, OPT_JSON);
    const char *credentials = in->given[OPT_CREDENTIALS];
    struct fetch_answer answer;
    struct fetch_entry entry = {.codes = in->args,
                                .n = in->n_args,
                                .credentials =
                                    credentials ? credentials : getenv("HOMEWARD_CREDENTIALS"),
                                .ca_file = in->given[OPT_CA],
                                .afresh = option_given(in, OPT_AFRESH),
                                .in_order = option_given(in, OPT_IN_ORDER),
                                .replace = option_given(in, OPT_REPLACE),
                                .allow_withdraw = option_given(in, OPT_ALLOW_WITHDRAW),
                                .dry_run = option_given(in, OPT_DRY_RUN),
                                .on_station = json ? NULL : print_station,
                                .payload = in};
    enum rc rc = ops_list_fetch(&in->ops, &entry, &in->arena, &answer, err);

    if (rc != RC_OK)
        return rc;
    if (json)
        print_answer_json(&answer, in->ops.lang);
    else
        print_sum(in, &answer);
    if (answer.failed || answer.rejected)
        *status = 1;
    return RC_OK;
}
