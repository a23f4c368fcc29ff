/* list import. */
#include "cli/lists.h"

#include <stdio.h>

#define FAULTS_SHOWN 20

struct json *list_answer_json(const struct list_answer *a, bool dry_run, enum lang lang) {
    struct json *json = json_new_object();
    const struct import_counts *c = &a->counts;

    if (a->import)
        json_set_int(json, "import", a->import);
    else
        json_set_text(json, "import", NULL);
    json_set_text(json, "station", a->station);
    json_set_text(json, "file", a->file);
    if (a->before.id) {
        char at[WHEN_TEXT];
        json_set_int(json, "same_as", a->before.id);
        json_set_text(json, "imported", instant_text(a->before.imported, at));
    }
    list_counts_json(json, c);
    if (dry_run)
        json_set_bool(json, "dry_run", true);
    json_set(json, "faults", list_faults_json(a->faults, a->n_faults, lang));
    return json;
}

static void print_import(const struct invocation *in, const struct list_answer *a) {
    const struct import_counts *c = &a->counts;

    char at[WHEN_TEXT];

    if (!a->import) {
        say(in, "%s：这份名单已在第 %lld 次导入时收到（%s），没有变化",
            "%s: this list came before with import %lld (%s); nothing changed", a->file,
            (long long)a->before.id, instant_text(a->before.imported, at));
        return;
    }
    if (option_given(in, OPT_DRY_RUN))
        say(in, "试算，未作更改：", "a dry run, nothing was changed:");
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
    if (c->rejected)
        fprintf(stderr,
                in->ops.lang == LANG_EN
                    ? "  to send them back: homeward list rejects %lld -o FILE\n"
                    : "  退回给站点改正：homeward list rejects %lld -o 文件\n",
                (long long)a->import);
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
            print_json(list_answer_json(&answer, entry.dry_run, in->ops.lang));
        else
            print_import(in, &answer);
        if (answer.counts.rejected)
            *status = 1;
    }
    return rc;
}
