/* The flow kernel against successive shortest paths (Bellman-Ford), on networks of every shape. */
#include "homeward/mcf.h"
#include <check.h>
#include <string.h>

enum { NODES = 7, ARCS = 16, CASES = 3000 };

struct net {
    int64_t supply[NODES], lower[ARCS], upper[ARCS], cost[ARCS];
    int32_t tail[ARCS], head[ARCS];
    int n, m;
};

static uint64_t state;
static int64_t below(int64_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((state >> 33) % (uint64_t)n);
}

static void make_net(struct net *net, int number) {
    memset(net, 0, sizeof *net);
    state = (uint64_t)number * 2654435761u + 17;
    net->n = 2 + (int)below(NODES - 1);
    net->m = 1 + (int)below(ARCS);
    for (int i = 0; i + 1 < net->n; i++) {
        net->supply[i] = below(7) - 3;
        net->supply[net->n - 1] -= net->supply[i];
    }
    for (int a = 0; a < net->m; a++) {
        net->tail[a] = (int32_t)below(net->n);
        net->head[a] = (int32_t)below(net->n);
        net->lower[a] = below(4) ? 0 : below(2);
        net->upper[a] = net->lower[a] + below(6);
        net->cost[a] = below(21) - (number % 3 ? 0 : 8);
    }
}

/* ---- the other way: residual arcs, negative ones saturated first, shortest paths ---- */

struct residual {
    int64_t room[2 * ARCS], excess[NODES], flow_cost;
    const struct net *net;
};

static int end_of(const struct net *net, int e, int side) {
    return (e & 1) == side ? net->tail[e / 2] : net->head[e / 2];
}

static int64_t cost_of(const struct net *net, int e) {
    return e & 1 ? -net->cost[e / 2] : net->cost[e / 2];
}

static void push(struct residual *r, int e, int64_t d) {
    r->room[e] -= d;
    r->room[e ^ 1] += d;
    r->excess[end_of(r->net, e, 0)] -= d;
    r->excess[end_of(r->net, e, 1)] += d;
    r->flow_cost += d * cost_of(r->net, e);
}

static bool augment(struct residual *r) {
    const struct net *net = r->net;
    int64_t distance[NODES];
    int by[NODES];
    const int64_t far = INT64_MAX / 4;

    for (int i = 0; i < net->n; i++) {
        distance[i] = r->excess[i] > 0 ? 0 : far;
        by[i] = -1;
    }
    for (int round = 0; round < net->n; round++)
        for (int e = 0; e < 2 * net->m; e++) {
            int u = end_of(net, e, 0), v = end_of(net, e, 1);
            if (r->room[e] > 0 && distance[u] < far &&
                distance[u] + cost_of(net, e) < distance[v]) {
                distance[v] = distance[u] + cost_of(net, e);
                by[v] = e;
            }
        }
    int best = -1;
    for (int i = 0; i < net->n; i++)
        if (r->excess[i] < 0 && distance[i] < far && (best < 0 || distance[i] < distance[best]))
            best = i;
    if (best < 0)
        return false;
    int path[NODES], n = 0;
    for (int v = best; by[v] >= 0 && n < NODES; v = end_of(net, by[v], 0))
        path[n++] = by[v];
    while (n > 0)
        push(r, path[--n], 1);
    return true;
}

static bool solve_slowly(const struct net *net, int64_t *cost) {
    struct residual r = {.net = net};
    bool balanced = true;

    for (int i = 0; i < net->n; i++)
        r.excess[i] = net->supply[i];
    for (int a = 0; a < net->m; a++) {
        r.room[2 * a] = net->upper[a];
        push(&r, 2 * a, net->lower[a]);
        r.room[2 * a + 1] = 0;
        if (net->cost[a] < 0)
            push(&r, 2 * a, r.room[2 * a]);
    }
    while (augment(&r))
        ;
    for (int i = 0; i < net->n; i++)
        balanced &= r.excess[i] == 0;
    *cost = r.flow_cost;
    return balanced;
}

