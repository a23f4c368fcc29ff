/* The linear programmes of the regions: against all vertices of small ones, and after changes. */
#include "match/lp.h"
#include <check.h>
#include <math.h>

enum { CASES = 400, ROWS = 4, COLUMNS = 5, TOP = 3 };

static uint64_t state;
static int below(int n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

struct small {
    double a[ROWS][COLUMNS], high[ROWS], cost[COLUMNS];
};

static void make(struct small *s, int number) {
    state = (uint64_t)number * 977 + 5;
    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < COLUMNS; j++)
            s->a[i][j] = below(3) ? 0 : 1 + below(3);
        s->high[i] = below(7);
    }
    for (int j = 0; j < COLUMNS; j++)
        s->cost[j] = below(9) - 6;
}

static struct lp *build(const struct small *s) {
    struct lp *lp = lp_new();

    for (int i = 0; i < ROWS; i++)
        lp_add_row(lp, -LP_INFINITE, s->high[i]);
    for (int j = 0; j < COLUMNS; j++) {
        lp_add_column(lp, 0, TOP);
        for (int i = 0; i < ROWS; i++)
            for (int part = 0; s->a[i][j] != 0 && part < 2; part++)
                lp_add_entry(lp, i, j, part ? s->a[i][j] - 0.5 : 0.5); /* parts add up */
    }
    lp_start(lp, s->cost);
    return lp;
}

/* Weak duality from the rows' prices is a bound; at the optimum it is met: complementary
 * slackness is looked at column by column. */
static void check_optimal(const struct small *s, struct lp *lp, const double *low,
                          const double *high, int number) {
    double objective = 0, x[COLUMNS];

    for (int j = 0; j < COLUMNS; j++) {
        x[j] = lp_value(lp, j);
        objective += s->cost[j] * x[j];
        ck_assert_msg(x[j] > low[j] - 1e-6 && x[j] < high[j] + 1e-6, "case %d column %d", number,
                      j);
        double d = lp_reduced(lp, j);
        ck_assert_msg(d > -1e-6 || x[j] > high[j] - 1e-6, "case %d: column %d should rise", number,
                      j);
        ck_assert_msg(d < 1e-6 || x[j] < low[j] + 1e-6, "case %d: column %d should fall", number,
                      j);
    }
    for (int i = 0; i < ROWS; i++) {
        double sum = 0;
        for (int j = 0; j < COLUMNS; j++)
            sum += s->a[i][j] * x[j];
        ck_assert_msg(sum < s->high[i] + 1e-6, "case %d row %d: %g", number, i, sum);
        double d = lp_reduced(lp, COLUMNS + i); /* of the slack: the row's price */
        ck_assert_msg(fabs(d) < 1e-6 || fabs(sum - s->high[i]) < 1e-6, "case %d: row %d", number,
                      i);
    }
    ck_assert(fabs(objective - lp_objective(lp)) < 1e-6);
}

START_TEST(the_optimum_is_feasible_and_its_prices_prove_it) {
    const double low[COLUMNS] = {0}, high[COLUMNS] = {TOP, TOP, TOP, TOP, TOP};

    for (int number = 0; number < CASES; number++) {
        struct small s;
        int64_t work = 1000000;
        make(&s, number);
        struct lp *lp = build(&s);
        ck_assert_int_eq(lp_solve(lp, LP_INFINITE, &work), LP_OPTIMAL);
        check_optimal(&s, lp, low, high, number);
        lp_free(lp);
    }
}
END_TEST

START_TEST(it_goes_on_from_where_it_was_after_bounds_changed) {
    for (int number = 0; number < CASES; number++) {
        struct small s;
        double low[COLUMNS] = {0}, high[COLUMNS];
        int64_t work = 10000000;
        make(&s, number);
        struct lp *lp = build(&s);
        ck_assert_int_eq(lp_solve(lp, LP_INFINITE, &work), LP_OPTIMAL);
        for (int change = 0; change < 100; change++) {
            int j = below(COLUMNS);
            lp_set_bounds(lp, j, 0, below(TOP + 1));
            for (int k = 0; k < COLUMNS; k++)
                lp_bounds(lp, k, &low[k], &high[k]);
            ck_assert_int_eq(lp_solve(lp, LP_INFINITE, &work), LP_OPTIMAL);
            check_optimal(&s, lp, low, high, number);
        }
        lp_free(lp);
    }
}
END_TEST

START_TEST(what_cannot_be_is_told) {
    struct lp *lp = lp_new();
    const double cost[] = {1, 1};
    int64_t work = 1000;

    lp_add_row(lp, 5, LP_INFINITE);
    for (int j = 0; j < 2; j++) {
        lp_add_column(lp, 0, 2);
        lp_add_entry(lp, 0, j, 1);
    }
    lp_start(lp, cost);
    ck_assert_int_eq(lp_solve(lp, LP_INFINITE, &work), LP_INFEASIBLE);
    lp_set_bounds(lp, 0, 0, 3);
    ck_assert_int_eq(lp_solve(lp, LP_INFINITE, &work), LP_OPTIMAL);
    ck_assert(fabs(lp_objective(lp) - 5) < 1e-9);
    lp_free(lp);
}
END_TEST

static bool count_down(void *left) {
    return (*(int *)left)-- == 0;
}

START_TEST(told_to_stop_it_has_no_work_left_and_can_go_on_later) {
    for (int number = 0; number < CASES; number++) {
        struct small s;
        int64_t work = 1000000;
        int left = 0;
        make(&s, number);
        struct lp *lp = build(&s);
        lp_set_stop(lp, count_down, &left);
        enum lp_outcome outcome = lp_solve(lp, LP_INFINITE, &work);
        ck_assert_msg(outcome == LP_OPTIMAL ? left == 0 : outcome == LP_STOPPED && work <= 0,
                      "case %d: outcome %d, work %lld", number, (int)outcome, (long long)work);
        work = 1000000;
        lp_set_stop(lp, NULL, NULL);
        ck_assert_int_eq(lp_solve(lp, LP_INFINITE, &work), LP_OPTIMAL);
        lp_free(lp);
    }
}
END_TEST

Suite *suite_match_lp(void) {
    Suite *suite = suite_create("match lp");
    TCase *tcase = tcase_create("lp");

    tcase_add_test(tcase, the_optimum_is_feasible_and_its_prices_prove_it);
    tcase_add_test(tcase, it_goes_on_from_where_it_was_after_bounds_changed);
    tcase_add_test(tcase, what_cannot_be_is_told);
    tcase_add_test(tcase, told_to_stop_it_has_no_work_left_and_can_go_on_later);
    suite_add_tcase(suite, tcase);
    return suite;
}
