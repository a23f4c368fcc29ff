/* Judging one rider of a list: contract section 6. */
#include "intake/row.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME_MAX_BYTES 200

void row_reader_init(struct row_reader *reader, const struct list_context *context) {
    const struct campaign *c = context->campaign;

    *reader = (struct row_reader){.context = context};
    reader->points = ids_make(&reader->kept, c->n_points);
    for (int i = 0; i < c->n_points; i++)
        ids_add(&reader->points, c->points[i].key, i);
    ids_sort(&reader->points);
}

void row_reader_clear(struct row_reader *reader) {
    arena_clear(&reader->arena);
    arena_clear(&reader->kept);
}

void row_begin(struct row_reader *reader, int64_t number) {
    arena_reset(&reader->arena);
    reader->row = (struct list_row){.row = number};
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

void row_fault(struct row_reader *reader, enum fault_weight weight, const char *code,
               const char *column, const char *zh, const char *en, ...) {
    struct fault *fault = add_fault(&reader->row, weight, code, column);
    va_list args;

    if (!fault)
        return;
    va_start(args, en);
    vsnprintf(fault->zh, sizeof fault->zh, zh, args);
    va_end(args);
    va_start(args, en);
    vsnprintf(fault->en, sizeof fault->en, en, args);
    va_end(args);
}

/* ---- name and phone ---- */

/* The dots people write in names of other peoples, all read as U+00B7 (民委发〔2016〕33号). */
static bool is_name_dot(uint32_t code) {
    static const uint32_t dots[] = {0xb7,   0x2022, 0x30fb, 0x2027, 0x2219,
                                    0x22c5, 0xff0e, 0xfe52, 0x02d9, 0x25cf};

    for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
        if (dots[i] == code)
            return true;
    return false;
}

static bool is_latin(uint32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/* Blanks between hanzi are padding (王　明), between Latin words they are part of the name. */
static const char *fold_name(struct arena *arena, const char *text) {
    struct slice s = slice_trim(slice_of(text));
    char *out = arena_alloc(arena, s.len + 1);
    size_t at = 0, n;
    uint32_t code, before = 0;
    bool blank = false;

    for (; (n = utf8_next(s.s, s.len, &code)) > 0; s.s += n, s.len -= n) {
        if (code <= ' ' || code == 0x3000 || code == 0xa0 || code == 0x200b || code == 0xfeff) {
            blank = true;
            continue;
        }
        if (blank && is_latin(before) && is_latin(code))
            out[at++] = ' ';
        blank = false;
        at += utf8_put(is_name_dot(code) ? 0xb7 : code, out + at);
        before = code;
    }
    out[at] = '\0';
    return out;
}

void row_read_name(struct row_reader *reader, const char *column, const char *text) {
    reader->row.name = fold_name(&reader->arena, text);
    if (strlen(reader->row.name) > NAME_MAX_BYTES)
        row_fault(reader, FAULT_REJECT, "name-too-long", column, "姓名过长",
                  "the name is too long");
}

/* Digits of a mobile number, without +86, 0086, blanks and dashes. */
void row_read_phone(struct row_reader *reader, const char *column, const char *text) {
    char *digits = arena_alloc(&reader->arena, strlen(text) + 1);
    size_t len = strlen(text), at = 0, n;
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        if (code >= 0xff10 && code <= 0xff19)
            code = code - 0xff10 + '0';
        if (code >= '0' && code <= '9')
            digits[at++] = (char)code;
        else if (at && (code == '/' || code == 0x3001 || code == ',' || code == ';'))
            break; /* the first of two numbers */
    }
    const char *prefixes[] = {"0086", "86"};
    for (int i = 0; i < 2; i++)
        if (at > 11 && strncmp(digits, prefixes[i], strlen(prefixes[i])) == 0) {
            digits += strlen(prefixes[i]);
            break;
        }
    if (!digits[0])
        return;
    reader->row.phone = digits;
    bool mobile = strlen(digits) == 11 && digits[0] == '1' && digits[1] >= '3';
    bool landline = digits[0] == '0' && strlen(digits) >= 10 && strlen(digits) <= 12;
    if (!mobile && !landline)
        row_fault(reader, FAULT_WARNING, "odd-phone", column, "电话号码位数不对，请核对",
                  "the phone number has an odd number of digits; check it");
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

void row_read_document(struct row_reader *reader, const char *column, enum document_type type,
                       const char *text) {
    static const char *const codes[] = {[DOCUMENT_OK] = "",
                                        [DOCUMENT_EMPTY] = "no-document",
                                        [DOCUMENT_LENGTH] = "document-length",
                                        [DOCUMENT_CHARACTERS] = "document-characters",
                                        [DOCUMENT_DATE] = "document-date",
                                        [DOCUMENT_CHECK_DIGIT] = "check-digit",
                                        [DOCUMENT_FORM] = "document-form"};
    struct document *document = &reader->row.document;
    enum document_fault fault = document_read(type, text, reader->context->today, document);

    if (fault != DOCUMENT_OK) {
        struct fault *noted = add_fault(&reader->row, FAULT_REJECT, codes[fault], column);
        struct bi why = document_fault_text(fault);
        if (noted) {
            snprintf(noted->zh, sizeof noted->zh, "%s", why.zh);
            snprintf(noted->en, sizeof noted->en, "%s", why.en);
        }
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
    struct str names = STR_MAX(160);

    for (int i = 0; i < match->n_candidates; i++) {
        if (i)
            str_add(&names, " / ");
        places_full_name(reader->context->campaign->places, match->candidates[i], &names);
    }
    row_fault(reader, FAULT_REJECT, "ambiguous-place", column,
              "地名不止一处，可能是：%s，请写明省市",
              "the place is ambiguous, it may be %s; write province and city", str_get(&names));
    str_clear(&names);
}

bool row_read_spot(struct row_reader *reader, const char *column, const char *text,
                   struct spot *out) {
    const struct campaign *c = reader->context->campaign;
    struct place_match match;
    int32_t point;

    if (ids_find(&reader->points, text, &point)) {
        *out = (struct spot){c->points[point].place, point, c->points[point].at};
        return true;
    }
    enum rc rc = places_resolve(c->places, text, reader->context->office_place, &match);
    if (rc == RC_OK) {
        *out = (struct spot){match.code, -1, places_find(c->places, match.code)->at};
        return true;
    }
    if (rc == RC_CONFLICT)
        fault_ambiguous(reader, column, &match);
    else
        row_fault(reader, FAULT_REJECT, "unknown-place", column,
                  "地名不认识，请写省、市、县名或六位代码",
                  "the place is unknown; write province, city and county, or the six-digit code");
    return false;
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
        judge_dates(reader, trip, column_dates);
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
        row_fault(reader, FAULT_REJECT, "no-name", "name", "没有姓名，请补上",
                  "there is no name; add it");
    if (row->free_child && !row->with)
        row_fault(reader, FAULT_REJECT, "child-alone", "with", "免票儿童没有写明随哪位大人（with）",
                  "the free child names no adult (with)");
    if (!row->free_child && row->n_trips == 0)
        row_fault(reader, FAULT_REJECT, "no-trip", "trip", "没有行程，请补上",
                  "there is no trip; add one");
    judge_trips(reader, column_from, column_dates);
}
