/*
 * Places as people write them. Every place is entered under its full name, under its stem (the
 * name without 省 市 县 区 and without the peoples of an autonomous area), and under former names.
 * A text is cut into such names from left to right, each lying inside the one before:
 *
 *   text := code | name* name          山东省菏泽市成武县, 河南周口, 菏泽曹县
 *
 * A county that changed only its suffix (章丘市, now 章丘区) is found by its stem. A station or a
 * street may follow (周口火车站, 周口市太康县龙曲镇): the place is what comes before it.
 */
#include "homeward/asset.h"
#include "model/places.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 256
#define DEPTH_MAX 4

/* ---- names of a place ---- */

static const char *const suffixes[] = {"特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区",
                                       "省",         "市",     "县",     "区",     "盟",     "旗"};
static const char *const peoples[] = {
    "维吾尔", "哈萨克", "柯尔克孜", "蒙古族",   "蒙古",     "藏族",   "回族",   "壮族",
    "苗族",   "彝族",   "侗族",     "土家族",   "布依族",   "朝鲜族", "哈尼族", "傣族",
    "白族",   "景颇族", "傈僳族",   "瑶族",     "满族",     "黎族",   "羌族",   "仫佬族",
    "毛南族", "畲族",   "水族",     "仡佬族",   "拉祜族",   "佤族",   "布朗族", "纳西族",
    "独龙族", "怒族",   "普米族",   "达斡尔族", "鄂温克族", "锡伯",   "塔吉克", "土族",
    "撒拉族", "东乡族", "保安族",   "裕固族",   "哈萨克族", "各族",   "达斡尔"};
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TWO_HANZI 6 /* bytes: the least that is left of a name */

/* The length of name without one of the endings, or the length itself. */
static size_t without_ending(const char *name, size_t len, const char *const *endings, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t end = strlen(endings[i]);
        if (len >= end + TWO_HANZI && memcmp(name + len - end, endings[i], end) == 0)
            return len - end;
    }
    return len;
}

static size_t stem_length(const char *name) {
    size_t full = strlen(name), len = without_ending(name, full, suffixes, COUNT(suffixes));

    if (len == full || !strstr(name, "自治"))
        return len;
    for (size_t shorter; (shorter = without_ending(name, len, peoples, COUNT(peoples))) < len;)
        len = shorter;
    return len;
}

struct builder {
    struct places *places;
    size_t cap;
};

static void enter(struct builder *b, const char *name, size_t len, int32_t code) {
    struct gazetteer_entry entry = {arena_strndup(&b->places->arena, name, len), code};

    VEC_PUSH(b->places->names, b->places->n_names, b->cap, entry);
}

static void enter_all_forms(struct builder *b, const char *name, enum place_level level,
                            int32_t code) {
    size_t full = strlen(name), stem = stem_length(name);
    char region[TEXT_MAX];

    enter(b, name, full, code);
    if (stem == full)
        return;
    enter(b, name, stem, code);
    if (level != PLACE_CITY || stem + sizeof "地区" > sizeof region)
        return;
    memcpy(region, name, stem); /* 菏泽地区, as many documents still say */
    memcpy(region + stem, "地区", sizeof "地区");
    if (strcmp(region, name) != 0)
        enter(b, region, strlen(region), code);
}

/* One line of former_names.csv: former,province,code,since. */
static bool enter_former(struct builder *b, char *line) {
    char *province = strchr(line, ','), *code = province ? strchr(province + 1, ',') : NULL;
    int64_t value;

    if (!code)
        return false;
    *province = '\0';
    char *end = strchr(++code, ',');
    if (end)
        *end = '\0';
    if (!text_int64(code, 110000, 999999, &value))
        return false;
    enter_all_forms(b, line, PLACE_COUNTY, (int32_t)value);
    return true;
}

static enum rc enter_former_names(struct builder *b, struct err *err) {
    const struct asset *asset = asset_find("config/former_names.csv");
    char *text = arena_strndup(&b->places->arena, (const char *)asset->data, asset->len);
    int64_t number = 1;

    for (char *line = strchr(text, '\n'); line && line[1];) {
        char *end = strchr(++line, '\n');
        if (end)
            *end = '\0';
        number++;
        if (!enter_former(b, line))
            return err_set(err, RC_INVALID, "bad-former-names",
                           "旧地名表 former_names.csv 第 %lld 行不合格式",
                           "line %lld of former_names.csv is malformed", (long long)number);
        line = end;
    }
    return RC_OK;
}

static int by_name(const void *a, const void *b) {
    const struct gazetteer_entry *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : (x->code > y->code) - (x->code < y->code);
}

enum rc gazetteer_build(struct places *places, struct err *err) {
    struct builder b = {places, 0};

