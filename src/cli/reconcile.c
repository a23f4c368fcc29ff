/* reconcile. */
#include "cli/cli.h"

#include <stdio.h>

static struct json *line_json(const struct campaign *c, const struct statement_line *line) {
    struct json *json = json_new_object(), *offices = json_new_array();
    char code[16];

    json_set_text(json, "metric", metric_word(line->figure.metric));
    json_set_text(json, "definition", definition_word(line->figure.definition));
    json_set_int(json, "reported", line->figure.value);
    json_set_int(json, "low", line->low);
    json_set_int(json, "high", line->high);
    json_set_int(json, "counted", line->counted);
    json_set_text(json, "verdict", verdict_word(line->verdict));
    json_set_int(json, "returns_missing", line->returns_missing);
    for (int i = 0; i < line->n_offices; i++) {
        struct json *office = json_new_object();
        snprintf(code, sizeof code, "%06d", (int)c->offices[line->offices[i].office].place);
        json_set_text(office, "office", code);
        json_set_int(office, "counted", line->offices[i].counted);
        json_push(offices, office);
    }
    json_set(json, "offices", offices);
    return json;
}

static struct json *extra_json(const struct campaign *c, const struct statement *s,
                               const struct statement_extra *e, enum lang lang) {
    struct json *json = json_new_object(), *offices = json_new_array();
    char code[16];

    json_set_text(json, "kind", e->key);
    json_set_text(json, "name", bi_text(e->name, lang));
    json_set_text(json, "unit", bi_text(e->unit, lang));
    if (e->stocked) {
        json_set_int(json, "in", e->in);
        json_set_int(json, "left", e->in - e->given);
    }
    json_set_int(json, "given", e->given);
    json_set_int(json, "runs", e->runs);
    for (int o = 0; o < s->n_offices; o++) {
        struct json *office = json_new_object();
        snprintf(code, sizeof code, "%06d", (int)c->offices[o].place);
        json_set_text(office, "office", code);
        json_set_int(office, "given", e->offices[o]);
        json_push(offices, office);
    }
    json_set(json, "offices", offices);
    return json;
}

static struct json *statement_json(const struct campaign *c, const struct statement *s,
                                   enum lang lang) {
    struct json *json = json_new_object(), *figures = json_new_array();
    struct json *consistency = json_new_array(), *extras = json_new_array();
    char as_of[WHEN_TEXT];

    json_set_text(json, "as_of", day_text(s->as_of, as_of));
    for (int i = 0; i < s->n_lines; i++)
        json_push(figures, line_json(c, &s->lines[i]));
    json_set(json, "figures", figures);
    for (int i = 0; i < s->n_consistency; i++) {
        struct json *line = json_new_object();
        json_set_text(line, "code", s->consistency[i].code);
        json_set_bool(line, "agrees", s->consistency[i].agrees);
        json_set_text(line, "message",
                      lang == LANG_EN ? s->consistency[i].en : s->consistency[i].zh);
        json_push(consistency, line);
    }
    json_set(json, "consistency", consistency);
    for (int i = 0; i < s->n_extras; i++)
        json_push(extras, extra_json(c, s, &s->extras[i], lang));
    json_set(json, "extras", extras);
    return json;
}

/* ---- text ---- */

enum { FIGURE_COLUMNS = 5 };

static const char *copy_number(struct invocation *in, int64_t value) {
    char text[32];

    return arena_strdup(&in->arena, number_text(value, text));
}

static const char *interval_text(struct invocation *in, const struct statement_line *line) {
    char low[32], high[32], text[80];

    if (line->low == line->high)
        return copy_number(in, line->low);
    snprintf(text, sizeof text, "%s..%s", number_text(line->low, low),
             number_text(line->high, high));
    return arena_strdup(&in->arena, text);
}

static const char *verdict_text(struct invocation *in, const struct statement_line *line) {
    static const struct bi texts[] = {{"一致", "agrees"}, {"偏少", "short"}, {"偏多", "over"}};
    int64_t gap =
        line->verdict == VERDICT_SHORT ? line->low - line->counted : line->counted - line->high;
    char number[32], text[64];

    if (line->verdict == VERDICT_AGREES)
        return bi_text(texts[0], in->ops.lang);
    snprintf(text, sizeof text, "%s %s", bi_text(texts[line->verdict], in->ops.lang),
             number_text(gap, number));
    return arena_strdup(&in->arena, text);
}

static const char *metric_text(struct invocation *in, const struct statement_line *line) {
    char text[128];

    snprintf(text, sizeof text, in->ops.lang == LANG_EN ? "%s, %s" : "%s·%s",
             bi_text(metric_name(line->figure.metric), in->ops.lang),
             bi_text(definition_name(line->figure.definition), in->ops.lang));
    return arena_strdup(&in->arena, text);
}

