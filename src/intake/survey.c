/* The first pass over a table. */
#include "intake/survey.h"

#include "intake/table_row.h"
#include "intake/value.h"

#include <string.h>

#define HEADER_ROWS 200 /* of a sheet in which a header is looked for */
#define HEADING_MAX 256

/* Cells of an earlier row, copied. */
struct kept_row {
    struct header_row row;
    unsigned char *hidden;
    int64_t number;
};

struct surveying {
    struct survey *survey;
    struct row_reader *reader;
    struct columns_reader columns;
    bool text; /* no merged cells: an employer may stand in the first row of a block only */
    /* of the sheet at hand */
    int64_t n_seen;
    struct kept_row above,
        header; /* the row before; the header until its second row is ruled out */
    /* employers of the sheet, to tell whether they are carried down */
    uint64_t employer; /* of the filled row before, as a hash; 0 at the start */
    int64_t n_employers, n_without;
    bool employer_repeats;
};

uint64_t survey_hash(const struct document *document) {
    return hash_bytes(document->number, strlen(document->number), 11 + (uint64_t)document->type);
}

static struct sheet *sheet_of(struct surveying *s) {
    return &s->survey->sheets[s->survey->n_sheets - 1];
}

/* ---- sheets ---- */

static bool same_sheet(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void end_employers(struct surveying *s) {
    sheet_of(s)->carries_employer =
        s->text && s->n_employers > 0 && !s->employer_repeats && s->n_without >= s->n_employers;
}

static void end_header(struct surveying *s, const struct kept_row *below);

static void end_sheet(struct surveying *s) {
    if (!s->survey->n_sheets)
        return;
    if (s->header.row.n)
        end_header(s, NULL);
    end_employers(s);
    if (sheet_of(s)->has_header)
        columns_settle(&sheet_of(s)->columns);
}

static void begin_sheet(struct surveying *s, const char *name) {
    struct sheet sheet = {.name = arena_strdup(&s->survey->arena, name)};

    end_sheet(s);
    VEC_PUSH(s->survey->sheets, s->survey->n_sheets, s->survey->cap, sheet);
    s->n_seen = s->n_employers = s->n_without = 0;
    s->above = s->header = (struct kept_row){0};
    s->employer = 0;
    s->employer_repeats = false;
}

/* ---- headers ---- */

static struct kept_row keep_row(struct surveying *s, const struct table_row *row) {
    size_t n = (size_t)row->n_cells;
    const char **cells = arena_array(&s->survey->arena, n, sizeof *cells);
    unsigned char *hidden = NULL;

    for (size_t i = 0; i < n; i++) /* a long cell is no heading */
        cells[i] = strlen(row->cells[i]) > HEADING_MAX
                       ? ""
                       : arena_strdup(&s->survey->arena, row->cells[i]);
    if (row->hidden) {
        hidden = arena_array(&s->survey->arena, n, 1);
        memcpy(hidden, row->hidden, n);
    }
    return (struct kept_row){{cells, row->n_cells}, hidden, row->row};
}

/* The header is complete: of one row with the groups above it, or of two. */
static void end_header(struct surveying *s, const struct kept_row *below) {
    const struct kept_row *upper = below ? &s->header : &s->above;
    const struct kept_row *lower = below ? below : &s->header;

    columns_make(&s->columns, &upper->row, &lower->row, lower->hidden, &sheet_of(s)->columns);
    sheet_of(s)->first_row = lower->number + 1;
    sheet_of(s)->has_header = true;
    s->header = (struct kept_row){0};
}

/* True if the row belongs to the header or stands above it. */
static bool take_header(struct surveying *s, const struct table_row *row) {
    struct header_row cells = {row->cells, row->n_cells};

    if (s->header.row.n) {
        if (!columns_go_on(&s->columns, &s->header.row, &cells)) {
            end_header(s, NULL);
            return false;
        }
        struct kept_row below = keep_row(s, row);
        end_header(s, &below);
        return true;
    }
    if (sheet_of(s)->has_header)
        return false;
    if (s->n_seen++ > HEADER_ROWS)
        return true;
    if (columns_are_header(&s->columns, &cells))
        s->header = keep_row(s, row);
    else
        s->above = keep_row(s, row);
    return true;
}

/* ---- rows ---- */

/* Digits with nothing but blanks and dashes between; two dates with a word between are none. */
static bool looks_like_document(const char *text) {
    size_t digits = 0, most = 0;

    for (; *text; text++) {
        if (*text >= '0' && *text <= '9')
            digits++;
        else if (*text != ' ' && *text != '-')
            digits = 0;
        most = digits > most ? digits : most;
    }
    return most >= 15 && most <= 19;
}

static void count_documents(struct surveying *s, const struct table_row *row) {
    for (int i = 0; i < row->n_cells; i++)
        sheet_of(s)->n_documents += looks_like_document(row->cells[i]);
}

/* Employers that differ from one filled row to the next, with empty rows between, are blocks. */
static void observe_employer(struct surveying *s, const struct cells *cells) {
    const char *text = cells_get(cells, TABLE_EMPLOYER);

    if (!text[0]) {
        s->n_without++;
        s->employer_repeats |= !s->n_employers; /* the first row of a block would have it */
        return;
    }
    uint64_t hash = hash_bytes(text, strlen(text), 5);
    s->n_employers++;
    s->employer_repeats |= s->employer == hash;
    s->employer = hash;
}

static enum rc observe_row(struct surveying *s, const struct table_row *row, struct err *err) {
    struct sheet *sheet = sheet_of(s);
    struct document document;

    struct cells cells = cells_make(&s->reader->arena, &sheet->columns, row);
    if (cells_nobody(&cells))
        return RC_OK;
    sheet->n_rows++;
    columns_observe(&s->columns, &sheet->columns, row);
    if (s->text)
        observe_employer(s, &cells);
    if (!table_read_number(s->reader, &cells, &document) ||
        repeats_add(&s->survey->repeats, survey_hash(&document)))
        return RC_OK;
    return err_set(err, RC_LIMIT, "too-many-repeats",
                   "名单里重复的证件太多，读不下，请分成几份再导入",
                   "too many rows of the list repeat a document; import it in several parts");
}

static bool is_empty(const struct table_row *row) {
    for (int i = 0; i < row->n_cells; i++)
        if (value_trim(row->cells[i]).len)
            return false;
    return true;
}

static enum rc on_row(void *payload, const struct table_row *row, struct err *err) {
    struct surveying *s = payload;

    if (!s->survey->n_sheets || !same_sheet(sheet_of(s)->name, row->sheet))
        begin_sheet(s, row->sheet);
    if (is_empty(row))
        return RC_OK;
    count_documents(s, row);
    arena_reset(&s->reader->arena);
    return take_header(s, row) ? RC_OK : observe_row(s, row, err);
}

/* ---- is it a list at all? ---- */

static bool has(const struct sheet *sheet, enum table_field field) {
    return sheet->columns.first[field] >= 0;
}

struct needed {
    enum table_field fields[7]; /* any of them will do; ends with TABLE_UNKNOWN */
    const char *zh;
};
static const struct needed needed[] = {
    {{TABLE_NAME, TABLE_NAME_DOCUMENT}, "姓名"},
    {{TABLE_DOCUMENT, TABLE_NAME_DOCUMENT}, "证件号码"},
    {{TABLE_TO, TABLE_TO_CITY, TABLE_TO_COUNTY, TABLE_TO_PROVINCE, TABLE_TO_STATION,
      TABLE_TO_POINT},
     "目的地"},
    {{TABLE_DATE, TABLE_EARLIEST, TABLE_LATEST, TABLE_RETURN_DATE}, "乘车日期"},
};

static bool has_needed(const struct sheet *sheet, const struct needed *column) {
    for (int i = 0; column->fields[i] != TABLE_UNKNOWN; i++)
        if (has(sheet, column->fields[i]))
            return true;
    return false;
}

const char *survey_missing(const struct sheet *sheet) {
    for (size_t i = 0; sheet->has_header && i < sizeof needed / sizeof *needed; i++)
        if (!has_needed(sheet, &needed[i]))
            return needed[i].zh;
    return NULL;
}

static enum rc refuse(const struct sheet *sheet, struct err *err) {
    struct str found = STR_MAX(240);

    for (int i = 0; i < sheet->columns.n; i++) {
        const char *heading = sheet->columns.v[i].heading;
        if (heading[0] && found.len + strlen(heading) + 4 < found.max)
            str_addf(&found, "%s%s", found.len ? "、" : "", heading);
    }
    enum rc rc = err_set(err, RC_INVALID, "missing-column",
                         "表里缺少“%s”一列，请让发送方补上（找到的列有：%s）",
                         "the column \"%s\" is missing; ask the sender to add it (found: %s)",
                         survey_missing(sheet), str_get(&found));
    str_clear(&found);
    return rc;
}

/* Sheets with all that a list needs are taken; if there is none, the longest says what is missing.
 * Those of drivers, of sums, of people without a date are left out beside a list, with a warning.
 */
static enum rc choose_sheets(struct survey *survey, struct err *err) {
    const struct sheet *longest = NULL;
    int taken = 0;

    for (int i = 0; i < survey->n_sheets; i++) {
        struct sheet *sheet = &survey->sheets[i];
        if (!sheet->has_header)
            continue;
        sheet->taken = !survey_missing(sheet);
        taken += sheet->taken;
        survey->n_rows += sheet->taken ? sheet->n_rows : 0;
        if (!longest || sheet->n_rows > longest->n_rows)
            longest = sheet;
    }
    if (taken)
        return RC_OK;
    if (longest)
        return refuse(longest, err);
    return err_set(err, RC_INVALID, "no-header",
                   "表里没有找到表头（要有姓名、证件号、目的地和日期等列），请让发送方补上",
                   "no header row was found (name, document, destination and a date are "
                   "needed); ask the sender to add one");
}

enum rc survey_read(table_read_fn *read, struct source *source, enum wire_format format,
                    struct row_reader *reader, struct survey *out, struct err *err) {
    struct surveying s = {.survey = out, .reader = reader, .text = format == WIRE_TABLE_TEXT};

    *out = (struct survey){0};
    header_words_make(&out->arena, &out->words);
    repeats_init(&out->repeats);
    s.columns = (struct columns_reader){reader->context, &out->words, &reader->days, &out->arena};
    enum rc rc = read(source, format, on_row, &s, err);
    if (rc == RC_OK)
        end_sheet(&s);
    repeats_close(&out->repeats);
    rc = rc == RC_OK ? choose_sheets(out, err) : rc;
    if (rc == RC_OK && !source->rewind(source->payload))
        rc = err_set(err, RC_IO, "unreadable", "读文件 %s 时出错", "reading the file %s failed",
                     source->name);
    if (rc != RC_OK)
        err_at(err, source->name, 0);
    return rc;
}

void survey_clear(struct survey *survey) {
    repeats_clear(&survey->repeats);
    mem_free(survey->sheets);
    arena_clear(&survey->arena);
}
