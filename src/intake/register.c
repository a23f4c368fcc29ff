/*
 * The hardship register as offices send it: the union's form (职工编号 困难类别 姓名 ...) or the
 * list of contact persons, in any format of a table. Of a row only the person, the class and the
 * contact are looked at; income, health, bank, family and address never get past this file.
 */
#include "intake/header.h"
#include "intake/row.h"
#include "intake/value.h"

#include <stdio.h>
#include <string.h>

enum { CLASS_MAX_BYTES = 60 };

/* The columns that are read. */
enum part {
    PART_NUMBER,
    PART_NAME,
    PART_DOCUMENT,
    PART_DOCUMENT_TYPE,
    PART_PHONE,
    PART_CLASS,
    PART_CONTACT,
    PART_CONTACT_PHONE,
    PART_DATE, /* of travel: what only a rider list has */
    PARTS
};

struct sheet {
    const char *name;    /* NULL for text */
    int64_t header;      /* row of the first header, 0: none yet */
    const char *missing; /* the needed column that it lacks, NULL: it can be read */
    enum register_kind kind;
    struct {
        int column; /* -1: none */
        const char *heading;
    } parts[PARTS];
};

struct reading {
    struct row_reader reader;
    struct header_words words;
    struct arena arena; /* of the whole file */
    struct arena look;  /* of the row at hand, while it may be a header */
    struct sheet sheet;
    struct sheet *left_out; /* sheets with a header that cannot be read */
    int n_left_out;
    size_t left_out_cap;
    bool any_read; /* some sheet could be */
    int64_t rows;
    register_row_fn *on_row;
    void *payload;
};

/* ---- the header decides what a sheet is ---- */

static const enum table_field fields[PARTS] = {
    [PART_NUMBER] = TABLE_HARDSHIP_NO, [PART_NAME] = TABLE_NAME,
    [PART_DOCUMENT] = TABLE_DOCUMENT,  [PART_DOCUMENT_TYPE] = TABLE_DOCUMENT_TYPE,
    [PART_PHONE] = TABLE_PHONE,        [PART_CLASS] = TABLE_HARDSHIP,
    [PART_CONTACT] = TABLE_CONTACT,    [PART_CONTACT_PHONE] = TABLE_CONTACT_PHONE,
    [PART_DATE] = TABLE_DATE,
};

static bool is_read(enum table_field field) {
    for (int p = 0; p < PARTS; p++)
        if (fields[p] == field)
            return true;
    return false;
}

/* Of a word with two readings, the one that a register can mean. */
static enum table_field field_at(struct reading *r, const struct table_row *row, int column) {
    struct header_word word =
        header_find(&r->words, header_normalize(&r->look, row->cells[column]));

    return is_read(word.field) ? word.field : word.other;
}

/* The first column of a field: further on stands the family. */
static void find_parts(struct reading *r, const struct table_row *row, struct sheet *out) {
    for (int p = 0; p < PARTS; p++)
        out->parts[p].column = -1;
    for (int i = row->n_cells - 1; i >= 0; i--) {
        enum table_field field = field_at(r, row, i);
        for (int p = 0; p < PARTS; p++)
            if (fields[p] == field)
                out->parts[p].column = i;
    }
}

/* 联系人 联系电话: a telephone behind the contact is the contact's. */
static void find_contact_phone(struct reading *r, const struct table_row *row, struct sheet *out) {
    int contact = out->parts[PART_CONTACT].column;

    if (contact < 0 || out->parts[PART_CONTACT_PHONE].column >= 0)
        return;
    for (int i = contact + 1; i < row->n_cells; i++)
        if (field_at(r, row, i) == TABLE_PHONE) {
            out->parts[PART_CONTACT_PHONE].column = i;
            if (out->parts[PART_PHONE].column == i)
                out->parts[PART_PHONE].column = -1;
            return;
        }
}

static bool has(const struct sheet *sheet, enum part part) {
    return sheet->parts[part].column >= 0;
}

/* Two known headings, one of them naming a person, make a header. */
static bool is_header(const struct sheet *sheet) {
    int found = 0;

    for (int p = 0; p < PARTS; p++)
        found += has(sheet, (enum part)p);
    return found >= 2 &&
           (has(sheet, PART_NAME) || has(sheet, PART_DOCUMENT) || has(sheet, PART_NUMBER));
}

/* NULL if nothing is missing. A rider list may say who is in hardship: that is no class. */
static const char *find_missing(const struct sheet *sheet, enum register_kind *out_kind) {
    bool person = has(sheet, PART_NAME) && has(sheet, PART_DOCUMENT);

    *out_kind = REGISTER_PEOPLE;
    if (has(sheet, PART_DATE))
        return "困难类别";
    if (person && has(sheet, PART_CLASS))
        return NULL;
    *out_kind = REGISTER_CONTACTS;
    if (has(sheet, PART_CONTACT) && (has(sheet, PART_DOCUMENT) || has(sheet, PART_NUMBER)))
        return NULL;
    return !has(sheet, PART_NAME) ? "姓名" : !has(sheet, PART_DOCUMENT) ? "身份证号" : "困难类别";
}

