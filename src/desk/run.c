/*
 * A request as one command of the program: arguments and options by name, from the path, the query
 * and the body. Values never become options: each option is written as --name=value, arguments
 * stand behind "--". No path of a file is taken from outside: what is sent is put into the desk's
 * own folder, what is asked for is written there and sent from there.
 */
#include "desk/desk.h"

#include "homeward/str.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct line { /* a command line being put together */
    struct desk *desk;
    struct request *r;
    const char *argv[ARGUMENTS_MAX];
    int argc;
    bool full;
    char *out; /* the file or folder it writes */
};

static const char *add(struct line *l, const char *text) {
    if (l->argc == ARGUMENTS_MAX)
        l->full = true;
    else
        l->argv[l->argc++] = text;
    return text;
}

/* ---- values by name ---- */

static const char *among(const struct parameter *v, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(v[i].name, name) == 0)
            return v[i].value;
    return NULL;
}

static const char *text_of(struct line *l, const struct json *value) {
    int64_t number;

    if (json_text_get(value))
        return json_text_get(value);
    if (!json_int_get(value, &number))
        return NULL;
    char *text = arena_alloc(&l->r->arena, 24);
    snprintf(text, 24, "%lld", (long long)number);
    return text;
}

/* STATION/REF, of the path's two parts. */
static const char *who_of(struct line *l) {
    const char *station = among(l->r->path, l->r->n_path, "station");
    const char *ref = among(l->r->path, l->r->n_path, "ref");
    size_t room = station && ref ? strlen(station) + strlen(ref) + 2 : 0;

    if (!room)
        return NULL;
    char *who = arena_alloc(&l->r->arena, room);
    snprintf(who, room, "%s/%s", station, ref);
    return who;
}

static const char *plain_value(struct line *l, const char *name) {
    const char *value =
        strcmp(name, "who") == 0 ? who_of(l) : among(l->r->path, l->r->n_path, name);

    value = value ? value : among(l->r->query, l->r->n_query, name);
    return value ? value : text_of(l, json_get(l->r->json, name));
}

/* ---- words, options, arguments ---- */

static const char *next_word(struct line *l, const char **rest) {
    struct slice slice = slice_of(*rest), word;

    if (!slice_word(&slice, &word))
        return NULL;
    *rest = slice.s;
    return arena_strndup(&l->r->arena, word.s, word.len);
}

static void add_words(struct line *l) {
    const char *rest = l->r->route->command, *word;

    while ((word = next_word(l, &rest)) != NULL)
        add(l, word);
}

static void add_option(struct line *l, const char *name) {
    const char *value = plain_value(l, name);
    size_t room = strlen(name) + (value ? strlen(value) : 0) + 4;
    char *text = arena_alloc(&l->r->arena, room);
    bool flag = (value && strcmp(value, "true") == 0) || json_true_get(json_get(l->r->json, name));

    if (flag)
        snprintf(text, room, "--%s", name);
    else if (value && strcmp(value, "false") != 0 && value[0])
        snprintf(text, room, "--%s=%s", name, value);
    if (text[0])
        add(l, text);
}

static void add_options(struct line *l) {
    const char *rest = l->r->route->options, *word;

    /* Of a single file the format is the ending of its name. */
    while ((word = next_word(l, &rest)) != NULL)
        if (!(l->r->route->flags & ROUTE_FILE) || strcmp(word, "format") != 0)
            add_option(l, word);
}

/* One that the path names, or one or more that the body does. */
static void add_argument(struct line *l, const char *name) {
    const struct json *list = json_get(l->r->json, name);
    const char *value = plain_value(l, name);

    if (value)
        add(l, value);
    for (size_t i = 0; i < json_count(list); i++) {
        value = text_of(l, json_at(list, i));
        if (value)
            add(l, value);
    }
}

static void add_arguments(struct line *l) {
    const char *rest = l->r->route->args, *word;

    while ((word = next_word(l, &rest)) != NULL)
        add_argument(l, word);
}

/* ---- files on their way ---- */

static char *place_for(struct line *l, const char *what) {
    unsigned long number = atomic_fetch_add(&l->desk->number, 1);
    char *path = arena_alloc(&l->r->arena, 128);

    snprintf(path, 128, "%s/%lu%s", l->desk->folder, number, what);
    return path;
}

/* The name that the browser said goes along only as a name. */
static bool put_upload(struct line *l) {
    const char *path = place_for(l, ".in");
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    bool done = f && fwrite(l->r->body ? l->r->body : "", 1, l->r->body_len, f) == l->r->body_len;

    done = f && fclose(f) == 0 && done;
    add(l, path);
    return done;
}

static void name_output(struct line *l) {
    const char *format = plain_value(l, "format");
    char ending[16];

    snprintf(ending, sizeof ending, ".%.8s", format ? format : "csv");
    l->out = place_for(l, l->r->route->flags & ROUTE_FOLDER ? "" : ending);
    add(l, "-o");
    add(l, l->out);
}

/* ---- what the command answered ---- */

static int status_of(enum rc rc) {
    static const int status[] = {
        [RC_OK] = 200,     [RC_NOT_FOUND] = 404, [RC_CONFLICT] = 409, [RC_INVALID] = 422,
        [RC_DENIED] = 403, [RC_LIMIT] = 413,     [RC_USAGE] = 400,    [RC_IO] = 503,
        [RC_DB] = 503,     [RC_NET] = 503,       [RC_TIMEOUT] = 503,  [RC_INTERNAL] = 500};

    return status[rc];
}

