/* Headings to columns, and the meaning of ambiguous ones. */
#include "intake/columns.h"

#include "intake/value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SAMPLE 2000        /* filled cells of a column that are looked at */
#define HEADING_MAX 600    /* bytes; what is longer is no heading */
#define OWN_NUMBERING 1000 /* from here on ascending numbers are the sender's refs, not a count */

static struct slice trimmed(const char *text) {
    return value_trim(text);
}

static const char *cell_of(const struct header_row *row, int i) {
    return i < row->n ? row->cells[i] : "";
}

static bool filled(const char *text) {
    return trimmed(text).len > 0;
}

static bool same_text(const char *a, const char *b) {
    struct slice x = trimmed(a), y = trimmed(b);

    return x.len == y.len && memcmp(x.s, y.s, x.len) == 0;
}

/* ---- is it a header? ---- */

static struct header_word find(const struct columns_reader *reader, const char *text) {
    return header_find(reader->words, header_normalize(reader->arena, text));
}

static const struct list_mapping *find_mapping(const struct columns_reader *reader,
                                               const char *heading) {
    const char *word = header_normalize(reader->arena, heading);

    for (int i = 0; i < reader->context->n_mappings; i++)
        if (strcmp(header_normalize(reader->arena, reader->context->mappings[i].heading), word) ==
            0)
            return &reader->context->mappings[i];
    return NULL;
}

/* What a heading means; false if it is nothing we know. */
static bool meaning(const struct columns_reader *reader, const char *heading,
                    struct header_word *out) {
    enum table_field field;

    if (!filled(heading) || strlen(heading) > HEADING_MAX) {
        *out = (struct header_word){"", TABLE_UNKNOWN, TABLE_UNKNOWN};
        return false;
    }
    const struct list_mapping *mapping = find_mapping(reader, heading);

    if (mapping && table_field_parse(mapping->field, &field)) {
        *out = (struct header_word){"", field, TABLE_UNKNOWN};
        return true;
    }
    *out = find(reader, heading);
    return out->field != TABLE_UNKNOWN;
}

static bool is_person(enum table_field field) {
    return field == TABLE_NAME || field == TABLE_DOCUMENT || field == TABLE_NAME_DOCUMENT;
}

