/*
 * Rider lists as tables (contract section 5): the first row that looks like a header decides the
 * columns; every row after it is a rider with a trip, judged by the same rules as XML. The table
 * is held in memory, as one rider may stand in two rows.
 */
#include "intake/header.h"
#include "intake/list.h"
#include "intake/row.h"
#include "intake/value.h"

#include <stdio.h>
#include <string.h>

struct line {
    int64_t row;
    const char **cells;
    int n_cells;
    int32_t next; /* line with the same document further down, -1 */
    bool taken;   /* it was the other trip of an earlier line */
};

struct column {
    enum table_field field;
    const char *header;
};

struct table {
    struct row_reader reader;
    const struct list_reader *sink;
    struct arena arena;
    struct header_words words;
    struct line *lines;
    int32_t n_lines;
    size_t cap;
    struct column *columns;
    int n_columns;
};

/* ---- gathering ---- */

static bool is_empty(const struct table_row *row) {
    for (int i = 0; i < row->n_cells; i++)
        if (slice_trim(slice_of(row->cells[i])).len)
            return false;
    return true;
}

/* Two known headings, one of them the name or the document, make a header. */
static bool looks_like_header(struct table *t, const char *const *cells, int n) {
    int found = 0;
    bool person = false;

    for (int i = 0; i < n; i++) {
        enum table_field field = header_find(&t->words, &t->arena, cells[i]);
        found += field != TABLE_UNKNOWN;
        person |= field == TABLE_NAME || field == TABLE_DOCUMENT;
    }
    return person && found >= 2;
}

static void read_header(struct table *t, const char *const *cells, int n) {
    t->columns = arena_array(&t->arena, (size_t)n, sizeof *t->columns);
    t->n_columns = n;
    for (int i = 0; i < n; i++)
        t->columns[i] = (struct column){header_find(&t->words, &t->arena, cells[i]),
                                        arena_strdup(&t->arena, cells[i])};
}

static enum rc on_row(void *payload, const struct table_row *row, struct err *err) {
    struct table *t = payload;
    struct line line = {.row = row->row, .n_cells = row->n_cells, .next = -1};

    (void)err;
    if (is_empty(row))
        return RC_OK;
    if (looks_like_header(t, row->cells, row->n_cells)) {
        if (!t->columns)
            read_header(t, row->cells, row->n_cells);
        return RC_OK; /* repeated on every page */
    }
    if (!t->columns)
        return RC_OK; /* title lines above the header */
    line.cells = arena_array(&t->arena, (size_t)row->n_cells, sizeof *line.cells);
    for (int i = 0; i < row->n_cells; i++) {
        struct slice cell = slice_trim(slice_of(row->cells[i]));
        line.cells[i] = arena_strndup(&t->arena, cell.s, cell.len);
    }
    VEC_PUSH(t->lines, t->n_lines, t->cap, line);
    return RC_OK;
}

/* ---- cells by field ---- */

static int find_column(const struct table *t, enum table_field field) {
    for (int i = 0; i < t->n_columns; i++)
        if (t->columns[i].field == field)
            return i;
    return -1;
}

static const char *cell_at(const struct line *line, int column) {
    return column >= 0 && column < line->n_cells ? line->cells[column] : "";
}

static const char *cell(const struct table *t, const struct line *line, enum table_field field) {
    for (int i = 0; i < t->n_columns; i++)
        if (t->columns[i].field == field && cell_at(line, i)[0])
            return cell_at(line, i);
    return "";
}

/* As the sender sees it: the heading, or what it should have been. */
static const char *heading(const struct table *t, enum table_field field, const char *otherwise) {
    int column = find_column(t, field);

    return column >= 0 ? t->columns[column].header : otherwise;
}

/* ---- is it a list at all? ---- */

static bool has(const struct table *t, enum table_field a, enum table_field b, enum table_field c) {
    return find_column(t, a) >= 0 || find_column(t, b) >= 0 || find_column(t, c) >= 0;
}

static enum rc check_columns(const struct table *t, struct err *err) {
    if (!t->columns)
        return err_set(err, RC_INVALID, "no-header",
                       "表里没有找到表头（要有姓名、证件号、目的地和日期等列），请让发送方补上",
                       "no header row was found (name, document, destination and a date are "
                       "needed); ask the sender to add one");
    const char *zh = find_column(t, TABLE_NAME) < 0                           ? "姓名"
                     : find_column(t, TABLE_DOCUMENT) < 0                     ? "证件号码"
                     : !has(t, TABLE_TO, TABLE_TO_CITY, TABLE_TO_COUNTY)      ? "目的地"
                     : !has(t, TABLE_DATE, TABLE_EARLIEST, TABLE_RETURN_DATE) ? "乘车日期"
                                                                              : NULL;
    if (!zh)
        return RC_OK;
    return err_set(err, RC_INVALID, "missing-column", "表里缺少“%s”一列，请让发送方补上",
                   "the column \"%s\" is missing; ask the sender to add it", zh);
}

