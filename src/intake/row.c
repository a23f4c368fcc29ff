/* Judging one rider of a list: contract section 6. */
#include "intake/row.h"

#include "intake/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME_MAX_CHARS 50 /* 25 hanzi are the least a name field must hold (民委发〔2016〕33号) */
#define SPOTS 8192        /* a power of two: more than the places there are */
#define SPOT_TEXT 64

struct spot_cache {
    struct {
        char text[SPOT_TEXT]; /* "": empty */
        enum rc rc;
        struct place_match match;
    } v[SPOTS];
};

/* A name that two points share means neither. */
static void keep_unique(struct ids *ids) {
    int kept = 0;

    for (int i = 0, next; i < ids->n; i = next) {
        for (next = i + 1; next < ids->n && strcmp(ids->v[next].key, ids->v[i].key) == 0;)
            next++;
        if (next == i + 1)
            ids->v[kept++] = ids->v[i];
    }
    ids->n = kept;
}

static void add_points(struct row_reader *reader) {
    const struct campaign *c = reader->context->campaign;

    reader->points = ids_make(&reader->kept, c->n_points);
    reader->point_names = ids_make(&reader->kept, c->n_points);
    for (int i = 0; i < c->n_points; i++) {
        ids_add(&reader->points, c->points[i].key, i);
        if (c->points[i].name && c->points[i].name[0])
            ids_add(&reader->point_names, c->points[i].name, i);
    }
    ids_sort(&reader->points);
    ids_sort(&reader->point_names);
    keep_unique(&reader->point_names);
}

void row_reader_init(struct row_reader *reader, const struct list_context *context) {
    *reader = (struct row_reader){.context = context};
    add_points(reader);
    day_reader_init(&reader->days, context->campaign, &reader->kept);
    reader->kinds = document_kinds_new();
    reader->spots = mem_alloc(sizeof *reader->spots);
}

void row_reader_clear(struct row_reader *reader) {
    document_kinds_free(reader->kinds);
    mem_free(reader->spots);
    arena_clear(&reader->arena);
    arena_clear(&reader->kept);
}

void row_begin(struct row_reader *reader, int64_t number) {
    arena_reset(&reader->arena);
    reader->row = (struct list_row){.row = number};
    reader->second_row = 0;
    reader->name_column = reader->date_columns[0] = reader->date_columns[1] = NULL;
    reader->row.document.born = DAY_NONE;
}

/* NULL when there is no room; the weight counts all the same. */
static struct fault *add_fault(struct list_row *row, enum fault_weight weight, const char *code,
                               const char *column) {
    row->rejected |= weight == FAULT_REJECT;
    if (row->n_faults == LIST_FAULTS)
        return NULL;
    struct fault *fault = &row->faults[row->n_faults++];
    *fault = (struct fault){.weight = weight, .code = code, .column = column};
    return fault;
}

/* A rider in two rows: which of them is meant. */
static void begin_text(const struct row_reader *reader, struct fault *fault) {
    if (!reader->second_row)
        return;
    snprintf(fault->zh, sizeof fault->zh, "第 %lld 行：", (long long)reader->second_row);
    snprintf(fault->en, sizeof fault->en, "row %lld: ", (long long)reader->second_row);
}

void row_fault(struct row_reader *reader, enum fault_weight weight, const char *code,
               const char *column, const char *zh, const char *en, ...) {
    struct fault *fault = add_fault(&reader->row, weight, code, column);
    va_list args;

    if (!fault)
        return;
    begin_text(reader, fault);
    size_t at_zh = strlen(fault->zh), at_en = strlen(fault->en);
    va_start(args, en);
    vsnprintf(fault->zh + at_zh, sizeof fault->zh - at_zh, zh, args);
    va_end(args);
    va_start(args, en);
    vsnprintf(fault->en + at_en, sizeof fault->en - at_en, en, args);
    va_end(args);
}

/* ---- name and phone ---- */

