/* The person of a row: name, document, phone, hardship, remarks. */
#include "intake/table_row.h"

#include "intake/value.h"

#include <string.h>

/* ---- name and document ---- */

struct identity {
    int name, document; /* columns, -1 */
    const char *name_text;
    struct document_cell cell;
};

static size_t count_digits(const char *text) {
    size_t n = 0;

    for (; *text; text++)
        n += *text >= '0' && *text <= '9';
    return n;
}

/* Where the two stand: in columns of their own, in one for both, or both in the name's. */
static struct identity find_identity(struct row_reader *reader, const struct cells *cells) {
    struct identity id = {
        cells_find(cells, TABLE_NAME), cells_find(cells, TABLE_DOCUMENT), "", {0}};
    int both = cells_find(cells, TABLE_NAME_DOCUMENT);

    if (id.document < 0)
        id.document = both;
    if (id.document < 0 && id.name >= 0 && count_digits(cells_at(cells, id.name)) >= 15)
        id.document = id.name;
    document_kinds_read(reader->kinds, &reader->arena, cells_get(cells, TABLE_DOCUMENT_TYPE),
                        cells_at(cells, id.document), cells_kind(cells, id.document), &id.cell);
    id.name_text = id.name >= 0 && id.name != id.document ? cells_at(cells, id.name) : "";
    if (!id.name_text[0] && id.cell.beside) {
        id.name_text = id.cell.beside;
        id.name = id.document;
    }
    return id;
}

bool table_read_number(struct row_reader *reader, const struct cells *cells, struct document *out) {
    struct identity id = find_identity(reader, cells);

    *out = (struct document){.born = DAY_NONE};
    if (!id.cell.number[0] || id.cell.destroyed)
        return false;
    (void)document_read(id.cell.type, id.cell.number, reader->context->today, out);
    return out->number[0] != '\0';
}

static const char *heading_at(const struct cells *cells, int column, enum table_field field,
                              const char *otherwise) {
    return column >= 0 ? cells->columns->v[column].heading : cells_heading(cells, field, otherwise);
}

static void read_document(struct row_reader *reader, const struct cells *cells,
                          const struct identity *id) {
    const char *heading = heading_at(cells, id->document, TABLE_DOCUMENT, "证件号码");

    if (id->cell.destroyed)
        row_fault_destroyed(reader, heading);
    else if (id->cell.wrong_form)
        row_fault_document(reader, heading, DOCUMENT_FORM);
    else
        row_read_document(reader, heading, id->cell.type, id->cell.number);
}

/* ---- the rest ---- */

static const char *text_or_null(struct row_reader *reader, const char *text) {
    return text[0] ? arena_strdup(&reader->arena, text) : NULL;
}

static void read_ref(struct row_reader *reader, const struct cells *cells) {
    reader->row.ref = text_or_null(reader, cells_get(cells, TABLE_REF));
    if (reader->row.ref && strchr(reader->row.ref, '/'))
        row_fault(reader, FAULT_REJECT, "slash-in-ref", cells_heading(cells, TABLE_REF, "报名号"),
                  "报名号里不能有“/”", "a ref may not hold \"/\"");
}

static bool names_hardship(const char *heading) {
    return strstr(heading, "困难") || strstr(heading, "帮扶") || strstr(heading, "建档");
}

static bool is_hardship(const struct cells *cells) {
    int number = cells_find(cells, TABLE_HARDSHIP_NO);

    for (int i = cells->columns->first[TABLE_HARDSHIP]; i >= 0; i = cells->columns->v[i].next)
        if (value_yes(cells_at(cells, i)))
            return true;
    return cells->columns->first[TABLE_HARDSHIP] < 0 && number >= 0 &&
           names_hardship(cells->columns->v[number].heading);
}

static void read_hardship(struct row_reader *reader, const struct cells *cells) {
    struct str contact = STR_MAX(256);
    struct list_row *row = &reader->row;

    row->hardship = is_hardship(cells);
    if (!row->hardship)
        return;
    row->hardship_register = text_or_null(reader, cells_get(cells, TABLE_HARDSHIP_NO));
    str_add(&contact, cells_get(cells, TABLE_CONTACT));
    const char *phone = cells_get(cells, TABLE_CONTACT_PHONE);
    if (phone[0])
        str_addf(&contact, "%s%s", contact.len ? " " : "", phone);
    row->hardship_contact = text_or_null(reader, str_get(&contact));
    str_clear(&contact);
}

/* 随行大人 names the adult, 免票儿童 beside it says that the child takes no seat. */
static void read_child(struct row_reader *reader, const struct cells *cells) {
    reader->row.with = text_or_null(reader, cells_get(cells, TABLE_WITH));
    reader->row.free_child = reader->row.with && value_yes(cells_get(cells, TABLE_CHILDREN));
}

