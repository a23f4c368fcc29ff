/* Use case: the day's sheet, and as a report for paper, workbook, web and terminal. */
#include "ops/session.h"

#include <stdio.h>

enum rc ops_daily(const struct ops *ops, struct day date, struct arena *arena, struct daily *out,
                  struct campaign **out_campaign, struct err *err) {
    struct session s;
    struct boardings before;
    struct reconcile_input in = {.now = ops->now,
                                 .as_of = day_given(date) ? date : instant_day(ops->now)};
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    in.campaign = s.c;
    rc = store_boardings_load(s.store, s.c, in.as_of, arena, &in.boardings, err);
    if (rc == RC_OK)
        rc = store_boardings_load(s.store, s.c, (struct day){in.as_of.v - 1}, arena, &before, err);
    if (rc == RC_OK) {
        daily_make(&in, &before, arena, out);
        *out_campaign = s.c;
        s.c = NULL;
    }
    session_close(&s);
    return rc;
}

/* ---- as a report ---- */

enum { COLUMNS = 1 + DAILY_FIGURES * DAILY_STAGES, MISSING_COLUMNS = 4, CORRECTION_COLUMNS = 4 };
enum { NAMED_MAX = 4 };

struct maker {
    const struct ops *ops;
    const struct campaign *c;
    const struct daily *d;
    struct arena *arena;
};

static const char *number(const struct maker *m, int64_t value) {
    char text[32];

    return arena_strdup(m->arena, number_text(value, text));
}

static const char *office_name(const struct maker *m, int32_t office) {
    const struct place *place =
        office < 0 ? NULL : places_find(m->ops->places, m->c->offices[office].place);

    if (office < 0)
        return bi_text(BI("合计", "all"), m->ops->lang);
    return place ? arena_strdup(m->arena, place->name) : "?";
}

static const char *figure_head(const struct maker *m, int figure, int stage) {
    static const struct bi stages[DAILY_STAGES] = {{"计划", " planned"}, {"已发", " left"}};
    const char *name = bi_text(daily_figure_name((enum daily_figure)figure), m->ops->lang);
    struct str text = STR_MAX(64);

    str_add(&text, name);
    str_add(&text, bi_text(stages[stage], m->ops->lang));
    const char *copy = arena_strdup(m->arena, str_get(&text));
    str_clear(&text);
    return copy;
}

static struct report_table counts_table(const struct maker *m, int scope, struct bi heading) {
    int n = m->d->n_offices + 1;
    const char **cells = arena_array(m->arena, (size_t)(n + 1) * COLUMNS, sizeof *cells);

    cells[0] = bi_text(BI("工会", "office"), m->ops->lang);
    for (int k = 1; k < COLUMNS; k++)
        cells[k] = figure_head(m, (k - 1) / DAILY_STAGES, (k - 1) % DAILY_STAGES);
    for (int i = 0; i < n; i++) {
        const struct daily_office *o = &m->d->offices[i];
        const char **row = cells + (i + 1) * COLUMNS;
        row[0] = office_name(m, o->office);
        for (int k = 1; k < COLUMNS; k++)
            row[k] = number(m, o->n[scope][(k - 1) % DAILY_STAGES][(k - 1) / DAILY_STAGES]);
    }
    return (struct report_table){bi_text(heading, m->ops->lang), cells, n + 1, COLUMNS};
}

/* An office whose runs have left without a return: how many, with how many riders, the first few.
 */
static bool missing_row(const struct maker *m, int32_t office, const char **row) {
    struct str names = STR_MAX(256);
    int64_t runs = 0, riders = 0;

    for (int i = 0; i < m->d->n_missing; i++) {
        const struct daily_missing *x = &m->d->missing[i];
        if (m->c->allocations[x->allocation].office != office)
            continue;
        if (runs < NAMED_MAX)
            str_addf(&names, runs ? ", %s" : "%s", m->c->allocations[x->allocation].key);
        runs++;
        riders += x->booked;
    }
    if (runs > NAMED_MAX)
        str_add(&names, " ...");
    row[0] = office_name(m, office);
    row[1] = number(m, runs);
    row[2] = number(m, riders);
    row[3] = arena_strdup(m->arena, str_get(&names));
    str_clear(&names);
    return runs > 0;
}

