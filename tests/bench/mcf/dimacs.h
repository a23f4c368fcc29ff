/* The DIMACS format of minimum-cost flow problems: lines "c", "p min N M", "n ID SUPPLY" and
 * "a FROM TO LOW CAPACITY COST". A negative capacity says that there is no limit. */
#ifndef HOMEWARD_BENCH_DIMACS_H
#define HOMEWARD_BENCH_DIMACS_H

#include "homeward/mcf.h"

/* NULL: no such file, or not of that format; why gets the line and a sentence. */
struct mcf *dimacs_read(const char *path, char *why, size_t room);

#endif
