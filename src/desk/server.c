/*
 * The web server's life: it listens on loopback, reads each request whole within its caps, has it
 * answered, sends the reply. One thread a connection, so that a slow command holds up nobody else.
 */
#include "desk/desk.h"
#include "desk/slow.h"

#include "homeward/log.h"
#include "homeward/str.h"
#include "homeward/vault.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONNECTIONS = 400, SILENCE_S = 10, HEADERS_MAX = 32 << 10, STACK = 4 << 20 };

/* ---- reading ---- */

/* One request on its way in. */
struct visit {
    struct request request;
    size_t cap;
    bool refused;
    struct reply refusal;
};

static const char *header(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result on_query(void *payload, enum MHD_ValueKind kind, const char *key,
                                const char *value) {
    struct request *r = payload;

    (void)kind;
    if (r->n_query == (int)(sizeof r->query / sizeof *r->query))
        return MHD_NO;
    r->query[r->n_query++] = (struct parameter){arena_strdup(&r->arena, key),
                                                arena_strdup(&r->arena, value ? value : "")};
    return MHD_YES;
}

static enum MHD_Result on_cookie(void *payload, enum MHD_ValueKind kind, const char *key,
                                 const char *value) {
    struct request *r = payload;

    (void)kind;
    if (strcmp(key, "homeward") == 0 && value)
        r->session = arena_strdup(&r->arena, value);
    return MHD_YES;
}

static enum lang wanted_lang(const struct desk *desk, const char *accept) {
    if (accept && strncmp(accept, "en", 2) == 0)
        return LANG_EN;
    return accept && strncmp(accept, "zh", 2) == 0 ? LANG_ZH : desk->setup.lang;
}

static void read_head(const struct desk *desk, struct MHD_Connection *connection,
                      const char *method, const char *url, struct request *r) {
    r->method = arena_strdup(&r->arena, method);
    r->url = arena_strdup(&r->arena, url);
    r->lang = wanted_lang(desk, header(connection, "Accept-Language"));
    r->host = arena_strdup(&r->arena, (char *)(uintptr_t)header(connection, "Host"));
    r->origin = arena_strdup(&r->arena, (char *)(uintptr_t)header(connection, "Origin"));
    r->site = arena_strdup(&r->arena, (char *)(uintptr_t)header(connection, "Sec-Fetch-Site"));
    r->token = arena_strdup(&r->arena, (char *)(uintptr_t)header(connection, "X-Homeward-Token"));
    r->type = arena_strdup(&r->arena, (char *)(uintptr_t)header(connection, "Content-Type"));
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, on_query, r);
    MHD_get_connection_values(connection, MHD_COOKIE_KIND, on_cookie, r);
}

static void refuse(struct visit *v, struct reply reply) {
    if (v->refused)
        mem_free(reply.body);
    else
        v->refusal = reply;
    v->refused = true;
}

static size_t body_limit(const struct request *r) {
    return r->route && r->route->flags & ROUTE_UPLOAD ? UPLOAD_MAX : BODY_MAX;
}

static struct reply too_large(const struct request *r) {
    return reply_error(413, r->lang, "too-large",
                       BI("发来的内容太大", "what was sent is too large"));
}

/* Both a length and chunks: two readers would cut the body at different places. */
static void check_length(struct MHD_Connection *connection, struct visit *v) {
    const char *length = header(connection, "Content-Length");
    int64_t n = 0;

    if (length && header(connection, "Transfer-Encoding"))
        refuse(v, reply_error(400, v->request.lang, "malformed-request",
                              BI("请求的长度写了两次", "the request gives its length twice")));
    else if (length && !text_int64(length, 0, INT64_MAX, &n))
        refuse(v, reply_error(400, v->request.lang, "malformed-request",
                              BI("请求的长度不对", "the request's length is malformed")));
    else if ((size_t)n > body_limit(&v->request))
        refuse(v, too_large(&v->request));
}

static struct visit *begin(struct desk *desk, struct MHD_Connection *connection, const char *method,
                           const char *url) {
    struct visit *v = mem_alloc(sizeof *v);
    struct reply reply = {0};

    read_head(desk, connection, method, url, &v->request);
    if (guard_refuses_host(desk, &v->request, &reply) || !route_find(&v->request, &reply) ||
        guard_refuses(desk, &v->request, &reply))
        refuse(v, reply);
    check_length(connection, v);
    return v;
}

