/* Who stays when a run shrinks, against every choice there is. */
#include "homeward/stay.h"

#include <check.h>
#include <string.h>

enum { RIDERS_MAX = 10, PARTIES_MAX = 3 };

struct small {
    struct stay_room room;
    struct stay_rider riders[RIDERS_MAX];
    struct stay_party parties[PARTIES_MAX];
    int32_t n, n_parties;
};

/* ---- every choice ---- */

static bool fits(const struct small *s, unsigned off) {
    for (int32_t leg = 0; leg < s->room.n_legs; leg++) {
        int32_t load = 0;
        for (int32_t i = 0; i < s->n; i++) {
            const struct stay_rider *r = &s->riders[i];
            load += !(off >> i & 1) && (r->needs || (r->board <= leg && leg < r->alight));
        }
        if (load > s->room.seats)
            return false;
    }
    int32_t needs[NEEDS] = {0}, children = 0;
    for (int32_t i = 0; i < s->n; i++) {
        for (int need = 0; need < NEEDS; need++)
            needs[need] += !(off >> i & 1) && (s->riders[i].needs & NEED_BIT(need));
        children += off >> i & 1 ? 0 : s->riders[i].children;
    }
    for (int need = 0; need < NEEDS; need++)
        if (needs[need] > s->room.places[need])
            return false;
    return children <= s->room.children;
}

/* -1: a must party is torn. */
static int32_t breaks(const struct small *s, unsigned off) {
    int32_t sum = 0;

    for (int32_t p = 0; p < s->n_parties; p++) {
        int32_t stay = 0, go = 0;
        for (int32_t i = 0; i < s->n; i++)
            if (s->riders[i].party == p)
                ++*(off >> i & 1 ? &go : &stay);
        if (s->parties[p].must && stay && go)
            return -1;
        sum += s->parties[p].breaks[!stay ? STAY_NONE : go ? STAY_SOME : STAY_ALL];
    }
    return sum;
}

struct line {
    int32_t hardship, off, breaks;
};

static struct line line_of(const struct small *s, unsigned off) {
    struct line l = {.breaks = breaks(s, off)};

    for (int32_t i = 0; i < s->n; i++)
        if (off >> i & 1) {
            l.off++;
            l.hardship += s->riders[i].hardship;
        }
    return l;
}

/* Of equals, the one whose riders coming off are the last in order: the larger number. */
static bool better(const struct small *s, unsigned a, unsigned b) {
    struct line x = line_of(s, a), y = line_of(s, b);

    if (x.hardship != y.hardship)
        return x.hardship < y.hardship;
    if (x.off != y.off)
        return x.off < y.off;
    return x.breaks != y.breaks ? x.breaks < y.breaks : a > b;
}

static unsigned best_of_all(const struct small *s) {
    unsigned all = (1u << s->n) - 1, best = all;

    for (unsigned off = 0; off <= all; off++)
        if (fits(s, off) && breaks(s, off) >= 0 && better(s, off, best))
            best = off;
    return best;
}

static unsigned chosen(const struct small *s) {
    unsigned char off[RIDERS_MAX];
    unsigned bits = 0;

    ck_assert(stay_choose(&s->room, s->riders, s->n, s->parties, s->n_parties, off));
    for (int32_t i = 0; i < s->n; i++)
        bits |= (unsigned)off[i] << i;
    return bits;
}

/* ---- small runs of all sorts ---- */

static uint32_t seed;
static int32_t below(int32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (int32_t)((seed >> 8) % (uint32_t)n);
}

static void make(struct small *s) {
    memset(s, 0, sizeof *s);
    s->n = 1 + below(RIDERS_MAX);
    s->n_parties = below(PARTIES_MAX + 1);
    s->room = (struct stay_room){.n_legs = 1 + below(4),
                                 .seats = below(s->n + 1),
                                 .places = {below(3), below(2)},
                                 .children = below(3)};
    for (int32_t i = 0; i < s->n; i++) {
        struct stay_rider *r = &s->riders[i];
        r->board = below(s->room.n_legs);
        r->alight = r->board + 1 + below(s->room.n_legs - r->board);
        r->needs = below(5) ? 0 : 1u << below(NEEDS);
        r->children = below(6) == 0;
        r->hardship = below(4) == 0;
        r->party = below(s->n_parties + 2) - 2 < 0 ? -1 : below(s->n_parties);
    }
    for (int32_t p = 0; p < s->n_parties; p++)
        s->parties[p] = (struct stay_party){below(2) != 0, {below(2), 1 + below(2), below(2)}};
}

START_TEST(the_choice_is_the_best_of_all) {
    for (int32_t i = 0; i < 3000; i++) {
        struct small s;
        make(&s);
        ck_assert_uint_eq(chosen(&s), best_of_all(&s));
    }
}
END_TEST

/* ---- in words ---- */

static struct small plain(int32_t n, int32_t seats) {
    struct small s = {.room = {.n_legs = 1, .seats = seats}, .n = n};

    for (int32_t i = 0; i < n; i++)
        s.riders[i] = (struct stay_rider){.alight = 1, .party = -1};
    return s;
}

START_TEST(nobody_comes_off_where_there_is_room) {
    struct small s = plain(4, 4);

    ck_assert_uint_eq(chosen(&s), 0);
}
END_TEST

START_TEST(the_last_in_order_come_off_hardship_last) {
    struct small s = plain(5, 3);

    ck_assert_uint_eq(chosen(&s), 1u << 4 | 1u << 3);
    s.riders[4].hardship = true;
    ck_assert_uint_eq(chosen(&s), 1u << 3 | 1u << 2);
}
END_TEST

START_TEST(a_party_is_not_broken_where_somebody_else_could_go) {
    struct small s = plain(4, 3);

    s.n_parties = 1;
    s.parties[0] = (struct stay_party){false, {0, 1, 0}};
    s.riders[2].party = s.riders[3].party = 0;
    ck_assert_uint_eq(chosen(&s), 1u << 1);
    s.parties[0].must = true;
    s.riders[0].hardship = s.riders[1].hardship = true;
    ck_assert_uint_eq(chosen(&s), 1u << 3 | 1u << 2);
}
END_TEST

START_TEST(with_too_many_rows_short_it_still_fits_and_says_so) {
    enum { MANY = 400, LEGS = 8 };
    static struct stay_rider riders[MANY];
    static unsigned char off[MANY];
    const struct stay_room room = {.n_legs = LEGS, .seats = 10};
    int32_t load[LEGS] = {0};

    for (int32_t i = 0; i < MANY; i++)
        riders[i] = (struct stay_rider){.board = i % LEGS, .alight = i % LEGS + 1, .party = -1};
    ck_assert(!stay_choose(&room, riders, MANY, NULL, 0, off));
    for (int32_t i = 0; i < MANY; i++)
        load[i % LEGS] += !off[i];
    for (int leg = 0; leg < LEGS; leg++)
        ck_assert_int_eq(load[leg], 10);
}
END_TEST

Suite *suite_match_stay(void) {
    Suite *suite = suite_create("match stay");
    TCase *tests = tcase_create("all");

    seed = 6;
    tcase_add_test(tests, the_choice_is_the_best_of_all);
    tcase_add_test(tests, nobody_comes_off_where_there_is_room);
    tcase_add_test(tests, the_last_in_order_come_off_hardship_last);
    tcase_add_test(tests, a_party_is_not_broken_where_somebody_else_could_go);
    tcase_add_test(tests, with_too_many_rows_short_it_still_fits_and_says_so);
    suite_add_tcase(suite, tests);
    return suite;
}
