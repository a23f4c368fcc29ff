/* Versions of a printed manifest: its head in hashes, its check code, what differs. */
#include "homeward/papers.h"

#include "homeward/str.h"
#include <stdlib.h>
#include <string.h>

/* ---- words ---- */

static const struct {
    const char *word;
    struct bi name;
} facts[HEAD_FACTS] = {
    [HEAD_LABEL] = {"label", {"名称", "label"}},
    [HEAD_STOPS] = {"stops", {"停靠点或时间", "stops or times"}},
    [HEAD_CONTACTS] = {"contacts", {"站点联系人", "contacts at stops"}},
    [HEAD_VEHICLE] = {"vehicle", {"车辆", "vehicle"}},
    [HEAD_CREW] = {"crew", {"司乘人员", "crew"}},
    [HEAD_PERMITS] = {"permits", {"标志牌、合同或保险", "sign, contract or insurance"}},
    [HEAD_LUGGAGE] = {"luggage", {"行李限额", "luggage limit"}},
};

struct bi head_fact_name(enum head_fact fact) {
    return facts[fact].name;
}

const char *head_fact_word(enum head_fact fact) {
    return facts[fact].word;
}

const char *paper_change_word(enum paper_change change) {
    static const char *const words[PAPER_CHANGES] = {"added", "removed", "moved", "corrected"};

    return words[change];
}

/* ---- hashes ---- */

static uint64_t add_text(uint64_t seed, const char *text) {
    return text ? hash_bytes(text, strlen(text) + 1, seed) : hash_bytes("", 1, seed ^ 1);
}

static uint64_t add_number(uint64_t seed, int64_t number) {
    return hash_bytes(&number, sizeof number, seed);
}

static uint32_t folded(uint64_t hash) {
    return (uint32_t)(hash ^ hash >> 32);
}

static uint64_t stops_hash(const struct campaign *c, const struct allocation *a, bool contacts) {
    uint64_t h = HEAD_STOPS;

    for (int i = 0; i < a->n_stops; i++) {
        const struct stop *stop = &a->stops[i];
        const struct point *p = stop->spot.point >= 0 ? &c->points[stop->spot.point] : NULL;
        if (contacts) {
            h = add_text(add_text(h, p ? p->contact : NULL), p ? p->phone : NULL);
            continue;
        }
        h = add_text(add_number(h, stop->spot.place), p ? p->name : NULL);
        h = add_number(add_number(h, stop->at.v), (int64_t)stop->use << 32 | stop->rest_minutes);
    }
    return h;
}

static uint64_t vehicle_hash(const struct campaign *c, const struct allocation *a) {
    const struct vehicle *v = a->vehicle >= 0 ? &c->vehicles[a->vehicle] : NULL;
    uint64_t h = add_number(HEAD_VEHICLE, a->seats);

    h = add_text(add_text(add_text(h, a->service), a->car), a->class_);
    return v ? add_number(add_text(add_text(h, v->key), v->operator_), v->approved) : h;
}

static uint64_t crew_hash(const struct allocation *a) {
    uint64_t h = HEAD_CREW;

    for (int i = 0; i < a->n_crew; i++)
        h = add_text(add_text(add_text(h, a->crew[i].role), a->crew[i].name), a->crew[i].phone);
    return h;
}

void paper_head(const struct campaign *c, int32_t allocation, uint32_t out[HEAD_FACTS]) {
    const struct allocation *a = &c->allocations[allocation];
    const char *number[] = {a->sign_no, a->contract_no, a->insurance_no};
    uint64_t permits = add_number(HEAD_PERMITS, a->sign_valid_to.v);

    for (int i = 0; i < 3; i++)
        permits = add_text(permits, number[i]);
    out[HEAD_LABEL] = folded(add_text(HEAD_LABEL, a->label));
    out[HEAD_STOPS] = folded(stops_hash(c, a, false));
    out[HEAD_CONTACTS] = folded(stops_hash(c, a, true));
    out[HEAD_VEHICLE] = folded(vehicle_hash(c, a));
    out[HEAD_CREW] = folded(crew_hash(a));
    out[HEAD_PERMITS] = folded(permits);
    out[HEAD_LUGGAGE] = folded(add_number(HEAD_LUGGAGE, a->luggage_pieces));
}

/* Without the letters and digits that are mistaken for each other. */
static const char code_letters[] = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";

