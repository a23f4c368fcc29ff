/*
 * Whole parties on top of the flow: parties that the flow cuts are pinned one after another to the
 * allocation where that costs least, and the flow runs again from where it was, so that everybody
 * else is re-placed exactly round them. A basic flow cuts few parties: about one for each full
 * allocation (matching.md section 4, Shmoys-Tardos).
 */
#include "match/parties.h"

#include <stdlib.h>
#include <string.h>

enum { TRIES = 6 };
enum place_in_flow { FREE, PINNED, BROKEN };

struct diver {
    struct network *net;
    counts *at;
    unsigned char *state; /* of each group, by its first kind */
    struct tally now;
};

static int tally_compare(struct tally a, struct tally b) {
    if (a.against_pins != b.against_pins)
        return a.against_pins < b.against_pins ? -1 : 1;
    if (a.hardship != b.hardship)
        return a.hardship > b.hardship ? -1 : 1;
    return (a.all < b.all) - (a.all > b.all);
}

/* ---- one group ---- */

static void pin_group(struct network *net, const struct group *group, int32_t allocation) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        network_pin(net, k, allocation);
}

static void unpin_group(struct network *net, const struct group *group) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        network_unpin(net, k);
}

struct candidate {
    int32_t allocation; /* -1: all of them wait */
    cost price;
};

static int by_price(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;

    if (x->price != y->price)
        return x->price < y->price ? -1 : 1;
    return (x->allocation > y->allocation) - (x->allocation < y->allocation);
}

static bool all_may(const struct problem *p, const struct group *group, int32_t allocation) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++) {
        const struct options *list = &p->kinds[k].options;
        bool may = false;
        for (int32_t o = 0; o < list->n && !may; o++)
            may = list->v[o].allocation == allocation;
        if (!may)
            return false;
    }
    return true;
}

static bool may_ride_whole(const struct problem *p, const struct group *group, int32_t allocation) {
    for (int32_t i = 0; i < group->n_anchors; i++)
        if (group->anchors[i] != allocation)
            return false;
    return all_may(p, group, allocation) && group_fits(p, group, allocation);
}

static cost group_price(const struct network *net, const struct group *group, int32_t allocation) {
    cost price = 0;

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        price += net->p->kinds[k].n * network_price(net, k, allocation);
    return price;
}

/* Where the group could be whole, cheapest first. */
static int list_candidates(const struct network *net, const struct group *group,
                           struct candidate **out) {
    const struct options *list = &net->p->kinds[group->first_kind].options;
    struct candidate *v = mem_array((size_t)list->n + 1, sizeof *v);
    int n = 0;

    for (int32_t o = 0; o < list->n; o++) {
        int32_t a = list->v[o].allocation;
        if ((o == 0 || list->v[o - 1].allocation != a) && may_ride_whole(net->p, group, a))
            v[n++] = (struct candidate){a, group_price(net, group, a)};
    }
    if (group->n_anchors == 0)
        v[n++] = (struct candidate){-1, group_price(net, group, -1)};
    qsort(v, (size_t)n, sizeof *v, by_price);
    *out = v;
    return n;
}

/* Tries candidates until one loses nobody; what is best stays pinned. `loss` false: only such. */
static bool settle_group(struct diver *d, const struct group *group, bool loss) {
    struct candidate *list;
    int n = list_candidates(d->net, group, &list), best = -1, last = -1;
    struct tally best_tally = {0};

    for (int i = 0; i < n; i++) {
        if (i >= TRIES && list[i].allocation >= 0)
            continue;
        pin_group(d->net, group, list[last = i].allocation);
        network_rerun(d->net);
        struct tally t = network_tally(d->net);
        if (best < 0 || tally_compare(t, best_tally) < 0) {
            best = i;
            best_tally = t;
        }
        if (tally_compare(t, d->now) <= 0)
            break;
    }
    bool keep = best >= 0 && (loss || tally_compare(best_tally, d->now) <= 0);
    if (keep && best != last)
        pin_group(d->net, group, list[best].allocation);
    if (!keep)
        unpin_group(d->net, group);
    if (!keep || best != last)
        network_rerun(d->net);
    d->now = keep && best == last ? best_tally : network_tally(d->net);
    mem_free(list);
    return keep;
}

/* ---- all groups of the component ---- */

static bool has_hardship(const struct problem *p, const struct group *group) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        if (p->kinds[k].hardship)
            return true;
    return false;
}

static bool goes_before(const struct problem *p, const struct group *a, const struct group *b) {
    bool x = has_hardship(p, a), y = has_hardship(p, b);

    return x != y ? x : a->size > b->size;
}

/* The cut group that is to be settled next; NULL: none is cut. */
static const struct group *next_cut(const struct diver *d, bool must) {
    const struct problem *p = d->net->p;
    const struct group *best = NULL;

    for (int32_t i = 0; i < d->net->m->n_kinds; i++) {
        const struct kind *kind = &p->kinds[d->net->m->kinds[i]];
        if (kind->group < 0 || d->state[i] != FREE)
            continue;
        const struct group *group = &p->groups[kind->group];
        if (group->must != must || group->first_kind != d->net->m->kinds[i] ||
            group_breaks(p, group, d->at) == 0)
            continue;
        if (!best || goes_before(p, group, best))
            best = group;
    }
    return best;
}

static void settle_all(struct diver *d, bool must) {
    const struct group *group;

    network_counts(d->net, d->at);
    while ((group = next_cut(d, must)) != NULL) {
        bool pinned = settle_group(d, group, must);
        d->state[d->net->p->kinds[group->first_kind].local] = pinned ? PINNED : BROKEN;
        network_counts(d->net, d->at);
    }
}

static bool any_must_cut(const struct diver *d) {
    return next_cut(d, true) != NULL;
}

void parties_settle(struct network *net, counts *at) {
    struct diver d = {.net = net, .at = at, .now = network_tally(net)};

    d.state = mem_array((size_t)net->m->n_kinds + 1, 1);
    do {
        settle_all(&d, true);
        settle_all(&d, false);
    } while (any_must_cut(&d)); /* settling the others may have cut one */
    mem_free(d.state);
}
