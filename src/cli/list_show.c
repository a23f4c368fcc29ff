/* list show: the history of imports, and one of them with what was wrong. */
#include "cli/lists.h"

#include <string.h>

#define HASH_SHOWN 12

/* ---- what other commands show too ---- */

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

static struct json *fault_json(const struct fault_row *f, enum lang lang) {
    struct json *json = json_new_object();

    json_set_text(json, "sheet", f->sheet);
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

void list_print_fault(FILE *to, enum lang lang, const char *file, const struct fault_row *f) {
    const char *reason = lang == LANG_EN ? f->en : f->zh;
    bool reject = f->weight == FAULT_REJECT;
    const char *weight =
        lang == LANG_EN ? (reject ? "rejected" : "warning") : (reject ? "退回" : "提醒");

    fprintf(to, "  %s%s%s%s%lld %s%s%s %s: %s\n", file, file[0] ? ":" : "",
            f->sheet ? f->sheet : "", f->sheet ? ":" : "", (long long)f->row, weight,
            f->column[0] ? " " : "", f->column, f->code, reason);
}

struct json *list_files_json(const struct file_faults *files, int n, enum lang lang) {
    struct json *array = json_new_array();

    for (int i = 0; i < n; i++) {
        struct json *one = json_new_object();
        json_set_text(one, "file", files[i].name);
        json_set(one, "faults", list_faults_json(files[i].faults, files[i].n_faults, lang));
        json_push(array, one);
    }
    return array;
}

#define FAULTS_SHOWN 20

void list_print_faults(const struct invocation *in, const struct file_faults *files, int n) {
    int left = FAULTS_SHOWN, more = 0;

    for (int i = 0; i < n; i++)
        for (int f = 0; f < files[i].n_faults; f++)
            if (left > 0 && left--)
                list_print_fault(stderr, in->ops.lang, files[i].name, &files[i].faults[f]);
            else
                more++;
    if (more)
        fprintf(stderr,
                in->ops.lang == LANG_EN ? "  ... %d more: see --json\n"
                                        : "  …… 另有 %d 条，用 --json 查看\n",
                more);
}

enum rc list_import_number(const struct invocation *in, int64_t *out, struct err *err) {
    if (text_int64(in->args[0], 1, INT64_MAX, out))
        return RC_OK;
    return err_set(err, RC_USAGE, "malformed-value", "导入序号要是正整数",
                   "the number of an import is a positive whole number");
}

/* ---- one import ---- */

static const char *format_word(enum wire_format format) {
    static const char *const words[] = {
        [WIRE_UNKNOWN] = "?",      [WIRE_XML] = "xml", [WIRE_TABLE_TEXT] = "text",
        [WIRE_XLSX] = "xlsx",      [WIRE_XLS] = "xls", [WIRE_SPREADSHEET_ML] = "spreadsheet-ml",
        [WIRE_HTML] = "html-table"};

    return (size_t)format < sizeof words / sizeof *words ? words[format] : "?";
}

static struct json *import_json(const struct import_row *row) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_int(json, "import", row->id);
    json_set_text(json, "station", row->station);
    json_set_text(json, "file", row->file);
    json_set_text(json, "sha256", row->sha256);
    json_set_text(json, "format", format_word(row->format));
    json_set_int(json, "serial", row->serial);
    json_set_text(json, "imported", instant_text(row->imported, at));
    json_set_text(json, "who", row->who);
    json_set_text(json, "undone",
                  instant_given(row->undone) ? instant_text(row->undone, at) : NULL);
    list_counts_json(json, &row->counts);
    return json;
}