static struct report_table missing_table(const struct maker *m) {
    static const struct bi heads[MISSING_COLUMNS] = {
        {"工会", "office"}, {"未交回的趟次", "runs"}, {"人次", "riders"}, {"哪些", "which"}};
    const char **cells =
        arena_array(m->arena, (size_t)(m->d->n_offices + 1) * MISSING_COLUMNS, sizeof *cells);
    int n = 1;

    for (int i = 0; i < MISSING_COLUMNS; i++)
        cells[i] = bi_text(heads[i], m->ops->lang);
    for (int32_t o = 0; o < m->d->n_offices; o++)
        n += missing_row(m, o, cells + n * MISSING_COLUMNS);
    return (struct report_table){bi_text(BI("未报上车情况", "Not reported"), m->ops->lang), cells,
                                 n, MISSING_COLUMNS};
}

static struct report_table corrections_table(const struct maker *m) {
    static const struct bi heads[CORRECTION_COLUMNS] = {
        {"趟次", "run"}, {"哪一天", "day"}, {"原来", "before"}, {"现在", "now"}};
    int n = m->d->n_corrections;
    const char **cells = arena_array(m->arena, (size_t)(n + 1) * CORRECTION_COLUMNS, sizeof *cells);
    char day[WHEN_TEXT];

    for (int i = 0; i < CORRECTION_COLUMNS; i++)
        cells[i] = bi_text(heads[i], m->ops->lang);
    for (int i = 0; i < n; i++) {
        const struct daily_correction *x = &m->d->corrections[i];
        const struct allocation *a = &m->c->allocations[x->allocation];
        const char **row = cells + (i + 1) * CORRECTION_COLUMNS;
        row[0] = a->key;
        row[1] = arena_strdup(m->arena, day_text(instant_day(a->stops[0].at), day));
        row[2] = x->before < 0 ? bi_text(BI("未报", "not reported"), m->ops->lang)
                               : number(m, x->before);
        row[3] = number(m, x->now);
    }
    return (struct report_table){
        bi_text(BI("对已过日子的更正", "Corrections of days before"), m->ops->lang), cells, n + 1,
        CORRECTION_COLUMNS};
}

void ops_daily_report(const struct ops *ops, const struct campaign *c, const struct daily *d,
                      struct arena *arena, struct report *out) {
    const struct maker m = {ops, c, d, arena};
    char day[WHEN_TEXT], now[WHEN_TEXT], text[512];

    *out = (struct report){.lang = ops->lang};
    snprintf(text, sizeof text, ops->lang == LANG_EN ? "%s: the day's sheet, %s" : "%s 日报，%s",
             c->name, day_text(d->date, day));
    out->title = arena_strdup(arena, text);
    snprintf(text, sizeof text, ops->lang == LANG_EN ? "made %s, homeward" : "制表 %s，homeward",
             instant_text(ops->now, now));
    out->foot = arena_strdup(arena, text);
    out->tables = arena_array(arena, 4, sizeof *out->tables);
    out->tables[out->n_tables++] = counts_table(&m, DAILY_DAY, BI("当天", "The day"));
    out->tables[out->n_tables++] = counts_table(&m, DAILY_TOTAL, BI("累计", "So far"));
    if (d->n_missing)
        out->tables[out->n_tables++] = missing_table(&m);
    if (d->n_corrections)
        out->tables[out->n_tables++] = corrections_table(&m);
    out->notes = arena_array(arena, 1, sizeof *out->notes);
    out->notes[out->n_notes++].text =
        bi_text(BI("趟次、客车、车厢和车票归出车出票的工会，人次归乘车人报名的工会；已发人次按交回"
                   "的上车名单计，未交回的不计",
                   "Runs, coaches, cars and tickets are their owner's, riders are the office's "
                   "that they signed up with; riders who left are counted by the returns, where "
                   "none came back not at all"),
                ops->lang);
}
