/*
 * Downloads, many at once, of things that strangers serve: https, http, ftp and file. Certificates
 * are always verified; a byte cap, limits of time, retries and resuming are kept here. What was
 * fetched is whole or is not handed out, and lies in a file without a name, for its owner's eyes.
 */
#ifndef HOMEWARD_HTTP_H
#define HOMEWARD_HTTP_H

#include "homeward/err.h"
#include "homeward/mem.h"
#include "homeward/when.h"
#include <stdbool.h>
#include <stdint.h>

/* One download; what it points to is borrowed until http_fetch_free. */
struct http_job {
    const char *url;
    const char *user, *password; /* NULL: none; sent to the url's own server only */
    const char *etag, *modified; /* of the copy that is held already; NULL: not known */
    bool allow_private;          /* may connect to loopback and private addresses */
};
struct http_settings {
    const char *folder;  /* for the files without a name */
    struct instant now;  /* for a Retry-After that is a date */
    const char *ca_file; /* trusted issuers instead of the system's; NULL: the system's */
    bool in_order; /* hand out in the order of the jobs, though a slow one holds up the rest */
};
struct http_result {
    int job;        /* which one of the jobs */
    enum rc rc;     /* RC_OK: fetched or unchanged */
    struct err err; /* why not */
    bool unchanged; /* the copy that is held is still the one served */
    char path[32];  /* reads the fetched bytes from the start; until the next call */
    int64_t size;
    const char *etag, *modified; /* of what was fetched; NULL: not said */
    int tries;
};
struct http_fetch;
enum rc http_fetch_new(const struct http_settings *settings, const struct http_job *jobs, int n,
                       struct http_fetch **out, struct err *err) RC_CHECK;
/* Waits for the next download to end, in whatever order they do unless in_order; false: all were
 * handed out. */
bool http_fetch_next(struct http_fetch *fetch, struct http_result *out);
void http_fetch_free(struct http_fetch *fetch); /* accepts NULL; drops what is still under way */

/* RC_USAGE unless the url is one that can be fetched and holds no password. */
enum rc http_url_check(const char *url, struct err *err) RC_CHECK;
/* What to call the thing at a url: the last word of its path. */
const char *http_url_name(const char *url, struct arena *arena);

/* Who logs in where, from a file for its owner's eyes: "CODE user:password" a line. */
struct http_login {
    const char *key, *user, *password;
};
/* RC_DENIED: others may read the file. Messages hold line numbers, never what stands there. */
enum rc http_logins_read(const char *path, struct arena *arena, struct http_login **out, int *out_n,
                         struct err *err) RC_CHECK;

#endif