/* ---- tests ---- */

static void check_flow(const struct net *net, const int64_t *flow, int number) {
    int64_t balance[NODES] = {0};

    for (int a = 0; a < net->m; a++) {
        ck_assert_msg(net->lower[a] <= flow[a] && flow[a] <= net->upper[a], "net %d arc %d", number,
                      a);
        balance[net->tail[a]] += flow[a];
        balance[net->head[a]] -= flow[a];
    }
    for (int i = 0; i < net->n; i++)
        ck_assert_msg(balance[i] == net->supply[i], "net %d node %d", number, i);
}

START_TEST(it_finds_the_least_cost_or_that_there_is_no_flow) {
    int solved = 0;

    for (int number = 0; number < CASES; number++) {
        struct net net;
        int64_t flow[ARCS], cost;
        make_net(&net, number);
        struct mcf_problem problem = {net.n,    net.m,     net.supply, net.tail,
                                      net.head, net.lower, net.upper,  net.cost};
        struct mcf_solution solution = {.flow = flow};
        bool there_is = solve_slowly(&net, &cost);
        enum mcf_outcome outcome = mcf_solve(&problem, &solution);
        ck_assert_msg(outcome == (there_is ? MCF_OPTIMAL : MCF_INFEASIBLE), "net %d", number);
        if (!there_is)
            continue;
        check_flow(&net, flow, number);
        ck_assert_msg(solution.objective == cost, "net %d: %lld, least is %lld", number,
                      (long long)solution.objective, (long long)cost);
        solved++;
    }
    ck_assert_int_gt(solved, CASES / 20);
}
END_TEST

START_TEST(a_negative_cycle_without_limit_is_unbounded) {
    const int64_t supply[] = {0, 0}, upper[] = {INT64_MAX, INT64_MAX}, cost[] = {1, -2};
    const int32_t tail[] = {0, 1}, head[] = {1, 0};
    int64_t flow[2];
    struct mcf_problem problem = {2, 2, supply, tail, head, NULL, upper, cost};
    struct mcf_solution solution = {.flow = flow};

    ck_assert_int_eq(mcf_solve(&problem, &solution), MCF_UNBOUNDED);
}
END_TEST

START_TEST(large_costs_and_flows_do_not_wrap) {
    const int64_t big = (int64_t)1 << 53;
    const int64_t supply[] = {big, 0, -big}, upper[] = {big, big, big}, cost[] = {big, big, big};
    const int32_t tail[] = {0, 1, 0}, head[] = {1, 2, 2};
    int64_t flow[3];
    struct mcf_problem problem = {3, 3, supply, tail, head, NULL, upper, cost};
    struct mcf_solution solution = {.flow = flow};

    ck_assert_int_eq(mcf_solve(&problem, &solution), MCF_OPTIMAL);
    ck_assert(solution.objective == (mcf_wide)big * big);
    ck_assert_int_eq(flow[2], big);
}
END_TEST

START_TEST(supplies_that_do_not_balance_are_infeasible) {
    const int64_t supply[] = {2, -1}, upper[] = {5}, cost[] = {1};
    const int32_t tail[] = {0}, head[] = {1};
    int64_t flow[1];
    struct mcf_problem problem = {2, 1, supply, tail, head, NULL, upper, cost};
    struct mcf_solution solution = {.flow = flow};

    ck_assert_int_eq(mcf_solve(&problem, &solution), MCF_INFEASIBLE);
}
END_TEST

Suite *suite_match_mcf(void) {
    Suite *suite = suite_create("match mcf");
    TCase *tcase = tcase_create("mcf");

    tcase_add_test(tcase, it_finds_the_least_cost_or_that_there_is_no_flow);
    tcase_add_test(tcase, a_negative_cycle_without_limit_is_unbounded);
    tcase_add_test(tcase, large_costs_and_flows_do_not_wrap);
    tcase_add_test(tcase, supplies_that_do_not_balance_are_infeasible);
    suite_add_tcase(suite, tcase);
    return suite;
}
