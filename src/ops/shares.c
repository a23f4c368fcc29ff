/*
 * Use case: seats of a run in the hands of an office. A hold keeps them for it until a time, a
 * quota is the most that its riders may take. What stands is not pushed out: neither is made where
 * bookings are in the way.
 */
#include "ops/session.h"

#include <stdio.h>

#include <string.h>

struct maker {
    struct session *s;
    const struct share_entry *entry;
    struct seat_share share;
    int32_t *by_office;
};

/* ---- who rides ---- */

static void count_leg(const struct campaign *c, int32_t allocation, int leg, int32_t *by_office) {
    memset(by_office, 0, (size_t)c->n_offices * sizeof *by_office);
    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &c->bookings[r];
        if (b->allocation == allocation &&
            (c->requests[r].needs || (b->board <= leg && leg < b->alight)))
            by_office[c->stations[c->requests[r].station].office]++;
    }
}

/* The most of an office on any leg. */
static int32_t most_of(const struct campaign *c, const struct seat_share *share,
                       int32_t *by_office) {
    int32_t most = 0;

    for (int leg = 0; leg + 1 < c->allocations[share->allocation].n_stops; leg++) {
        count_leg(c, share->allocation, leg, by_office);
        if (by_office[share->office] > most)
            most = by_office[share->office];
    }
    return most;
}

/* Seats that could be held: on every leg what neither riders of others nor other holds have. */
static int32_t can_hold(const struct maker *m) {
    const struct campaign *c = m->s->c;
    const struct allocation *a = &c->allocations[m->share.allocation];
    int32_t least = a->seats;

    for (int leg = 0; leg + 1 < a->n_stops; leg++) {
        int32_t load = 0, mine = 0;
        count_leg(c, m->share.allocation, leg, m->by_office);
        for (int32_t o = 0; o < c->n_offices; o++)
            load += m->by_office[o];
        for (int i = 0; i < c->n_shares; i++)
            if (c->shares[i].kind == SHARE_HOLD && c->shares[i].office == m->share.office &&
                c->shares[i].allocation == m->share.allocation)
                mine += c->shares[i].seats;
        int32_t held = campaign_held(c, m->share.allocation, m->by_office, m->share.office);
        int32_t free = a->seats - load + m->by_office[m->share.office] - held - mine;
        least = free < least ? free : least;
    }
    return least > 0 ? least : 0;
}

/* ---- may it be made? ---- */

static enum rc find_office(const struct campaign *c, int32_t place, int32_t *out, struct err *err) {
    for (*out = 0; *out < c->n_offices; (*out)++)
        if (c->offices[*out].place == place)
            return RC_OK;
    return err_set(err, RC_CONFLICT, "unknown-office",
                   "%06d 在本次行动中没有站点，请先登记站点（station add）",
                   "no station of the office %06d is known; add it with station add", (int)place);
}

static enum rc find_both(struct maker *m, struct err *err) {
    int32_t place = 0;
    enum rc rc = find_allocation(m->s->c, m->entry->run, &m->share.allocation, err);

    rc = rc == RC_OK ? resolve_office(m->s->ops, m->entry->office, &place, err) : rc;
    return rc == RC_OK ? find_office(m->s->c, place, &m->share.office, err) : rc;
}

static enum rc check_offices(const struct maker *m, struct err *err) {
    const struct campaign *c = m->s->c;
    int32_t seen[SHARE_OFFICES + 1], n = 0;

    seen[n++] = m->share.office;
    for (int i = 0; i < c->n_shares && n <= SHARE_OFFICES; i++) {
        bool known = c->shares[i].allocation != m->share.allocation;
        for (int32_t k = 0; k < n && !known; k++)
            known = seen[k] == c->shares[i].office;
        if (!known)
            seen[n++] = c->shares[i].office;
    }
    if (n <= SHARE_OFFICES)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "too-many-offices",
                   "趟次 %.64s 已有 %d 个工会的预留或限额，不能再加",
                   "the run %.64s has holds or quotas of %d offices already; that is the most",
                   m->entry->run, SHARE_OFFICES);
}

static enum rc check_hold(const struct maker *m, struct err *err) {
    int32_t most = can_hold(m);

    if (m->share.until.v <= m->s->ops->now.v)
        return err_set(err, RC_CONFLICT, "past", "预留的截止时间已过，请写以后的时间",
                       "the hold would end in the past; give a later time");
    if (m->share.seats <= most)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "not-free",
                   "趟次 %.64s 最多还能为该工会预留 %d 座，其余已派座或已预留",
                   "on the run %.64s at most %d seats can be held for that office; the others are "
                   "booked or held",
                   m->entry->run, (int)most);
}

static enum rc check_quota(const struct maker *m, struct err *err) {
    int32_t most = most_of(m->s->c, &m->share, m->by_office);

    if (m->share.seats >= most)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "already-more",
                   "趟次 %.64s 上该工会已派座 %d 人，限额不能更少；请先取消派座",
                   "on the run %.64s that office has %d riders already; a quota cannot be less, "
                   "cancel bookings first",
                   m->entry->run, (int)most);
}

static enum rc check(const struct maker *m, struct err *err) {
    const struct allocation *a = &m->s->c->allocations[m->share.allocation];

    if (a->cancelled)
        return err_set(err, RC_CONFLICT, "cancelled", "趟次 %.64s 已取消",
                       "the run %.64s was cancelled", a->key);
    enum rc rc = check_offices(m, err);
    if (rc != RC_OK)
        return rc;
    return m->share.kind == SHARE_HOLD ? check_hold(m, err) : check_quota(m, err);
}

/* ---- the use cases ---- */

