/*
 * The supply file, contract section 3: points, vehicles and allocations of one office. Taken whole
 * or refused whole at the first fault. What refers to another thing is kept as the word it was
 * written with and resolved at the end, so that the order of the file does not matter.
 */
#include "intake/supply.h"

#include "homeward/seatmap.h"
#include "intake/fields.h"
#include <limits.h>
#include <string.h>

#define NAMESPACE "urn:homeward:supply:1"
#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char *const point_kinds[] = {"site", "terminal", "station", "other", NULL};
static const char *const vehicle_kinds[] = {"coach", "train-car", NULL};
static const char *const allocation_kinds[] = {"ticket-block", "chartered-coach", "train-car",
                                               NULL};
static const char *const modes[] = {"coach", "train", NULL};
static const char *const states[] = {"",     "planned",   "submitted", "allotted",
                                     "paid", "collected", NULL};

/* ---- the elements and their attributes ---- */

#define FIELD(type_, name_, kind_, member_, required_, min_, max_)                                 \
    { name_, kind_, offsetof(struct type_, member_), required_, min_, max_, NULL }
#define WORD(type_, name_, member_, required_, words_)                                             \
    { name_, FIELD_ENUM, offsetof(struct type_, member_), required_, 0, 0, words_ }

struct head_text {
    const char *campaign;
    int32_t office;
};
static const struct field head_fields[] = {
    FIELD(head_text, "campaign", FIELD_TEXT, campaign, true, 0, 0),
    FIELD(head_text, "office", FIELD_CODE, office, true, 0, 0)};

static const struct field point_fields[] = {
    FIELD(point_text, "id", FIELD_TEXT, point.key, true, 0, 0),
    WORD(point_text, "kind", point.kind, true, point_kinds),
    FIELD(point_text, "name", FIELD_TEXT, point.name, true, 0, 0),
    FIELD(point_text, "place", FIELD_CODE, point.place, true, 0, 0),
    FIELD(point_text, "lon", FIELD_DOUBLE, point.at.lon, false, -180, 180),
    FIELD(point_text, "lat", FIELD_DOUBLE, point.at.lat, false, -90, 90),
    FIELD(point_text, "contact", FIELD_TEXT, point.contact, false, 0, 0),
    FIELD(point_text, "phone", FIELD_TEXT, point.phone, false, 0, 0)};

static const struct field vehicle_fields[] = {
    FIELD(vehicle, "id", FIELD_TEXT, key, true, 0, 0),
    WORD(vehicle, "kind", kind, true, vehicle_kinds),
    FIELD(vehicle, "seats", FIELD_INT32, seats, false, 1, 1000),
    FIELD(vehicle, "type", FIELD_TEXT, type, false, 0, 0),
    FIELD(vehicle, "operator", FIELD_TEXT, operator_, false, 0, 0),
    FIELD(vehicle, "approved", FIELD_INT32, approved, false, 1, 1000)};

#define ALLOCATION(name_, kind_, member_, min_, max_)                                              \
    FIELD(allocation_text, name_, kind_, allocation.member_, false, min_, max_)
static const struct field allocation_fields[] = {
    FIELD(allocation_text, "id", FIELD_TEXT, allocation.key, true, 0, 0),
    WORD(allocation_text, "kind", allocation.kind, true, allocation_kinds),
    FIELD(allocation_text, "vehicle", FIELD_TEXT, vehicle, false, 0, 0),
    WORD(allocation_text, "mode", mode, false, modes),
    WORD(allocation_text, "state", allocation.state, false, states),
    ALLOCATION("seats", FIELD_INT32, seats, 1, 100000),
    ALLOCATION("minimum", FIELD_INT32, minimum, 0, 100000),
    ALLOCATION("price", FIELD_INT64, price, 0, 100000000000),
    ALLOCATION("wheelchair", FIELD_INT32, wheelchair, 0, 100000),
    ALLOCATION("lowerBerths", FIELD_INT32, lower_berths, 0, 100000),
    ALLOCATION("reservedFor", FIELD_WORDS, reserved_for, 0, 0),
    ALLOCATION("openFrom", FIELD_DAY, open_from, 0, 0),
    ALLOCATION("class", FIELD_TEXT, class_, 0, 0),
    ALLOCATION("service", FIELD_TEXT, service, 0, 0),
    ALLOCATION("car", FIELD_TEXT, car, 0, 0),
    ALLOCATION("namesBy", FIELD_INSTANT, names_by, 0, 0),
    ALLOCATION("payBy", FIELD_INSTANT, pay_by, 0, 0),
    ALLOCATION("returnBy", FIELD_INSTANT, return_by, 0, 0),
    ALLOCATION("groupMinimum", FIELD_INT32, group_minimum, 0, 100000),
    ALLOCATION("label", FIELD_TEXT, label, 0, 0),
    ALLOCATION("signNo", FIELD_TEXT, sign_no, 0, 0),
    ALLOCATION("signValidTo", FIELD_DAY, sign_valid_to, 0, 0),
    ALLOCATION("contractNo", FIELD_TEXT, contract_no, 0, 0),
    ALLOCATION("insuranceNo", FIELD_TEXT, insurance_no, 0, 0),
    ALLOCATION("luggagePieces", FIELD_INT32, luggage_pieces, 0, 100000),
    ALLOCATION("blockedSeats", FIELD_WORDS, blocked_seats, 0, 0),
    ALLOCATION("escortSeats", FIELD_WORDS, escort_seats, 0, 0)};

