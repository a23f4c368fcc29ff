/* The network simplex with costs of 128 bits. */
#include "match/simplex_kernel.h"

#include "homeward/mem.h"

#include <string.h>

#define COST cost
#define KERNEL simplex_wide
#include "match/simplex_body.h"
