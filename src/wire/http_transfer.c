/*
 * One download, over all its tries: what is asked for, and what an end means: done, unchanged,
 * elsewhere, again later, or given up. Limits of time are kept by our own clock: they have to hold
 * over connecting, waiting and receiving, and over the tries together.
 */
#include "wire/http.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define HOPS_MAX 5
#define RESUMES_MAX 40 /* cuts that each brought something new */
#define TIMEOUTS_MAX 2
#define TOTAL_S 3600.0
#define SLOW_S 15.0
#define SLOW_RATE 1024.0 /* bytes a second */
/* Without an answer: together with the wait between below 10 s. A download that crawls is cut after
 * 15 s, twice: together below 35 s. */
static const double answer_s[TIMEOUTS_MAX] = {5.5, 2.8};

static const char *current(const struct transfer *t) {
    return t->url ? t->url : t->job->url;
}

/* ---- ends ---- */

static void finish(struct transfer *t, enum rc rc) {
    t->rc = rc;
    t->state = TRANSFER_DONE;
    if (rc != RC_OK || t->unchanged)
        http_body_drop(t);
}

#define GIVE_UP(t, rc, ...) finish((t), err_set(&(t)->err, (rc), __VA_ARGS__))

enum again { AGAIN_STATUS, AGAIN_TIMEOUT, AGAIN_CUT };

static bool may_try_again(struct transfer *t, enum again why) {
    if (t->have > t->best && why != AGAIN_STATUS) { /* it came further than ever before */
        t->best = t->have;
        t->failures = 0;
        t->resumes++;
    }
    t->failures++;
    if (why == AGAIN_TIMEOUT)
        t->timeouts++;
    return t->failures < HTTP_TRIES_MAX && t->resumes <= RESUMES_MAX && t->timeouts < TIMEOUTS_MAX;
}

static double jitter(const struct transfer *t, double now) {
    uint64_t hash = hash_bytes(t->job->url, strlen(t->job->url), (uint64_t)(now * 1e6));

    return (double)(hash >> 40) / (double)(1 << 24);
}

/* Waits for another try, or ends with the error that stands in t->err. */
static void fail(struct transfer *t, enum again why, int64_t retry_after, double now) {
    bool again = may_try_again(t, why);
    double wait = http_retry_wait(t->failures, retry_after, jitter(t, now)) * t->pace;

    if (!again || now + wait - t->first > TOTAL_S * t->pace) {
        finish(t, t->err.rc);
        return;
    }
    t->err = (struct err){0};
    mem_free(t->url);
    t->url = NULL;
    t->hops = 0;
    t->due = now + wait;
    t->state = TRANSFER_WAITING;
}

static void fail_cut(struct transfer *t, double now) {
    rc_ignore(err_set(&t->err, RC_NET, "cut",
                      "名单传到一半就断了（试了 %d 次），没有导入；请稍后再取",
                      "the list was cut on its way (%d tries) and was not imported; fetch it again "
                      "later",
                      t->tries));
    fail(t, AGAIN_CUT, -1, now);
}

static void fail_timeout(struct transfer *t, bool slow, double now) {
    rc_ignore(slow ? err_set(&t->err, RC_TIMEOUT, "too-slow",
                             "下载太慢（每秒不到 1 KB），已放弃；请稍后再取",
                             "the download was too slow (below 1 kB/s) and was given up; fetch it "
                             "again later")
                   : err_set(&t->err, RC_TIMEOUT, "no-answer",
                             "服务器没有回应；请稍后再取，或与站点联系",
                             "the server did not answer; fetch it again later or ask the station"));
    fail(t, AGAIN_TIMEOUT, -1, now);
}

/* ---- what a status means ---- */

static void follow(struct transfer *t, double now) {
    char *next = NULL;

    curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &next);
    if (!next || !http_url_hop(current(t), next)) {
        GIVE_UP(
            t, RC_DENIED, "redirect-refused",
            "服务器转到了不许去的地方（只能转到同样或更安全的协议），没有跟随；请与站点核实网址",
            "the server redirects to where it may not (only to the same or a safer protocol), "
            "which was not followed; ask the station for its url");
        return;
    }
    if (++t->hops > HOPS_MAX) {
        GIVE_UP(t, RC_NET, "redirects", "服务器转了 5 次以上，已放弃；请与站点核实网址",
                "the server redirects more than 5 times; ask the station for its url");
        return;
    }
    char *url = mem_strdup(next);
    mem_free(t->url);
    t->url = url;
    t->due = now;
    t->state = TRANSFER_WAITING;
}

static enum rc status_error(struct transfer *t, long status) {
    if (status == 401 || status == 403)
        return err_set(
            &t->err, RC_NET, "not-admitted",
            "服务器不让取（%ld）；请核实登录文件里的用户名和密码，用 --credentials 指定该文件",
            "the server does not let us in (%ld); check user and password in the file "
            "that --credentials names",
            status);
    if (status == 404 || status == 410)
        return err_set(&t->err, RC_NET, "not-there",
                       "服务器上没有这份名单（%ld）；请与站点核实网址",
                       "the server has no such list (%ld); ask the station for its url", status);
    return err_set(&t->err, RC_NET, "http-status",
                   "服务器没有给出名单（状态 %ld）；请稍后再取，或与站点联系",
                   "the server did not give the list (status %ld); fetch it again later or ask the "
                   "station",
                   status);
}

static bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* true: the status alone decides. */
static bool judge_status(struct transfer *t, long status, double now) {
    if (status == 200 || (status == 206 && t->ranged))
        return false;
    if (status == 304 && t->conditional) {
        t->unchanged = true;
        finish(t, RC_OK);
    } else if (is_redirect(status)) {
        follow(t, now);
    } else if (status == 416 && t->ranged) {
        http_body_drop(t);
        fail_cut(t, now);
    } else if (http_retry_status(status)) {
        int64_t clock = t->settings->now.v + (int64_t)(now - t->first);
        int64_t after = http_retry_after(http_header(t, "Retry-After"), clock);
        rc_ignore(status_error(t, status));
        fail(t, AGAIN_STATUS, after, now);
    } else {
        finish(t, status_error(t, status));
    }
    return true;
}

/* ---- what curl's outcome means ---- */

static const struct {
    CURLcode code;
    enum rc rc;
    const char *word, *zh, *en;
} outcomes[] = {
    {CURLE_PEER_FAILED_VERIFICATION, RC_NET, "certificate",
     "服务器的证书不可信（过期、自签、名称不符或签发者不明），没有下载；请站点更换证书",
     "the server's certificate cannot be trusted (expired, self-signed, another name or an unknown "
     "issuer); nothing was downloaded: ask the station to renew it"},
    {CURLE_SSL_CONNECT_ERROR, RC_NET, "tls",
     "与服务器建立不了安全连接（需要 TLS 1.2 以上），没有下载；请与站点核实",
     "no secure connection with the server (TLS 1.2 or later is needed); nothing was downloaded: "
     "ask the station"},
    {CURLE_SSL_CACERT_BADFILE, RC_IO, "ca-file", "读不了 --ca 指定的证书文件",
     "the certificate file that --ca names cannot be read"},
    {CURLE_COULDNT_CONNECT, RC_NET, "no-connection", "连不上服务器；请稍后再取，或与站点联系",
     "the server cannot be reached; fetch it again later or ask the station"},
    {CURLE_LOGIN_DENIED, RC_NET, "not-admitted",
     "服务器不让登录；请核实登录文件里的用户名和密码，用 --credentials 指定该文件",
     "the server does not let us in; check user and password in the file that --credentials names"},
    {CURLE_REMOTE_FILE_NOT_FOUND, RC_NET, "not-there", "服务器上没有这份名单；请与站点核实网址",
     "the server has no such list; ask the station for its url"},
    {CURLE_REMOTE_ACCESS_DENIED, RC_NET, "not-there", "服务器上没有这份名单；请与站点核实网址",
     "the server has no such list; ask the station for its url"},
};

static void refuse_code(struct transfer *t, CURLcode code) {
    if (t->private_refused && code == CURLE_COULDNT_CONNECT) {
        GIVE_UP(t, RC_DENIED, "private-address",
                "网址通向本机或内部网络，没有连接；确属内网站点时，用 station add … "
                "--allow-private 登记",
                "the url leads to this machine or a private network and was not connected to; if "
                "the station is there, enter it with station add ... --allow-private");
        return;
    }
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (outcomes[i].code == code) {
            GIVE_UP(t, outcomes[i].rc, outcomes[i].word, "%s%.0s", "%.0s%s", outcomes[i].zh,
                    outcomes[i].en);
            return;
        }
    GIVE_UP(t, RC_NET, "download", "下载失败：%s", "the download failed: %s",
            curl_easy_strerror(code));
}

static bool is_cut(const struct transfer *t, CURLcode code) {
    return code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING ||
           code == CURLE_SEND_ERROR || t->other_version;
}

static void judge_code(struct transfer *t, CURLcode code, double now) {
    if (code == CURLE_OK && http_body_begin(t) && (t->whole < 0 || t->have == t->whole)) {
        finish(t, RC_OK);
    } else if (t->err.rc != RC_OK) { /* an empty body that was refused for its headers */
        finish(t, t->err.rc);
    } else if (code == CURLE_OK || is_cut(t, code)) {
        if (t->other_version)
            http_body_drop(t);
        fail_cut(t, now);
    } else if (code == CURLE_OPERATION_TIMEDOUT) {
        fail_timeout(t, false, now);
    } else if (code == CURLE_COULDNT_RESOLVE_HOST) {
        rc_ignore(
            err_set(&t->err, RC_NET, "no-host", "找不到网址里的主机；请检查网络，或与站点核实网址",
                    "the url's host cannot be found; check the network or ask the station for "
                    "its url"));
        fail(t, AGAIN_TIMEOUT, -1, now);
    } else {
        refuse_code(t, code);
    }
}

static void release(struct transfer *t) {
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    t->easy = NULL;
    t->headers = NULL;
}

