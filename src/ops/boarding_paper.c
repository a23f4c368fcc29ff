/* A return by the lines of the paper: numbers to lines, never guessed. */
#include "ops/boarding.h"

#include <stdio.h>
#include <string.h>

enum rc boarding_draft_open(struct boarding_draft *d, struct boarding_desk *desk,
                            int32_t allocation, const struct printed_version *version,
                            enum boarding_by by, struct err *err) {
    const struct allocation *a = &desk->s->c->allocations[allocation];

    *d = (struct boarding_draft){.desk = desk, .allocation = allocation};
    if (a->cancelled)
        return err_set(err, RC_CONFLICT, "cancelled-run", "趟次 %.64s 已取消，没有回执可记",
                       "the run %.64s was cancelled; it has no return", a->key);
    enum rc rc =
        printed_load(&desk->maker, &desk->ids, allocation, version, desk->arena, &d->paper, err);
    if (rc != RC_OK)
        return rc;
    d->by_seat = by == BOARDING_BY_PAPER ? d->paper.by_seat : by == BOARDING_BY_SEAT;
    d->marks = arena_array(desk->arena, (size_t)d->paper.n + 1, sizeof *d->marks);
    return RC_OK;
}

void boarding_draft_close(struct boarding_draft *d) {
    mem_free(d->extra);
    d->extra = NULL;
}

static bool line_is(const struct boarding_draft *d, int line, const struct number_item *item,
                    bool by_seat) {
    const struct printed_line *l = &d->paper.lines[line];

    if (by_seat)
        return !l->child && l->seat[0] && number_item_names(item, l->seat);
    return !item->label && l->row >= item->first && l->row <= item->last;
}

bool boarding_seat_is(const struct boarding_draft *d, int line, const char *seat) {
    struct arena arena = {0};
    struct number_list list;
    const char *printed = d->paper.lines[line].seat;
    bool same = !printed[0] || strcmp(printed, seat) == 0;

    if (!same && number_list_read(seat, &arena, &list, NULL) == RC_OK && list.n == 1)
        same = number_item_names(&list.items[0], printed);
    arena_clear(&arena);
    return same;
}

/* STATION/REF#TRIP, or less of it. */
bool boarding_ref_is(const struct boarding_draft *d, int line, const char *who) {
    const struct campaign *c = d->desk->s->c;
    int32_t request = d->paper.lines[line].request;
    const char *slash = strchr(who, '/'), *mark = strrchr(who, '#');

    if (request < 0)
        return true;
    const struct request *r = &c->requests[request];
    const char *code = c->stations[r->station].code, *ref = slash ? slash + 1 : who;
    size_t station_len = slash ? (size_t)(slash - who) : 0;
    size_t ref_len = mark && mark > ref ? (size_t)(mark - ref) : strlen(ref);
    int64_t trip = r->trip;
    if (mark && mark > ref && !text_int64(mark + 1, 1, 99, &trip))
        return false;
    return trip == r->trip && strlen(r->ref) == ref_len && memcmp(ref, r->ref, ref_len) == 0 &&
           (!slash || (strlen(code) == station_len && memcmp(code, who, station_len) == 0));
}

int boarding_find_ref(const struct boarding_draft *d, const char *who) {
    for (int i = 0; i < d->paper.n; i++)
        if (!d->paper.lines[i].child && d->paper.lines[i].request >= 0 &&
            boarding_ref_is(d, i, who))
            return i;
    return -1;
}

static const char *item_text(const struct number_item *item, char out[32]) {
    if (item->label)
        snprintf(out, 32, "%s", item->label);
    else
        snprintf(out, 32, "%d", (int)item->first);
    return out;
}

/* How many lines the item names; the last of them comes back. */
static int count_lines(const struct boarding_draft *d, const struct number_item *item, bool by_seat,
                       int *out) {
    int n = 0;

    for (int i = 0; i < d->paper.n; i++)
        if (line_is(d, i, item, by_seat)) {
            *out = i;
            n++;
        }
    return n;
}

static enum rc find_one(const struct boarding_draft *d, const struct number_item *item,
                        bool by_seat, int *out, struct err *err) {
    const char *key = d->desk->s->c->allocations[d->allocation].key;
    int n = count_lines(d, item, by_seat, out);
    char text[32];

    if (n == 1)
        return RC_OK;
    item_text(item, text);
    if (n > 1)
        return err_set(err, RC_CONFLICT, "seat-twice",
                       "%.64s 第 %d 版名单上有两人先后坐座位 %s，请用 --by row 按行号记",
                       "on the manifest of %.64s (version %d) two riders have seat %s one after "
                       "the other; record by row (--by row)",
                       key, (int)d->paper.version, text);
    if (by_seat)
        return err_set(err, RC_CONFLICT, "not-on-paper",
                       "%.64s 第 %d 版名单上没有人坐座位 %s，请核对",
                       "on the manifest of %.64s (version %d) nobody has seat %s; check the number",
                       key, (int)d->paper.version, text);
    return err_set(err, RC_CONFLICT, "not-on-paper", "%.64s 第 %d 版名单上没有行号 %s，请核对",
                   "the manifest of %.64s (version %d) has no row %s; check the number", key,
                   (int)d->paper.version, text);
}

enum rc boarding_find_line(const struct boarding_draft *d, const char *label, bool by_seat,
                           int *out, struct err *err) {
    struct number_list list;
    enum rc rc = number_list_read(label, d->desk->arena, &list, err);

    if (rc == RC_OK && (list.all || list.n != 1 || list.items[0].first != list.items[0].last))
        rc = err_set(err, RC_USAGE, "malformed-value", "要写一个座位号或行号，不能写“%.32s”",
                     "one seat or row is wanted here, not \"%.32s\"", label);
    return rc == RC_OK ? find_one(d, &list.items[0], by_seat, out, err) : rc;
}

/* Both ends of a range must stand on the paper, every row of it, and no seat twice: empty seats
 * between the ends have nobody to be marked. */
static enum rc check_item(const struct boarding_draft *d, const struct number_item *item,
                          struct err *err) {
    enum rc rc = RC_OK;
    int line;

    if (item->except)
        return RC_OK;
    if (item->label)
        return find_one(d, item, d->by_seat, &line, err);
    for (int32_t n = item->first; n <= item->last && rc == RC_OK; n++) {
        const struct number_item one = {.first = n, .last = n};
        bool end = n == item->first || n == item->last;
        if (end || !d->by_seat || count_lines(d, &one, true, &line) > 1)
            rc = find_one(d, &one, d->by_seat, &line, err);
    }
    return rc;
}

static bool listed(const struct boarding_draft *d, const struct number_list *list, int line) {
    bool in = list->all, out = false;

    for (int i = 0; i < list->n; i++) {
        bool names = line_is(d, line, &list->items[i], d->by_seat);
        in |= names && !list->items[i].except;
        out |= names && list->items[i].except;
    }
    return in && !out;
}

enum rc boarding_mark_list(struct boarding_draft *d, const char *text, enum return_mark mark,
                           struct err *err) {
    enum return_mark other = mark == MARK_BOARDED ? MARK_ABSENT : MARK_BOARDED;
    struct number_list list;
    enum rc rc = number_list_read(text, d->desk->arena, &list, err);

    for (int i = 0; rc == RC_OK && i < list.n; i++)
        rc = check_item(d, &list.items[i], err);
    for (int i = 0; rc == RC_OK && i < d->paper.n; i++)
        d->marks[i] = listed(d, &list, i) ? mark : other;
    return rc;
}
