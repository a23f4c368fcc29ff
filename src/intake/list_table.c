/*
 * Rider lists as tables (contract section 5), in two passes: a survey of the whole file, then its
 * rows, each judged by the same rules as XML. Memory does not grow with the length of the list; a
 * row waits for another only where one document stands in both.
 */
#include "intake/list.h"

#include "intake/held_row.h"
#include "intake/table_row.h"

#include <string.h>

#define HELD_MAX ((size_t)48 << 20) /* with the rest within 128 MiB */
#define EMPLOYER_MAX 256

struct table {
    struct row_reader reader;
    const struct list_reader *sink;
    table_read_fn *read;
    enum wire_format format;
    struct arena arena; /* of the cells at hand */
    struct survey survey;
    int at;                      /* the sheet at hand, -1 before the first */
    bool columns_said;           /* of that sheet */
    bool *remarks_said;          /* per sheet: what is wrong with its columns */
    bool sheets_said;            /* which sheets are left out */
    char employer[EMPLOYER_MAX]; /* of the block */
    size_t held;                 /* bytes that wait */
    int64_t done;
};

/* ---- the sender's own cells ---- */

static bool is_dropped(const struct columns *columns, int i) {
    return i < columns->n && table_field_use(columns->v[i].field) == USE_DROPPED;
}

/* Health, income, bank: not even for the file of rejects. */
static struct list_raw raw_of(struct table *t, const struct columns *columns,
                              const struct table_row *row) {
    const char **cells = arena_array(&t->arena, (size_t)row->n_cells, sizeof *cells);

    for (int i = 0; i < row->n_cells; i++)
        cells[i] = is_dropped(columns, i) ? "" : row->cells[i];
    return (struct list_raw){row->row, cells, row->n_cells};
}

/* A second row from a sheet with other columns, under the columns of the first. */
static struct list_raw raw_under(struct table *t, const struct columns *first,
                                 const struct columns *second, const struct list_raw *raw) {
    const char **cells = arena_array(&t->arena, (size_t)first->n, sizeof *cells);

    for (int i = 0; i < first->n; i++) {
        cells[i] = "";
        for (int k = 0; k < second->n && k < raw->n; k++)
            if (strcmp(first->v[i].heading, second->v[k].heading) == 0)
                cells[i] = raw->cells[k];
    }
    return (struct list_raw){raw->row, cells, first->n};
}

/* ---- what is said once ---- */

static void say_unsure(struct table *t, const struct sheet *sheet) {
    const char *const *labels = t->survey.words.labels;

    for (int i = 0; i < sheet->columns.n; i++) {
        const struct column *c = &sheet->columns.v[i];
        if (c->unsure)
            row_fault(&t->reader, FAULT_WARNING, "ambiguous-column", c->heading,
                      "“%.60s”一列可以读作“%s”或“%s”，已按前者读，可用 list map 定下",
                      "the column \"%.60s\" may mean \"%s\" or \"%s\" and was read as the first; "
                      "settle it with list map",
                      c->heading, labels[c->field], labels[c->other]);
    }
}

/* Sheets that hold people, as far as can be told, and are no list. */
static void say_sheets(struct table *t) {
    for (int i = 0; i < t->survey.n_sheets; i++) {
        const struct sheet *sheet = &t->survey.sheets[i];
        const char *missing = survey_missing(sheet), *name = sheet->name ? sheet->name : "";
        if (sheet->taken || !sheet->n_documents)
            continue;
        if (missing)
            row_fault(&t->reader, FAULT_WARNING, "sheet-left-out", "",
                      "工作表“%.60s”缺少“%s”一列，未读入，请核对",
                      "the sheet \"%.60s\" lacks the column \"%s\" and was left out; check it",
                      name, missing);
        else
            row_fault(&t->reader, FAULT_WARNING, "sheet-left-out", "",
                      "工作表“%.60s”没有表头，未读入，请核对",
                      "the sheet \"%.60s\" has no header and was left out; check it", name);
    }
}

static void say_once(struct table *t, const struct sheet *sheet) {
    size_t i = (size_t)(sheet - t->survey.sheets);

    if (!t->sheets_said)
        say_sheets(t);
    t->sheets_said = true;
    if (!t->remarks_said[i])
        say_unsure(t, sheet);
    t->remarks_said[i] = true;
}

/* ---- one rider ---- */

static struct cells cells_of(struct table *t, const struct held_row *held) {
    struct cells cells = cells_make(&t->arena, &held->sheet->columns, &held->row);

    cells.employer = held->employer;
    return cells;
}

static void begin_rider(struct table *t, const struct sheet *sheet, const struct cells *cells) {
    row_begin(&t->reader, cells->row);
    t->reader.row.sheet = sheet->name;
    table_read_person(&t->reader, cells);
    (void)table_read_trips(&t->reader, cells);
}

static enum rc end_rider(struct table *t, const struct sheet *sheet, const struct cells *cells,
                         struct err *err) {
    row_judge(&t->reader, cells_heading(cells, TABLE_FROM, "出发地"),
              cells_heading(cells, TABLE_DATE, "乘车日期"));
    say_once(t, sheet);
    return t->sink->row(t->sink->payload, &t->reader.row, err);
}

