/* list rejects, list undo, list corrections, list correct, list map. */
#include "cli/lists.h"

/* ---- rejected rows ---- */

enum rc command_list_rejects(struct invocation *in, int *status, struct err *err) {
    const char *path = in->given[OPT_OUTPUT];
    struct rejects_answer answer;
    int64_t import;
    char n[32];
    enum rc rc = list_import_number(in, &import, err);

    (void)status;
    rc = rc == RC_OK ? option_needed(in, OPT_OUTPUT, err) : rc;
    rc = rc == RC_OK ? ops_list_rejects(&in->ops, import, path, option_given(in, OPT_FORCE),
                                        &in->arena, &answer, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "import", import);
        json_set_text(json, "file", path);
        json_set_int(json, "rows", answer.rows);
        json_set_text(json, "sha256", answer.sha256);
        print_json(json);
    } else {
        say(in,
            "%s 行已写到 %s，末两列是原行号和原因；改好后可直接再用 list import 导入，这两列会被略"
            "过",
            "wrote %s rows to %s; its last two columns are the row and the reason. Once corrected "
            "it can be imported as it is: list import passes these two over",
            number_text(answer.rows, n), path);
    }
    return RC_OK;
}

/* ---- taking an import back ---- */

static const struct bi kept_words[KEPT_REASONS] = {
    [KEPT_BY_HAND] = {"人工改定过", "settled by staff"},
    [KEPT_LATER] = {"以后的导入也有", "a later import has them"},
    [KEPT_TOLD] = {"座位已通知本人", "their seat was told"},
    [KEPT_CONFIRMED] = {"座位已确认", "their seat is confirmed"},
    [KEPT_CLAIMED] = {"别的站点此后已报名", "another station has claimed them since"},
};

static struct json *undo_json(int64_t import, bool dry_run, const struct undo_answer *a) {
    struct json *json = json_new_object(), *kept = json_new_array();

    json_set_int(json, "import", import);
    json_set_bool(json, "dry_run", dry_run);
    json_set_int(json, "removed", a->removed);
    json_set_int(json, "restored", a->restored);
    json_set_int(json, "stood_up", a->stood_up);
    json_set_int(json, "corrections", a->corrections);
    for (int i = 0; i < a->n_kept; i++) {
        struct json *row = json_new_object();
        json_set_text(row, "ref", a->kept[i].ref);
        json_set_text(row, "reason", kept_reason_word(a->kept[i].reason));
        json_push(kept, row);
    }
    json_set(json, "kept", kept);
    return json;
}

#define REFS_SHOWN 10

static void print_kept(const struct invocation *in, const struct undo_answer *a,
                       enum kept_reason reason) {
    struct str refs = STR_MAX(1024);
    int n = 0;

    for (int i = 0; i < a->n_kept; i++)
        if (a->kept[i].reason == reason && n++ < REFS_SHOWN)
            str_addf(&refs, "%s%s", refs.len ? " " : "", a->kept[i].ref);
    if (n)
        say(in, "  保留 %d 人，%s：%s%s", "  %d riders kept, %s: %s%s", n,
            bi_text(kept_words[reason], in->ops.lang), str_get(&refs), n > REFS_SHOWN ? " …" : "");
    str_clear(&refs);
}

static void print_undo(const struct invocation *in, int64_t import, bool dry_run,
                       const struct undo_answer *a) {
    if (dry_run)
        say(in, "试算，未作更改：", "a dry run, nothing was changed:");
    say(in,
        "撤销第 %lld 次导入：删去 %lld 人，恢复原样 %lld 人，重新列入 %lld 人，待确认更正撤去 %lld "
        "处，保留 %d 人",
        "import %lld taken back: %lld riders removed, %lld as they were before, %lld stand again, "
        "%lld proposed corrections gone, %d riders kept",
        (long long)import, (long long)a->removed, (long long)a->restored, (long long)a->stood_up,
        (long long)a->corrections, a->n_kept);
    for (int reason = 0; reason < KEPT_REASONS; reason++)
        print_kept(in, a, (enum kept_reason)reason);
}

enum rc command_list_undo(struct invocation *in, int *status, struct err *err) {
    bool dry_run = option_given(in, OPT_DRY_RUN);
    struct undo_answer answer;
    int64_t import;
    enum rc rc = list_import_number(in, &import, err);