static void print_import(const struct invocation *in, const struct import_row *row) {
    const struct import_counts *c = &row->counts;
    char at[WHEN_TEXT], undone[WHEN_TEXT];

    say(in,
        "%lld  %s  %s  %s  %s %.*s  %s  %lld 行，接受 %lld（提醒 %lld），退回 %lld；新增 "
        "%lld，更改 "
        "%lld，未变 %lld，撤回 %lld",
        "%lld  %s  %s  %s  %s %.*s  %s  %lld rows, %lld accepted (%lld with a warning), %lld "
        "rejected; %lld new, %lld changed, %lld unchanged, %lld withdrawn",
        (long long)row->id, instant_text(row->imported, at), row->station, row->file,
        format_word(row->format), HASH_SHOWN, row->sha256, row->who, (long long)c->rows,
        (long long)c->accepted, (long long)c->warned, (long long)c->rejected, (long long)c->added,
        (long long)c->changed, (long long)c->unchanged, (long long)c->withdrawn);
    if (instant_given(row->undone))
        say(in, "    已于 %s 撤销", "    taken back at %s", instant_text(row->undone, undone));
}

/* ---- whom a list dropped while the seat was told or confirmed ---- */

static struct json *leaving_json(const struct leaving_row *rows, int n) {
    struct json *all = json_new_array();

    for (int i = 0; i < n; i++) {
        struct json *json = json_new_object();
        json_set_text(json, "station", rows[i].station);
        json_set_text(json, "ref", rows[i].ref);
        json_set_int(json, "trip", rows[i].trip);
        json_set_text(json, "status", booking_status_word(rows[i].status));
        json_set_text(json, "allocation", rows[i].allocation);
        json_push(all, json);
    }
    return all;
}

static void print_leaving(const struct invocation *in, const struct leaving_row *rows, int n) {
    if (n)
        say(in, "名单上已没有，座位已通知或已确认，待人工处理（取消座位用 booking cancel）：",
            "not on the list any more, their seats told or confirmed, for a person to settle "
            "(booking cancel frees a seat):");
    for (int i = 0; i < n; i++)
        say(in, "  %s/%s 第 %d 程 %s %s", "  %s/%s trip %d %s %s", rows[i].station, rows[i].ref,
            (int)rows[i].trip, booking_status_word(rows[i].status), rows[i].allocation);
}

/* ---- the command ---- */

static struct json *history_json(const struct list_history *h) {
    struct json *json = json_new_object(), *all = json_new_array();

    for (int i = 0; i < h->n_imports; i++)
        json_push(all, import_json(&h->imports[i]));
    json_set(json, "imports", all);
    json_set(json, "leaving", leaving_json(h->leaving, h->n_leaving));
    json_set_int(json, "corrections", h->corrections);
    return json;
}

static enum rc show_history(struct invocation *in, struct err *err) {
    struct list_history h;
    char n[32];
    enum rc rc = ops_list_history(&in->ops, in->given[OPT_STATION], &in->arena, &h, err);

    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        print_json(history_json(&h));
        return RC_OK;
    }
    for (int i = 0; i < h.n_imports; i++)
        print_import(in, &h.imports[i]);
    if (h.n_imports == 0)
        say(in, "还没有导入过名单", "no list has been imported yet");
    print_leaving(in, h.leaving, h.n_leaving);
    if (h.corrections)
        say(in, "%s 处证件更正待人工确认：list corrections",
            "%s proposed corrections wait for a person: list corrections",
            number_text(h.corrections, n));
    return RC_OK;
}

static enum rc show_import(struct invocation *in, struct err *err) {
    struct list_detail d;
    int64_t import;
    enum rc rc = list_import_number(in, &import, err);

    rc = rc == RC_OK ? ops_list_detail(&in->ops, import, &in->arena, &d, err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = import_json(&d.import);
        json_set(json, "faults", list_faults_json(d.faults, d.n_faults, in->ops.lang));
        json_set(json, "leaving", leaving_json(d.leaving, d.n_leaving));
        print_json(json);
        return RC_OK;
    }
    print_import(in, &d.import);
    for (int i = 0; i < d.n_faults; i++)
        list_print_fault(stdout, in->ops.lang, "", &d.faults[i]);
    if (d.n_faults == 0)
        say(in, "这次导入没有问题", "nothing was wrong with this import");
    print_leaving(in, d.leaving, d.n_leaving);
    return RC_OK;
}

enum rc command_list_show(struct invocation *in, int *status, struct err *err) {
    (void)status;
    return in->n_args ? show_import(in, err) : show_history(in, err);
}
