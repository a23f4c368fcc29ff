/* A campaign's own network, as the matcher sees it, in the DIMACS format on standard output. */
#ifndef HOMEWARD_BENCH_CAMPAIGN_H
#define HOMEWARD_BENCH_CAMPAIGN_H

#include <stdbool.h>

bool campaign_network(const char *database);

#endif
