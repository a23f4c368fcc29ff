/* manifest. */
#include "cli/cli.h"

static enum rc read_entry(const struct invocation *in, struct manifest_entry *out,
                          struct err *err) {
    static const char *const recipients[] = {"crew", "driver", "carrier", "posted"};
    static const char *const formats[] = {"pdf", "csv"};
    int recipient = MANIFEST_DRIVER, format = MANIFEST_PDF;
    enum rc rc = option_needed(in, OPT_OUTPUT, err);

    *out = (struct manifest_entry){.runs = in->args,
                                   .n_runs = in->n_args,
                                   .all = option_given(in, OPT_ALL),
                                   .folder = in->given[OPT_OUTPUT],
                                   .one_file = option_given(in, OPT_ONE_FILE),
                                   .force = option_given(in, OPT_FORCE)};
    rc = rc == RC_OK ? option_day(in, OPT_DATE, &out->date, err) : rc;
    rc = rc == RC_OK ? option_word(in, OPT_FOR, recipients, 4, &recipient, err) : rc;
    rc = rc == RC_OK ? option_word(in, OPT_FORMAT, formats, 2, &format, err) : rc;
    out->recipient = (enum manifest_for)recipient;
    out->format = (enum manifest_format)format;
    if (rc == RC_OK && !out->n_runs && !out->all && !day_given(out->date))
        return err_set(err, RC_USAGE, "missing-argument", "请写明趟次、--date 或 --all",
                       "name runs, or give --date or --all");
    return rc;
}

static struct json *answer_json(const struct manifest_answer *a) {
    struct json *json = json_new_object(), *missing = json_new_array();

    json_set_int(json, "files", a->files);
    json_set_int(json, "departures", a->departures);
    json_set_int(json, "pages", a->pages);
    json_set_int(json, "riders", a->riders);
    for (int i = 0; i < a->n_missing; i++)
        json_push_text(missing, a->missing[i]);
    json_set(json, "missing_glyphs", missing);
    return json;
}

static void print_answer(const struct invocation *in, const struct manifest_entry *entry,
                         const struct manifest_answer *a) {
    char one[32], two[32], three[32], four[32];
    const char *departures = number_text(a->departures, one), *riders = number_text(a->riders, two),
               *files = number_text(a->files, four);

    if (entry->format == MANIFEST_CSV)
        say(in, "%s 个趟次，%s 人次，写了 %s 个文件到 %s",
            "departures %s, riders %s, files %s in %s", departures, riders, files, entry->folder);
    else
        say(in, "%s 个趟次，%s 人次，%s 页，写了 %s 个文件到 %s",
            "departures %s, riders %s, pages %s, files %s in %s", departures, riders,
            number_text(a->pages, three), files, entry->folder);
    for (int i = 0; i < a->n_missing; i++)
        say(in, "  %s 的姓名有打印不出的字，请手写补上",
            "  the name of %s has a character that cannot be printed; write it in by hand",
            a->missing[i]);
}

enum rc command_manifest(struct invocation *in, int *status, struct err *err) {
    struct manifest_entry entry;
    struct manifest_answer answer = {0};
    enum rc rc = read_entry(in, &entry, err);

    rc = rc == RC_OK ? ops_manifest(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    *status = answer.n_missing > 0;
    if (option_given(in, OPT_JSON)) {
        print_json(answer_json(&answer));
        return RC_OK;
    }
    print_answer(in, &entry, &answer);
    return RC_OK;
}
