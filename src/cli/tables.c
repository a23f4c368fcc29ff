/* export, backup. */
#include "cli/cli.h"

#include <string.h>

void print_written(const struct invocation *in, const char *file, int64_t rows) {
    char rows_text[32];

    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_text(json, "file", file);
        json_set_int(json, "rows", rows);
        print_json(json);
    } else {
        say(in, "已写 %s 行到 %s", "wrote %s rows to %s", number_text(rows, rows_text), file);
    }
}

enum rc command_export(struct invocation *in, int *status, struct err *err) {
    static const char *const words[] = {"bookings", "waiting", "riders"};
    int64_t rows;
    int table = 0;
    enum rc rc = option_needed(in, OPT_OUTPUT, err);

    (void)status;
    while (table < 3 && strcmp(words[table], in->args[0]) != 0)
        table++;
    if (rc == RC_OK && table == 3)
        rc = err_set(err, RC_USAGE, "malformed-value", "只能导出 bookings、waiting 或 riders",
                     "what can be exported is bookings, waiting and riders");
    if (rc == RC_OK)
        rc = ops_export(&in->ops, (enum export_table)table, in->given[OPT_OUTPUT],
                        option_given(in, OPT_FORCE), &rows, err);
    if (rc != RC_OK)
        return rc;
    print_written(in, in->given[OPT_OUTPUT], rows);
    return RC_OK;
}

enum rc command_backup(struct invocation *in, int *status, struct err *err) {
    enum rc rc = ops_backup(&in->ops, in->args[0], option_given(in, OPT_FORCE), err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_text(json, "file", in->args[0]);
        print_json(json);
    } else {
        say(in, "已备份到 %s，并已核对完好", "copied to %s; the copy was checked and is sound",
            in->args[0]);
    }
    return RC_OK;
}
