/*
 * Supply as a table, contract section 3: a plain departure (two stops) a row. A row is turned into
 * the elements that the XML file would hold, so that both obey the same tables and rules.
 */
#include "intake/supply.h"

#include "intake/header.h"
#include "intake/value_day.h"
#include <stdio.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* What a column speaks of: the allocation, its vehicle, or one of the two stops. */
enum part { PART_NONE, PART_ALLOCATION, PART_VEHICLE, PART_FROM, PART_TO, PARTS };
/* How a cell becomes the attribute's value. */
enum cell_form { FORM_PLAIN, FORM_WORD, FORM_INSTANT, FORM_DAY, FORM_PLACE, FORM_YUAN };

struct heading {
    const char *word; /* normalized as header_normalize does */
    enum part part;
    const char *attribute;
    enum cell_form form;
};

static const struct heading headings[] = {
    {"id", PART_ALLOCATION, "id", FORM_PLAIN},
    {"编号", PART_ALLOCATION, "id", FORM_PLAIN},
    {"趟次编号", PART_ALLOCATION, "id", FORM_PLAIN},
    {"kind", PART_ALLOCATION, "kind", FORM_WORD},
    {"类别", PART_ALLOCATION, "kind", FORM_WORD},
    {"运力类别", PART_ALLOCATION, "kind", FORM_WORD},
    {"mode", PART_ALLOCATION, "mode", FORM_WORD},
    {"交通方式", PART_ALLOCATION, "mode", FORM_WORD},
    {"vehicle", PART_ALLOCATION, "vehicle", FORM_PLAIN},
    {"车牌号", PART_ALLOCATION, "vehicle", FORM_PLAIN},
    {"车牌", PART_ALLOCATION, "vehicle", FORM_PLAIN},
    {"车厢编号", PART_ALLOCATION, "vehicle", FORM_PLAIN},
    {"seats", PART_ALLOCATION, "seats", FORM_PLAIN},
    {"座位数", PART_ALLOCATION, "seats", FORM_PLAIN},
    {"张数", PART_ALLOCATION, "seats", FORM_PLAIN},
    {"票数", PART_ALLOCATION, "seats", FORM_PLAIN},
    {"service", PART_ALLOCATION, "service", FORM_PLAIN},
    {"车次", PART_ALLOCATION, "service", FORM_PLAIN},
    {"class", PART_ALLOCATION, "class", FORM_PLAIN},
    {"席别", PART_ALLOCATION, "class", FORM_PLAIN},
    {"car", PART_ALLOCATION, "car", FORM_PLAIN},
    {"车厢号", PART_ALLOCATION, "car", FORM_PLAIN},
    {"price", PART_ALLOCATION, "price", FORM_PLAIN},
    {"价格元", PART_ALLOCATION, "price", FORM_YUAN},
    {"票价元", PART_ALLOCATION, "price", FORM_YUAN},
    {"state", PART_ALLOCATION, "state", FORM_WORD},
    {"状态", PART_ALLOCATION, "state", FORM_WORD},
    {"minimum", PART_ALLOCATION, "minimum", FORM_PLAIN},
    {"最少人数", PART_ALLOCATION, "minimum", FORM_PLAIN},
    {"wheelchair", PART_ALLOCATION, "wheelchair", FORM_PLAIN},
    {"轮椅位", PART_ALLOCATION, "wheelchair", FORM_PLAIN},
    {"lowerberths", PART_ALLOCATION, "lowerBerths", FORM_PLAIN},
    {"下铺数", PART_ALLOCATION, "lowerBerths", FORM_PLAIN},
    {"reservedfor", PART_ALLOCATION, "reservedFor", FORM_PLAIN},
    {"保留给", PART_ALLOCATION, "reservedFor", FORM_PLAIN},
    {"openfrom", PART_ALLOCATION, "openFrom", FORM_DAY},
    {"开放日期", PART_ALLOCATION, "openFrom", FORM_DAY},
    {"namesby", PART_ALLOCATION, "namesBy", FORM_INSTANT},
    {"名单截止", PART_ALLOCATION, "namesBy", FORM_INSTANT},
    {"payby", PART_ALLOCATION, "payBy", FORM_INSTANT},
    {"付款截止", PART_ALLOCATION, "payBy", FORM_INSTANT},
    {"returnby", PART_ALLOCATION, "returnBy", FORM_INSTANT},
    {"退票截止", PART_ALLOCATION, "returnBy", FORM_INSTANT},
    {"groupminimum", PART_ALLOCATION, "groupMinimum", FORM_PLAIN},
    {"成团人数", PART_ALLOCATION, "groupMinimum", FORM_PLAIN},
    {"label", PART_ALLOCATION, "label", FORM_PLAIN},
    {"标签", PART_ALLOCATION, "label", FORM_PLAIN},
    {"signno", PART_ALLOCATION, "signNo", FORM_PLAIN},
    {"标志牌号", PART_ALLOCATION, "signNo", FORM_PLAIN},
    {"signvalidto", PART_ALLOCATION, "signValidTo", FORM_DAY},
    {"标志牌有效期", PART_ALLOCATION, "signValidTo", FORM_DAY},
    {"contractno", PART_ALLOCATION, "contractNo", FORM_PLAIN},
    {"合同编号", PART_ALLOCATION, "contractNo", FORM_PLAIN},
    {"insuranceno", PART_ALLOCATION, "insuranceNo", FORM_PLAIN},
    {"保单号", PART_ALLOCATION, "insuranceNo", FORM_PLAIN},
    {"luggagepieces", PART_ALLOCATION, "luggagePieces", FORM_PLAIN},
    {"行李件数", PART_ALLOCATION, "luggagePieces", FORM_PLAIN},
    {"blockedseats", PART_ALLOCATION, "blockedSeats", FORM_PLAIN},
    {"escortseats", PART_ALLOCATION, "escortSeats", FORM_PLAIN},
    {"type", PART_VEHICLE, "type", FORM_PLAIN},
    {"车型", PART_VEHICLE, "type", FORM_PLAIN},
    {"operator", PART_VEHICLE, "operator", FORM_PLAIN},
    {"承运单位", PART_VEHICLE, "operator", FORM_PLAIN},
    {"approved", PART_VEHICLE, "approved", FORM_PLAIN},
    {"核定载客", PART_VEHICLE, "approved", FORM_PLAIN},
    {"from", PART_FROM, "place", FORM_PLACE},
    {"出发地", PART_FROM, "place", FORM_PLACE},
    {"上车地点", PART_FROM, "place", FORM_PLACE},
    {"departs", PART_FROM, "at", FORM_INSTANT},
    {"发车时间", PART_FROM, "at", FORM_INSTANT},
    {"出发时间", PART_FROM, "at", FORM_INSTANT},
    {"fromserves", PART_FROM, "serves", FORM_PLAIN},
    {"to", PART_TO, "place", FORM_PLACE},
    {"到达地", PART_TO, "place", FORM_PLACE},
    {"目的地", PART_TO, "place", FORM_PLACE},
    {"下车地点", PART_TO, "place", FORM_PLACE},
    {"arrives", PART_TO, "at", FORM_INSTANT},
    {"到达时间", PART_TO, "at", FORM_INSTANT},
    {"toserves", PART_TO, "serves", FORM_PLAIN},
};

