/*
 * What the union hands out or grants with a departure and counts: couplets, food, ride cards, a
 * partner's free tickets, reserved holds, reduced fares. The kinds are in config/extras.csv.
 */
#ifndef HOMEWARD_EXTRA_H
#define HOMEWARD_EXTRA_H

#include "homeward/campaign.h"

struct extra_kind {
    const char *key; /* couplets */
    struct bi name, unit;
    bool stocked; /* there is a stock, and never more is given than came in */
};
struct extra_kinds {
    struct extra_kind *v;
    int n;
};
/* Of the table; lines that lack a key or a name are passed over. */
void extra_kinds_read(struct arena *arena, struct extra_kinds *out);
/* By key or by either name; -1: no such kind. */
int extra_kind_find(const struct extra_kinds *kinds, const char *word);

/* What stands: the last word on each delivery, and on each departure. */
struct extra_delivery {
    const char *kind, *name; /* name: of the delivery */
    int64_t n;
};
struct extra_gift {
    const char *kind;
    int32_t allocation;
    int64_t n;
};
struct extras {
    struct extra_kinds kinds; /* of the table, then those that only facts still name */
    struct extra_delivery *deliveries;
    struct extra_gift *gifts;
    int n_deliveries, n_gifts;
};

struct extra_count {
    int kind; /* index */
    int64_t in, given, runs;
};
/* office: index of the departures' office, -1: all. Deliveries are of no office: then in is 0. */
struct extra_count extra_count_kind(const struct campaign *campaign, const struct extras *extras,
                                    int kind, int32_t office);
/* What one departure has of a kind. */
int64_t extra_given(const struct extras *extras, const char *kind, int32_t allocation);
/* 对联福字 40 套，乘车卡 12 张: of one departure, for paper; "" if there is nothing. */
const char *extra_text(const struct extras *extras, int32_t allocation, enum lang lang,
                       struct arena *arena);

#endif