/* The one file that the command wrote into its folder; NULL: none. */
static char *only_file(const char *folder, char name[256]) {
    DIR *dir = opendir(folder);
    char path[512] = "";

    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.') {
            snprintf(name, 256, "%.250s", entry->d_name);
            snprintf(path, sizeof path, "%.120s/%.250s", folder, entry->d_name);
        }
    if (dir)
        closedir(dir);
    return path[0] ? mem_strdup(path) : NULL;
}

static const char *type_of_file(const char *name) {
    static const struct {
        const char *end, *type;
    } types[] = {
        {".pdf", "application/pdf"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".csv", "text/csv; charset=utf-8"},
        {".xml", "application/xml; charset=utf-8"},
        {".html", "text/plain; charset=utf-8"},
    };
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i].end) == 0)
            return types[i].type;
    return "application/octet-stream";
}

/* The browser gets a plain name: what is not ASCII stands in a header only coded. */
static const char *plain_name(struct request *r, const char *name) {
    char *plain = arena_strdup(&r->arena, (char *)(uintptr_t)name);

    for (char *at = plain; *at; at++)
        if (!(*at >= '0' && *at <= '9') && !(*at >= 'A' && *at <= 'Z') &&
            !(*at >= 'a' && *at <= 'z') && *at != '-' && *at != '.')
            *at = '_';
    return plain;
}

static struct reply file_reply(struct line *l) {
    char name[256];
    bool folder = l->r->route->flags & ROUTE_FOLDER;
    char *path = folder ? only_file(l->out, name) : mem_strdup(l->out);
    char moved[160];

    if (!path)
        return reply_error(404, l->r->lang, "nothing-to-write",
                           BI("没有可打印的内容", "there is nothing to print"));
    if (!folder)
        snprintf(name, sizeof name, "homeward%s", strrchr(l->out, '.'));
    snprintf(moved, sizeof moved, "%s.out", l->out);
    if (folder && rename(path, moved) == 0) {
        rmdir(l->out);
        mem_free(path);
        path = mem_strdup(moved);
    }
    return (struct reply){
        .status = 200, .type = type_of_file(name), .file = path, .name = plain_name(l->r, name)};
}

static struct reply run_line(struct line *l, const struct progress *progress) {
    const struct json *seen = json_get(l->r->json, "seen");
    const struct desk_command command = {.argv = l->argv,
                                         .argc = l->argc,
                                         .lang = l->r->lang,
                                         .progress = progress,
                                         .seen_run = json_text_get(json_get(seen, "run")),
                                         .seen_mark = json_text_get(json_get(seen, "mark"))};
    const struct desk_host *host = &l->desk->setup.host;
    char *json = NULL;
    enum rc rc = host->run(host->payload, &command, &json);

    if (rc != RC_OK || !l->out)
        return reply_json(status_of(rc), json);
    mem_free(json);
    return file_reply(l);
}

struct reply run_command(struct desk *desk, struct request *r, const struct progress *progress) {
    struct line l = {.desk = desk, .r = r};
    bool put = true;

    add_words(&l);
    add_options(&l);
    if (r->route->flags & (ROUTE_FILE | ROUTE_FOLDER))
        name_output(&l);
    add(&l, "--");
    if (r->route->flags & ROUTE_UPLOAD)
        put = put_upload(&l);
    add_arguments(&l);
    struct reply reply =
        !put     ? reply_error(503, r->lang, "disk",
                               BI("磁盘写不了，请腾出空间后重做",
                                  "the disk failed; free some space and do it again"))
        : l.full ? reply_error(400, r->lang, "too-many", BI("一次给的太多", "too many at once"))
                 : run_line(&l, progress);
    if (r->route->flags & ROUTE_UPLOAD)
        unlink(l.argv[l.argc - 1]);
    return reply;
}

/* ---- kept answers, jobs ---- */

static const char *key_of(const struct request *r, struct str *key) {
    str_addf(key, "%d %s", (int)r->lang, r->url);
    for (int i = 0; i < r->n_query; i++)
        str_addf(key, "\n%s\n%s", r->query[i].name, r->query[i].value);
    return str_get(key);
}

static struct reply run_kept(struct desk *desk, struct request *r) {
    struct str key = STR_MAX(4096);
    int64_t state = desk->setup.host.state(desk->setup.host.payload);
    bool keep = key_of(r, &key) && !key.full && state >= 0;
    char *json = keep ? kept_take(desk->kept, str_get(&key), state) : NULL;
    struct reply reply = json ? reply_json(200, json) : run_command(desk, r, NULL);

    if (keep && !json)
        kept_put(desk->kept, str_get(&key), state, reply.status == 200 ? reply.body : NULL);
    str_clear(&key);
    return reply;
}

static struct reply run_job(struct desk *desk, struct request *r) {
    enum lang lang = r->lang;
    int64_t job = jobs_start(desk->jobs, r);
    struct json *json = json_new_object();

    if (!job) {
        json_free(json);
        return reply_error(
            503, lang, "busy",
            BI("还有几件事在进行，请稍后再试", "some work is still under way; try again soon"));
    }
    json_set_int(json, "job", job);
    struct reply reply = reply_json(202, json_text(json));
    json_free(json);
    return reply;
}

struct reply run_route(struct desk *desk, struct request *r) {
    if (r->route->flags & ROUTE_JOB)
        return run_job(desk, r);
    if (r->route->flags & ROUTE_KEPT)
        return run_kept(desk, r);
    return run_command(desk, r, NULL);
}
