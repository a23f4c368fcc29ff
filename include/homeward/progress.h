/* How far long work is. Pure code reports through this and knows nothing of terminals. */
#ifndef HOMEWARD_PROGRESS_H
#define HOMEWARD_PROGRESS_H

#include "homeward/err.h"
#include <stdint.h>

struct progress {
    /* done of total (0 = unknown) at what is being done; may be NULL. */
    void (*step)(void *payload, struct bi what, int64_t done, int64_t total);
    void *payload;
};

static inline void progress_step(const struct progress *progress, struct bi what, int64_t done,
                                 int64_t total) {
    if (progress && progress->step)
        progress->step(progress->payload, what, done, total);
}

#endif