/* Words of staff for the words of the contract. */
static const struct {
    const char *attribute, *word, *value;
} words[] = {
    {"kind", "车票", "ticket-block"},    {"kind", "团体票", "ticket-block"},
    {"kind", "票额", "ticket-block"},    {"kind", "包车", "chartered-coach"},
    {"kind", "客车", "chartered-coach"}, {"kind", "大巴", "chartered-coach"},
    {"kind", "车厢", "train-car"},       {"kind", "包用车厢", "train-car"},
    {"mode", "火车", "train"},           {"mode", "铁路", "train"},
    {"mode", "汽车", "coach"},           {"mode", "客车", "coach"},
    {"state", "计划", "planned"},        {"state", "已提交", "submitted"},
    {"state", "已配票", "allotted"},     {"state", "已付款", "paid"},
    {"state", "已取票", "collected"},
};

#define ATTRIBUTES 32
struct attributes {
    struct xml_attr v[ATTRIBUTES];
    int n;
};

struct supply_table {
    struct supply_reader *reader;
    struct day_reader days;
    struct arena arena; /* of the row at hand */
    const struct heading **columns;
    const char **titles; /* as the sender wrote them */
    int n_columns;
    struct attributes parts[PARTS];
};

/* ---- the header ---- */

static const struct heading *heading_find(const char *word) {
    for (int i = 0; i < COUNT(headings); i++)
        if (strcmp(headings[i].word, word) == 0)
            return &headings[i];
    return NULL;
}

static bool names_part(const struct heading *const *columns, int n, enum part part,
                       const char *attribute) {
    for (int i = 0; i < n; i++)
        if (columns[i] && columns[i]->part == part && strcmp(columns[i]->attribute, attribute) == 0)
            return true;
    return false;
}

