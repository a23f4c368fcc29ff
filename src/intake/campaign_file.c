/* The campaign file, contract section 2: rules and reported figures. */
#include "homeward/intake.h"

#include "intake/fields.h"
#include <limits.h>
#include <string.h>

#define KM_MAX 20000
#define WEIGHT_MAX 1000000
#define NAMESPACE "urn:homeward:campaign:1"

static const char *const scopes[] = {"rider", "party", NULL};
static const char *const sharings[] = {"open", "own", NULL};

/* What the file says, before defaults that hang on each other are put in. */
struct campaign_reader {
    struct campaign *campaign;
    const char *regions;
    size_t figures_cap;
    bool rules_seen, reported_seen;
};

#define HEAD(name_, kind_, member_)                                                                \
    { name_, kind_, offsetof(struct campaign, member_), true, 0, 0, NULL }
static const struct field head_fields[] = {
    HEAD("id", FIELD_TEXT, key), HEAD("name", FIELD_TEXT, name), HEAD("starts", FIELD_DAY, starts),
    HEAD("ends", FIELD_DAY, ends)};

#define RULE(name_, kind_, member_, max_)                                                          \
    { name_, kind_, offsetof(struct rules, member_), false, 0, max_, NULL }
static const struct field rule_fields[] = {
    RULE("boardWithinKm", FIELD_DOUBLE, board_km, KM_MAX),
    RULE("alightWithinKm", FIELD_DOUBLE, alight_km, KM_MAX),
    RULE("trainBoardWithinKm", FIELD_DOUBLE, train_board_km, KM_MAX),
    RULE("trainAlightWithinKm", FIELD_DOUBLE, train_alight_km, KM_MAX),
    RULE("dayWeight", FIELD_INT64, day_weight, WEIGHT_MAX),
    RULE("earlyDayWeight", FIELD_INT64, early_day_weight, WEIGHT_MAX),
    RULE("boardKmWeight", FIELD_DOUBLE, board_km_weight, WEIGHT_MAX),
    RULE("alightKmWeight", FIELD_DOUBLE, alight_km_weight, WEIGHT_MAX),
    RULE("dayStartsAt", FIELD_MINUTE, day_starts_at, 0),
    RULE("freeChildren", FIELD_INT32, free_children_percent, 100),
    {"hardshipScope", FIELD_ENUM, offsetof(struct rules, hardship_scope), false, 0, 0, scopes},
    {"sharing", FIELD_ENUM, offsetof(struct rules, sharing), false, 0, 0, sharings},
};
#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* ---- elements ---- */

static enum rc read_head(struct campaign_reader *r, const struct xml_attr *attrs, int n,
                         struct err *err) {
    struct campaign *c = r->campaign;
    enum rc rc =
        fields_read(&c->arena, "campaign", attrs, n, head_fields, COUNT(head_fields), c, err);

    if (rc == RC_OK && (!c->key[0] || c->ends.v < c->starts.v))
        return err_set(err, RC_INVALID, "campaign-dates",
                       "活动编号为空，或结束日早于开始日，请改正",
                       "the campaign has no id, or ends before it starts; correct it");
    return rc;
}

/* documentRegions="379901-379917 379950": one range or code a word. */
static bool read_regions(struct campaign *c, const char *text) {
    struct words words;

    words_split(&c->arena, text, &words);
    c->rules.document_regions =
        arena_array(&c->arena, (size_t)words.n, sizeof *c->rules.document_regions);
    for (int i = 0; i < words.n; i++) {
        struct region_range *range = &c->rules.document_regions[i];
        char from[7] = "";
        size_t len = strlen(words.v[i]);
        strncat(from, words.v[i], 6);
        if (!code_parse(from, &range->from) || (len != 6 && (len != 13 || words.v[i][6] != '-')) ||
            !code_parse(words.v[i] + (len == 6 ? 0 : 7), &range->to))
            return false;
    }
    c->rules.n_document_regions = words.n;
    return true;
}

static enum rc read_rules(struct campaign_reader *r, const struct xml_attr *attrs, int n,
                          struct err *err) {
    struct rules *rules = &r->campaign->rules;
    struct xml_attr plain[32];
    int n_plain = 0;
    const char *regions = xml_attr_get(attrs, n, "documentRegions");

    for (int i = 0; i < n; i++)
        if (strcmp(attrs[i].name, "documentRegions") != 0)
            plain[n_plain++] = attrs[i];
    enum rc rc = fields_read(&r->campaign->arena, "rules", plain, n_plain, rule_fields,
                             COUNT(rule_fields), rules, err);
    if (rc == RC_OK && regions && !read_regions(r->campaign, regions))
        rc = err_set(err, RC_INVALID, "malformed-value",
                     "rules 的 documentRegions 应写作 379901-379917 这样的编码范围",
                     "documentRegions of rules must be code ranges such as 379901-379917");
    return rc;
}

static enum rc read_reported(struct campaign_reader *r, const struct xml_attr *attrs, int n,
                             struct err *err) {
    static const struct field fields[] = {
        {"source", FIELD_TEXT, offsetof(struct campaign, reported_source), false, 0, 0, NULL},
        {"cutoff", FIELD_DAY, offsetof(struct campaign, reported_cutoff), false, 0, 0, NULL}};

    return fields_read(&r->campaign->arena, "reported", attrs, n, fields, COUNT(fields),
                       r->campaign, err);
}

