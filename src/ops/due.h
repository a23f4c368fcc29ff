/* What has a deadline: lines are collected in src/ops/due*.c and put into words in due_words.c. */
#ifndef HOMEWARD_OPS_DUE_H
#define HOMEWARD_OPS_DUE_H

#include "ops/roster.h"

struct due_list {
    struct session *s;
    struct arena *arena;
    struct riders_by_run by_run;
    struct instant now;
    struct due_line *lines; /* heap */
    int n;
    size_t cap;
};
/* Adds the line unless its count is nothing. */
void due_add(struct due_list *list, struct due_line line);
bool due_upcoming(const struct due_list *list, int32_t allocation); /* it stands and is to leave */

/* due_runs.c: what the runs themselves say. */
void due_add_runs(struct due_list *list);
/* due_people.c: what stations and riders wait for. */
enum rc due_add_people(struct due_list *list, struct err *err) RC_CHECK;
/* due_paper.c: printed, and changed since. */
enum rc due_add_paper(struct due_list *list, struct err *err) RC_CHECK;

/* due_words.c: fills left, text and next. */
void due_say(const struct due_list *list, struct due_line *line);

#endif