    (void)status;
    rc = rc == RC_OK ? ops_list_undo(&in->ops, import, dry_run, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(undo_json(import, dry_run, &answer));
    else
        print_undo(in, import, dry_run, &answer);
    return RC_OK;
}

/* ---- proposed corrections ---- */

static struct json *correction_json(const struct correction_row *row) {
    struct json *json = json_new_object();

    json_set_int(json, "correction", row->id);
    json_set_text(json, "station", row->station);
    json_set_text(json, "ref", row->ref);
    json_set_text(json, "document", row->stands);
    json_set_text(json, "proposed", row->says);
    json_set_int(json, "import", row->import);
    json_set_text(json, "file", row->file);
    json_set_text(json, "sheet", row->sheet);
    json_set_int(json, "row", row->row);
    return json;
}

static void print_corrections(const struct invocation *in, const struct correction_row *rows,
                              int n) {
    for (int i = 0; i < n; i++)
        say(in, "%lld  %s/%s  现为 %s，第 %lld 次导入 %s 第 %lld 行写的是 %s",
            "%lld  %s/%s  has %s; import %lld %s row %lld says %s", (long long)rows[i].id,
            rows[i].station, rows[i].ref, rows[i].stands, (long long)rows[i].import, rows[i].file,
            (long long)rows[i].row, rows[i].says);
    if (n)
        say(in,
            "同一人、原证件写错了：list correct 号 --accept；是另一个人：list correct 号 --refuse",
            "one person, the document was wrong: list correct N --accept; two people: list correct "
            "N --refuse");
    else
        say(in, "没有待确认的证件更正", "no proposed correction is waiting");
}

enum rc command_list_corrections(struct invocation *in, int *status, struct err *err) {
    struct correction_row *rows;
    int n;
    enum rc rc = ops_list_corrections(&in->ops, in->given[OPT_STATION], &in->arena, &rows, &n, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON)) {
        print_corrections(in, rows, n);
        return RC_OK;
    }
    struct json *json = json_new_object(), *all = json_new_array();
    for (int i = 0; i < n; i++)
        json_push(all, correction_json(&rows[i]));
    json_set(json, "corrections", all);
    print_json(json);
    return RC_OK;
}

enum rc command_list_correct(struct invocation *in, int *status, struct err *err) {
    bool accept = option_given(in, OPT_ACCEPT);
    const char *who;
    int64_t number;

    (void)status;
    if (accept == option_given(in, OPT_REFUSE))
        return err_set(err, RC_USAGE, "missing-option", "请写明 --accept 或 --refuse",
                       "say --accept or --refuse");
    if (!text_int64(in->args[0], 1, INT64_MAX, &number))
        return err_set(err, RC_USAGE, "malformed-value", "更正的号要是正整数",
                       "the number of a correction is a positive whole number");
    enum rc rc = ops_list_correct(&in->ops, number, accept, &in->arena, &who, err);
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "correction", number);
        json_set_bool(json, "accepted", accept);
        json_set_text(json, "request", who);
        print_json(json);
    } else if (accept) {
        say(in, "已改正 %s 的证件，座位和先后不变",
            "the document of %s is corrected; seat and place in order stay", who);
    } else {
        say(in, "已另作一名乘车人：%s", "the row is a rider of its own now: %s", who);
    }
    return RC_OK;
}

/* ---- what columns mean ---- */

static void print_mappings(const struct invocation *in, const struct list_mapping *rows, int n) {
    for (int i = 0; i < n; i++)
        say(in, "  %s = %s", "  %s = %s", rows[i].heading, rows[i].field);
    if (n == 0)
        say(in, "这个站点没有设置过列", "no column of this station is set");
}

enum rc command_list_map(struct invocation *in, int *status, struct err *err) {
    const struct map_entry entry = {in->given[OPT_STATION], in->given[OPT_CLEAR],
                                    (const char *const *)in->args, in->n_args};
    struct list_mapping *rows;
    int n;
    enum rc rc = option_needed(in, OPT_STATION, err);

    (void)status;
    rc = rc == RC_OK ? ops_list_map(&in->ops, &entry, &in->arena, &rows, &n, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON)) {
        print_mappings(in, rows, n);
        return RC_OK;
    }
    struct json *json = json_new_object(), *columns = json_new_object();
    for (int i = 0; i < n; i++)
        json_set_text(columns, rows[i].heading, rows[i].field);
    json_set_text(json, "station", entry.station);
    json_set(json, "columns", columns);
    print_json(json);
    return RC_OK;
}
