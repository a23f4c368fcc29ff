/* JSON answers, over jansson: keys stay in the order in which they were set. */
#include "homeward/wire.h"

#include <jansson.h>

/* struct json is jansson's json_t under our name. */
static json_t *inside(const struct json *json) {
    return (json_t *)(uintptr_t)json;
}

static struct json *outside(json_t *json) {
    return (struct json *)json;
}

struct json *json_new_object(void) {
    return outside(json_object());
}

struct json *json_new_array(void) {
    return outside(json_array());
}

void json_set(struct json *object, const char *key, struct json *value) {
    json_object_set_new(inside(object), key, inside(value));
}

void json_set_text(struct json *object, const char *key, const char *value) {
    json_object_set_new(inside(object), key, value ? json_string(value) : json_null());
}

void json_set_int(struct json *object, const char *key, int64_t value) {
    json_object_set_new(inside(object), key, json_integer(value));
}

void json_set_double(struct json *object, const char *key, double value) {
    json_object_set_new(inside(object), key, json_real(value));
}

void json_set_bool(struct json *object, const char *key, bool value) {
    json_object_set_new(inside(object), key, json_boolean(value));
}

void json_push(struct json *array, struct json *value) {
    json_array_append_new(inside(array), inside(value));
}

void json_push_text(struct json *array, const char *value) {
    json_array_append_new(inside(array), json_string(value));
}

char *json_text(const struct json *json) {
    char *dumped = json_dumps(inside(json), JSON_COMPACT | JSON_REAL_PRECISION(6));
    char *text = mem_strdup(dumped ? dumped : "null");

    free(dumped);
    return text;
}

void json_free(struct json *json) {
    json_decref(inside(json));
}
