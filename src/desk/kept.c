/* Answers that stand until the database changes: the pages that everybody looks at are worked out
 * once. A few hundred are kept; a new one takes the place of another. */
#include "desk/desk.h"

#include "homeward/str.h"

#include <pthread.h>
#include <string.h>

enum { PLACES = 509 };

struct kept {
    pthread_mutex_t lock;
    struct {
        char *key, *json;
        int64_t state;
    } at[PLACES];
};

struct kept *kept_new(void) {
    struct kept *kept = mem_alloc(sizeof *kept);

    pthread_mutex_init(&kept->lock, NULL);
    return kept;
}

void kept_free(struct kept *kept) {
    for (int i = 0; i < PLACES; i++) {
        mem_free(kept->at[i].key);
        mem_free(kept->at[i].json);
    }
    pthread_mutex_destroy(&kept->lock);
    mem_free(kept);
}

static size_t place_of(const char *key) {
    return hash_bytes(key, strlen(key), 0) % PLACES;
}

char *kept_find(struct kept *kept, const char *key, int64_t state) {
    size_t i = place_of(key);
    char *copy = NULL;

    pthread_mutex_lock(&kept->lock);
    if (kept->at[i].key && kept->at[i].state == state && strcmp(kept->at[i].key, key) == 0)
        copy = mem_strdup(kept->at[i].json);
    pthread_mutex_unlock(&kept->lock);
    return copy;
}

void kept_put(struct kept *kept, const char *key, int64_t state, const char *json) {
    size_t i = place_of(key);

    pthread_mutex_lock(&kept->lock);
    mem_free(kept->at[i].key);
    mem_free(kept->at[i].json);
    kept->at[i].key = mem_strdup(key);
    kept->at[i].json = mem_strdup(json);
    kept->at[i].state = state;
    pthread_mutex_unlock(&kept->lock);
}
