/* list import, list show. */
#include "cli/lists.h"

#define FAULTS_SHOWN 20

static struct json *fault_json(const struct fault_row *f, enum lang lang) {
    struct json *json = json_new_object();

    json_set_int(json, "row", f->row);
    json_set_text(json, "weight", f->weight == FAULT_REJECT ? "rejected" : "warning");
    json_set_text(json, "code", f->code);
    json_set_text(json, "column", f->column);
    json_set_text(json, "reason", lang == LANG_EN ? f->en : f->zh);
    return json;
}

struct json *list_faults_json(const struct fault_row *faults, int n, enum lang lang) {
    struct json *array = json_new_array();

    for (int i = 0; i < n; i++)
        json_push(array, fault_json(&faults[i], lang));
    return array;
}

void list_counts_json(struct json *json, const struct import_counts *c) {
    json_set_int(json, "rows", c->rows);
    json_set_int(json, "accepted", c->accepted);
    json_set_int(json, "warned", c->warned);
    json_set_int(json, "rejected", c->rejected);
    json_set_int(json, "new", c->added);
    json_set_int(json, "changed", c->changed);
    json_set_int(json, "unchanged", c->unchanged);
    json_set_int(json, "withdrawn", c->withdrawn);
}

struct json *import_json(const struct list_answer *a, enum lang lang) {
    struct json *json = json_new_object();

    if (a->import)
        json_set_int(json, "import", a->import);
    else
        json_set_text(json, "import", NULL);
    json_set_text(json, "station", a->station);
    json_set_text(json, "file", a->file);
    list_counts_json(json, &a->counts);
    json_set(json, "faults", list_faults_json(a->faults, a->n_faults, lang));
    return json;
}

void list_print_fault(FILE *to, enum lang lang, const char *file, const struct fault_row *f) {
    const char *reason = lang == LANG_EN ? f->en : f->zh;
    bool reject = f->weight == FAULT_REJECT;
    const char *weight =
        lang == LANG_EN ? (reject ? "rejected" : "warning") : (reject ? "退回" : "提醒");

    fprintf(to, "  %s%s%lld %s%s%s %s: %s\n", file, file[0] ? ":" : "", (long long)f->row, weight,
            f->column[0] ? " " : "", f->column, f->code, reason);
}

static void print_import(const struct invocation *in, const struct list_answer *a) {
    const struct import_counts *c = &a->counts;

    if (!a->import) {
        say(in, "%s：这份名单已导入过，没有变化",
            "%s: this list was imported before; nothing changed", a->file);
        return;
    }
    say(in,
        "第 %lld 次导入 %s（%s）：%lld 行，接受 %lld（提醒 %lld），退回 %lld；新增 %lld，更改 "
        "%lld，未变 %lld，撤回 %lld",
        "import %lld %s (%s): %lld rows, %lld accepted (%lld with a warning), %lld rejected; %lld "
        "new, %lld changed, %lld unchanged, %lld withdrawn",
        (long long)a->import, a->file, a->station, (long long)c->rows, (long long)c->accepted,
        (long long)c->warned, (long long)c->rejected, (long long)c->added, (long long)c->changed,
        (long long)c->unchanged, (long long)c->withdrawn);
    for (int i = 0; i < a->n_faults && i < FAULTS_SHOWN; i++)
        list_print_fault(stderr, in->ops.lang, a->file, &a->faults[i]);
    if (a->n_faults > FAULTS_SHOWN)
        fprintf(stderr,
                in->ops.lang == LANG_EN ? "  ... %d more: homeward list show %lld\n"
                                        : "  …… 另有 %d 条：homeward list show %lld\n",
                a->n_faults - FAULTS_SHOWN, (long long)a->import);
}

static enum rc read_entry(const struct invocation *in, struct list_entry *out, struct err *err) {
    struct day day;
    enum rc rc = option_needed(in, OPT_STATION, err);

