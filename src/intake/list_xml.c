/* A rider list in XML, contract section 4: streamed, one rider at a time. */
#include "intake/list.h"

#include "intake/fields.h"
#include "intake/raw.h"
#include "intake/row.h"
#include <stdio.h>
#include <string.h>

#define NAMESPACE "urn:homeward:rider-list:1"
#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

struct list_xml {
    struct row_reader reader;
    const struct list_reader *sink;
    const char *document_type; /* of the rider at hand, as written */
    struct raw_rows raw;
    int trip;            /* of the rider at hand, from 0; -1 before the first */
    bool structure_said; /* a fault of structure of the element at hand has its words */
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
    rc = x->sink->head(x->sink->payload, &head, err);
    return rc == RC_OK ? x->sink->columns(x->sink->payload, &raw_columns, err) : rc;
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
    enum raw_column raw;
};

#define RIDER(name_, take_, member_, required_, raw_)                                              \
    { name_, take_, offsetof(struct list_row, member_), required_, raw_ }
static const struct taker rider_takers[] = {
    RIDER("ref", take_text, ref, true, RAW_REF), RIDER("with", take_text, with, false, RAW_WITH),
    RIDER("seat", take_seat, free_child, false, RAW_FREE_CHILD)};
static const struct taker hardship_takers[] = {
    RIDER("register", take_text, hardship_register, false, RAW_HARDSHIP_NO),
    RIDER("contact", take_text, hardship_contact, false, RAW_CONTACT)};
static const struct taker document_takers[] = {
    {"type", take_text, offsetof(struct list_xml, document_type), true, RAW_DOCUMENT_TYPE}};

#define TRIP(name_, take_, member_, required_, raw_)                                               \
    { name_, take_, offsetof(struct list_trip, member_), required_, raw_ }
static const struct taker trip_takers[] = {
    TRIP("direction", take_direction, direction, true, RAW_DIRECTION),
    TRIP("from", take_spot, from, true, RAW_FROM),
    TRIP("to", take_spot, to, true, RAW_TO),
    TRIP("earliest", take_day, earliest, true, RAW_EARLIEST),
    TRIP("preferred", take_day, preferred, false, RAW_PREFERRED),
    TRIP("latest", take_day, latest, true, RAW_LATEST),
    TRIP("modes", take_modes, modes, false, RAW_MODES),
    TRIP("party", take_text, party, false, RAW_PARTY),
    TRIP("together", take_together, must, false, RAW_TOGETHER),
    TRIP("needs", take_needs, needs, false, RAW_NEEDS),
    TRIP("luggage", take_luggage, luggage, false, RAW_LUGGAGE),
    TRIP("classes", take_text, classes, false, RAW_CLASSES),
    TRIP("services", take_text, services, false, RAW_SERVICES),
    TRIP("applied", take_applied, applied, false, RAW_APPLIED)};

static const struct taker *taker_find(const struct taker *takers, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(takers[i].name, name) == 0)
            return &takers[i];
    return NULL;
}

static void missing_attribute(struct list_xml *x, const char *name) {
    bool date = strcmp(name, "earliest") == 0 || strcmp(name, "latest") == 0;

    x->structure_said = true;
    row_fault(&x->reader, FAULT_REJECT, date ? "no-date" : "missing-value", name,
              "缺少“%s”，请补上", "\"%s\" is missing; add it", name);
}

static void take_attrs(struct list_xml *x, const struct taker *takers, int n_takers,
                       const struct xml_attr *attrs, int n, void *out) {
    for (int i = 0; i < n; i++) {
        const struct taker *taker = taker_find(takers, n_takers, attrs[i].name);
        if (taker) {
            taker->take(x, taker->name, attrs[i].value, (char *)out + taker->offset);
            raw_put(&x->raw, x->trip < 0 ? 0 : x->trip, taker->raw, keep(x, attrs[i].value));
            continue;
        }
        x->structure_said = true;
        row_fault(&x->reader, FAULT_REJECT, "unknown-attribute", "",
                  "不认识属性 %.48s，请检查是否写错",
                  "the attribute %.48s is unknown; check the spelling", attrs[i].name);
    }
    for (int i = 0; i < n_takers; i++) {
        const char *value = xml_attr_get(attrs, n, takers[i].name);
        bool absent = !value || (takers[i].take == take_text && !value[0]);
        if (takers[i].required && absent)
            missing_attribute(x, takers[i].name);
    }
}

/* ---- elements of a rider ---- */

static void open_rider(struct list_xml *x, const struct xml_attr *attrs, int n, int64_t line) {
    row_begin(&x->reader, line);
    raw_begin(&x->raw);
    x->document_type = NULL;
    x->trip = -1;
    struct list_row *row = &x->reader.row;
    take_attrs(x, rider_takers, COUNT(rider_takers), attrs, n, row);
    if (row->ref && strchr(row->ref, '/'))
        row_fault(&x->reader, FAULT_REJECT, "slash-in-ref", "ref", "报名号 ref 里不能有“/”",
                  "a ref may not hold \"/\"");
}

static void open_trip(struct list_xml *x, const struct xml_attr *attrs, int n) {
    struct list_row *row = &x->reader.row;

    if (row->n_trips == LIST_TRIPS) {
        x->structure_said = true;
        row_fault(&x->reader, FAULT_REJECT, "too-many-trips", "trip", "一人最多两个行程",
                  "a rider may have two trips at most");
        return;
    }
    x->trip = row->n_trips;
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
    x->document_type = "";
    take_attrs(x, document_takers, COUNT(document_takers), attrs, n, x);
    if (!x->document_type)
        x->document_type = "";
}