/* 编号 that merely counts the rows is no ref. */
static void drop_running_count(struct table *t) {
    int column = find_column(t, TABLE_REF);
    char text[16];

    for (int32_t i = 0; column >= 0 && i < t->n_lines; i++) {
        snprintf(text, sizeof text, "%d", (int)i + 1);
        if (strcmp(cell_at(&t->lines[i], column), text) != 0)
            return;
    }
    if (column >= 0 && t->n_lines > 1)
        t->columns[column].field = TABLE_SEQ;
}

/* 合计 and the like at the end of a table are nobody. */
static bool is_total(const struct table *t, const struct line *line) {
    static const char *const words[] = {"合计", "总计", "小计", "共计"};

    for (int i = 0; i < line->n_cells; i++)
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (strncmp(line->cells[i], words[w], strlen(words[w])) == 0)
                return !cell(t, line, TABLE_DOCUMENT)[0];
    return false;
}

/* ---- one trip ---- */

static void read_destination(struct table *t, const struct line *line, struct spot *out) {
    struct str name = STR_MAX(512);
    const char *column = heading(t, TABLE_TO, "目的地");

    str_add(&name, cell(t, line, TABLE_TO_PROVINCE));
    str_add(&name, cell(t, line, TABLE_TO_CITY));
    str_add(&name, cell(t, line, TABLE_TO_COUNTY));
    const char *whole = cell(t, line, TABLE_TO);
    if (!name.len || strlen(whole) >= name.len)
        str_reset(&name);
    if (!name.len)
        str_add(&name, whole);
    if (name.len)
        row_read_spot(&t->reader, column, str_get(&name), out);
    else
        row_fault(&t->reader, FAULT_REJECT, "no-destination", column, "没有目的地，请补上",
                  "there is no destination; add it");
    str_clear(&name);
}

static void read_origin(struct table *t, const struct line *line, struct spot *out) {
    const char *text = cell(t, line, TABLE_FROM);
    int32_t office = t->reader.context->office_place;
    const struct place *place = places_find(t->reader.context->campaign->places, office);

    if (text[0])
        row_read_spot(&t->reader, heading(t, TABLE_FROM, "出发地"), text, out);
    else if (place)
        *out = (struct spot){office, -1, place->at};
}

static bool read_days(struct table *t, const struct line *line, enum table_field field,
                      struct day *from, struct day *to) {
    const char *text = cell(t, line, field);

    if (!text[0])
        return false;
    if (value_days(t->reader.context->campaign, text, from, to))
        return true;
    row_fault(&t->reader, FAULT_REJECT, "malformed-date", heading(t, field, "日期"),
              "日期读不懂，请写成 2018-02-07 这样",
              "the date cannot be read; write it as 2018-02-07");
    *from = *to = DAY_NONE;
    return true;
}

static void read_window(struct table *t, const struct line *line, struct list_trip *trip) {
    struct day other;
    bool single = read_days(t, line, TABLE_DATE, &trip->earliest, &trip->latest);
    bool from = read_days(t, line, TABLE_EARLIEST, &trip->earliest, &other);
    bool to = read_days(t, line, TABLE_LATEST, &other, &trip->latest);

    if (from && !to && !single)
        trip->latest = trip->earliest;
    if (to && !from && !single)
        trip->earliest = trip->latest;
    if (!single && !from && !to)
        row_fault(&t->reader, FAULT_REJECT, "no-date", heading(t, TABLE_DATE, "乘车日期"),
                  "没有日期，请补上", "there is no date; add it");
    /* a range beside a preferred day of its own, or a single date beside a range */
    trip->preferred = trip->earliest;
    if (!read_days(t, line, TABLE_PREFERRED, &trip->preferred, &other) && single && from && to)
        (void)read_days(t, line, TABLE_DATE, &trip->preferred, &other);
}

/* Without a word for it: return if the destination lies in the office's province and the origin
 * does not (contract section 5). */
