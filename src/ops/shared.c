/*
 * The campaign that many readers look at side by side. Reading it out of the database takes far
 * longer than most questions that are asked of it, so the desk keeps the last one: it is what the
 * database holds as long as the journal has no newer entry, for every change writes one.
 */
#include "ops/session.h"

#include <pthread.h>

struct shared {
    pthread_mutex_t lock;
    struct lent *last;
};
/* One campaign, free when its last reader has left and a newer one has taken its place. */
struct lent {
    struct campaign *c;
    int64_t state;
    struct day today;
    int readers;
    bool replaced;
};

struct shared *shared_new(void) {
    struct shared *shared = mem_alloc(sizeof *shared);

    pthread_mutex_init(&shared->lock, NULL);
    return shared;
}

static void let_go(struct lent *lent) {
    if (!lent || lent->readers || !lent->replaced)
        return;
    campaign_free(lent->c);
    mem_free(lent);
}

static void replace(struct shared *shared, struct lent *lent) {
    if (shared->last)
        shared->last->replaced = true;
    let_go(shared->last);
    shared->last = lent;
}

void shared_free(struct shared *shared) {
    replace(shared, NULL);
    pthread_mutex_destroy(&shared->lock);
    mem_free(shared);
}

/* Held while it is loaded: the others would only load the same once more. */
enum rc shared_borrow(struct session *s, struct err *err) {
    struct shared *shared = s->ops->shared;
    struct day today = instant_day(s->ops->now);
    int64_t state = 0;
    enum rc rc = store_journal_last(s->store, &state, err);

    pthread_mutex_lock(&shared->lock);
    struct lent *last = shared->last;
    if (rc == RC_OK && (!last || last->state != state || last->today.v != today.v)) {
        struct campaign *c = NULL;
        rc = store_campaign_load(s->store, s->ops->places, today, STORE_ALL, &c, err);
        if (rc == RC_OK) {
            campaign_end_holds(c, s->ops->now);
            last = mem_alloc(sizeof *last);
            *last = (struct lent){.c = c, .state = state, .today = today};
            replace(shared, last);
        }
    }
    if (rc == RC_OK) {
        last->readers++;
        s->lent = last;
        s->c = last->c;
    }
    pthread_mutex_unlock(&shared->lock);
    return rc;
}

void shared_return(struct session *s) {
    struct shared *shared = s->ops->shared;

    pthread_mutex_lock(&shared->lock);
    s->lent->readers--;
    let_go(s->lent);
    pthread_mutex_unlock(&shared->lock);
    s->lent = NULL;
    s->c = NULL;
}
