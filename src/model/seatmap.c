/*
 * Seats of vehicles: the layout of the vehicle's own name, of its type, or a general one; and which
 * of its seats a run sells.
 */
#include "homeward/seatmap.h"

#include "model/seat_layout.h"
#include <stdlib.h>
#include <string.h>

#define CAR_TYPES "config/rail_car_types.csv"
#define COACH_TYPES "config/coach_types.csv"
enum { CAR_CODE, CAR_CLASS, CAR_CAPACITY, CAR_LAYOUT };
enum { COACH_MODEL = 0, COACH_SEATS = 4 };

/* ---- types ---- */

bool seatmap_type_seats(const char *type, int32_t *out_seats, int32_t *out_lower_berths) {
    struct slice cells[LAYOUT_FIELDS];
    int lower = 0;

    *out_lower_berths = 0;
    if (layout_type_line(CAR_TYPES, type, cells)) {
        *out_seats = layout_number(cells[CAR_CAPACITY]);
        (void)layout_size(cells[CAR_LAYOUT], &lower);
    } else if (layout_type_line(COACH_TYPES, type, cells)) {
        *out_seats = layout_number(cells[COACH_SEATS]);
    } else {
        int size = layout_size(slice_of(type), &lower);
        if (!size)
            return false;
        *out_seats = size;
    }
    *out_lower_berths = lower;
    return true;
}

static void lay_out(struct layout *l, const struct vehicle *v) {
    struct slice cells[LAYOUT_FIELDS];

    if (layout_named(l, slice_of(v->key), v->seats) ||
        (v->type && layout_named(l, slice_of(v->type), v->seats)) ||
        (v->type && layout_type_line(CAR_TYPES, v->type, cells) &&
         layout_named(l, cells[CAR_LAYOUT], v->seats)))
        layout_extend(l, v->seats);
    else
        layout_general(l, v->kind, v->seats);
}

/* ---- what the seats are for ---- */

static bool words_have(const struct words *words, const char *word) {
    for (int i = 0; i < words->n; i++)
        if (strcmp(words->v[i], word) == 0)
            return true;
    return false;
}

struct sale { /* how many may still be left out */
    int seats, lower;
};

static void leave_out(struct seat *seat, enum seat_use use, struct sale *sale) {
    bool lower = seat->level == BERTH_LOWER;

    if (seat->use != SEAT_FOR_RIDERS || sale->seats <= 0 || (lower && sale->lower <= 0))
        return;
    seat->use = use;
    sale->seats--;
    sale->lower -= lower;
}

/* First what is stated, then from the back what the run does not sell; of the lower berths as many
 * stay as the run has places for the need. */
static void choose(const struct allocation *a, struct layout *l) {
    struct sale sale = {l->n - a->seats, -a->lower_berths};

    for (int i = 0; i < l->n; i++)
        sale.lower += l->seats[i].level == BERTH_LOWER;
    for (int i = 0; i < l->n; i++) {
        if (words_have(&a->blocked_seats, l->seats[i].label))
            leave_out(&l->seats[i], SEAT_BLOCKED, &sale);
        else if (words_have(&a->escort_seats, l->seats[i].label))
            leave_out(&l->seats[i], SEAT_ESCORT, &sale);
    }
    for (int i = l->n - 1; i >= 0; i--)
        leave_out(&l->seats[i], SEAT_SPARE, &sale);
}

/* Lower berths stated on a car whose layout says nothing of berths: its first seats. */
static void mark_stated_berths(struct seatmap *map, int32_t stated) {
    int32_t known = 0;

    for (int i = 0; i < map->n_seats; i++)
        known += map->seats[i].level == BERTH_LOWER;
    for (int i = 0; i < map->n_seats && known < stated; i++)
        if (map->seats[i].level != BERTH_LOWER) {
            map->seats[i].level = BERTH_LOWER;
            known++;
        }
}

static void take(const struct layout *l, bool riders, struct seatmap *out) {
    for (int i = 0; i < l->n; i++)
        if ((l->seats[i].use == SEAT_FOR_RIDERS) == riders)
            out->seats[out->n_all++] = l->seats[i];
}

void seatmap_make(const struct campaign *c, int32_t allocation, struct arena *arena,
                  struct seatmap *out) {
    const struct allocation *a = &c->allocations[allocation];
    struct layout l = {.arena = arena};

    *out = (struct seatmap){0};
    if (a->kind == ALLOCATION_TICKET_BLOCK)
        return;
    lay_out(&l, &c->vehicles[a->vehicle]);
    layout_extend(&l, a->seats);
    choose(a, &l);
    out->rows = l.rows;
    out->columns = l.columns;
    out->berths = l.berths;
    out->seats = arena_array(arena, (size_t)l.n + 1, sizeof *out->seats);
    take(&l, true, out);
    out->n_seats = out->n_all;
    take(&l, false, out);
    mark_stated_berths(out, a->kind == ALLOCATION_TRAIN_CAR ? a->lower_berths : 0);
    mem_free(l.seats);
}

/* ---- which belong together ---- */

int seatmap_find(const struct seatmap *map, const char *label) {
    for (int i = 0; i < map->n_all; i++)
        if (strcmp(map->seats[i].label, label) == 0)
            return i;
    return -1;
}

bool seatmap_adjoin(const struct seatmap *map, int a, int b) {
    const struct seat *x = &map->seats[a], *y = &map->seats[b];
    int rows = abs(x->row - y->row), columns = abs(x->column - y->column);

    if (map->berths && x->bay == y->bay)
        return rows + columns > 0;
    if (rows == 0)
        return columns == 1;
    return rows == 1 && (columns == 0 || (x->bay == y->bay && x->side == y->side));
}

bool seatmap_together(const struct seatmap *map, const int *seats, int n) {
    unsigned char *reached = mem_array((size_t)n + 1, 1);
    int *queue = mem_array((size_t)n + 1, sizeof *queue);
    int n_queue = 0;

    if (n > 0) {
        queue[n_queue++] = 0;
        reached[0] = 1;
    }
    for (int at = 0; at < n_queue; at++)
        for (int i = 0; i < n; i++)
            if (!reached[i] &&
                (seats[i] == seats[queue[at]] || seatmap_adjoin(map, seats[i], seats[queue[at]]))) {
                reached[i] = 1;
                queue[n_queue++] = i;
            }
    mem_free(reached);
    mem_free(queue);
    return n_queue == n;
}
