/* Seats as carriers write them, to the form that stands on the ticket. */
#include "intake/ticket_seat.h"

#include "support/suites.h"

static const struct {
    const char *car, *seat, *berth;
    bool train;
    const char *label;
} good[] = {
    {NULL, "05车018号", NULL, true, "05车018号"},
    {NULL, "5车18号", NULL, true, "05车018号"},
    {NULL, "５ 车１８", NULL, true, "05车018号"},
    {NULL, "05车018号上铺", NULL, true, "05车018号上铺"},
    {NULL, "5号车厢18号座", NULL, true, "05车018号"},
    {"5", "18", NULL, true, "05车018号"},
    {"05车厢", "018号", "下", true, "05车018号下铺"},
    {"5", "05车18", NULL, true, "05车018号"},
    {NULL, "3车12f", NULL, true, "03车12F号"},
    {NULL, "12", NULL, false, "12"},
    {"2", "12号", NULL, false, "12"},
};

START_TEST(a_seat_is_written_as_on_the_ticket) {
    const struct ticket_seat_cells cells = {good[_i].car, good[_i].seat, good[_i].berth};
    char out[TICKET_SEAT_MAX];

    ck_assert_int_eq(ticket_seat_read(&cells, good[_i].train, out), TICKET_TAKEN);
    ck_assert_str_eq(out, good[_i].label);
}
END_TEST

static const struct {
    const char *car, *seat, *berth;
    enum ticket_fault fault;
} bad[] = {
    {"5", NULL, NULL, TICKET_NO_SEAT},
    {"5", "无座", NULL, TICKET_STANDING},
    {NULL, "05车无座", NULL, TICKET_STANDING},
    {NULL, "18号", NULL, TICKET_NO_CAR},
    {"6", "5车18号", NULL, TICKET_CARS_DISAGREE},
    {"5", "靠窗", NULL, TICKET_SEAT_UNREADABLE},
    {"5", "0", NULL, TICKET_SEAT_UNREADABLE},
    {"5", "1000", NULL, TICKET_SEAT_UNREADABLE},
    {"0", "18", NULL, TICKET_SEAT_UNREADABLE},
    {"加挂", "18", NULL, TICKET_SEAT_UNREADABLE},
    {"5", "18 19", "x", TICKET_SEAT_UNREADABLE},
    {"5", "18号上铺", "下", TICKET_SEAT_UNREADABLE},
    {"5", "12F号上铺", NULL, TICKET_SEAT_UNREADABLE},
};

START_TEST(what_is_no_seat_is_never_guessed) {
    const struct ticket_seat_cells cells = {bad[_i].car, bad[_i].seat, bad[_i].berth};
    char out[TICKET_SEAT_MAX];

    ck_assert_int_eq(ticket_seat_read(&cells, true, out), bad[_i].fault);
    ck_assert_str_eq(out, "");
}
END_TEST

Suite *suite_intake_ticket_seat(void) {
    Suite *suite = suite_create("intake ticket_seat");
    TCase *tcase = tcase_create("ticket_seat");

    tcase_add_loop_test(tcase, a_seat_is_written_as_on_the_ticket, 0, sizeof good / sizeof *good);
    tcase_add_loop_test(tcase, what_is_no_seat_is_never_guessed, 0, sizeof bad / sizeof *bad);
    suite_add_tcase(suite, tcase);
    return suite;
}