static void add_raw(struct table *t, const struct list_raw raw) {
    t->reader.row.raw[t->reader.row.n_raw++] = raw;
}

static enum rc emit(struct table *t, const struct sheet *sheet, const struct table_row *row,
                    const struct cells *cells, struct err *err) {
    begin_rider(t, sheet, cells);
    add_raw(t, raw_of(t, &sheet->columns, row));
    return end_rider(t, sheet, cells, err);
}

/* ---- a rider in two rows ---- */

/* What a row says of its rider, to tell whether two rows are one rider. */
struct sight {
    struct document document;
    unsigned directions; /* bits */
    int n_trips;
    bool certain;
};

static struct sight look(struct table *t, const struct cells *cells) {
    struct sight sight = {0};

    row_begin(&t->reader, cells->row);
    (void)table_read_number(&t->reader, cells, &sight.document);
    sight.certain = table_read_trips(&t->reader, cells);
    sight.n_trips = t->reader.row.n_trips;
    for (int i = 0; i < sight.n_trips; i++)
        sight.directions |= 1u << t->reader.row.trips[i].direction;
    return sight;
}

static bool same_document(const struct sight *a, const struct sight *b) {
    return a->document.type == b->document.type &&
           strcmp(a->document.number, b->document.number) == 0;
}

static bool go_together(const struct sight *a, const struct sight *b) {
    return a->n_trips + b->n_trips <= LIST_TRIPS &&
           (!(a->directions & b->directions) || !a->certain || !b->certain);
}

static enum rc emit_joined(struct table *t, const struct held_row *held, const struct cells *first,
                           const struct sheet *sheet, const struct table_row *row,
                           const struct cells *second, struct err *err) {
    begin_rider(t, held->sheet, first);
    t->reader.second_row = second->row;
    table_read_again(&t->reader, second);
    (void)table_read_trips(&t->reader, second);
    t->reader.second_row = 0;
    add_raw(t, raw_of(t, &held->sheet->columns, &held->row));
    struct list_raw raw = raw_of(t, &sheet->columns, row);
    add_raw(t, sheet == held->sheet ? raw
                                    : raw_under(t, &held->sheet->columns, &sheet->columns, &raw));
    return end_rider(t, held->sheet, first, err);
}

static enum rc emit_twice(struct table *t, const struct sheet *sheet, const struct table_row *row,
                          const struct cells *cells, int64_t first, struct err *err) {
    begin_rider(t, sheet, cells);
    row_fault(&t->reader, FAULT_REJECT, "duplicate-direction",
              cells_heading(cells, TABLE_DOCUMENT, "证件号码"),
              first ? "与第 %lld 行是同一证件、同一方向，请只留一次"
                    : "同一证件、同一方向在本文件中重复，请只留一次%.0lld",
              first ? "same document and direction as row %lld; keep one"
                    : "the same document and direction stand in this file already; keep one%.0lld",
              (long long)first);
    add_raw(t, raw_of(t, &sheet->columns, row));
    return end_rider(t, sheet, cells, err);
}

static void release(struct table *t, struct repeat *repeat) {
    t->held -= repeat->held->bytes;
    held_row_free(repeat->held);
    repeat->held = NULL;
}

static enum rc emit_held(struct table *t, struct repeat *repeat, struct err *err) {
    struct held_row *held = repeat->held;
    struct cells cells = cells_of(t, held);
    enum rc rc = emit(t, held->sheet, &held->row, &cells, err);

    release(t, repeat);
    return rc;
}

static enum rc hold(struct table *t, struct repeat *repeat, const struct sheet *sheet,
                    const struct table_row *row, const struct cells *cells, struct err *err) {
    repeat->held = held_row_new(row, sheet, cells->employer);
    t->held += repeat->held->bytes;
    if (t->held <= HELD_MAX)
        return RC_OK;
    return err_set(err, RC_LIMIT, "rows-far-apart",
                   "同一人的两行相隔太远，放不下，请把名单按证件号码排序后再导入",
                   "too many riders stand in two rows far apart; sort the list by document number "
                   "and import it again");
}

/* A row whose document stands in other rows too. */
static enum rc take_repeated(struct table *t, struct repeat *repeat, const struct sheet *sheet,
                             const struct table_row *row, const struct cells *cells,
                             struct err *err) {
    repeat->left--;
    if (repeat->joined)
        return emit_twice(t, sheet, row, cells, 0, err);
    if (!repeat->held)
        return repeat->left > 0 ? hold(t, repeat, sheet, row, cells, err)
                                : emit(t, sheet, row, cells, err);
    struct cells first = cells_of(t, repeat->held);
    struct sight a = look(t, &first), b = look(t, cells);
    enum rc rc;
    if (!same_document(&a, &b)) { /* two hashes that are alike */
        rc = emit(t, sheet, row, cells, err);
    } else if (go_together(&a, &b)) {
        rc = emit_joined(t, repeat->held, &first, sheet, row, cells, err);
        release(t, repeat);
        repeat->joined = true;
    } else {
        rc = emit_twice(t, sheet, row, cells, first.row, err);
    }
    return rc == RC_OK && repeat->held && repeat->left == 0 ? emit_held(t, repeat, err) : rc;
}