/* Companions without name and document are not entered; somebody has to ask for them. */
static void warn_unnamed(struct row_reader *reader, const struct cells *cells) {
    static const struct {
        enum table_field field;
        int64_t own; /* the rider counts */
    } counts[] = {{TABLE_HEADCOUNT, 1}, {TABLE_COMPANIONS, 0}, {TABLE_CHILDREN, 0}};
    int64_t n;

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (!value_count(cells_get(cells, counts[i].field), &n) || n <= counts[i].own ||
            (counts[i].field == TABLE_CHILDREN && reader->row.free_child))
            continue;
        row_fault(reader, FAULT_WARNING, "unnamed-companions",
                  cells_heading(cells, counts[i].field, ""),
                  "另有 %lld 人没有姓名和证件，未登记，请补报",
                  "%lld more without name and document were not entered; ask for them",
                  (long long)(n - counts[i].own));
        return;
    }
}

/* ---- remarks ---- */

static bool is_place(enum table_field field) {
    return field == TABLE_FROM || field == TABLE_FROM_STATION || field == TABLE_TO ||
           field == TABLE_TO_STATION || field == TABLE_TO_POINT;
}

/* A place may say more than the place that was understood, a phone's cell may hold two, companions
 * may be named, a contact is no contact of the register. */
static bool says_more(struct row_reader *reader, enum table_field field, const char *text) {
    struct place_match match;
    struct phone phone;
    struct spot spot;
    int64_t n;

    if (is_place(field))
        return row_find_spot(reader, text, &spot, &match) == RC_OK && match.more;
    if (field == TABLE_PHONE)
        return strlen(text) > 14 &&
               value_phone(&reader->arena, text, CELL_TEXT, &phone) == PHONE_OK && phone.more;
    if (field == TABLE_COMPANIONS || field == TABLE_CHILDREN)
        return !reader->row.free_child && !value_count(text, &n);
    return (field == TABLE_CONTACT || field == TABLE_CONTACT_PHONE) && !reader->row.hardship;
}

static bool is_remark(struct row_reader *reader, const struct cells *cells, int i) {
    enum table_field field = i < cells->columns->n ? cells->columns->v[i].field : TABLE_UNKNOWN;

    if (value_blank(cells->v[i]))
        return false;
    return table_field_use(field) == USE_REMARK ||
           (table_field_use(field) == USE_FACT && says_more(reader, field, cells->v[i]));
}

static void read_remarks(struct row_reader *reader, const struct cells *cells) {
    struct str remark = STR_MAX(2000);

    for (int i = 0; i < cells->n; i++) {
        if (!is_remark(reader, cells, i))
            continue;
        bool named = i < cells->columns->n && cells->columns->v[i].heading[0] &&
                     cells->columns->v[i].field != TABLE_REMARK;
        str_addf(&remark, "%s%s%s%s", remark.len ? "; " : "",
                 named ? cells->columns->v[i].heading : "", named ? ": " : "", cells->v[i]);
    }
    reader->row.remark = text_or_null(reader, str_get(&remark));
    str_clear(&remark);
}

void table_read_person(struct row_reader *reader, const struct cells *cells) {
    struct identity id = find_identity(reader, cells);
    int phone = cells_find(cells, TABLE_PHONE);

    read_ref(reader, cells);
    reader->name_column = heading_at(cells, id.name, TABLE_NAME, "姓名");
    row_read_name(reader, reader->name_column, id.name_text);
    read_document(reader, cells, &id);
    row_read_phone_cell(reader, cells_heading(cells, TABLE_PHONE, "电话"), cells_at(cells, phone),
                        cells_kind(cells, phone));
    reader->row.employer = text_or_null(reader, cells_get(cells, TABLE_EMPLOYER));
    if (!reader->row.employer && cells->employer)
        reader->row.employer = text_or_null(reader, cells->employer);
    read_hardship(reader, cells);
    read_child(reader, cells);
    warn_unnamed(reader, cells);
    read_remarks(reader, cells);
    if (cells->row_hidden)
        row_fault(reader, FAULT_WARNING, "hidden-row", "", "这一行在表里是隐藏的，已读入，请核对",
                  "this row is hidden in the sheet; it was taken, check it");
}

void table_read_again(struct row_reader *reader, const struct cells *cells) {
    struct identity id = find_identity(reader, cells);
    struct phone phone;

    if (strcmp(value_name(&reader->arena, id.name_text), reader->row.name) != 0)
        row_fault(reader, FAULT_WARNING, "name-differs",
                  heading_at(cells, id.name, TABLE_NAME, "姓名"),
                  "同一证件两行的姓名不同，按第一行登记，请核对",
                  "the two rows of one document have different names; the first was taken");
    if (!reader->row.phone &&
        value_phone(&reader->arena, cells_get(cells, TABLE_PHONE), CELL_TEXT, &phone) == PHONE_OK)
        reader->row.phone = phone.digits;
    reader->row.hardship |= is_hardship(cells);
    if (cells->row_hidden)
        row_fault(reader, FAULT_WARNING, "hidden-row", "", "这一行在表里是隐藏的，已读入，请核对",
                  "this row is hidden in the sheet; it was taken, check it");
}
