/*
 * Scanned codes, one a line: whatever else a code says, it names a run and a rider (STATION/REF,
 * with #TRIP where there are several). Both are known names or the line is not taken.
 */
#include "ops/boarding.h"

#include <string.h>

static bool parts_words(char c) {
    return strchr(" |;,?&=\t", c) != NULL;
}

static bool is_run(const struct campaign *c, const char *word) {
    for (int32_t a = 0; a < c->n_allocations; a++)
        if (strcmp(c->allocations[a].key, word) == 0)
            return true;
    return false;
}

static bool is_station(const struct campaign *c, const char *who, size_t len) {
    for (int32_t s = 0; s < c->n_stations; s++)
        if (strlen(c->stations[s].code) == len && memcmp(c->stations[s].code, who, len) == 0)
            return true;
    return false;
}

static void read_word(const struct boarding_desk *desk, const char *word,
                      struct boarding_scan *out) {
    const char *slash = strchr(word, '/');

    if (!out->who && slash && slash[1] && is_station(desk->s->c, word, (size_t)(slash - word)))
        out->who = word;
    else if (!out->run && is_run(desk->s->c, word))
        out->run = word;
}

struct boarding_scan boarding_scan_read(const struct boarding_desk *desk, const char *const *cells,
                                        int n) {
    struct boarding_scan scan = {0};

    for (int i = 0; i < n; i++)
        for (const char *at = cells[i]; *at;) {
            size_t len = 0;
            while (at[len] && !parts_words(at[len]))
                len++;
            if (len)
                read_word(desk, arena_strndup(desk->arena, at, len), &scan);
            at += len + (at[len] != '\0');
        }
    return scan;
}

/* Scans add up: whoever was scanned before stays so. */
void boarding_keep_scanned(struct boarding_draft *d) {
    const struct boarding *standing = &d->desk->standing.of[d->allocation];

    if (!standing->id || standing->source != RETURN_SCANNED)
        return;
    for (int i = 0; i < standing->n_rows; i++) {
        const struct boarding_row *row = &standing->rows[i];
        bool known = !boarding_travelled(row->outcome);
        for (int k = 0; k < d->paper.n && !known; k++)
            if (!d->paper.lines[k].child && d->paper.lines[k].request == row->request) {
                d->marks[k] = MARK_BOARDED;
                known = true;
            }
        for (int k = 0; k < d->n_extra && !known; k++)
            known = d->extra[k].request == row->request;
        if (!known)
            VEC_PUSH(d->extra, d->n_extra, d->extra_cap, *row);
    }
}