/* The first row with an id and a departure is the header; what stands above it is a title. */
static void look_for_header(struct supply_table *t, const struct table_row *row) {
    struct arena *kept = &t->reader->file->arena;
    const struct heading **columns = arena_array(kept, (size_t)row->n_cells, sizeof *columns);

    for (int i = 0; i < row->n_cells; i++)
        columns[i] = heading_find(header_normalize(&t->arena, row->cells[i]));
    if (!names_part(columns, row->n_cells, PART_ALLOCATION, "id") ||
        !names_part(columns, row->n_cells, PART_FROM, "at"))
        return;
    t->columns = columns;
    t->n_columns = row->n_cells;
    t->titles = arena_array(kept, (size_t)row->n_cells, sizeof *t->titles);
    for (int i = 0; i < row->n_cells; i++)
        t->titles[i] = arena_strdup(kept, row->cells[i]);
}

/* ---- cells ---- */

static enum rc malformed(const struct supply_table *t, int column, struct err *err) {
    return err_set(err, RC_INVALID, "malformed-value", "“%.64s”一列的值不合格式，请改正",
                   "the value in the column \"%.64s\" is malformed; correct it", t->titles[column]);
}

static bool one_day(const struct supply_table *t, const char *text, struct day *out) {
    struct days days;

    if (day_reader_read(&t->days, text, CELL_TEXT, 0, &days) != DAYS_OK || days.from.v != days.to.v)
        return false;
    *out = days.from;
    return true;
}

/* A day and a time of day, as XML writes them. */
static const char *instant_cell(struct supply_table *t, const char *text) {
    char at[WHEN_TEXT];
    struct day on;
    int minute;

    if (!day_reader_read_time(&t->days, text, &on, &minute) || minute < 0)
        return NULL;
    return arena_strdup(&t->arena, instant_text(instant_make(on, minute), at));
}

static const char *day_cell(struct supply_table *t, const char *text) {
    struct day on;
    char day[WHEN_TEXT];

    return one_day(t, text, &on) ? arena_strdup(&t->arena, day_text(on, day)) : NULL;
}

/* Yuan with up to two decimals, as fen. */
static const char *yuan_cell(struct supply_table *t, const char *text) {
    char fen[32];
    double yuan;

    if (!text_double(text, 0, 1e9, &yuan))
        return NULL;
    snprintf(fen, sizeof fen, "%.0f", yuan * 100);
    return arena_strdup(&t->arena, fen);
}

/* A name that is one place only becomes its code; codes and point ids stay as they are. */
static const char *place_cell(struct supply_table *t, const char *text) {
    struct place_match match;
    char code[16];

    if (places_resolve(t->reader->campaign->places, text, t->reader->file->office_place, &match) !=
        RC_OK)
        return text;
    snprintf(code, sizeof code, "%06d", (int)match.code);
    return arena_strdup(&t->arena, code);
}

static const char *word_cell(const char *attribute, const char *text) {
    for (int i = 0; i < COUNT(words); i++)
        if (strcmp(words[i].attribute, attribute) == 0 && strcmp(words[i].word, text) == 0)
            return words[i].value;
    return text;
}

static const char *cell_value(struct supply_table *t, const struct heading *heading,
                              const char *text) {
    switch (heading->form) {
    case FORM_PLAIN:
        return text;
    case FORM_WORD:
        return word_cell(heading->attribute, text);
    case FORM_INSTANT:
        return instant_cell(t, text);
    case FORM_DAY:
        return day_cell(t, text);
    case FORM_PLACE:
        return place_cell(t, text);
    case FORM_YUAN:
        return yuan_cell(t, text);
    }
    return NULL;
}

static void put(struct attributes *attributes, const char *name, const char *value) {
    if (attributes->n < ATTRIBUTES && !xml_attr_get(attributes->v, attributes->n, name))
        attributes->v[attributes->n++] = (struct xml_attr){name, value};
}

static enum rc read_cells(struct supply_table *t, const struct table_row *row, struct err *err) {
    memset(t->parts, 0, sizeof t->parts);
    for (int i = 0; i < t->n_columns && i < row->n_cells; i++) {
        struct slice cell = slice_trim(slice_of(row->cells[i]));
        if (!t->columns[i] || !cell.len)
            continue;
        const char *text = arena_strndup(&t->arena, cell.s, cell.len);
        const char *value = cell_value(t, t->columns[i], text);
        if (!value)
            return malformed(t, i, err);
        put(&t->parts[t->columns[i]->part], t->columns[i]->attribute, value);
    }
    return RC_OK;
}

