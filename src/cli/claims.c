/* list claims: trips that two stations ask for, people who ride twice, and giving a claim over. */
#include "cli/cli.h"

const char *direction_word(enum direction direction) {
    return direction == DIRECTION_HOME ? "home" : "return";
}

static const char *status_word(const struct claim_side *side) {
    return side->status == BOOKING_NONE ? "waiting" : booking_status_word(side->status);
}

static struct json *side_json(const struct claim_side *side) {
    struct json *json = json_new_object();
    char earliest[WHEN_TEXT], latest[WHEN_TEXT];

    json_set_text(json, "station", side->station);
    json_set_text(json, "ref", side->ref);
    json_set_int(json, "trip", side->trip);
    json_set_text(json, "direction", direction_word(side->direction));
    json_set_text(json, "earliest", day_text(side->earliest, earliest));
    json_set_text(json, "latest", day_text(side->latest, latest));
    json_set_text(json, "status", status_word(side));
    json_set_text(json, "allocation", side->allocation);
    return json;
}

static struct json *claim_json(const struct claim_line *line) {
    struct json *json = json_new_object();
    char earliest[WHEN_TEXT], latest[WHEN_TEXT];

    json_set_int(json, "claim", line->claim.id);
    json_set_text(json, "station", line->claim.station);
    json_set_int(json, "import", line->claim.import);
    json_set_int(json, "row", line->claim.row);
    json_set_text(json, "ref", line->claim.ref);
    json_set_text(json, "document", line->claim.document);
    json_set_text(json, "direction", direction_word(line->claim.direction));
    json_set_text(json, "earliest", day_text(line->claim.earliest, earliest));
    json_set_text(json, "latest", day_text(line->claim.latest, latest));
    if (line->first.station)
        json_set(json, "holder", side_json(&line->first));
    else
        json_set_text(json, "holder", NULL);
    return json;
}

static struct json *claims_json(const struct claim_line *lines, int n) {
    struct json *array = json_new_array();

    for (int i = 0; i < n; i++)
        json_push(array, claim_json(&lines[i]));
    return array;
}

static struct json *view_json(const struct claims_view *view) {
    struct json *json = json_new_object(), *doubles = json_new_array();

    for (int i = 0; i < view->n_doubles; i++) {
        const struct double_line *line = &view->doubles[i];
        struct json *one = json_new_object();
        json_set_text(one, "kind", line->booked ? "booked-twice" : "asked-twice");
        json_set_text(one, "document", line->document);
        json_set(one, "first", side_json(&line->first));
        json_set(one, "second", side_json(&line->second));
        json_push(doubles, one);
    }
    json_set(json, "claims", claims_json(view->claims, view->n_claims));
    json_set(json, "doubles", doubles);
    return json;
}

/* ---- as text ---- */

static const char *direction_name(const struct invocation *in, enum direction direction) {
    static const struct bi names[] = {{"返乡", "home"}, {"返岗", "return"}};

    return bi_text(names[direction], in->ops.lang);
}

static const char *status_name(const struct invocation *in, const struct claim_side *side) {
    static const struct bi names[] = {
        {"候补", "waiting"}, {"拟派", "seated"}, {"已通知", "told"}, {"已确认", "confirmed"}};

    return bi_text(names[side->status], in->ops.lang);
}

/* " C0001", or nothing, for "%s%s" */
#define ALLOCATION_OF(side) (side).allocation ? " " : "", (side).allocation ? (side).allocation : ""

static void print_claim(const struct invocation *in, const struct claim_line *line) {
    const struct claim_row *c = &line->claim;
    char earliest[WHEN_TEXT], latest[WHEN_TEXT];

    say(in, "%lld 号：%s 第 %lld 次导入第 %lld 行，证件 %s，%s %s 至 %s",
        "claim %lld: %s, import %lld, row %lld, document %s, %s %s to %s", (long long)c->id,
        c->station, (long long)c->import, (long long)c->row, c->document,
        direction_name(in, c->direction), day_text(c->earliest, earliest),
        day_text(c->latest, latest));
    if (line->first.station)
        say(in, "    先报名：%s/%s 第 %d 程，%s%s%s", "    held by %s/%s trip %d, %s%s%s",
            line->first.station, line->first.ref, (int)line->first.trip,
            status_name(in, &line->first), ALLOCATION_OF(line->first));
    else
        say(in, "    这一程现在没有别的站点报名", "    nobody holds this trip any more");
}

