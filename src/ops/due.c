/* Use case: what has a deadline or waits for an answer, by office, the most urgent first. */
#include "ops/due.h"

#include <stdlib.h>
#include <string.h>

void due_add(struct due_list *l, struct due_line line) {
    if (line.count > 0)
        VEC_PUSH(l->lines, l->n, l->cap, line);
}

bool due_upcoming(const struct due_list *l, int32_t allocation) {
    const struct allocation *a = &l->s->c->allocations[allocation];

    return !a->cancelled && a->stops[0].at.v > l->now.v;
}

/* ---- in order ---- */

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int first_of(const int *orders, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (orders[i])
            return orders[i];
    return 0;
}

static int by_object(const void *a, const void *b) {
    const struct due_line *x = a, *y = b;
    const int orders[] = {compare(x->office, y->office), compare(x->kind, y->kind),
                          strcmp(x->object, y->object), compare(x->due.v, y->due.v)};

    return first_of(orders, sizeof orders / sizeof *orders);
}

static int by_time(const void *a, const void *b) {
    const struct due_line *x = a, *y = b;
    const int orders[] = {compare(x->office, y->office), compare(x->due.v, y->due.v),
                          compare(x->kind, y->kind), strcmp(x->object, y->object)};

    return first_of(orders, sizeof orders / sizeof *orders);
}

/* Of one kind and object there is one line, with the first of their deadlines. */
static void merge(struct due_list *l) {
    int n = 0;

    if (!l->n)
        return;
    qsort(l->lines, (size_t)l->n, sizeof *l->lines, by_object);
    for (int i = 0; i < l->n; i++) {
        struct due_line *last = n ? &l->lines[n - 1] : NULL, *line = &l->lines[i];
        if (last && last->office == line->office && last->kind == line->kind &&
            strcmp(last->object, line->object) == 0)
            last->count += line->count;
        else
            l->lines[n++] = *line;
    }
    l->n = n;
    qsort(l->lines, (size_t)n, sizeof *l->lines, by_time);
}

static void finish(struct due_list *l, int32_t office, struct due_view *out) {
    merge(l);
    out->lines = arena_array(l->arena, (size_t)l->n + 1, sizeof *out->lines);
    for (int i = 0; i < l->n; i++) {
        if (office && l->lines[i].office != office)
            continue;
        struct due_line *line = &out->lines[out->n++];
        *line = l->lines[i];
        line->object = arena_strdup(l->arena, line->object);
        line->seconds_left = line->due.v - l->now.v;
        due_say(l, line);
    }
}

static struct instant moment(const struct ops *ops, struct day date) {
    return !day_given(date) || date.v == instant_day(ops->now).v ? ops->now : instant_make(date, 0);
}

enum rc ops_due(const struct ops *ops, const struct due_entry *entry, struct arena *arena,
                struct due_view *out, struct err *err) {
    struct session s;
    int32_t office = 0;
    enum rc rc = entry->office ? resolve_office(ops, entry->office, &office, err) : RC_OK;

    *out = (struct due_view){.now = moment(ops, entry->date)};
    rc = rc == RC_OK ? session_open(ops, HOLD_LOOK, STORE_ALL, &s, err) : rc;
    if (rc != RC_OK)
        return rc;
    struct due_list list = {.s = &s, .arena = arena, .now = out->now};
    riders_by_run(s.c, arena, &list.by_run);
    due_add_runs(&list);
    rc = due_add_people(&list, err);
    rc = rc == RC_OK ? due_add_paper(&list, err) : rc;
    if (rc == RC_OK)
        finish(&list, office, out);
    mem_free(list.lines);
    session_close(&s);
    return rc;
}
