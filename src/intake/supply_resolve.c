/* References of a supply file, and every rule that contract section 3 puts on it. */
#include "intake/supply.h"

#include "homeward/seatmap.h"
#include "intake/ids.h"
#include <stdlib.h>
#include <string.h>

static enum rc no_twins(const struct ids *ids, struct err *err) {
    for (int i = 1; i < ids->n; i++)
        if (strcmp(ids->v[i - 1].key, ids->v[i].key) == 0)
            return err_set(err, RC_INVALID, "id-twice", "编号 %.64s 在文件里出现了两次，请改正",
                           "the id %.64s stands twice in the file; correct it", ids->v[i].key);
    return RC_OK;
}

struct resolver {
    struct supply_reader *r;
    struct arena scratch;
    struct ids points, vehicles, allocations;      /* of this file */
    struct ids standing_points, standing_vehicles; /* of earlier files */
};

static enum rc index_all(struct resolver *s, struct err *err) {
    const struct supply_reader *r = s->r;
    const struct campaign *c = r->campaign;

    s->points = ids_make(&s->scratch, r->n_points);
    s->vehicles = ids_make(&s->scratch, r->n_vehicles);
    s->allocations = ids_make(&s->scratch, r->n_allocations);
    s->standing_points = ids_make(&s->scratch, c->n_points);
    s->standing_vehicles = ids_make(&s->scratch, c->n_vehicles);
    for (int i = 0; i < r->n_points; i++)
        ids_add(&s->points, r->points[i].point.key, i);
    for (int i = 0; i < r->n_vehicles; i++)
        ids_add(&s->vehicles, r->vehicles[i].key, i);
    for (int i = 0; i < r->n_allocations; i++)
        ids_add(&s->allocations, r->allocations[i].allocation.key, i);
    for (int i = 0; i < c->n_points; i++)
        ids_add(&s->standing_points, c->points[i].key, i);
    for (int i = 0; i < c->n_vehicles; i++)
        ids_add(&s->standing_vehicles, c->vehicles[i].key, i);
    struct ids *const all[] = {&s->points, &s->vehicles, &s->allocations, &s->standing_points,
                               &s->standing_vehicles};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ids_sort(all[i]);
    enum rc rc = no_twins(&s->points, err);
    rc = rc == RC_OK ? no_twins(&s->vehicles, err) : rc;
    return rc == RC_OK ? no_twins(&s->allocations, err) : rc;
}

/* The index as supply_file states it: of this file, or -2 - i for what stands. */
static bool find_either(const struct ids *here, const struct ids *standing, const char *key,
                        int32_t *out) {
    int32_t i;

    if (ids_find(here, key, out))
        return true;
    if (!ids_find(standing, key, &i))
        return false;
    *out = -2 - i;
    return true;
}

/* ---- stops ---- */

static enum rc resolve_spot(const struct resolver *s, const struct stop_text *text,
                            struct spot *out, struct err *err) {
    const struct supply_reader *r = s->r;
    int64_t code;

    if (find_either(&s->points, &s->standing_points, text->place, &out->point)) {
        const struct point *point =
            out->point >= 0 ? &r->points[out->point].point : &r->campaign->points[-2 - out->point];
        out->place = point->place;
        out->at = point->at;
        return RC_OK;
    }
    const struct place *place = text_int64(text->place, 100000, 999999, &code)
                                    ? places_find(r->campaign->places, (int32_t)code)
                                    : NULL;
    if (!place)
        return err_set(err, RC_INVALID, "unknown-place",
                       "停靠点 %.64s 既不是地名代码，也不是已有的上下车点",
                       "the stop %.64s is neither a place code nor a known point", text->place);
    *out = (struct spot){place->code, -1, place->at};
    return RC_OK;
}

static enum rc check_stops(const struct allocation *a, struct err *err) {
    if (a->n_stops < 2)
        return err_set(err, RC_INVALID, "too-few-stops", "趟次 %s 至少要有两个停靠点",
                       "the allocation %s must have at least two stops", a->key);
    for (int i = 1; i < a->n_stops; i++)
        if (a->stops[i].at.v < a->stops[i - 1].at.v)
            return err_set(
                err, RC_INVALID, "stops-out-of-order",
                "趟次 %s 的第 %d 个停靠点时间早于前一个，请改正时间或顺序",
                "in the allocation %s stop %d is earlier than the one before it; correct the "
                "times or the order",
                a->key, i + 1);
    if (!(a->stops[0].use & STOP_BOARD))
        return err_set(err, RC_INVALID, "first-stop", "趟次 %s 的第一个停靠点必须可上车",
                       "the first stop of the allocation %s must be for boarding", a->key);
    if (!(a->stops[a->n_stops - 1].use & STOP_ALIGHT))
        return err_set(err, RC_INVALID, "last-stop", "趟次 %s 的最后一个停靠点必须可下车",
                       "the last stop of the allocation %s must be for alighting", a->key);
    return RC_OK;
}

