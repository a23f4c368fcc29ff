/* Attributes to struct fields by table. */
#include "intake/fields.h"

#include <string.h>

void words_split(struct arena *arena, const char *text, struct words *out) {
    struct slice rest = slice_of(text), word;
    int n = 0;

    while (slice_word(&rest, &word))
        n++;
    const char **v = arena_array(arena, (size_t)n, sizeof *v);
    rest = slice_of(text);
    for (int i = 0; slice_word(&rest, &word); i++)
        v[i] = arena_strndup(arena, word.s, word.len);
    *out = (struct words){v, n};
}

bool code_parse(const char *text, int32_t *out) {
    int64_t code;

    if (strlen(text) != 6 || !text_int64(text, 100000, 999999, &code))
        return false;
    *out = (int32_t)code;
    return true;
}

static bool minute_parse(const char *text, int *out) {
    char whole[WHEN_TEXT] = "2000-01-01T";
    struct instant at;

    if (strlen(text) != 5)
        return false;
    memcpy(whole + 11, text, 6);
    if (!instant_parse(whole, &at))
        return false;
    *out = instant_minute(at);
    return true;
}

static bool enum_parse(const char *text, const char *const *words, int *out) {
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], text) == 0) {
            *out = i;
            return true;
        }
    return false;
}

static bool value_read(struct arena *arena, const char *text, const struct field *field,
                       void *where) {
    int64_t number;

    switch (field->kind) {
    case FIELD_TEXT:
        *(const char **)where = arena_strdup(arena, text);
        return true;
    case FIELD_INT32:
        if (!text_int64(text, field->min, field->max, &number))
            return false;
        *(int32_t *)where = (int32_t)number;
        return true;
    case FIELD_INT64:
        return text_int64(text, field->min, field->max, where);
    case FIELD_DOUBLE:
        return text_double(text, (double)field->min, (double)field->max, where);
    case FIELD_DAY:
        return day_parse(text, where);
    case FIELD_INSTANT:
        return instant_parse(text, where);
    case FIELD_MINUTE:
        return minute_parse(text, where);
    case FIELD_CODE:
        return code_parse(text, where);
    case FIELD_WORDS:
        words_split(arena, text, where);
        return true;
    case FIELD_ENUM:
        return enum_parse(text, field->words, where);
    }
    return false;
}

static const struct field *field_find(const struct field *fields, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}

static enum rc missing(const char *element, const char *name, struct err *err) {
    return err_set(err, RC_INVALID, "missing-attribute", "元素 %s 缺少属性 %s，请补上",
                   "the element %s lacks the attribute %s; add it", element, name);
}

enum rc fields_read(struct arena *arena, const char *element, const struct xml_attr *attrs,
                    int n_attrs, const struct field *fields, int n_fields, void *out,
                    struct err *err) {
    for (int i = 0; i < n_attrs; i++) {
        const struct field *field = field_find(fields, n_fields, attrs[i].name);
        if (!field)
            return err_set(err, RC_INVALID, "unknown-attribute",
                           "元素 %s 不能有属性 %.64s，请检查是否写错",
                           "the element %s may not have the attribute %.64s; check the spelling",
                           element, attrs[i].name);
        if (!value_read(arena, attrs[i].value, field, (char *)out + field->offset))
            return err_set(
                err, RC_INVALID, "malformed-value", "元素 %s 的属性 %s 的值不合格式，请改正",
                "the value of %s's attribute %s is malformed; correct it", element, field->name);
    }
    for (int i = 0; i < n_fields; i++)
        if (fields[i].required && !xml_attr_get(attrs, n_attrs, fields[i].name))
            return missing(element, fields[i].name, err);
    return RC_OK;
}
