/* The parts of a download, shared by the http_*.c files of this folder. */
#ifndef HOMEWARD_WIRE_HTTP_H
#define HOMEWARD_WIRE_HTTP_H

#include "homeward/http.h"
#include "homeward/str.h"

#include <curl/curl.h>
#include <sys/socket.h>

#define HTTP_BODY_MAX ((int64_t)256 << 20)
#define HTTP_TRIES_MAX 5

/* ---- http_url.c: what a url may be, and where it may lead ---- */

bool http_url_is(const char *url, const char *scheme);
/* A redirect stays on the same or a safer protocol: never from https down, never to ftp or file. */
bool http_url_hop(const char *from, const char *to);
bool http_url_same_origin(const char *one, const char *other);
/* The path that a file url names; false: none. */
bool http_url_file(const char *url, struct str *out);

/* ---- http_address.c: where a socket may connect ---- */

/* false for loopback, private, link-local and all other addresses that are not the internet's. */
bool http_address_public(const struct sockaddr *address);
/* The url itself names this very address in its plain form (or localhost): staff meant it. Other
 * spellings, names that resolve to it and redirects did not ask for it. */
bool http_address_named(const char *url, const struct sockaddr *address);

/* ---- http_retry.c: whether and when to try again ---- */

bool http_retry_status(long status);
/* Seconds that a Retry-After asks for, 0 to 600; -1: it says nothing. */
int64_t http_retry_after(const char *value, int64_t now);
/* Seconds to wait after so many failures in a row; jitter in [0, 1). */
double http_retry_wait(int failures, int64_t retry_after, double jitter);
/* "bytes 0-9/10"; total -1 where it is "*". */
bool http_content_range(const char *value, int64_t *out_from, int64_t *out_to, int64_t *out_total);

/* ---- one download ---- */

enum transfer_state { TRANSFER_WAITING, TRANSFER_RUNNING, TRANSFER_DONE, TRANSFER_HANDED };
struct transfer {
    const struct http_job *job;
    const struct http_settings *settings;
    double pace; /* of all limits and waits; 1 but in tests */
    enum transfer_state state;
    CURL *easy; /* while running */
    struct curl_slist *headers;
    char *url; /* where a redirect led; NULL: the job's */
    int hops, tries, resumes;
    int failures, timeouts; /* in a row without anything new; altogether */
    double first, due;      /* when the first try began; when the next may; seconds, monotonic */

    /* this try */
    double began, window; /* window: since when its speed is measured */
    int64_t received, window_received, header_bytes, discarded;
    bool answered, conditional, ranged, begun;
    bool private_refused; /* a connection to a private address was refused */
    bool other_version;   /* the rest came from another version than the beginning */

    /* the copy that is on its way, kept from try to try */
    int fd;
    int64_t have, best; /* bytes; most bytes that any try had */
    int64_t whole;      /* its announced length, -1: not known */
    char etag[256], modified[64];

    enum rc rc;
    struct err err;
    bool unchanged;
};

/* http_body.c: curl's callbacks for what arrives */
void http_body_set_up(struct transfer *t);
/* Headers are in, a body may come: does it belong to the copy? Fills t->err where it must not. */
bool http_body_begin(struct transfer *t);
void http_body_drop(struct transfer *t); /* forget the copy */
const char *http_header(const struct transfer *t, const char *name);

/* http_transfer.c: requests and what becomes of them */
void http_transfer_start(struct transfer *t, CURLM *multi, double now);
void http_transfer_ended(struct transfer *t, CURLcode code, double now);
void http_transfer_limit(struct transfer *t, CURLM *multi, double now);
void http_transfer_clear(struct transfer *t, CURLM *multi);

#endif