    for (int i = 0; i < places->n; i++)
        enter_all_forms(&b, places->v[i].name, places->v[i].level, places->v[i].code);
    enum rc rc = enter_former_names(&b, err);
    qsort(places->names, (size_t)places->n_names, sizeof *places->names, by_name);
    return rc;
}

void gazetteer_clear(struct places *places) {
    mem_free(places->names);
    places->names = NULL;
    places->n_names = 0;
}

/* ---- reading a text ---- */

/* The first entry of that name; the others follow it. */
static int first_entry(const struct places *places, const char *name, size_t len) {
    int low = 0, high = places->n_names;

    while (low < high) {
        int mid = (low + high) / 2;
        if (strncmp(places->names[mid].name, name, len) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool lies_in(int32_t code, int32_t area) {
    if (!area)
        return true;
    if (area % 10000 == 0)
        return place_province(code) == area && code != area;
    return area % 100 == 0 && place_city(code) == area && code != area;
}

struct found {
    int32_t codes[64];
    int n;
};

static void found_add(struct found *found, int32_t code) {
    for (int i = 0; i < found->n; i++)
        if (found->codes[i] == code)
            return;
    if (found->n < (int)COUNT(found->codes))
        found->codes[found->n++] = code;
}

/* Every way to read text as names, each inside the one before, starting inside `area`. Where
 * `twice`, an area may be said again: 北京市北京市朝阳区, as forms with a field a level write. */
static void read_names(const struct places *places, const char *text, int32_t area, bool twice,
                       int depth, struct found *found) {
    size_t len = strlen(text), n;
    uint32_t code_point;

    for (size_t cut = 0; (n = utf8_next(text + cut, len - cut, &code_point)) > 0;) {
        cut += n;
        for (int i = first_entry(places, text, cut); i < places->n_names; i++) {
            const struct gazetteer_entry *entry = &places->names[i];
            if (strncmp(entry->name, text, cut) != 0 || entry->name[cut])
                break;
            if (!lies_in(entry->code, area) && !(twice && entry->code == area))
                continue;
            if (!text[cut])
                found_add(found, entry->code);
            else if (depth < DEPTH_MAX)
                read_names(places, text + cut, entry->code, twice, depth + 1, found);
        }
    }
}

/* A county under the stem of a name whose suffix has changed since. */
static void read_changed_suffix(const struct places *places, char *text, struct found *found) {
    static const char *const changed[] = {"市", "县", "区"};
    struct found any = {0};
    size_t len = strlen(text), stem = without_ending(text, len, changed, COUNT(changed));

    if (stem == len)
        return;
    char cut = text[stem];
    text[stem] = '\0';
    read_names(places, text, 0, false, 0, &any);
    text[stem] = cut;
    for (int i = 0; i < any.n; i++)
        if (any.codes[i] % 100)
            found_add(found, any.codes[i]);
}

/* Marks that people put between the levels of a place. */
static bool is_between(uint32_t code) {
    static const uint32_t marks[] = {0xa0,   0xb7,   0x200b, 0x2013, 0x2014, 0x2192,
                                     0x3000, 0x3001, 0xfeff, 0xff0c, 0xff0d, 0xff0f};

    if (code < 0x80)
        return code <= ' ' || strchr("-/,\\>_|'", (int)code) != NULL;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (marks[i] == code)
            return true;
    return false;
}

/* Words that name no place of the table: the country, what stands for the districts of a city. */
static void cut_words(char *text) {
    static const char *const words[] = {"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划"};

    if (strncmp(text, "中国", strlen("中国")) == 0)
        memmove(text, text + strlen("中国"), strlen(text) + 1 - strlen("中国"));
    for (size_t i = 0; i < COUNT(words); i++) {
        char *hit = strstr(text, words[i]);
        if (hit && hit > text)
            memmove(hit, hit + strlen(words[i]), strlen(hit) + 1 - strlen(words[i]));
    }
}

/* Blanks and marks off, full-width digits to half width. False if it is too long to be a place. */
static bool fold(const char *text, char out[TEXT_MAX]) {
    size_t len = strlen(text), at = 0, n;
    uint32_t code;

    for (; (n = utf8_next(text, len, &code)) > 0; text += n, len -= n) {
        char bytes[4];
        if (is_between(code))
            continue;
        if (code >= 0xff10 && code <= 0xff19)
            code = code - 0xff10 + '0';
        size_t put = utf8_put(code, bytes);
        if (at + put >= TEXT_MAX)
            return false;
        memcpy(out + at, bytes, put);
        at += put;
    }
    out[at] = '\0';
    cut_words(out);
    return len == 0;
}

/* ---- more than a place ---- */

/* What may follow the name of a city or county and is no place of the table. */
static const char *const stations[] = {"长途汽车总站",
                                       "长途汽车站",
                                       "汽车客运站",
                                       "汽车总站",
                                       "火车站",
                                       "高铁站",
                                       "汽车站",
                                       "客运站",
                                       "总站",
                                       "车站",
                                       "站",
                                       "市区",
                                       "城区",
                                       "县城",
                                       "高新技术产业开发区",
                                       "高新技术开发区",
                                       "经济技术开发区",
                                       "经济开发区",
                                       "高新区",
                                       "经开区",
                                       "开发区"};
static const char *const streets[] = {"镇", "乡",   "村", "街", "路", "办事处", "社区",
                                      "号", "小区", "屯", "组", "庄", "苏木",   "嘎查"};

static bool holds_street(const char *text) {
    for (size_t i = 0; i < COUNT(streets); i++)
        if (strstr(text, streets[i]))
            return true;
    return false;
}

static void read_any(const struct places *places, const char *text, struct found *found) {
    read_names(places, text, 0, false, 0, found);
    if (!found->n)
        read_names(places, text, 0, true, 0, found);
}

static void read_before_station(const struct places *places, char *text, struct found *found) {
    size_t len = strlen(text), stem = without_ending(text, len, stations, COUNT(stations));

    if (stem == len)
        return;
    char cut = text[stem];
    text[stem] = '\0';
    read_any(places, text, found);
    text[stem] = cut;
}

/* A county with all of its name, then a township, village or street: the longest such county. */
static void read_before_street(const struct places *places, char *text, struct found *found) {
    static const char *const ends[] = {"县", "区", "市", "旗"};
    struct found any = {0};

    for (size_t cut = strlen(text); cut > TWO_HANZI && !found->n; cut--) {
        bool whole = without_ending(text, cut, ends, COUNT(ends)) < cut;
        if (!whole || !text[cut] || !holds_street(text + cut))
            continue;
        char rest = text[cut];
        text[cut] = '\0';
        any.n = 0;
        read_any(places, text, &any);
        text[cut] = rest;
        for (int i = 0; i < any.n; i++)
            if (any.codes[i] % 100)
                found_add(found, any.codes[i]);
    }
}

/* ---- choosing among several ---- */

/* A candidate that holds all the others: 吉林 is the province, not its city of that name. */
static int32_t one_that_holds_all(const struct found *found) {
    for (int i = 0; i < found->n; i++) {
        bool all = true;
        for (int k = 0; k < found->n && all; k++)
            all = k == i || lies_in(found->codes[k], found->codes[i]);
        if (all)
            return found->codes[i];
    }
    return 0;
}

static int32_t the_province(const struct found *found) {
    for (int i = 0; i < found->n; i++)
        if (found->codes[i] % 10000 == 0)
            return found->codes[i];
    return 0;
}

/* Leaves the candidates inside area, if there are any; how many that were. */
static int keep_in(struct found *found, int32_t area) {
    struct found kept = {0};

    for (int i = 0; i < found->n; i++)
        if (lies_in(found->codes[i], area))
            found_add(&kept, found->codes[i]);
    if (kept.n)
        *found = kept;
    return kept.n;
}

/* Homonyms: the one in the region that is near, if there is only one there. */
static int32_t choose(struct found *found, int32_t near) {
    int32_t code = found->n == 1 ? found->codes[0] : the_province(found);
    bool in_city = near % 10000 != 0;

    if (!code)
        code = one_that_holds_all(found);
    if (code || !near)
        return code;
    if ((in_city && keep_in(found, place_city(near)) == 1) ||
        keep_in(found, place_province(near)) == 1)
        return found->codes[0];
    return 0;
}

static enum rc resolve_code(const struct places *places, int64_t code, struct place_match *out) {
    out->code = (int32_t)code;
    return places_find(places, out->code) ? RC_OK : RC_NOT_FOUND;
}

enum rc places_resolve(const struct places *places, const char *text, int32_t near,
                       struct place_match *out) {
    char folded[TEXT_MAX];
    struct found found = {0};
    int64_t code;

    *out = (struct place_match){0};
    if (!fold(text, folded) || !folded[0])
        return RC_NOT_FOUND;
    if (text_int64(folded, 0, 999999, &code))
        return resolve_code(places, code, out);
    read_any(places, folded, &found);
    if (!found.n)
        read_changed_suffix(places, folded, &found);
    out->more = !found.n;
    if (!found.n)
        read_before_station(places, folded, &found);
    if (!found.n)
        read_before_street(places, folded, &found);
    if (!found.n)
        return RC_NOT_FOUND;
    out->code = choose(&found, near);
    for (int i = 0; i < found.n && i < PLACE_CANDIDATES; i++)
        out->candidates[out->n_candidates++] = found.codes[i];
    return out->code ? RC_OK : RC_CONFLICT;
}
