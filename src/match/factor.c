#include "match/factor.h"

#include "homeward/mem.h"

#include <math.h>
#include <string.h>

#define TINY 1e-9   /* a pivot below this is none */
#define SMALL 1e-13 /* an entry of a solution below this is zero */

struct pivot {
    int row, start, end; /* entries of its column, the pivot's own among them */
    double value;
};
struct exchange {
    int row;
    size_t start, end;
    double value;
};

struct factor {
    int m;
    struct columns columns;
    struct pivot *by_column, *by_row; /* the peeled ones, in their order; slacks left out */
    int n_by_column, n_by_row;
    int *nucleus; /* its rows; column t is basic at place nucleus[t] */
    int *column;  /* of the nucleus */
    int k;
    double *dense, *part; /* k * k factored in place; k */
    int *swap;
    size_t dense_cap;
    bool *upper; /* rows peeled by column */
    struct exchange *exchanges;
    int n_exchanges;
    size_t exchanges_cap;
    int *index;
    double *value;
    size_t n_entries, index_cap, value_cap;
    int64_t entries; /* of the peeled columns and the nucleus */
};

struct factor *factor_new(int n_rows) {
    struct factor *f = mem_alloc(sizeof *f);
    size_t m = (size_t)n_rows + 1;

    f->m = n_rows;
    f->by_column = mem_array(m, sizeof *f->by_column);
    f->by_row = mem_array(m, sizeof *f->by_row);
    f->nucleus = mem_array(m, sizeof *f->nucleus);
    f->column = mem_array(m, sizeof *f->column);
    f->swap = mem_array(m, sizeof *f->swap);
    f->part = mem_array(m, sizeof *f->part);
    f->upper = mem_array(m, sizeof *f->upper);
    return f;
}

void factor_free(struct factor *f) {
    if (!f)
        return;
    void *const all[] = {f->by_column, f->by_row, f->nucleus, f->column,    f->swap, f->part,
                         f->upper,     f->dense,  f->index,   f->exchanges, f->value};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        mem_free(all[i]);
    mem_free(f);
}

int factor_exchanges(const struct factor *f) {
    return f->n_exchanges;
}

int64_t factor_steps(const struct factor *f) {
    return f->entries + (int64_t)f->n_entries + f->m / 4;
}

/* ---- peeling ---- */

struct peeler {
    struct factor *f;
    struct arena arena;
    const int *head;
    int *column_count, *row_count; /* active entries */
    int *first, *in_row;           /* the basis by rows: places */
    int *queue, n;
    bool *row_done, *place_done;
    int *new_head;
};

static int entries_from(const struct columns *c, int column) {
    return column < c->n ? c->start[column] : 0;
}

static int entries_to(const struct columns *c, int column) {
    return column < c->n ? c->start[column + 1] : 0;
}

static void count_entries(struct peeler *p) {
    const struct columns *c = &p->f->columns;

    for (int k = 0; k < p->f->m; k++)
        for (int e = entries_from(c, p->head[k]); e < entries_to(c, p->head[k]); e++) {
            p->column_count[k]++;
            p->row_count[c->index[e]]++;
        }
}

static void list_rows(struct peeler *p) {
    const struct columns *c = &p->f->columns;
    int m = p->f->m;

    p->first = arena_array(&p->arena, (size_t)m + 1, sizeof *p->first);
    for (int i = 0; i < m; i++)
        p->first[i + 1] = p->first[i] + p->row_count[i];
    p->in_row = arena_array(&p->arena, (size_t)p->first[m] + 1, sizeof *p->in_row);
    int *at = arena_array(&p->arena, (size_t)m + 1, sizeof *at);
    memcpy(at, p->first, (size_t)m * sizeof *at);
    for (int k = 0; k < m; k++)
        for (int e = entries_from(c, p->head[k]); e < entries_to(c, p->head[k]); e++)
            p->in_row[at[c->index[e]]++] = k;
}

static void settle(struct peeler *p, int row, int place) {
    p->row_done[row] = true;
    p->place_done[place] = true;
    p->new_head[row] = p->head[place];
}

