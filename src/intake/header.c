/* The words of a header row: config/header_synonyms.csv, contract section 5. */
#include "intake/header.h"

#include "homeward/asset.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *name;
    enum field_use use;
} fields[] = {
#define TABLE_FIELD_ROW(field, name, use) [TABLE_##field] = {name, USE_##use},
    TABLE_FIELDS_LIST(TABLE_FIELD_ROW)
#undef TABLE_FIELD_ROW
};

/* The contract's own further fields (section 5) and the names of its attributes; they win over the
 * table of words. */
static const struct header_word further[] = {
    {"ref", TABLE_REF, TABLE_UNKNOWN},
    {"报名号", TABLE_REF, TABLE_UNKNOWN},
    {"编号", TABLE_REF, TABLE_SEQ},
    {"earliest", TABLE_EARLIEST, TABLE_UNKNOWN},
    {"最早日期", TABLE_EARLIEST, TABLE_UNKNOWN},
    {"latest", TABLE_LATEST, TABLE_UNKNOWN},
    {"最晚日期", TABLE_LATEST, TABLE_UNKNOWN},
    {"preferred", TABLE_PREFERRED, TABLE_UNKNOWN},
    {"希望日期", TABLE_PREFERRED, TABLE_UNKNOWN},
    {"modes", TABLE_MODES, TABLE_UNKNOWN},
    {"交通方式", TABLE_MODES, TABLE_UNKNOWN},
    {"出行方式", TABLE_MODES, TABLE_UNKNOWN},
    {"together", TABLE_TOGETHER, TABLE_UNKNOWN},
    {"是否必须同车", TABLE_TOGETHER, TABLE_UNKNOWN},
    {"needs", TABLE_NEEDS, TABLE_UNKNOWN},
    {"特殊需求", TABLE_NEEDS, TABLE_UNKNOWN},
    {"是否需轮椅", TABLE_NEEDS, TABLE_UNKNOWN},
    {"下铺", TABLE_NEEDS, TABLE_UNKNOWN},
    {"party", TABLE_PARTY, TABLE_UNKNOWN},
    {"document", TABLE_DOCUMENT, TABLE_UNKNOWN},
    {"from", TABLE_FROM, TABLE_UNKNOWN},
    {"to", TABLE_TO, TABLE_UNKNOWN},
    {"direction", TABLE_DIRECTION, TABLE_UNKNOWN},
    {"luggage", TABLE_LUGGAGE, TABLE_UNKNOWN},
    {"classes", TABLE_CLASS, TABLE_UNKNOWN},
    {"services", TABLE_SERVICE, TABLE_UNKNOWN},
    {"employer", TABLE_EMPLOYER, TABLE_UNKNOWN},
    {"applied", TABLE_APPLIED, TABLE_UNKNOWN},
    {"报名时间", TABLE_APPLIED, TABLE_UNKNOWN},
    {"报名日期", TABLE_APPLIED, TABLE_UNKNOWN},
    {"with", TABLE_WITH, TABLE_UNKNOWN},
    {"随行大人", TABLE_WITH, TABLE_UNKNOWN},
};

/* A heading that no table lists but that holds one of these is dropped at the door all the same. */
static const struct header_word delicate[] = {
    {"收入", TABLE_INCOME, TABLE_UNKNOWN},         {"工资", TABLE_INCOME, TABLE_UNKNOWN},
    {"低保金", TABLE_INCOME, TABLE_UNKNOWN},       {"income", TABLE_INCOME, TABLE_UNKNOWN},
    {"银行", TABLE_BANK, TABLE_UNKNOWN},           {"开户", TABLE_BANK, TABLE_UNKNOWN},
    {"账号", TABLE_BANK_CARD, TABLE_UNKNOWN},      {"健康", TABLE_HEALTH, TABLE_UNKNOWN},
    {"残疾", TABLE_HEALTH, TABLE_UNKNOWN},         {"疾病", TABLE_HEALTH, TABLE_UNKNOWN},
    {"病史", TABLE_HEALTH, TABLE_UNKNOWN},         {"患病", TABLE_HEALTH, TABLE_UNKNOWN},
    {"孕", TABLE_HEALTH, TABLE_UNKNOWN},           {"health", TABLE_HEALTH, TABLE_UNKNOWN},
    {"致困", TABLE_HARDSHIP_CAUSE, TABLE_UNKNOWN},
};

/* What people add to a heading in brackets that says how to fill the cell. */
static const char *const hints[] = {"必填", "选填", "可选",   "可不填", "如",   "例", "格式",
                                    "请",   "示例", "年月日", "文本",   "填写", "须", "务必"};

bool table_field_parse(const char *name, enum table_field *out) {
    static const struct header_word own[] = {{"name", TABLE_NAME, TABLE_UNKNOWN},
                                             {"phone", TABLE_PHONE, TABLE_UNKNOWN}};

    for (int i = TABLE_IGNORED; i < TABLE_FIELDS; i++)
        if (strcmp(fields[i].name, name) == 0) {
            *out = (enum table_field)i;
            return true;
        }
    for (size_t i = 0; i < COUNT(further); i++)
        if ((unsigned char)name[0] < 0x80 && strcmp(further[i].word, name) == 0) {
            *out = further[i].field;
            return true;
        }
    for (size_t i = 0; i < COUNT(own); i++)
        if (strcmp(own[i].word, name) == 0) {
            *out = own[i].field;
            return true;
        }
    return false;
}

const char *table_field_name(enum table_field field) {
    return fields[field].name;
}