void http_transfer_ended(struct transfer *t, CURLcode code, double now) {
    bool web = http_url_is(current(t), "http") || http_url_is(current(t), "https");
    long status = 0;

    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    if (t->err.rc != RC_OK)
        finish(t, t->err.rc);
    else if (!web || status == 0 || !judge_status(t, status, now))
        judge_code(t, code, now);
    release(t);
}

void http_transfer_clear(struct transfer *t, CURLM *multi) {
    if (t->easy)
        curl_multi_remove_handle(multi, t->easy);
    release(t);
    http_body_drop(t);
    mem_free(t->url);
    t->url = NULL;
}

/* ---- limits of time ---- */

/* Below the rate since the window began? A window that was fast enough begins anew. */
static bool crawls(struct transfer *t, double now) {
    double span = now - t->window;

    if (span < SLOW_S * t->pace)
        return false;
    if ((double)(t->received - t->window_received) < SLOW_RATE * span)
        return true;
    t->window = now;
    t->window_received = t->received;
    return false;
}

void http_transfer_limit(struct transfer *t, CURLM *multi, double now) {
    bool total = now - t->first > TOTAL_S * t->pace;
    bool silent = !t->answered && now - t->began > answer_s[t->timeouts] * t->pace;

    if (!total && !silent && !crawls(t, now))
        return;
    curl_multi_remove_handle(multi, t->easy);
    if (total)
        GIVE_UP(t, RC_TIMEOUT, "too-long", "下载超过一小时，已放弃；请与站点联系",
                "the download took more than an hour and was given up; ask the station");
    else
        fail_timeout(t, !silent, now);
    release(t);
}

/* ---- asking ---- */

static void add_header(struct transfer *t, const char *name, const char *value) {
    char line[512];

    snprintf(line, sizeof line, "%s: %s", name, value);
    t->headers = curl_slist_append(t->headers, line);
}

/* Only a strong validator can tell that the rest belongs to the beginning. */
static bool can_resume(const struct transfer *t) {
    return t->have > 0 && t->etag[0] == '"';
}

static void ask_for_what_is_missing(struct transfer *t) {
    char range[32];

    add_header(t, "Accept-Encoding", "identity");
    t->ranged = can_resume(t);
    t->conditional = !t->ranged && (t->job->etag || t->job->modified);
    if (t->ranged) {
        snprintf(range, sizeof range, "%lld-", (long long)t->have);
        curl_easy_setopt(t->easy, CURLOPT_RANGE, range);
        add_header(t, "If-Range", t->etag);
    }
    if (t->conditional && t->job->etag)
        add_header(t, "If-None-Match", t->job->etag);
    if (t->conditional && t->job->modified)
        add_header(t, "If-Modified-Since", t->job->modified);
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

/* One connection for one request: none is shared with a station that may do less. */
static void set_safety(struct transfer *t) {
    static const char *const schemes[] = {"https", "http", "ftp", "file"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (http_url_is(current(t), schemes[i]))
            curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, schemes[i]);
    curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(t->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (t->settings->ca_file)
        curl_easy_setopt(t->easy, CURLOPT_CAINFO, t->settings->ca_file);
    curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(t->easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(t->easy, CURLOPT_PROXY, "");
    curl_easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(t->easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(t->easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(t->easy, CURLOPT_QUICK_EXIT, 1L); /* a dead name server holds nobody up */
}

static void set_request(struct transfer *t) {
    curl_easy_setopt(t->easy, CURLOPT_URL, current(t));
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "homeward/" HOMEWARD_VERSION);
    if (t->job->user && http_url_same_origin(current(t), t->job->url)) {
        curl_easy_setopt(t->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(t->easy, CURLOPT_USERNAME, t->job->user);
        curl_easy_setopt(t->easy, CURLOPT_PASSWORD, t->job->password);
    }
    ask_for_what_is_missing(t);
}

/* A pipe would block and a device never ends. */
static bool is_fetchable(struct transfer *t) {
    struct str path = STR_MAX(4096);
    struct stat st;
    bool good =
        !http_url_is(current(t), "file") ||
        (http_url_file(current(t), &path) && stat(str_get(&path), &st) == 0 && S_ISREG(st.st_mode));

    str_clear(&path);
    if (!good)
        GIVE_UP(t, RC_NET, "not-there", "网址所指的文件不存在，或不是普通文件；请检查网址",
                "the file that the url names does not exist or is no plain file; check the url");
    return good;
}

void http_transfer_start(struct transfer *t, CURLM *multi, double now) {
    if (!is_fetchable(t))
        return;
    if (t->tries == 0)
        t->first = now;
    t->tries += t->hops == 0;
    t->began = t->window = now;
    t->received = t->window_received = t->header_bytes = t->discarded = 0;
    t->answered = t->begun = t->private_refused = t->other_version = false;
    t->easy = curl_easy_init();
    if (!t->easy) {
        GIVE_UP(t, RC_INTERNAL, "curl", "下载库无法启动", "the download library did not start");
        return;
    }
    set_safety(t);
    set_request(t);
    http_body_set_up(t);
    t->state = TRANSFER_RUNNING;
    curl_multi_add_handle(multi, t->easy);
}
