/* The network simplex with costs of 64 bits. */
#include "match/simplex_kernel.h"

#include "homeward/mem.h"

#include <string.h>

#define COST int64_t
#define KERNEL simplex_narrow
#include "match/simplex_body.h"
