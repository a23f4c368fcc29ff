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
    int tries = told_to_stop(d->net->p) ? 1 : TRIES;
    struct tally best_tally = {0};

    for (int i = 0; i < n; i++) {
        if (i >= tries && list[i].allocation >= 0)
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

struct cut {
    const struct group *group;
    bool hardship;
};

static int by_urgency(const void *a, const void *b) {
    const struct cut *x = a, *y = b;

    if (x->hardship != y->hardship)
        return x->hardship ? -1 : 1;
    if (x->group->size != y->group->size)
        return x->group->size > y->group->size ? -1 : 1;
    return (x->group->first_kind > y->group->first_kind) -
           (x->group->first_kind < y->group->first_kind);
}

/* Groups that the flow cuts and that were not looked at yet, the most urgent first. */
static int32_t list_cuts(const struct diver *d, bool must, struct cut *out) {
    const struct problem *p = d->net->p;
    int32_t n = 0;

    for (int32_t i = 0; i < d->net->m->n_kinds; i++) {
        const struct kind *kind = &p->kinds[d->net->m->kinds[i]];
        if (kind->group < 0 || d->state[i] != FREE)
            continue;
        const struct group *group = &p->groups[kind->group];
        if (group->must == must && group->first_kind == d->net->m->kinds[i] &&
            group_breaks(p, group, d->at) > 0)
            out[n++] = (struct cut){group, has_hardship(p, group)};
    }
    if (n)
        qsort(out, (size_t)n, sizeof *out, by_urgency);
    return n;
}

static bool still_cut(const struct diver *d, const struct group *group) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        network_count(d->net, k, d->at);
    return group_breaks(d->net->p, group, d->at) > 0;
}

/* Settling one may make another whole, or cut it: that is seen in the next round. Parties that may
 * be broken stay so when time is up. */
static bool settle_all(struct diver *d, bool must) {
    struct cut *cuts = mem_array((size_t)d->net->m->n_kinds + 1, sizeof *cuts);
    bool any = false;
    int32_t n;

    while ((must || !told_to_stop(d->net->p)) && (n = list_cuts(d, must, cuts)) > 0) {
        for (int32_t i = 0; i < n; i++) {
            if (!still_cut(d, cuts[i].group))
                continue;
            bool pinned = settle_group(d, cuts[i].group, must);
            d->state[d->net->p->kinds[cuts[i].group->first_kind].local] = pinned ? PINNED : BROKEN;
            any = true;
        }
        network_counts(d->net, d->at);
    }
    mem_free(cuts);
    return any;
}

void parties_settle(struct network *net, counts *at) {
    struct diver d = {.net = net, .at = at, .now = network_tally(net)};

    d.state = mem_array((size_t)net->m->n_kinds + 1, 1);
    network_counts(net, at);
    do
        settle_all(&d, true);
    while (settle_all(&d, false)); /* settling the others may have cut one */
    mem_free(d.state);
}

/* ---- must parties that have their places ---- */

static int32_t rides(const struct problem *p, const struct group *group, const counts *at) {
    const struct kind *kind = &p->kinds[group->first_kind];

    for (int32_t o = 0; o < kind->options.n; o++)
        if (at[kind->first_slot + o])
            return kind->options.v[o].allocation;
    return -1;
}

void parties_settle_others(struct network *net, counts *at) {
    const struct problem *p = net->p;

    for (int32_t i = 0; i < net->m->n_kinds; i++) {
        int32_t k = net->m->kinds[i], g = p->kinds[k].group;
        if (g >= 0 && p->groups[g].must && p->groups[g].first_kind == k)
            pin_group(net, &p->groups[g], rides(p, &p->groups[g], at));
    }
    network_rerun(net);
    parties_settle(net, at);
}
