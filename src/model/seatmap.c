/*
 * Seats of vehicles. Coaches are numbered from the front, left to right, rows of 2+2 and a last row
 * of five where the number is 4k+5 (there is no standard; this is the usual way). Train cars follow
 * config/rail_hard_seat_layout.csv and config/rail_berth_layout.csv.
 */
#include "homeward/seatmap.h"

#include "homeward/asset.h"
#include "homeward/str.h"
#include <stdio.h>
#include <string.h>

/* ---- lines of a small table ---- */

#define FIELDS_MAX 12

/* The next line of a table cut at its commas; cells stay inside the asset. Quoted cells only
 * stand behind those that are read here. */
static bool next_line(const char **at, struct slice cells[FIELDS_MAX], int *out_n) {
    const char *line = *at, *end = strchr(line, '\n');
    int n = 0;

    if (!*line)
        return false;
    if (!end)
        end = line + strlen(line);
    *at = *end ? end + 1 : end;
    while (n < FIELDS_MAX) {
        const char *comma = memchr(line, ',', (size_t)(end - line));
        cells[n++] = (struct slice){line, (size_t)((comma ? comma : end) - line)};
        if (!comma)
            break;
        line = comma + 1;
    }
    *out_n = n;
    return true;
}

static int number(struct slice cell) {
    int value = 0;

    for (size_t i = 0; i < cell.len && cell.s[i] >= '0' && cell.s[i] <= '9'; i++)
        value = value * 10 + (cell.s[i] - '0');
    return value;
}

static const char *table(const char *name) {
    return (const char *)asset_find(name)->data;
}

/* ---- types ---- */

enum { CAR_CODE, CAR_CLASS, CAR_CAPACITY, CAR_LAYOUT };
enum { COACH_MODEL = 0, COACH_SEATS = 4 };
enum { BERTH_LAYOUT, BERTH_NAME, BERTH_NUMBER, BERTH_BAY, BERTH_LEVEL };
enum { SEAT_LAYOUT, SEAT_NAME, SEAT_ROW, SEAT_BAY, SEAT_SIDE, SEAT_POSITION };

/* The line of `file` whose first cell is the type. */
static bool find_type(const char *file, const char *type, struct slice cells[FIELDS_MAX]) {
    const char *at = table(file);
    int n;

    (void)next_line(&at, cells, &n); /* its headings */
    while (next_line(&at, cells, &n))
        if (n > 4 && slice_eq(cells[0], type))
            return true;
    return false;
}

static int32_t count_lower(struct slice layout) {
    const char *at = table("config/rail_berth_layout.csv");
    struct slice cells[FIELDS_MAX];
    int32_t lower = 0;
    int n;

    while (layout.len && next_line(&at, cells, &n))
        if (n > BERTH_LEVEL && cells[BERTH_LAYOUT].len == layout.len &&
            memcmp(cells[BERTH_LAYOUT].s, layout.s, layout.len) == 0)
            lower += slice_eq(slice_trim(cells[BERTH_LEVEL]), "下");
    return lower;
}

bool seatmap_type_seats(const char *type, int32_t *out_seats, int32_t *out_lower_berths) {
    struct slice cells[FIELDS_MAX];

    *out_lower_berths = 0;
    if (find_type("config/rail_car_types.csv", type, cells)) {
        *out_seats = number(cells[CAR_CAPACITY]);
        *out_lower_berths = count_lower(cells[CAR_LAYOUT]);
        return true;
    }
    if (!find_type("config/coach_types.csv", type, cells))
        return false;
    *out_seats = number(cells[COACH_SEATS]);
    return true;
}

/* ---- making a map ---- */

struct maker {
    struct arena *arena;
    struct seatmap *map;
    const struct allocation *a;
    int room; /* seats that may still be added */
};

static bool words_have(const struct words *words, const char *word) {
    for (int i = 0; i < words->n; i++)
        if (strcmp(words->v[i], word) == 0)
            return true;
    return false;
}

static void add_seat(struct maker *m, struct seat seat, const char *label, size_t len) {
    if (m->room <= 0)
        return;
    seat.label = arena_strndup(m->arena, label, len);
    if (words_have(&m->a->blocked_seats, seat.label) || words_have(&m->a->escort_seats, seat.label))
        return;
    m->map->seats[m->map->n_seats++] = seat;
    m->room--;
}

