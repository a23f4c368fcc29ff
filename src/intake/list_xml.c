/* A rider list in XML, contract section 4: streamed, one rider at a time. */
#include "intake/list.h"

#include "intake/fields.h"
#include "intake/row.h"
#include <stdio.h>
#include <string.h>

#define NAMESPACE "urn:homeward:rider-list:1"
#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

struct list_xml {
    struct row_reader reader;
    const struct list_reader *sink;
    const char *document_type; /* of the rider at hand, as written */
};

static const struct list_context *context_of(const struct list_xml *x) {
    return x->reader.context;
}

/* ---- the head ---- */

struct head_text {
    const char *station, *campaign;
    int64_t serial;
    struct instant issued;
};

static const struct field head_fields[] = {
    {"station", FIELD_TEXT, offsetof(struct head_text, station), true, 0, 0, NULL},
    {"campaign", FIELD_TEXT, offsetof(struct head_text, campaign), true, 0, 0, NULL},
    {"serial", FIELD_INT64, offsetof(struct head_text, serial), true, 1, INT64_MAX, NULL},
    {"issued", FIELD_INSTANT, offsetof(struct head_text, issued), true, 0, 0, NULL},
};

static enum rc read_head(struct list_xml *x, const struct xml_attr *attrs, int n, struct err *err) {
    const struct list_context *context = context_of(x);
    struct head_text text = {0};
    enum rc rc = fields_read(&x->reader.kept, "riderList", attrs, n, head_fields,
                             COUNT(head_fields), &text, err);

    if (rc != RC_OK)
        return rc;
    if (strcmp(text.campaign, context->campaign->key) != 0)
        return err_set(
            err, RC_CONFLICT, "wrong-campaign",
            "这是活动 %.64s 的名单，数据库是活动 %s 的，请确认文件和 --db",
            "this is a list of the campaign %.64s, the database is of %s; check the file and "
            "--db",
            text.campaign, context->campaign->key);
    if (strcmp(text.station, context->station) != 0)
        return err_set(
            err, RC_CONFLICT, "wrong-station",
            "这是站点 %.64s 的名单，要导入的是站点 %s 的，请确认文件和 --station",
            "this is a list of the station %.64s, not of %s; check the file and --station",
            text.station, context->station);
    struct list_head head = {WIRE_XML, text.station, text.campaign, text.serial, text.issued};
    return x->sink->head(x->sink->payload, &head, err);
}

/* ---- values of a rider ---- */

static void malformed(struct list_xml *x, const char *column) {
    row_fault(&x->reader, FAULT_REJECT, "malformed-value", column, "“%s”的值不合格式，请改正",
              "the value of \"%s\" is malformed; correct it", column);
}

static const char *keep(struct list_xml *x, const char *text) {
    return arena_strdup(&x->reader.arena, text);
}

/* An attribute goes through one of these into the rider or trip at hand. */
typedef void take_fn(struct list_xml *x, const char *column, const char *text, void *where);

static void take_text(struct list_xml *x, const char *column, const char *text, void *where) {
    (void)column;
    *(const char **)where = text[0] ? keep(x, text) : NULL;
}

static void take_day(struct list_xml *x, const char *column, const char *text, void *where) {
    if (!day_parse(text, where))
        malformed(x, column);
}

static void take_applied(struct list_xml *x, const char *column, const char *text, void *where) {
    struct day day;

    if (day_parse(text, &day))
        *(struct instant *)where = instant_make(day, 0);
    else if (!instant_parse(text, where))
        malformed(x, column);
}

static void take_spot(struct list_xml *x, const char *column, const char *text, void *where) {
    if (!row_read_spot(&x->reader, column, text, where))
        *(struct spot *)where = (struct spot){0};
}

static void take_luggage(struct list_xml *x, const char *column, const char *text, void *where) {
    int64_t pieces;

    if (text_int64(text, 0, 99, &pieces))
        *(int32_t *)where = (int32_t)pieces;
    else
        malformed(x, column);
}

struct bit_word {
    const char *word;
    unsigned bit;
};

static void take_bits(struct list_xml *x, const char *column, const char *text,
                      const struct bit_word *words, int n, unsigned *out) {
    struct slice rest = slice_of(text), word;

    *out = 0;
    while (slice_word(&rest, &word)) {
        int i = 0;
        while (i < n && !slice_eq(word, words[i].word))
            i++;
        if (i < n)
            *out |= words[i].bit;
        else
            malformed(x, column);
    }
}

