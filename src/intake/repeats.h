/*
 * Documents that stand in more than one row of a list, found in one pass of bounded memory: a
 * first sight costs a bit or two, only later ones are kept, as hashes. A document may be taken for
 * a repeated one though it is not (rarely); the reader then waits for a row that never comes.
 */
#ifndef HOMEWARD_INTAKE_REPEATS_H
#define HOMEWARD_INTAKE_REPEATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct held_row; /* of the reader */

struct repeat {
    uint64_t hash;
    int64_t left;          /* rows of it that are still to come */
    struct held_row *held; /* a row that waits for the others, NULL */
    bool joined;           /* two rows became one rider: a third says something twice */
};
struct repeats {
    uint64_t *seen; /* bits */
    struct repeat *v;
    int n;
    size_t cap;
};

void repeats_init(struct repeats *repeats);
void repeats_clear(struct repeats *repeats);
/* False if there are more of them than are kept. */
bool repeats_add(struct repeats *repeats, uint64_t hash);
/* After the last repeats_add. */
void repeats_close(struct repeats *repeats);
/* NULL: the document stands in one row only. */
struct repeat *repeats_find(const struct repeats *repeats, uint64_t hash);

#endif
