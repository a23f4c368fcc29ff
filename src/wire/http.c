/*
 * Many downloads at once, by curl's multi interface: each gets a try when it is due, all share one
 * loop, and whichever ends first is handed out first.
 */
#include "wire/http.h"

#include "homeward/when.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define RUNNING_MAX 200 /* two descriptors each */
#define LOOK_MS 100     /* how often limits are looked at */

struct http_fetch {
    CURLM *multi;
    struct http_settings settings;
    struct transfer *transfers;
    int n, running, handed;
    struct transfer *last; /* handed out by the last call */
    double left, away;     /* when the last call returned; seconds between calls, altogether */
};

/* A clock that stands still while the caller is away: what waits for us then is not late. */
static double now_of(const struct http_fetch *f) {
    return when_monotonic_s() - f->away;
}

static void set_up_library(void) {
    (void)curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* HOMEWARD_FETCH_PACE shortens all limits and waits alike, for tests: 0.1 is ten times as fast. */
static double read_pace(void) {
    const char *given = getenv("HOMEWARD_FETCH_PACE");
    double pace = 1;

    return given && text_double(given, 0.001, 1, &pace) ? pace : 1;
}

enum rc http_fetch_new(const struct http_settings *settings, const struct http_job *jobs, int n,
                       struct http_fetch **out, struct err *err) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    double pace = read_pace();

    pthread_once(&once, set_up_library);
    CURLM *multi = curl_multi_init();
    if (!multi)
        return err_set(err, RC_INTERNAL, "curl", "下载库无法启动",
                       "the download library did not start");
    struct http_fetch *f = mem_alloc(sizeof *f);
    *f = (struct http_fetch){.multi = multi, .settings = *settings, .n = n};
    f->transfers = mem_array((size_t)n, sizeof *f->transfers);
    for (int i = 0; i < n; i++)
        f->transfers[i] = (struct transfer){.job = &jobs[i],
                                            .settings = &f->settings,
                                            .pace = pace,
                                            .state = TRANSFER_WAITING,
                                            .fd = -1,
                                            .whole = -1};
    *out = f;
    return RC_OK;
}

void http_fetch_free(struct http_fetch *f) {
    if (!f)
        return;
    for (int i = 0; i < f->n; i++)
        http_transfer_clear(&f->transfers[i], f->multi);
    curl_multi_cleanup(f->multi);
    mem_free(f->transfers);
    mem_free(f);
}

static void count_running(struct http_fetch *f) {
    f->running = 0;
    for (int i = 0; i < f->n; i++)
        f->running += f->transfers[i].state == TRANSFER_RUNNING;
}

static void start_due(struct http_fetch *f) {
    double now = now_of(f);

    for (int i = 0; i < f->n; i++) {
        struct transfer *t = &f->transfers[i];
        if (t->state != TRANSFER_WAITING || t->due > now || f->running >= RUNNING_MAX)
            continue;
        http_transfer_start(t, f->multi, now);
        f->running += t->state == TRANSFER_RUNNING;
    }
}

static void take_ended(struct http_fetch *f) {
    int left;

    for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left)) != NULL;) {
        char *payload = NULL;
        CURLcode code = m->data.result;
        CURL *easy = m->easy_handle;
        if (m->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &payload);
        curl_multi_remove_handle(f->multi, easy);
        http_transfer_ended((struct transfer *)(void *)payload, code, now_of(f));
    }
}

static void keep_limits(struct http_fetch *f) {
    double now = now_of(f);

    for (int i = 0; i < f->n; i++)
        if (f->transfers[i].state == TRANSFER_RUNNING)
            http_transfer_limit(&f->transfers[i], f->multi, now);
}

static struct transfer *first_done(const struct http_fetch *f) {
    int last = f->settings.in_order ? f->handed + 1 : f->n;

    for (int i = f->settings.in_order ? f->handed : 0; i < last; i++)
        if (f->transfers[i].state == TRANSFER_DONE)
            return &f->transfers[i];
    return NULL;
}

/* Until a try is due or limits are looked at. */
static int pause_ms(const struct http_fetch *f) {
    double now = now_of(f), until = now + LOOK_MS / 1e3;

    for (int i = 0; i < f->n && f->running < RUNNING_MAX; i++)
        if (f->transfers[i].state == TRANSFER_WAITING && f->transfers[i].due < until)
            until = f->transfers[i].due;
    return until > now ? (int)((until - now) * 1e3) + 1 : 0;
}

static void hand_out(struct http_fetch *f, struct transfer *t, struct http_result *out) {
    *out = (struct http_result){.job = (int)(t - f->transfers),
                                .rc = t->rc,
                                .err = t->err,
                                .unchanged = t->unchanged,
                                .size = t->have,
                                .etag = t->etag[0] ? t->etag : NULL,
                                .modified = t->modified[0] ? t->modified : NULL,
                                .tries = t->tries};
    /* opening this name opens the file anew, from its first byte, though it has no other name */
    if (t->fd >= 0)
        snprintf(out->path, sizeof out->path, "/dev/fd/%d", t->fd);
    t->state = TRANSFER_HANDED;
    f->handed++;
    f->last = t;
    f->left = when_monotonic_s();
}

bool http_fetch_next(struct http_fetch *f, struct http_result *out) {
    if (f->last) {
        http_transfer_clear(f->last, f->multi);
        f->away += when_monotonic_s() - f->left;
    }
    f->last = NULL;
    while (f->handed < f->n) {
        int running;
        start_due(f);
        curl_multi_perform(f->multi, &running);
        take_ended(f);
        keep_limits(f);
        count_running(f);
        struct transfer *done = first_done(f);
        if (done) {
            hand_out(f, done, out);
            return true;
        }
        curl_multi_poll(f->multi, NULL, 0, pause_ms(f), NULL);
    }
    return false;
}
