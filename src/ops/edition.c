#include "ops/edition.h"

#include "ops/phrase.h"

const char *const manifest_for_words[MANIFEST_FORS] = {"crew",   "driver", "carrier",
                                                       "posted", "leader", "signing"};
const char *const manifest_format_words[] = {"pdf", "xlsx", "csv", "xml"};

static enum rc load(const struct sheet_maker *k, int32_t allocation, int32_t version,
                    struct arena *arena, struct paper_version *out, struct err *err) {
    return store_paper_load(k->s->store, k->s->c->allocations[allocation].id, version, arena, out,
                            err);
}

/* What was printed before this version, and what differs; nothing of the first. */
static enum rc compare(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                       struct edition *e, struct err *err) {
    struct paper_version before;

    e->since = e->now.version - 1;
    e->d = (struct paper_difference){0};
    if (e->since == 0)
        return RC_OK;
    enum rc rc = load(k, allocation, e->since, arena, &before, err);
    if (rc == RC_OK)
        paper_difference_make(&before, &e->now, arena, &e->d);
    return rc;
}

static enum rc choose(const struct sheet_maker *k, int32_t allocation, const struct roster *roster,
                      struct arena *arena, struct edition *e, struct err *err) {
    struct paper_version last;
    struct paper_difference d;
    enum rc rc = load(k, allocation, 0, arena, &last, err);

    if (rc != RC_OK)
        return rc;
    roster_version(k->s->c, allocation, roster, arena, &e->now);
    paper_difference_make(&last, &e->now, arena, &d);
    e->fresh = last.version == 0 || paper_difference_any(&d);
    if (!e->fresh)
        e->now = last;
    else
        rc = store_paper_add(k->s->store, &k->s->c->allocations[allocation], k->s->ops->now,
                             &e->now, err);
    return rc;
}

enum rc edition_print(const struct sheet_maker *k, int32_t allocation, const struct roster *roster,
                      enum manifest_format format, struct arena *arena, struct edition *out,
                      struct err *err) {
    struct print_row print = {.recipient = manifest_for_words[k->recipient],
                              .format = manifest_format_words[format],
                              .at = k->s->ops->now};
    *out = (struct edition){0};
    enum rc rc = choose(k, allocation, roster, arena, out, err);

    rc = rc == RC_OK ? compare(k, allocation, arena, out, err) : rc;
    rc = rc == RC_OK ? store_print_add(k->s->store, out->now.id, &print, err) : rc;
    out->copy = print.copy;
    return rc;
}

/* ---- what changed, in words ---- */

struct teller {
    const struct sheet_maker *k;
    struct arena *arena;
    const struct manifest_sheet *sheet;
    const char **lines;
    int n;
};

/* Whoever is still known by name, else by ref. */
static enum rc name_of(const struct teller *t, const struct paper_row *row, const char **out,
                       struct err *err) {
    struct person person;
    bool posted = t->k->recipient == MANIFEST_POSTED;

    for (int i = 0; i < t->sheet->n_rows; i++)
        if (t->sheet->rows[i].number == row->row && row->row > 0) {
            *out = t->sheet->rows[i].name;
            return RC_OK;
        }
    *out = phrase(t->arena, "%s/%s", row->station, row->ref);
    if (!row->request || row->child)
        return RC_OK;
    enum rc rc = store_people_load(t->k->s->store, &row->request, 1, t->arena, &person, err);
    if (rc == RC_OK)
        *out = posted ? phrase_hidden_name(person.name, t->arena) : person.name;
    return rc;
}

static const char *place_of(const struct teller *t, const struct paper_row *row) {
    if (row->seat[0])
        return row->seat;
    return row->child ? "—" : phrase(t->arena, "#%d", (int)row->row);
}

static const char *moved_text(const struct teller *t, const struct paper_change_row *c,
                              const char *name) {
    const struct paper_row *a = c->before, *b = c->after;
    bool en = t->sheet->lang == LANG_EN;

    if (a->board == b->board && a->alight == b->alight)
        return phrase(t->arena, en ? "moved: %s, seat %s → %s" : "换座：%s，%s → %s", name, a->seat,
                      b->seat);
    return phrase(t->arena,
                  en ? "moved: %s (%s), stops %d–%d → %d–%d" : "改站：%s（%s），站点 %d—%d → %d—%d",
                  name, place_of(t, b), (int)a->board + 1, (int)a->alight + 1, (int)b->board + 1,
                  (int)b->alight + 1);
}

static enum rc tell_row(struct teller *t, const struct paper_change_row *c, struct err *err) {
    struct paper_row gone = c->after ? *c->after : *c->before;
    const char *name;

    if (!c->after)
        gone.row = 0; /* its number is somebody else's now */
    enum rc rc = name_of(t, &gone, &name, err);
    if (rc != RC_OK)
        return rc;
    const char *at = place_of(t, c->after ? c->after : c->before);
    bool en = t->sheet->lang == LANG_EN;
    t->lines[t->n++] =
        c->change == PAPER_MOVED ? moved_text(t, c, name)
        : c->change == PAPER_ADDED
            ? phrase(t->arena, en ? "added: %s (%s)" : "新增：%s（%s）", name, at)
        : c->change == PAPER_REMOVED
            ? phrase(t->arena, en ? "removed: %s (%s)" : "取消：%s（%s）", name, at)
            : phrase(t->arena, en ? "corrected: %s (%s)" : "更正：%s（%s）", name, at);
    return RC_OK;
}

static void tell_head(struct teller *t, unsigned head) {
    bool en = t->sheet->lang == LANG_EN;

    for (int f = 0; f < HEAD_FACTS; f++)
        if (head >> f & 1)
            t->lines[t->n++] = phrase(t->arena, en ? "changed: %s" : "有变：%s",
                                      bi_text(head_fact_name((enum head_fact)f), t->sheet->lang));
}

static void mark_rows(struct manifest_sheet *sheet, const struct paper_difference *d) {
    for (int i = 0; i < d->n_rows; i++)
        for (int r = 0; r < sheet->n_rows && d->rows[i].after; r++)
            if (sheet->rows[r].number == d->rows[i].after->row)
                sheet->rows[r].mark = d->rows[i].change == PAPER_ADDED ? MARK_ADDED : MARK_CHANGED;
}

enum rc edition_fill(const struct sheet_maker *k, const struct edition *e, struct arena *arena,
                     struct manifest_sheet *sheet, struct err *err) {
    struct teller t = {k, arena, sheet, NULL, 0};
    enum rc rc = RC_OK;

    sheet->version = e->now.version;
    sheet->since = e->since;
    sheet->copy = e->copy;
    sheet->code = e->now.code;
    t.lines = arena_array(arena, (size_t)e->d.n_rows + HEAD_FACTS + 1, sizeof *t.lines);
    tell_head(&t, e->d.head);
    for (int i = 0; i < e->d.n_rows && rc == RC_OK; i++)
        rc = tell_row(&t, &e->d.rows[i], err);
    mark_rows(sheet, &e->d);
    sheet->changes = t.lines;
    sheet->n_changes = t.n;
    return rc;
}