static enum direction guess_direction(const struct table *t, const struct list_trip *trip) {
    int32_t home = place_province(t->reader.context->office_place);
    bool back = place_province(trip->to.place) == home && place_province(trip->from.place) != home;

    return back ? DIRECTION_RETURN : DIRECTION_HOME;
}

static void read_needs(struct table *t, const struct line *line, struct list_trip *trip) {
    for (int i = 0; i < t->n_columns; i++)
        if (t->columns[i].field == TABLE_NEEDS)
            trip->needs |= value_needs(t->columns[i].header, cell_at(line, i));
}

static const char *text_or_null(struct table *t, const char *text) {
    return text[0] ? arena_strdup(&t->reader.arena, text) : NULL;
}

static void read_luggage(struct table *t, const struct line *line, struct list_trip *trip) {
    const char *text = cell(t, line, TABLE_LUGGAGE);
    int64_t pieces;

    if (text[0] && text_int64(text, 0, 99, &pieces))
        trip->luggage = (int32_t)pieces;
    else if (text[0])
        row_fault(&t->reader, FAULT_WARNING, "odd-luggage", heading(t, TABLE_LUGGAGE, ""),
                  "行李件数不是数字，未采用",
                  "the pieces of luggage are no number and were left out");
}

static void read_trip(struct table *t, const struct line *line) {
    struct list_row *row = &t->reader.row;
    struct list_trip *trip = &row->trips[row->n_trips++];

    *trip = (struct list_trip){
        .earliest = DAY_NONE, .preferred = DAY_NONE, .latest = DAY_NONE, .applied = INSTANT_NONE};
    read_origin(t, line, &trip->from);
    read_destination(t, line, &trip->to);
    read_window(t, line, trip);
    if (!value_direction(cell(t, line, TABLE_DIRECTION), &trip->direction))
        trip->direction = guess_direction(t, trip);
    trip->modes = value_modes(cell(t, line, TABLE_MODES));
    trip->party = text_or_null(t, cell(t, line, TABLE_PARTY));
    const char *together = cell(t, line, TABLE_TOGETHER);
    trip->must = value_yes(together) && strcmp(together, "prefer") != 0;
    read_needs(t, line, trip);
    read_luggage(t, line, trip);
    trip->classes = text_or_null(t, cell(t, line, TABLE_CLASS));
    trip->services = text_or_null(t, cell(t, line, TABLE_SERVICE));
}

/* A return-date column makes the way back a second trip. */
static void read_way_back(struct table *t, const struct line *line) {
    struct list_row *row = &t->reader.row;
    struct list_trip back = row->trips[0];

    if (row->n_trips != 1 || !read_days(t, line, TABLE_RETURN_DATE, &back.earliest, &back.latest))
        return;
    struct spot from = back.to;
    back.to = back.from;
    back.from = from;
    back.direction = back.direction == DIRECTION_HOME ? DIRECTION_RETURN : DIRECTION_HOME;
    back.preferred = back.earliest;
    row->trips[row->n_trips++] = back;
}

/* ---- one rider ---- */

static void read_person(struct table *t, const struct line *line) {
    struct list_row *row = &t->reader.row;
    const char *document = cell(t, line, TABLE_DOCUMENT);
    int64_t riders;

    row->ref = text_or_null(t, cell(t, line, TABLE_REF));
    if (row->ref && strchr(row->ref, '/'))
        row_fault(&t->reader, FAULT_REJECT, "slash-in-ref", heading(t, TABLE_REF, "报名号"),
                  "报名号里不能有“/”", "a ref may not hold \"/\"");
    row_read_name(&t->reader, heading(t, TABLE_NAME, "姓名"), cell(t, line, TABLE_NAME));
    row_read_document(&t->reader, heading(t, TABLE_DOCUMENT, "证件号码"),
                      value_document_type(cell(t, line, TABLE_DOCUMENT_TYPE), document), document);
    row_read_phone(&t->reader, heading(t, TABLE_PHONE, "电话"), cell(t, line, TABLE_PHONE));
    row->employer = text_or_null(t, cell(t, line, TABLE_EMPLOYER));
    row->hardship = value_yes(cell(t, line, TABLE_HARDSHIP));
    row->hardship_register = text_or_null(t, cell(t, line, TABLE_HARDSHIP_NO));
    if (text_int64(cell(t, line, TABLE_HEADCOUNT), 2, 999, &riders))
        row_fault(&t->reader, FAULT_WARNING, "unnamed-companions", heading(t, TABLE_HEADCOUNT, ""),
                  "写明共 %lld 人，另 %lld 人没有姓名和证件，未登记，请补报",
                  "the row is for %lld, of whom %lld have no name and document and were not "
                  "entered; ask for them",
                  (long long)riders, (long long)riders - 1);
}

