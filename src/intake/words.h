/* Words of a table of config/ (lines of "meaning,word") and what each means, for headings and
 * cells of tables that come back from drivers and carriers. */
#ifndef HOMEWARD_INTAKE_WORDS_H
#define HOMEWARD_INTAKE_WORDS_H

#include "homeward/mem.h"

struct words_row {
    const char *word; /* normalized, as headings are */
    int meaning;
};
struct word_table {
    struct words_row *v;
    int n;
};
/* asset: config/....csv; meanings: the names of its first column, numbered from 0. */
void words_read(struct arena *arena, const char *asset, const char *const *meanings, int n,
                struct word_table *out);
/* The meaning, if it lies between the two (both included); -1: no word of ours. */
int words_find(const struct word_table *words, struct arena *arena, const char *text, int from,
               int to);

#endif
