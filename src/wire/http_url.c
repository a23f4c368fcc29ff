/* What a url may be, where a redirect may lead, what to call the thing. */
#include "wire/http.h"

#include <string.h>
#include <strings.h>

#define URL_MAX 2000

static CURLU *parse(const char *url) {
    CURLU *u = curl_url();

    if (u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
        return u;
    curl_url_cleanup(u);
    return NULL;
}

static bool has_part(CURLU *u, CURLUPart part) {
    char *text = NULL;
    bool has = curl_url_get(u, part, &text, 0) == CURLUE_OK;

    curl_free(text);
    return has;
}

bool http_url_is(const char *url, const char *scheme) {
    size_t n = strlen(scheme);

    return strncasecmp(url, scheme, n) == 0 && strncmp(url + n, "://", 3) == 0;
}

static bool plain_text(const char *url) {
    for (const char *c = url; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f)
            return false;
    return strlen(url) <= URL_MAX;
}

enum rc http_url_check(const char *url, struct err *err) {
    CURLU *u = plain_text(url) ? parse(url) : NULL;
    bool kind = http_url_is(url, "https") || http_url_is(url, "http") || http_url_is(url, "ftp") ||
                http_url_is(url, "file");
    bool login = u && (has_part(u, CURLUPART_USER) || has_part(u, CURLUPART_PASSWORD));

    curl_url_cleanup(u);
    if (login)
        return err_set(err, RC_USAGE, "password-in-url",
                       "网址里不能写用户名和密码，请写进登录文件，用 list fetch --credentials 指定",
                       "a url holds no user and password; put them into a file and name it with "
                       "list fetch --credentials");
    if (!u || !kind)
        return err_set(err, RC_USAGE, "malformed-url",
                       "网址要以 https、http、ftp 或 file 开头，不含空格，最长 2000 字节",
                       "a url begins with https, http, ftp or file, holds no blank and has at most "
                       "2000 bytes");
    return RC_OK;
}

bool http_url_hop(const char *from, const char *to) {
    bool safer = http_url_is(to, "https") || (http_url_is(to, "http") && http_url_is(from, "http"));
    bool web = http_url_is(from, "http") || http_url_is(from, "https");

    return web && safer && http_url_check(to, NULL) == RC_OK;
}

static bool same_part(CURLU *a, CURLU *b, CURLUPart part) {
    char *x = NULL, *y = NULL;
    bool same = curl_url_get(a, part, &x, CURLU_DEFAULT_PORT) == CURLUE_OK &&
                curl_url_get(b, part, &y, CURLU_DEFAULT_PORT) == CURLUE_OK && strcasecmp(x, y) == 0;

    curl_free(x);
    curl_free(y);
    return same;
}

bool http_url_same_origin(const char *one, const char *other) {
    CURLU *a = parse(one), *b = parse(other);
    bool same = a && b && same_part(a, b, CURLUPART_SCHEME) && same_part(a, b, CURLUPART_HOST) &&
                same_part(a, b, CURLUPART_PORT);

    curl_url_cleanup(a);
    curl_url_cleanup(b);
    return same;
}

/* The path of a url, its percent signs resolved where that gives text. */
static void path_of(const char *url, struct str *out) {
    CURLU *u = parse(url);
    char *text = NULL;

    if (u && (curl_url_get(u, CURLUPART_PATH, &text, CURLU_URLDECODE) == CURLUE_OK ||
              curl_url_get(u, CURLUPART_PATH, &text, 0) == CURLUE_OK))
        str_add(out, text);
    curl_free(text);
    curl_url_cleanup(u);
}

bool http_url_file(const char *url, struct str *out) {
    if (!http_url_is(url, "file"))
        return false;
    path_of(url, out);
    return out->len > 0;
}

const char *http_url_name(const char *url, struct arena *arena) {
    struct str path = STR_MAX(URL_MAX);

    path_of(url, &path);
    const char *slash = strrchr(str_get(&path), '/');
    const char *name = slash ? slash + 1 : str_get(&path);
    bool good = *name && plain_text(name) && utf8_valid(name, strlen(name));
    name = arena_strdup(arena, good ? name : "list");
    str_clear(&path);
    return name;
}
