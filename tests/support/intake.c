/* Rider lists for unit tests. */
#include "support/intake.h"

#include "intake/list.h"
#include <check.h>
#include <string.h>

struct day intake_day(const char *text) {
    struct day day;

    ck_assert_msg(day_parse(text, &day), "%s", text);
    return day;
}

static struct places *the_places(void) {
    static struct places *places; /* each test is a process of its own */
    struct err err = {0};

    if (!places)
        ck_assert_int_eq(places_load(&places, &err), RC_OK);
    return places;
}

const struct campaign *intake_campaign(const char *starts, const char *ends) {
    static struct campaign campaign;
    static struct region_range regions = {379901, 379917};

    campaign = (struct campaign){.key = "test", .places = the_places()};
    campaign.starts = intake_day(starts);
    campaign.ends = intake_day(ends);
    campaign.rules.document_regions = &regions;
    campaign.rules.n_document_regions = 1;
    return &campaign;
}

const struct list_context *intake_context(void) {
    static struct list_context context;

    context = (struct list_context){.campaign = intake_campaign("2018-01-15", "2018-03-31"),
                                    .office_place = 370100,
                                    .station = "S1",
                                    .today = intake_day("2018-01-20"),
                                    .issued = INSTANT_NONE};
    return &context;
}

/* ---- gathering ---- */

static enum rc on_head(void *payload, const struct list_head *head, struct err *err) {
    (void)payload, (void)head, (void)err;
    return RC_OK;
}

static const char *join(struct arena *arena, const char *const *cells, int n) {
    struct str text = STR_MAX(4096);

    for (int i = 0; i < n; i++)
        str_addf(&text, "%s%s", i ? "|" : "", cells[i]);
    const char *copy = arena_strdup(arena, str_get(&text));
    str_clear(&text);
    return copy;
}

static enum rc on_columns(void *payload, const struct list_columns *columns, struct err *err) {
    struct gathered *g = payload;

    (void)err;
    g->n_columns_calls++;
    g->headings = join(&g->arena, columns->headings, columns->n);
    return RC_OK;
}

static void add_trip(struct str *out, const struct list_trip *t) {
    char from[WHEN_TEXT] = "?", to[WHEN_TEXT] = "?";

    if (day_given(t->earliest))
        day_text(t->earliest, from);
    if (day_given(t->latest))
        day_text(t->latest, to);
    str_addf(out, "%s%s %06d>%06d %s", out->len ? "; " : "",
             t->direction == DIRECTION_HOME ? "home" : "return", (int)t->from.place,
             (int)t->to.place, from);
    if (strcmp(from, to) != 0)
        str_addf(out, "..%s", to);
}

static const char *copy(struct gathered *g, const char *text) {
    return arena_strdup(&g->arena, text);
}

static enum rc on_row(void *payload, const struct list_row *row, struct err *err) {
    struct gathered *g = payload;
    struct str trips = STR_MAX(400), faults = STR_MAX(1000);

    (void)err;
    for (int i = 0; i < row->n_trips; i++)
        add_trip(&trips, &row->trips[i]);
    for (int i = 0; i < row->n_faults; i++)
        str_addf(&faults, "%s%s@%s", i ? " " : "", row->faults[i].code, row->faults[i].column);
    struct got got = {.sheet = copy(g, row->sheet),
                      .ref = copy(g, row->ref),
                      .name = copy(g, row->name),
                      .document = copy(g, row->document.number),
                      .phone = copy(g, row->phone),
                      .employer = copy(g, row->employer),
                      .remark = copy(g, row->remark),
                      .party = copy(g, row->trips[0].party),
                      .trips = copy(g, str_get(&trips)),
                      .faults = copy(g, str_get(&faults)),
                      .cells = join(&g->arena, row->raw[0].cells, row->raw[0].n),
                      .row = row->row,
                      .second_row = row->n_raw > 1 ? row->raw[1].row : 0,
                      .rejected = row->rejected,
                      .hardship = row->hardship,
                      .classes = copy(g, row->trips[0].classes),
                      .services = copy(g, row->trips[0].services),
                      .contact = copy(g, row->hardship_contact),
                      .first_zh = copy(g, row->n_faults ? row->faults[0].zh : NULL),
                      .modes = row->trips[0].modes,
                      .needs = row->trips[0].needs,
                      .preferred = row->trips[0].preferred};
    VEC_PUSH(g->v, g->n, g->cap, got);
    str_clear(&trips);
    str_clear(&faults);
    return RC_OK;
}

void gather_mapped(struct gathered *out, const char *csv, const struct list_mapping *mappings,
                   int n) {
    struct list_context context = *intake_context();
    const struct list_reader reader = {on_head, on_columns, on_row, out};
    struct source source;

    *out = (struct gathered){0};
    context.mappings = mappings;
    context.n_mappings = n;
    source_memory("list.csv", csv, strlen(csv), &source);
    out->rc = list_read(&source, &context, &reader, &out->err);
    source_close(&source);
}

void gather_csv(struct gathered *out, const char *csv) {
    gather_mapped(out, csv, NULL, 0);
}

/* ---- rows of a workbook ---- */

#define CELLS 32
struct sheet_rows {
    const struct sheet_row *v;
    int n;
};

static int cut(const char *text, char *room, const char *cells[CELLS]) {
    int n = 0;

    memcpy(room, text, strlen(text) + 1);
    cells[n++] = room;
    for (; *room; room++)
        if (*room == '|') {
            *room = '\0';
            ck_assert_int_lt(n, CELLS);
            cells[n++] = room + 1;
        }
    return n;
}

static void read_marks(const struct sheet_row *row, int n, unsigned char *kinds,
                       unsigned char *hidden) {
    for (int i = 0; i < n; i++) {
        char kind = row->kinds ? row->kinds[i] : 't';
        kinds[i] = (unsigned char)(kind == 'n' ? CELL_NUMBER : kind == 'd' ? CELL_DATE : CELL_TEXT);
        hidden[i] = row->hidden && row->hidden[i] == '1';
    }
}

static enum rc read_sheet_rows(struct source *source, enum wire_format format, table_row_fn *row_fn,
                               void *payload, struct err *err) {
    const struct sheet_rows *rows = source->payload;
    enum rc rc = RC_OK;

    (void)format;
    for (int i = 0; i < rows->n && rc == RC_OK; i++) {
        char room[1024];
        const char *cells[CELLS];
        unsigned char kinds[CELLS], hidden[CELLS];
        int n = cut(rows->v[i].cells, room, cells);
        read_marks(&rows->v[i], n, kinds, hidden);
        struct table_row row = {rows->v[i].sheet,     rows->v[i].row, cells, kinds, hidden, n,
                                rows->v[i].row_hidden};
        rc = row_fn(payload, &row, err);
    }
    return rc;
}

static bool rewind_nothing(void *payload) {
    return payload != NULL;
}

void gather_rows(struct gathered *out, const struct sheet_row *rows, int n) {
    struct sheet_rows all = {rows, n};
    struct source source = {"list.xlsx", NULL, rewind_nothing, &all};
    const struct list_reader reader = {on_head, on_columns, on_row, out};

    *out = (struct gathered){0};
    out->rc =
        list_rows_read(read_sheet_rows, &source, WIRE_XLSX, intake_context(), &reader, &out->err);
}

void gathered_clear(struct gathered *g) {
    mem_free(g->v);
    arena_clear(&g->arena);
}