static void print_double(const struct invocation *in, const struct double_line *line) {
    const struct claim_side *a = &line->first, *b = &line->second;

    say(in, line->booked ? "证件 %s 同时派了两趟：" : "证件 %s 日期重叠的两个需求：",
        line->booked ? "document %s is booked twice on the same days:"
                     : "document %s asks twice for overlapping days:",
        line->document);
    for (int i = 0; i < 2; i++) {
        const struct claim_side *side = i == 0 ? a : b;
        char earliest[WHEN_TEXT], latest[WHEN_TEXT];
        say(in, "    %s/%s 第 %d 程，%s %s 至 %s，%s%s%s", "    %s/%s trip %d, %s %s to %s, %s%s%s",
            side->station, side->ref, (int)side->trip, direction_name(in, side->direction),
            day_text(side->earliest, earliest), day_text(side->latest, latest),
            status_name(in, side), ALLOCATION_OF(*side));
    }
}

static void print_view(const struct invocation *in, const struct claims_view *view) {
    for (int i = 0; i < view->n_claims; i++)
        print_claim(in, &view->claims[i]);
    for (int i = 0; i < view->n_doubles; i++)
        print_double(in, &view->doubles[i]);
    if (view->n_claims + view->n_doubles == 0)
        say(in, "没有重复报名或重复派座", "nobody is claimed or booked twice");
}

/* ---- transfer ---- */

static void print_transfer(const struct invocation *in, const struct claim_line *lines, int n,
                           bool dry_run) {
    for (int i = 0; i < n; i++)
        if (lines[i].first.station)
            say(in, dry_run ? "将撤回 %s/%s 第 %d 程（%s %s）" : "已撤回 %s/%s 第 %d 程（%s %s）",
                dry_run ? "%s/%s trip %d would be withdrawn (%s %s)"
                        : "withdrew %s/%s trip %d (%s %s)",
                lines[i].first.station, lines[i].first.ref, (int)lines[i].first.trip,
                status_name(in, &lines[i].first),
                lines[i].first.allocation ? lines[i].first.allocation : "-");
    say(in, dry_run ? "将接受 %s 名单第 %lld 行" : "已接受 %s 名单第 %lld 行",
        dry_run ? "of %s, row %lld would be accepted" : "of %s, row %lld was accepted",
        lines[0].claim.station, (long long)lines[0].claim.row);
}

static enum rc transfer(struct invocation *in, struct err *err) {
    struct claim_line *lines;
    int64_t claim = 0;
    int n;
    bool dry_run = option_given(in, OPT_DRY_RUN);
    enum rc rc = option_number(in, OPT_TRANSFER, 1, INT64_MAX, &claim, err);

    rc = rc == RC_OK ? ops_claim_transfer(&in->ops, claim, dry_run, &in->arena, &lines, &n, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON)) {
        print_transfer(in, lines, n, dry_run);
        return RC_OK;
    }
    struct json *json = json_new_object();
    json_set_int(json, "transfer", claim);
    json_set_bool(json, "dry_run", dry_run);
    json_set(json, "trips", claims_json(lines, n));
    print_json(json);
    return RC_OK;
}

enum rc command_list_claims(struct invocation *in, int *status, struct err *err) {
    struct claims_view view;

    if (option_given(in, OPT_TRANSFER))
        return transfer(in, err);
    enum rc rc = ops_claim_list(&in->ops, in->given[OPT_STATION], &in->arena, &view, err);
    if (rc != RC_OK)
        return rc;
    *status = view.n_claims + view.n_doubles > 0;
    if (option_given(in, OPT_JSON))
        print_json(view_json(&view));
    else
        print_view(in, &view);
    return RC_OK;
}
