/* The trip or trips of a row: places, days, direction, wishes. */
#include "intake/table_row.h"

#include "intake/value.h"

#include <string.h>

/* ---- places ---- */

/* The first cell of these fields that is a place; else the fault of the first that is filled. */
static bool read_first_spot(struct row_reader *reader, const struct cells *cells,
                            const enum table_field *fields, size_t n, struct spot *out) {
    struct place_match match;
    int first = -1;

    for (size_t f = 0; f < n; f++)
        for (int i = cells->columns->first[fields[f]]; i >= 0; i = cells->columns->v[i].next) {
            const char *text = cells_at(cells, i);
            if (value_blank(text))
                continue;
            if (row_find_spot(reader, text, out, &match) == RC_OK)
                return true;
            first = first < 0 ? i : first;
        }
    return first >= 0 &&
           row_read_spot(reader, cells->columns->v[first].heading, cells_at(cells, first), out);
}

static bool any_filled(const struct cells *cells, const enum table_field *fields, size_t n) {
    for (size_t f = 0; f < n; f++)
        if (cells_find(cells, fields[f]) >= 0)
            return true;
    return false;
}

static const enum table_field from_fields[] = {TABLE_FROM, TABLE_FROM_STATION};
static const enum table_field to_fields[] = {TABLE_TO, TABLE_TO_STATION, TABLE_TO_POINT};
static const enum table_field part_fields[] = {TABLE_TO_PROVINCE, TABLE_TO_CITY, TABLE_TO_COUNTY};
#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool read_origin(struct row_reader *reader, const struct cells *cells, struct spot *out) {
    int32_t office = reader->context->office_place;
    const struct place *place = places_find(reader->context->campaign->places, office);

    if (any_filled(cells, from_fields, COUNT(from_fields)))
        return read_first_spot(reader, cells, from_fields, COUNT(from_fields), out);
    if (place)
        *out = (struct spot){office, -1, place->at};
    return place != NULL;
}

/* How much of a place is said: 1 a province, 3 a county. */
static int depth_of(int32_t place) {
    return place % 10000 == 0 ? 1 : place % 100 == 0 ? 2 : 3;
}

/* Province, city and county in columns of their own, with `last` behind them. */
static const char *join_parts(struct row_reader *reader, const struct cells *cells,
                              const char *last) {
    struct str name = STR_MAX(512);

    for (size_t i = 0; i < COUNT(part_fields); i++)
        str_add(&name, cells_get(cells, part_fields[i]));
    str_add(&name, last);
    const char *text = arena_strdup(&reader->arena, str_get(&name));
    str_clear(&name);
    return text;
}

static const char *parts_heading(const struct cells *cells) {
    for (size_t i = COUNT(part_fields); i-- > 0;)
        if (cells_find(cells, part_fields[i]) >= 0)
            return cells_heading(cells, part_fields[i], "目的地");
    return "目的地";
}

/* The parts and the whole may both be there: the one that says more, or the two as one. */
static bool read_parts(struct row_reader *reader, const struct cells *cells, struct spot *out) {
    struct place_match match;
    struct spot whole, parts;
    const char *text = cells_get(cells, TABLE_TO);
    bool has_whole = text[0] && row_find_spot(reader, text, &whole, &match) == RC_OK;
    bool has_parts = row_find_spot(reader, join_parts(reader, cells, ""), &parts, &match) == RC_OK;

    if (has_whole && (!has_parts || depth_of(whole.place) >= depth_of(parts.place)))
        *out = whole;
    else if (text[0] && !has_whole &&
             row_find_spot(reader, join_parts(reader, cells, text), out, &match) == RC_OK)
        return true;
    else if (has_parts)
        *out = parts;
    else
        return row_read_spot(reader, parts_heading(cells), join_parts(reader, cells, ""), out);
    return true;
}

static bool read_destination(struct row_reader *reader, const struct cells *cells,
                             struct spot *out) {
    if (any_filled(cells, part_fields, COUNT(part_fields)))
        return read_parts(reader, cells, out);
    if (any_filled(cells, to_fields, COUNT(to_fields)))
        return read_first_spot(reader, cells, to_fields, COUNT(to_fields), out);
    row_fault(reader, FAULT_REJECT, "no-destination", cells_heading(cells, TABLE_TO, "目的地"),
              "没有目的地，请补上", "there is no destination; add it");
    return false;
}

/* ---- days ---- */

static const struct {
    const char *code;
    struct bi text;
} day_faults[] = {
    [DAYS_UNREADABLE] = {"malformed-date",
                         {"日期读不懂，请写成 2018-02-07 这样",
                          "the date cannot be read; write it as 2018-02-07"}},
    [DAYS_NO_SUCH] = {"no-such-day", {"没有这一天，请改正", "there is no such day; correct it"}},
    [DAYS_VAGUE] = {"vague-date",
                    {"没有写明哪一天，请写出日期，或最早和最晚日期",
                     "no day is named; write the day, or the earliest and the latest"}},
    [DAYS_AMBIGUOUS] = {"ambiguous-date",
                        {"日期可以有几种读法，请写明年月日，如 2018-02-07",
                         "the date can be read in several ways; write it as 2018-02-07"}},
    [DAYS_BACKWARDS] = {"latest-before-earliest",
                        {"最晚日期早于最早日期，请改正",
                         "the latest day is before the earliest; correct it"}},
};

