/* Words of the campaign's nouns, and the few questions that every folder asks of it. */
#include "homeward/campaign.h"

#include <string.h>

/* ---- words ---- */

struct word {
    const char *word;
    struct bi name;
};

static const struct word metrics[METRICS] = {
    [METRIC_TRAIN_CARS] = {"train-cars", {"包用车厢（节）", "train cars"}},
    [METRIC_COACHES] = {"coaches", {"包车（辆）", "coaches"}},
    [METRIC_TRAIN_CAR_RUNS] = {"train-car-runs", {"车厢趟次", "train car runs"}},
    [METRIC_COACH_RUNS] = {"coach-runs", {"包车趟次", "coach runs"}},
    [METRIC_TICKETS] = {"tickets", {"车票（张）", "tickets"}},
    [METRIC_PERSON_TRIPS] = {"person-trips", {"人次", "person-trips"}},
    [METRIC_RIDERS] = {"riders", {"乘车人（名）", "riders"}},
};

static const struct word definitions[DEFINITIONS] = {
    [DEFINITION_BOUGHT] = {"bought", {"购入", "bought"}},
    [DEFINITION_BOOKED] = {"booked", {"已派座", "booked"}},
    [DEFINITION_TOLD] = {"told", {"已通知", "told"}},
    [DEFINITION_DEPARTED] = {"departed", {"已发车", "departed"}},
    [DEFINITION_BOARDED] = {"boarded", {"已上车", "boarded"}},
};

static bool word_find(const struct word *words, int n, const char *word, int *out) {
    for (int i = 0; i < n; i++)
        if (strcmp(words[i].word, word) == 0) {
            *out = i;
            return true;
        }
    return false;
}

const char *metric_word(enum metric metric) {
    return metrics[metric].word;
}

struct bi metric_name(enum metric metric) {
    return metrics[metric].name;
}

bool metric_parse(const char *word, enum metric *out) {
    int i;

    if (!word_find(metrics, METRICS, word, &i))
        return false;
    *out = (enum metric)i;
    return true;
}

const char *definition_word(enum definition definition) {
    return definitions[definition].word;
}

struct bi definition_name(enum definition definition) {
    return definitions[definition].name;
}

bool definition_parse(const char *word, enum definition *out) {
    int i;

    if (!word_find(definitions, DEFINITIONS, word, &i))
        return false;
    *out = (enum definition)i;
    return true;
}

const char *booking_status_word(enum booking_status status) {
    static const char *const words[] = {"", "seated", "told", "confirmed"};

    return words[status];
}

/* ---- questions ---- */

bool campaign_hardship(const struct campaign *c, int32_t request) {
    const struct request *r = &c->requests[request];

    if (r->hardship)
        return true;
    if (c->rules.hardship_scope != HARDSHIP_PARTY || r->party < 0)
        return false;
    const struct party *party = &c->parties[r->party];
    for (int i = 0; i < party->n_members; i++)
        if (c->requests[party->members[i]].hardship)
            return true;
    return false;
}

int32_t campaign_request_office(const struct campaign *c, int32_t request) {
    return c->offices[c->stations[c->requests[request].station].office].place;
}

void campaign_end_holds(struct campaign *c, struct instant now) {
    int kept = 0;

    for (int i = 0; i < c->n_shares; i++)
        if (c->shares[i].kind == SHARE_QUOTA || c->shares[i].until.v > now.v)
            c->shares[kept++] = c->shares[i];
    c->n_shares = kept;
}

static int32_t hold_of(const struct campaign *c, int32_t allocation, int32_t office) {
    int32_t seats = 0;

    for (int i = 0; i < c->n_shares; i++)
        if (c->shares[i].kind == SHARE_HOLD && c->shares[i].allocation == allocation &&
            c->shares[i].office == office)
            seats += c->shares[i].seats;
    return seats;
}

int32_t campaign_held(const struct campaign *c, int32_t allocation, const int32_t *by_office,
                      int32_t except) {
    int32_t held = 0;

    for (int32_t o = 0; o < c->n_offices; o++) {
        int32_t seats = o == except ? 0 : hold_of(c, allocation, o);
        held += seats > by_office[o] ? seats - by_office[o] : 0;
    }
    return held;
}

int32_t allocation_free_children(const struct campaign *c, int32_t allocation) {
    return c->allocations[allocation].seats * c->rules.free_children_percent / 100;
}

void campaign_free(struct campaign *campaign) {
    if (!campaign)
        return;
    arena_clear(&campaign->arena);
    mem_free(campaign);
}

void spot_name(const struct campaign *c, const struct spot *spot, struct str *out) {
    if (spot->point >= 0 && c->points[spot->point].name && c->points[spot->point].name[0])
        str_add(out, c->points[spot->point].name);
    else
        places_full_name(c->places, spot->place, out);
}
