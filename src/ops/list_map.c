/* Use case: what the columns of a station mean, once settled, is used from then on. */
#include "ops/session.h"

#include "homeward/asset.h"

#include <string.h>

/* Beside the fields of the table of header words: contract section 5, and "not kept". */
static const char *const further[] = {"ref",   "earliest", "latest", "preferred",
                                      "modes", "together", "needs",  "ignore"};

/* ---- field words ---- */

struct words_of {
    const char **v;
    int n;
    size_t cap;
};

static bool has_word(const struct words_of *words, const char *word) {
    for (int i = 0; i < words->n; i++)
        if (strcmp(words->v[i], word) == 0)
            return true;
    return false;
}

/* The first cell of each line of the table of header words, each once. */
static void read_words(struct arena *arena, struct words_of *out) {
    const struct asset *asset = asset_find("config/header_synonyms.csv");
    const char *at = asset ? strchr((const char *)asset->data, '\n') : NULL; /* past the heads */

    for (; at && at[1]; at = strchr(at + 1, '\n')) {
        const char *word = arena_strndup(arena, at + 1, strcspn(at + 1, ",\r\n"));
        if (word[0] && !has_word(out, word))
            VEC_PUSH(out->v, out->n, out->cap, word);
    }
    for (size_t i = 0; i < sizeof further / sizeof *further; i++)
        if (!has_word(out, further[i]))
            VEC_PUSH(out->v, out->n, out->cap, further[i]);
}

static enum rc unknown_field(const char *field, struct err *err) {
    return err_set(
        err, RC_USAGE, "unknown-field",
        "没有“%.32s”这个字段。可用：ref name id_no id_type phone employer pickup dest "
        "dest_province dest_city dest_county travel_date earliest latest preferred return_date "
        "direction modes group together needs luggage_pieces seat_class train_no hardship "
        "hardship_no headcount ignore，以及 config/header_synonyms.csv 第一列的其他字段",
        "there is no field \"%.32s\". There are: ref name id_no id_type phone employer pickup dest "
        "dest_province dest_city dest_county travel_date earliest latest preferred return_date "
        "direction modes group together needs luggage_pieces seat_class train_no hardship "
        "hardship_no headcount ignore, and the others of the first column of "
        "config/header_synonyms.csv",
        field);
}

/* ---- setting ---- */

/* "HEADING=FIELD", cut at the last "=": a heading may hold one. */
static enum rc split(const char *setting, struct arena *arena, struct list_mapping *out,
                     struct err *err) {
    const char *equals = strrchr(setting, '=');

    if (!equals || equals == setting || !equals[1])
        return err_set(err, RC_USAGE, "malformed-value", "请写成“表头=字段”，例如 家里地方=dest",
                       "write it as HEADING=FIELD, such as 家里地方=dest");
    out->heading = arena_strndup(arena, setting, (size_t)(equals - setting));
    out->field = arena_strdup(arena, equals + 1);
    return RC_OK;
}

static enum rc read_settings(const struct map_entry *entry, struct arena *arena,
                             struct list_mapping *out, struct err *err) {
    struct words_of words = {0};
    enum rc rc = RC_OK;

    read_words(arena, &words);
    for (int i = 0; i < entry->n_settings && rc == RC_OK; i++) {
        rc = split(entry->settings[i], arena, &out[i], err);
        if (rc == RC_OK && !has_word(&words, out[i].field))
            rc = unknown_field(out[i].field, err);
    }
    mem_free(words.v);
    return rc;
}

static enum rc change(struct session *s, const struct map_entry *entry, int64_t station,
                      const struct list_mapping *settings, struct err *err) {
    struct json *detail = json_new_object();
    enum rc rc = RC_OK;

    if (entry->clear) {
        rc = store_mapping_put(s->store, station, entry->clear, NULL, err);
        json_set_text(detail, entry->clear, NULL);
    }
    for (int i = 0; i < entry->n_settings && rc == RC_OK; i++) {
        rc = store_mapping_put(s->store, station, settings[i].heading, settings[i].field, err);
        json_set_text(detail, settings[i].heading, settings[i].field);
    }
    char *text = json_text(detail);
    rc = rc == RC_OK ? session_commit(s, "list map", entry->station, text, err) : rc;
    mem_free(text);
    json_free(detail);
    return rc;
}

static enum rc map(struct session *s, const struct map_entry *entry, struct arena *arena,
                   const struct list_mapping *settings, struct list_mapping **out, int *out_n,
                   struct err *err) {
    struct station_row station;
    enum rc rc = store_station_find(s->store, entry->station, arena, &station, err);

    if (rc == RC_NOT_FOUND)
        rc = RC_CONFLICT;
    if (rc == RC_OK && (entry->clear || entry->n_settings))
        rc = change(s, entry, station.id, settings, err);
    return rc == RC_OK ? store_mapping_list(s->store, station.id, arena, out, out_n, err) : rc;
}

enum rc ops_list_map(const struct ops *ops, const struct map_entry *entry, struct arena *arena,
                     struct list_mapping **out, int *out_n, struct err *err) {
    bool changes = entry->clear || entry->n_settings;
    struct list_mapping *settings = arena_array(arena, (size_t)entry->n_settings, sizeof *settings);
    struct session s;
    enum rc rc = read_settings(entry, arena, settings, err);

    rc =
        rc == RC_OK ? session_open(ops, changes ? HOLD_WRITE : HOLD_READ, STORE_HEAD, &s, err) : rc;
    if (rc != RC_OK)
        return rc;
    rc = map(&s, entry, arena, settings, out, out_n, err);
    session_close(&s);
    return rc;
}