/* A month that another cell of the row names, for 8号. */
static int month_beside(struct row_reader *reader, const struct cells *cells) {
    static const enum table_field fields[] = {TABLE_EARLIEST, TABLE_DATE, TABLE_LATEST,
                                              TABLE_PREFERRED};
    struct days days;

    for (size_t i = 0; i < COUNT(fields); i++) {
        int column = cells_find(cells, fields[i]);
        if (column >= 0 &&
            day_reader_read(&reader->days, cells_at(cells, column), cells_kind(cells, column), 0,
                            &days) == DAYS_OK &&
            days.month)
            return days.month;
    }
    return 0;
}

/* False if the cell is empty. Days that cannot be read are DAY_NONE, and a fault. */
static bool read_days(struct row_reader *reader, const struct cells *cells, enum table_field field,
                      struct days *out) {
    int column = cells_find(cells, field);

    if (column < 0)
        return false;
    const char *text = cells_at(cells, column), *heading = cells->columns->v[column].heading;
    enum cell_kind kind = cells_kind(cells, column);
    enum days_fault fault = day_reader_read(&reader->days, text, kind, 0, out);
    int month =
        fault == DAYS_AMBIGUOUS && field != TABLE_RETURN_DATE ? month_beside(reader, cells) : 0;
    if (month)
        fault = day_reader_read(&reader->days, text, kind, month, out);
    if (fault != DAYS_OK)
        row_fault(reader, FAULT_REJECT, day_faults[fault].code, heading, "%s%.0s", "%.0s%s",
                  day_faults[fault].text.zh, day_faults[fault].text.en);
    else if (out->about)
        row_fault(reader, FAULT_WARNING, "about-date", heading, "写的是大约日期，按当天登记",
                  "the day is only about right; it was taken as the day itself");
    return true;
}

static bool read_window(struct row_reader *reader, const struct cells *cells,
                        struct list_trip *trip) {
    struct days single, earliest, latest, preferred;
    bool has_single = read_days(reader, cells, TABLE_DATE, &single);
    bool from = read_days(reader, cells, TABLE_EARLIEST, &earliest);
    bool to = read_days(reader, cells, TABLE_LATEST, &latest);

    if (!has_single && !from && !to)
        return false;
    trip->earliest = from ? earliest.from : has_single ? single.from : latest.from;
    trip->latest = to ? latest.to : has_single ? single.to : earliest.to;
    trip->preferred = trip->earliest;
    if (read_days(reader, cells, TABLE_PREFERRED, &preferred))
        trip->preferred = day_given(preferred.from) ? preferred.from : trip->earliest;
    else if (has_single && (from || to) && day_given(single.from))
        trip->preferred = single.from;
    return true;
}

/* ---- direction ---- */

struct way {
    enum direction direction;
    bool said, both; /* both: there and back */
};

static struct way read_way(const struct cells *cells) {
    struct way way = {DIRECTION_HOME, false, false};

    for (int i = cells->columns->first[TABLE_DIRECTION]; i >= 0; i = cells->columns->v[i].next) {
        const char *text = cells_at(cells, i), *heading = cells->columns->v[i].heading;
        if (!text[0])
            continue;
        bool asks = strncmp(heading, "是否", strlen("是否")) == 0;
        if (strstr(text, "往返") || strstr(text, "双程") ||
            (asks && strstr(heading, "往返") && value_yes(text))) {
            way.both = true;
        } else if (asks && strstr(heading, "返程")) {
            way.said = true;
            way.direction = value_yes(text) ? DIRECTION_RETURN : DIRECTION_HOME;
        } else if (value_direction(text, &way.direction)) {
            way.said = true;
        }
    }
    return way;
}

/* Without a word for it: return if the destination lies in the office's province and the origin
 * does not (contract section 5). */
static enum direction guess_direction(const struct row_reader *reader,
                                      const struct list_trip *trip) {
    int32_t home = place_province(reader->context->office_place);
    bool back = place_province(trip->to.place) == home && place_province(trip->from.place) != home;

    return back ? DIRECTION_RETURN : DIRECTION_HOME;
}

/* ---- wishes ---- */

static void read_needs(const struct cells *cells, struct list_trip *trip) {
    for (int i = cells->columns->first[TABLE_NEEDS]; i >= 0; i = cells->columns->v[i].next)
        trip->needs |= value_needs(cells->columns->v[i].heading, cells_at(cells, i));
}

static void read_luggage(struct row_reader *reader, const struct cells *cells,
                         struct list_trip *trip) {
    const char *text = cells_get(cells, TABLE_LUGGAGE);
    int64_t pieces;

    if (text[0] && value_count(text, &pieces) && pieces <= 99)
        trip->luggage = (int32_t)pieces;
    else if (text[0])
        row_fault(reader, FAULT_WARNING, "odd-luggage", cells_heading(cells, TABLE_LUGGAGE, ""),
                  "行李件数不是数字，未采用",
                  "the pieces of luggage are no number and were left out");
}