    rc = rc == RC_OK ? option_day(in, OPT_ISSUED, &day, err) : rc;
    if (rc != RC_OK)
        return rc;
    *out = (struct list_entry){.station = in->given[OPT_STATION],
                               .issued = day_given(day) ? instant_make(day, 0) : INSTANT_NONE,
                               .replace = option_given(in, OPT_REPLACE),
                               .allow_withdraw = option_given(in, OPT_ALLOW_WITHDRAW),
                               .dry_run = option_given(in, OPT_DRY_RUN)};
    return RC_OK;
}

enum rc command_list_import(struct invocation *in, int *status, struct err *err) {
    struct list_entry entry;
    enum rc rc = read_entry(in, &entry, err);

    for (int i = 0; i < in->n_args && rc == RC_OK; i++) {
        struct list_answer answer;
        entry.path = in->args[i];
        rc = ops_list_import(&in->ops, &entry, &in->arena, &answer, err);
        if (rc != RC_OK)
            break;
        terminal_clear();
        if (option_given(in, OPT_JSON))
            print_json(import_json(&answer, in->ops.lang));
        else
            print_import(in, &answer);
        if (answer.counts.rejected)
            *status = 1;
    }
    return rc;
}

/* ---- history ---- */

static struct json *history_json(const struct import_row *row) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_int(json, "import", row->id);
    json_set_text(json, "station", row->station);
    json_set_text(json, "file", row->file);
    json_set_int(json, "serial", row->serial);
    json_set_text(json, "imported", instant_text(row->imported, at));
    json_set_int(json, "rows", row->counts.rows);
    json_set_int(json, "accepted", row->counts.accepted);
    json_set_int(json, "warned", row->counts.warned);
    json_set_int(json, "rejected", row->counts.rejected);
    return json;
}

static void print_history(const struct invocation *in, const struct import_row *rows, int n) {
    char at[WHEN_TEXT];

    for (int i = 0; i < n; i++)
        say(in, "%lld  %s  %s  %s  %lld 行，接受 %lld，退回 %lld",
            "%lld  %s  %s  %s  %lld rows, %lld accepted, %lld rejected", (long long)rows[i].id,
            instant_text(rows[i].imported, at), rows[i].station, rows[i].file,
            (long long)rows[i].counts.rows, (long long)rows[i].counts.accepted,
            (long long)rows[i].counts.rejected);
    if (n == 0)
        say(in, "还没有导入过名单", "no list has been imported yet");
}

static enum rc show_history(struct invocation *in, struct err *err) {
    struct import_row *rows;
    int n;
    enum rc rc = ops_list_history(&in->ops, in->given[OPT_STATION], &in->arena, &rows, &n, err);

    if (rc != RC_OK)
        return rc;
    if (!option_given(in, OPT_JSON)) {
        print_history(in, rows, n);
        return RC_OK;
    }
    struct json *json = json_new_object(), *all = json_new_array();
    for (int i = 0; i < n; i++)
        json_push(all, history_json(&rows[i]));
    json_set(json, "imports", all);
    print_json(json);
    return RC_OK;
}

static enum rc show_faults(struct invocation *in, int64_t import, struct err *err) {
    struct fault_row *faults;
    int n;
    enum rc rc = ops_list_faults(&in->ops, import, &in->arena, &faults, &n, err);

    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_int(json, "import", import);
        json_set(json, "faults", list_faults_json(faults, n, in->ops.lang));
        print_json(json);
        return RC_OK;
    }
    for (int i = 0; i < n; i++)
        list_print_fault(stdout, in->ops.lang, "", &faults[i]);
    if (n == 0)
        say(in, "这次导入没有问题", "nothing was wrong with this import");
    return RC_OK;
}

enum rc command_list_show(struct invocation *in, int *status, struct err *err) {
    int64_t import;

    (void)status;
    if (in->n_args == 0)
        return show_history(in, err);
    if (!text_int64(in->args[0], 1, INT64_MAX, &import))
        return err_set(err, RC_USAGE, "malformed-value", "导入序号要是正整数",
                       "the number of an import is a positive whole number");
    return show_faults(in, import, err);
}
