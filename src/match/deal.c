/* One pool dealt anew: by dynamic programming over the heads on side a, station by station. */
#include "match/deal.h"

#define PAIR_WORTH ((int64_t)1 << 40) /* more than any sum of squared counts */
#define NEVER (INT64_MAX / 2)
#define STEPS_MOST ((int64_t)1 << 22) /* a larger pool is left as it is */

/* Units of one station in one pool. */
struct share {
    int32_t from, end; /* entries */
    int32_t heads, heads_a;
    int32_t rest_a, rest_b; /* the station's others there */
    int32_t *last;          /* of each sum of sizes: the entry that reached it; -1: none */
};

static int64_t worth(const struct share *s, int32_t x) {
    int64_t a = s->rest_a + x, b = s->rest_b + s->heads - x;

    return PAIR_WORTH * ((a > 0) + (b > 0)) - a * a - b * b;
}

static void find_sums(const struct deal *d, struct arena *arena, struct share *s) {
    s->last = arena_array(arena, (size_t)s->heads + 1, sizeof *s->last);
    for (int32_t x = 1; x <= s->heads; x++)
        s->last[x] = -1;
    for (int32_t e = s->from; e < s->end; e++)
        for (int32_t x = s->heads; x >= d->pool[e].n; x--)
            if (s->last[x] < 0 && (x == d->pool[e].n || s->last[x - d->pool[e].n] >= 0))
                s->last[x] = e;
    s->last[0] = s->from; /* reached by nobody */
}

static struct share *make_shares(const struct deal *d, struct arena *arena, int32_t *out_n) {
    struct share *shares = arena_array(arena, (size_t)d->n + 1, sizeof *shares);
    int32_t n = 0;

    for (int32_t e = 0; e < d->n; e++) {
        const struct entry *entry = &d->pool[e];
        if (e == 0 || entry->station != d->pool[e - 1].station)
            shares[n++] = (struct share){.from = e};
        struct share *s = &shares[n - 1];
        s->end = e + 1;
        s->heads += entry->n;
        s->heads_a += entry->on_a ? entry->n : 0;
    }
    for (int32_t i = 0; i < n; i++) {
        struct share *s = &shares[i];
        int32_t station = d->pool[s->from].station;
        s->rest_a = d->count[0][station] - s->heads_a;
        s->rest_b = d->count[1][station] - (s->heads - s->heads_a);
        find_sums(d, arena, s);
    }
    *out_n = n;
    return shares;
}

/* best[i][j]: the first i shares with j heads on side a. */
static int64_t **fill(const struct deal *d, struct arena *arena, const struct share *shares,
                      int32_t n) {
    int64_t **best = arena_array(arena, (size_t)n + 1, sizeof *best);

    for (int32_t i = 0; i <= n; i++) {
        best[i] = arena_array(arena, (size_t)d->high + 1, sizeof **best);
        for (int32_t j = 0; j <= d->high; j++)
            best[i][j] = i || j ? NEVER : 0;
    }
    for (int32_t i = 0; i < n; i++)
        for (int32_t x = 0; x <= shares[i].heads && x <= d->high; x++) {
            if (shares[i].last[x] < 0)
                continue;
            int64_t add = worth(&shares[i], x);
            *d->work -= d->high - x;
            for (int32_t j = x; j <= d->high; j++)
                if (best[i][j - x] != NEVER && best[i][j - x] + add < best[i + 1][j])
                    best[i + 1][j] = best[i][j - x] + add;
        }
    return best;
}

/* Who of a share makes up x heads on side a. */
static void choose(const struct deal *d, const struct share *s, int32_t x, bool *to_a) {
    for (; x > 0; x -= d->pool[s->last[x]].n)
        to_a[s->last[x]] = true;
}

static void trace(const struct deal *d, const struct share *shares, int32_t n, int64_t **best,
                  int32_t j, bool *to_a) {
    for (int32_t i = n - 1; i >= 0; i--) {
        int32_t x = 0;
        while (shares[i].last[x] < 0 || best[i][j - x] == NEVER ||
               best[i][j - x] + worth(&shares[i], x) != best[i + 1][j])
            x++;
        choose(d, &shares[i], x, to_a);
        j -= x;
    }
}

bool deal_best(const struct deal *d, struct arena *arena, bool *to_a) {
    int32_t n, to = d->low, heads = 0;
    struct share *shares = make_shares(d, arena, &n);
    int64_t now = 0, least = NEVER;

    for (int32_t i = 0; i < n; i++) {
        heads += shares[i].heads;
        now += worth(&shares[i], shares[i].heads_a);
    }
    if ((int64_t)heads * (d->high + 1) > STEPS_MOST)
        return false;
    int64_t **best = fill(d, arena, shares, n);
    for (int32_t j = d->low; j <= d->high; j++)
        if (best[n][j] < least) {
            least = best[n][j];
            to = j;
        }
    if (least >= now)
        return false;
    trace(d, shares, n, best, to, to_a);
    return true;
}
