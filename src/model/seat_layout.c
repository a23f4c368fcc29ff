/* Layouts from the tables of config/. Cells with commas only stand behind those that are read. */
#include "model/seat_layout.h"

#include "homeward/asset.h"
#include <stdio.h>
#include <string.h>

#define DRAWN "config/seat_layout.csv"

/* ---- lines of a table ---- */

static struct slice first_cell(const char *line) {
    return (struct slice){line, strcspn(line, ",\r\n")};
}

static bool same(struct slice a, struct slice b) {
    return a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
}

static int cut(const char *line, struct slice cells[LAYOUT_FIELDS]) {
    int n = 0;

    while (n < LAYOUT_FIELDS) {
        cells[n] = first_cell(line);
        line = cells[n].s + cells[n].len;
        n++;
        if (*line++ != ',')
            break;
    }
    for (int i = n; i < LAYOUT_FIELDS; i++)
        cells[i] = (struct slice){"", 0};
    return n;
}

static const char *after_line(const char *line) {
    line += strcspn(line, "\n");
    return *line ? line + 1 : line;
}

static const char *body(const char *table) {
    return after_line((const char *)asset_find(table)->data);
}

/* The next line from *at on whose first cell is `name`. */
static bool next_of(const char **at, struct slice name, struct slice cells[LAYOUT_FIELDS]) {
    while (**at) {
        const char *line = *at;
        *at = after_line(line);
        if (same(first_cell(line), name)) {
            (void)cut(line, cells);
            return true;
        }
    }
    return false;
}

bool layout_type_line(const char *table, const char *type, struct slice cells[LAYOUT_FIELDS]) {
    const char *at = body(table);

    return *type && next_of(&at, slice_of(type), cells);
}

int layout_number(struct slice cell) {
    int value = 0;

    for (size_t i = 0; i < cell.len && i < 6 && cell.s[i] >= '0' && cell.s[i] <= '9'; i++)
        value = value * 10 + (cell.s[i] - '0');
    return value;
}

/* ---- seats ---- */

static void add(struct layout *l, struct seat seat, const char *label, size_t len) {
    seat.label = arena_strndup(l->arena, label, len);
    l->rows = seat.row > l->rows ? seat.row : l->rows;
    l->columns = seat.column > l->columns ? seat.column : l->columns;
    VEC_PUSH(l->seats, l->n, l->cap, seat);
}

static bool label_taken(const struct layout *l, const char *label) {
    for (int i = l->n - 1; i >= 0; i--)
        if (strcmp(l->seats[i].label, label) == 0)
            return true;
    return false;
}

static void add_numbered(struct layout *l, struct seat seat) {
    char label[16];
    int number = l->n;

    do
        snprintf(label, sizeof label, "%d", ++number);
    while (label_taken(l, label));
    add(l, seat, label, strlen(label));
}

/* ---- drawn row by row ---- */

enum { DRAWN_NAME, DRAWN_ROW, DRAWN_SEATS, DRAWN_DOOR };

/* "+": the next number; "#F": the row's number and F; "." no seat; else the label itself. */
static void draw_seat(struct layout *l, struct seat seat, struct slice word) {
    char label[32];

    if (slice_eq(word, "+"))
        add_numbered(l, seat);
    else if (word.s[0] == '#') {
        int n = snprintf(label, sizeof label, "%02d%.*s", seat.row, (int)(word.len - 1) % 16,
                         word.s + 1);
        add(l, seat, label, (size_t)n);
    } else
        add(l, seat, word.s, word.len);
}

static void draw_row(struct layout *l, const struct slice cells[LAYOUT_FIELDS], int most) {
    struct slice rest = cells[DRAWN_SEATS], word;
    struct seat seat = {.row = (int16_t)(l->rows + 1),
                        .near_door = slice_trim(cells[DRAWN_DOOR]).len > 0};
    int first = l->n;

    seat.bay = seat.row;
    for (seat.column = 1; slice_word(&rest, &word); seat.column++) {
        bool gap = slice_eq(word, ".");
        seat.side = (int16_t)(seat.side + gap);
        if (!gap && l->n < most)
            draw_seat(l, seat, word);
    }
    for (int i = first; i < l->n; i++)
        l->seats[i].window =
            l->seats[i].column == 1 || l->seats[i].column == (int16_t)(seat.column - 1);
}

static int seats_in(struct slice drawn) {
    struct slice word;
    int n = 0;

    while (slice_word(&drawn, &word))
        n += !slice_eq(word, ".");
    return n;
}

/* Seats of the rows that stand once, and of the row that is repeated (0: none is). */
static bool measure(struct slice name, int *out_once, int *out_repeated) {
    const char *at = body(DRAWN);
    struct slice cells[LAYOUT_FIELDS];
    bool any = false;

    *out_once = *out_repeated = 0;
    while (next_of(&at, name, cells)) {
        *(slice_eq(cells[DRAWN_ROW], "*") ? out_repeated : out_once) +=
            seats_in(cells[DRAWN_SEATS]);
        any = true;
    }
    return any;
}

static bool draw(struct layout *l, struct slice name, int most) {
    const char *at = body(DRAWN);
    struct slice cells[LAYOUT_FIELDS];
    int once, repeated;

    if (!measure(name, &once, &repeated))
        return false;
    int repeats = repeated && most > once ? (most - once + repeated - 1) / repeated : 0;
    while (next_of(&at, name, cells)) {
        int times = slice_eq(cells[DRAWN_ROW], "*") ? repeats : 1;
        for (; times > 0 && l->n < most && l->rows < INT16_MAX; times--)
            draw_row(l, cells, most);
    }
    return true;
}