static bool is_remark(enum table_field field) {
    return field == TABLE_UNKNOWN || field == TABLE_CONTACT || field == TABLE_CONTACT_PHONE;
}

static void read_remarks(struct table *t, const struct line *line) {
    struct str remark = STR_MAX(2000);

    for (int i = 0; i < t->n_columns; i++)
        if (is_remark(t->columns[i].field) && cell_at(line, i)[0])
            str_addf(&remark, "%s%s: %s", remark.len ? "; " : "", t->columns[i].header,
                     cell_at(line, i));
    t->reader.row.remark = remark.len ? arena_strdup(&t->reader.arena, str_get(&remark)) : NULL;
    str_clear(&remark);
}

/* The same document further down with another direction is the same rider's other trip. */
static void join_other_trip(struct table *t, const struct line *line) {
    struct list_row *row = &t->reader.row;

    if (row->n_trips != 1 || line->next < 0)
        return;
    struct line *other = &t->lines[line->next];
    struct row_reader before = t->reader;
    read_trip(t, other);
    if (row->trips[1].direction != row->trips[0].direction)
        other->taken = true;
    else
        t->reader.row = before.row; /* a repetition: it will be judged on its own */
}

static enum rc read_rider(struct table *t, const struct line *line, struct err *err) {
    row_begin(&t->reader, line->row);
    read_person(t, line);
    read_trip(t, line);
    read_way_back(t, line);
    join_other_trip(t, line);
    read_remarks(t, line);
    row_judge(&t->reader, heading(t, TABLE_FROM, "出发地"), heading(t, TABLE_DATE, "乘车日期"));
    t->reader.row.raw[t->reader.row.n_raw++] =
        (struct list_raw){line->row, line->cells, line->n_cells};
    return t->sink->row(t->sink->payload, &t->reader.row, err);
}

/* Lines with one document are chained, by a hash of its folded number. */
static void chain_documents(struct table *t) {
    size_t room = 16;
    struct document document;

    while (room < 2 * (size_t)t->n_lines)
        room *= 2;
    int32_t *last = arena_array(&t->arena, room, sizeof *last); /* line + 1 */
    uint64_t *hashes = arena_array(&t->arena, room, sizeof *hashes);
    for (int32_t i = 0; i < t->n_lines; i++) {
        const char *text = cell(t, &t->lines[i], TABLE_DOCUMENT);
        (void)document_read(value_document_type(cell(t, &t->lines[i], TABLE_DOCUMENT_TYPE), text),
                            text, t->reader.context->today, &document);
        if (!document.number[0])
            continue;
        uint64_t hash = hash_bytes(document.number, strlen(document.number), 11);
        size_t at = hash & (room - 1);
        while (last[at] && hashes[at] != hash)
            at = (at + 1) & (room - 1);
        if (last[at])
            t->lines[last[at] - 1].next = i;
        last[at] = i + 1;
        hashes[at] = hash;
    }
}

static enum rc read_riders(struct table *t, struct err *err) {
    const struct list_head head = {.format = WIRE_TABLE_TEXT, .issued = t->reader.context->issued};
    enum rc rc = t->sink->head(t->sink->payload, &head, err);

    chain_documents(t);
    for (int32_t i = 0; i < t->n_lines && rc == RC_OK; i++) {
        progress_step(t->reader.context->progress, BI("正在读名单", "reading the list"), i,
                      t->n_lines);
        if (!t->lines[i].taken && !is_total(t, &t->lines[i]))
            rc = read_rider(t, &t->lines[i], err);
    }
    return rc;
}

enum rc list_table_read(struct source *source, enum wire_format format,
                        const struct list_context *context, const struct list_reader *sink,
                        struct err *err) {
    struct table t = {.sink = sink};

    row_reader_init(&t.reader, context);
    header_words_make(&t.arena, &t.words);
    enum rc rc = table_read(source, format, on_row, &t, err);
    rc = rc == RC_OK ? check_columns(&t, err) : rc;
    if (rc == RC_OK) {
        drop_running_count(&t);
        rc = read_riders(&t, err);
    } else {
        err_at(err, source->name, 0);
    }
    mem_free(t.lines);
    row_reader_clear(&t.reader);
    arena_clear(&t.arena);
    return rc;
}