static bool is_settled(const struct sheet *sheet) {
    return sheet->header && !sheet->missing;
}

/* True: the row is a header; the first that can be read decides, the others repeat it. */
static bool read_header(struct reading *r, const struct table_row *row) {
    struct sheet found = {.name = r->sheet.name, .header = row->row};

    arena_reset(&r->look);
    find_parts(r, row, &found);
    find_contact_phone(r, row, &found);
    if (!is_header(&found))
        return false;
    if (is_settled(&r->sheet))
        return true;
    found.missing = find_missing(&found, &found.kind);
    for (int p = 0; p < PARTS; p++)
        if (found.parts[p].column >= 0)
            found.parts[p].heading = arena_strdup(&r->arena, row->cells[found.parts[p].column]);
    if (!r->sheet.header || !found.missing)
        r->sheet = found;
    r->any_read |= !found.missing;
    return true;
}

/* ---- one row ---- */

static struct slice cell(const struct reading *r, const struct table_row *row, enum part part) {
    int column = r->sheet.parts[part].column;

    return slice_trim(slice_of(column >= 0 && column < row->n_cells ? row->cells[column] : ""));
}

static const char *text(struct reading *r, const struct table_row *row, enum part part) {
    struct slice s = cell(r, row, part);

    return s.len ? arena_strndup(&r->reader.arena, s.s, s.len) : NULL;
}

static const char *heading(const struct reading *r, enum part part) {
    const char *as_sent = r->sheet.parts[part].heading;

    return as_sent ? as_sent : "";
}

/* Nobody: empty, a row of the family, a total, or the foot with its signatures. */
static bool is_nobody(const struct reading *r, const struct table_row *row) {
    static const char *const words[] = {"合计",   "总计",   "小计",   "共计",   "填表人", "填报人",
                                        "审核人", "建档人", "录入人", "负责人", "备注",   "注："};

    if (!cell(r, row, PART_NUMBER).len && !cell(r, row, PART_NAME).len &&
        !cell(r, row, PART_DOCUMENT).len && !cell(r, row, PART_CLASS).len)
        return true;
    if (cell(r, row, PART_DOCUMENT).len)
        return false;
    for (int i = 0; i < row->n_cells; i++)
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (strncmp(slice_trim(slice_of(row->cells[i])).s, words[w], strlen(words[w])) == 0)
                return true;
    return false;
}

static enum cell_kind kind_of(const struct reading *r, const struct table_row *row,
                              enum part part) {
    int column = r->sheet.parts[part].column;
    bool known = row->kinds && column >= 0 && column < row->n_cells;

    return known ? (enum cell_kind)row->kinds[column] : CELL_TEXT;
}

static void read_document(struct reading *r, const struct table_row *row) {
    const char *number = text(r, row, PART_DOCUMENT), *type = text(r, row, PART_DOCUMENT_TYPE);
    struct document_cell document;

    document_kinds_read(r->reader.kinds, &r->reader.arena, type ? type : "", number ? number : "",
                        kind_of(r, row, PART_DOCUMENT), &document);
    if (document.destroyed)
        row_fault_destroyed(&r->reader, heading(r, PART_DOCUMENT));
    else
        row_read_document(&r->reader, heading(r, PART_DOCUMENT), document.type, document.number);
}

/* Those whom the register itself says are not in hardship any more. */
static bool has_left(const char *class_) {
    return strstr(class_, "脱困") || strstr(class_, "注销");
}

static void read_class(struct reading *r, const struct table_row *row, struct register_row *out) {
    out->class_ = text(r, row, PART_CLASS);
    const char *class_ = out->class_ ? out->class_ : "";

    if (!value_yes(class_))
        row_fault(&r->reader, FAULT_REJECT, "no-class", heading(r, PART_CLASS),
                  "没有困难类别，或写明不是困难职工", "there is no class of hardship");
    else if (has_left(class_))
        row_fault(&r->reader, FAULT_REJECT, "left-register", heading(r, PART_CLASS),
                  "已脱困或已注销，不再计入", "the class says that the hardship is over");
    else if (strlen(class_) > CLASS_MAX_BYTES)
        row_fault(&r->reader, FAULT_REJECT, "class-too-long", heading(r, PART_CLASS),
                  "困难类别过长，请核对是否错列",
                  "the class is too long; check whether columns were shifted");
}

static const char *read_phone(struct reading *r, const struct table_row *row, enum part part) {
    const char *phone = text(r, row, part);

    r->reader.row.phone = NULL;
    if (phone)
        row_read_phone_cell(&r->reader, heading(r, part), phone, kind_of(r, row, part));
    return r->reader.row.phone;
}

/* A contact may be joined by the register's number: then a bad document is only a warning. */
static void forgive_document(struct list_row *row) {
    for (int i = 0; i < row->n_faults; i++)
        row->faults[i].weight = FAULT_WARNING;
    row->rejected = false;
    row->document = (struct document){.born = DAY_NONE};
}

