/* The description of the API, made of the table of routes, so that it cannot say anything else. */
#include "desk/desk.h"

#include "homeward/str.h"

#include <stdio.h>
#include <string.h>

static struct json *text_schema(const char *type) {
    struct json *schema = json_new_object();

    json_set_text(schema, "type", type);
    return schema;
}

static void push_parameter(struct json *list, const char *where, struct slice name) {
    struct json *parameter = json_new_object();
    char text[64];

    snprintf(text, sizeof text, "%.*s", (int)name.len, name.s);
    json_set_text(parameter, "name", text);
    json_set_text(parameter, "in", where);
    json_set_bool(parameter, "required", strcmp(where, "path") == 0);
    json_set(parameter, "schema", text_schema("string"));
    json_push(list, parameter);
}

static struct json *parameters(const struct route *route) {
    struct json *list = json_new_array();

    for (const char *at = strchr(route->path, '{'); at; at = strchr(at + 1, '{'))
        push_parameter(list, "path", (struct slice){at + 1, strcspn(at + 1, "}")});
    bool in_query = strcmp(route->method, "GET") == 0 || route->flags & ROUTE_UPLOAD;
    struct slice rest = slice_of(route->options && in_query ? route->options : ""), word;
    while (slice_word(&rest, &word))
        push_parameter(list, "query", word);
    return list;
}

static void add_body(struct json *operation, const struct route *route) {
    struct json *body = json_new_object(), *content = json_new_object(), *media = json_new_object();
    struct json *schema = text_schema("object"), *properties = json_new_object();
    struct slice rest = slice_of(route->options ? route->options : ""), word;
    char name[64];

    while (slice_word(&rest, &word)) {
        snprintf(name, sizeof name, "%.*s", (int)word.len, word.s);
        json_set(properties, name, json_new_object());
    }
    json_set(schema, "properties", properties);
    if (route->flags & ROUTE_UPLOAD) {
        json_free(schema);
        schema = text_schema("string");
        json_set_text(schema, "format", "binary");
    }
    json_set(media, "schema", schema);
    json_set(content, route->flags & ROUTE_UPLOAD ? "application/octet-stream" : "application/json",
             media);
    json_set(body, "content", content);
    json_set(operation, "requestBody", body);
}

/* What a route answers when all goes well, and what all answer when it does not. */
static struct json *responses(const struct route *route, enum lang lang) {
    struct json *all = json_new_object(), *done = json_new_object(), *failed = json_new_object();

    json_set_text(done, "description", bi_text(route->does, lang));
    json_set_text(failed, "description", "{\"error\":{\"code\",\"message\"}}");
    json_set(all, route->flags & ROUTE_JOB ? "202" : "200", done);
    json_set(all, "default", failed);
    return all;
}

static struct json *operation_of(const struct route *route, enum lang lang) {
    struct json *operation = json_new_object();

    json_set_text(operation, "summary", bi_text(route->does, lang));
    json_set_text(operation, "x-command", route->command);
    json_set_bool(operation, "x-token", route->flags & (ROUTE_CHANGES | ROUTE_PRIVATE));
    json_set(operation, "parameters", parameters(route));
    if (strcmp(route->method, "GET") != 0)
        add_body(operation, route);
    json_set(operation, "responses", responses(route, lang));
    return operation;
}

static bool first_of_path(int route) {
    for (int i = 0; i < route; i++)
        if (strcmp(routes[i].path, routes[route].path) == 0)
            return false;
    return true;
}

static struct json *paths(enum lang lang) {
    struct json *all = json_new_object();

    for (int i = 0; i < n_routes; i++) {
        if (!first_of_path(i))
            continue;
        struct json *item = json_new_object();
        for (int k = i; k < n_routes; k++)
            if (strcmp(routes[k].path, routes[i].path) == 0)
                json_set(item, strcmp(routes[k].method, "GET") == 0 ? "get" : "post",
                         operation_of(&routes[k], lang));
        json_set(all, routes[i].path, item);
    }
    return all;
}

struct reply openapi_get(struct desk *desk, struct request *r) {
    struct json *json = json_new_object(), *info = json_new_object();

    (void)desk;
    json_set_text(json, "openapi", "3.0.3");
    json_set_text(info, "title", "homeward");
    json_set_text(info, "version", HOMEWARD_VERSION);
    json_set(json, "info", info);
    json_set(json, "paths", paths(r->lang));
    struct reply reply = reply_json(200, json_text(json));
    json_free(json);
    return reply;
}
