/* What is seen: lines in the user's language, tables, numbers, progress. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void say(const struct invocation *in, const char *zh, const char *en, ...) {
    va_list args;

    va_start(args, en);
    vprintf(in->ops.lang == LANG_EN ? en : zh, args);
    va_end(args);
    putchar('\n');
}

struct json *error_json(const struct err *err, enum lang lang) {
    struct json *json = json_new_object();

    json_set_text(json, "code", err->code);
    json_set_text(json, "message", err_text(err, lang));
    json_set_text(json, "file", err->file[0] ? err->file : NULL);
    json_set_int(json, "line", err->line);
    return json;
}

struct json *refusal_json(const struct err *err, enum lang lang) {
    struct json *json = json_new_object();

    json_set(json, "error", error_json(err, lang));
    return json;
}

/* Where this thread's answers go: the desk runs commands side by side and takes each answer. */
static _Thread_local char **taken;

void terminal_take_answer(char **out_json) {
    taken = out_json;
}

void print_json(struct json *json) {
    char *text = json_text(json);

    json_free(json);
    if (taken) {
        mem_free(*taken);
        *taken = text;
        return;
    }
    puts(text);
    mem_free(text);
}

void print_listing(const struct invocation *in, const char *key, struct json *rows) {
    struct json *json = json_new_object();

    json_set(json, key, rows);
    if (option_given(in, OPT_JSON))
        print_json(json);
    else
        json_free(json);
}

/* Blanks are printed before what follows them: no line ends with any. */
static void print_line(const char *const *cells, int n, const size_t *width) {
    size_t blanks = 0;

    for (int i = 0; i < n; i++) {
        size_t w = utf8_columns(cells[i]);
        if (w)
            printf("%*s%s", (int)blanks, "", cells[i]);
        blanks = (w ? 0 : blanks) + width[i] + 2 - w;
    }
    putchar('\n');
}

void print_table(const char *const *cells, int n_rows, int n_columns) {
    size_t *width = mem_array((size_t)n_columns, sizeof *width);

    for (int i = 0; i < n_rows * n_columns; i++) {
        size_t w = utf8_columns(cells[i]);
        if (w > width[i % n_columns])
            width[i % n_columns] = w;
    }
    for (int row = 0; row < n_rows; row++)
        print_line(cells + row * n_columns, n_columns, width);
    mem_free(width);
}

/* ---- progress ---- */

static bool shown;

void terminal_clear(void) {
    if (shown)
        fputs("\r\033[K", stderr);
    shown = false;
}

static void show(void *payload, struct bi what, int64_t done, int64_t total) {
    static double last;
    const struct invocation *in = payload;
    double now = when_monotonic_s();

    if (!isatty(STDERR_FILENO) || (shown && now - last < 0.1))
        return;
    last = now;
    shown = true;
    if (total > 0)
        fprintf(stderr, "\r\033[K%s %lld/%lld", bi_text(what, in ? in->ops.lang : LANG_ZH),
                (long long)done, (long long)total);
    else
        fprintf(stderr, "\r\033[K%s %lld", bi_text(what, in ? in->ops.lang : LANG_ZH),
                (long long)done);
    fflush(stderr);
}

const struct progress terminal_progress = {show, NULL};
