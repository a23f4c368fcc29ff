#include "intake/value.h"

#include "homeward/asset.h"
#include "homeward/str.h"

#include <string.h>

/* ---- days ---- */

struct reader {
    const char *at;
    const struct campaign *c;
    int month; /* of the first day of a range */
};

static bool skip(struct reader *r, const char *word) {
    size_t len = strlen(word);

    if (strncmp(r->at, word, len) != 0)
        return false;
    r->at += len;
    return true;
}

static void skip_blanks(struct reader *r) {
    while (skip(r, " ") || skip(r, "\t") || skip(r, "　"))
        ;
}

/* Up to max digits, half or full width. */
static int digits(struct reader *r, int max, int64_t *out) {
    int n = 0;

    for (*out = 0; n < max; n++) {
        uint32_t code;
        size_t len = utf8_next(r->at, strlen(r->at), &code);
        if (len && code >= 0xff10 && code <= 0xff19)
            code -= 0xff10 - '0';
        if (!len || code < '0' || code > '9')
            break;
        *out = *out * 10 + (int64_t)(code - '0');
        r->at += len;
    }
    return n;
}

static bool in_campaign(const struct campaign *c, struct day day) {
    return c->starts.v <= day.v && day.v <= c->ends.v;
}

/* A month and day without a year: the year in which they fall into the campaign. */
static bool in_year(const struct reader *r, int month, int dayofmonth, struct day *out) {
    int first, last, m, d;

    day_split(r->c->starts, &first, &m, &d);
    day_split(r->c->ends, &last, &m, &d);
    for (int year = last; year >= first; year--)
        if (day_make(year, month, dayofmonth, out) && in_campaign(r->c, *out))
            return true;
    return day_make(first, month, dayofmonth, out);
}

static bool compact(struct reader *r, int64_t number, struct day *out) {
    (void)r;
    return day_make((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100), out);
}

/* Day 1 of a spreadsheet is 1900-01-01, and it believes in 29 February 1900. */
static bool serial(const struct reader *r, int64_t number, struct day *out) {
    struct day epoch;

    if (!day_make(1900, 1, 1, &epoch))
        return false;
    out->v = epoch.v + (int32_t)number - 2;
    return in_campaign(r->c, *out);
}

static bool separator(struct reader *r) {
    skip_blanks(r);
    bool any = skip(r, "-") || skip(r, "/") || skip(r, ".") || skip(r, "年") || skip(r, "月") ||
               skip(r, "／") || skip(r, "．") || skip(r, "－");
    skip_blanks(r);
    return any;
}

static bool numeric_day(struct reader *r, struct day *out) {
    int64_t a, b, c;
    const char *start = r->at;
    int n = digits(r, 8, &a);

    if (n == 8)
        return compact(r, a, out);
    if (n == 5)
        return serial(r, a, out);
    if (n == 4) {
        if (!separator(r) || !digits(r, 2, &b) || !separator(r) || !digits(r, 2, &c))
            return false;
        r->month = (int)b;
        return day_make((int)a, (int)b, (int)c, out);
    }
    if (n < 1 || n > 2)
        return false;
    if (skip(r, "日") || skip(r, "号")) { /* 2月5日-9日 */
        r->at = start + n;
        return r->month && in_year(r, r->month, (int)a, out);
    }
    if (!separator(r) || !digits(r, 2, &b))
        return false;
    r->month = (int)a;
    return in_year(r, (int)a, (int)b, out);
}

/* One line of config/calendar_2018.csv: its day and its lunar name. */
static bool lunar_line(struct reader *r, const char *line, struct day *out) {
    struct slice cells[5];
    const char *at = line;
    char day[16], name[40];

    for (int i = 0; i < 5; i++) {
        size_t len = strcspn(at, ",\n");
        cells[i] = (struct slice){at, len};
        at += len + (at[len] == ',');
    }
    if (cells[0].len != 10 || cells[3].len + cells[4].len >= sizeof name)
        return false;
    memcpy(name, cells[3].s, cells[3].len);
    memcpy(name + cells[3].len, cells[4].s, cells[4].len);
    name[cells[3].len + cells[4].len] = '\0';
    memcpy(day, cells[0].s, 10);
    day[10] = '\0';
    return name[0] && skip(r, name) && day_parse(day, out);
}

/* 廿 is also written 二十, 除夕 is the last day of the year. */
static void spell_lunar(const char *text, struct str *out) {
    static const char *const from[] = {"二十", "十二月", "除夕", "大年三十", "农历"};
    static const char *const to[] = {"廿", "腊月", "腊月三十", "腊月三十", ""};

    while (*text) {
        size_t i = 0, n = sizeof from / sizeof *from;
        while (i < n && strncmp(text, from[i], strlen(from[i])) != 0)
            i++;
        bool twenty_alone = i == 0 && strncmp(text + strlen(from[0]), "日", 3) == 0;
        if (i < n && !twenty_alone) {
            str_add(out, to[i]);
            text += strlen(from[i]);
        } else {
            str_addn(out, text++, 1);
        }
    }
}

