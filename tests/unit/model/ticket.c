/* The life of ticket-blocks, and refunds by the railway's tiers (domain section 11). */
#include "homeward/ticket.h"
#include "support/suites.h"

static const struct fee_case {
    int64_t fare, seconds, fee;
} fees[] = {
    {10000, 50 * 3600, 500},      /* 5 % */
    {10000, 30 * 3600, 1000},     /* 10 % */
    {10000, 10 * 3600, 2000},     /* 20 % */
    {2350, 50 * 3600, 200},       /* 1.175 -> 1.0 -> at least 2 */
    {4650, 50 * 3600, 250},       /* 2.325 -> 2.5 */
    {10000, 360 * 3600, 500},     /* exactly 360 h */
    {10000, 360 * 3600 + 1, 0},   /* more */
    {10000, 48 * 3600, 500},      /* exactly 48 h */
    {10000, 48 * 3600 - 1, 1000}, /* less */
    {10000, 24 * 3600, 1000},
    {10000, 24 * 3600 - 1, 2000},
    {4499, 50 * 3600, 200}, /* 2.2495: below 0.25 is dropped */
    {4500, 50 * 3600, 250}, /* 2.25: to 0.5 */
    {5499, 50 * 3600, 250}, /* 2.7495 */
    {5500, 50 * 3600, 300}, /* 2.75: to 1 */
    {150, 10 * 3600, 150},  /* never more than the fare */
    {0, 10 * 3600, 0},      /* a free ticket */
    {10000, -1, 10000},     /* it has left */
};

START_TEST(a_fee_is_the_railways_to_the_fen) {
    struct refund_tiers tiers;
    const struct fee_case *c = &fees[_i];

    refund_tiers_read(&tiers);

    ck_assert_int_eq(tiers.n, 4);
    ck_assert_int_eq(refund_fee(&tiers, c->fare, c->seconds), c->fee);
}
END_TEST

static const struct step_case {
    enum block_state from;
    enum ticket_step step;
    int to; /* -1: not from there */
} steps[] = {
    {BLOCK_NOT_MANAGED, TICKET_SUBMIT, BLOCK_SUBMITTED},
    {BLOCK_PLANNED, TICKET_SUBMIT, BLOCK_SUBMITTED},
    {BLOCK_SUBMITTED, TICKET_SUBMIT, -1},
    {BLOCK_PLANNED, TICKET_ALLOT, -1},
    {BLOCK_SUBMITTED, TICKET_ALLOT, BLOCK_ALLOTTED},
    {BLOCK_ALLOTTED, TICKET_ALLOT, -1},
    {BLOCK_SUBMITTED, TICKET_PAY, -1},
    {BLOCK_ALLOTTED, TICKET_PAY, BLOCK_PAID},
    {BLOCK_PAID, TICKET_PAY, -1},
    {BLOCK_ALLOTTED, TICKET_COLLECT, -1},
    {BLOCK_PAID, TICKET_COLLECT, BLOCK_COLLECTED},
    {BLOCK_SUBMITTED, TICKET_RETURN, -1},
    {BLOCK_ALLOTTED, TICKET_RETURN, BLOCK_ALLOTTED},
    {BLOCK_PAID, TICKET_RETURN, BLOCK_PAID},
    {BLOCK_COLLECTED, TICKET_RETURN, BLOCK_COLLECTED},
    {BLOCK_COLLECTED, TICKET_SUBMIT, -1},
};

START_TEST(a_step_follows_only_what_comes_before_it) {
    enum block_state to;
    const struct step_case *c = &steps[_i];
    bool may = ticket_next(c->from, c->step, &to);

    ck_assert_int_eq(may, c->to >= 0);
    if (may)
        ck_assert_int_eq((int)to, c->to);
}
END_TEST

START_TEST(the_states_before_a_step_are_named) {
    struct str zh = STR_MAX(100), en = STR_MAX(100);

    ticket_from(TICKET_SUBMIT, LANG_ZH, &zh);
    ticket_from(TICKET_RETURN, LANG_EN, &en);

    ck_assert_str_eq(str_get(&zh), "未登记进度、计划");
    ck_assert_str_eq(str_get(&en), "allotted, paid, collected");
    str_clear(&zh);
    str_clear(&en);
}
END_TEST

Suite *suite_model_ticket(void) {
    Suite *suite = suite_create("model/ticket");
    TCase *tc = tcase_create("ticket");

    tcase_add_loop_test(tc, a_fee_is_the_railways_to_the_fen, 0, sizeof fees / sizeof *fees);
    tcase_add_loop_test(tc, a_step_follows_only_what_comes_before_it, 0,
                        sizeof steps / sizeof *steps);
    tcase_add_test(tc, the_states_before_a_step_are_named);
    suite_add_tcase(suite, tc);
    return suite;
}
