/* The checks of a chartered coach. Limits are those in force in February 2018. */
#include "homeward/charter.h"

#include "homeward/asset.h"
#include "homeward/str.h"
#include <stdlib.h>
#include <string.h>

#define ROAD_FACTOR 1.25       /* by road, of the straight line: 1.2 to 1.3 in this plain */
#define TWO_DRIVERS_KM 400     /* from here on two drivers */
#define DRIVE_MINUTES (4 * 60) /* in one go */
#define REST_MINUTES 20
#define NIGHT_FROM (2 * 60)
#define NIGHT_TO (5 * 60)
#define CHILDREN_PERCENT 10 /* beyond a full coach, of its licensed seats */
#define PLATES "config/plate_prefixes_shandong.csv"

/* ---- words ---- */

static const struct {
    const char *word;
    enum charter_weight weight;
    struct bi text; /* # stands for the number found, then for its limit */
} codes[CHARTER_CODES] = {
    [CHARTER_OVERLOADED] = {"overloaded",
                            CHARTER_REFUSES,
                            {"车上 # 人（含司乘），超过核定载客 # 人",
                             "# people with the crew on # licensed seats"}},
    [CHARTER_CHILDREN] = {"too-many-children",
                          CHARTER_REFUSES,
                          {"加上免票儿童车上 # 人，超过核定载客加一成共 # 人",
                           "# people with free children, more than the licensed seats and a "
                           "tenth, #"}},
    [CHARTER_PLATE] = {"plate-not-local",
                       CHARTER_FINDING,
                       {"车籍地不在起点也不在终点所在的市，包车应一端在车籍地",
                        "the plate is of neither end's city; one end must be the coach's home"}},
    [CHARTER_SIGN_EXPIRED] = {"sign-expired",
                              CHARTER_FINDING,
                              {"包车标志牌在行程结束前到期", "the charter sign expires before "
                                                             "the run ends"}},
    [CHARTER_DRIVERS] = {"too-few-drivers",
                         CHARTER_FINDING,
                         {"行程约 # 公里，超过 # 公里应有两名以上司机",
                          "about # km; beyond # km two drivers are needed"}},
    [CHARTER_REST] = {"driving-too-long",
                      CHARTER_FINDING,
                      {"连续行车 # 分钟，超过 # 分钟应停车休息 20 分钟",
                       "# minutes without a rest; after # a rest of 20 minutes is due"}},
    [CHARTER_NIGHT] = {"driving-at-night",
                       CHARTER_FINDING,
                       {"凌晨 2 点至 5 点仍在行车，应停车休息或接驳",
                        "on the road between 02:00 and 05:00; it must halt or be relayed"}},
    [CHARTER_NO_APPROVED] = {"no-licensed-seats",
                             CHARTER_NOTE,
                             {"未写核定载客人数，未核对", "licensed seats not stated"}},
    [CHARTER_NO_SIGN] = {"no-sign", CHARTER_NOTE, {"未写包车标志牌号", "charter sign not stated"}},
    [CHARTER_NO_CONTRACT] = {"no-contract",
                             CHARTER_NOTE,
                             {"未写包车合同号", "charter contract not stated"}},
    [CHARTER_NO_DRIVERS] = {"no-drivers", CHARTER_NOTE, {"未写司机", "no drivers stated"}},
    [CHARTER_NO_RESTS] = {"no-rest-stops",
                          CHARTER_NOTE,
                          {"未写途中休息，未核对", "no rest stops stated"}},
};

const char *charter_word(enum charter_code code) {
    return codes[code].word;
}

enum charter_weight charter_weight(enum charter_code code) {
    return codes[code].weight;
}

const char *charter_weight_word(enum charter_weight weight) {
    static const char *const words[] = {"refused", "finding", "note"};

    return words[weight];
}

void charter_text(const struct charter_finding *f, enum lang lang, struct str *out) {
    const char *at = bi_text(codes[f->code].text, lang), *hole;
    const int64_t values[] = {f->is, f->limit};

    for (int i = 0; (hole = strchr(at, '#')) != NULL && i < 2; i++) {
        str_addn(out, at, (size_t)(hole - at));
        str_addf(out, "%lld", (long long)values[i]);
        at = hole + 1;
    }
    str_add(out, at);
}

/* ---- findings, one by one ---- */

struct check {
    const struct campaign *c;
    const struct allocation *a;
    const struct vehicle *vehicle;
    const struct charter_load *load;
    struct charter_finding *out;
    int n;
};

static void found(struct check *k, enum charter_code code, int64_t is, int64_t limit) {
    k->out[k->n++] = (struct charter_finding){code, is, limit};
}

static int crew_of(const struct allocation *a, const char *role) {
    int n = 0;

    for (int i = 0; i < a->n_crew; i++)
        n += strcmp(a->crew[i].role, role) == 0;
    return n;
}

