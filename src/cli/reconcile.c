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

void print_report(const struct invocation *in, const struct report *r) {
    say(in, "%s", "%s", r->title);
    if (r->source)
        say(in, "%s", "%s", r->source);
    for (int t = 0; t < r->n_tables; t++) {
        say(in, "\n%s", "\n%s", r->tables[t].heading);
        print_table(r->tables[t].cells, r->tables[t].n_rows, r->tables[t].n_columns);
    }
    putchar('\n');
    for (int i = 0; i < r->n_notes; i++)
        say(in, "%s %s", "%s %s", r->notes[i].alert ? "!" : "·", r->notes[i].text);
}

static enum rc answer(struct invocation *in, const struct campaign *c, const struct statement *s,
                      struct err *err) {
    const char *file = in->given[OPT_OUTPUT];
    struct report report;
    enum rc rc = RC_OK;

    ops_statement_report(&in->ops, c, s, &in->arena, &report);
    if (file)
        rc = ops_report_write(&report, file, option_given(in, OPT_FORCE), err);
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(statement_json(c, s, in->ops.lang));
    else if (file)
        say(in, "已写到 %s", "written to %s", file);
    else
        print_report(in, &report);
    return RC_OK;
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
    rc = answer(in, c, s, err);
    statement_free(s);
    campaign_free(c);
    return rc;
}
