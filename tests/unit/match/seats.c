/*
 * Seats of random vehicles: nobody's twice, nobody without one, and every party together where a
 * packing was planted in which it is.
 */
#include "match/seats.h"

#include "homeward/match.h"
#include "homeward/seatmap.h"
#include "homeward/verify.h"
#include "support/tiny.h"

#include <check.h>
#include <string.h>

#define VEHICLES 1000
#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct tiny t;
static struct plan plan;
static uint64_t state;

static void setup(void) {
    state = 20180207;
}

static int random_below(int n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static const struct {
    enum allocation_kind kind;
    const char *type;
    int seats;
} vehicles[] = {
    {ALLOCATION_CHARTERED_COACH, NULL, 49},
    {ALLOCATION_CHARTERED_COACH, NULL, 53},
    {ALLOCATION_CHARTERED_COACH, NULL, 33},
    {ALLOCATION_CHARTERED_COACH, NULL, 48},
    {ALLOCATION_CHARTERED_COACH, NULL, 22},
    {ALLOCATION_CHARTERED_COACH, "LCK6129HQ2-M", 47},
    {ALLOCATION_CHARTERED_COACH, "LCK6129HQ1", 53},
    {ALLOCATION_TRAIN_CAR, "YZ25G", 118},
    {ALLOCATION_TRAIN_CAR, "YZ25G-B", 112},
    {ALLOCATION_TRAIN_CAR, "YW25G", 66},
    {ALLOCATION_TRAIN_CAR, "RW25G", 36},
    {ALLOCATION_TRAIN_CAR, "CRH-ZE", 85},
};

static const int places[] = {1, 2, 3, 4};
static const unsigned uses[] = {STOP_BOARD, STOP_BOARD | STOP_ALIGHT, STOP_BOARD | STOP_ALIGHT,
                                STOP_ALIGHT};

static void vehicle(int n_stops) {
    int v = random_below((int)COUNT(vehicles));
    static unsigned of_two[] = {STOP_BOARD, STOP_ALIGHT};

    tiny_make(&t);
    plan = (struct plan){0};
    (void)tiny_run(&t, vehicles[v].kind, vehicles[v].seats, 3, n_stops, places,
                   n_stops == 2 ? of_two : uses);
    t.c.vehicles[0].type = vehicles[v].type;
}

static void rider(int board, int alight) {
    int r = tiny_request(&t, places[board], places[alight], 3, 3);

    tiny_book(&t, r, 0, board, alight, NULL, BOOKING_SEATED);
}

static void on_violation(void *payload, const struct violation *violation) {
    (void)payload;
    ck_abort_msg("%s", violation_word(violation->kind));
}

/* The plan is what stands, with seats of its own. */
static void assign(struct adjoining *out) {
    plan.n_requests = t.c.n_requests;
    plan.bookings = arena_array(&plan.arena, (size_t)t.c.n_requests + 1, sizeof *plan.bookings);
    for (int i = 0; i < t.c.n_requests; i++)
        plan.bookings[i] = t.c.bookings[i];
    seats_assign(&t.c, &plan);
    ck_assert_int_eq(verify_bookings(&t.c, plan.bookings, on_violation, NULL), 0);
    seats_count_adjoining(&t.c, plan.bookings, out);
}

static void clear(void) {
    arena_clear(&plan.arena);
    tiny_clear(&t);
}

/* Cuts the vehicle into groups of seats that are together, each the seats of one party: a walk
 * from a seat to one beside it that nobody has. Riders of it all go from end to end. */
static int plant_parties(int most, int empty_percent) {
    struct seatmap map;
    struct arena arena = {0};
    int members[256], planted = 0;
    bool had[256] = {false};

    seatmap_make(&t.c, 0, &arena, &map);
    for (int s = 0; s < map.n_seats; s++) {
        int seats[16], n = 0, want = 1 + random_below(most), first = t.c.n_requests;
        if (had[s] || random_below(100) < empty_percent)
            continue;
        had[s] = true;
        seats[n++] = s;
        for (int at = 0; at < n && n < want; at++)
            for (int i = 0; i < map.n_seats && n < want; i++)
                if (!had[i] && seatmap_adjoin(&map, seats[at], i)) {
                    had[i] = true;
                    seats[n++] = i;
                }
        for (int i = 0; i < n; i++) {
            rider(0, t.c.allocations[0].n_stops - 1);
            members[i] = first + i;
        }
        if (n > 1) {
            (void)tiny_party(&t, false, n, members);
            planted++;
        }
    }
    arena_clear(&arena);
    return planted;
}

START_TEST(every_party_sits_together_where_a_packing_was_planted) {
    for (int i = 0; i < VEHICLES; i++) {
        struct adjoining adjoining;
        vehicle(2);
        int planted = plant_parties(2 + random_below(6), random_below(3) ? 0 : random_below(40));
        assign(&adjoining);
        ck_assert_int_eq(adjoining.parties, planted);
        ck_assert_msg(adjoining.together == planted, "vehicle %d: %d of %d parties together", i,
                      (int)adjoining.together, planted);
        clear();
    }
}
END_TEST

/* Riders of stretches at random, so long as there is room on every leg. */
static void fill_stretches(void) {
    int load[3] = {0, 0, 0}, members[8];
    int seats = t.c.allocations[0].seats;

    for (int tries = 0; tries < 200; tries++) {
        int board = random_below(3), alight = board + 1 + random_below(3 - board);
        int size = 1 + random_below(5), n = 0;
        for (; n < size; n++) {
            bool room = true;
            for (int leg = board; leg < alight; leg++)
                room &= load[leg] < seats;
            if (!room)
                break;
            for (int leg = board; leg < alight; leg++)
                load[leg]++;
            members[n] = t.c.n_requests;
            rider(board, alight);
        }
        if (n > 1)
            (void)tiny_party(&t, false, n, members);
    }
}

START_TEST(seats_are_used_again_where_riders_have_left_and_nobody_stands) {
    struct adjoining one, all = {0};

    for (int i = 0; i < VEHICLES; i++) {
        vehicle(4);
        fill_stretches();
        assign(&one);
        all.parties += one.parties;
        all.together += one.together;
        clear();
    }
    ck_assert_msg(all.together * 100 >= all.parties * 90, "%d of %d", (int)all.together,
                  (int)all.parties);
}
END_TEST

START_TEST(what_was_promised_keeps_its_seat) {
    for (int i = 0; i < VEHICLES / 10; i++) {
        struct adjoining before, after;
        vehicle(2);
        (void)plant_parties(4, 30);
        assign(&before);
        for (int r = 0; r < t.c.n_requests; r++) {
            t.c.bookings[r].seat = arena_strdup(&t.c.arena, plan.bookings[r].seat);
            t.c.bookings[r].status = random_below(2) ? BOOKING_TOLD : BOOKING_SEATED;
        }
        arena_clear(&plan.arena);
        plan = (struct plan){0};
        assign(&after);
        for (int r = 0; r < t.c.n_requests; r++)
            ck_assert_str_eq(plan.bookings[r].seat, t.c.bookings[r].seat);
        ck_assert_int_eq(after.together, before.together);
        clear();
    }
}
END_TEST

START_TEST(a_need_has_its_place_and_the_party_sits_beside) {
    struct adjoining adjoining;
    struct seatmap map;
    int members[3];

    tiny_make(&t);
    plan = (struct plan){0};
    (void)tiny_run(&t, ALLOCATION_TRAIN_CAR, 66, 3, 2, places,
                   (unsigned[]){STOP_BOARD, STOP_ALIGHT});
    t.c.vehicles[0].type = "YW25G";
    t.c.allocations[0].lower_berths = 22;
    t.c.allocations[0].wheelchair = 1;
    for (int i = 0; i < 60; i++)
        rider(0, 1);
    for (int i = 0; i < 3; i++)
        members[i] = 50 + i;
    (void)tiny_party(&t, false, 3, members);
    t.c.requests[50].needs = NEED_BIT(NEED_WHEELCHAIR);
    t.c.requests[51].needs = NEED_BIT(NEED_LOWER_BERTH);
    assign(&adjoining);
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert(map.seats[seatmap_find(&map, plan.bookings[50].seat)].near_door);
    ck_assert_int_eq(map.seats[seatmap_find(&map, plan.bookings[51].seat)].level, BERTH_LOWER);
    ck_assert_int_eq(adjoining.together, 1);
    clear();
}
END_TEST

Suite *suite_match_seats(void) {
    Suite *suite = suite_create("match seats");
    TCase *tcase = tcase_create("seats");

    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, every_party_sits_together_where_a_packing_was_planted);
    tcase_add_test(tcase, seats_are_used_again_where_riders_have_left_and_nobody_stands);
    tcase_add_test(tcase, what_was_promised_keeps_its_seat);
    tcase_add_test(tcase, a_need_has_its_place_and_the_party_sits_beside);
    suite_add_tcase(suite, tcase);
    return suite;
}
