/*
 * Memory: the only place that calls the C allocator. Failure ends the program here, with one
 * line and exit 4; a transaction that is open is rolled back when the database is next opened.
 */
#include "homeward/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE_SIZE_MIN ((size_t)64 * 1024)
#define ALIGN_TO sizeof(max_align_t)

struct arena_page {
    struct arena_page *next;
    size_t used, size;
    max_align_t data[];
};

static _Noreturn void mem_exhausted(void) {
    fputs("homeward: 内存不足，本次操作未作任何更改 / out of memory, nothing was changed\n",
          stderr);
    _exit(4);
}

static size_t size_product(size_t count, size_t size) {
    size_t product;

    if (__builtin_mul_overflow(count, size, &product))
        mem_exhausted();
    return product;
}

void *mem_alloc(size_t size) {
    void *ptr = calloc(1, size ? size : 1);

    if (!ptr)
        mem_exhausted();
    return ptr;
}

void *mem_array(size_t count, size_t size) {
    return mem_alloc(size_product(count, size));
}

void *mem_resize(void *old, size_t count, size_t size) {
    size_t bytes = size_product(count, size);
    void *ptr = realloc(old, bytes ? bytes : 1);

    if (!ptr)
        mem_exhausted();
    return ptr;
}

char *mem_strdup(const char *text) {
    size_t len = strlen(text) + 1;

    return memcpy(mem_alloc(len), text, len);
}

void mem_free(void *ptr) {
    free(ptr);
}

static struct arena_page *arena_page_new(struct arena *arena, size_t want) {
    size_t grown = arena->total / 4; /* pages grow with the arena, so that large ones have few */
    size_t size = grown < PAGE_SIZE_MIN * 64 ? grown : PAGE_SIZE_MIN * 64;

    size = size > PAGE_SIZE_MIN ? size : PAGE_SIZE_MIN;
    size = size > want ? size : want;
    struct arena_page *page = mem_resize(NULL, sizeof *page + size, 1);
    page->next = arena->page;
    page->used = 0;
    page->size = size;
    arena->page = page;
    arena->total += size;
    return page;
}

void *arena_alloc(struct arena *arena, size_t size) {
    size_t room = (size + ALIGN_TO - 1) / ALIGN_TO * ALIGN_TO;
    struct arena_page *page = arena->page;

    if (room < size)
        mem_exhausted();
    if (!page || page->size - page->used < room)
        page = arena_page_new(arena, room);
    void *ptr = (char *)page->data + page->used;
    page->used += room;
    return memset(ptr, 0, room);
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    return arena_alloc(arena, size_product(count, size));
}

char *arena_strdup(struct arena *arena, const char *text) {
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct arena *arena, const char *text, size_t len) {
    char *copy = arena_alloc(arena, len + 1);

    memcpy(copy, text, len);
    return copy;
}

void arena_clear(struct arena *arena) {
    while (arena->page) {
        struct arena_page *page = arena->page;
        arena->page = page->next;
        free(page);
    }
    arena->total = 0;
}

void arena_reset(struct arena *arena) {
    struct arena_page *keep = arena->page;

    if (!keep)
        return;
    arena->page = keep->next;
    arena_clear(arena);
    keep->next = NULL;
    keep->used = 0;
    *arena = (struct arena){keep, keep->size};
}

void *vec_grow(void *items, size_t count, size_t *cap, size_t size) {
    if (count < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 16;
    return mem_resize(items, *cap, size);
}