/* Who applied first is seated first among equals. */
static void read_applied(struct row_reader *reader, const struct cells *cells,
                         struct list_trip *trip) {
    const char *text = cells_get(cells, TABLE_APPLIED);
    struct day day;
    int minute;

    if (!text[0])
        return;
    if (day_reader_read_time(&reader->days, text, &day, &minute))
        trip->applied = instant_make(day, minute < 0 ? 0 : minute);
    else
        row_fault(reader, FAULT_WARNING, "odd-applied", cells_heading(cells, TABLE_APPLIED, ""),
                  "报名时间读不懂，按名单的日期排先后",
                  "the time of applying cannot be read; the list's date gives the place in order");
}

static void read_wishes(struct row_reader *reader, const struct cells *cells,
                        struct list_trip *trip) {
    const char *party = cells_get(cells, TABLE_PARTY), *together = cells_get(cells, TABLE_TOGETHER);

    trip->modes = value_modes(cells_get(cells, TABLE_MODES));
    trip->party = party[0] ? arena_strdup(&reader->arena, party) : NULL;
    trip->must = value_yes(together) && strcmp(together, "prefer") != 0;
    read_needs(cells, trip);
    read_luggage(reader, cells, trip);
    read_applied(reader, cells, trip);
    trip->classes = value_classes(&reader->arena, cells_get(cells, TABLE_CLASS));
    trip->services = value_services(&reader->arena, cells_get(cells, TABLE_SERVICE));
}

/* ---- trips ---- */

/* The way back of `there`: the same places the other way round, on its own days. */
static struct list_trip way_back(const struct list_trip *there, const struct days *days) {
    struct list_trip back = *there;

    back.from = there->to;
    back.to = there->from;
    back.direction = there->direction == DIRECTION_HOME ? DIRECTION_RETURN : DIRECTION_HOME;
    back.earliest = back.preferred = days->from;
    back.latest = days->to;
    return back;
}

static void add_trip(struct row_reader *reader, const struct list_trip *trip,
                     const char *date_column) {
    if (reader->row.n_trips == LIST_TRIPS)
        return;
    reader->date_columns[reader->row.n_trips] = date_column;
    reader->row.trips[reader->row.n_trips++] = *trip;
}

static const char *date_heading(const struct cells *cells) {
    return cells_find(cells, TABLE_DATE) < 0 && cells_find(cells, TABLE_EARLIEST) >= 0
               ? cells_heading(cells, TABLE_EARLIEST, "乘车日期")
               : cells_heading(cells, TABLE_DATE, "乘车日期");
}

static void add_trips(struct row_reader *reader, const struct cells *cells,
                      const struct list_trip *there, bool has_days, bool both) {
    struct days back;
    bool returns = read_days(reader, cells, TABLE_RETURN_DATE, &back);

    if (has_days || !returns)
        add_trip(reader, there, date_heading(cells));
    if (!has_days && !returns)
        row_fault(reader, FAULT_REJECT, "no-date", date_heading(cells), "没有日期，请补上",
                  "there is no date; add it");
    if (returns) {
        struct list_trip trip = way_back(there, &back);
        add_trip(reader, &trip, cells_heading(cells, TABLE_RETURN_DATE, "返程日期"));
    } else if (both) {
        row_fault(reader, FAULT_WARNING, "no-return-date",
                  cells_heading(cells, TABLE_DIRECTION, ""),
                  "写的是往返，但没有返程日期，只登记了一程，请补报",
                  "there and back is wished but there is no return date; one trip was entered, ask "
                  "for the other");
    }
}

/* A free child travels as its adult does: it needs no trip of its own. */
static bool needs_no_trip(const struct row_reader *reader, const struct cells *cells) {
    static const enum table_field days[] = {TABLE_DATE, TABLE_EARLIEST, TABLE_LATEST};

    return reader->row.free_child && !any_filled(cells, to_fields, COUNT(to_fields)) &&
           !any_filled(cells, part_fields, COUNT(part_fields)) &&
           !any_filled(cells, days, COUNT(days));
}

bool table_read_trips(struct row_reader *reader, const struct cells *cells) {
    struct list_trip trip = {
        .earliest = DAY_NONE, .preferred = DAY_NONE, .latest = DAY_NONE, .applied = INSTANT_NONE};

    if (needs_no_trip(reader, cells))
        return true;
    bool from = read_origin(reader, cells, &trip.from);
    bool to = read_destination(reader, cells, &trip.to);
    bool has_days = read_window(reader, cells, &trip);
    struct way way = read_way(cells);

    trip.direction = way.said ? way.direction : guess_direction(reader, &trip);
    read_wishes(reader, cells, &trip);
    add_trips(reader, cells, &trip, has_days, way.both);
    return way.said || (from && to);
}
