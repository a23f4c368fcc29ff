/* Building a linear programme, and looking at it. */
#include "homeward/mem.h"
#include "match/lp_parts.h"

#include <string.h>

struct lp *lp_new(void) {
    return mem_alloc(sizeof(struct lp));
}

void lp_set_stop(struct lp *lp, bool (*stop)(void *payload), void *payload) {
    lp->stop = stop;
    lp->stop_payload = payload;
}

void lp_free(struct lp *lp) {
    if (!lp)
        return;
    void *const all[] = {lp->start,     lp->index,      lp->value,    lp->row_low, lp->row_high,
                         lp->low,       lp->high,       lp->cost,     lp->x,       lp->d,
                         lp->head,      lp->where,      lp->rho,      lp->alpha,   lp->w,
                         lp->rhs,       lp->candidates, lp->touched,  lp->marked,  lp->weight,
                         lp->row_start, lp->row_index,  lp->row_value};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        mem_free(all[i]);
    factor_free(lp->factor);
    mem_free(lp);
}

/* ---- building ---- */

int lp_add_row(struct lp *lp, double low, double high) {
    lp->row_low = vec_grow(lp->row_low, (size_t)lp->n_rows, &lp->rows_cap, sizeof *lp->row_low);
    lp->row_high = vec_grow(lp->row_high, (size_t)lp->n_rows, &lp->low_cap, sizeof *lp->row_high);
    lp->row_low[lp->n_rows] = low;
    lp->row_high[lp->n_rows] = high;
    return lp->n_rows++;
}

int lp_add_column(struct lp *lp, double low, double high) {
    size_t n = (size_t)lp->n_columns;

    lp->low = vec_grow(lp->low, n, &lp->columns_cap, sizeof *lp->low);
    lp->high = vec_grow(lp->high, n, &lp->high_cap, sizeof *lp->high);
    lp->start = vec_grow(lp->start, n + 1, &lp->start_cap, sizeof *lp->start);
    lp->low[n] = low;
    lp->high[n] = high;
    lp->start[n] = lp->start[n + 1] = (int)lp->n_entries;
    return lp->n_columns++;
}

void lp_add_entry(struct lp *lp, int row, int column, double value) {
    for (int e = lp->start[column]; e < lp->start[column + 1]; e++)
        if (lp->index[e] == row) {
            lp->value[e] += value;
            return;
        }
    lp->index = vec_grow(lp->index, lp->n_entries, &lp->index_cap, sizeof *lp->index);
    lp->value = vec_grow(lp->value, lp->n_entries, &lp->value_cap, sizeof *lp->value);
    lp->index[lp->n_entries] = row;
    lp->value[lp->n_entries++] = value;
    lp->start[column + 1] = (int)lp->n_entries;
}

static void index_rows(struct lp *lp) {
    size_t m = (size_t)lp->n_rows;
    int *at = mem_array(m + 1, sizeof *at);

    lp->row_start = mem_array(m + 2, sizeof *lp->row_start);
    lp->row_index = mem_array(lp->n_entries + 1, sizeof *lp->row_index);
    lp->row_value = mem_array(lp->n_entries + 1, sizeof *lp->row_value);
    for (size_t e = 0; e < lp->n_entries; e++)
        lp->row_start[lp->index[e] + 1]++;
    for (size_t i = 0; i < m; i++) {
        lp->row_start[i + 1] += lp->row_start[i];
        at[i] = lp->row_start[i];
    }
    for (int j = 0; j < lp->n_columns; j++)
        for (int e = lp->start[j]; e < lp->start[j + 1]; e++) {
            lp->row_index[at[lp->index[e]]] = j;
            lp->row_value[at[lp->index[e]]++] = lp->value[e];
        }
    mem_free(at);
}

static void make_room(struct lp *lp) {
    size_t m = (size_t)lp->n_rows, all = m + (size_t)lp->n_columns;

    lp->low = mem_resize(lp->low, all + 1, sizeof *lp->low);
    lp->high = mem_resize(lp->high, all + 1, sizeof *lp->high);
    lp->start = mem_resize(lp->start, (size_t)lp->n_columns + 1, sizeof *lp->start);
    lp->start[lp->n_columns] = (int)lp->n_entries;
    lp->cost = mem_array(all + 1, sizeof *lp->cost);
    lp->x = mem_array(all + 1, sizeof *lp->x);
    lp->d = mem_array(all + 1, sizeof *lp->d);
    lp->weight = mem_array(all + 1, sizeof *lp->weight);
    lp->alpha = mem_array(all + 1, sizeof *lp->alpha);
    lp->marked = mem_array(all + 1, sizeof *lp->marked);
    lp->touched = mem_array(all + 1, sizeof *lp->touched);
    lp->candidates = mem_array(all + 1, sizeof *lp->candidates);
    lp->where = mem_array(all + 1, sizeof *lp->where);
    lp->head = mem_array(m + 1, sizeof *lp->head);
    lp->rho = mem_array(m + 1, sizeof *lp->rho);
    lp->w = mem_array(m + 1, sizeof *lp->w);
    lp->rhs = mem_array(m + 1, sizeof *lp->rhs);
    lp->factor = factor_new(lp->n_rows);
    index_rows(lp);
    lp->started = true;
}

void lp_start(struct lp *lp, const double *cost) {
    int m = lp->n_rows, n = lp->n_columns;

    if (!lp->started)
        make_room(lp);
    for (int i = 0; i < m; i++) {
        lp->head[i] = n + i;
        lp->weight[n + i] = 1;
        lp->low[n + i] = lp->row_high[i] >= LP_INFINITE ? -LP_INFINITE : -lp->row_high[i];
        lp->high[n + i] = lp->row_low[i] <= -LP_INFINITE ? LP_INFINITE : -lp->row_low[i];
        lp->cost[n + i] = lp->d[n + i] = 0;
    }
    for (int j = 0; j < n; j++)
        lp->cost[j] = lp->d[j] = cost[j];
    lp_refactor(lp);
}

void lp_set_bounds(struct lp *lp, int column, double low, double high) {
    lp->low[column] = low;
    lp->high[column] = high;
}

void lp_bounds(const struct lp *lp, int column, double *low, double *high) {
    *low = lp->low[column];
    *high = lp->high[column];
}

int lp_columns(const struct lp *lp) {
    return lp->n_columns;
}

int lp_rows(const struct lp *lp) {
    return lp->n_rows;
}

/* ---- for cuts ---- */

int lp_basic(const struct lp *lp, int row) {
    return lp->head[row];
}

bool lp_is_basic(const struct lp *lp, int column) {
    return lp->where[column] >= 0;
}

bool lp_at_low(const struct lp *lp, int column) {
    return lp->x[column] <= lp->low[column];
}

void lp_add_row_to(const struct lp *lp, int row, double factor, double *to) {
    for (int e = lp->row_start[row]; e < lp->row_start[row + 1]; e++)
        to[lp->row_index[e]] += factor * lp->row_value[e];
}
