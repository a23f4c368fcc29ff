/* The table of initials, and the ways to begin a name. */
#include "homeward/pinyin.h"

#include "homeward/asset.h"
#include "homeward/mem.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

#define TABLE "config/pinyin_initials.csv"
enum { READINGS_MAX = 8 }; /* of one start of a name */

struct entry {
    uint32_t code, initials;
};
struct pinyin {
    struct entry *v; /* by code, each once */
    int n;
    size_t cap;
};

/* ---- the table ---- */

static enum rc malformed(int64_t number, struct err *err) {
    return err_set(err, RC_INVALID, "bad-initials",
                   "拼音首字母表 pinyin_initials.csv 第 %lld 行不合格式",
                   "line %lld of pinyin_initials.csv is malformed", (long long)number);
}

/* One line: initial,characters. */
static bool read_line(struct pinyin *p, const char *line, size_t len) {
    uint32_t code;

    if (len < 2 || line[0] < 'a' || line[0] > 'z' || line[1] != ',')
        return false;
    for (size_t at = 2, step; at < len; at += step) {
        step = utf8_next(line + at, len - at, &code);
        if (!step)
            return false;
        struct entry entry = {code, 1u << (line[0] - 'a')};
        VEC_PUSH(p->v, p->n, p->cap, entry);
    }
    return true;
}

static int by_code(const void *a, const void *b) {
    const struct entry *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

static void merge(struct pinyin *p) {
    int kept = 0;

    qsort(p->v, (size_t)p->n, sizeof *p->v, by_code);
    for (int i = 0; i < p->n; i++)
        if (kept && p->v[kept - 1].code == p->v[i].code)
            p->v[kept - 1].initials |= p->v[i].initials;
        else
            p->v[kept++] = p->v[i];
    p->n = kept;
}

enum rc pinyin_load(struct pinyin **out, struct err *err) {
    const struct asset *asset = asset_find(TABLE);
    const char *text = (const char *)asset->data, *end = text + asset->len;
    struct pinyin *p = mem_alloc(sizeof *p);
    int64_t number = 0;

    for (const char *line = text, *stop; line < end; line = stop + 1) {
        stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        size_t len = (size_t)(stop - line);
        len -= len && line[len - 1] == '\r';
        if (++number > 1 && len && !read_line(p, line, len)) {
            pinyin_free(p);
            return malformed(number, err);
        }
    }
    merge(p);
    *out = p;
    return RC_OK;
}

void pinyin_free(struct pinyin *p) {
    if (p)
        mem_free(p->v);
    mem_free(p);
}

uint32_t pinyin_initials(const struct pinyin *p, uint32_t code) {
    const struct entry key = {code, 0};
    const struct entry *found =
        p->n ? bsearch(&key, p->v, (size_t)p->n, sizeof *p->v, by_code) : NULL;

    if (code < 128)
        code |= 0x20;
    if (code >= 'a' && code <= 'z')
        return 1u << (code - 'a');
    return found ? found->initials : 0;
}

/* ---- names ---- */

struct readings {
    char v[READINGS_MAX][NAME_INITIALS];
    int n;
};

/* Each reading goes on with each initial of the character, as long as there is room. */
static void read_on(struct readings *r, uint32_t initials, size_t at) {
    int n = r->n;

    for (int i = 0; i < n; i++) {
        bool first = true;
        for (int letter = 0; letter < 26; letter++) {
            if (!(initials >> letter & 1) || (!first && r->n == READINGS_MAX))
                continue;
            int to = first ? i : r->n++;
            if (!first)
                memcpy(r->v[to], r->v[i], NAME_INITIALS);
            r->v[to][at] = (char)('a' + letter);
            first = false;
        }
    }
}

static int add_start(const struct pinyin *p, const char *name, struct name_start *out, int n) {
    struct readings r = {.n = 1};
    uint32_t code;
    size_t at = 0;

    for (const char *s = name; *s && at < NAME_INITIALS - 1;) {
        size_t step = utf8_next(s, strlen(s), &code);
        uint32_t initials = pinyin_initials(p, code);
        if (!step)
            break;
        if (initials)
            read_on(&r, initials, at++);
        s += step;
    }
    for (int i = 0; i < r.n && n < NAME_STARTS; i++) {
        out[n].name = name;
        memcpy(out[n++].initials, r.v[i], NAME_INITIALS);
    }
    return n;
}

/* Bytes of the family name of a name in hanzi: one character, of some names two. */
static size_t family_length(const char *name) {
    static const char *const two[] = {
        "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "令狐",
        "宇文", "长孙", "慕容", "司徒", "端木", "百里", "呼延", "南宫", "独孤", "西门",
        "万俟", "澹台", "闻人", "轩辕", "淳于", "单于", "申屠", "仲孙", "钟离", "濮阳"};
    uint32_t code;

    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (strncmp(name, two[i], strlen(two[i])) == 0)
            return strlen(two[i]);
    return utf8_next(name, strlen(name), &code);
}

int pinyin_name_starts(const struct pinyin *p, const char *name,
                       struct name_start out[NAME_STARTS]) {
    static const char dot[] = "·";
    const char *at = strstr(name, dot);
    size_t family = family_length(name);
    int n = add_start(p, name, out, 0);

    if (!at && name[family])
        return add_start(p, name + family, out, n);
    for (; at && at[sizeof dot - 1]; at = strstr(at, dot)) {
        at += sizeof dot - 1;
        n = add_start(p, at, out, n);
    }
    return n;
}