static struct share_line line_of(const struct campaign *c, const struct seat_share *share,
                                 struct arena *arena) {
    const struct allocation *a = &c->allocations[share->allocation];
    int32_t *by_office = arena_array(arena, (size_t)c->n_offices + 1, sizeof *by_office);

    return (struct share_line){.id = share->id,
                               .run = arena_strdup(arena, a->key),
                               .label = arena_strdup(arena, a->label),
                               .office = c->offices[share->office].place,
                               .seats = share->seats,
                               .riders = most_of(c, share, by_office),
                               .until = share->until};
}

/* Who lends is the run's office: it pays, and the riders' office reports them. Only what the rules
 * let the other office ride can be lent to it. */
static enum rc check_loan(const struct maker *m, struct err *err) {
    const struct campaign *c = m->s->c;
    const struct allocation *a = &c->allocations[m->share.allocation];

    if (!m->entry->lend)
        return RC_OK;
    if (a->office == m->share.office)
        return err_set(err, RC_CONFLICT, "own-run", "%.64s 本来就是这家工会的，不用借",
                       "%.64s belongs to that office already; there is nothing to lend", a->key);
    if (a->reserved_for.n == 0 && c->rules.sharing == SHARING_OWN)
        return err_set(err, RC_CONFLICT, "not-shared",
                       "按本活动的规则，%.64s 只供本工会乘坐；请在运力文件里把对方写进 reservedFor",
                       "by this campaign's rules %.64s serves its own office alone; name the other "
                       "one under reservedFor in the supply file",
                       a->key);
    return RC_OK;
}

static const char *const made[] = {"hold add", "quota set"};
static const char *const dropped[] = {"hold release", "quota clear"};

static enum rc commit(struct session *s, const char *action, const struct share_line *line,
                      struct err *err) {
    struct json *detail = ops_share_json(line);
    char *text = json_text(detail);
    enum rc rc = session_commit(s, action, line->run, text, err);

    mem_free(text);
    json_free(detail);
    return rc;
}

static enum rc put(struct session *s, const struct share_entry *entry, struct arena *arena,
                   struct share_line *out, struct err *err) {
    struct maker m = {.s = s, .entry = entry};

    m.share =
        (struct seat_share){.kind = entry->kind, .seats = entry->seats, .until = entry->until};
    m.by_office = arena_array(arena, (size_t)s->c->n_offices + 1, sizeof *m.by_office);
    enum rc rc = find_both(&m, err);
    rc = rc == RC_OK ? check_loan(&m, err) : rc;
    rc = rc == RC_OK ? check(&m, err) : rc;
    if (rc == RC_OK && !entry->dry_run)
        rc = store_share_put(s->store, s->c, &m.share, s->ops->now, &m.share.id, err);
    if (rc != RC_OK)
        return rc;
    *out = line_of(s->c, &m.share, arena);
    return entry->dry_run ? RC_OK
                          : commit(s, entry->lend ? "run lend" : made[entry->kind], out, err);
}

static enum rc find_share(struct session *s, const struct share_entry *entry,
                          const struct seat_share **out, struct err *err) {
    struct maker m = {.s = s, .entry = entry};
    enum rc rc = entry->kind == SHARE_QUOTA ? find_both(&m, err) : RC_OK;

    for (int i = 0; i < s->c->n_shares && rc == RC_OK; i++) {
        const struct seat_share *share = *out = &s->c->shares[i];
        bool meant = entry->kind == SHARE_HOLD ? share->id == entry->id
                                               : share->allocation == m.share.allocation &&
                                                     share->office == m.share.office;
        if (share->kind == entry->kind && meant)
            return RC_OK;
    }
    if (rc != RC_OK)
        return rc;
    return err_set(err, RC_CONFLICT, entry->kind == SHARE_HOLD ? "unknown-hold" : "unknown-quota",
                   "没有这样的预留或限额，请看 hold list 或 quota list",
                   "there is none like that; see hold list or quota list");
}

static enum rc drop(struct session *s, const struct share_entry *entry, struct arena *arena,
                    struct share_line *out, struct err *err) {
    const struct seat_share *share = NULL;
    enum rc rc = find_share(s, entry, &share, err);

    if (rc != RC_OK)
        return rc;
    *out = line_of(s->c, share, arena);
    if (entry->dry_run)
        return RC_OK;
    rc = store_share_drop(s->store, share->id, err);
    return rc == RC_OK ? commit(s, dropped[entry->kind], out, err) : rc;
}

enum rc ops_share_change(const struct ops *ops, const struct share_entry *entry,
                         struct arena *arena, struct share_line *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_WRITE, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = (entry->drop ? drop : put)(&s, entry, arena, out, err);
    session_close(&s);
    return rc;
}

enum rc ops_share_list(const struct ops *ops, enum share_kind kind, struct arena *arena,
                       struct share_view *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    *out = (struct share_view){0};
    if (rc != RC_OK)
        return rc;
    out->lines = arena_array(arena, (size_t)s.c->n_shares + 1, sizeof *out->lines);
    for (int i = 0; i < s.c->n_shares; i++)
        if (s.c->shares[i].kind == kind)
            out->lines[out->n++] = line_of(s.c, &s.c->shares[i], arena);
    session_close(&s);
    return rc;
}

struct json *ops_share_json(const struct share_line *line) {
    struct json *json = json_new_object();
    char text[WHEN_TEXT], office[16];

    snprintf(office, sizeof office, "%06d", (int)line->office);
    json_set_int(json, "id", line->id);
    json_set_text(json, "run", line->run);
    json_set_text(json, "label", line->label);
    json_set_text(json, "office", office);
    json_set_int(json, "seats", line->seats);
    json_set_int(json, "riders", line->riders);
    json_set_text(json, "until",
                  instant_given(line->until) ? instant_text(line->until, text) : NULL);
    return json;
}