/* Unit columns need no work at all: they only take their row out. */
static void take_units(struct peeler *p) {
    int n = p->f->columns.n;

    for (int k = 0; k < p->f->m; k++)
        if (p->head[k] >= n) {
            int row = p->head[k] - n;
            settle(p, row, k);
            p->f->upper[row] = true;
            for (int i = p->first[row]; i < p->first[row + 1]; i++)
                p->column_count[p->in_row[i]]--;
        }
}

/* Of value 0 if either is -1. */
static struct pivot pivot_of(const struct peeler *p, int row, int place) {
    const struct columns *c = &p->f->columns;
    struct pivot pivot = {.row = row};

    if (row < 0 || place < 0)
        return pivot;
    pivot.start = entries_from(c, p->head[place]);
    pivot.end = entries_to(c, p->head[place]);
    for (int e = pivot.start; e < pivot.end; e++)
        if (c->index[e] == row)
            pivot.value = c->value[e];
    return pivot;
}

static int active_row(const struct peeler *p, int place) {
    const struct columns *c = &p->f->columns;

    for (int e = entries_from(c, p->head[place]); e < entries_to(c, p->head[place]); e++)
        if (!p->row_done[c->index[e]])
            return c->index[e];
    return -1;
}

static void peel_columns(struct peeler *p) {
    struct factor *f = p->f;

    for (int k = p->n = 0; k < f->m; k++)
        if (!p->place_done[k] && p->column_count[k] == 1)
            p->queue[p->n++] = k;
    while (p->n > 0) {
        int place = p->queue[--p->n], row = active_row(p, place);
        struct pivot pivot = pivot_of(p, row, place);
        if (fabs(pivot.value) < TINY)
            continue;
        settle(p, row, place);
        f->upper[row] = true;
        f->by_column[f->n_by_column++] = pivot;
        for (int i = p->first[row]; i < p->first[row + 1]; i++)
            if (!p->place_done[p->in_row[i]] && --p->column_count[p->in_row[i]] == 1)
                p->queue[p->n++] = p->in_row[i];
    }
}

static int active_place(const struct peeler *p, int row) {
    for (int i = p->first[row]; i < p->first[row + 1]; i++)
        if (!p->place_done[p->in_row[i]])
            return p->in_row[i];
    return -1;
}

static void count_rows_again(struct peeler *p) {
    for (int row = 0; row < p->f->m; row++) {
        p->row_count[row] = 0;
        for (int i = p->first[row]; i < p->first[row + 1]; i++)
            p->row_count[row] += !p->place_done[p->in_row[i]];
    }
}

static void peel_rows(struct peeler *p) {
    struct factor *f = p->f;
    const struct columns *c = &f->columns;

    count_rows_again(p);
    for (int row = p->n = 0; row < f->m; row++)
        if (!p->row_done[row] && p->row_count[row] == 1)
            p->queue[p->n++] = row;
    while (p->n > 0) {
        int row = p->queue[--p->n], place = p->row_done[row] ? -1 : active_place(p, row);
        struct pivot pivot = pivot_of(p, row, place);
        if (fabs(pivot.value) < TINY)
            continue;
        settle(p, row, place);
        f->by_row[f->n_by_row++] = pivot;
        for (int e = pivot.start; e < pivot.end; e++)
            if (!p->row_done[c->index[e]] && --p->row_count[c->index[e]] == 1)
                p->queue[p->n++] = c->index[e];
    }
}

/* ---- the nucleus ---- */

static double *dense_row(const struct factor *f, int row) {
    return f->dense + (size_t)row * (size_t)f->k;
}

static void fill_nucleus(struct peeler *p) {
    struct factor *f = p->f;
    int place = 0;

    f->k = 0;
    for (int row = 0; row < f->m; row++)
        if (!p->row_done[row])
            f->nucleus[f->k++] = row;
    size_t room = (size_t)f->k * (size_t)f->k;
    if (room > f->dense_cap) {
        mem_free(f->dense);
        f->dense = mem_array(room, sizeof *f->dense);
        f->dense_cap = room;
    }
    if (room)
        memset(f->dense, 0, room * sizeof *f->dense);
    int *at = p->queue; /* place of a row in the nucleus */
    for (int t = 0; t < f->k; t++)
        at[f->nucleus[t]] = t;
    for (int t = 0; t < f->k; t++, place++) {
        while (p->place_done[place])
            place++;
        f->column[t] = p->head[place];
        p->new_head[f->nucleus[t]] = p->head[place];
        for (int e = entries_from(&f->columns, f->column[t]);
             e < entries_to(&f->columns, f->column[t]); e++)
            if (!p->row_done[f->columns.index[e]])
                dense_row(f, at[f->columns.index[e]])[t] = f->columns.value[e];
    }
}