static void take_modes(struct list_xml *x, const char *column, const char *text, void *where) {
    static const struct bit_word words[] = {{"coach", MODE_BIT(MODE_COACH)},
                                            {"train", MODE_BIT(MODE_TRAIN)}};

    take_bits(x, column, text, words, COUNT(words), where);
    if (!*(unsigned *)where)
        *(unsigned *)where = MODES_ALL;
}

static void take_needs(struct list_xml *x, const char *column, const char *text, void *where) {
    static const struct bit_word words[] = {{"lower-berth", NEED_BIT(NEED_LOWER_BERTH)},
                                            {"wheelchair", NEED_BIT(NEED_WHEELCHAIR)}};

    take_bits(x, column, text, words, COUNT(words), where);
}

static void take_direction(struct list_xml *x, const char *column, const char *text, void *where) {
    if (strcmp(text, "home") == 0)
        *(enum direction *)where = DIRECTION_HOME;
    else if (strcmp(text, "return") == 0)
        *(enum direction *)where = DIRECTION_RETURN;
    else
        malformed(x, column);
}

static void take_together(struct list_xml *x, const char *column, const char *text, void *where) {
    *(bool *)where = strcmp(text, "must") == 0;
    if (!*(bool *)where && strcmp(text, "prefer") != 0)
        malformed(x, column);
}

static void take_seat(struct list_xml *x, const char *column, const char *text, void *where) {
    *(bool *)where = strcmp(text, "none") == 0;
    if (!*(bool *)where)
        malformed(x, column);
}

struct taker {
    const char *name;
    take_fn *take;
    size_t offset;
    bool required;
};

#define RIDER(name_, take_, member_, required_)                                                    \
    { name_, take_, offsetof(struct list_row, member_), required_ }
static const struct taker rider_takers[] = {RIDER("ref", take_text, ref, true),
                                            RIDER("with", take_text, with, false),
                                            RIDER("seat", take_seat, free_child, false)};
static const struct taker hardship_takers[] = {
    RIDER("register", take_text, hardship_register, false),
    RIDER("contact", take_text, hardship_contact, false)};

#define TRIP(name_, take_, member_, required_)                                                     \
    { name_, take_, offsetof(struct list_trip, member_), required_ }
static const struct taker trip_takers[] = {TRIP("direction", take_direction, direction, true),
                                           TRIP("from", take_spot, from, true),
                                           TRIP("to", take_spot, to, true),
                                           TRIP("earliest", take_day, earliest, true),
                                           TRIP("preferred", take_day, preferred, false),
                                           TRIP("latest", take_day, latest, true),
                                           TRIP("modes", take_modes, modes, false),
                                           TRIP("party", take_text, party, false),
                                           TRIP("together", take_together, must, false),
                                           TRIP("needs", take_needs, needs, false),
                                           TRIP("luggage", take_luggage, luggage, false),
                                           TRIP("classes", take_text, classes, false),
                                           TRIP("services", take_text, services, false),
                                           TRIP("applied", take_applied, applied, false)};

static const struct taker *taker_find(const struct taker *takers, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(takers[i].name, name) == 0)
            return &takers[i];
    return NULL;
}

static void take_attrs(struct list_xml *x, const struct taker *takers, int n_takers,
                       const struct xml_attr *attrs, int n, void *out) {
    for (int i = 0; i < n; i++) {
        const struct taker *taker = taker_find(takers, n_takers, attrs[i].name);
        if (taker)
            taker->take(x, taker->name, attrs[i].value, (char *)out + taker->offset);
        else
            row_fault(&x->reader, FAULT_REJECT, "unknown-attribute", "",
                      "不认识属性 %.48s，请检查是否写错",
                      "the attribute %.48s is unknown; check the spelling", attrs[i].name);
    }
    for (int i = 0; i < n_takers; i++)
        if (takers[i].required && !xml_attr_get(attrs, n, takers[i].name))
            row_fault(
                &x->reader, FAULT_REJECT,
                strcmp(takers[i].name, "earliest") == 0 || strcmp(takers[i].name, "latest") == 0
                    ? "no-date"
                    : "missing-value",
                takers[i].name, "缺少“%s”，请补上", "\"%s\" is missing; add it", takers[i].name);
}

/* ---- elements of a rider ---- */

static void open_rider(struct list_xml *x, const struct xml_attr *attrs, int n, int64_t line) {
    row_begin(&x->reader, line);
    x->document_type = NULL;
    struct list_row *row = &x->reader.row;
    take_attrs(x, rider_takers, COUNT(rider_takers), attrs, n, row);
    if (row->ref && strchr(row->ref, '/'))
        row_fault(&x->reader, FAULT_REJECT, "slash-in-ref", "ref", "报名号 ref 里不能有“/”",
                  "a ref may not hold \"/\"");
}

