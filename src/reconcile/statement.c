/* The statement: each reported figure, the interval it stands for, what is counted, the verdict. */
#include "homeward/reconcile.h"

#include "reconcile/consistency.h"

const char *verdict_word(enum verdict verdict) {
    static const char *const words[] = {"agrees", "short", "over"};

    return words[verdict];
}

/* Integers v with value - precision/2 <= v < value + precision/2 (contract section 2). */
static void interval(const struct figure *figure, int64_t *low, int64_t *high) {
    int64_t half_up = (figure->precision + 1) / 2;

    *low = figure->value - figure->precision / 2;
    *high = figure->value + half_up - 1;
}

static void count_offices(const struct reconcile_input *in, struct arena *arena,
                          struct statement_line *line) {
    const struct campaign *c = in->campaign;

    line->n_offices = c->n_offices;
    line->offices = arena_array(arena, (size_t)c->n_offices, sizeof *line->offices);
    for (int32_t o = 0; o < c->n_offices; o++)
        line->offices[o] = (struct office_count){
            o, reconcile_count(in, line->figure.metric, line->figure.definition, o, NULL)};
}

static void state_figure(const struct reconcile_input *in, const struct figure *figure,
                         struct arena *arena, struct statement_line *out) {
    out->figure = *figure;
    interval(figure, &out->low, &out->high);
    out->counted =
        reconcile_count(in, figure->metric, figure->definition, -1, &out->returns_missing);
    out->verdict = out->counted < out->low    ? VERDICT_SHORT
                   : out->counted > out->high ? VERDICT_OVER
                                              : VERDICT_AGREES;
    count_offices(in, arena, out);
}

static struct statement_extra state_extra(const struct reconcile_input *in, int kind,
                                          struct arena *arena) {
    const struct campaign *c = in->campaign;
    const struct extra_kind *k = &in->extras->kinds.v[kind];
    struct extra_count all = extra_count_kind(c, in->extras, kind, -1);
    struct statement_extra out = {
        arena_strdup(arena, k->key),
        {arena_strdup(arena, k->name.zh), arena_strdup(arena, k->name.en)},
        {arena_strdup(arena, k->unit.zh), arena_strdup(arena, k->unit.en)},
        k->stocked,
        all.in,
        all.given,
        all.runs,
        arena_array(arena, (size_t)c->n_offices, sizeof *out.offices)};

    for (int32_t o = 0; o < c->n_offices; o++)
        out.offices[o] = extra_count_kind(c, in->extras, kind, o).given;
    return out;
}

static void state_extras(const struct reconcile_input *in, struct statement *s) {
    int n = in->extras ? in->extras->kinds.n : 0;

    s->n_offices = in->campaign->n_offices;
    s->extras = arena_array(&s->arena, (size_t)n + 1, sizeof *s->extras);
    for (int k = 0; k < n; k++) {
        struct statement_extra extra = state_extra(in, k, &s->arena);
        if (extra.in || extra.given)
            s->extras[s->n_extras++] = extra;
    }
}

enum rc reconcile_state(const struct reconcile_input *in, struct statement **out, struct err *err) {
    struct statement *s = mem_alloc(sizeof *s);

    (void)err;
    s->as_of = in->as_of;
    s->n_lines = in->campaign->n_figures;
    s->lines = arena_array(&s->arena, (size_t)s->n_lines, sizeof *s->lines);
    for (int i = 0; i < s->n_lines; i++)
        state_figure(in, &in->campaign->figures[i], &s->arena, &s->lines[i]);
    consistency_state(in, s);
    state_extras(in, s);
    *out = s;
    return RC_OK;
}

void statement_free(struct statement *statement) {
    if (!statement)
        return;
    arena_clear(&statement->arena);
    mem_free(statement);
}