static enum rc resolve_stops(const struct resolver *s, const struct allocation_text *text,
                             struct allocation *a, struct err *err) {
    struct supply_reader *r = s->r;

    a->n_stops = text->n_stops;
    a->stops = arena_array(&r->file->arena, (size_t)text->n_stops, sizeof *a->stops);
    for (int i = 0; i < text->n_stops; i++) {
        const struct stop_text *stop = &r->stops[text->first_stop + i];
        a->stops[i] = stop->stop;
        enum rc rc = resolve_spot(s, stop, &a->stops[i].spot, err);
        if (rc != RC_OK) {
            err_at(err, r->source, stop->line);
            return rc;
        }
    }
    return check_stops(a, err);
}

/* ---- vehicle, seats, mode ---- */

static const struct vehicle *vehicle_at(const struct resolver *s, int32_t index) {
    return index >= 0 ? &s->r->vehicles[index] : &s->r->campaign->vehicles[-2 - index];
}

static enum rc resolve_block(const struct allocation_text *text, struct allocation *a,
                             struct err *err) {
    if (text->vehicle)
        return err_set(err, RC_INVALID, "vehicle-on-block", "票额 %s 不能写车辆",
                       "the ticket-block %s may not name a vehicle", a->key);
    if (text->mode < 0)
        return err_set(err, RC_INVALID, "no-mode", "票额 %s 必须写 mode（train 或 coach）",
                       "the ticket-block %s must state its mode (train or coach)", a->key);
    if (!a->seats)
        return err_set(err, RC_INVALID, "no-seats", "票额 %s 必须写 seats",
                       "the ticket-block %s must state its seats", a->key);
    a->mode = (enum mode)text->mode;
    return RC_OK;
}

static void take_berths(const struct vehicle *vehicle, struct allocation *a) {
    int32_t seats, berths;

    if (a->lower_berths >= 0 || a->kind != ALLOCATION_TRAIN_CAR || !vehicle->type)
        return;
    if (seatmap_type_seats(vehicle->type, &seats, &berths))
        a->lower_berths = berths < a->seats ? berths : a->seats;
}

static enum rc resolve_vehicle(const struct resolver *s, const struct allocation_text *text,
                               struct allocation *a, struct err *err) {
    a->mode = a->kind == ALLOCATION_TRAIN_CAR ? MODE_TRAIN : MODE_COACH;
    if (!text->vehicle ||
        !find_either(&s->vehicles, &s->standing_vehicles, text->vehicle, &a->vehicle))
        return err_set(err, RC_INVALID, "unknown-vehicle", "趟次 %s 没有写车辆，或车辆不存在",
                       "the allocation %s names no vehicle, or one that does not exist", a->key);
    const struct vehicle *vehicle = vehicle_at(s, a->vehicle);
    if ((vehicle->kind == VEHICLE_TRAIN_CAR) != (a->kind == ALLOCATION_TRAIN_CAR) ||
        (text->mode >= 0 && text->mode != (int)a->mode))
        return err_set(err, RC_INVALID, "wrong-vehicle", "趟次 %s 的种类与车辆或 mode 不符",
                       "the kind of the allocation %s does not fit its vehicle or mode", a->key);
    if (!a->seats)
        a->seats = vehicle->seats;
    if (a->seats > vehicle->seats)
        return err_set(err, RC_INVALID, "too-many-seats",
                       "趟次 %s 写了 %d 个座位，车辆只有 %d 个，请改正",
                       "the allocation %s states %d seats, its vehicle has only %d; correct it",
                       a->key, (int)a->seats, (int)vehicle->seats);
    take_berths(vehicle, a);
    return RC_OK;
}

static enum rc resolve_allocation(const struct resolver *s, const struct allocation_text *text,
                                  struct allocation *a, struct err *err) {
    struct supply_reader *r = s->r;

    *a = text->allocation;
    enum rc rc = a->kind == ALLOCATION_TICKET_BLOCK ? resolve_block(text, a, err)
                                                    : resolve_vehicle(s, text, a, err);
    if (a->lower_berths < 0)
        a->lower_berths = 0;
    if (rc == RC_OK && a->state != BLOCK_NOT_MANAGED && a->kind != ALLOCATION_TICKET_BLOCK)
        rc = err_set(err, RC_INVALID, "state-on-run", "只有票额可以写 state，趟次 %s 不可以",
                     "only a ticket-block has a state; the allocation %s may not", a->key);
    if (rc == RC_OK)
        rc = resolve_stops(s, text, a, err);
    if (rc != RC_OK)
        err_at(err, r->source, text->line);
    a->n_crew = text->n_crew;
    a->crew = arena_array(&r->file->arena, (size_t)text->n_crew, sizeof *a->crew);
    if (text->n_crew)
        memcpy(a->crew, r->crew + text->first_crew, (size_t)text->n_crew * sizeof *a->crew);
    return rc;
}

