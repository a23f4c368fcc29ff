/* From a request to its route. */
#include "desk/desk.h"

#include <string.h>

/* Whether the url is of that form; its parts are put down. */
static bool takes(const char *path, const char *url, struct request *r) {
    r->n_path = 0;
    while (*path && *url) {
        if (*path != '{') {
            if (*path++ != *url++)
                return false;
            continue;
        }
        size_t name = strcspn(path, "}"), value = strcspn(url, "/");
        if (value == 0 || r->n_path == PARAMETERS_MAX)
            return false;
        r->path[r->n_path++] = (struct parameter){arena_strndup(&r->arena, path + 1, name - 1),
                                                  arena_strndup(&r->arena, url, value)};
        path += name + 1;
        url += value;
    }
    return *path == *url;
}

static const char *method_of(const struct request *r) {
    return strcmp(r->method, "HEAD") == 0 ? "GET" : r->method;
}

static bool is_page(const char *url) {
    return strncmp(url, "/api/", 5) != 0;
}

static const struct route page = {.method = "GET", .path = "/", .own = page_get};

bool route_find(struct request *r, struct reply *out) {
    const char *allowed = NULL;

    for (int i = 0; i < n_routes; i++) {
        if (!takes(routes[i].path, r->url, r))
            continue;
        if (strcmp(routes[i].method, method_of(r)) == 0) {
            r->route = &routes[i];
            return true;
        }
        allowed = routes[i].method;
    }
    if (!allowed && is_page(r->url)) {
        if (strcmp(method_of(r), "GET") == 0) {
            r->route = &page;
            return true;
        }
        allowed = "GET";
    }
    *out = allowed ? reply_error(405, r->lang, "wrong-method",
                                 BI("这个地址不能这样用", "not that method here"))
                   : reply_error(404, r->lang, "not-found",
                                 BI("没有这个地址", "there is no such address"));
    out->allow = allowed;
    return false;
}
