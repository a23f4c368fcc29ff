/* Cells as people fill them: text and words. */
#include "intake/value.h"

#include "homeward/asset.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- characters ---- */

struct fold_range {
    uint32_t from, to, as; /* as 0: invisible */
};

/* In order; full-width forms are folded by their offset. */
static const struct fold_range ranges[] = {
    {0x00, 0x20, ' '},     {0xa0, 0xa0, ' '},     {0xad, 0xad, 0},       {0x1680, 0x1680, ' '},
    {0x180e, 0x180e, 0},   {0x2000, 0x200a, ' '}, {0x200b, 0x200f, 0},   {0x2010, 0x2015, '-'},
    {0x2028, 0x2029, ' '}, {0x202a, 0x202e, 0},   {0x202f, 0x202f, ' '}, {0x205f, 0x205f, ' '},
    {0x2060, 0x2069, 0},   {0x2212, 0x2212, '-'}, {0x223c, 0x223c, '~'}, {0x2500, 0x2501, '-'},
    {0x3000, 0x3000, ' '}, {0x3002, 0x3002, '.'}, {0x301c, 0x301c, '~'}, {0xfe00, 0xfe0f, 0},
    {0xfe58, 0xfe58, '-'}, {0xfe63, 0xfe63, '-'}, {0xfeff, 0xfeff, 0},   {0xfffd, 0xfffd, 0},
};

uint32_t value_fold_char(uint32_t code) {
    if (code > 0x20 && code < 0x80)
        return code;
    if (code >= 0xff01 && code <= 0xff5e)
        return code - 0xfee0;
    if (code > 0x3020 && code < 0xfe00)
        return code;
    for (size_t i = 0; i < COUNT(ranges); i++)
        if (code >= ranges[i].from && code <= ranges[i].to)
            return ranges[i].as;
    return code;
}

/* Could a character that begins with this byte be blank or invisible? Most are told so at once. */
static bool may_be_edge(char byte) {
    unsigned char c = (unsigned char)byte;

    return c <= ' ' || c == 0xc2 || (c >= 0xe1 && c <= 0xe3) || c == 0xef;
}

static bool is_edge(struct slice s, size_t at, size_t *out_len) {
    uint32_t code;

    if (!may_be_edge(s.s[at]) || !(*out_len = utf8_next(s.s + at, s.len - at, &code)))
        return false;
    code = value_fold_char(code);
    return !code || code == ' ';
}

struct slice value_trim(const char *text) {
    struct slice s = slice_of(text);
    size_t n;

    while (s.len && is_edge(s, 0, &n)) {
        s.s += n;
        s.len -= n;
    }
    while (s.len) {
        size_t at = s.len - 1;
        while (at && ((unsigned char)s.s[at] & 0xc0) == 0x80)
            at--;
        if (!is_edge(s, at, &n))
            break;
        s.len = at;
    }
    return s;
}

static bool is_one_of(struct slice s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_eq(s, words[i]))
            return true;
    return false;
}

#define NOTHING_MAX 6 /* bytes of the longest of these words */

bool value_blank(const char *text) {
    static const char *const nothing[] = {"",   "无", "/",   "\\",  "-",  "--",   "—",    "——",
                                          "－", "／", "n/a", "N/A", "NA", "null", "NULL", "#N/A"};

    struct slice s = value_trim(text);
    return s.len <= NOTHING_MAX && is_one_of(s, nothing, COUNT(nothing));
}

bool value_yes(const char *text) {
    static const char *const no[] = {"否",     "非困难", "N",    "n",      "0",  "不是",  "没有",
                                     "不需要", "不",     "不用", "未建档", "非", "false", "no",
                                     "No",     "NO",     "０",   "Ｎ",     "×",  "✗"};

    return !value_blank(text) && !is_one_of(value_trim(text), no, COUNT(no));
}

/* ---- words ---- */

static bool has_word(const char *text, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}
#define HAS(text, ...)                                                                             \
    has_word(text, (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__})))

unsigned value_modes(const char *text) {
    unsigned modes = 0;

    if (!text[0])
        return MODES_ALL;
    if (HAS(text, "coach", "汽车", "大巴", "包车", "客车", "巴士"))
        modes |= MODE_BIT(MODE_COACH);
    if (HAS(text, "train", "火车", "铁路", "高铁", "动车", "列车"))
        modes |= MODE_BIT(MODE_TRAIN);
    return modes ? modes : MODES_ALL;
}

