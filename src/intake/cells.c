/* Cells by their field, and rows of a sheet that are nobody. */
#include "intake/cells.h"

#include "intake/value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct cells cells_make(struct arena *arena, const struct columns *columns,
                        const struct table_row *row) {
    const char **v = arena_array(arena, (size_t)row->n_cells, sizeof *v);

    for (int i = 0; i < row->n_cells; i++) {
        struct slice s = value_trim(row->cells[i]);
        bool whole = s.s[s.len] == '\0'; /* nothing to cut off behind: no copy */
        v[i] = whole ? s.s : arena_strndup(arena, s.s, s.len);
    }
    return (struct cells){row->sheet, columns,         v,   row->kinds, row->n_cells,
                          row->row,   row->row_hidden, NULL};
}

const char *cells_at(const struct cells *cells, int column) {
    return column >= 0 && column < cells->n ? cells->v[column] : "";
}

enum cell_kind cells_kind(const struct cells *cells, int column) {
    return cells->kinds && column >= 0 && column < cells->n ? (enum cell_kind)cells->kinds[column]
                                                            : CELL_TEXT;
}

int cells_find(const struct cells *cells, enum table_field field) {
    for (int i = cells->columns->first[field]; i >= 0; i = cells->columns->v[i].next)
        if (!value_blank(cells_at(cells, i)))
            return i;
    return -1;
}

const char *cells_get(const struct cells *cells, enum table_field field) {
    return cells_at(cells, cells_find(cells, field));
}

const char *cells_heading(const struct cells *cells, enum table_field field,
                          const char *otherwise) {
    int column = cells_find(cells, field);

    column = column >= 0 ? column : cells->columns->first[field];
    return column >= 0 ? cells->columns->v[column].heading : otherwise;
}

/* ---- nobody ---- */

static bool is_person(enum table_field field) {
    return field == TABLE_NAME || field == TABLE_DOCUMENT || field == TABLE_NAME_DOCUMENT;
}

/* Filled before anybody is entered: numbers, the employer of the block, who is to sign. */
static bool is_prefilled(enum table_field field) {
    static const enum table_field fields[] = {TABLE_SEQ,  TABLE_REF,   TABLE_EMPLOYER,
                                              TABLE_SITE, TABLE_UNION, TABLE_SIGNATURE};

    for (size_t i = 0; i < COUNT(fields); i++)
        if (fields[i] == field)
            return true;
    return false;
}

static enum table_field field_at(const struct cells *cells, int i) {
    return i < cells->columns->n ? cells->columns->v[i].field : TABLE_UNKNOWN;
}

static size_t count_digits(const char *text) {
    size_t n = 0;

    for (; *text; text++)
        n += *text >= '0' && *text <= '9';
    return n;
}

/* The title of a block in the name's column, where the sheet has no other cells for it. */
static bool is_title(const char *text) {
    static const char *const words[] = {"名单", "一览表", "统计表", "登记表", "汇总表",
                                        "班组", "公司",   "项目",   "工地",   "、"};

    if (strpbrk(text, "0123456789:"))
        return true;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}

static bool holds_number(const char *text) {
    return count_digits(text) >= 15;
}

/* Only numbers and the like, or one text for the whole row: a title between blocks. */
static bool holds_no_person(const struct cells *cells) {
    int filled = 0, prefilled = 0;
    bool one_text = true, person = false;
    const char *text = NULL;

    for (int i = 0; i < cells->n; i++) {
        if (!cells->v[i][0])
            continue;
        enum table_field field = field_at(cells, i);
        filled++;
        prefilled += is_prefilled(field);
        person |= is_person(field);
        one_text &= !text || strcmp(text, cells->v[i]) == 0;
        text = cells->v[i];
    }
    if (prefilled == filled)
        return true;
    return one_text && (filled > 1 || !person || (is_title(text) && !holds_number(text)));
}

/* A total or foot spreads over merged cells, also the document's, but it is no number. */
static bool has_document(const struct cells *cells) {
    for (int i = cells->columns->first[TABLE_DOCUMENT]; i >= 0; i = cells->columns->v[i].next)
        if (count_digits(cells_at(cells, i)) >= 6 && !strstr(cells_at(cells, i), "电话"))
            return true;
    for (int i = cells->columns->first[TABLE_NAME_DOCUMENT]; i >= 0; i = cells->columns->v[i].next)
        if (count_digits(cells_at(cells, i)) >= 6)
            return true;
    return false;
}

/* What follows a word of a total or foot in its cell. */
static bool word_ends(const char *rest, bool numbers) {
    static const char *const ends[] = {":", "：", " ", "　", "(", "（", "/"};

    if (!*rest || (numbers && ((*rest >= '0' && *rest <= '9') || strncmp(rest, "共", 3) == 0 ||
                               strncmp(rest, "人", 3) == 0)))
        return true;
    for (size_t i = 0; i < COUNT(ends); i++)
        if (strncmp(rest, ends[i], strlen(ends[i])) == 0)
            return true;
    return false;
}

static bool begins_with(const char *text, const char *const *words, size_t n, bool numbers) {
    char plain[64];
    size_t at = 0;

    for (const char *c = text; *c && at + 1 < sizeof plain; c++) /* 合　计 */
        if (*c == ' ' || (at >= 3 && strncmp(c, "　", 3) == 0))
            c += *c == ' ' ? 0 : 2;
        else
            plain[at++] = *c;
    plain[at] = '\0';
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(words[i]);
        if (strncmp(text, words[i], len) == 0 && word_ends(text + len, numbers))
            return true;
        if (strncmp(plain, words[i], len) == 0 && word_ends(plain + len, numbers))
            return true;
    }
    return false;
}

static bool is_total(const struct cells *cells) {
    static const char *const words[] = {"合计",   "总计",     "小计",     "共计",
                                        "总人数", "本页合计", "本页小计", "人数合计"};

    for (int i = 0; i < cells->n; i++)
        if (begins_with(cells->v[i], words, COUNT(words), true))
            return true;
    return false;
}

/* The first cell of a foot or of a note; riders begin with a number or a name. */
static bool is_foot(const struct cells *cells) {
    static const char *const words[] = {
        "填表人",   "制表人",   "制表",     "填报人",   "填报单位", "填表单位",   "审核人",
        "审核",     "复核人",   "复核",     "审批人",   "负责人",   "单位负责人", "经办人",
        "联系人",   "联系电话", "填表日期", "填报日期", "填表时间", "填报时间",   "制表日期",
        "制表时间", "报送单位", "单位",     "盖章",     "单位盖章", "签字",       "领导签字",
        "主管领导", "备注",     "说明",     "注",       "填表说明", "日期"};

    for (int i = 0; i < cells->n; i++)
        if (cells->v[i][0])
            return begins_with(cells->v[i], words, COUNT(words), false);
    return false;
}

bool cells_nobody(const struct cells *cells) {
    if (holds_no_person(cells) || columns_repeat(cells->columns, cells->v, cells->n))
        return true;
    return !has_document(cells) && (is_total(cells) || is_foot(cells));
}
