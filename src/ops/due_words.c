/*
 * What has a deadline, in words: one row of the table for each kind. In a text {what} is the run,
 * station or import, {n} how many, {of} the measure, {yuan} the money, {station} who sent it, and
 * {one|many} a word that goes by the number.
 */
#include "ops/due.h"

#include <stdio.h>
#include <string.h>

struct kind_row {
    const char *word;
    struct bi text;
    const char *next; /* what to type, without the program's name */
};
static const struct kind_row kinds[DUE_KINDS] = {
    [DUE_NAMES] = {"names",
                   {"{what} 的 {n} 人名单要交承运单位",
                    "{what}: the {name of 1 rider is|names of {n} riders are} due at the carrier"},
                   "ticket submit {what}"},
    [DUE_PAY] = {"pay",
                 {"{what} 的 {n} 张票要付款，共 {yuan} 元",
                  "{what}: {1 ticket|{n} tickets} to be paid, {yuan} yuan in all"},
                 "ticket pay {what}"},
    [DUE_RETURN] = {"return",
                    {"{what} 有 {n} 张票没有人坐，要退就在这之前",
                     "{what}: nobody has {1 ticket|{n} tickets}; to be given back by then"},
                    "ticket return {what} --seats {n}"},
    [DUE_GROUP] = {"group",
                   {"{what} 再有 {n} 人就满 {of} 人的团体",
                    "{what}: {n} more {person makes|people make} this a group of {of}"},
                   "waiting --run {what}"},
    [DUE_MINIMUM] = {"minimum",
                     {"{what} 离开行的 {of} 人还差 {n} 人",
                      "{what}: {n} more {rider|riders} to be worth running ({of})"},
                     "thin"},
    [DUE_TOLD] = {"told",
                  {"{what} 有 {n} 人次通知过的已经变了，要再通知",
                   "{what}: {1 rider was|{n} riders were} told what does not stand any more"},
                  "told list"},
    [DUE_PAPER] = {"paper",
                   {"{what} 打印的第 {of} 版名单之后有变动，{n} 行",
                    "{what}: the printed manifest (version {of}) is older than the plan, {n} "
                    "{row|rows}"},
                   "manifest {what} -o DIR"},
    [DUE_BOARDING] = {"boarding",
                      {"{what} 的上车回执还没有交回，{n} 人",
                       "{what}: the return of {1 rider|{n} riders} has not come back"},
                      "boarding record {what} --boarded NUMBERS"},
    [DUE_REJECTS] = {"rejects",
                     {"{station} 第 {what} 次导入退回的 {n} 行还没有答复",
                      "{station}: {1 row|{n} rows} of import {what} sent back, not answered"},
                     "list rejects {what} -o FILE"},
    [DUE_CORRECTIONS] = {"corrections",
                         {"{what} 有 {n} 处疑似更正要人确认",
                          "{what}: {n} proposed {correction|corrections} to be settled"},
                         "list corrections --station {what}"},
    [DUE_LEAVING] = {"leaving",
                     {"{what} 有 {n} 人次已通知或确认，而名单上已撤回",
                      "{what}: {1 rider|{n} riders} told or confirmed, withdrawn by a list since"},
                     "list show"},
};

const char *due_kind_word(enum due_kind kind) {
    return kinds[kind].word;
}

/* ---- filling in ---- */

static void add_yuan(struct str *out, int64_t fen) {
    char yuan[32];

    str_addf(out, "%s.%02d", number_text(fen / 100, yuan), (int)(fen % 100));
}

static void add_value(struct str *out, const struct due_line *line, struct slice name) {
    char number[32];

    if (slice_eq(name, "what"))
        str_add(out, line->object);
    else if (slice_eq(name, "station"))
        str_add(out, line->station);
    else if (slice_eq(name, "yuan"))
        add_yuan(out, line->fen);
    else
        str_add(out, number_text(slice_eq(name, "of") ? line->of : line->count, number));
}

static void fill(struct str *out, const struct due_line *line, struct slice text);

/* The brace that closes the one before text. */
static size_t closing(struct slice text) {
    int open = 1;

    for (size_t i = 0; i < text.len; i++) {
        open += (text.s[i] == '{') - (text.s[i] == '}');
        if (open == 0)
            return i;
    }
    return text.len;
}

static void fill_braces(struct str *out, const struct due_line *line, struct slice inner) {
    const char *bar = memchr(inner.s, '|', inner.len);

    if (!bar) {
        add_value(out, line, inner);
        return;
    }
    size_t one = (size_t)(bar - inner.s);
    fill(out, line,
         line->count == 1 ? (struct slice){inner.s, one}
                          : (struct slice){bar + 1, inner.len - one - 1});
}

static void fill(struct str *out, const struct due_line *line, struct slice text) {
    while (text.len) {
        if (*text.s != '{') {
            str_addn(out, text.s, 1);
            text = (struct slice){text.s + 1, text.len - 1};
            continue;
        }
        struct slice inner = {text.s + 1, closing((struct slice){text.s + 1, text.len - 1})};
        fill_braces(out, line, inner);
        text = (struct slice){inner.s + inner.len + 1, text.len - inner.len - 2};
    }
}

static const char *filled(const struct due_list *l, const struct due_line *line, const char *text) {
    struct str out = STR_MAX(512);

    fill(&out, line, slice_of(text));
    const char *copy = arena_strdup(l->arena, str_get(&out));
    str_clear(&out);
    return copy;
}

/* ---- how long ---- */

/* 2 天 5 小时; below a day hours and minutes. */
static void span_text(int64_t seconds, enum lang lang, char *out, size_t size) {
    long long minutes = (long long)seconds / 60, hours = minutes / 60, days = hours / 24;

    if (days)
        snprintf(out, size, lang == LANG_EN ? "%lld d %lld h" : "%lld 天 %lld 小时", days,
                 hours % 24);
    else if (hours)
        snprintf(out, size, lang == LANG_EN ? "%lld h %lld min" : "%lld 小时 %lld 分", hours,
                 minutes % 60);
    else
        snprintf(out, size, lang == LANG_EN ? "%lld min" : "%lld 分钟", minutes);
}

static const char *left_text(const struct due_list *l, int64_t seconds) {
    enum lang lang = l->s->ops->lang;
    char span[64], text[96];

    span_text(seconds < 0 ? -seconds : seconds, lang, span, sizeof span);
    if (seconds < 0)
        snprintf(text, sizeof text, lang == LANG_EN ? "%s overdue" : "已过 %s", span);
    else
        snprintf(text, sizeof text, lang == LANG_EN ? "%s left" : "还有 %s", span);
    return arena_strdup(l->arena, text);
}

void due_say(const struct due_list *l, struct due_line *line) {
    const struct kind_row *kind = &kinds[line->kind];

    line->left = left_text(l, line->seconds_left);
    line->text = filled(l, line, bi_text(kind->text, l->s->ops->lang));
    line->next = filled(l, line, kind->next);
}
