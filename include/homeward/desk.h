/*
 * The desk: the daily work in a browser. A web server on loopback that answers the pages of
 * src/desk/web and a JSON API under /api/v1. It knows no use case: each route of the API is one
 * command of the program (src/desk/routes.c), run by the host that the command line lends, so that
 * both answer the same under the same rules.
 */
#ifndef HOMEWARD_DESK_H
#define HOMEWARD_DESK_H

#include "homeward/err.h"
#include "homeward/progress.h"

/* One command to run: its words, options and arguments as typed behind the program's name. */
struct desk_command {
    const char *const *argv;
    int argc;
    enum lang lang;
    const struct progress *progress;
    /* The departure as the user saw it (struct ops): a change is refused if it is another by now.
     * NULL: not said. */
    const char *seen_run, *seen_mark;
};
struct desk_host {
    /* Runs it; *out_json is the answer that --json prints (mem_free), also of a failure. Called
     * from many threads at once. */
    enum rc (*run)(void *payload, const struct desk_command *command, char **out_json);
    /* A number that is another after every change of the database; -1: it cannot be read. */
    int64_t (*state)(void *payload);
    void *payload;
};
struct desk_setup {
    const char *listen; /* "127.0.0.1:8018"; port 0: any free one */
    enum lang lang;     /* of a browser that names neither language */
    struct desk_host host;
    void (*ready)(void *payload, int port); /* called once it listens */
};

/* Serves until SIGINT or SIGTERM. RC_USAGE: not an address; RC_DENIED: not one of loopback; RC_NET:
 * it cannot be listened on. */
enum rc desk_serve(const struct desk_setup *setup, struct err *err)
    __attribute__((warn_unused_result));

#endif
