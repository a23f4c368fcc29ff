#include "homeward/ticket.h"

#include "homeward/asset.h"
#include <string.h>

/* ---- steps ---- */

struct step_row {
    const char *word;
    unsigned from; /* bits of enum block_state */
    enum block_state to;
    bool stays; /* the state is as it was */
};
#define FROM(state) (1u << (state))
static const struct step_row steps[TICKET_STEPS] = {
    [TICKET_SUBMIT] = {"submit", FROM(BLOCK_NOT_MANAGED) | FROM(BLOCK_PLANNED), BLOCK_SUBMITTED,
                       false},
    [TICKET_ALLOT] = {"allot", FROM(BLOCK_SUBMITTED), BLOCK_ALLOTTED, false},
    [TICKET_PAY] = {"pay", FROM(BLOCK_ALLOTTED), BLOCK_PAID, false},
    [TICKET_COLLECT] = {"collect", FROM(BLOCK_PAID), BLOCK_COLLECTED, false},
    [TICKET_RETURN] = {"return", FROM(BLOCK_ALLOTTED) | FROM(BLOCK_PAID) | FROM(BLOCK_COLLECTED),
                       BLOCK_ALLOTTED, true},
};
static const struct {
    const char *word;
    struct bi name;
} states[] = {
    [BLOCK_NOT_MANAGED] = {"not-managed", {"未登记进度", "not managed"}},
    [BLOCK_PLANNED] = {"planned", {"计划", "planned"}},
    [BLOCK_SUBMITTED] = {"submitted", {"已报名单", "submitted"}},
    [BLOCK_ALLOTTED] = {"allotted", {"已分配", "allotted"}},
    [BLOCK_PAID] = {"paid", {"已付款", "paid"}},
    [BLOCK_COLLECTED] = {"collected", {"已取票", "collected"}},
};

const char *ticket_step_word(enum ticket_step step) {
    return steps[step].word;
}

const char *block_state_word(enum block_state state) {
    return states[state].word;
}

struct bi block_state_name(enum block_state state) {
    return states[state].name;
}

bool ticket_next(enum block_state from, enum ticket_step step, enum block_state *out) {
    if (!(steps[step].from & FROM(from)))
        return false;
    *out = steps[step].stays ? from : steps[step].to;
    return true;
}

void ticket_from(enum ticket_step step, enum lang lang, struct str *out) {
    for (int state = BLOCK_NOT_MANAGED; state <= BLOCK_COLLECTED; state++)
        if (steps[step].from & FROM(state))
            str_addf(out,
                     !out->len         ? "%s"
                     : lang == LANG_EN ? ", %s"
                                       : "、%s",
                     bi_text(states[state].name, lang));
}

bool ticket_bought(const struct allocation *block) {
    return block->state == BLOCK_PAID || block->state == BLOCK_COLLECTED;
}

/* ---- refunds ---- */

static struct slice cut(struct slice *rest, char at) {
    const char *end = rest->len ? memchr(rest->s, at, rest->len) : NULL;
    struct slice part = {rest->s, end ? (size_t)(end - rest->s) : rest->len};

    rest->s += part.len + (end != NULL);
    rest->len -= part.len + (end != NULL);
    return part;
}

static bool read_number(struct slice text, int64_t max, int64_t *out) {
    char digits[16];

    text = slice_trim(text);
    if (!text.len || text.len >= sizeof digits)
        return false;
    memcpy(digits, text.s, text.len);
    digits[text.len] = '\0';
    return text_int64(digits, 0, max, out);
}

/* hours_before_min,hours_before_max,fee_percent,note */
static void read_line(struct slice line, struct refund_tiers *out) {
    struct slice min = cut(&line, ','), max = cut(&line, ','), fee = cut(&line, ',');
    int64_t from, percent, unused;

    if (out->n == REFUND_TIERS || !read_number(min, 100000, &from) ||
        !read_number(fee, 100, &percent))
        return;
    out->v[out->n++] =
        (struct refund_tier){(int32_t)from, (int32_t)percent, !read_number(max, 100000, &unused)};
}

void refund_tiers_read(struct refund_tiers *out) {
    const struct asset *asset = asset_find("config/rail_refund_tiers_2018.csv");
    struct slice rest = {asset ? (const char *)asset->data : "", asset ? asset->len : 0};

    *out = (struct refund_tiers){0};
    while (rest.len)
        read_line(cut(&rest, '\n'), out); /* the header has no numbers */
}

static int32_t percent_at(const struct refund_tiers *tiers, int64_t seconds) {
    for (int i = 0; i < tiers->n; i++) {
        int64_t from = (int64_t)tiers->v[i].from_hours * 3600;
        if (tiers->v[i].after ? seconds > from : seconds >= from)
            return tiers->v[i].percent;
    }
    return 100; /* it has left */
}

int64_t refund_fee(const struct refund_tiers *tiers, int64_t fare, int64_t seconds) {
    enum { HALF_YUAN = 50, LEAST = 200 };
    int32_t percent = percent_at(tiers, seconds);
    /* in hundredths of a fen, so that nothing is rounded twice */
    int64_t fee = (fare * percent + HALF_YUAN * 50) / (HALF_YUAN * 100) * HALF_YUAN;

    if (!percent)
        return 0;
    fee = fee < LEAST ? LEAST : fee;
    return fee < fare ? fee : fare;
}
