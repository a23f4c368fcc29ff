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

/* ---- reading ---- */

struct json *json_read(const char *text, size_t len) {
    return outside(json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL));
}

const struct json *json_get(const struct json *object, const char *key) {
    return object ? outside(json_object_get(inside(object), key)) : NULL;
}

const char *json_text_get(const struct json *value) {
    return value ? json_string_value(inside(value)) : NULL;
}

bool json_int_get(const struct json *value, int64_t *out) {
    if (!value || !json_is_integer(inside(value)))
        return false;
    *out = json_integer_value(inside(value));
    return true;
}

bool json_true_get(const struct json *value) {
    return value && json_is_true(inside(value));
}

size_t json_count(const struct json *array) {
    return array ? json_array_size(inside(array)) : 0;
}

const struct json *json_at(const struct json *array, size_t i) {
    return outside(json_array_get(inside(array), i));
}