static bool lunar_day(struct reader *r, struct day *out) {
    const struct asset *asset = asset_find("config/calendar_2018.csv");

    for (const char *line = asset ? (const char *)asset->data : ""; *line;) {
        if (lunar_line(r, line, out))
            return true;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return false;
}

static bool one_day(struct reader *r, struct day *out) {
    skip_blanks(r);
    const char *start = r->at;
    if (numeric_day(r, out)) {
        if (!skip(r, "日"))
            skip(r, "号");
        return true;
    }
    r->at = start;
    return lunar_day(r, out);
}

static bool range_mark(struct reader *r) {
    skip_blanks(r);
    return skip(r, "-") || skip(r, "~") || skip(r, "—") || skip(r, "–") || skip(r, "至") ||
           skip(r, "到") || skip(r, "～") || skip(r, "－") || skip(r, "、");
}

/* A time of day, a day of the week, "前", "左右" behind the day say nothing that we take. */
static bool at_end(struct reader *r) {
    skip_blanks(r);
    return !*r->at || *r->at == 'T' || (*r->at >= '0' && *r->at <= '9') || *r->at == '(' ||
           strncmp(r->at, "（", 3) == 0 || strncmp(r->at, "星期", 6) == 0 ||
           strncmp(r->at, "周", 3) == 0 || strncmp(r->at, "上午", 6) == 0 ||
           strncmp(r->at, "下午", 6) == 0;
}

bool value_days(const struct campaign *c, const char *text, struct day *out_from,
                struct day *out_to) {
    struct str spelt = STR_MAX(256);
    struct reader r = {.c = c};

    spell_lunar(text, &spelt);
    r.at = str_get(&spelt);
    bool ok = one_day(&r, out_from);
    *out_to = *out_from;
    if (ok && range_mark(&r))
        ok = one_day(&r, out_to);
    ok = ok && at_end(&r);
    str_clear(&spelt);
    return ok;
}

/* ---- words ---- */

static bool has_word(const char *text, const char *const *words, int n) {
    for (int i = 0; i < n; i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}
#define HAS(text, ...)                                                                             \
    has_word(text, (const char *const[]){__VA_ARGS__},                                             \
             (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

bool value_yes(const char *text) {
    static const char *const no[] = {"",  "无",   "否",   "非困难", "N", "n",
                                     "0", "不是", "没有", "－",     "-"};
    struct slice s = slice_trim(slice_of(text));

    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (slice_eq(s, no[i]))
            return false;
    return true;
}

unsigned value_modes(const char *text) {
    unsigned modes = 0;

    if (HAS(text, "coach", "汽车", "大巴", "包车", "客车", "巴士"))
        modes |= MODE_BIT(MODE_COACH);
    if (HAS(text, "train", "火车", "铁路", "高铁", "动车", "列车"))
        modes |= MODE_BIT(MODE_TRAIN);
    return modes ? modes : MODES_ALL;
}

/* A column of its own (下铺, 是否需轮椅) asks for what its header names. */
unsigned value_needs(const char *header, const char *text) {
    unsigned needs = 0;
    bool yes = value_yes(text);

    if (HAS(text, "lower-berth", "下铺") || (yes && HAS(header, "下铺")))
        needs |= NEED_BIT(NEED_LOWER_BERTH);
    if (HAS(text, "wheelchair", "轮椅") || (yes && HAS(header, "轮椅")))
        needs |= NEED_BIT(NEED_WHEELCHAIR);
    return yes ? needs : 0;
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

static enum document_type by_form(const char *number) {
    size_t len = strlen(number), n_digits = 0;

    for (size_t i = 0; i < len; i++)
        n_digits += number[i] >= '0' && number[i] <= '9';
    bool letter = (number[0] >= 'A' && number[0] <= 'Z') || (number[0] >= 'a' && number[0] <= 'z');
    if (letter && strchr("HMhm", number[0]) && (n_digits == 8 || n_digits == 10))
        return DOCUMENT_HK_MACAU_PERMIT;
    if (letter)
        return DOCUMENT_PASSPORT;
    return len == 8 && n_digits == 8 ? DOCUMENT_TAIWAN_PERMIT : DOCUMENT_RESIDENT_ID;
}

enum document_type value_document_type(const char *word, const char *number) {
    enum document_type type;

    if (document_type_parse(word, &type))
        return type;
    if (HAS(word, "港澳", "回乡证"))
        return DOCUMENT_HK_MACAU_PERMIT;
    if (HAS(word, "台胞", "台湾"))
        return DOCUMENT_TAIWAN_PERMIT;
    if (HAS(word, "护照", "passport"))
        return DOCUMENT_PASSPORT;
    if (HAS(word, "身份证", "户口"))
        return DOCUMENT_RESIDENT_ID;
    return value_yes(word) ? DOCUMENT_OTHER : by_form(number);
}