static void open_trip(struct list_xml *x, const struct xml_attr *attrs, int n) {
    struct list_row *row = &x->reader.row;

    if (row->n_trips == LIST_TRIPS) {
        row_fault(&x->reader, FAULT_REJECT, "too-many-trips", "trip", "一人最多两个行程",
                  "a rider may have two trips at most");
        return;
    }
    struct list_trip *trip = &row->trips[row->n_trips++];
    *trip = (struct list_trip){.earliest = DAY_NONE,
                               .preferred = DAY_NONE,
                               .latest = DAY_NONE,
                               .modes = MODES_ALL,
                               .applied = INSTANT_NONE};
    take_attrs(x, trip_takers, COUNT(trip_takers), attrs, n, trip);
    if (!day_given(trip->preferred))
        trip->preferred = trip->earliest;
}

static void open_document(struct list_xml *x, const struct xml_attr *attrs, int n) {
    const char *type = xml_attr_get(attrs, n, "type");

    x->document_type = keep(x, type ? type : "");
}

static void open_hardship(struct list_xml *x, const struct xml_attr *attrs, int n) {
    x->reader.row.hardship = true;
    take_attrs(x, hardship_takers, COUNT(hardship_takers), attrs, n, &x->reader.row);
}

static enum rc on_open(void *payload, const char *element, int depth, const struct xml_attr *attrs,
                       int n, int64_t line, struct err *err) {
    struct list_xml *x = payload;
    static const char *const plain[] = {"name", "phone", "employer"};

    if (depth == 0)
        return read_head(x, attrs, n, err);
    if (depth == 1) {
        if (strcmp(element, "rider") != 0)
            return err_set(err, RC_INVALID, "unknown-element",
                           "不认识元素 %.64s，名单里只能有 rider",
                           "the element %.64s is unknown; a list holds riders only", element);
        open_rider(x, attrs, n, line);
        return RC_OK;
    }
    if (depth == 2 && strcmp(element, "trip") == 0)
        open_trip(x, attrs, n);
    else if (depth == 2 && strcmp(element, "document") == 0)
        open_document(x, attrs, n);
    else if (depth == 2 && strcmp(element, "hardship") == 0)
        open_hardship(x, attrs, n);
    else if (depth != 2 || (strcmp(element, plain[0]) != 0 && strcmp(element, plain[1]) != 0 &&
                            strcmp(element, plain[2]) != 0))
        row_fault(&x->reader, FAULT_REJECT, "unknown-element", "",
                  "不认识元素 %.48s，请检查是否写错",
                  "the element %.48s is unknown; check the spelling", element);
    return RC_OK;
}

static void close_document(struct list_xml *x, const char *text) {
    enum document_type type;

    if (document_type_parse(x->document_type, &type))
        row_read_document(&x->reader, "document", type, text);
    else
        row_fault(&x->reader, FAULT_REJECT, "document-type", "document",
                  "证件类型 type 不认识，请按说明填写",
                  "the document's type is unknown; see the description");
}

static enum rc close_rider(struct list_xml *x, struct err *err) {
    if (!x->document_type)
        row_fault(&x->reader, FAULT_REJECT, "no-document", "document", "没有证件号，请补上",
                  "there is no document number; add it");
    row_judge(&x->reader, "from", "earliest");
    return x->sink->row(x->sink->payload, &x->reader.row, err);
}

static enum rc on_close(void *payload, const char *element, int depth, const char *text,
                        int64_t line, struct err *err) {
    struct list_xml *x = payload;

    (void)line;
    if (depth == 1)
        return close_rider(x, err);
    if (depth != 2)
        return RC_OK;
    if (strcmp(element, "name") == 0)
        row_read_name(&x->reader, "name", text);
    else if (strcmp(element, "phone") == 0)
        row_read_phone(&x->reader, "phone", text);
    else if (strcmp(element, "employer") == 0)
        x->reader.row.employer = text[0] ? keep(x, text) : NULL;
    else if (strcmp(element, "document") == 0)
        close_document(x, text);
    return RC_OK;
}

enum rc list_xml_read(struct source *source, const struct list_context *context,
                      const struct list_reader *sink, struct err *err) {
    struct list_xml x = {.sink = sink};
    struct xml_handler handler = {NAMESPACE, "riderList", on_open, on_close, &x};

    row_reader_init(&x.reader, context);
    enum rc rc = xml_read(source, &handler, err);
    row_reader_clear(&x.reader);
    return rc;
}