/* Rows of 2+2; columns 1 2 | 4 5; a last row of five takes the aisle (3) too. */
static void make_coach(struct maker *m, int total) {
    int rows = total % 4 == 1 && total > 5 ? (total - 5) / 4 : (total + 3) / 4;
    static const int16_t columns[] = {1, 2, 4, 5}, last[] = {1, 2, 3, 4, 5};

    for (int i = 0; i < total; i++) {
        char label[16];
        bool in_last = i >= rows * 4;
        int16_t column = in_last ? last[i - rows * 4] : columns[i % 4];
        int16_t row = (int16_t)(in_last ? rows + 1 : i / 4 + 1);
        int n = snprintf(label, sizeof label, "%d", i + 1);
        add_seat(
            m,
            (struct seat){
                .row = row, .bay = row, .column = column, .window = column == 1 || column == 5},
            label, (size_t)n);
    }
}

static enum berth_level berth_level(struct slice cell) {
    cell = slice_trim(cell);
    return slice_eq(cell, "下")   ? BERTH_LOWER
           : slice_eq(cell, "中") ? BERTH_MIDDLE
           : slice_eq(cell, "上") ? BERTH_UPPER
                                  : BERTH_NONE;
}

static bool same(struct slice a, struct slice b) {
    return a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
}

static void make_berths(struct maker *m, struct slice layout) {
    const char *at = table("config/rail_berth_layout.csv");
    struct slice cells[FIELDS_MAX];
    int n;

    while (next_line(&at, cells, &n)) {
        if (n <= BERTH_LEVEL || !same(cells[BERTH_LAYOUT], layout))
            continue;
        struct seat seat = {.row = (int16_t)number(cells[BERTH_NUMBER]),
                            .bay = (int16_t)number(cells[BERTH_BAY]),
                            .level = berth_level(cells[BERTH_LEVEL])};
        add_seat(m, seat, cells[BERTH_NAME].s, cells[BERTH_NAME].len);
    }
}

static void make_hard_seats(struct maker *m, struct slice layout) {
    const char *at = table("config/rail_hard_seat_layout.csv");
    struct slice cells[FIELDS_MAX];
    int16_t row = 0, column = 0;
    int n;

    while (next_line(&at, cells, &n)) {
        if (n <= SEAT_POSITION || !same(cells[SEAT_LAYOUT], layout))
            continue;
        column = (int16_t)(number(cells[SEAT_ROW]) == row ? column + 1 : 1);
        row = (int16_t)number(cells[SEAT_ROW]);
        bool right = cells[SEAT_SIDE].len == 1 && cells[SEAT_SIDE].s[0] == 'R';
        struct seat seat = {.row = row,
                            .bay = (int16_t)number(cells[SEAT_BAY]),
                            .column = (int16_t)(column + right),
                            .window = slice_eq(slice_trim(cells[SEAT_POSITION]), "window")};
        add_seat(m, seat, cells[SEAT_NAME].s, cells[SEAT_NAME].len);
    }
}

/* Numbered on to the number of seats, in rows of five: a car without a layout of its own, and what
 * an allocation has beyond its layout. */
static void make_plain(struct maker *m) {
    for (int i = m->map->n_seats; m->room > 0; i++) {
        char label[16];
        int n = snprintf(label, sizeof label, "%d", i + 1);
        add_seat(m,
                 (struct seat){.row = (int16_t)(i / 5 + 1),
                               .bay = (int16_t)(i / 10 + 1),
                               .column = (int16_t)(i % 5 + 1)},
                 label, (size_t)n);
    }
}

static void make_car(struct maker *m, const struct vehicle *vehicle) {
    struct slice cells[FIELDS_MAX];

    if (vehicle->type && find_type("config/rail_car_types.csv", vehicle->type, cells)) {
        make_berths(m, cells[CAR_LAYOUT]);
        make_hard_seats(m, cells[CAR_LAYOUT]);
    }
}

/* Lower berths stated on a car whose type says nothing of berths: its first seats. */
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

void seatmap_make(const struct campaign *c, int32_t allocation, struct arena *arena,
                  struct seatmap *out) {
    const struct allocation *a = &c->allocations[allocation];
    struct maker m = {arena, out, a, a->seats};

    *out = (struct seatmap){0};
    if (a->kind == ALLOCATION_TICKET_BLOCK)
        return;
    const struct vehicle *vehicle = &c->vehicles[a->vehicle];
    out->seats = arena_array(arena, (size_t)a->seats, sizeof *out->seats);
    if (a->kind == ALLOCATION_CHARTERED_COACH)
        make_coach(&m, vehicle->seats);
    else
        make_car(&m, vehicle);
    make_plain(&m);
    mark_stated_berths(out, a->kind == ALLOCATION_TRAIN_CAR ? a->lower_berths : 0);
}
