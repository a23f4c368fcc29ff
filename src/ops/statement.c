/* The statement of reconcile as a report, and into a file: PDF, workbook or web page, by its name.
 */
#include "ops/session.h"

#include "homeward/paper.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIGURE_COLUMNS = 5, EXTRA_COLUMNS = 6 };

struct maker {
    const struct ops *ops;
    const struct campaign *c;
    const struct statement *s;
    struct arena *arena;
};

static const char *words(const struct maker *m, const char *zh, const char *en) {
    return bi_text(BI(zh, en), m->ops->lang);
}

static const char *number(const struct maker *m, int64_t value) {
    char text[32];

    return arena_strdup(m->arena, number_text(value, text));
}

/* ---- figures ---- */

static const char *metric_cell(const struct maker *m, const struct statement_line *line) {
    char text[128];

    snprintf(text, sizeof text, m->ops->lang == LANG_EN ? "%s, %s" : "%s·%s",
             bi_text(metric_name(line->figure.metric), m->ops->lang),
             bi_text(definition_name(line->figure.definition), m->ops->lang));
    return arena_strdup(m->arena, text);
}

static const char *interval_cell(const struct maker *m, const struct statement_line *line) {
    char low[32], high[32], text[80];

    if (line->low == line->high)
        return number(m, line->low);
    snprintf(text, sizeof text, "%s..%s", number_text(line->low, low),
             number_text(line->high, high));
    return arena_strdup(m->arena, text);
}

static const char *verdict_cell(const struct maker *m, const struct statement_line *line) {
    static const struct bi texts[] = {{"一致", "agrees"}, {"偏少", "short"}, {"偏多", "over"}};
    int64_t gap =
        line->verdict == VERDICT_SHORT ? line->low - line->counted : line->counted - line->high;
    char amount[32], text[64];

    if (line->verdict == VERDICT_AGREES)
        return bi_text(texts[0], m->ops->lang);
    snprintf(text, sizeof text, "%s %s", bi_text(texts[line->verdict], m->ops->lang),
             number_text(gap, amount));
    return arena_strdup(m->arena, text);
}

static struct report_table figures_table(const struct maker *m) {
    static const struct bi heads[FIGURE_COLUMNS] = {{"项目", "figure"},
                                                    {"公布", "reported"},
                                                    {"可代表", "stands for"},
                                                    {"台账", "counted"},
                                                    {"结论", "verdict"}};
    int n = m->s->n_lines;
    const char **cells = arena_array(m->arena, (size_t)(n + 1) * FIGURE_COLUMNS, sizeof *cells);

    for (int i = 0; i < FIGURE_COLUMNS; i++)
        cells[i] = bi_text(heads[i], m->ops->lang);
    for (int i = 0; i < n; i++) {
        const char **row = cells + (i + 1) * FIGURE_COLUMNS;
        row[0] = metric_cell(m, &m->s->lines[i]);
        row[1] = number(m, m->s->lines[i].figure.value);
        row[2] = interval_cell(m, &m->s->lines[i]);
        row[3] = number(m, m->s->lines[i].counted);
        row[4] = verdict_cell(m, &m->s->lines[i]);
    }
    return (struct report_table){words(m, "公布数与台账", "Reported and counted"), cells, n + 1,
                                 FIGURE_COLUMNS};
}

static struct report_table offices_table(const struct maker *m) {
    int n = m->c->n_offices, columns = m->s->n_lines + 1;
    const char **cells = arena_array(m->arena, (size_t)(n + 1) * (size_t)columns, sizeof *cells);

    cells[0] = words(m, "工会", "office");
    for (int k = 0; k < m->s->n_lines; k++)
        cells[k + 1] = bi_text(metric_name(m->s->lines[k].figure.metric), m->ops->lang);
    for (int o = 0; o < n; o++) {
        const struct place *place = places_find(m->ops->places, m->c->offices[o].place);
        cells[(o + 1) * columns] = place ? arena_strdup(m->arena, place->name) : "?";
        for (int k = 0; k < m->s->n_lines; k++)
            cells[(o + 1) * columns + k + 1] = number(m, m->s->lines[k].offices[o].counted);
    }
    return (struct report_table){words(m, "各工会", "By office"), cells, n + 1, columns};
}

static struct report_table extras_table(const struct maker *m) {
    static const struct bi heads[EXTRA_COLUMNS] = {{"慰问品和优惠", "given with departures"},
                                                   {"单位", "unit"},
                                                   {"到货", "in"},
                                                   {"发出", "given"},
                                                   {"结存", "left"},
                                                   {"趟次", "runs"}};
    int n = m->s->n_extras;
    const char **cells = arena_array(m->arena, (size_t)(n + 1) * EXTRA_COLUMNS, sizeof *cells);