static enum rc emit_waiting(struct table *t, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < t->survey.repeats.n && rc == RC_OK; i++)
        if (t->survey.repeats.v[i].held)
            rc = emit_held(t, &t->survey.repeats.v[i], err);
    return rc;
}

/* ---- rows ---- */

static bool same_sheet(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The sheet that the row is of. The second pass sees the sheets of the first, in their order. */
static const struct sheet *enter_sheet(struct table *t, const struct table_row *row) {
    bool next = t->at < 0 || !same_sheet(t->survey.sheets[t->at].name, row->sheet);

    if (next && t->at + 1 < t->survey.n_sheets) {
        t->at++;
        t->columns_said = false;
        t->employer[0] = '\0';
    }
    return &t->survey.sheets[t->at];
}

static enum rc say_columns(struct table *t, const struct sheet *sheet, struct err *err) {
    struct list_columns columns = {sheet->name, NULL, sheet->columns.n};

    if (t->columns_said)
        return RC_OK;
    t->columns_said = true;
    const char **headings = arena_array(&t->arena, (size_t)columns.n, sizeof *headings);
    for (int i = 0; i < columns.n; i++)
        headings[i] = sheet->columns.v[i].heading;
    columns.headings = headings;
    return t->sink->columns(t->sink->payload, &columns, err);
}

/* Only the employer is carried down, and only where the sheet is written in blocks. */
static void carry_employer(struct table *t, const struct sheet *sheet, struct cells *cells) {
    const char *own = cells_get(cells, TABLE_EMPLOYER);

    if (!sheet->carries_employer)
        return;
    size_t len = strlen(own);
    if (len >= EMPLOYER_MAX)
        t->employer[0] = '\0';
    else if (len)
        memcpy(t->employer, own, len + 1);
    else if (t->employer[0])
        cells->employer = t->employer;
}

static enum rc take_row(struct table *t, const struct sheet *sheet, const struct table_row *row,
                        struct cells *cells, struct err *err) {
    struct document document;
    struct repeat *repeat = NULL;
    enum rc rc = say_columns(t, sheet, err);

    carry_employer(t, sheet, cells);
    progress_step(t->reader.context->progress, BI("正在读名单", "reading the list"), t->done++,
                  t->survey.n_rows);
    if (t->survey.repeats.n && table_read_number(&t->reader, cells, &document))
        repeat = repeats_find(&t->survey.repeats, survey_hash(&document));
    if (rc != RC_OK)
        return rc;
    return repeat ? take_repeated(t, repeat, sheet, row, cells, err)
                  : emit(t, sheet, row, cells, err);
}

static enum rc on_row(void *payload, const struct table_row *row, struct err *err) {
    struct table *t = payload;
    const struct sheet *sheet = enter_sheet(t, row);

    if (!sheet->taken || row->row < sheet->first_row)
        return RC_OK;
    arena_reset(&t->arena);
    struct cells cells = cells_make(&t->arena, &sheet->columns, row);
    if (!cells_nobody(&cells))
        return take_row(t, sheet, row, &cells, err);
    t->employer[0] = '\0'; /* a block ends at a total or an empty row */
    return RC_OK;
}

static enum rc read_rows(struct table *t, struct source *source, struct err *err) {
    const struct list_head head = {.format = t->format, .issued = t->reader.context->issued};
    enum rc rc = t->sink->head(t->sink->payload, &head, err);

    t->remarks_said =
        arena_array(&t->survey.arena, (size_t)t->survey.n_sheets, sizeof *t->remarks_said);
    rc = rc == RC_OK ? t->read(source, t->format, on_row, t, err) : rc;
    return rc == RC_OK ? emit_waiting(t, err) : rc;
}

static void clear(struct table *t) {
    for (int i = 0; i < t->survey.repeats.n; i++)
        held_row_free(t->survey.repeats.v[i].held);
    survey_clear(&t->survey);
    row_reader_clear(&t->reader);
    arena_clear(&t->arena);
}

enum rc list_rows_read(table_read_fn *read, struct source *source, enum wire_format format,
                       const struct list_context *context, const struct list_reader *sink,
                       struct err *err) {
    struct table t = {.sink = sink, .read = read, .format = format, .at = -1};

    row_reader_init(&t.reader, context);
    enum rc rc = survey_read(read, source, format, &t.reader, &t.survey, err);
    rc = rc == RC_OK ? read_rows(&t, source, err) : rc;
    clear(&t);
    return rc;
}

enum rc list_table_read(struct source *source, enum wire_format format,
                        const struct list_context *context, const struct list_reader *sink,
                        struct err *err) {
    return list_rows_read(table_read, source, format, context, sink, err);
}
