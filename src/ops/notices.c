/*
 * Use cases: what each rider is told. Slips of paper, four on a page, and texts for the union's own
 * gateway. A free child is named on its adult's.
 */
#include "ops/phrase.h"
#include "ops/printing.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct notice {
    const struct notice_entry *entry;
    struct session s;
    struct printing p;
    struct notice_answer *out;
    enum told_means means;
    enum lang lang;
    struct arena arena; /* of the departure in hand */
    struct file_staged *staged;
    int n_staged;
    size_t staged_cap;
};

/* ---- what one rider needs to know ---- */

static int children_after(const struct roster *roster, int i) {
    int n = 0;

    while (i + 1 + n < roster->n && roster->lines[i + 1 + n].child)
        n++;
    return n;
}

/* Of the stop, else of the first of the crew who has a phone. */
static const char *contact_of(struct notice *k, const struct allocation *a,
                              const struct stop *stop) {
    const struct point *p = stop->spot.point >= 0 ? &k->s.c->points[stop->spot.point] : NULL;

    if (p && p->phone && p->phone[0])
        return phrase(&k->arena, "%s %s", p->contact ? p->contact : "", p->phone);
    for (int i = 0; i < a->n_crew; i++)
        if (a->crew[i].phone && a->crew[i].phone[0])
            return phrase(&k->arena, "%s %s", a->crew[i].name, a->crew[i].phone);
    return "";
}

static const char *seat_of(struct notice *k, const struct booking *b, int children) {
    bool en = k->lang == LANG_EN;
    const char *seat = b->seat && b->seat[0] ? b->seat : en ? "as on the ticket" : "以车票为准";

    if (!children)
        return seat;
    return phrase(&k->arena, en ? "%s, with %d free child(ren)" : "%s（携免票儿童 %d 名）", seat,
                  children);
}

static const char *vehicle_of(struct notice *k, const struct allocation *a) {
    bool en = k->lang == LANG_EN;

    if (a->service && a->service[0])
        return a->car && a->car[0]
                   ? phrase(&k->arena, en ? "%s car %s" : "%s 次 %s 车", a->service, a->car)
                   : a->service;
    return a->kind == ALLOCATION_CHARTERED_COACH ? k->s.c->vehicles[a->vehicle].key : "";
}

static const char *label_of(const struct allocation *a) {
    return a->label && a->label[0] ? a->label : a->key;
}

static struct slip make_slip(struct notice *k, const struct allocation *a,
                             const struct roster *roster, int i) {
    const struct campaign *c = k->s.c;
    const struct roster_line *line = &roster->lines[i];
    const struct request *r = &c->requests[line->request];
    const struct booking *b = &c->bookings[line->request];
    const struct stop *from = &a->stops[b->board], *to = &a->stops[b->alight];
    const char *station = c->stations[r->station].code;

    return (struct slip){
        .campaign = c->name,
        .name = line->person.name,
        .ref = phrase(&k->arena, "%s  %s/%s", a->key, station, r->ref),
        .label = label_of(a),
        .service = vehicle_of(k, a),
        .departs = phrase_night_time(k->lang, from->at, &k->arena),
        .boards = phrase_spot(c, &from->spot, &k->arena),
        .alights = phrase_spot(c, &to->spot, &k->arena),
        .arrives = phrase_night_time(k->lang, to->at, &k->arena),
        .seat = seat_of(k, b, children_after(roster, i)),
        .contact = contact_of(k, a, from),
        .qr = phrase(&k->arena, "HW1 %s %s/%s %d", a->key, station, r->ref, (int)r->trip),
    };
}

static const char *make_text(struct notice *k, const struct slip *slip) {
    bool en = k->lang == LANG_EN, contact = slip->contact[0];

    return phrase(&k->arena,
                  en ? "[%s] %s: %s%s%s, seat %s; board at %s, %s; to %s.%s%s Bring your document."
                     : "【%s】%s：请乘%s%s%s，座位%s，%s在%s上车，到%s。%s%s请带好身份证件。",
                  slip->campaign, slip->name, slip->label, slip->service[0] ? " " : "",
                  slip->service, slip->seat, en ? slip->boards : slip->departs,
                  en ? slip->departs : slip->boards, slip->alights,
                  contact ? (en ? " Contact " : "联系人") : "",
                  contact ? phrase(&k->arena, en ? "%s." : "%s。", slip->contact) : "");
}

