/* serve: the desk, and the commands that it runs. */
#include "cli/cli.h"

#include "homeward/desk.h"

#include <stdio.h>

struct host {
    const struct invocation *in;
    struct shared *shared; /* the campaign that readers look at */
};

static void set_up(const struct host *host, const struct desk_command *command,
                   struct invocation *out) {
    out->given[OPT_JSON] = "";
    out->ops.db = host->in->ops.db;
    out->ops.places = host->in->ops.places;
    out->ops.lang = command->lang;
    out->ops.now = when_now();
    out->ops.progress = command->progress;
    out->ops.shared = host->shared;
    out->ops.seen = (struct seen){command->seen_run, command->seen_mark};
}

/* The words of the request behind the program's name, as options_read takes them. */
static char **words_of(struct invocation *in, const struct desk_command *command) {
    char **words = arena_array(&in->arena, (size_t)command->argc + 2, sizeof *words);

    words[0] = arena_strdup(&in->arena, "homeward");
    for (int i = 0; i < command->argc; i++)
        words[i + 1] = arena_strdup(&in->arena, command->argv[i]);
    return words;
}

static enum rc run(void *payload, const struct desk_command *command, char **out_json) {
    const struct host *host = payload;
    const struct command *found = NULL;
    struct invocation in = {0};
    struct err err = {0};
    int status = 0;

    *out_json = NULL;
    terminal_take_answer(out_json);
    enum rc rc = options_read(command->argc + 1, words_of(&in, command), &in, &found, &err);
    set_up(host, command, &in);
    rc = rc == RC_OK ? found->run(&in, &status, &err) : rc;
    if (rc != RC_OK)
        print_json(refusal_json(&err, command->lang));
    else if (!*out_json)
        print_json(json_new_object());
    terminal_take_answer(NULL);
    arena_clear(&in.arena);
    return rc;
}

static int64_t state(void *payload) {
    const struct host *host = payload;

    return ops_state(&host->in->ops);
}

static void ready(void *payload, int port) {
    const struct host *host = payload;

    say(host->in, "工作台已打开：http://127.0.0.1:%d/（按 Ctrl-C 关闭）",
        "the desk is open at http://127.0.0.1:%d/ (Ctrl-C closes it)", port);
    fflush(stdout);
}

enum rc command_serve(struct invocation *in, int *status, struct err *err) {
    struct host host = {in, NULL};
    struct desk_setup setup = {.listen =
                                   in->given[OPT_LISTEN] ? in->given[OPT_LISTEN] : "127.0.0.1:8018",
                               .lang = in->ops.lang,
                               .host = {run, state, &host},
                               .ready = ready};

    (void)status;
    if (ops_state(&in->ops) < 0) { /* says why, before anything listens */
        struct status_answer answer;
        enum rc rc = ops_status(&in->ops, &in->arena, &answer, err);
        if (rc != RC_OK)
            return rc;
    }
    host.shared = shared_new();
    enum rc rc = desk_serve(&setup, err);
    shared_free(host.shared);
    return rc;
}