    for (int i = 0; i < EXTRA_COLUMNS; i++)
        cells[i] = bi_text(heads[i], m->ops->lang);
    for (int i = 0; i < n; i++) {
        const struct statement_extra *e = &m->s->extras[i];
        const char **row = cells + (i + 1) * EXTRA_COLUMNS;
        row[0] = bi_text(e->name, m->ops->lang);
        row[1] = bi_text(e->unit, m->ops->lang);
        row[2] = e->stocked ? number(m, e->in) : "";
        row[3] = number(m, e->given);
        row[4] = e->stocked ? number(m, e->in - e->given) : "";
        row[5] = number(m, e->runs);
    }
    return (struct report_table){words(m, "慰问品和优惠", "Given with departures"), cells, n + 1,
                                 EXTRA_COLUMNS};
}

void ops_statement_report(const struct ops *ops, const struct campaign *c,
                          const struct statement *s, struct arena *arena, struct report *out) {
    const struct maker m = {ops, c, s, arena};
    char as_of[WHEN_TEXT], now[WHEN_TEXT], text[512];

    *out = (struct report){.lang = ops->lang};
    snprintf(text, sizeof text,
             ops->lang == LANG_EN ? "%s: statement as of %s" : "%s 对账单，截至 %s", c->name,
             day_text(s->as_of, as_of));
    out->title = arena_strdup(arena, text);
    if (c->reported_source) {
        snprintf(text, sizeof text, ops->lang == LANG_EN ? "reported by: %s" : "公布来源：%s",
                 c->reported_source);
        out->source = arena_strdup(arena, text);
    }
    snprintf(text, sizeof text, ops->lang == LANG_EN ? "made %s, homeward" : "制表 %s，homeward",
             instant_text(ops->now, now));
    out->foot = arena_strdup(arena, text);
    out->tables = arena_array(arena, 3, sizeof *out->tables);
    out->tables[out->n_tables++] = figures_table(&m);
    out->tables[out->n_tables++] = offices_table(&m);
    if (s->n_extras)
        out->tables[out->n_tables++] = extras_table(&m);
    out->notes = arena_array(arena, (size_t)s->n_consistency + 1, sizeof *out->notes);
    for (int i = 0; i < s->n_consistency; i++)
        out->notes[out->n_notes++] = (struct report_note){
            !s->consistency[i].agrees,
            ops->lang == LANG_EN ? s->consistency[i].en : s->consistency[i].zh};
}

/* ---- files ---- */

static enum rc write_workbook(const struct report *r, const char *path, bool force,
                              struct err *err) {
    struct table_out *out;
    enum rc rc = table_out_open(path, TABLE_OUT_XLSX, force, &out, err);

    if (rc != RC_OK)
        return rc;
    for (int t = 0; t < r->n_tables; t++) {
        const struct report_table *table = &r->tables[t];
        table_out_sheet(out, table->heading);
        for (int i = 0; i < table->n_rows; i++)
            (i ? table_out_row : table_out_header)(out, table->cells + i * table->n_columns,
                                                   table->n_columns);
    }
    table_out_sheet(out, bi_text(BI("说明", "Remarks"), r->lang));
    const char *lines[] = {r->title, r->source ? r->source : "", r->foot};
    for (int i = 0; i < 3; i++)
        table_out_row(out, &lines[i], 1);
    for (int i = 0; i < r->n_notes; i++)
        table_out_row(out, &r->notes[i].text, 1);
    rc = table_out_commit(out, err);
    table_out_free(out);
    return rc;
}

static enum rc write_pdf(const struct report *r, const char *path, bool force, struct err *err) {
    struct file_out file;
    struct paper *paper = NULL;
    enum rc rc = file_out_open(path, force, &file, err);

    if (rc != RC_OK)
        return rc;
    rc = paper_open(file.f, path, r->lang, &paper, err);
    if (rc == RC_OK) {
        paper_report(paper, r);
        rc = paper_close(paper, err);
    }
    rc = rc == RC_OK ? file_out_commit(&file, err) : rc;
    file_out_abandon(&file);
    return rc;
}

enum rc ops_report_write(const struct report *report, const char *path, bool force,
                         struct err *err) {
    static const struct {
        const char *ending;
        enum rc (*write)(const struct report *report, const char *path, bool force,
                         struct err *err);
    } formats[] = {{".pdf", write_pdf}, {".xlsx", write_workbook}, {".html", report_html_write}};
    size_t len = strlen(path);

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        size_t n = strlen(formats[i].ending);
        if (len > n && strcmp(path + len - n, formats[i].ending) == 0)
            return formats[i].write(report, path, force, err);
    }
    return err_set(err, RC_USAGE, "malformed-value", "文件名要以 .pdf、.xlsx 或 .html 结尾",
                   "the file's name ends with .pdf, .xlsx or .html");
}