/* ---- rows to elements ---- */

static bool vehicle_known(const struct supply_reader *r, const char *key) {
    for (int i = 0; i < r->n_vehicles; i++)
        if (strcmp(r->vehicles[i].key, key) == 0)
            return true;
    for (int i = 0; i < r->campaign->n_vehicles; i++)
        if (strcmp(r->campaign->vehicles[i].key, key) == 0)
            return true;
    return false;
}

/* What a row does not say follows from what it does: without a vehicle it is a block of tickets,
 * and a block with a train's number goes by train. */
static void fill_kind(struct attributes *allocation) {
    const struct xml_attr *v = allocation->v;

    put(allocation, "kind",
        xml_attr_get(v, allocation->n, "vehicle") ? "chartered-coach" : "ticket-block");
    if (strcmp(xml_attr_get(v, allocation->n, "kind"), "ticket-block") == 0 &&
        xml_attr_get(v, allocation->n, "service"))
        put(allocation, "mode", "train");
}

static enum rc element(struct supply_table *t, const char *name, int depth,
                       const struct attributes *attributes, int64_t line, struct err *err) {
    return supply_element(t->reader, name, depth, attributes->v, attributes->n, line, err);
}

/* A vehicle met for the first time has the seats of its first row. */
static enum rc put_vehicle(struct supply_table *t, int64_t line, struct err *err) {
    struct attributes *allocation = &t->parts[PART_ALLOCATION], *vehicle = &t->parts[PART_VEHICLE];
    const char *key = xml_attr_get(allocation->v, allocation->n, "vehicle");
    const char *seats = xml_attr_get(allocation->v, allocation->n, "seats");

    if (!key || vehicle_known(t->reader, key))
        return RC_OK;
    put(vehicle, "id", key);
    put(vehicle, "kind",
        strcmp(xml_attr_get(allocation->v, allocation->n, "kind"), "train-car") == 0 ? "train-car"
                                                                                     : "coach");
    if (seats && !xml_attr_get(vehicle->v, vehicle->n, "type"))
        put(vehicle, "seats", seats);
    return element(t, "vehicle", 1, vehicle, line, err);
}

static enum rc put_row(struct supply_table *t, int64_t line, struct err *err) {
    fill_kind(&t->parts[PART_ALLOCATION]);
    put(&t->parts[PART_FROM], "use", "board");
    put(&t->parts[PART_TO], "use", "alight");
    enum rc rc = put_vehicle(t, line, err);
    rc = rc == RC_OK ? element(t, "allocation", 1, &t->parts[PART_ALLOCATION], line, err) : rc;
    rc = rc == RC_OK ? element(t, "stop", 2, &t->parts[PART_FROM], line, err) : rc;
    return rc == RC_OK ? element(t, "stop", 2, &t->parts[PART_TO], line, err) : rc;
}

static enum rc on_row(void *payload, const struct table_row *row, struct err *err) {
    struct supply_table *t = payload;
    enum rc rc = RC_OK;

    arena_reset(&t->arena);
    if (!t->columns) {
        look_for_header(t, row);
        return RC_OK;
    }
    rc = read_cells(t, row, err);
    if (rc == RC_OK && t->parts[PART_ALLOCATION].n)
        rc = put_row(t, row->row, err);
    if (rc != RC_OK)
        err_at(err, t->reader->source, row->row);
    return rc;
}

enum rc supply_table_read(struct source *source, enum wire_format format,
                          struct supply_reader *reader, struct err *err) {
    struct supply_table t = {.reader = reader};
    enum rc rc = RC_OK;

    day_reader_init(&t.days, reader->campaign, &reader->file->arena);
    if (!reader->file->office_place)
        rc = err_set(err, RC_USAGE, "missing-option",
                     "运力表格没有写明属于哪个工会，请加 --office 地名或代码",
                     "a table of supply does not say whose it is; add --office PLACE");
    rc = rc == RC_OK ? table_read(source, format, on_row, &t, err) : rc;
    if (rc == RC_OK && !t.columns)
        rc = err_set(err, RC_INVALID, "no-header",
                     "表里没有找到表头（要有编号、出发地、发车时间、到达地、到达时间等列）",
                     "no header row was found (id, from, departs, to, arrives and so on are "
                     "needed)");
    if (rc != RC_OK)
        err_at(err, source->name, 0);
    arena_clear(&t.arena);
    return rc;
}