static void swap_rows(const struct factor *f, int a, int b) {
    for (int t = 0; a != b && t < f->k; t++) {
        double kept = dense_row(f, a)[t];
        dense_row(f, a)[t] = dense_row(f, b)[t];
        dense_row(f, b)[t] = kept;
    }
}

/* False: column `c` depends on those before it. */
static bool eliminate(struct factor *f, int c) {
    int best = c;

    for (int r = c + 1; r < f->k; r++)
        if (fabs(dense_row(f, r)[c]) > fabs(dense_row(f, best)[c]))
            best = r;
    f->swap[c] = best;
    if (fabs(dense_row(f, best)[c]) < TINY)
        return false;
    swap_rows(f, c, best);
    const double *pivot = dense_row(f, c);
    for (int r = c + 1; r < f->k; r++) {
        double *row = dense_row(f, r), by = row[c] / pivot[c];
        row[c] = by;
        for (int t = c + 1; by != 0 && t < f->k; t++)
            row[t] -= by * pivot[t];
    }
    return true;
}

/* The row that no pivot took by step c. */
static int left_over(const struct factor *f, int c) {
    int row = c;

    for (int s = c - 1; s >= 0; s--)
        row = f->swap[s] == row ? s : row == s ? f->swap[s] : row;
    return f->nucleus[row];
}

static bool factor_once(struct factor *f, const struct columns *columns, int *head) {
    struct peeler p = {.f = f, .head = head};
    size_t m = (size_t)f->m + 1;
    int broken = -1;

    f->columns = *columns;
    f->n_by_column = f->n_by_row = f->n_exchanges = 0;
    f->n_entries = 0;
    memset(f->upper, 0, m * sizeof *f->upper);
    p.column_count = arena_array(&p.arena, m, sizeof *p.column_count);
    p.row_count = arena_array(&p.arena, m, sizeof *p.row_count);
    p.queue = arena_array(&p.arena, m, sizeof *p.queue);
    p.row_done = arena_array(&p.arena, m, sizeof *p.row_done);
    p.place_done = arena_array(&p.arena, m, sizeof *p.place_done);
    p.new_head = arena_array(&p.arena, m, sizeof *p.new_head);
    count_entries(&p);
    list_rows(&p);
    take_units(&p);
    peel_columns(&p);
    peel_rows(&p);
    fill_nucleus(&p);
    for (int c = 0; c < f->k && broken < 0; c++)
        if (!eliminate(f, c))
            broken = c;
    if (broken >= 0)
        p.new_head[f->nucleus[broken]] = columns->n + left_over(f, broken);
    memcpy(head, p.new_head, (size_t)f->m * sizeof *head);
    arena_clear(&p.arena);
    return broken < 0;
}

static void count_cost(struct factor *f) {
    f->entries = (int64_t)f->k * f->k;
    for (int i = 0; i < f->n_by_column; i++)
        f->entries += f->by_column[i].end - f->by_column[i].start;
    for (int i = 0; i < f->n_by_row; i++)
        f->entries += f->by_row[i].end - f->by_row[i].start;
}

void factor_make(struct factor *f, const struct columns *columns, int *head) {
    while (!factor_once(f, columns, head))
        ;
    count_cost(f);
}

/* ---- solving ---- */

static void spread(const struct factor *f, const struct pivot *p, double *b) {
    double x = b[p->row];

    if (x == 0)
        return;
    x /= p->value;
    for (int e = p->start; e < p->end; e++)
        b[f->columns.index[e]] -= x * f->columns.value[e];
    b[p->row] = x;
}

static void solve_nucleus(const struct factor *f, double *x) {
    for (int c = 0; c < f->k; c++) {
        double kept = x[c];
        x[c] = x[f->swap[c]];
        x[f->swap[c]] = kept;
    }
    for (int r = 0; r < f->k; r++)
        for (int t = 0; t < r; t++)
            x[r] -= dense_row(f, r)[t] * x[t];
    for (int r = f->k - 1; r >= 0; r--) {
        for (int t = r + 1; t < f->k; t++)
            x[r] -= dense_row(f, r)[t] * x[t];
        x[r] /= dense_row(f, r)[r];
    }
}