static void take_body(struct visit *v, const char *data, size_t n) {
    struct request *r = &v->request;

    if (v->refused)
        return;
    if (r->body_len + n > body_limit(r)) {
        refuse(v, too_large(r));
        return;
    }
    while (r->body_len + n + 1 > v->cap) {
        v->cap = v->cap ? v->cap * 2 : 4096;
        r->body = mem_resize(r->body, v->cap, 1);
    }
    memcpy(r->body + r->body_len, data, n);
    r->body_len += n;
    r->body[r->body_len] = '\0';
}

static void read_json(struct visit *v) {
    struct request *r = &v->request;

    if (v->refused || !r->body_len || !r->route || r->route->flags & ROUTE_UPLOAD)
        return;
    r->json = json_read(r->body, r->body_len);
    if (!r->json)
        refuse(v, reply_error(400, r->lang, "malformed-json",
                              BI("发来的内容不是 JSON", "what was sent is not JSON")));
}

/* ---- answering ---- */

static const struct {
    const char *name, *value;
} always[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cache-Control", "no-store"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
};

static void add(struct MHD_Response *response, const char *name, const char *value) {
    if (value)
        MHD_add_response_header(response, name, value);
}

static void set_headers(struct MHD_Response *response, const struct reply *reply) {
    struct str disposition = STR_MAX(512);

    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        add(response, always[i].name, always[i].value);
    add(response, "Content-Type", reply->type);
    add(response, "Set-Cookie", reply->cookie);
    add(response, "Allow", reply->allow);
    if (reply->name) {
        str_addf(&disposition, "attachment; filename=\"%s\"", reply->name);
        add(response, "Content-Disposition", str_get(&disposition));
    }
    str_clear(&disposition);
}

struct events {
    struct jobs *jobs;
    int64_t job, seen;
    char *rest;
    size_t at;
};

static ssize_t give_event(void *payload, uint64_t pos, char *buf, size_t max) {
    struct events *e = payload;
    size_t n;

    (void)pos;
    if (!e->rest || !e->rest[e->at]) {
        mem_free(e->rest);
        e->at = 0;
        e->rest = jobs_next_event(e->jobs, e->job, &e->seen);
        if (!e->rest)
            return MHD_CONTENT_READER_END_OF_STREAM;
    }
    n = strlen(e->rest + e->at);
    n = n < max ? n : max;
    memcpy(buf, e->rest + e->at, n);
    e->at += n;
    return (ssize_t)n;
}

static void end_events(void *payload) {
    struct events *e = payload;

    mem_free(e->rest);
    mem_free(e);
}

static struct MHD_Response *event_response(struct desk *desk, const struct reply *reply) {
    struct events *e = mem_alloc(sizeof *e);

    *e = (struct events){.jobs = desk->jobs, .job = reply->events};
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, give_event, e, end_events);
}

static struct MHD_Response *file_response(const struct reply *reply) {
    struct stat st;
    int fd = open(reply->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    unlink(reply->file);
    if (fd < 0 || fstat(fd, &st) != 0)
        return NULL;
    return MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
}

static struct MHD_Response *response_of(struct desk *desk, const struct reply *reply) {
    static char nothing[1];

    if (reply->events)
        return event_response(desk, reply);
    if (reply->file)
        return file_response(reply);
    if (reply->fixed)
        return MHD_create_response_from_buffer(reply->len, (void *)(uintptr_t)reply->fixed,
                                               MHD_RESPMEM_PERSISTENT);
    if (!reply->body)
        return MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
    return MHD_create_response_from_buffer(reply->len, reply->body, MHD_RESPMEM_MUST_COPY);
}

static enum MHD_Result send_reply(struct desk *desk, struct MHD_Connection *connection,
                                  struct reply *reply) {
    struct MHD_Response *response = response_of(desk, reply);

    if (response)
        set_headers(response, reply);
    enum MHD_Result done =
        response ? MHD_queue_response(connection, (unsigned)reply->status, response) : MHD_NO;
    if (response)
        MHD_destroy_response(response);
    mem_free(reply->body);
    mem_free(reply->file);
    return done;
}

static struct reply answer(struct desk *desk, struct request *r) {
    return r->route->own ? r->route->own(desk, r) : run_route(desk, r);
}

static enum MHD_Result on_request(void *payload, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *n, void **state) {
    struct desk *desk = payload;
    struct visit *v = *state;