static int longest_digits(const char *text) {
    int longest = 0;

    for (int run = 0; *text; text++) {
        run = *text >= '0' && *text <= '9' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

bool columns_are_header(const struct columns_reader *reader, const struct header_row *row) {
    struct header_word word;
    unsigned char seen[TABLE_FIELDS] = {0};
    int found = 0;
    bool person = false;

    for (int i = 0; i < row->n; i++) {
        if (longest_digits(row->cells[i]) >= 6)
            return false;
        if (!meaning(reader, row->cells[i], &word))
            continue;
        found += !seen[word.field];
        seen[word.field] = 1;
        person |= is_person(word.field);
    }
    return found >= (person ? 2 : 4);
}

/* 返程 over 日期 is 返程日期. */
static const char *joined(const struct columns_reader *reader, const char *upper,
                          const char *lower) {
    struct str text = STR_MAX(512);

    str_addn(&text, trimmed(upper).s, trimmed(upper).len);
    str_add(&text, "/");
    str_addn(&text, trimmed(lower).s, trimmed(lower).len);
    const char *copy = arena_strdup(reader->arena, str_get(&text));
    str_clear(&text);
    return copy;
}

/* The group that a lower heading stands under: its own upper cell, else the one to the left. */
static const char *group_of(const struct header_row *upper, const struct header_row *lower, int i) {
    if (filled(cell_of(upper, i)) || !filled(cell_of(lower, i)))
        return cell_of(upper, i);
    while (i > 0 && !filled(cell_of(upper, i)))
        i--;
    return cell_of(upper, i);
}

bool columns_go_on(const struct columns_reader *reader, const struct header_row *row,
                   const struct header_row *below) {
    struct header_word above, word;
    int known = 0;

    for (int i = 0; i < below->n; i++) {
        const char *cell = below->cells[i];
        if (!filled(cell) || same_text(cell, cell_of(row, i)))
            continue;
        bool has_word = meaning(reader, cell_of(row, i), &above);
        if (longest_digits(cell) >= 4 || (has_word && is_person(above.field)))
            return false;
        bool below_word = meaning(reader, cell, &word) ||
                          meaning(reader, joined(reader, group_of(row, below, i), cell), &word);
        if (!below_word && has_word)
            return false;
        known += below_word;
    }
    return known > 0;
}

/* ---- naming ---- */

static const char *trimmed_copy(const struct columns_reader *reader, const char *text) {
    struct slice s = trimmed(text);

    return arena_strndup(reader->arena, s.s, s.len);
}

static void name_column(const struct columns_reader *reader, const char *upper, const char *lower,
                        struct column *out) {
    struct header_word word = {"", TABLE_UNKNOWN, TABLE_UNKNOWN};
    bool two = filled(upper) && filled(lower) && !same_text(upper, lower);
    const char *both = two ? joined(reader, upper, lower) : "";

    if (two && meaning(reader, both, &word))
        out->heading = both;
    else if (filled(lower) && meaning(reader, lower, &word))
        out->heading = lower;
    else if (!filled(lower) && meaning(reader, upper, &word))
        out->heading = upper;
    else
        out->heading = filled(lower) ? lower : upper;
    out->heading = trimmed_copy(reader, out->heading);
    out->field = word.field;
    out->other = word.other;
}

static void chain_fields(struct columns *columns) {
    for (int i = 0; i < TABLE_FIELDS; i++)
        columns->first[i] = -1;
    for (int i = columns->n; i-- > 0;) {
        columns->v[i].next = columns->first[columns->v[i].field];
        columns->first[columns->v[i].field] = i;
    }
}

void columns_make(const struct columns_reader *reader, const struct header_row *upper,
                  const struct header_row *lower, const unsigned char *hidden,
                  struct columns *out) {
    int n = upper->n > lower->n ? upper->n : lower->n;

    *out = (struct columns){.n = n};
    out->v = arena_array(reader->arena, (size_t)n, sizeof *out->v);
    for (int i = 0; i < n; i++) {
        out->v[i].hidden = hidden && i < lower->n && hidden[i];
        out->v[i].counting = true;
        out->v[i].tiers[0] = trimmed_copy(reader, cell_of(upper, i));
        out->v[i].tiers[1] = trimmed_copy(reader, cell_of(lower, i));
        name_column(reader, group_of(upper, lower, i), cell_of(lower, i), &out->v[i]);
    }
    chain_fields(out); /* almost right already: only ambiguous columns may still change */
}

/* ---- what stands in a column ---- */

typedef bool fits_fn(const struct columns_reader *reader, const char *text);

/* Does the text hold one of the words, with blanks between? */
static bool holds(const char *text, const char *words) {
    struct slice rest = slice_of(words), word;

    while (slice_word(&rest, &word))
        for (const char *at = text; (at = strchr(at, word.s[0])); at++)
            if (strncmp(at, word.s, word.len) == 0)
                return true;
    return false;
}

static bool fits_place(const struct columns_reader *reader, const char *text) {
    struct place_match match;

    return places_resolve(reader->context->campaign->places, text, 0, &match) != RC_NOT_FOUND;
}

static bool fits_direction(const struct columns_reader *reader, const char *text) {
    enum direction direction;

    (void)reader;
    return value_direction(text, &direction) || holds(text, "往返 单程 双程");
}

static bool fits_day(const struct columns_reader *reader, const char *text) {
    struct days days;
    int64_t number;

    return !text_int64(text, 0, 999, &number) &&
           day_reader_read(reader->days, text, CELL_TEXT, 0, &days) != DAYS_UNREADABLE;
}

static bool fits_no_day(const struct columns_reader *reader, const char *text) {
    return !fits_day(reader, text);
}

static bool fits_employer(const struct columns_reader *reader, const char *text) {
    (void)reader;
    return !holds(text, "工会") &&
           holds(text, "公司 集团 厂 局 队 部 院 店 社 中心 工地 项目 单位 企业");
}

static bool fits_nothing(const struct columns_reader *reader, const char *text) {
    (void)reader, (void)text;
    return false;
}

#define HARDSHIPS "病 残 灾 失业 上学 单亲 丧失"
/* What values of the fields of ambiguous words look like: by a test, by words that they hold or do
 * not hold, or by a range of numbers. */
static const struct {
    enum table_field field;
    fits_fn *test;
    const char *words, *no_words;
    int64_t min, max; /* both 0 and no words: the number 0 */
} contents[] = {
    {.field = TABLE_SEQ, .test = fits_nothing}, /* counting tells */
    {.field = TABLE_TO, .test = fits_place},
    {.field = TABLE_TO_PROVINCE, .test = fits_place},
    {.field = TABLE_TO_CITY, .test = fits_place},
    {.field = TABLE_TO_COUNTY, .test = fits_place},
    {.field = TABLE_DIRECTION, .test = fits_direction},
    {.field = TABLE_DATE, .test = fits_day},
    {.field = TABLE_RETURN_DATE, .test = fits_day},
    {.field = TABLE_PARTY, .test = fits_no_day},
    {.field = TABLE_EMPLOYER, .test = fits_employer},
    {.field = TABLE_UNION, .words = "工会"},
    {.field = TABLE_JOB, .no_words = "公司 集团 厂"},
    {.field = TABLE_COACH_NO, .words = "车"},
    {.field = TABLE_CLASS, .words = "座 卧 坐"},
    {.field = TABLE_TICKET_TYPE, .words = "成人 儿童 学生 全价 半价 孩票"},
    {.field = TABLE_BERTH, .words = "上 中 下"},
    {.field = TABLE_HARDSHIP_CAUSE, .words = HARDSHIPS},
    {.field = TABLE_REMARK, .no_words = HARDSHIPS},
    {.field = TABLE_HEADCOUNT, .min = 1, .max = 999},
    {.field = TABLE_CHILDREN, .min = 0, .max = 0},
    {.field = TABLE_APPROVED_SEATS, .min = 10, .max = 999},
};

/* Does the text look like a value of the field? Where nothing can be told, it does. */
static bool fits(const struct columns_reader *reader, enum table_field field, const char *text) {
    int64_t number;

    for (size_t i = 0; i < COUNT(contents); i++) {
        if (contents[i].field != field)
            continue;
        if (contents[i].test)
            return contents[i].test(reader, text);
        if (contents[i].words)
            return holds(text, contents[i].words);
        if (contents[i].no_words)
            return !holds(text, contents[i].no_words);
        return text_int64(text, contents[i].min, contents[i].max, &number);
    }
    return true;
}

/* Plain numbers that ascend; one that began at 1 may do so again on the next page. */
static void observe_count(struct column *column, const char *text) {
    int64_t number = 0;

    if (!column->counting)
        return;
    bool plain = text[0] != '0' && text_int64(text, 1, INT32_MAX, &number);
    if (!column->count)
        column->from_one = number == 1;
    column->counting = plain && (number > column->count || (number == 1 && column->from_one)) &&
                       (column->count || number < OWN_NUMBERING);
    column->count = number;
}

static void observe(const struct columns_reader *reader, struct column *column, const char *cell) {
    struct slice s = trimmed(cell);
    char text[128];

    if (!s.len || s.len >= sizeof text)
        return;
    memcpy(text, s.s, s.len);
    text[s.len] = '\0';
    if (column->other == TABLE_SEQ || column->field == TABLE_SEQ)
        observe_count(column, text);
    if (column->n++ >= SAMPLE)
        return;
    column->fits += fits(reader, column->field, text);
    column->fits_other += fits(reader, column->other, text);
}

void columns_observe(const struct columns_reader *reader, struct columns *columns,
                     const struct table_row *row) {
    for (int i = 0; i < columns->n && i < row->n_cells; i++)
        if (columns->v[i].other != TABLE_UNKNOWN)
            observe(reader, &columns->v[i], row->cells[i]);
}

/* ---- settling ---- */

/* Columns that speak for a reading when they stand in the same sheet. */
static const struct {
    enum table_field reading, beside;
} companions[] = {
    {TABLE_CONTACT, TABLE_HARDSHIP},       {TABLE_CONTACT, TABLE_HARDSHIP_NO},
    {TABLE_CONTACT, TABLE_CONTACT_PHONE},  {TABLE_EMERGENCY_NAME, TABLE_EMERGENCY_PHONE},
    {TABLE_LEADER, TABLE_LEADER_PHONE},    {TABLE_HARDSHIP_CAUSE, TABLE_HARDSHIP},
    {TABLE_HOUSEHOLD, TABLE_TO},           {TABLE_HARDSHIP_NO, TABLE_HARDSHIP},
    {TABLE_TO_CITY, TABLE_TO_PROVINCE},    {TABLE_TO_PROVINCE, TABLE_TO_CITY},
    {TABLE_TO_COUNTY, TABLE_TO_PROVINCE},  {TABLE_TO_CITY, TABLE_TO_COUNTY},
    {TABLE_TO_PROVINCE, TABLE_TO_COUNTY},  {TABLE_TO_COUNTY, TABLE_TO_CITY},
    {TABLE_TICKET_TYPE, TABLE_CLASS},      {TABLE_BERTH, TABLE_CLASS},
    {TABLE_CLASS, TABLE_TICKET_TYPE},      {TABLE_RAIL_CAR, TABLE_SERVICE},
    {TABLE_COACH_PLATE, TABLE_DRIVER},     {TABLE_SEAT_NO, TABLE_RAIL_CAR},
    {TABLE_APPROVED_SEATS, TABLE_CARRIER}, {TABLE_HEADCOUNT, TABLE_COMPANIONS},
};

static bool stands(const struct columns *columns, enum table_field field, int but) {
    for (int i = 0; i < columns->n; i++)
        if (i != but && columns->v[i].field == field && !columns->v[i].hidden)
            return true;
    return false;
}

static int support(const struct columns *columns, enum table_field reading, int but) {
    int found = 0;

    for (size_t i = 0; i < COUNT(companions); i++)
        found += companions[i].reading == reading && stands(columns, companions[i].beside, but);
    return found;
}

static bool is_needed(const struct columns *columns, enum table_field field, int but) {
    if (field == TABLE_TO || field == TABLE_DATE)
        return !stands(columns, field, but);
    if (field == TABLE_TO_PROVINCE || field == TABLE_TO_CITY || field == TABLE_TO_COUNTY)
        return !stands(columns, TABLE_TO, but);
    return false;
}

/* Content first; then what stands beside it; a list does not say one thing twice. Above 0: the
 * first reading, below 0: the second, 0: nothing told. */
static int weigh(const struct columns *columns, int i) {
    const struct column *c = &columns->v[i];
    int64_t seen = c->n < SAMPLE ? c->n : SAMPLE;

    if (seen && c->fits != c->fits_other && (c->fits * 2 > seen || c->fits_other * 2 > seen))
        return c->fits > c->fits_other ? 1 : -1;
    bool first = stands(columns, c->field, i), second = stands(columns, c->other, i);
    if (first != second)
        return first ? -1 : 1;
    int beside = support(columns, c->field, i) - support(columns, c->other, i);
    if (beside)
        return beside;
    return is_needed(columns, c->field, i) ? 1 : is_needed(columns, c->other, i) ? -1 : 0;
}

/* An employee's number is one of the hardship register only beside its other columns. */
static bool is_count(const struct columns *columns, int i) {
    const struct column *c = &columns->v[i];

    return c->counting || (c->field == TABLE_HARDSHIP_NO && !stands(columns, TABLE_HARDSHIP, i));
}

static void settle_one(struct columns *columns, int i) {
    struct column *c = &columns->v[i];
    bool numbered = c->other == TABLE_SEQ || c->field == TABLE_SEQ;
    int weight = 0;

    if (c->other == TABLE_UNKNOWN)
        return;
    if (numbered && c->n > 0) /* 编号, 职工编号, 号: a running count is nobody's number */
        weight = (c->field == TABLE_SEQ) == is_count(columns, i) ? 1 : -1;
    else
        weight = weigh(columns, i);
    bool alike = table_field_use(c->field) == table_field_use(c->other) &&
                 table_field_use(c->field) != USE_FACT;
    c->unsure = weight == 0 && !alike && !numbered;
    if (weight < 0) {
        enum table_field other = c->other;
        c->other = c->field;
        c->field = other;
    }
    if (!c->unsure)
        c->other = TABLE_UNKNOWN;
}

/* A hidden column says something only where no visible one says the same. */
static void leave_hidden(struct columns *columns) {
    for (int i = 0; i < columns->n; i++) {
        struct column *c = &columns->v[i];
        if (c->hidden && table_field_use(c->field) != USE_DROPPED &&
            (table_field_use(c->field) != USE_FACT || stands(columns, c->field, i))) {
            c->field = TABLE_IGNORED;
            c->unsure = false;
        }
    }
}

void columns_settle(struct columns *columns) {
    for (int i = 0; i < columns->n; i++)
        settle_one(columns, i);
    leave_hidden(columns);
    chain_fields(columns);
}

/* ---- headers again ---- */

bool columns_repeat(const struct columns *columns, const char *const *cells, int n) {
    int filled_cells = 0, same = 0;

    for (int i = 0; i < n; i++) {
        if (!cells[i][0])
            continue;
        filled_cells++;
        same += i < columns->n && (strcmp(cells[i], columns->v[i].tiers[0]) == 0 ||
                                   strcmp(cells[i], columns->v[i].tiers[1]) == 0);
        if (filled_cells - same > n / 3)
            return false;
    }
    return filled_cells >= 2 && same * 3 >= filled_cells * 2;
}