/* ---- one vehicle, one run at a time ---- */

struct run {
    const char *vehicle, *key;
    int64_t from, to, line; /* line 0: stands already */
};

static int by_vehicle_and_time(const void *a, const void *b) {
    const struct run *x = a, *y = b;
    int order = strcmp(x->vehicle, y->vehicle);

    if (order)
        return order;
    return x->from != y->from ? (x->from > y->from) - (x->from < y->from) : strcmp(x->key, y->key);
}

static void add_run(struct run *runs, int *n, const char *vehicle, const struct allocation *a,
                    int64_t line) {
    if (a->vehicle == -1 || a->cancelled)
        return;
    runs[(*n)++] =
        (struct run){vehicle, a->key, a->stops[0].at.v, a->stops[a->n_stops - 1].at.v, line};
}

static int gather_runs(struct resolver *s, struct run *runs) {
    const struct campaign *c = s->r->campaign;
    const struct supply_file *file = s->r->file;
    int n = 0;
    int32_t replaced;

    for (int i = 0; i < file->n_allocations; i++)
        if (file->allocations[i].vehicle != -1)
            add_run(runs, &n, vehicle_at(s, file->allocations[i].vehicle)->key,
                    &file->allocations[i], s->r->allocations[i].line);
    for (int i = 0; i < c->n_allocations; i++)
        if (c->allocations[i].vehicle >= 0 &&
            !ids_find(&s->allocations, c->allocations[i].key, &replaced))
            add_run(runs, &n, c->vehicles[c->allocations[i].vehicle].key, &c->allocations[i], 0);
    return n;
}

static enum rc check_runs(struct resolver *s, struct err *err) {
    const struct supply_reader *r = s->r;
    size_t most = (size_t)r->file->n_allocations + (size_t)r->campaign->n_allocations;
    struct run *runs = arena_array(&s->scratch, most, sizeof *runs);
    int n = gather_runs(s, runs);

    qsort(runs, (size_t)n, sizeof *runs, by_vehicle_and_time);
    for (int i = 1; i < n; i++) {
        const struct run *a = &runs[i - 1], *b = &runs[i];
        if (strcmp(a->vehicle, b->vehicle) != 0 || b->from >= a->to)
            continue;
        rc_ignore(
            err_set(err, RC_INVALID, "vehicle-twice",
                    "车辆 %.64s 的两个趟次 %.64s 和 %.64s 时间重叠，请改正其中一个",
                    "the vehicle %.64s is on two runs at once, %.64s and %.64s; correct one of "
                    "them",
                    a->vehicle, a->key, b->key));
        err_at(err, r->source, b->line ? b->line : a->line);
        return RC_INVALID;
    }
    return RC_OK;
}

/* ---- the whole file ---- */

static void take_points(struct supply_reader *r) {
    struct supply_file *file = r->file;

    file->n_points = r->n_points;
    file->points = arena_array(&file->arena, (size_t)r->n_points, sizeof *file->points);
    for (int i = 0; i < r->n_points; i++)
        file->points[i] = r->points[i].point;
    file->n_vehicles = r->n_vehicles;
    file->vehicles = arena_array(&file->arena, (size_t)r->n_vehicles, sizeof *file->vehicles);
    for (int i = 0; i < r->n_vehicles; i++)
        file->vehicles[i] = r->vehicles[i];
}

enum rc supply_resolve(struct supply_reader *r, struct err *err) {
    struct resolver s = {.r = r};
    struct supply_file *file = r->file;

    take_points(r);
    file->allocations =
        arena_array(&file->arena, (size_t)r->n_allocations, sizeof *file->allocations);
    enum rc rc = index_all(&s, err);
    for (int i = 0; i < r->n_allocations && rc == RC_OK; i++) {
        rc = resolve_allocation(&s, &r->allocations[i], &file->allocations[i], err);
        file->n_allocations++;
    }
    if (rc == RC_OK)
        rc = check_runs(&s, err);
    err_at(err, r->source, 0);
    arena_clear(&s.scratch);
    return rc;
}