    (void)version;
    if (!v) {
        *state = begin(desk, connection, method, url);
        return MHD_YES;
    }
    if (*n) {
        take_body(v, data, *n);
        *n = 0;
        return MHD_YES;
    }
    slow_reading_done(connection);
    read_json(v);
    struct reply reply = v->refused ? v->refusal : answer(desk, &v->request);
    v->refused = false;
    return send_reply(desk, connection, &reply);
}

static void on_completed(void *payload, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code) {
    struct visit *v = *state;

    (void)payload;
    (void)code;
    slow_reading_begins(connection);
    if (!v)
        return;
    if (v->refused)
        mem_free(v->refusal.body);
    request_free(&v->request);
    mem_free(v);
    *state = NULL;
}

void request_free(struct request *r) {
    json_free(r->json);
    mem_free(r->body);
    arena_clear(&r->arena);
    *r = (struct request){0};
}

/* What the library says about broken connections is of no use to staff, and may quote them. */
static void on_log(void *payload, const char *format, va_list args) {
    (void)payload;
    (void)format;
    (void)args;
}

/* ---- listening ---- */

static enum rc read_address(const char *listen, struct sockaddr_in *out, struct err *err) {
    const char *colon = strrchr(listen, ':');
    char host[64];
    int64_t port = 0;

    *out = (struct sockaddr_in){.sin_family = AF_INET};
    if (!colon || (size_t)(colon - listen) >= sizeof host ||
        !text_int64(colon + 1, 0, 65535, &port))
        return err_set(err, RC_USAGE, "malformed-value", "--listen 要写成 127.0.0.1:8018",
                       "--listen is written as 127.0.0.1:8018");
    snprintf(host, sizeof host, "%.*s", (int)(colon - listen), listen);
    if (inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host, &out->sin_addr) !=
        1)
        return err_set(err, RC_USAGE, "malformed-value", "--listen 要写成 127.0.0.1:8018",
                       "--listen is written as 127.0.0.1:8018");
    out->sin_port = htons((uint16_t)port);
    if (ntohl(out->sin_addr.s_addr) >> 24 == 127)
        return RC_OK;
    return err_set(err, RC_DENIED, "not-loopback",
                   "工作台还没有用户和权限，只在本机上开：请用 127.0.0.1",
                   "the desk has no users and rights yet and serves this machine alone: "
                   "use 127.0.0.1");
}

static struct MHD_Daemon *start(struct desk *desk, const struct sockaddr_in *address) {
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL |
            MHD_USE_ITC | MHD_USE_ERROR_LOG,
        0, NULL, NULL, on_request, desk, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
        MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)address, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MAX, MHD_OPTION_THREAD_STACK_SIZE,
        (size_t)STACK, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
        NULL, MHD_OPTION_NOTIFY_CONNECTION, slow_on_connection, NULL, MHD_OPTION_END);
}

static enum rc make_folder(struct desk *desk, struct err *err) {
    const char *temp = getenv("TMPDIR");

    snprintf(desk->folder, sizeof desk->folder, "%.40s/homeward-XXXXXX", temp ? temp : "/tmp");
    if (mkdtemp(desk->folder))
        return RC_OK;
    return err_set(err, RC_IO, "unwritable", "建不了临时文件夹 %s", "cannot make the folder %s",
                   desk->folder);
}

static void remove_folder(const struct desk *desk) {
    DIR *dir = opendir(desk->folder);

    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    rmdir(desk->folder);
}

/* SIGINT and SIGTERM are blocked in every thread and waited for here. */
static void wait_for_the_end(const sigset_t *ends) {
    int which;

    sigwait(ends, &which);
}

static enum rc serve(struct desk *desk, const struct sockaddr_in *address, const sigset_t *ends,
                     struct err *err) {
    struct MHD_Daemon *daemon = start(desk, address);

    if (!daemon)
        return err_set(
            err, RC_NET, "cannot-listen", "不能在 %s 上监听：可能另一个工作台已开着，请换一个端口",
            "cannot listen on %s: another desk may be open; take another port", desk->setup.listen);
    desk->port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    slow_start();
    desk->setup.ready(desk->setup.host.payload, desk->port);
    wait_for_the_end(ends);
    jobs_free(desk->jobs);
    MHD_stop_daemon(daemon);
    slow_stop();
    return RC_OK;
}

enum rc desk_serve(const struct desk_setup *setup, struct err *err) {
    struct desk desk = {.setup = *setup};
    struct sockaddr_in address;
    sigset_t ends;
    enum rc rc = read_address(setup->listen, &address, err);

    rc = rc == RC_OK ? make_folder(&desk, err) : rc;
    if (rc != RC_OK)
        return rc;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    vault_random(desk.secret, sizeof desk.secret);
    desk.jobs = jobs_new(&desk);
    desk.kept = kept_new();
    rc = serve(&desk, &address, &ends, err);
    if (rc != RC_OK)
        jobs_free(desk.jobs);
    kept_free(desk.kept);
    remove_folder(&desk);
    return rc;
}