/* A column of its own (下铺, 是否需轮椅) asks for what its header names. */
unsigned value_needs(const char *header, const char *text) {
    unsigned needs = 0;

    if (!value_yes(text) || HAS(text, "不需", "不用", "无需", "不要"))
        return 0;
    if (HAS(text, "lower-berth", "下铺") || HAS(header, "下铺"))
        needs |= NEED_BIT(NEED_LOWER_BERTH);
    if (HAS(text, "wheelchair", "轮椅") || HAS(header, "轮椅"))
        needs |= NEED_BIT(NEED_WHEELCHAIR);
    return needs;
}

bool value_direction(const char *text, enum direction *out) {
    if (HAS(text, "return", "返岗", "返程", "返工", "返城", "回程", "返鲁", "节后"))
        *out = DIRECTION_RETURN;
    else if (HAS(text, "home", "返乡", "回家", "去程", "节前", "回乡"))
        *out = DIRECTION_HOME;
    else
        return false;
    return true;
}

/* ---- lists of words ---- */

static bool is_list_mark(uint32_t code) {
    return code == ' ' || code == '/' || code == ',' || code == ';' || code == 0x3001 ||
           code == '|' || code == 0x6216 /* 或 */;
}

static bool is_no_wish(struct slice word) {
    static const char *const none[] = {"不限",   "无",   "任意", "均可",   "都可",
                                       "都行",   "随意", "-",    "均可以", "都可以",
                                       "无要求", "待定", "汽车", "大巴"};

    return is_one_of(word, none, COUNT(none));
}

/* One line of config/seat_class_codes.csv: code,name,alias;alias. Its name if the word is one of
 * the aliases. */
static bool class_alias(const char *line, struct slice word, struct slice *out_name) {
    size_t code = strcspn(line, ",\r\n");
    const char *name = line + code + (line[code] == ',');
    size_t name_len = strcspn(name, ",\r\n");
    const char *alias = name + name_len + (name[name_len] == ',');

    *out_name = (struct slice){name, name_len};
    for (size_t len; (len = strcspn(alias, ";,\r\n")) > 0; alias += len + (alias[len] == ';'))
        if (len == word.len && memcmp(alias, word.s, len) == 0)
            return true;
    return false;
}

static struct slice class_name(struct slice word) {
    const struct asset *asset = asset_find("config/seat_class_codes.csv");
    struct slice name;

    for (const char *line = asset ? (const char *)asset->data : ""; *line;) {
        if (class_alias(line, word, &name))
            return name;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return word;
}

static void add_wish(struct str *out, struct slice word, bool classes) {
    if (!word.len || is_no_wish(word))
        return;
    if (classes)
        word = class_name(word);
    str_addn(out, " ", out->len ? 1 : 0);
    str_addn(out, word.s, word.len);
}

static const char *wishes(struct arena *arena, const char *text, bool classes) {
    struct str out = STR_MAX(512);
    size_t len = strlen(text), n, at = 0;
    if (!len)
        return NULL;
    char *word = arena_alloc(arena, len + 1);
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        code = value_fold_char(code);
        if (code && !is_list_mark(code)) {
            if (!classes && code >= 'a' && code <= 'z')
                code -= 'a' - 'A';
            at += utf8_put(code, word + at);
        } else if (code) {
            add_wish(&out, (struct slice){word, at}, classes);
            at = 0;
        }
    }
    add_wish(&out, (struct slice){word, at}, classes);
    const char *result = out.len ? arena_strdup(arena, str_get(&out)) : NULL;
    str_clear(&out);
    return result;
}

const char *value_classes(struct arena *arena, const char *text) {
    return wishes(arena, text, true);
}

const char *value_services(struct arena *arena, const char *text) {
    return wishes(arena, text, false);
}

bool value_count(const char *text, int64_t *out) {
    static const char *const units[] = {"", ".0", "人", "个", "名", "位", "件", "共", "大"};
    struct slice s = value_trim(text);
    size_t n;
    uint32_t code;
    int seen = 0;

    for (*out = 0; (n = utf8_next(s.s, s.len, &code)) > 0 && seen < 6; s.s += n, s.len -= n) {
        code = value_fold_char(code);
        if (code < '0' || code > '9')
            break;
        *out = *out * 10 + (int64_t)(code - '0');
        seen++;
    }
    return seen > 0 && is_one_of(s, units, COUNT(units));
}