/* ---- one departure ---- */

typedef enum rc departure_fn(struct notice *k, int32_t allocation, const struct roster *roster,
                             void *to, struct err *err);

static enum rc each_departure(struct notice *k, departure_fn *fn, void *to, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < k->p.n && rc == RC_OK; i++) {
        struct roster roster;
        int64_t told = 0;
        rc = roster_make(&k->p.maker, k->p.allocations[i], &k->arena, &roster, err);
        rc = rc == RC_OK ? fn(k, k->p.allocations[i], &roster, to, err) : rc;
        if (rc == RC_OK && !k->entry->draft)
            rc = printing_tell(&k->p, k->p.allocations[i], k->means, &told, err);
        k->out->told += told;
        k->out->departures++;
        k->out->riders += roster.riders;
        arena_reset(&k->arena);
    }
    return rc;
}

static enum rc run_notices(const struct ops *ops, const struct notice_entry *entry,
                           const char *action, enum told_means means, struct arena *arena,
                           struct notice_answer *out,
                           enum rc (*write)(struct notice *k, struct err *err), struct err *err) {
    const struct chosen_runs chosen = {entry->runs, entry->n_runs, entry->date};
    struct notice k = {.entry = entry, .out = out, .means = means, .lang = ops->lang};
    enum rc rc = session_open(ops, entry->draft ? HOLD_READ : HOLD_WRITE, STORE_ALL, &k.s, err);

    *out = (struct notice_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = printing_open(&k.s, MANIFEST_CREW, &chosen, arena, &k.p, err);
    rc = rc == RC_OK ? write(&k, err) : rc;
    if (rc == RC_OK && !entry->draft && !entry->dry_run)
        rc = session_commit(&k.s, action, entry->n_runs == 1 ? entry->runs[0] : "*", NULL, err);
    for (int i = 0; i < k.n_staged; i++) /* the database first, as with manifests */
        if (rc == RC_OK)
            rc = file_staged_place(&k.staged[i], err);
        else
            file_staged_drop(&k.staged[i]);
    mem_free(k.staged);
    out->missing = printing_take(&k.p, &k.p.missing, &out->n_missing);
    out->who = printing_take(&k.p, &k.p.told, &out->n_who);
    printing_close(&k.p);
    arena_clear(&k.arena);
    session_close(&k.s);
    return rc;
}

static enum rc stage(struct notice *k, struct file_staged staged) {
    VEC_PUSH(k->staged, k->n_staged, k->staged_cap, staged);
    return RC_OK;
}

/* ---- slips ---- */

struct pages { /* a file under way */
    struct file_out file;
    struct paper *paper;
};

static enum rc open_pages(struct notice *k, const char *path, struct pages *f, struct err *err) {
    enum rc rc = file_out_open(path, k->entry->force, &f->file, err);

    return rc == RC_OK ? paper_open(f->file.f, path, k->lang, &f->paper, err) : rc;
}

static enum rc close_pages(struct notice *k, struct pages *f, struct err *err) {
    struct file_staged staged;
    enum rc rc = paper_close(f->paper, err);

    f->paper = NULL;
    rc = rc == RC_OK ? file_out_stage(&f->file, &staged, err) : rc;
    return rc == RC_OK ? stage(k, staged) : rc;
}

static void abandon_pages(struct pages *f) {
    if (f->paper)
        rc_ignore(paper_close(f->paper, NULL));
    file_out_abandon(&f->file);
}

static enum rc draw_slips(struct notice *k, int32_t allocation, const struct roster *roster,
                          void *to, struct err *err) {
    const struct allocation *a = &k->s.c->allocations[allocation];
    struct pages *f = to, own = {0}, *into = f ? f : &own;
    struct slip *slips = arena_array(&k->arena, (size_t)roster->n + 1, sizeof *slips);
    int32_t *requests = arena_array(&k->arena, (size_t)roster->n + 1, sizeof *requests);
    enum rc rc = RC_OK;
    int n = 0, pages = 0;

    for (int i = 0; i < roster->n; i++)
        if (!roster->lines[i].child) {
            requests[n] = roster->lines[i].request;
            slips[n++] = make_slip(k, a, roster, i);
        }
    k->p.requests = requests;
    k->out->pages += (n + 3) / 4;
    if (k->entry->dry_run)
        return RC_OK;
    if (!f)
        rc =
            open_pages(k, printing_path(&k->p, k->entry->path, allocation, "slips.pdf"), &own, err);
    if (rc == RC_OK) {
        rc = paper_slips(into->paper, slips, n, printing_missing, &k->p, &pages, err);
        rc = rc == RC_OK && !f ? close_pages(k, &own, err) : rc;
    }
    abandon_pages(&own);
    return rc;
}

static bool names_file(const char *path) {
    size_t len = strlen(path);

    return len > 4 && strcmp(path + len - 4, ".pdf") == 0;
}

static enum rc write_slips(struct notice *k, struct err *err) {
    struct pages f = {0};
    bool one = names_file(k->entry->path);
    enum rc rc = RC_OK;

    if (k->entry->dry_run)
        return each_departure(k, draw_slips, NULL, err);
    rc = one ? open_pages(k, k->entry->path, &f, err) : dir_make(k->entry->path, err);
    rc = rc == RC_OK ? each_departure(k, draw_slips, one ? &f : NULL, err) : rc;
    rc = rc == RC_OK && one ? close_pages(k, &f, err) : rc;
    abandon_pages(&f);
    return rc;
}

enum rc ops_slips(const struct ops *ops, const struct notice_entry *entry, struct arena *arena,
                  struct notice_answer *out, struct err *err) {
    return run_notices(ops, entry, "slips", TOLD_SLIP, arena, out, write_slips, err);
}

/* ---- texts ---- */

static bool is_mobile(const char *phone) {
    return phone && strlen(phone) == 11 && phone[0] == '1' && strspn(phone, "0123456789") == 11;
}

static enum rc write_texts(struct notice *k, int32_t allocation, const struct roster *roster,
                           void *to, struct err *err) {
    const struct allocation *a = &k->s.c->allocations[allocation];
    int32_t *requests = arena_array(&k->arena, (size_t)roster->n + 1, sizeof *requests);

    (void)err;
    k->p.requests = requests;
    for (int i = 0; i < roster->n; i++) {
        const struct roster_line *line = &roster->lines[i];
        struct slip slip = make_slip(k, a, roster, i);
        const char *cells[] = {line->person.phone, make_text(k, &slip)};
        requests[i] = line->request;
        if (line->child)
            continue;
        if (!is_mobile(line->person.phone)) {
            printing_missing(&k->p, i);
            k->out->without_phone++;
        } else if (to)
            table_out_row(to, cells, 2);
    }
    return RC_OK;
}

static enum rc write_sms(struct notice *k, struct err *err) {
    static const char *const heads[] = {"phone", "text"};
    struct table_out *table = NULL;
    struct file_staged staged;

    if (k->entry->dry_run)
        return each_departure(k, write_texts, NULL, err);
    enum rc rc = table_out_open(k->entry->path, TABLE_OUT_CSV, k->entry->force, &table, err);
    if (rc != RC_OK)
        return rc;
    table_out_header(table, heads, 2);
    rc = each_departure(k, write_texts, table, err);
    rc = rc == RC_OK ? table_out_stage(table, &staged, err) : rc;
    table_out_free(table);
    return rc == RC_OK ? stage(k, staged) : rc;
}

enum rc ops_sms(const struct ops *ops, const struct notice_entry *entry, struct arena *arena,
                struct notice_answer *out, struct err *err) {
    return run_notices(ops, entry, "sms", TOLD_SMS, arena, out, write_sms, err);
}
