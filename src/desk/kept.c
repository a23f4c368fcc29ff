/* Answers that stand until the database changes: the pages that everybody looks at are worked out
 * once. A few hundred are kept; a new one takes the place of another. */
#include "desk/desk.h"

#include "homeward/str.h"

#include <pthread.h>
#include <string.h>

enum { PLACES = 509 };

struct kept {
    pthread_mutex_t lock;
    pthread_cond_t put;
    struct place {
        char *key, *json; /* json NULL: it is being worked out */
        int64_t state;
    } at[PLACES];
};

struct kept *kept_new(void) {
    struct kept *kept = mem_alloc(sizeof *kept);

    pthread_mutex_init(&kept->lock, NULL);
    pthread_cond_init(&kept->put, NULL);
    return kept;
}

static void clear(struct place *place) {
    mem_free(place->key);
    mem_free(place->json);
    *place = (struct place){0};
}

void kept_free(struct kept *kept) {
    for (int i = 0; i < PLACES; i++)
        clear(&kept->at[i]);
    pthread_cond_destroy(&kept->put);
    pthread_mutex_destroy(&kept->lock);
    mem_free(kept);
}

static struct place *place_of(struct kept *kept, const char *key) {
    return &kept->at[hash_bytes(key, strlen(key), 0) % PLACES];
}

static bool holds(const struct place *place, const char *key, int64_t state) {
    return place->key && place->state == state && strcmp(place->key, key) == 0;
}

char *kept_take(struct kept *kept, const char *key, int64_t state) {
    struct place *place = place_of(kept, key);
    char *copy = NULL;

    pthread_mutex_lock(&kept->lock);
    while (holds(place, key, state) && !place->json) /* one works it out, the others wait */
        pthread_cond_wait(&kept->put, &kept->lock);
    if (holds(place, key, state)) {
        copy = mem_strdup(place->json);
    } else if (!place->key || place->json) {
        clear(place);
        *place = (struct place){.key = mem_strdup(key), .state = state};
    }
    pthread_mutex_unlock(&kept->lock);
    return copy;
}

void kept_put(struct kept *kept, const char *key, int64_t state, const char *json) {
    struct place *place = place_of(kept, key);

    pthread_mutex_lock(&kept->lock);
    if (holds(place, key, state)) {
        if (json)
            place->json = mem_strdup(json);
        else
            clear(place);
    }
    pthread_cond_broadcast(&kept->put);
    pthread_mutex_unlock(&kept->lock);
}
