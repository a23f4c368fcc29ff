/* A campaign as the matcher sees it. */
#ifndef HOMEWARD_BENCH_CAMPAIGN_H
#define HOMEWARD_BENCH_CAMPAIGN_H

#include <stdbool.h>

/* Its network, in the DIMACS format, on standard output. */
bool campaign_network(const char *database);
/* A match from scratch: seconds, processor seconds and memory of the matcher alone, and what it
 * seats, on standard output. */
bool campaign_match(const char *database);
long bench_peak_kib(void);

#endif