/* Licensed seats count everybody, the driver too. */
static void check_seats(struct check *k) {
    const int32_t licensed = k->vehicle->approved;
    const int drivers = crew_of(k->a, "driver"), escorts = crew_of(k->a, "escort");
    const int32_t crew = (drivers > 0 ? drivers : 1) + escorts;
    const int32_t limit = licensed + licensed * CHILDREN_PERCENT / 100;
    int32_t most = 0, with_children = 0;

    if (licensed == 0) {
        found(k, CHARTER_NO_APPROVED, 0, 0);
        return;
    }
    for (int i = 0; i < k->a->n_stops; i++) {
        int32_t people = k->load->riders[i] + crew, all = people + k->load->children[i];
        most = people > most ? people : most;
        with_children = all > with_children ? all : with_children;
    }
    if (most > licensed)
        found(k, CHARTER_OVERLOADED, most, licensed);
    else if (with_children > limit)
        found(k, CHARTER_CHILDREN, with_children, limit);
}

/* The city (four digits of its code) a plate is from; 0: not one that is known. */
static int32_t plate_city(const char *plate) {
    const char *line = (const char *)asset_find(PLATES)->data;
    int32_t city = 0;

    while ((line = strchr(line, '\n')) != NULL && *++line) {
        const char *comma = strchr(line, ',');
        if (comma && strncmp(plate, line, (size_t)(comma - line)) == 0)
            city = (int32_t)(strtol(comma + 1, NULL, 10) / 100);
    }
    return city;
}

static void check_plate(struct check *k) {
    int32_t city = plate_city(k->vehicle->key);

    if (city && k->a->stops[0].spot.place / 100 != city &&
        k->a->stops[k->a->n_stops - 1].spot.place / 100 != city)
        found(k, CHARTER_PLATE, 0, 0);
}

static void check_permits(struct check *k) {
    const struct allocation *a = k->a;

    if (!a->sign_no || !a->sign_no[0])
        found(k, CHARTER_NO_SIGN, 0, 0);
    else if (day_given(a->sign_valid_to) &&
             a->sign_valid_to.v < instant_day(a->stops[a->n_stops - 1].at).v)
        found(k, CHARTER_SIGN_EXPIRED, 0, 0);
    if (!a->contract_no || !a->contract_no[0])
        found(k, CHARTER_NO_CONTRACT, 0, 0);
}

double charter_road_km(const struct allocation *a) {
    double km = 0;

    for (int i = 1; i < a->n_stops; i++)
        km += geo_km(a->stops[i - 1].spot.at, a->stops[i].spot.at);
    return km * ROAD_FACTOR;
}

static void check_drivers(struct check *k) {
    int drivers = crew_of(k->a, "driver");
    double km = charter_road_km(k->a);

    if (drivers == 0)
        found(k, CHARTER_NO_DRIVERS, 0, 0);
    else if (km > TWO_DRIVERS_KM && drivers < 2)
        found(k, CHARTER_DRIVERS, (int64_t)(km + 0.5), TWO_DRIVERS_KM);
}

/* ---- on the road ---- */

/* Seconds of [from, to) between two and five in the morning. */
static int64_t at_night(int64_t from, int64_t to) {
    int64_t seconds = 0;

    for (int32_t day = instant_day((struct instant){from}).v;
         instant_make((struct day){day}, 0).v < to; day++) {
        int64_t begins = instant_make((struct day){day}, NIGHT_FROM).v;
        int64_t ends = instant_make((struct day){day}, NIGHT_TO).v;
        int64_t a = from > begins ? from : begins, b = to < ends ? to : ends;
        seconds += b > a ? b - a : 0;
    }
    return seconds;
}

struct road { /* pieces of the run without a rest between them */
    int64_t since, night, longest;
};

static void drive(struct road *road, int64_t from, int64_t to) {
    road->night += at_night(from, to);
    if (to - road->since > road->longest)
        road->longest = to - road->since;
}

static void check_rests(struct check *k) {
    const struct allocation *a = k->a;
    struct road road = {.since = a->stops[0].at.v};
    int64_t from = a->stops[0].at.v;
    bool stated = false;

    for (int i = 1; i < a->n_stops; i++) {
        const struct stop *stop = &a->stops[i];
        drive(&road, from, stop->at.v);
        from = stop->at.v;
        if (stop->use != STOP_REST)
            continue;
        stated = true;
        from += (int64_t)stop->rest_minutes * 60;
        road.since = stop->rest_minutes >= REST_MINUTES ? from : road.since;
    }
    bool too_long = road.longest > DRIVE_MINUTES * 60;
    if (!stated && (too_long || road.night))
        found(k, CHARTER_NO_RESTS, 0, 0);
    if (stated && too_long)
        found(k, CHARTER_REST, road.longest / 60, DRIVE_MINUTES);
    if (stated && road.night)
        found(k, CHARTER_NIGHT, 0, 0);
}

int charter_check(const struct campaign *c, int32_t allocation, const struct charter_load *load,
                  struct charter_finding out[CHARTER_CODES]) {
    const struct allocation *a = &c->allocations[allocation];
    struct check k = {.c = c, .a = a, .load = load, .out = out};

    if (a->kind != ALLOCATION_CHARTERED_COACH || a->vehicle < 0)
        return 0;
    k.vehicle = &c->vehicles[a->vehicle];
    check_seats(&k);
    check_plate(&k);
    check_permits(&k);
    check_drivers(&k);
    check_rests(&k);
    return k.n;
}