static void print_figures(struct invocation *in, const struct statement *s) {
    static const struct bi heads[] = {{"项目", "figure"},
                                      {"公布", "reported"},
                                      {"可代表", "stands for"},
                                      {"台账", "counted"},
                                      {"结论", "verdict"}};
    const char **cells =
        arena_array(&in->arena, (size_t)(s->n_lines + 1) * FIGURE_COLUMNS, sizeof *cells);

    for (int i = 0; i < FIGURE_COLUMNS; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < s->n_lines; i++) {
        const char **row = cells + (i + 1) * FIGURE_COLUMNS;
        row[0] = metric_text(in, &s->lines[i]);
        row[1] = copy_number(in, s->lines[i].figure.value);
        row[2] = interval_text(in, &s->lines[i]);
        row[3] = copy_number(in, s->lines[i].counted);
        row[4] = verdict_text(in, &s->lines[i]);
    }
    print_table(cells, s->n_lines + 1, FIGURE_COLUMNS);
}

static void print_offices(struct invocation *in, const struct campaign *c,
                          const struct statement *s) {
    int columns = s->n_lines + 1;
    const char **cells =
        arena_array(&in->arena, (size_t)(c->n_offices + 1) * (size_t)columns, sizeof *cells);

    cells[0] = bi_text(BI("工会", "office"), in->ops.lang);
    for (int k = 0; k < s->n_lines; k++)
        cells[k + 1] = bi_text(metric_name(s->lines[k].figure.metric), in->ops.lang);
    for (int o = 0; o < c->n_offices; o++) {
        const struct place *place = places_find(in->ops.places, c->offices[o].place);
        cells[(o + 1) * columns] = place ? place->name : "?";
        for (int k = 0; k < s->n_lines; k++)
            cells[(o + 1) * columns + k + 1] = copy_number(in, s->lines[k].offices[o].counted);
    }
    print_table(cells, c->n_offices + 1, columns);
}

static void print_missing(const struct invocation *in, const struct statement *s) {
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].returns_missing)
            say(in, "%s：%lld 个已发车的趟次没有回执（return missing）",
                "%s: %lld runs that left without a return (return missing)",
                bi_text(metric_name(s->lines[i].figure.metric), in->ops.lang),
                (long long)s->lines[i].returns_missing);
}

static void print_extra(const struct invocation *in, const struct statement_extra *e) {
    const char *name = bi_text(e->name, in->ops.lang), *unit = bi_text(e->unit, in->ops.lang);
    char came[32], given[32], left[32], runs[32];

    number_text(e->given, given);
    number_text(e->runs, runs);
    if (e->stocked)
        say(in, "· %s：到货 %s %s，发给 %s 趟共 %s，结存 %s",
            "· %s: in %s %s, runs %s were given %s, left %s", name, number_text(e->in, came), unit,
            runs, given, number_text(e->in - e->given, left));
    else
        say(in, "· %s：%s 趟，共 %s %s", "· %s: runs %s, in all %s %s", name, runs, given, unit);
}

static void print_statement(struct invocation *in, const struct campaign *c,
                            const struct statement *s) {
    char as_of[WHEN_TEXT];

    say(in, "%s 对账单，截至 %s", "%s: statement as of %s", c->name, day_text(s->as_of, as_of));
    if (c->reported_source)
        say(in, "公布来源：%s", "reported by: %s", c->reported_source);
    putchar('\n');
    print_figures(in, s);
    print_missing(in, s);
    putchar('\n');
    print_offices(in, c, s);
    putchar('\n');
    for (int i = 0; i < s->n_consistency; i++)
        say(in, "%s %s", "%s %s", s->consistency[i].agrees ? "·" : "!",
            in->ops.lang == LANG_EN ? s->consistency[i].en : s->consistency[i].zh);
    for (int i = 0; i < s->n_extras; i++)
        print_extra(in, &s->extras[i]);
}

enum rc command_reconcile(struct invocation *in, int *status, struct err *err) {
    struct statement *s = NULL;
    struct campaign *c = NULL;
    struct day as_of;
    enum rc rc = option_day(in, OPT_AS_OF, &as_of, err);

    rc = rc == RC_OK ? ops_reconcile(&in->ops, as_of, &s, &c, err) : rc;
    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].verdict != VERDICT_AGREES)
            *status = 1;
    if (option_given(in, OPT_JSON))
        print_json(statement_json(c, s, in->ops.lang));
    else
        print_statement(in, c, s);
    statement_free(s);
    campaign_free(c);
    return RC_OK;
}
