// LEMON's network simplex on a DIMACS file: what mcf is measured against. Prints the same lines.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <sys/resource.h>

int main(int argc, char **argv) {
    using namespace lemon;
    typedef SmartDigraph Graph;
    Graph graph;
    Graph::ArcMap<long long> lower(graph), capacity(graph), cost(graph);
    Graph::NodeMap<long long> supply(graph);

    if (argc != 2)
        return 2;
    std::ifstream in(argv[1]);
    readDimacsMin(in, graph, lower, capacity, cost, supply);
    auto start = std::chrono::steady_clock::now();
    NetworkSimplex<Graph, long long, long long> simplex(graph);
    simplex.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply);
    auto outcome = simplex.run();
    std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (outcome == simplex.OPTIMAL) {
        __int128 sum = 0;
        for (Graph::ArcIt a(graph); a != INVALID; ++a)
            sum += (__int128)simplex.flow(a) * cost[a];
        bool negative = sum < 0;
        char text[48], *at = text + 47;
        *at = 0;
        do {
            int digit = (int)(sum % 10);
            *--at = (char)('0' + (digit < 0 ? -digit : digit));
            sum /= 10;
        } while (sum != 0);
        std::printf("objective %s%s\n", negative ? "-" : "", at);
    } else {
        std::puts(outcome == simplex.INFEASIBLE ? "infeasible" : "unbounded");
    }
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    std::printf("seconds %.6f\npeak_kib %ld\n", seconds.count(), usage.ru_maxrss);
    return outcome == simplex.OPTIMAL ? 0 : 1;
}