void paper_code(const char *allocation, const struct paper_version *v, uint32_t salt,
                char out[PAPER_CODE]) {
    uint64_t h = add_number(add_text(salt, allocation), v->version);

    for (int i = 0; i < HEAD_FACTS; i++)
        h = add_number(h, v->head[i]);
    for (int i = 0; i < v->n_rows; i++) {
        const struct paper_row *r = &v->rows[i];
        h = add_text(add_text(add_text(h, r->station), r->ref), r->seat);
        h = add_number(add_number(h, r->trip), (int64_t)r->board << 32 | r->alight);
        h = add_number(h, r->facts);
    }
    for (int i = 0; i < PAPER_CODE - 1; i++) {
        out[i] = i == 3 ? '-' : code_letters[h % (sizeof code_letters - 1)];
        h = i == 3 ? h : h / (sizeof code_letters - 1);
    }
    out[PAPER_CODE - 1] = '\0';
}

/* ---- rows ---- */

static int by_seat(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool paper_by_seat(const struct paper_row *rows, int n) {
    const char **seats = mem_array((size_t)n + 1, sizeof *seats);
    bool once = true;
    int m = 0;

    for (int i = 0; i < n; i++)
        if (!rows[i].child)
            seats[m++] = rows[i].seat;
    qsort(seats, (size_t)m, sizeof *seats, by_seat);
    for (int i = 0; i < m && once; i++)
        once = seats[i][0] && (i == 0 || strcmp(seats[i], seats[i - 1]) != 0);
    mem_free(seats);
    return once;
}

static int by_rider(const void *a, const void *b) {
    const struct paper_row *x = *(const struct paper_row *const *)a;
    const struct paper_row *y = *(const struct paper_row *const *)b;
    int order = strcmp(x->station, y->station);

    order = order ? order : strcmp(x->ref, y->ref);
    return order ? order : (x->trip > y->trip) - (x->trip < y->trip);
}

static const struct paper_row **sorted(const struct paper_version *v, struct arena *arena) {
    const struct paper_row **rows = arena_array(arena, (size_t)v->n_rows + 1, sizeof *rows);

    for (int i = 0; i < v->n_rows; i++)
        rows[i] = &v->rows[i];
    qsort(rows, (size_t)v->n_rows, sizeof *rows, by_rider);
    return rows;
}

static const struct paper_row *find(const struct paper_row *const *rows, int n,
                                    const struct paper_row *row) {
    const struct paper_row *const *found =
        n ? bsearch(&row, rows, (size_t)n, sizeof *rows, by_rider) : NULL;

    return found ? *found : NULL;
}

/* PAPER_CHANGES: nothing differs. */
static enum paper_change change_of(const struct paper_row *before, const struct paper_row *after) {
    if (!before || !after)
        return after ? PAPER_ADDED : PAPER_REMOVED;
    if (before->board != after->board || before->alight != after->alight ||
        strcmp(before->seat, after->seat) != 0)
        return PAPER_MOVED;
    return before->facts != after->facts || before->child != after->child ? PAPER_CORRECTED
                                                                          : PAPER_CHANGES;
}

static void note(struct paper_difference *out, const struct paper_row *before,
                 const struct paper_row *after) {
    enum paper_change change = change_of(before, after);

    if (change == PAPER_CHANGES)
        return;
    out->n[change]++;
    out->rows[out->n_rows++] = (struct paper_change_row){change, before, after};
}

void paper_difference_make(const struct paper_version *before, const struct paper_version *after,
                           struct arena *arena, struct paper_difference *out) {
    const struct paper_row *const *old = sorted(before, arena);
    const struct paper_row *const *new = sorted(after, arena);

    *out = (struct paper_difference){0};
    out->rows =
        arena_array(arena, (size_t)before->n_rows + (size_t)after->n_rows + 1, sizeof *out->rows);
    for (int i = 0; i < HEAD_FACTS; i++)
        out->head |= before->head[i] != after->head[i] ? 1u << i : 0;
    for (int i = 0; i < after->n_rows; i++)
        note(out, find(old, before->n_rows, &after->rows[i]), &after->rows[i]);
    for (int i = 0; i < before->n_rows; i++)
        if (!find(new, after->n_rows, &before->rows[i]))
            note(out, &before->rows[i], NULL);
}

bool paper_difference_any(const struct paper_difference *d) {
    return d->head != 0 || d->n_rows > 0;
}
