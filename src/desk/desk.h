/* What the parts of the desk know of each other: a request that has been read whole, and what is
 * answered. Only server.c and slow.c know the HTTP library. */
#ifndef HOMEWARD_DESK_DESK_H
#define HOMEWARD_DESK_DESK_H

#include "homeward/desk.h"
#include "homeward/mem.h"
#include "homeward/wire.h"

#include <stdatomic.h>

struct desk;
struct request;

enum {
    BODY_MAX = 1 << 20,    /* of JSON */
    UPLOAD_MAX = 64 << 20, /* of a list */
    ARGUMENTS_MAX = 64
};

/* ---- a request ---- */

enum route_flag {
    ROUTE_CHANGES = 1,  /* needs the token; may change something */
    ROUTE_UPLOAD = 2,   /* the body is a file, its options stand in the query */
    ROUTE_FILE = 4,     /* answers the file that the command writes with -o */
    ROUTE_FOLDER = 8,   /* answers the one file that it writes into the folder -o */
    ROUTE_JOB = 16,     /* runs behind; answers the job's number */
    ROUTE_KEPT = 32,    /* its answer stands until the database changes */
    ROUTE_PRIVATE = 64, /* reads, but what is asked must not stand in a URL: POST with the token */
};
struct route {
    const char *method, *path; /* {name} takes one segment */
    const char *command;       /* its words; NULL: the desk answers itself (own) */
    const char *args;          /* names of its arguments in order: of the path, else the body */
    const char *options;       /* names of options that the query or the body may give */
    unsigned flags;
    struct bi does; /* for the OpenAPI file */
    struct reply (*own)(struct desk *desk, struct request *request);
};
extern const struct route routes[];
extern const int n_routes;

enum { PARAMETERS_MAX = 4 };
struct parameter {
    const char *name, *value;
};
struct request {
    const char *method, *url; /* without the query */
    const struct route *route;
    struct parameter path[PARAMETERS_MAX];
    int n_path;
    struct parameter query[16];
    int n_query;
    enum lang lang;
    const char *host, *origin, *site, *token, *session, *type; /* headers; NULL: not sent */
    char *body;                                                /* ends with NUL; NULL: none */
    size_t body_len;
    struct json *json; /* the body read; NULL: none */
    struct arena arena;
};

/* ---- a reply ---- */

struct reply {
    int status;
    const char *type;  /* media type */
    char *body;        /* mem_free; NULL: static_body, or the file */
    const void *fixed; /* lives as long as the program */
    size_t len;
    char *file;         /* sent and removed; mem_free */
    const char *name;   /* of the file, for the browser to save */
    const char *cookie; /* Set-Cookie; lives in the request's arena */
    const char *allow;  /* methods, with 405 */
    int64_t events;     /* a job whose events are sent as they come; 0: none */
};
struct reply reply_json(int status, char *json);
/* {"error":{"code","message"}} as the command line answers. */
struct reply reply_error(int status, enum lang lang, const char *code, struct bi message);

/* The state of the database as a number. */
struct reply state_get(struct desk *desk, struct request *request);

/* ---- parts ---- */

struct desk {
    struct desk_setup setup;
    int port;
    struct jobs *jobs;
    struct kept *kept;
    unsigned char secret[32]; /* what tokens are made with, anew at each start */
    char folder[64];          /* for files on their way; removed at the end */
    atomic_ulong number;      /* of files there */
};

/* server.c */
void request_free(struct request *request);

/* guard.c: who may ask; true: the refusal stands in *out. */
bool guard_refuses_host(const struct desk *desk, const struct request *request, struct reply *out);
bool guard_refuses(const struct desk *desk, struct request *request, struct reply *out);
struct reply guard_session(struct desk *desk, struct request *request);

/* match.c: the route of a request; false: *out is the refusal (404, 405). */
bool route_find(struct request *request, struct reply *out);

/* run.c */
struct reply run_route(struct desk *desk, struct request *request);
struct reply run_command(struct desk *desk, struct request *request,
                         const struct progress *progress);

/* pages.c: src/desk/web */
struct reply page_get(struct desk *desk, struct request *request);

/* openapi.c */
struct reply openapi_get(struct desk *desk, struct request *request);

/* kept.c: answers that stand until the database changes. */
struct kept;
struct kept *kept_new(void);
void kept_free(struct kept *kept);
/* A copy (mem_free). NULL: the caller works it out and puts it; others who ask meanwhile wait. */
char *kept_take(struct kept *kept, const char *key, int64_t state);
/* json NULL: it came to nothing. */
void kept_put(struct kept *kept, const char *key, int64_t state, const char *json);

/* jobs.c: long work. */
struct jobs;
struct jobs *jobs_new(struct desk *desk);
void jobs_free(struct jobs *jobs); /* waits for what is under way */
/* Takes the request over; the number of the job, 0: too many are under way. */
int64_t jobs_start(struct jobs *jobs, struct request *request);
struct reply jobs_show(struct desk *desk, struct request *request);
struct reply jobs_events(struct desk *desk, struct request *request);
/* The next event of a job as text (mem_free); waits for one; NULL: it has ended, or the desk has.
 */
char *jobs_next_event(struct jobs *jobs, int64_t job, int64_t *seen);

#endif
