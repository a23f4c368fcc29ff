/*
 * mcf FILE.min: minimum-cost flow in the DIMACS format by the matcher's kernel (contract section
 * 10). Prints the lines "objective N", "seconds S" (of the solver), "peak_kib M", or "infeasible"
 * or "unbounded" with exit 1; exit 2 for a file that is none. --whole: not piece by piece where the
 * network falls apart. mcf --campaign DATABASE writes such a file: the network of a campaign; mcf
 * --match DATABASE measures a whole match of it, mcf --rematch DATABASE one after a coach is
 * cancelled, for many coaches.
 */
#include "campaign.h"
#include "dimacs.h"

#include "homeward/when.h"

#include <stdio.h>
#include <string.h>

static void print_wide(mcf_wide n) {
    char text[48], *at = text + sizeof text - 1;
    bool negative = n < 0;

    *at = '\0';
    do {
        int digit = (int)(n % 10);
        *--at = (char)('0' + (digit < 0 ? -digit : digit));
        n /= 10;
    } while (n != 0);
    printf("objective %s%s\n", negative ? "-" : "", at);
}

int main(int argc, char **argv) {
    char why[128];

    if (argc == 3 && strcmp(argv[1], "--campaign") == 0)
        return campaign_network(argv[2]) ? 0 : 2;
    if (argc == 3 && strcmp(argv[1], "--match") == 0)
        return campaign_match(argv[2]) ? 0 : 2;
    if (argc == 3 && strcmp(argv[1], "--rematch") == 0)
        return campaign_rematch(argv[2]) ? 0 : 2;
    bool whole = argc == 3 && strcmp(argv[1], "--whole") == 0;
    if (argc != 2 && !whole) {
        fprintf(stderr, "usage: mcf [--whole] FILE.min\n");
        return 2;
    }
    struct mcf *m = dimacs_read(argv[argc - 1], why, sizeof why);
    if (!m) {
        fprintf(stderr, "%s: %s\n", argv[argc - 1], why);
        return 2;
    }
    if (whole)
        mcf_keep_whole(m);
    double start = when_monotonic_s();
    enum mcf_outcome outcome = mcf_run(m);
    double seconds = when_monotonic_s() - start;
    if (outcome == MCF_OPTIMAL)
        print_wide(mcf_objective(m));
    else
        puts(outcome == MCF_INFEASIBLE ? "infeasible" : "unbounded");
    printf("seconds %.6f\npeak_kib %ld\n", seconds, bench_peak_kib());
    mcf_free(m);
    return outcome == MCF_OPTIMAL ? 0 : 1;
}
