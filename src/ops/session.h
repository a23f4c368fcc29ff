/* One use case's hold on the database: a transaction and the campaign as it stands. */
#ifndef HOMEWARD_OPS_SESSION_H
#define HOMEWARD_OPS_SESSION_H

#include "homeward/ops.h"
#include "homeward/vault.h"

enum hold {
    HOLD_READ,
    HOLD_WRITE,
    HOLD_UNDOABLE, /* and what is written can be taken back by `undo` */
    HOLD_LOOK /* reads, and leaves the campaign as it is: it may be one that others look at too */
};
struct lent;
struct session {
    const struct ops *ops;
    struct store *store;
    struct campaign *c;
    struct lent *lent; /* the campaign is shared with other readers; NULL: it is our own */
};
enum rc session_open(const struct ops *ops, enum hold hold, unsigned parts, struct session *out,
                     struct err *err) RC_CHECK;
/* Journal entry and commit. */
enum rc session_commit(struct session *s, const char *action, const char *object,
                       const char *detail, struct err *err) RC_CHECK;
/* The same with the command as it would be typed ({"command":[...]}), so that the journal can be
 * replayed; words end with NULL; takes detail, which may be
 * NULL. */
enum rc session_commit_command(struct session *s, const char *action, const char *object,
                               const char *const *words, struct json *detail,
                               struct err *err) RC_CHECK;
void session_close(struct session *s); /* rolls back what was not committed */
/* shared.c: instead of loading it; for sessions that only look at the campaign. */
enum rc shared_borrow(struct session *s, struct err *err) RC_CHECK;
void shared_return(struct session *s);
/* What a departure looks like: facts, stops and bookings, as one short text. */
#define MARK_TEXT 17
void departure_mark(const struct campaign *c, int32_t allocation, char out[MARK_TEXT]);

/* The request index of STATION/REF and trip (0: the first); RC_NOT_FOUND with a sentence. */
enum rc find_request(const struct campaign *c, const char *who, int32_t trip, int32_t *out,
                     struct err *err) RC_CHECK;
/* "STATION/REF" into a station code and a ref; false: no slash. */
bool split_who(const char *who, char station[64], const char **out_ref);
enum rc find_allocation(const struct campaign *c, const char *key, int32_t *out,
                        struct err *err) RC_CHECK;
/* How many are on the register, and how far they are. */
enum rc register_count(struct session *s, struct register_counts *out, struct err *err) RC_CHECK;
/* A place that the user named: code or name; RC_USAGE with a sentence. */
enum rc resolve_office(const struct ops *ops, const char *text, int32_t *out,
                       struct err *err) RC_CHECK;
/* 雪山片区工地东门（济南市历城区）, or the place's name. */
void spot_name(const struct campaign *c, const struct spot *spot, struct str *out);
/* SHA-256 of what the source holds; leaves it rewound. */
enum rc source_fingerprint(struct source *source, char out[DIGEST_TEXT], struct err *err) RC_CHECK;

#endif
