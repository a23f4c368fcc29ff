#include "ops/printing.h"

#include "ops/phrase.h"

#include <stdlib.h>
#include <string.h>

/* ---- which departures ---- */

static bool on_day(const struct campaign *c, int32_t a, struct day day) {
    return !day_given(day) ||
           instant_service_day(c->allocations[a].stops[0].at, c->rules.day_starts_at).v == day.v;
}

struct departure {
    int64_t at;
    int32_t allocation;
};

static int by_time(const void *a, const void *b) {
    const struct departure *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->allocation > y->allocation) - (x->allocation < y->allocation);
}

static enum rc named_runs(const struct campaign *c, const struct chosen_runs *chosen,
                          struct departure *v, int *n, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < chosen->n_runs && rc == RC_OK; i++) {
        int32_t a;
        rc = find_allocation(c, chosen->runs[i], &a, err);
        if (rc == RC_OK)
            v[(*n)++] = (struct departure){c->allocations[a].stops[0].at.v, a};
    }
    return rc;
}

static enum rc choose_runs(struct printing *p, const struct chosen_runs *chosen, struct err *err) {
    const struct campaign *c = p->maker.s->c;
    size_t room = (size_t)c->n_allocations + (size_t)chosen->n_runs + 1;
    struct departure *v = arena_array(&p->scratch, room, sizeof *v);
    int n = 0;
    enum rc rc = named_runs(c, chosen, v, &n, err);

    for (int32_t a = 0; chosen->n_runs == 0 && a < c->n_allocations; a++)
        if (!c->allocations[a].cancelled && p->by_run.first[a] < p->by_run.first[a + 1] &&
            on_day(c, a, chosen->date))
            v[n++] = (struct departure){c->allocations[a].stops[0].at.v, a};
    if (n)
        qsort(v, (size_t)n, sizeof *v, by_time);
    p->allocations = arena_array(&p->scratch, (size_t)n + 1, sizeof *p->allocations);
    for (int i = 0; i < n; i++) /* a run that is named twice is printed once */
        if (i == 0 || v[i].allocation != v[i - 1].allocation)
            p->allocations[p->n++] = v[i].allocation;
    return rc;
}

enum rc printing_open(struct session *s, enum manifest_for recipient,
                      const struct chosen_runs *chosen, struct arena *arena, struct printing *out,
                      struct err *err) {
    struct child_row *children = NULL;

    *out = (struct printing){.arena = arena};
    out->maker = (struct sheet_maker){.s = s, .recipient = recipient, .by_run = &out->by_run};
    riders_by_run(s->c, &out->scratch, &out->by_run);
    enum rc rc =
        store_children_load(s->store, s->c, &out->scratch, &children, &out->maker.n_children, err);
    out->maker.children = children;
    out->maker.extras = &out->extras;
    rc = rc == RC_OK ? store_extras_load(s->store, s->c, DAY_NONE, &out->scratch, &out->extras, err)
                     : rc;
    return rc == RC_OK ? choose_runs(out, chosen, err) : rc;
}

void printing_close(struct printing *p) {
    mem_free(p->missing.v);
    mem_free(p->told.v);
    arena_clear(&p->scratch);
}

/* ---- what comes of it ---- */

static void note(struct printing *p, struct who_list *list, int32_t request) {
    const struct campaign *c = p->maker.s->c;
    const struct request *r = request >= 0 ? &c->requests[request] : NULL;
    const char *who = r ? phrase(p->arena, "%s/%s", c->stations[r->station].code, r->ref) : "-";

    VEC_PUSH(list->v, list->n, list->cap, who);
}

void printing_missing(void *payload, int row) {
    struct printing *p = payload;

    note(p, &p->missing, row >= 0 ? p->requests[row] : -1);
}

/* Whom this paper reaches: a slip, a text or a notice whoever rides, other paper those who have
 * heard nothing yet. */
static bool is_reached(const struct booking *b, enum told_means means) {
    return means != TOLD_UNSAID || b->status == BOOKING_SEATED;
}

enum rc printing_tell(struct printing *p, int32_t allocation, enum told_means means,
                      int64_t *out_told, struct err *err) {
    struct session *s = p->maker.s;
    const struct campaign *c = s->c;
    int32_t first = p->by_run.first[allocation], end = p->by_run.first[allocation + 1];
    int64_t *ids = arena_array(&p->scratch, (size_t)(end - first) + 1, sizeof *ids), lines;
    int n = 0;

    *out_told = 0;
    for (int32_t i = first; i < end; i++) {
        int32_t r = p->by_run.riders[i];
        if (!is_reached(&c->bookings[r], means))
            continue;
        ids[n++] = c->requests[r].id;
        if (c->bookings[r].status == BOOKING_SEATED) {
            note(p, &p->told, r);
            ++*out_told;
        }
    }
    return n ? store_tell(s->store, ids, n, means, s->ops->now, &lines, err) : RC_OK;
}

const char **printing_take(struct printing *p, struct who_list *list, int *out_n) {
    const char **copy = arena_array(p->arena, (size_t)list->n + 1, sizeof *copy);

    for (int i = 0; i < list->n; i++)
        copy[i] = list->v[i];
    *out_n = list->n;
    return copy;
}

/* ---- names of files ---- */

#define KEY_MAX 96

/* A name for a file from a key: nothing that a file system or a shell minds. What had to be
 * changed for it gets a number of its own, so that no two keys have one name. */
static const char *safe_name(struct printing *p, const char *key) {
    char out[KEY_MAX + 1];
    size_t n = 0, len = strlen(key);
    bool changed = len > KEY_MAX;

    for (size_t i = 0; i < len && n < KEY_MAX; i++) {
        unsigned char ch = (unsigned char)key[i];
        bool plain = ch >= 0x80 || (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
                     (ch >= 'a' && ch <= 'z') || ch == '-';
        out[n++] = plain ? (char)ch : '_';
        changed |= !plain && ch != '_';
    }
    while (changed && n > 0 && ((unsigned char)out[n - 1] & 0x80)) /* no half character */
        n--;
    out[n] = '\0';
    if (!changed)
        return arena_strdup(&p->scratch, out);
    return phrase(&p->scratch, "%s-%08x", out, (unsigned)hash_bytes(key, len, 1));
}

const char *printing_path(struct printing *p, const char *folder, int32_t allocation,
                          const char *extension) {
    const struct allocation *a = &p->maker.s->c->allocations[allocation];
    const char *name = safe_name(p, a->key);
    size_t room = strlen(folder) + strlen(name) + WHEN_TEXT + 16;
    char *path = arena_alloc(&p->scratch, room), day[WHEN_TEXT];

    snprintf(path, room, "%s/%s-%s.%s", folder, day_text(instant_day(a->stops[0].at), day), name,
             extension);
    return path;
}
