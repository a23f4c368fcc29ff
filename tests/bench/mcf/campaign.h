/* A campaign as the matcher sees it. */
#ifndef HOMEWARD_BENCH_CAMPAIGN_H
#define HOMEWARD_BENCH_CAMPAIGN_H

#include "homeward/campaign.h"

/* Its network, in the DIMACS format, on standard output. */
bool campaign_network(const char *database);
/* A match from scratch: seconds, processor seconds and memory of the matcher alone, and what it
 * seats, on standard output. */
bool campaign_match(const char *database);
/* Coaches of a matched campaign cancelled one by one: what each takes and who moves. */
bool campaign_rematch(const char *database);

/* False: it cannot be read. */
bool campaign_with(const char *database, void (*use)(const struct campaign *c));
long bench_peak_kib(void);
double bench_cpu_seconds(void);

#endif
