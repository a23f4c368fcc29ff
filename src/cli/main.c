/* Takes the command line apart, runs one command, turns its outcome into an exit code. */
#include "cli/cli.h"

#include "homeward/asset.h"
#include "homeward/log.h"

#include <stdio.h>
#include <string.h>

static void print_error(const struct invocation *in, const struct err *err) {
    if (option_given(in, OPT_JSON)) {
        print_json(refusal_json(err, in->ops.lang));
        return;
    }
    const char *text = err_text(err, in->ops.lang);
    if (err->file[0] && err->line > 0)
        fprintf(stderr, "homeward: %s:%lld: %s\n", err->file, (long long)err->line, text);
    else if (err->file[0])
        fprintf(stderr, "homeward: %s: %s\n", err->file, text);
    else
        fprintf(stderr, "homeward: %s\n", text);
}

static enum rc run(struct invocation *in, const struct command *command, int *status,
                   struct err *err) {
    struct places *places = NULL;
    enum rc rc = RC_OK;

    if (option_given(in, OPT_CONFIG))
        rc = asset_override(in->given[OPT_CONFIG], err);
    rc = rc == RC_OK ? places_load(&places, err) : rc;
    in->ops.places = places;
    in->ops.now = when_now();
    rc = rc == RC_OK ? command->run(in, status, err) : rc;
    places_free(places);
    return rc;
}

/* An answer that did not reach its reader is a failure, however well the work went. */
static enum rc flush_answer(enum rc rc, struct err *err) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return rc;
    return rc != RC_OK ? rc
                       : err_set(err, RC_IO, "unwritable", "结果写不出去，请检查磁盘空间",
                                 "the answer cannot be written; check the disk space");
}

int main(int argc, char **argv) {
    struct invocation in = {0};
    struct err err = {0};
    const struct command *command = NULL;
    int status = 0;
    const struct progress progress = {terminal_progress.step, &in};
    enum rc rc = options_read(argc, argv, &in, &command, &err);

    log_setup(LOG_INFO, in.ops.lang);
    in.ops.progress = &progress;
    if (rc == RC_OK && option_given(&in, OPT_VERSION))
        puts("homeward " HOMEWARD_VERSION);
    else if (rc == RC_OK && option_given(&in, OPT_HELP))
        print_help(&in, command);
    else if (rc == RC_OK)
        rc = run(&in, command, &status, &err);
    terminal_clear();
    rc = flush_answer(rc, &err);
    if (rc != RC_OK)
        print_error(&in, &err);
    arena_clear(&in.arena);
    return rc != RC_OK ? rc_exit(rc) : status;
}
