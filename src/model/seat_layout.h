/*
 * Layouts of the tables in config/: seat_layout.csv draws coaches and cars row by row, the
 * rail_*_layout.csv list the seats and berths of the common cars.
 */
#ifndef HOMEWARD_MODEL_SEAT_LAYOUT_H
#define HOMEWARD_MODEL_SEAT_LAYOUT_H

#include "homeward/seatmap.h"
#include "homeward/str.h"

/* Seats in the order of the tables; their use is not said yet. Labels live in the arena, the array
 * on the heap. Zero-initialised but for the arena: empty. */
struct layout {
    struct arena *arena;
    struct seat *seats;
    int n, rows, columns;
    size_t cap;
    bool berths;
};

/* Appends the seats of the layout of that name: at most `most` of them. false: there is none. */
bool layout_named(struct layout *out, struct slice name, int most);
/* The first general layout of the kind that `total` seats fill exactly, else the last of them;
 * what it cannot hold is numbered on. */
void layout_general(struct layout *out, enum vehicle_kind kind, int total);
/* Numbers on in rows of the last row's width until there are `total`. */
void layout_extend(struct layout *out, int total);
/* A layout that is drawn in full: how many seats it has; 0: unknown, or as many as wanted. */
int layout_size(struct slice name, int *out_lower);

/* The line of a table of types whose first cell is `type`; false: there is none. */
#define LAYOUT_FIELDS 12
bool layout_type_line(const char *table, const char *type, struct slice cells[LAYOUT_FIELDS]);
int layout_number(struct slice cell);

#endif
