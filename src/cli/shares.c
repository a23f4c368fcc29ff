/* hold, quota: seats of a run in the hands of an office. */
#include "cli/cli.h"

static struct json *done_json(const struct share_line *line, bool dry_run) {
    struct json *json = ops_share_json(line);

    json_set_bool(json, "dry_run", dry_run);
    return json;
}

static void print_line(const struct invocation *in, enum share_kind kind,
                       const struct share_line *line) {
    struct str office = STR_MAX(256);
    char until[WHEN_TEXT] = "";

    places_full_name(in->ops.places, line->office, &office);
    if (kind == SHARE_HOLD)
        say(in, "预留 %lld：%s 为%s留 %d 座，其中已坐 %d，到 %s 为止",
            "hold %lld: %s for %s, %d seats, %d of them taken, until %s", (long long)line->id,
            line->run, str_get(&office), (int)line->seats,
            (int)(line->riders < line->seats ? line->riders : line->seats),
            instant_text(line->until, until));
    else
        say(in, "限额：%s %s最多 %d 座，已坐 %d", "quota: %s, %s at most %d seats, %d taken",
            line->run, str_get(&office), (int)line->seats, (int)line->riders);
    str_clear(&office);
}

static void print_done(const struct invocation *in, const struct share_entry *entry,
                       const struct share_line *line) {
    if (option_given(in, OPT_JSON)) {
        print_json(done_json(line, entry->dry_run));
        return;
    }
    if (entry->dry_run)
        say(in, "试算，未作更改；已派座的人不受影响",
            "a trial; nothing was changed. Nobody who has a seat is affected");
    print_line(in, entry->kind, line);
}

/* A day alone is meant to its end. */
static enum rc read_until(const struct invocation *in, struct instant *out, struct err *err) {
    const char *text = in->given[OPT_UNTIL];
    struct day day;
    enum rc rc = option_needed(in, OPT_UNTIL, err);

    if (rc != RC_OK || instant_parse(text, out))
        return rc;
    rc = option_day(in, OPT_UNTIL, &day, err);
    if (rc == RC_OK)
        *out = instant_make(day, 24 * 60);
    return rc;
}

static enum rc put(struct invocation *in, enum share_kind kind, bool lend, struct err *err) {
    struct share_entry entry = {.kind = kind,
                                .run = in->args[0],
                                .office = in->given[OPT_OFFICE],
                                .until = INSTANT_NONE,
                                .lend = lend,
                                .dry_run = option_given(in, OPT_DRY_RUN)};
    struct share_line line;
    int64_t seats = 0;
    enum rc rc = option_needed(in, OPT_OFFICE, err);

    rc = rc == RC_OK ? option_needed(in, OPT_SEATS, err) : rc;
    rc = rc == RC_OK ? option_number(in, OPT_SEATS, kind == SHARE_HOLD ? 1 : 0, 100000, &seats, err)
                     : rc;
    entry.seats = (int32_t)seats;
    if (rc == RC_OK && kind == SHARE_HOLD)
        rc = read_until(in, &entry.until, err);
    rc = rc == RC_OK ? ops_share_change(&in->ops, &entry, &in->arena, &line, err) : rc;
    if (rc == RC_OK)
        print_done(in, &entry, &line);
    return rc;
}

static enum rc drop(struct invocation *in, struct share_entry *entry, struct err *err) {
    struct share_line line;

    entry->drop = true;
    entry->dry_run = option_given(in, OPT_DRY_RUN);
    enum rc rc = ops_share_change(&in->ops, entry, &in->arena, &line, err);
    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON))
        say(in, entry->dry_run ? "将取消：" : "已取消：", entry->dry_run ? "would end:" : "ended:");
    print_done(in, entry, &line);
    return RC_OK;
}

static enum rc list(struct invocation *in, enum share_kind kind, struct err *err) {
    struct share_view view;
    enum rc rc = ops_share_list(&in->ops, kind, &in->arena, &view, err);

    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object(), *lines = json_new_array();
        for (int i = 0; i < view.n; i++)
            json_push(lines, ops_share_json(&view.lines[i]));
        json_set(json, kind == SHARE_HOLD ? "holds" : "quotas", lines);
        print_json(json);
        return RC_OK;
    }
    for (int i = 0; i < view.n; i++)
        print_line(in, kind, &view.lines[i]);
    if (view.n == 0)
        say(in, kind == SHARE_HOLD ? "没有预留" : "没有限额",
            kind == SHARE_HOLD ? "no holds" : "no quotas");
    return RC_OK;
}

enum rc command_hold_add(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return put(in, SHARE_HOLD, false, err);
}

enum rc command_run_lend(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return put(in, SHARE_HOLD, true, err);
}

enum rc command_hold_list(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return list(in, SHARE_HOLD, err);
}

enum rc command_hold_release(struct invocation *in, int *status, struct err *err) {
    struct share_entry entry = {.kind = SHARE_HOLD};

    (void)status;
    if (!text_int64(in->args[0], 1, INT64_MAX, &entry.id))
        return err_set(err, RC_USAGE, "malformed-value", "请写预留的号数，见 hold list",
                       "give the number of a hold; see hold list");
    return drop(in, &entry, err);
}

enum rc command_quota_set(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return put(in, SHARE_QUOTA, false, err);
}

enum rc command_quota_list(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return list(in, SHARE_QUOTA, err);
}

enum rc command_quota_clear(struct invocation *in, int *status, struct err *err) {
    struct share_entry entry = {
        .kind = SHARE_QUOTA, .run = in->args[0], .office = in->given[OPT_OFFICE]};
    enum rc rc = option_needed(in, OPT_OFFICE, err);

    (void)status;
    return rc == RC_OK ? drop(in, &entry, err) : rc;
}