static void read_contact_row(struct reading *r, const struct table_row *row,
                             struct register_row *out) {
    if (cell(r, row, PART_DOCUMENT).len || !out->number)
        read_document(r, row);
    if (r->reader.row.rejected && out->number)
        forgive_document(&r->reader.row);
    if (!out->contact)
        row_fault(&r->reader, FAULT_REJECT, "no-contact", heading(r, PART_CONTACT),
                  "没有联系人，请补上", "there is no contact person; add one");
}

static void read_person_row(struct reading *r, const struct table_row *row,
                            struct register_row *out) {
    if (!out->name)
        row_fault(&r->reader, FAULT_REJECT, "no-name", heading(r, PART_NAME), "没有姓名，请补上",
                  "there is no name; add it");
    read_document(r, row);
    read_class(r, row, out);
}

static enum rc read_row(struct reading *r, const struct table_row *row, struct err *err) {
    struct register_row out = {.kind = r->sheet.kind, .sheet = r->sheet.name, .row = row->row};
    struct list_row *judged = &r->reader.row;
    const char *name;

    row_begin(&r->reader, row->row);
    name = text(r, row, PART_NAME);
    row_read_name(&r->reader, heading(r, PART_NAME), name ? name : "");
    out.name = judged->name[0] ? judged->name : NULL;
    out.number = text(r, row, PART_NUMBER);
    out.contact = text(r, row, PART_CONTACT);
    if (out.kind == REGISTER_CONTACTS)
        read_contact_row(r, row, &out);
    else
        read_person_row(r, row, &out);
    out.contact_phone = read_phone(r, row, PART_CONTACT_PHONE);
    out.phone = read_phone(r, row, PART_PHONE);
    out.document = judged->document;
    out.n_faults = judged->n_faults;
    out.rejected = judged->rejected;
    memcpy(out.faults, judged->faults, sizeof out.faults);
    return r->on_row(r->payload, &out, err);
}

static void end_sheet(struct reading *r) {
    if (r->sheet.header && r->sheet.missing)
        VEC_PUSH(r->left_out, r->n_left_out, r->left_out_cap, r->sheet);
}

static void next_sheet(struct reading *r, const char *name) {
    bool same = name ? r->sheet.name && strcmp(r->sheet.name, name) == 0 : !r->sheet.name;

    if (same)
        return;
    end_sheet(r);
    r->sheet = (struct sheet){.name = arena_strdup(&r->arena, name)};
}

static enum rc on_table_row(void *payload, const struct table_row *row, struct err *err) {
    struct reading *r = payload;

    next_sheet(r, row->sheet);
    if (read_header(r, row) || !is_settled(&r->sheet) || is_nobody(r, row))
        return RC_OK; /* a header, a title above it, a row of nobody */
    progress_step(r->reader.context->progress, BI("正在读困难职工名册", "reading the register"),
                  ++r->rows, 0);
    return read_row(r, row, err);
}

/* ---- the file ---- */

/* Beside sheets that could be read, one that could not counts as a row that goes back. */
static enum rc report_left_out(struct reading *r, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < r->n_left_out && rc == RC_OK; i++) {
        const struct sheet *sheet = &r->left_out[i];
        struct register_row out = {
            .sheet = sheet->name, .row = sheet->header, .rejected = true, .n_faults = 1};
        row_begin(&r->reader, sheet->header);
        row_fault(&r->reader, FAULT_REJECT, "missing-column", "",
                  "工作表“%.100s”缺少“%s”一列，整张未读",
                  "the sheet \"%.100s\" was left out: it "
                  "lacks the column \"%s\"",
                  sheet->name, sheet->missing);
        out.faults[0] = r->reader.row.faults[0];
        rc = r->on_row(r->payload, &out, err);
    }
    return rc;
}

static enum rc check_found(struct reading *r, struct err *err) {
    end_sheet(r);
    if (r->any_read)
        return report_left_out(r, err);
    if (!r->n_left_out)
        return err_set(err, RC_INVALID, "no-header",
                       "没有找到困难职工名册的表头（要有姓名、身份证号、困难类别），"
                       "也不是联系人名单（要有联系人和身份证号或职工编号）",
                       "no header of a hardship register was found (name, document and class), nor "
                       "of a list of contacts (contact, and document or register number)");
    return err_set(err, RC_INVALID, "missing-column", "表里缺少“%s”一列，请让发送方补上",
                   "the column \"%s\" is missing; ask the sender to add it",
                   r->left_out[0].missing);
}

enum rc register_read(struct source *source, const struct list_context *context,
                      register_row_fn *on_row, void *payload, struct err *err) {
    struct reading r = {.on_row = on_row, .payload = payload};
    enum wire_format format;
    enum rc rc = wire_sniff(source, &format, err);

    if (rc != RC_OK)
        return rc;
    row_reader_init(&r.reader, context);
    header_words_make(&r.arena, &r.words);
    rc = table_read(source, format, on_table_row, &r, err);
    rc = rc == RC_OK ? check_found(&r, err) : rc;
    if (rc != RC_OK)
        err_at(err, source->name, 0);
    mem_free(r.left_out);
    row_reader_clear(&r.reader);
    arena_clear(&r.look);
    arena_clear(&r.arena);
    return rc;
}
