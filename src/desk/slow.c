#include "desk/slow.h"

#include "homeward/mem.h"
#include "homeward/when.h"

#include <pthread.h>
#include <stdbool.h>
#include <sys/socket.h>

enum { WHOLE_S = 25 }; /* for a request to arrive whole */

struct watched {
    int fd;
    double since; /* it is waited for its request since then; 0: it is being answered */
    struct watched *next, *previous;
};
static struct {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    struct watched *first;
    bool ends;
} slow = {.lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

static struct watched *watched_of(struct MHD_Connection *connection) {
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static struct watched *enter(struct MHD_Connection *connection) {
    struct watched *w = mem_alloc(sizeof *w);

    w->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    w->since = when_monotonic_s();
    w->next = slow.first;
    if (w->next)
        w->next->previous = w;
    slow.first = w;
    return w;
}

static void leave(struct watched *w) {
    if (w->previous)
        w->previous->next = w->next;
    else
        slow.first = w->next;
    if (w->next)
        w->next->previous = w->previous;
    mem_free(w);
}

void slow_on_connection(void *payload, struct MHD_Connection *connection, void **state,
                        enum MHD_ConnectionNotificationCode code) {
    (void)payload;
    pthread_mutex_lock(&slow.lock);
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        *state = enter(connection);
    else
        leave(*state);
    pthread_mutex_unlock(&slow.lock);
}

static void set_since(struct MHD_Connection *connection, double since) {
    pthread_mutex_lock(&slow.lock);
    watched_of(connection)->since = since;
    pthread_mutex_unlock(&slow.lock);
}

void slow_reading_done(struct MHD_Connection *connection) {
    set_since(connection, 0);
}

void slow_reading_begins(struct MHD_Connection *connection) {
    set_since(connection, when_monotonic_s());
}

/* Once a second; a connection that is shut down here is closed by its own thread. */
static void *watch(void *payload) {
    pthread_mutex_lock(&slow.lock);
    while (!slow.ends) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        pthread_cond_timedwait(&slow.wake, &slow.lock, &until);
        double now = when_monotonic_s();
        for (struct watched *w = slow.first; w; w = w->next)
            if (w->since > 0 && now - w->since > WHOLE_S)
                shutdown(w->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&slow.lock);
    return payload;
}

void slow_start(void) {
    slow.ends = false;
    pthread_create(&slow.thread, NULL, watch, NULL);
}

void slow_stop(void) {
    pthread_mutex_lock(&slow.lock);
    slow.ends = true;
    pthread_cond_signal(&slow.wake);
    pthread_mutex_unlock(&slow.lock);
    pthread_join(slow.thread, NULL);
}
