/*
 * Who may ask. There are no users yet: the desk serves the person at this machine, and keeps out
 * what other web pages open in the same browser could do: other host names (DNS rebinding), other
 * origins, changes without the token that only our own page can read.
 */
#include "desk/desk.h"

#include "homeward/str.h"
#include "homeward/vault.h"

#include <stdio.h>
#include <string.h>

enum { SESSION_BYTES = 16, SESSION_TEXT = 2 * SESSION_BYTES + 1 };

static bool own_host(const struct desk *desk, const char *host) {
    static const char *const names[] = {"127.0.0.1", "localhost"};
    char text[64];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(text, sizeof text, "%s:%d", names[i], desk->port);
        if (strcmp(host, text) == 0 || (desk->port == 80 && strcmp(host, names[i]) == 0))
            return true;
    }
    return false;
}

static bool own_origin(const struct desk *desk, const char *origin) {
    return strncmp(origin, "http://", 7) == 0 && own_host(desk, origin + 7);
}

bool guard_refuses_host(const struct desk *desk, const struct request *r, struct reply *out) {
    if (r->host && own_host(desk, r->host))
        return false;
    *out = reply_error(400, r->lang, "wrong-host",
                       BI("请用 127.0.0.1 打开工作台", "open the desk under 127.0.0.1"));
    return true;
}

/* The token of a session: only we can make it, and only our own page can read it. */
static void token_of(const struct desk *desk, const char *session, char out[MAC_TEXT]) {
    vault_mac(desk->secret, sizeof desk->secret, session, strlen(session), out);
}

static bool token_fits(const struct desk *desk, const struct request *r) {
    char token[MAC_TEXT];

    if (!r->session || !r->token || strlen(r->session) != SESSION_TEXT - 1)
        return false;
    token_of(desk, r->session, token);
    return vault_same(token, r->token);
}

static bool foreign(const struct desk *desk, const struct request *r) {
    if (r->origin && !own_origin(desk, r->origin))
        return true;
    return r->site && strcmp(r->site, "same-origin") != 0 && strcmp(r->site, "none") != 0;
}

bool guard_refuses(const struct desk *desk, struct request *r, struct reply *out) {
    bool guarded = r->route->flags & (ROUTE_CHANGES | ROUTE_PRIVATE);

    if (foreign(desk, r))
        *out = reply_error(
            403, r->lang, "foreign-origin",
            BI("请求来自别的网页，已拒绝", "refused: the request came from another page"));
    else if (guarded && !token_fits(desk, r))
        *out = reply_error(
            403, r->lang, "no-token",
            BI("工作台重新开过，请刷新页面", "the desk was started anew; reload the page"));
    else
        return false;
    return true;
}

/* GET /api/v1/session: the token, and the cookie that it belongs to. */
struct reply guard_session(struct desk *desk, struct request *r) {
    unsigned char bytes[SESSION_BYTES];
    char session[SESSION_TEXT], token[MAC_TEXT], *cookie = arena_alloc(&r->arena, 128);
    struct json *json = json_new_object();
    bool known = r->session && strlen(r->session) == SESSION_TEXT - 1;

    if (known) {
        snprintf(session, sizeof session, "%s", r->session);
    } else {
        vault_random(bytes, sizeof bytes);
        for (int i = 0; i < SESSION_BYTES; i++)
            snprintf(session + 2 * i, 3, "%02x", bytes[i]);
    }
    token_of(desk, session, token);
    snprintf(cookie, 128, "homeward=%s; Path=/; HttpOnly; SameSite=Strict", session);
    json_set_text(json, "token", token);
    json_set_text(json, "lang", r->lang == LANG_EN ? "en" : "zh");
    struct reply reply = reply_json(200, json_text(json));
    json_free(json);
    reply.cookie = known ? NULL : cookie;
    return reply;
}
