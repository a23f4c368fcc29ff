/* Use case: who was told what, and who must be reached because it does not stand any more. */
#include "ops/session.h"

#include <string.h>

enum rc ops_told_changed(const struct ops *ops, struct arena *arena, struct told_view *out,
                         struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    *out = (struct told_view){0};
    if (rc != RC_OK)
        return rc;
    rc = store_told_changed(s.store, arena, &out->lines, &out->n, err);
    session_close(&s);
    return rc;
}

static void add_lines(struct told_view *to, const struct told_line *lines, int n,
                      struct arena *arena) {
    struct told_line *all = arena_array(arena, (size_t)(to->n + n) + 1, sizeof *all);

    if (to->n)
        memcpy(all, to->lines, (size_t)to->n * sizeof *all);
    if (n)
        memcpy(all + to->n, lines, (size_t)n * sizeof *all);
    to->lines = all;
    to->n += n;
}

static enum rc history(struct session *s, const char *who, struct arena *arena,
                       struct told_view *out, struct err *err) {
    int32_t first;
    enum rc rc = find_request(s->c, who, 0, &first, err);

    for (int32_t r = 0; rc == RC_OK && r < s->c->n_requests; r++) {
        const struct request *q = &s->c->requests[r], *of = &s->c->requests[first];
        struct told_line *lines;
        int n = 0;
        if (q->station != of->station || strcmp(q->ref, of->ref) != 0)
            continue;
        rc = store_told_history(s->store, q->id, arena, &lines, &n, err);
        if (rc == RC_OK)
            add_lines(out, lines, n, arena);
    }
    return rc;
}

enum rc ops_told_history(const struct ops *ops, const char *who, struct arena *arena,
                         struct told_view *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_REQUESTS, &s, err);

    *out = (struct told_view){0};
    if (rc != RC_OK)
        return rc;
    rc = history(&s, who, arena, out, err);
    session_close(&s);
    return rc;
}
