/* Who came without a seat, or on somebody else's: names to requests. */
#include "ops/boarding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the search by names ---- */

struct who { /* one request, for the search by station, ref and trip */
    const char *station, *ref;
    int32_t trip, request;
};

static int by_who(const void *a, const void *b) {
    const struct who *x = a, *y = b;
    int order = strcmp(x->ref, y->ref);

    order = order ? order : strcmp(x->station, y->station);
    return order ? order : x->trip - y->trip;
}

void boarding_sort_requests(struct boarding_desk *desk) {
    const struct campaign *c = desk->s->c;

    desk->requests = arena_array(desk->arena, (size_t)c->n_requests + 1, sizeof *desk->requests);
    for (int32_t r = 0; r < c->n_requests; r++)
        desk->requests[r] = (struct who){c->stations[c->requests[r].station].code,
                                         c->requests[r].ref, c->requests[r].trip, r};
    qsort(desk->requests, (size_t)c->n_requests, sizeof *desk->requests, by_who);
}

struct boarding_row boarding_row_of(const struct boarding_draft *d, int32_t request,
                                    enum boarding_outcome outcome, const char *seat) {
    const struct campaign *c = d->desk->s->c;
    const struct request *r = request >= 0 ? &c->requests[request] : NULL;

    return (struct boarding_row){.outcome = outcome,
                                 .request = request,
                                 .rider = r ? r->rider : 0,
                                 .office = r ? c->stations[r->station].office
                                             : c->allocations[d->allocation].office,
                                 .seat = seat && seat[0] ? seat : NULL};
}

/* ---- tokens ---- */

static void add_extra(struct boarding_draft *d, struct boarding_row row) {
    VEC_PUSH(d->extra, d->n_extra, d->extra_cap, row);
}

/* Would the trip be this one? The day of departure lies in its days. */
static bool may_be(const struct boarding_draft *d, int32_t request) {
    const struct campaign *c = d->desk->s->c;
    struct day day = instant_day(c->allocations[d->allocation].stops[0].at);

    return day.v >= c->requests[request].earliest.v && day.v <= c->requests[request].latest.v;
}

static enum rc choose_trip(const struct boarding_draft *d, int32_t first, int32_t n,
                           const char *who, int32_t *out, struct err *err) {
    int32_t fit = -1;
    int fits = 0;

    for (int32_t i = first; i < first + n; i++)
        if (n == 1 || may_be(d, d->desk->requests[i].request)) {
            fit = d->desk->requests[i].request;
            fits++;
        }
    *out = fit;
    if (fits == 1)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "which-trip",
                   "%.128s 报了不止一程，请写明是第几程，如 %.128s#1",
                   "%.128s has more than one trip; say which, such as %.128s#1", who, who);
}