static void open_hardship(struct list_xml *x, const struct xml_attr *attrs, int n) {
    x->reader.row.hardship = true;
    raw_put(&x->raw, 0, RAW_HARDSHIP, "是");
    take_attrs(x, hardship_takers, COUNT(hardship_takers), attrs, n, &x->reader.row);
}

static void open_plain(struct list_xml *x, const struct xml_attr *attrs, int n) {
    take_attrs(x, NULL, 0, attrs, n, NULL);
}

/* The elements of a rider. */
static const struct element {
    const char *name;
    void (*open)(struct list_xml *x, const struct xml_attr *attrs, int n);
} elements[] = {{"name", open_plain},     {"document", open_document}, {"phone", open_plain},
                {"employer", open_plain}, {"hardship", open_hardship}, {"trip", open_trip}};

static void open_in_rider(struct list_xml *x, const char *name, int depth,
                          const struct xml_attr *attrs, int n) {
    for (int i = 0; depth == 2 && i < COUNT(elements); i++)
        if (strcmp(elements[i].name, name) == 0) {
            elements[i].open(x, attrs, n);
            return;
        }
    x->structure_said = true;
    row_fault(&x->reader, FAULT_REJECT, "unknown-element", "", "不认识元素 %.48s，请检查是否写错",
              "the element %.48s is unknown; check the spelling", name);
}

static enum rc on_open(void *payload, const char *element, int depth, const struct xml_attr *attrs,
                       int n, int64_t line, struct err *err) {
    struct list_xml *x = payload;

    x->structure_said = false;
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
    open_in_rider(x, element, depth, attrs, n);
    return RC_OK;
}

/* What the schema finds and the words above do not cover: inside a rider it is the rider's. */
static enum rc on_fault(void *payload, enum xml_fault fault, const char *element, int depth,
                        int64_t line, struct err *err) {
    struct list_xml *x = payload;

    (void)line;
    if (depth == 0)
        return err_set(err, RC_INVALID, "structure",
                       "rider 之外有不该有的内容（元素 %.64s），请发送方改正",
                       "there is something outside the riders that does not belong there (element "
                       "%.64s); ask the sender to correct it",
                       element);
    if (x->structure_said)
        return RC_OK;
    x->structure_said = true;
    if (fault == XML_FAULT_TEXT)
        row_fault(&x->reader, FAULT_REJECT, "stray-text", "", "元素 %.48s 里不能直接写文字，请改正",
                  "the element %.48s may not hold text; correct it", element);
    else if (fault == XML_FAULT_ATTRIBUTE)
        row_fault(&x->reader, FAULT_REJECT, "unknown-attribute", "",
                  "元素 %.48s 缺少属性，或有不认识的属性，请改正",
                  "the element %.48s lacks an attribute or has an unknown one; correct it",
                  element);
    else
        row_fault(&x->reader, FAULT_REJECT, "element-order", "",
                  "元素 %.48s 重复或位置不对，请改正",
                  "the element %.48s is there twice or out of order; correct it", element);
    return RC_OK;
}

static void close_document(struct list_xml *x, const char *text) {
    enum document_type type;

    raw_put(&x->raw, 0, RAW_DOCUMENT, keep(x, text));
    if (!x->document_type[0])
        return; /* said when it opened */
    if (document_type_parse(x->document_type, &type))
        row_read_document(&x->reader, "document", type, text);
    else
        row_fault(&x->reader, FAULT_REJECT, "document-type", "document",
                  "证件类型 type 不认识，请按说明填写",
                  "the document's type is unknown; see the description");
}

static enum rc close_rider(struct list_xml *x, struct err *err) {
    if (!x->document_type)
        row_fault_document(&x->reader, "document", DOCUMENT_EMPTY);
    row_judge(&x->reader, "from", "earliest");
    raw_finish(&x->raw, &x->reader.row);
    return x->sink->row(x->sink->payload, &x->reader.row, err);
}

static void close_name(struct list_xml *x, const char *text) {
    raw_put(&x->raw, 0, RAW_NAME, keep(x, text));
    row_read_name(&x->reader, "name", text);
}

static void close_phone(struct list_xml *x, const char *text) {
    raw_put(&x->raw, 0, RAW_PHONE, keep(x, text));
    row_read_phone(&x->reader, "phone", text);
}

static void close_employer(struct list_xml *x, const char *text) {
    x->reader.row.employer = text[0] ? keep(x, text) : NULL;
    raw_put(&x->raw, 0, RAW_EMPLOYER, keep(x, text));
}

static enum rc on_close(void *payload, const char *element, int depth, const char *text,
                        int64_t line, struct err *err) {
    static const struct {
        const char *name;
        void (*close)(struct list_xml *x, const char *text);
    } closers[] = {{"name", close_name},
                   {"document", close_document},
                   {"phone", close_phone},
                   {"employer", close_employer}};
    struct list_xml *x = payload;

    (void)line;
    if (depth == 1)
        return close_rider(x, err);
    for (int i = 0; depth == 2 && i < COUNT(closers); i++)
        if (strcmp(closers[i].name, element) == 0)
            closers[i].close(x, text);
    return RC_OK;
}

enum rc list_xml_read(struct source *source, const struct list_context *context,
                      const struct list_reader *sink, struct err *err) {
    struct list_xml x = {.sink = sink};
    const struct xml_handler handler = {.ns = NAMESPACE,
                                        .root = "riderList",
                                        .open = on_open,
                                        .close = on_close,
                                        .payload = &x,
                                        .schema = "config/rider-list.xsd",
                                        .fault = on_fault};

    row_reader_init(&x.reader, context);
    enum rc rc = xml_read(source, &handler, err);
    row_reader_clear(&x.reader);
    return rc;
}