static void spread_nucleus(const struct factor *f, double *b) {
    const struct columns *c = &f->columns;

    for (int t = 0; t < f->k; t++)
        f->part[t] = b[f->nucleus[t]];
    solve_nucleus(f, f->part);
    for (int t = 0; t < f->k; t++) {
        b[f->nucleus[t]] = f->part[t];
        for (int e = entries_from(c, f->column[t]);
             f->part[t] != 0 && e < entries_to(c, f->column[t]); e++)
            if (f->upper[c->index[e]])
                b[c->index[e]] -= f->part[t] * c->value[e];
    }
}

void factor_solve(struct factor *f, double *b) {
    for (int i = 0; i < f->n_by_row; i++)
        spread(f, &f->by_row[i], b);
    spread_nucleus(f, b);
    for (int i = f->n_by_column - 1; i >= 0; i--)
        spread(f, &f->by_column[i], b);
    for (int i = 0; i < f->n_exchanges; i++) {
        const struct exchange *x = &f->exchanges[i];
        if (b[x->row] == 0)
            continue;
        double y = b[x->row] /= x->value;
        for (size_t e = x->start; e < x->end; e++)
            b[f->index[e]] -= y * f->value[e];
    }
}

static void gather(const struct factor *f, const struct pivot *p, double *c) {
    double sum = c[p->row] + p->value * c[p->row];

    for (int e = p->start; e < p->end; e++)
        sum -= f->columns.value[e] * c[f->columns.index[e]];
    c[p->row] = sum / p->value;
}

static void solve_nucleus_row(const struct factor *f, double *x) {
    for (int c = 0; c < f->k; c++) {
        x[c] /= dense_row(f, c)[c];
        for (int t = c + 1; x[c] != 0 && t < f->k; t++)
            x[t] -= dense_row(f, c)[t] * x[c];
    }
    for (int c = f->k - 1; c >= 0; c--)
        for (int t = 0; x[c] != 0 && t < c; t++)
            x[t] -= dense_row(f, c)[t] * x[c];
    for (int c = f->k - 1; c >= 0; c--) {
        double kept = x[c];
        x[c] = x[f->swap[c]];
        x[f->swap[c]] = kept;
    }
}

static void gather_nucleus(const struct factor *f, double *c) {
    const struct columns *columns = &f->columns;

    for (int t = 0; t < f->k; t++) {
        f->part[t] = c[f->nucleus[t]];
        for (int e = entries_from(columns, f->column[t]); e < entries_to(columns, f->column[t]);
             e++)
            if (f->upper[columns->index[e]])
                f->part[t] -= columns->value[e] * c[columns->index[e]];
    }
    solve_nucleus_row(f, f->part);
    for (int t = 0; t < f->k; t++)
        c[f->nucleus[t]] = f->part[t];
}

void factor_solve_row(struct factor *f, double *c) {
    for (int i = f->n_exchanges - 1; i >= 0; i--) {
        const struct exchange *x = &f->exchanges[i];
        double sum = c[x->row];
        for (size_t e = x->start; e < x->end; e++)
            sum -= f->value[e] * c[f->index[e]];
        c[x->row] = sum / x->value;
    }
    for (int i = 0; i < f->n_by_column; i++)
        gather(f, &f->by_column[i], c);
    gather_nucleus(f, c);
    for (int i = f->n_by_row - 1; i >= 0; i--)
        gather(f, &f->by_row[i], c);
}

void factor_exchange(struct factor *f, int row, const double *w) {
    struct exchange x = {row, f->n_entries, 0, w[row]};

    for (int i = 0; i < f->m; i++) {
        if (i == row || fabs(w[i]) < SMALL)
            continue;
        f->index = vec_grow(f->index, f->n_entries, &f->index_cap, sizeof *f->index);
        f->value = vec_grow(f->value, f->n_entries, &f->value_cap, sizeof *f->value);
        f->index[f->n_entries] = i;
        f->value[f->n_entries++] = w[i];
    }
    x.end = f->n_entries;
    VEC_PUSH(f->exchanges, f->n_exchanges, f->exchanges_cap, x);
}
