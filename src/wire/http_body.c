/*
 * What arrives: headers looked at before a byte is kept, bytes counted as they come (curl's own
 * limit does not count bodies without a length), and written to a file that has no name.
 */
#include "wire/http.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HEADERS_MAX 65536
#define DISCARD_MAX 65536 /* of a body that nobody wants: a redirect's, an error's */

const char *http_header(const struct transfer *t, const char *name) {
    struct curl_header *h;

    return curl_easy_header(t->easy, name, 0, CURLH_HEADER, -1, &h) == CURLHE_OK ? h->value : NULL;
}

void http_body_drop(struct transfer *t) {
    if (t->fd >= 0)
        close(t->fd);
    t->fd = -1;
    t->have = 0;
    t->whole = -1;
    t->etag[0] = t->modified[0] = '\0';
}

/* ---- the file without a name ---- */

static bool disk_failed(struct transfer *t) {
    rc_ignore(err_set(&t->err, RC_IO, "unwritable",
                      "写不了下载用的临时文件：%s，请检查磁盘空间和文件夹 %s",
                      "cannot write the temporary file of a download: %s; check the disk space and "
                      "the folder %s",
                      strerror(errno), t->settings->folder));
    return false;
}

static bool open_file(struct transfer *t) {
    char path[4096];

    if (t->fd >= 0)
        return true;
    int n = snprintf(path, sizeof path, "%s/.homeward-XXXXXX", t->settings->folder);
    errno = ENAMETOOLONG;
    if (n < 0 || (size_t)n >= sizeof path || (t->fd = mkstemp(path)) < 0)
        return disk_failed(t);
    unlink(path);
    fcntl(t->fd, F_SETFD, FD_CLOEXEC);
    return true;
}

/* From the first byte; what was there is gone. */
static bool start_over(struct transfer *t) {
    http_body_drop(t);
    return open_file(t);
}

static bool put(struct transfer *t, const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t wrote = pwrite(t->fd, bytes, n, (off_t)t->have);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return disk_failed(t);
        bytes += wrote;
        n -= (size_t)wrote;
        t->have += wrote;
    }
    return true;
}

/* ---- what the headers say ---- */

static bool too_large(struct transfer *t) {
    rc_ignore(err_set(&t->err, RC_LIMIT, "too-large", "名单超过 256 MiB，没有导入；请与站点核实",
                      "the list is longer than 256 MiB and was not imported; ask the station"));
    return false;
}

static bool encoded(struct transfer *t) {
    rc_ignore(err_set(&t->err, RC_INVALID, "encoded",
                      "服务器发来的是压缩内容，我们没有要求压缩，不予接收；请站点关闭压缩",
                      "the server sent compressed content that was not asked for, which is not "
                      "taken; ask the station to turn compression off"));
    return false;
}

/* A body that ends when the connection does may be cut without anybody noticing. */
static bool without_length(struct transfer *t) {
    rc_ignore(
        err_set(&t->err, RC_NET, "no-length",
                "服务器没有说明名单有多长，断了也看不出来，没有导入；请站点让服务器给出 "
                "Content-Length，或用浏览器下载后 list import",
                "the server does not say how long the list is, so a cut would not be seen; it "
                "was not imported: ask the station for a server that gives Content-Length, or "
                "download it with a browser and use list import"));
    return false;
}

/* A validator is sent back to the server later: only plain short text is kept. */
static void keep_header(const struct transfer *t, const char *name, char *out, size_t cap) {
    const char *value = http_header(t, name);

    out[0] = '\0';
    if (!value || strlen(value) >= cap)
        return;
    for (const char *c = value; *c; c++)
        if (*c < ' ' || *c > '~')
            return;
    snprintf(out, cap, "%s", value);
}

/* The whole thing, from its first byte. */
static bool begin_whole(struct transfer *t, int64_t length) {
    if (!start_over(t))
        return false;
    t->whole = length;
    keep_header(t, "ETag", t->etag, sizeof t->etag);
    keep_header(t, "Last-Modified", t->modified, sizeof t->modified);
    return true;
}

/* The rest, if it is the rest of the same thing. */
static bool begin_rest(struct transfer *t) {
    int64_t from, to, total;
    const char *etag = http_header(t, "ETag");
    bool fits = http_content_range(http_header(t, "Content-Range"), &from, &to, &total) &&
                from == t->have && (t->whole < 0 || total < 0 || total == t->whole);

    t->other_version = !fits || !etag || strcmp(etag, t->etag) != 0;
    if (t->other_version)
        return false;
    if (total >= 0)
        t->whole = total;
    return t->whole <= HTTP_BODY_MAX || too_large(t);
}

static bool begin_http(struct transfer *t, long status) {
    const char *coding = http_header(t, "Content-Encoding");
    const char *transfer = http_header(t, "Transfer-Encoding");
    curl_off_t length = -1;

    curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if ((coding && strcasecmp(coding, "identity") != 0) ||
        (transfer && strcasecmp(transfer, "chunked") != 0))
        return encoded(t);
    if (!transfer && length < 0)
        return without_length(t);
    if (length > HTTP_BODY_MAX)
        return too_large(t);
    return status == 206 ? begin_rest(t) : begin_whole(t, transfer ? -1 : (int64_t)length);
}

bool http_body_begin(struct transfer *t) {
    const char *url = t->url ? t->url : t->job->url;
    long status = 0;

    if (t->begun)
        return true;
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    bool web = !http_url_is(url, "ftp") && !http_url_is(url, "file");
    if (web && status != 200 && !(status == 206 && t->ranged))
        return false;
    t->begun = web ? begin_http(t, status) : start_over(t);
    return t->begun;
}

/* ---- curl's callbacks ---- */

static size_t on_header(char *data, size_t size, size_t n, void *payload) {
    struct transfer *t = payload;

    (void)data;
    t->answered = true;
    t->header_bytes += (int64_t)(size * n);
    return t->header_bytes <= HEADERS_MAX ? size * n : 0;
}

static bool unwanted(const struct transfer *t) {
    return t->err.rc == RC_OK && !t->other_version;
}

static size_t on_body(char *data, size_t size, size_t n, void *payload) {
    struct transfer *t = payload;
    size_t len = size * n;

    t->answered = true;
    t->received += (int64_t)len;
    if (!http_body_begin(t)) {
        t->discarded += (int64_t)len;
        return unwanted(t) && t->discarded <= DISCARD_MAX ? len : 0;
    }
    if (t->have + (int64_t)len > HTTP_BODY_MAX) {
        too_large(t);
        return 0;
    }
    return put(t, data, len) ? len : 0;
}

static curl_socket_t on_socket(void *payload, curlsocktype purpose, struct curl_sockaddr *address) {
    struct transfer *t = payload;

    (void)purpose;
    if (!http_address_public(&address->addr) && !t->job->allow_private &&
        !http_address_named(t->job->url, &address->addr)) {
        t->private_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void http_body_set_up(struct transfer *t) {
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
}