static const struct field stop_fields[] = {
    FIELD(stop_text, "place", FIELD_TEXT, place, true, 0, 0),
    FIELD(stop_text, "at", FIELD_INSTANT, stop.at, true, 0, 0),
    FIELD(stop_text, "use", FIELD_TEXT, use, true, 0, 0),
    FIELD(stop_text, "minutes", FIELD_INT32, stop.rest_minutes, false, 0, 1440),
    FIELD(stop_text, "serves", FIELD_WORDS, stop.serves, false, 0, 0)};

static const struct field crew_fields[] = {FIELD(crew, "role", FIELD_TEXT, role, true, 0, 0),
                                           FIELD(crew, "name", FIELD_TEXT, name, true, 0, 0),
                                           FIELD(crew, "phone", FIELD_TEXT, phone, false, 0, 0)};

#define READ(reader_, element_, attrs_, n_, fields_, out_, err_)                                   \
    fields_read(&(reader_)->file->arena, element_, attrs_, n_, fields_, COUNT(fields_), out_, err_)

/* ---- reading ---- */

static enum rc read_head(struct supply_reader *r, const struct xml_attr *attrs, int n,
                         struct err *err) {
    struct head_text head = {0};
    enum rc rc = READ(r, "supply", attrs, n, head_fields, &head, err);

    if (rc != RC_OK)
        return rc;
    if (strcmp(head.campaign, r->campaign->key) != 0)
        return err_set(
            err, RC_CONFLICT, "wrong-campaign",
            "这是活动 %.64s 的运力文件，数据库是活动 %s 的，请确认文件和 --db",
            "this is a supply file of the campaign %.64s, the database is of %s; check the "
            "file and --db",
            head.campaign, r->campaign->key);
    r->file->office_place = head.office;
    if (!places_find(r->campaign->places, head.office))
        return err_set(err, RC_INVALID, "unknown-place", "office 的地名代码 %06d 不认识",
                       "the office's place code %06d is unknown", (int)head.office);
    return RC_OK;
}

static enum rc read_point(struct supply_reader *r, const struct xml_attr *attrs, int n,
                          int64_t line, struct err *err) {
    struct point_text text = {.line = line};
    enum rc rc = READ(r, "point", attrs, n, point_fields, &text, err);

    if (rc != RC_OK)
        return rc;
    const struct place *place = places_find(r->campaign->places, text.point.place);
    bool lon = xml_attr_get(attrs, n, "lon") != NULL, lat = xml_attr_get(attrs, n, "lat") != NULL;
    if (!place)
        return err_set(err, RC_INVALID, "unknown-place", "上下车点的地名代码 %06d 不认识",
                       "the point's place code %06d is unknown", (int)text.point.place);
    if (lon != lat)
        return err_set(err, RC_INVALID, "half-a-position",
                       "经度 lon 和纬度 lat 要么都写，要么都不写",
                       "give both lon and lat, or neither");
    if (!lon)
        text.point.at = place->at;
    VEC_PUSH(r->points, r->n_points, r->points_cap, text);
    return RC_OK;
}

static enum rc read_vehicle(struct supply_reader *r, const struct xml_attr *attrs, int n,
                            struct err *err) {
    struct vehicle vehicle = {0};
    enum rc rc = READ(r, "vehicle", attrs, n, vehicle_fields, &vehicle, err);
    int32_t berths;

    if (rc != RC_OK)
        return rc;
    if (!vehicle.seats &&
        (!vehicle.type || !seatmap_type_seats(vehicle.type, &vehicle.seats, &berths)))
        return err_set(err, RC_INVALID, "seats-unknown",
                       "车辆没有写 seats，也没有已知的 type，无法知道座位数，请补上",
                       "the vehicle has neither seats nor a known type; add one");
    VEC_PUSH(r->vehicles, r->n_vehicles, r->vehicles_cap, vehicle);
    return RC_OK;
}