enum field_use table_field_use(enum table_field field) {
    return fields[field].use;
}

/* ---- normalizing ---- */

/* Full width to half width, as NFKC does for the marks that headings hold. */
static uint32_t half_width(uint32_t code) {
    if (code >= 0xff01 && code <= 0xff5e)
        return code - 0xfee0;
    return code == 0x3000 || code == 0xa0 ? ' ' : code;
}

static bool is_mark(uint32_t code) {
    static const uint32_t marks[] = {0x3010, 0x3011, 0x3001, 0x3002,
                                     0x200b, 0xfeff, 0x3014, 0x3015};

    if (code <= ' ')
        return true;
    if (code < 0x80)
        return strchr("*:()[],./\\_-", (int)code) != NULL;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (marks[i] == code)
            return true;
    return false;
}

const char *header_normalize(struct arena *arena, const char *text) {
    size_t len = strlen(text), at = 0, n;
    char *out = arena_alloc(arena, len + 1);
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        code = half_width(code);
        if (code >= 'A' && code <= 'Z')
            code += 'a' - 'A';
        if (code == 0x2116) { /* № */
            memcpy(out + at, "no", 2);
            at += 2;
        } else if (!is_mark(code)) {
            at += utf8_put(code, out + at);
        }
    }
    out[at] = '\0';
    return out;
}

/* ---- the table ---- */

static int by_word(const void *a, const void *b) {
    const struct header_word *x = a, *y = b;

    return strcmp(x->word, y->word);
}

static struct slice next_cell(const char **at, const char *end) {
    const char *from = *at;

    while (*at < end && **at != ',' && **at != '\r')
        (*at)++;
    struct slice cell = {from, (size_t)(*at - from)};
    *at += *at < end;
    return cell;
}

static enum table_field field_of(struct slice name) {
    for (int i = TABLE_SEQ; i < TABLE_FIELDS; i++)
        if (slice_eq(name, fields[i].name))
            return (enum table_field)i;
    return TABLE_UNKNOWN;
}

static bool is_further(const char *word) {
    for (size_t i = 0; i < COUNT(further); i++)
        if (strcmp(further[i].word, word) == 0)
            return true;
    return false;
}

/* field,synonym,normalized,commonly_required,ambiguous_with */
static void read_line(struct arena *arena, struct header_words *words, size_t *cap,
                      const char *line, const char *end) {
    enum table_field field = field_of(next_cell(&line, end));
    struct slice synonym = next_cell(&line, end);

    (void)next_cell(&line, end);
    (void)next_cell(&line, end);
    enum table_field other = field_of(next_cell(&line, end));
    if (field == TABLE_UNKNOWN || synonym.len == 0)
        return;
    const char *text = arena_strndup(arena, synonym.s, synonym.len);
    struct header_word entry = {header_normalize(arena, text), field, other};
    if (!words->labels[field])
        words->labels[field] = text;
    if (!is_further(entry.word))
        VEC_PUSH(words->v, words->n, *cap, entry);
}

void header_words_make(struct arena *arena, struct header_words *out) {
    const struct asset *asset = asset_find("config/header_synonyms.csv");
    const char *at = asset ? (const char *)asset->data : "", *end = at + (asset ? asset->len : 0);
    struct header_words words = {0};
    size_t cap = 0;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        read_line(arena, &words, &cap, at, stop);
        at = stop + 1;
    }
    for (size_t i = 0; i < COUNT(further); i++)
        VEC_PUSH(words.v, words.n, cap, further[i]);
    qsort(words.v, (size_t)words.n, sizeof *words.v, by_word);
    *out = words;
    out->v = arena_array(arena, (size_t)words.n, sizeof *out->v);
    memcpy(out->v, words.v, (size_t)words.n * sizeof *out->v);
    mem_free(words.v);
    for (int i = 0; i < TABLE_FIELDS; i++)
        if (!out->labels[i])
            out->labels[i] = fields[i].name;
}

/* ---- looking up ---- */

static const struct header_word *find_exact(const struct header_words *words, const char *word) {
    const struct header_word key = {word, TABLE_UNKNOWN, TABLE_UNKNOWN};

    return bsearch(&key, words->v, (size_t)words->n, sizeof *words->v, by_word);
}

/* 姓名必填, 乘车日期如20180207: the longest word that a hint follows. */
static const struct header_word *find_with_hint(const struct header_words *words,
                                                const char *word) {
    char head[128];

    for (size_t i = 0; i < COUNT(hints); i++) {
        const char *hint = strstr(word, hints[i]);
        if (!hint || hint == word || (size_t)(hint - word) >= sizeof head)
            continue;
        memcpy(head, word, (size_t)(hint - word));
        head[hint - word] = '\0';
        const struct header_word *found = find_exact(words, head);
        if (found)
            return found;
    }
    return NULL;
}

struct header_word header_find(const struct header_words *words, const char *normalized) {
    const struct header_word none = {"", TABLE_UNKNOWN, TABLE_UNKNOWN};

    if (!normalized[0])
        return none;
    const struct header_word *found = find_exact(words, normalized);
    found = found ? found : find_with_hint(words, normalized);
    if (found)
        return *found;
    for (size_t i = 0; i < COUNT(delicate); i++)
        if (strstr(normalized, delicate[i].word))
            return delicate[i];
    if (strstr(normalized, "姓名") &&
        (strstr(normalized, "身份证") || strstr(normalized, "证件号")))
        return (struct header_word){"", TABLE_NAME_DOCUMENT, TABLE_UNKNOWN};
    return none;
}
