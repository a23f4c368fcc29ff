/* A region from inside: what its programme and the rest of it share. */
#ifndef HOMEWARD_MATCH_REGION_PARTS_H
#define HOMEWARD_MATCH_REGION_PARTS_H

#include "match/region.h"

/* The place of an allocation among those inside; -1: outside. */
static inline int32_t local(const struct region *r, int32_t allocation) {
    return r->local[r->p->place[allocation]];
}

/* Are the breaks of a group modelled one by one? */
static inline bool *detailed(const struct region *r, const struct group *group) {
    return &r->detailed[r->p->kinds[group->first_kind].local];
}

/* How many options of the kind are on the allocation; the first of them. */
static inline int32_t options_at(const struct kind *kind, int32_t allocation, int32_t *out_first) {
    int32_t n = 0;

    for (int32_t o = kind->options.n - 1; o >= 0; o--)
        if (kind->options.v[o].allocation == allocation) {
            n++;
            *out_first = o;
        }
    return n;
}

#endif