static enum rc read_allocation(struct supply_reader *r, const struct xml_attr *attrs, int n,
                               int64_t line, struct err *err) {
    struct allocation_text text = {
        .line = line,
        .mode = -1,
        .allocation = {.vehicle = -1,
                       .open_from = DAY_NONE,
                       .names_by = INSTANT_NONE,
                       .pay_by = INSTANT_NONE,
                       .return_by = INSTANT_NONE,
                       .sign_valid_to = DAY_NONE,
                       .lower_berths = -1,
                       .luggage_pieces = -1},
    };
    enum rc rc = READ(r, "allocation", attrs, n, allocation_fields, &text, err);

    if (rc != RC_OK)
        return rc;
    text.first_stop = r->n_stops;
    text.first_crew = r->n_crew;
    VEC_PUSH(r->allocations, r->n_allocations, r->allocations_cap, text);
    return RC_OK;
}

static enum rc read_stop(struct supply_reader *r, const struct xml_attr *attrs, int n, int64_t line,
                         struct err *err) {
    static const struct {
        const char *word;
        unsigned use;
    } uses[] = {{"board", STOP_BOARD},
                {"alight", STOP_ALIGHT},
                {"both", STOP_BOARD | STOP_ALIGHT},
                {"rest", STOP_REST}};
    struct stop_text text = {.line = line};
    enum rc rc = READ(r, "stop", attrs, n, stop_fields, &text, err);

    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < COUNT(uses); i++)
        if (strcmp(uses[i].word, text.use) == 0)
            text.stop.use = uses[i].use;
    if (!text.stop.use)
        return err_set(err, RC_INVALID, "malformed-value",
                       "stop 的 use 应为 board、alight、both 或 rest",
                       "the use of a stop must be board, alight, both or rest");
    VEC_PUSH(r->stops, r->n_stops, r->stops_cap, text);
    r->allocations[r->n_allocations - 1].n_stops++;
    return RC_OK;
}

static enum rc read_crew(struct supply_reader *r, const struct xml_attr *attrs, int n,
                         struct err *err) {
    struct crew crew = {0};
    enum rc rc = READ(r, "crew", attrs, n, crew_fields, &crew, err);

    if (rc != RC_OK)
        return rc;
    VEC_PUSH(r->crew, r->n_crew, r->crew_cap, crew);
    r->allocations[r->n_allocations - 1].n_crew++;
    return RC_OK;
}

enum rc supply_element(struct supply_reader *r, const char *element, int depth,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    if (depth == 0)
        return read_head(r, attrs, n, err);
    if (depth == 1) {
        r->in_allocation = strcmp(element, "allocation") == 0;
        if (r->in_allocation)
            return read_allocation(r, attrs, n, line, err);
        if (strcmp(element, "point") == 0)
            return read_point(r, attrs, n, line, err);
        if (strcmp(element, "vehicle") == 0)
            return read_vehicle(r, attrs, n, err);
    }
    if (depth == 2 && r->in_allocation && strcmp(element, "stop") == 0)
        return read_stop(r, attrs, n, line, err);
    if (depth == 2 && r->in_allocation && strcmp(element, "crew") == 0)
        return read_crew(r, attrs, n, err);
    return err_set(err, RC_INVALID, "unknown-element", "不认识元素 %.64s，请检查是否写错",
                   "the element %.64s is unknown here; check the spelling", element);
}

static enum rc on_open(void *payload, const char *element, int depth, const struct xml_attr *attrs,
                       int n, int64_t line, struct err *err) {
    return supply_element(payload, element, depth, attrs, n, line, err);
}

static enum rc on_close(void *payload, const char *element, int depth, const char *text,
                        int64_t line, struct err *err) {
    (void)payload, (void)element, (void)depth, (void)text, (void)line, (void)err;
    return RC_OK;
}

static enum rc read_any(struct source *source, struct supply_reader *reader, struct err *err) {
    struct xml_handler handler = {NAMESPACE, "supply", on_open, on_close, reader};
    enum wire_format format;
    enum rc rc = wire_sniff(source, &format, err);

    if (rc != RC_OK)
        return rc;
    return format == WIRE_XML ? xml_read(source, &handler, err)
                              : supply_table_read(source, format, reader, err);
}

enum rc supply_read(struct source *source, const struct campaign *campaign, int32_t office,
                    struct supply_file **out, struct err *err) {
    struct supply_file *file = mem_alloc(sizeof *file);
    struct supply_reader reader = {.campaign = campaign, .file = file, .source = source->name};

    file->office_place = office;
    enum rc rc = read_any(source, &reader, err);
    if (rc == RC_OK)
        rc = supply_resolve(&reader, err);
    mem_free(reader.points);
    mem_free(reader.vehicles);
    mem_free(reader.allocations);
    mem_free(reader.stops);
    mem_free(reader.crew);
    if (rc != RC_OK) {
        supply_file_free(file);
        return rc;
    }
    *out = file;
    return RC_OK;
}

void supply_file_free(struct supply_file *file) {
    if (!file)
        return;
    arena_clear(&file->arena);
    mem_free(file);
}
