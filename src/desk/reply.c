/* Replies. */
#include "desk/desk.h"

#include <string.h>

struct reply reply_json(int status, char *json) {
    return (struct reply){.status = status,
                          .type = "application/json; charset=utf-8",
                          .body = json,
                          .len = strlen(json)};
}

struct reply reply_error(int status, enum lang lang, const char *code, struct bi message) {
    struct json *json = json_new_object(), *error = json_new_object();

    json_set_text(error, "code", code);
    json_set_text(error, "message", bi_text(message, lang));
    json_set(json, "error", error);
    struct reply reply = reply_json(status, json_text(json));
    json_free(json);
    return reply;
}

struct reply state_get(struct desk *desk, struct request *r) {
    struct json *json = json_new_object();

    (void)r;
    json_set_int(json, "state", desk->setup.host.state(desk->setup.host.payload));
    struct reply reply = reply_json(200, json_text(json));
    json_free(json);
    return reply;
}
