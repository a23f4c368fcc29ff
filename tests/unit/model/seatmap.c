/* Seats of vehicles. */
#include "homeward/seatmap.h"
#include "support/tiny.h"

#include <check.h>
#include <string.h>

static const int places[] = {1, 2};
static const unsigned uses[] = {STOP_BOARD, STOP_ALIGHT};

static struct tiny t;
static struct seatmap map;

static void setup(void) {
    tiny_make(&t);
}

static void teardown(void) {
    tiny_clear(&t);
}

static struct allocation *make(enum allocation_kind kind, int seats, const char *type) {
    int run = tiny_run(&t, kind, seats, 3, 2, places, uses);

    if (t.c.allocations[run].vehicle >= 0)
        t.c.vehicles[t.c.allocations[run].vehicle].type = type;
    return &t.c.allocations[run];
}

static const struct seat *seat(const char *label) {
    for (int i = 0; i < map.n_seats; i++)
        if (strcmp(map.seats[i].label, label) == 0)
            return &map.seats[i];
    return NULL;
}

static const struct {
    enum allocation_kind kind;
    const char *type;
    int seats;
} runs[] = {
    {ALLOCATION_CHARTERED_COACH, NULL, 49}, {ALLOCATION_CHARTERED_COACH, "LCK6129HQ1", 53},
    {ALLOCATION_CHARTERED_COACH, NULL, 5},  {ALLOCATION_CHARTERED_COACH, NULL, 1},
    {ALLOCATION_TRAIN_CAR, "YZ25G", 118},   {ALLOCATION_TRAIN_CAR, "YZ25G-B", 112},
    {ALLOCATION_TRAIN_CAR, "YW25G", 66},    {ALLOCATION_TRAIN_CAR, "YW25G", 40},
    {ALLOCATION_TRAIN_CAR, "CRH-ZE", 85},   {ALLOCATION_TRAIN_CAR, "not in the table", 20},
    {ALLOCATION_TRAIN_CAR, "YW25G", 70},
};

START_TEST(a_run_has_as_many_seats_as_it_sells_and_no_label_twice) {
    make(runs[_i].kind, runs[_i].seats, runs[_i].type);
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert_int_eq(map.n_seats, runs[_i].seats);
    for (int i = 0; i < map.n_seats; i++)
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(map.seats[i].label, map.seats[k].label);
}
END_TEST

START_TEST(the_seats_of_tickets_are_the_carrier_s) {
    make(ALLOCATION_TICKET_BLOCK, 120, NULL);
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert_int_eq(map.n_seats, 0);
}
END_TEST

static const struct {
    const char *label;
    bool window;
} hard_seats[] = {{"1", true},  {"4", true},   {"5", true},    {"9", true},
                  {"10", true}, {"114", true}, {"115", true},  {"118", true},
                  {"2", false}, {"6", false},  {"116", false}, {"117", false}};

START_TEST(windows_of_a_hard_seat_car_are_where_they_are) {
    make(ALLOCATION_TRAIN_CAR, 118, "YZ25G");
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    const struct seat *s = seat(hard_seats[_i].label);
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(s->window, hard_seats[_i].window);
}
END_TEST

START_TEST(a_coach_is_rows_of_four_and_a_last_row_of_five) {
    make(ALLOCATION_CHARTERED_COACH, 49, NULL);
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert_int_eq(seat("4")->row, 1);
    ck_assert_int_eq(seat("5")->row, 2);
    ck_assert_int_eq(seat("44")->row, 11);
    ck_assert_int_eq(seat("45")->row, 12);
    ck_assert_int_eq(seat("49")->row, 12);
    ck_assert_int_eq(seat("47")->column, 3); /* where the aisle ends */
    ck_assert(seat("1")->window && !seat("2")->window && seat("49")->window);
}
END_TEST

START_TEST(blocked_and_escort_seats_are_left_out_where_there_are_more) {
    static const char *const blocked[] = {"3"}, *const escort[] = {"1"};
    struct allocation *a = make(ALLOCATION_CHARTERED_COACH, 49, NULL);

    a->seats = 47;
    a->blocked_seats = (struct words){blocked, 1};
    a->escort_seats = (struct words){escort, 1};
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert_int_eq(map.n_seats, 47);
    ck_assert_ptr_null(seat("3"));
    ck_assert_ptr_null(seat("1"));
    ck_assert_ptr_nonnull(seat("49"));
}
END_TEST

START_TEST(berths_say_their_level) {
    make(ALLOCATION_TRAIN_CAR, 66, "YW25G");
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert_int_eq(seat("01下")->level, BERTH_LOWER);
    ck_assert_int_eq(seat("01中")->level, BERTH_MIDDLE);
    ck_assert_int_eq(seat("22上")->level, BERTH_UPPER);
}
END_TEST

START_TEST(lower_berths_stated_on_a_car_without_a_layout_are_its_first_seats) {
    struct allocation *a = make(ALLOCATION_TRAIN_CAR, 20, NULL);

    a->lower_berths = 2;
    seatmap_make(&t.c, 0, &t.c.arena, &map);
    ck_assert_int_eq(seat("1")->level, BERTH_LOWER);
    ck_assert_int_eq(seat("2")->level, BERTH_LOWER);
    ck_assert_int_eq(seat("3")->level, BERTH_NONE);
}
END_TEST

static const struct {
    const char *type;
    bool known;
    int32_t seats, lower;
} types[] = {{"YZ25G", true, 118, 0},     {"YW25G", true, 66, 22}, {"RW25G", true, 36, 18},
             {"LCK6129HQ1", true, 53, 0}, {"code", false, 0, 0},   {"model", false, 0, 0},
             {"", false, 0, 0},           {"YZ25", false, 0, 0}};

START_TEST(a_type_s_seats_come_from_the_tables) {
    int32_t seats = 0, lower = 0;

    ck_assert_int_eq(seatmap_type_seats(types[_i].type, &seats, &lower), types[_i].known);
    ck_assert_int_eq(seats, types[_i].seats);
    ck_assert_int_eq(lower, types[_i].lower);
}
END_TEST

#define COUNT(array) (sizeof(array) / sizeof *(array))

Suite *suite_model_seatmap(void) {
    Suite *suite = suite_create("model seatmap");
    TCase *tcase = tcase_create("seatmap");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_run_has_as_many_seats_as_it_sells_and_no_label_twice, 0,
                        COUNT(runs));
    tcase_add_test(tcase, the_seats_of_tickets_are_the_carrier_s);
    tcase_add_loop_test(tcase, windows_of_a_hard_seat_car_are_where_they_are, 0, COUNT(hard_seats));
    tcase_add_test(tcase, a_coach_is_rows_of_four_and_a_last_row_of_five);
    tcase_add_test(tcase, blocked_and_escort_seats_are_left_out_where_there_are_more);
    tcase_add_test(tcase, berths_say_their_level);
    tcase_add_test(tcase, lower_berths_stated_on_a_car_without_a_layout_are_its_first_seats);
    tcase_add_loop_test(tcase, a_type_s_seats_come_from_the_tables, 0, COUNT(types));
    suite_add_tcase(suite, tcase);
    return suite;
}
