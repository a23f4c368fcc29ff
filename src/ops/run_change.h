/*
 * A run being changed: the campaign as it would be, who rides what in it, and what becomes of those
 * who no longer fit. Nothing is stored before run_change_write.
 */
#ifndef HOMEWARD_OPS_RUN_CHANGE_H
#define HOMEWARD_OPS_RUN_CHANGE_H

#include "ops/session.h"
#include "ops/trial.h"

struct run_change {
    struct session *s;
    const struct campaign *c; /* as it stands */
    struct trial t;           /* allocations as they would be; bookings as they stand */
    struct plan after;        /* bookings as they would be */
    unsigned char *touched;   /* allocations that riders or facts changed of */
    unsigned *facts;          /* of each, what was changed by hand (enum run_fact) */
    unsigned char *why;       /* of each request, enum off_why */
    int32_t made_like;        /* the run that the last allocation was made like; -1: none made */
    bool exact;
};

void run_change_open(struct run_change *k, struct session *s);
void run_change_close(struct run_change *k);
/* The allocation, to be changed. */
struct allocation *run_edit(struct run_change *k, int32_t allocation, unsigned facts);
/* Its stops, to be changed. */
struct stop *run_edit_stops(struct run_change *k, int32_t allocation);
/* A new run like another one; its index. */
int32_t run_make(struct run_change *k, int32_t like, const char *key);
/* Comes off, and with them whoever must travel with them on the run. */
void run_take_off(struct run_change *k, int32_t request, enum off_why why);
/* The riders that the bookings put on the run find their stops, room and seats there, or come off:
 * first whoever it may not carry, then by the contract's order. */
void run_fit(struct run_change *k, int32_t allocation);
/* The stops that the booking has on its run if it may, else the least inconvenient pair; false: it
 * may not ride there. */
bool run_find_stops(const struct campaign *c, int32_t request, struct booking *b);
/* Who of its riders would go if it had so many seats, in the contract's order: out, one byte a
 * request. */
void run_choose(struct run_change *k, int32_t allocation, int32_t seats, unsigned char *out);
/* Whoever came off and waits is placed elsewhere: where nobody else moves, else where proposals
 * make room and nobody loses a seat by it. */
enum rc run_rematch(struct run_change *k, struct err *err) RC_CHECK;
/* Every rule, by the independent checker; RC_CONFLICT with the first that does not hold. */
enum rc run_check(const struct run_change *k, struct err *err) RC_CHECK;
enum rc run_change_write(struct run_change *k, struct err *err) RC_CHECK;
void run_answer_make(const struct run_change *k, int32_t run, struct arena *arena,
                     struct run_answer *out);

/* run_set.c: KEY=VALUE to facts of the run. */
enum rc run_set(struct run_change *k, int32_t run, const char *const *settings, int n,
                struct err *err) RC_CHECK;
/* Seats that the run has on a vehicle, as many held back as now. */
int32_t run_seats_on(const struct campaign *c, const struct allocation *a, int32_t vehicle);
/* The setting as the journal may hold it: nobody's name or phone. */
void run_setting_words(const char *setting, struct str *out);

#endif