/* ---- listed seat by seat ---- */

enum { BERTH_LAYOUT, BERTH_NAME, BERTH_NUMBER, BERTH_BAY, BERTH_LEVEL };
enum { SEAT_LAYOUT, SEAT_NAME, SEAT_ROW, SEAT_BAY, SEAT_SIDE, SEAT_POSITION };

static enum berth_level berth_level(struct slice cell) {
    cell = slice_trim(cell);
    return slice_eq(cell, "下")   ? BERTH_LOWER
           : slice_eq(cell, "中") ? BERTH_MIDDLE
           : slice_eq(cell, "上") ? BERTH_UPPER
                                  : BERTH_NONE;
}

/* A lower berth begins a bunk. */
static void list_berths(struct layout *l, struct slice name, int most) {
    const char *at = body("config/rail_berth_layout.csv");
    struct slice cells[LAYOUT_FIELDS];

    while (next_of(&at, name, cells) && l->n < most) {
        struct seat seat = {.bay = (int16_t)layout_number(cells[BERTH_BAY]),
                            .level = berth_level(cells[BERTH_LEVEL])};
        bool begins = seat.level == BERTH_LOWER || !l->n;
        seat.row = (int16_t)(l->rows + begins);
        seat.column = (int16_t)(begins ? 1 : l->seats[l->n - 1].column + 1);
        add(l, seat, cells[BERTH_NAME].s, cells[BERTH_NAME].len);
        l->berths = true;
    }
}

static void list_hard_seats(struct layout *l, struct slice name, int most) {
    const char *at = body("config/rail_hard_seat_layout.csv");
    struct slice cells[LAYOUT_FIELDS];

    while (next_of(&at, name, cells) && l->n < most) {
        struct seat seat = {.row = (int16_t)layout_number(cells[SEAT_ROW]),
                            .bay = (int16_t)layout_number(cells[SEAT_BAY]),
                            .side = slice_eq(cells[SEAT_SIDE], "R"),
                            .window = slice_eq(slice_trim(cells[SEAT_POSITION]), "window")};
        const struct seat *before = l->n ? &l->seats[l->n - 1] : NULL;
        bool goes_on = before && before->row == seat.row && before->side == seat.side;
        seat.column = (int16_t)(goes_on ? before->column + 1 : 1);
        add(l, seat, cells[SEAT_NAME].s, cells[SEAT_NAME].len);
    }
}

/* The left side counts from the left window, the right side up to the right one. */
static void align_sides(struct layout *l) {
    int wide[2] = {0, 0};

    for (int i = 0; i < l->n; i++)
        if (l->seats[i].column > wide[l->seats[i].side])
            wide[l->seats[i].side] = l->seats[i].column;
    for (int i = l->n - 1, last = 0; i >= 0; i--) {
        struct seat *s = &l->seats[i];
        if (i == l->n - 1 || s[1].row != s->row)
            last = s->column; /* of its row's right side */
        if (s->side)
            s->column = (int16_t)(wide[0] + 1 + wide[1] - last + s->column);
    }
    l->columns = wide[0] + 1 + wide[1];
}

/* A car has its doors at both ends. */
static void mark_ends(struct layout *l) {
    for (int i = 0; i < l->n; i++)
        l->seats[i].near_door = l->seats[i].bay == 1 || l->seats[i].row == l->rows;
}

bool layout_named(struct layout *l, struct slice name, int most) {
    if (!name.len)
        return false;
    if (draw(l, name, most))
        return true;
    list_hard_seats(l, name, most);
    if (l->n)
        align_sides(l);
    list_berths(l, name, most);
    mark_ends(l);
    return l->n > 0;
}

int layout_size(struct slice name, int *out_lower) {
    struct arena arena = {0};
    struct layout l = {.arena = &arena};
    int once, repeated, n = 0;

    *out_lower = 0;
    if (!(measure(name, &once, &repeated) && repeated) && layout_named(&l, name, INT16_MAX))
        n = l.n;
    for (int i = 0; i < l.n; i++)
        *out_lower += l.seats[i].level == BERTH_LOWER;
    mem_free(l.seats);
    arena_clear(&arena);
    return n;
}

/* ---- of a vehicle without one ---- */

void layout_extend(struct layout *l, int total) {
    int wide = l->columns > 0 && !l->berths ? l->columns : 4;

    for (int column = 1; l->n < total; column = column % wide + 1)
        add_numbered(l, (struct seat){.row = (int16_t)(l->rows + (column == 1)),
                                      .bay = (int16_t)(l->rows + (column == 1)),
                                      .column = (int16_t)column});
}

void layout_general(struct layout *l, enum vehicle_kind kind, int total) {
    const char *prefix = kind == VEHICLE_COACH ? "coach-" : "car-";
    struct slice chosen = {"", 0};

    for (const char *at = body(DRAWN); *at; at = after_line(at)) {
        struct slice name = first_cell(at);
        int once, repeated;
        if (strncmp(name.s, prefix, strlen(prefix)) != 0 || same(name, chosen))
            continue;
        chosen = name;
        (void)measure(name, &once, &repeated);
        if (total >= once && (repeated ? (total - once) % repeated == 0 : total == once))
            break;
    }
    (void)layout_named(l, chosen, total);
    layout_extend(l, total);
}
