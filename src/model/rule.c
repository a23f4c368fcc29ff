/*
 * Contract section 7, the plain definition: a request may ride when every filter lets it pass at
 * some pair of stops. Filters are cumulative: each looks only at pairs that all before it left.
 */
#include "homeward/rule.h"

#include <math.h>
#include <string.h>

/* ---- one stop, one end of a journey ---- */

double rule_limit_km(const struct rules *rules, enum mode mode, bool boarding) {
    if (mode == MODE_TRAIN)
        return boarding ? rules->train_board_km : rules->train_alight_km;
    return boarding ? rules->board_km : rules->alight_km;
}

/* A code as its six digits. */
static const char *code_text(int32_t code, char out[16]) {
    for (int i = 5; i >= 0; i--, code /= 10)
        out[i] = (char)('0' + code % 10);
    out[6] = '\0';
    return out;
}

static bool begins_with_one(int32_t code, const struct words *prefixes) {
    char text[16];

    code_text(code, text);
    for (int i = 0; i < prefixes->n; i++)
        if (strncmp(text, prefixes->v[i], strlen(prefixes->v[i])) == 0)
            return true;
    return false;
}

bool rule_stop_serves(const struct campaign *c, const struct allocation *a, const struct stop *stop,
                      const struct spot *end, bool boarding) {
    if (!(stop->use & (boarding ? STOP_BOARD : STOP_ALIGHT)))
        return false;
    if (stop->serves.n > 0)
        return begins_with_one(end->place, &stop->serves);
    return geo_km(stop->spot.at, end->at) <= rule_limit_km(&c->rules, a->mode, boarding);
}

/* ---- the whole allocation ---- */

static bool words_have(const struct words *words, const char *word) {
    for (int i = 0; i < words->n; i++)
        if (strcmp(words->v[i], word) == 0)
            return true;
    return false;
}

bool rule_admits(const struct campaign *c, const struct allocation *a, const struct request *r) {
    const struct station *station = &c->stations[r->station];
    char office[16];

    if (a->reserved_for.n == 0)
        return c->rules.sharing == SHARING_OPEN || a->office == station->office;
    if (day_given(a->open_from) && day_given(c->today) && c->today.v >= a->open_from.v)
        return true;
    return words_have(&a->reserved_for, station->code) ||
           words_have(&a->reserved_for, code_text(c->offices[station->office].place, office));
}

bool rule_carries_needs(const struct allocation *a, unsigned needs) {
    if (needs & NEED_BIT(NEED_LOWER_BERTH))
        if (a->kind == ALLOCATION_CHARTERED_COACH || a->lower_berths <= 0)
            return false;
    return !(needs & NEED_BIT(NEED_WHEELCHAIR)) || a->wheelchair > 0;
}

static bool wish_allows(const struct words *wish, const char *carried) {
    return wish->n == 0 || !carried || !carried[0] || words_have(wish, carried);
}

/* ---- the filters ---- */

static bool passes(const struct campaign *c, const struct request *r, const struct allocation *a,
                   int i, int j, enum filter filter) {
    struct day day;

    switch (filter) {
    case FILTER_ROUTE:
        return rule_stop_serves(c, a, &a->stops[i], &r->from, true) &&
               rule_stop_serves(c, a, &a->stops[j], &r->to, false);
    case FILTER_DATE:
        day = instant_service_day(a->stops[i].at, c->rules.day_starts_at);
        return r->earliest.v <= day.v && day.v <= r->latest.v;
    case FILTER_MODE:
        return (r->modes & MODE_BIT(a->mode)) != 0;
    case FILTER_CLASS:
        return wish_allows(&r->classes, a->class_) && wish_allows(&r->services, a->service);
    case FILTER_NEED:
        return rule_carries_needs(a, r->needs);
    case FILTER_RESERVED:
        return rule_admits(c, a, r);
    case FILTERS:
        break;
    }
    return false;
}

static enum filter first_failed_from(const struct campaign *c, const struct request *r,
                                     const struct allocation *a, int i, int j, enum filter filter) {
    while (filter < FILTERS && passes(c, r, a, i, j, filter))
        filter = (enum filter)(filter + 1);
    return filter;
}

enum filter rule_first_misfit(const struct campaign *c, const struct request *r,
                              const struct allocation *a) {
    return first_failed_from(c, r, a, 0, 0, FILTER_MODE);
}

static enum filter first_failed(const struct campaign *c, const struct request *r,
                                const struct allocation *a, int i, int j) {
    return first_failed_from(c, r, a, i, j, FILTER_ROUTE);
}

bool rule_may_ride(const struct campaign *c, const struct request *r, const struct allocation *a,
                   int i, int j) {
    return !a->cancelled && i < j && first_failed(c, r, a, i, j) == FILTERS;
}

enum filter rule_first_filter(const struct campaign *c, const struct request *r,
                              const struct allocation *a) {
    enum filter furthest = FILTER_ROUTE;

    for (int i = 0; i + 1 < a->n_stops; i++)
        for (int j = i + 1; j < a->n_stops; j++) {
            enum filter filter = first_failed(c, r, a, i, j);
            if (filter > furthest)
                furthest = filter;
        }
    return furthest;
}

/* ---- cost lines ---- */

int64_t rule_outlay(const struct allocation *a) {
    if (a->kind != ALLOCATION_TICKET_BLOCK || a->state == BLOCK_PAID || a->state == BLOCK_COLLECTED)
        return 0;
    return a->price;
}

int64_t rule_inconvenience_of(const struct rules *rules, int32_t late, double board_km,
                              double alight_km) {
    double km = rules->board_km_weight * board_km + rules->alight_km_weight * alight_km;

    return (late > 0 ? rules->day_weight * late : rules->early_day_weight * -late) +
           (int64_t)floor(km + 0.5);
}

int64_t rule_inconvenience(const struct campaign *c, const struct request *r,
                           const struct allocation *a, int i, int j) {
    struct day day = instant_service_day(a->stops[i].at, c->rules.day_starts_at);

    return rule_inconvenience_of(&c->rules, day.v - r->preferred.v,
                                 geo_km(a->stops[i].spot.at, r->from.at),
                                 geo_km(a->stops[j].spot.at, r->to.at));
}
