/* Long work: a thread of its own, its progress told as server-sent events, its answer kept until
 * newer work needs the room. */
#include "desk/desk.h"

#include "homeward/str.h"
#include "homeward/when.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { JOBS = 16, RUNNING_MAX = 4, HEARTBEAT_S = 5 };

struct job {
    int64_t number; /* 0: a free place */
    int64_t step;   /* grows with every event */
    struct jobs *jobs;
    struct request request;
    pthread_t thread;
    bool ended, joined;
    struct bi what;
    int64_t done, total;
    struct reply reply;
};
struct jobs {
    struct desk *desk;
    pthread_mutex_t lock;
    pthread_cond_t told;
    int64_t last;
    bool ends;
    struct job at[JOBS];
};

struct jobs *jobs_new(struct desk *desk) {
    struct jobs *jobs = mem_alloc(sizeof *jobs);

    jobs->desk = desk;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->told, NULL);
    return jobs;
}

static void clear(struct job *job) {
    if (job->number && !job->joined)
        pthread_join(job->thread, NULL);
    mem_free(job->reply.body);
    mem_free(job->reply.file);
    request_free(&job->request);
    *job = (struct job){0};
}

void jobs_free(struct jobs *jobs) {
    pthread_mutex_lock(&jobs->lock);
    jobs->ends = true;
    pthread_cond_broadcast(&jobs->told);
    pthread_mutex_unlock(&jobs->lock);
    for (int i = 0; i < JOBS; i++)
        clear(&jobs->at[i]);
    /* its lock stays: connections that wait for events leave one by one */
}

/* ---- running ---- */

static void on_step(void *payload, struct bi what, int64_t done, int64_t total) {
    struct job *job = payload;

    pthread_mutex_lock(&job->jobs->lock);
    job->what = what;
    job->done = done;
    job->total = total;
    job->step++;
    pthread_cond_broadcast(&job->jobs->told);
    pthread_mutex_unlock(&job->jobs->lock);
}

static void *work(void *payload) {
    struct job *job = payload;
    const struct progress progress = {on_step, job};
    struct reply reply = run_command(job->jobs->desk, &job->request, &progress);

    pthread_mutex_lock(&job->jobs->lock);
    job->reply = reply;
    job->ended = true;
    job->step++;
    pthread_cond_broadcast(&job->jobs->told);
    pthread_mutex_unlock(&job->jobs->lock);
    return NULL;
}

/* The oldest place whose work has ended; NULL: too many are under way. */
static struct job *take_place(struct jobs *jobs) {
    struct job *best = NULL;
    int running = 0;

    for (int i = 0; i < JOBS; i++) {
        struct job *job = &jobs->at[i];
        running += job->number && !job->ended;
        if ((!job->number || job->ended) && (!best || job->number < best->number))
            best = job;
    }
    if (running >= RUNNING_MAX || !best || jobs->ends)
        return NULL;
    clear(best);
    return best;
}

int64_t jobs_start(struct jobs *jobs, struct request *request) {
    int64_t number = 0;

    pthread_mutex_lock(&jobs->lock);
    struct job *job = take_place(jobs);
    if (job) {
        *job = (struct job){.number = ++jobs->last, .jobs = jobs, .request = *request};
        if (pthread_create(&job->thread, NULL, work, job) == 0) {
            number = job->number;
            *request = (struct request){.lang = job->request.lang};
        } else {
            *job = (struct job){0};
        }
    }
    pthread_mutex_unlock(&jobs->lock);
    return number;
}

/* ---- telling ---- */

static struct job *find(struct jobs *jobs, int64_t number) {
    for (int i = 0; i < JOBS; i++)
        if (number && jobs->at[i].number == number)
            return &jobs->at[i];
    return NULL;
}

static char *state_text(const struct job *job) {
    struct str text = STR_MAX(32 << 20);
    struct json *json = json_new_object();

    json_set_int(json, "job", job->number);
    json_set_bool(json, "ended", job->ended);
    if (!job->ended) {
        json_set_text(json, "what", job->what.zh ? bi_text(job->what, job->request.lang) : NULL);
        json_set_int(json, "done", job->done);
        json_set_int(json, "total", job->total);
    } else {
        json_set_int(json, "status", job->reply.status);
    }
    char *head = json_text(json);
    json_free(json);
    str_addn(&text, head, strlen(head) - 1);
    if (job->ended && job->reply.body)
        str_addf(&text, ",\"answer\":%s", job->reply.body);
    str_add(&text, "}");
    mem_free(head);
    return text.s;
}

static int64_t number_in(const struct request *r) {
    int64_t number = 0;

    (void)!text_int64(r->path[0].value, 1, INT64_MAX, &number);
    return number;
}

static struct reply no_job(const struct request *r) {
    return reply_error(404, r->lang, "unknown-job", BI("没有这项工作", "there is no such job"));
}

struct reply jobs_show(struct desk *desk, struct request *r) {
    pthread_mutex_lock(&desk->jobs->lock);
    struct job *job = find(desk->jobs, number_in(r));
    struct reply reply = job ? reply_json(200, state_text(job)) : no_job(r);
    pthread_mutex_unlock(&desk->jobs->lock);
    return reply;
}

struct reply jobs_events(struct desk *desk, struct request *r) {
    int64_t number = number_in(r);

    pthread_mutex_lock(&desk->jobs->lock);
    bool there = find(desk->jobs, number) != NULL;
    pthread_mutex_unlock(&desk->jobs->lock);
    return there ? (struct reply){.status = 200,
                                  .type = "text/event-stream; charset=utf-8",
                                  .events = number}
                 : no_job(r);
}

static bool wait_a_little(struct jobs *jobs) {
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += HEARTBEAT_S;
    return pthread_cond_timedwait(&jobs->told, &jobs->lock, &until) == 0;
}

char *jobs_next_event(struct jobs *jobs, int64_t number, int64_t *seen) {
    struct str event = STR_MAX(33 << 20);

    pthread_mutex_lock(&jobs->lock);
    struct job *job = find(jobs, number);
    bool told = true;
    if (job && *seen == job->step && !job->ended && !jobs->ends)
        told = wait_a_little(jobs);
    job = find(jobs, number); /* its place may have been taken */
    if (job && !jobs->ends && *seen <= job->step && *seen >= 0) {
        if (!told && *seen == job->step && !job->ended) {
            str_add(&event, ": still at it\n\n");
        } else {
            char *state = state_text(job);
            str_addf(&event, "data: %s\n\n", state);
            mem_free(state);
            *seen = job->ended ? -1 : job->step;
        }
    }
    pthread_mutex_unlock(&jobs->lock);
    return event.s;
}
