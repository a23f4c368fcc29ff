/* list template. */
#include "cli/cli.h"

enum rc command_list_template(struct invocation *in, int *status, struct err *err) {
    const char *path = in->given[OPT_OUTPUT];
    enum rc rc = option_needed(in, OPT_OUTPUT, err);

    (void)status;
    rc = rc == RC_OK ? ops_list_template(&in->ops, path, option_given(in, OPT_FORCE), err) : rc;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON)) {
        struct json *json = json_new_object();
        json_set_text(json, "file", path);
        print_json(json);
    } else {
        say(in, "空表已写到 %s，可发给各站点填写", "wrote the empty form to %s, for stations",
            path);
    }
    return RC_OK;
}