struct figure_text {
    const char *metric, *definition;
    int64_t value, precision;
};

static enum rc read_figure(struct campaign_reader *r, const struct xml_attr *attrs, int n,
                           struct err *err) {
    static const struct field fields[] = {
        {"metric", FIELD_TEXT, offsetof(struct figure_text, metric), true, 0, 0, NULL},
        {"definition", FIELD_TEXT, offsetof(struct figure_text, definition), false, 0, 0, NULL},
        {"value", FIELD_INT64, offsetof(struct figure_text, value), true, 0, INT64_MAX / 4, NULL},
        {"precision", FIELD_INT64, offsetof(struct figure_text, precision), false, 1, 1000000000,
         NULL}};
    struct figure_text text = {.precision = 1};
    struct figure figure;

    enum rc rc =
        fields_read(&r->campaign->arena, "figure", attrs, n, fields, COUNT(fields), &text, err);
    if (rc != RC_OK)
        return rc;
    if (!metric_parse(text.metric, &figure.metric))
        return err_set(
            err, RC_INVALID, "unknown-metric", "公布数的 metric 不认识，请查活动文件说明",
            "the metric of this figure is unknown; see the description of the campaign file");
    figure.definition = figure.metric == METRIC_TICKETS ? DEFINITION_BOUGHT : DEFINITION_BOOKED;
    if (text.definition && !definition_parse(text.definition, &figure.definition))
        return err_set(err, RC_INVALID, "unknown-definition",
                       "公布数的 definition 不认识，应为 bought、booked、told、departed 或 boarded",
                       "the definition of this figure is unknown; it must be bought, booked, told, "
                       "departed or boarded");
    figure.value = text.value;
    figure.precision = text.precision;
    VEC_PUSH(r->campaign->figures, r->campaign->n_figures, r->figures_cap, figure);
    return RC_OK;
}

static enum rc once(bool *seen, struct err *err) {
    if (*seen)
        return err_set(err, RC_INVALID, "element-twice", "同一元素出现了两次，只能有一个",
                       "this element stands twice; there may be one");
    *seen = true;
    return RC_OK;
}

static enum rc on_open(void *payload, const char *element, int depth, const struct xml_attr *attrs,
                       int n, int64_t line, struct err *err) {
    struct campaign_reader *r = payload;
    enum rc rc = RC_OK;

    (void)line;
    if (depth == 0)
        return read_head(r, attrs, n, err);
    if (depth == 1 && strcmp(element, "rules") == 0) {
        rc = once(&r->rules_seen, err);
        return rc == RC_OK ? read_rules(r, attrs, n, err) : rc;
    }
    if (depth == 1 && strcmp(element, "reported") == 0) {
        rc = once(&r->reported_seen, err);
        return rc == RC_OK ? read_reported(r, attrs, n, err) : rc;
    }
    if (depth == 2 && strcmp(element, "figure") == 0)
        return read_figure(r, attrs, n, err);
    return err_set(err, RC_INVALID, "unknown-element", "不认识元素 %.64s，请检查是否写错",
                   "the element %.64s is unknown here; check the spelling", element);
}

static enum rc on_close(void *payload, const char *element, int depth, const char *text,
                        int64_t line, struct err *err) {
    (void)payload, (void)element, (void)depth, (void)text, (void)line, (void)err;
    return RC_OK;
}

/* ---- the file ---- */

static void set_defaults(struct campaign *c) {
    c->reported_cutoff = DAY_NONE;
    c->rules = (struct rules){.board_km = 30,
                              .alight_km = 60,
                              .train_board_km = -1,
                              .train_alight_km = -1,
                              .day_weight = 10,
                              .early_day_weight = 10,
                              .board_km_weight = 1,
                              .alight_km_weight = 1,
                              .free_children_percent = 10};
}

/* Trains go by the distances of coaches unless the file says otherwise. */
static void settle_defaults(struct rules *rules) {
    if (rules->train_board_km < 0)
        rules->train_board_km = rules->board_km;
    if (rules->train_alight_km < 0)
        rules->train_alight_km = rules->alight_km;
}

/* The figures were gathered on the heap; they belong to the arena like everything else. */
static void settle_figures(struct campaign *c) {
    struct figure *gathered = c->figures;

    c->figures = arena_array(&c->arena, (size_t)c->n_figures, sizeof *c->figures);
    if (gathered)
        memcpy(c->figures, gathered, (size_t)c->n_figures * sizeof *c->figures);
    mem_free(gathered);
}

enum rc campaign_read(struct source *source, struct campaign **out, struct err *err) {
    struct campaign *campaign = mem_alloc(sizeof *campaign);
    struct campaign_reader reader = {.campaign = campaign};
    const struct xml_handler handler = {.ns = NAMESPACE,
                                        .root = "campaign",
                                        .open = on_open,
                                        .close = on_close,
                                        .payload = &reader};

    set_defaults(campaign);
    enum rc rc = xml_read(source, &handler, err);
    settle_defaults(&campaign->rules);
    settle_figures(campaign);
    if (rc != RC_OK) {
        campaign_free(campaign);
        return rc;
    }
    *out = campaign;
    return RC_OK;
}