static size_t count_chars(const char *text) {
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

void row_read_name(struct row_reader *reader, const char *column, const char *text) {
    const char *name = value_name(&reader->arena, text);

    reader->row.name = name;
    if (count_chars(name) > NAME_MAX_CHARS)
        row_fault(reader, FAULT_REJECT, "name-too-long", column, "姓名过长",
                  "the name is too long");
    else if (strpbrk(name, "0123456789*?#@"))
        row_fault(reader, FAULT_WARNING, "odd-name", column, "姓名里有数字或符号，请核对",
                  "the name has digits or signs in it; check it");
}

void row_read_phone(struct row_reader *reader, const char *column, const char *text) {
    row_read_phone_cell(reader, column, text, CELL_TEXT);
}

void row_read_phone_cell(struct row_reader *reader, const char *column, const char *text,
                         enum cell_kind kind) {
    struct phone phone;
    enum phone_fault fault = value_phone(&reader->arena, text, kind, &phone);

    reader->row.phone = phone.digits;
    if (fault == PHONE_ODD)
        row_fault(reader, FAULT_WARNING, "odd-phone", column, "电话号码位数不对，请核对",
                  "the phone number has an odd number of digits; check it");
    else if (fault == PHONE_DESTROYED)
        row_fault(reader, FAULT_WARNING, "phone-destroyed", column,
                  "电话号码被存成了科学记数，已丢失数字，请补上",
                  "the phone number was stored in scientific notation and has lost digits; ask for "
                  "it");
}

/* ---- document ---- */

/* Known: a county of the table, a city's 市辖区 (xxxx01), or a region of the campaign's rules. */
static bool region_known(const struct campaign *c, int32_t region) {
    for (int i = 0; i < c->rules.n_document_regions; i++)
        if (region >= c->rules.document_regions[i].from &&
            region <= c->rules.document_regions[i].to)
            return true;
    return places_find(c->places, region) ||
           (region % 100 == 1 && places_find(c->places, place_city(region)));
}

void row_fault_destroyed(struct row_reader *reader, const char *column) {
    row_fault(
        reader, FAULT_REJECT, "document-destroyed", column,
        "证件号在表格里被存成了数字，末几位已丢失，请把该列设为文本后重填",
        "the document number was stored as a number and its last digits are lost in the file; "
        "format the column as text and enter it again");
}

void row_fault_document(struct row_reader *reader, const char *column, enum document_fault fault) {
    static const char *const codes[] = {[DOCUMENT_OK] = "",
                                        [DOCUMENT_EMPTY] = "no-document",
                                        [DOCUMENT_LENGTH] = "document-length",
                                        [DOCUMENT_CHARACTERS] = "document-characters",
                                        [DOCUMENT_DATE] = "document-date",
                                        [DOCUMENT_CHECK_DIGIT] = "check-digit",
                                        [DOCUMENT_FORM] = "document-form"};
    struct bi why = document_fault_text(fault);

    row_fault(reader, FAULT_REJECT, codes[fault], column, "%s%.0s", "%.0s%s", why.zh, why.en);
}

void row_read_document(struct row_reader *reader, const char *column, enum document_type type,
                       const char *text) {
    struct document *document = &reader->row.document;
    enum document_fault fault = document_read(type, text, reader->context->today, document);

    size_t len = strlen(document->number);
    bool zeros =
        fault == DOCUMENT_CHECK_DIGIT && len == 18 && strcmp(document->number + 15, "000") == 0;
    if (zeros) { /* what a spreadsheet leaves of a number of 18 digits */
        row_fault_destroyed(reader, column);
        return;
    }
    if (fault != DOCUMENT_OK) {
        row_fault_document(reader, column, fault);
        return;
    }
    if (document->upgraded)
        row_fault(reader, FAULT_WARNING, "document-upgraded", column,
                  "15位旧身份证号已换算成18位，请核对",
                  "the old 15-digit identity number was extended to 18 digits; check it");
    if (type == DOCUMENT_RESIDENT_ID && !region_known(reader->context->campaign, document->region))
        row_fault(reader, FAULT_WARNING, "unknown-region", column,
                  "身份证号前六位不是已知的地区代码，请核对",
                  "the first six digits of the identity number are no known region; check them");
}

/* ---- places ---- */

static void fault_ambiguous(struct row_reader *reader, const char *column,
                            const struct place_match *match) {
    struct str names = STR_MAX(160), name = STR_MAX(120);

    for (int i = 0; i < match->n_candidates; i++) {
        str_reset(&name);
        places_full_name(reader->context->campaign->places, match->candidates[i], &name);
        if (names.len + name.len + 8 > names.max) {
            str_add(&names, " …");
            break;
        }
        str_addf(&names, "%s%s", i ? " / " : "", str_get(&name));
    }
    row_fault(reader, FAULT_REJECT, "ambiguous-place", column,
              "地名不止一处，可能是：%s，请写明省市",
              "the place is ambiguous, it may be %s; write province and city", str_get(&names));
    str_clear(&names);
    str_clear(&name);
}

static enum rc resolve(struct row_reader *reader, const char *text, struct place_match *out) {
    const struct list_context *context = reader->context;
    size_t len = strlen(text), slot = hash_bytes(text, len, 3) & (SPOTS - 1);
    int32_t near = place_province(context->office_place); /* a rider's home is of no one city */

    if (len == 0 || len >= SPOT_TEXT)
        return places_resolve(context->campaign->places, text, near, out);
    if (strcmp(reader->spots->v[slot].text, text) != 0) {
        reader->spots->v[slot].rc = places_resolve(context->campaign->places, text, near, out);
        reader->spots->v[slot].match = *out;
        memcpy(reader->spots->v[slot].text, text, len + 1);
    }
    *out = reader->spots->v[slot].match;
    return reader->spots->v[slot].rc;
}

enum rc row_find_spot(struct row_reader *reader, const char *text, struct spot *out,
                      struct place_match *out_match) {
    const struct campaign *c = reader->context->campaign;
    int32_t point;

    *out_match = (struct place_match){0};
    if (ids_find(&reader->points, text, &point)) {
        *out = (struct spot){c->points[point].place, point, c->points[point].at};
        return RC_OK;
    }
    enum rc rc = resolve(reader, text, out_match);
    if (rc == RC_OK)
        *out = (struct spot){out_match->code, -1, places_find(c->places, out_match->code)->at};
    if (rc != RC_NOT_FOUND || !ids_find(&reader->point_names, text, &point))
        return rc;
    *out = (struct spot){c->points[point].place, point, c->points[point].at};
    return RC_OK;
}

bool row_read_spot(struct row_reader *reader, const char *column, const char *text,
                   struct spot *out) {
    struct place_match match;
    enum rc rc = row_find_spot(reader, text, out, &match);

    if (rc == RC_CONFLICT)
        fault_ambiguous(reader, column, &match);
    else if (rc != RC_OK)
        row_fault(reader, FAULT_REJECT, "unknown-place", column,
                  "地名不认识，请写省、市、县名或六位代码",
                  "the place is unknown; write province, city and county, or the six-digit code");
    return rc == RC_OK;
}

/* ---- the whole rider ---- */

static void judge_dates(struct row_reader *reader, const struct list_trip *trip,
                        const char *column) {
    const struct campaign *c = reader->context->campaign;

    if (!day_given(trip->earliest) || !day_given(trip->latest))
        return; /* the reader has said so */
    if (trip->latest.v < trip->earliest.v)
        row_fault(reader, FAULT_REJECT, "latest-before-earliest", column,
                  "最晚日期早于最早日期，请改正",
                  "the latest day is before the earliest; correct it");
    else if (trip->earliest.v < c->starts.v || trip->latest.v > c->ends.v)
        row_fault(reader, FAULT_REJECT, "outside-campaign", column, "日期不在活动期间内，请改正",
                  "the days are not within the campaign; correct them");
    else if (trip->preferred.v < trip->earliest.v || trip->preferred.v > trip->latest.v)
        row_fault(reader, FAULT_WARNING, "preferred-outside", column,
                  "希望日期不在最早和最晚日期之间",
                  "the preferred day is not between the earliest and the latest");
}

static void judge_trips(struct row_reader *reader, const char *column_from,
                        const char *column_dates) {
    struct list_row *row = &reader->row;

    for (int i = 0; i < row->n_trips; i++) {
        const struct list_trip *trip = &row->trips[i];
        judge_dates(reader, trip, reader->date_columns[i] ? reader->date_columns[i] : column_dates);
        if (trip->from.place && trip->from.place == trip->to.place &&
            trip->from.point == trip->to.point)
            row_fault(reader, FAULT_REJECT, "same-place", column_from, "出发地和目的地相同，请改正",
                      "origin and destination are the same; correct one");
    }
    if (row->n_trips < 2)
        return;
    const struct list_trip *a = &row->trips[0], *b = &row->trips[1];
    if (a->direction == b->direction)
        row_fault(reader, FAULT_REJECT, "duplicate-direction", column_dates,
                  "同一人同一方向报了两次，请只留一次",
                  "the same person asks twice for the same direction; keep one");
    else if (a->earliest.v <= b->latest.v && b->earliest.v <= a->latest.v)
        row_fault(reader, FAULT_WARNING, "trips-overlap", column_dates,
                  "去程和返程的日期范围重叠，请核对",
                  "the days of going home and of returning overlap; check them");
}

void row_judge(struct row_reader *reader, const char *column_from, const char *column_dates) {
    struct list_row *row = &reader->row;

    if (!row->name || !row->name[0])
        row_fault(reader, FAULT_REJECT, "no-name",
                  reader->name_column ? reader->name_column : "name", "没有姓名，请补上",
                  "there is no name; add it");
    if (row->free_child && !row->with)
        row_fault(reader, FAULT_REJECT, "child-alone", "with", "免票儿童没有写明随哪位大人（with）",
                  "the free child names no adult (with)");
    if (!row->free_child && row->n_trips == 0)
        row_fault(reader, FAULT_REJECT, "no-trip", "trip", "没有行程，请补上",
                  "there is no trip; add one");
    judge_trips(reader, column_from, column_dates);
}
