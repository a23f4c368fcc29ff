/* Branch and bound over a region's programme, one line of the objective at a time. */
#ifndef HOMEWARD_MATCH_TREE_H
#define HOMEWARD_MATCH_TREE_H

#include "match/region.h"

struct tree_answer {
    bool proved;  /* nothing better exists */
    int64_t best; /* of the line, as `at` has it in the end */
};
/* Improves `at` in this line, keeping all before it (least; NULL: this line alone, whatever the
 * others). Takes its work from *work. */
void tree_search(struct region *r, enum line line, const int64_t *least, counts *at, int64_t *work,
                 struct tree_answer *out);

#endif
