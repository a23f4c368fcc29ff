/*
 * Memory. Running out ends the program in one place: one line on standard error and exit 4
 * (an open transaction is rolled back by SQLite). So nothing here returns NULL and no caller
 * has a branch for it.
 */
#ifndef HOMEWARD_MEM_H
#define HOMEWARD_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                           /* zeroed */
void *mem_array(size_t count, size_t size);             /* zeroed, overflow-checked */
void *mem_resize(void *old, size_t count, size_t size); /* new part not zeroed */
char *mem_strdup(const char *text);
void mem_free(void *ptr); /* accepts NULL */

/* Many small things that are freed together. Zero-initialised is valid and empty. */
struct arena_page;
struct arena {
    struct arena_page *page;
    size_t total;
};
void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
void *arena_array(struct arena *arena, size_t count, size_t size);
char *arena_strdup(struct arena *arena, const char *text); /* NULL stays NULL */
char *arena_strndup(struct arena *arena, const char *text, size_t len);
void arena_clear(struct arena *arena);
void arena_reset(struct arena *arena); /* empty, but keeps one page for what comes next */

/* Append room for one more to a heap array: `*vec_push(&v, &n, &cap, T) = item`. */
void *vec_grow(void *items, size_t count, size_t *cap, size_t size);
#define VEC_PUSH(items, count, cap, item)                                                          \
    do {                                                                                           \
        (items) = vec_grow((items), (size_t)(count), &(cap), sizeof *(items));                     \
        (items)[(count)++] = (item);                                                               \
    } while (0)

#endif