/* STATION/REF or STATION/REF#TRIP. */
static enum rc find_rider(const struct boarding_draft *d, const char *token, int32_t *out,
                          struct err *err) {
    const struct boarding_desk *desk = d->desk;
    char text[256], station[64];
    int64_t trip = 0;
    const char *ref;
    int32_t low = 0, high = desk->s->c->n_requests, n = 0;

    snprintf(text, sizeof text, "%s", token);
    char *mark = strrchr(text, '#');
    if (mark)
        *mark = '\0';
    if ((mark && !text_int64(mark + 1, 1, 99, &trip)) || !split_who(text, station, &ref))
        return err_set(err, RC_USAGE, "malformed-request",
                       "看不懂“%.64s”，请写成“站点代码/报名号”，例如 JN-COACH/JN-000001",
                       "\"%.64s\" is not STATION/REF, such as JN-COACH/JN-000001", token);
    const struct who wanted = {station, ref, (int32_t)trip, 0};
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (by_who(&desk->requests[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low + n < desk->s->c->n_requests; n++) {
        const struct who *at = &desk->requests[low + n];
        if (strcmp(at->ref, ref) != 0 || strcmp(at->station, station) != 0 ||
            (trip && at->trip != trip))
            break;
    }
    if (n == 0)
        return err_set(err, RC_CONFLICT, "unknown-request",
                       "没有这条乘车需求：%.128s，请核对站点代码、报名号和行程序号",
                       "there is no such request: %.128s; check station, ref and trip", token);
    return choose_trip(d, low, n, token, out, err);
}

/* On the paper already: the paper's mark counts, not a second one. */
static enum rc check_not_printed(const struct boarding_draft *d, int32_t request, const char *token,
                                 struct err *err) {
    for (int i = 0; i < d->paper.n; i++)
        if (!d->paper.lines[i].child && d->paper.lines[i].request == request)
            return err_set(err, RC_CONFLICT, "on-paper",
                           "%.128s 就在名单第 %d 行，请按座位或行号记上车，不是临时上车",
                           "%.128s stands on the manifest (row %d): record by seat or row, not as "
                           "a walk-on",
                           token, (int)d->paper.lines[i].row);
    return RC_OK;
}

enum { STRANGERS_MAX = 200 };

static enum rc add_strangers(struct boarding_draft *d, const char *token, int64_t n,
                             struct err *err) {
    if (n > STRANGERS_MAX)
        return err_set(err, RC_USAGE, "malformed-value", "临时上车 %.16s 人太多，请核对",
                       "%.16s walk-ons are too many; check the number", token);
    for (int64_t i = 0; i < n; i++)
        add_extra(d, boarding_row_of(d, -1, BOARDING_WALK_ON, NULL));
    return RC_OK;
}

static enum rc add_rider(struct boarding_draft *d, const char *token, enum boarding_outcome outcome,
                         const char *seat, struct err *err) {
    int32_t request = -1;
    enum rc rc = find_rider(d, token, &request, err);

    rc = rc == RC_OK ? check_not_printed(d, request, token, err) : rc;
    if (rc == RC_OK)
        add_extra(d, boarding_row_of(d, request, outcome, seat));
    return rc;
}

static enum rc add_walk_on(struct boarding_draft *d, const char *token, struct err *err) {
    int64_t n;

    return text_int64(token, 0, INT32_MAX, &n) ? add_strangers(d, token, n, err)
                                               : add_rider(d, token, BOARDING_WALK_ON, NULL, err);
}

/* 12=S1/R9 or 12=?: the rider of that line did not come. */
static enum rc add_one_instead(struct boarding_draft *d, const char *token, struct err *err) {
    const char *equals = strchr(token, '=');
    int line;

    if (!equals || equals == token || !equals[1])
        return err_set(err, RC_USAGE, "malformed-value",
                       "换人要写成“座位=站点代码/报名号”，未登记的写“座位=?”，不能写“%.64s”",
                       "write SEAT=STATION/REF, or SEAT=? for somebody not registered, not "
                       "\"%.64s\"",
                       token);
    const char *label = arena_strndup(d->desk->arena, token, (size_t)(equals - token));
    enum rc rc = boarding_find_line(d, label, d->by_seat, &line, err);
    if (rc != RC_OK)
        return rc;
    d->marks[line] = MARK_ABSENT;
    const char *seat = d->paper.lines[line].seat;
    if (strcmp(equals + 1, "?") != 0)
        return add_rider(d, equals + 1, BOARDING_INSTEAD, seat, err);
    add_extra(d, boarding_row_of(d, -1, BOARDING_INSTEAD, seat));
    return RC_OK;
}

typedef enum rc add_token(struct boarding_draft *d, const char *token, struct err *err);

static bool parts_tokens(char c) {
    return c == ',' || c == ' ' || c == ';' || c == '\t' || c == '\n';
}

static enum rc each_token(struct boarding_draft *d, const char *text, add_token *add,
                          struct err *err) {
    enum rc rc = RC_OK;

    while (rc == RC_OK && *text) {
        size_t n = 0;
        while (text[n] && !parts_tokens(text[n]) && strncmp(text + n, "，", 3) != 0 &&
               strncmp(text + n, "、", 3) != 0)
            n++;
        if (n)
            rc = add(d, arena_strndup(d->desk->arena, text, n), err);
        text += n;
        text += *text == '\0' ? 0 : parts_tokens(*text) ? 1 : 3;
    }
    return rc;
}

enum rc boarding_add_walk_ons(struct boarding_draft *d, const char *text, struct err *err) {
    return each_token(d, text, add_walk_on, err);
}

enum rc boarding_add_instead(struct boarding_draft *d, const char *text, struct err *err) {
    return each_token(d, text, add_one_instead, err);
}
