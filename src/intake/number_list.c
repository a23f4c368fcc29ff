/*
 * Seats and rows as staff type them from a paper: "1-17,19", "1～17、19 不含 18", "3下, 4下".
 * Numbers and ranges, labels, and words that take some off again.
 */
#include "homeward/intake.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_MAX = 9999, LABEL_MAX = 15, LIST_MAX = 16384 };

/* ---- folding: one way to write each mark ---- */

static const struct {
    uint32_t code;
    char as;
} marks[] = {{0x3001, ','}, {0xff1b, ','}, {';', ','},    {'\n', ','},   {'\t', ' '},
             {0x3000, ' '}, {0xa0, ' '},   {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'},
             {0x2013, '-'}, {0x2014, '-'}, {0x2015, '-'}, {0x2212, '-'}, {'~', '-'},
             {0x301c, '-'}, {0xff5e, '-'}, {0x81f3, '-'}}; /* 至 */

static uint32_t fold(uint32_t code) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].code == code)
            return (unsigned char)marks[i].as;
    if (code >= 0xff01 && code <= 0xff5e) /* full width */
        code -= 0xff01 - 0x21;
    return code >= 'a' && code <= 'z' ? code - ('a' - 'A') : code;
}

static bool fold_text(const char *text, struct str *out) {
    size_t len = strlen(text), step;
    uint32_t code;
    char bytes[4];

    for (; len; text += step, len -= step) {
        step = utf8_next(text, len, &code);
        if (!step)
            return false;
        str_addn(out, bytes, utf8_put(fold(code), bytes));
    }
    return !out->full;
}

/* ---- pieces ---- */

static bool is_one_of(struct slice piece, const char *const *words) {
    for (; *words; words++)
        if (slice_eq(piece, *words))
            return true;
    return false;
}

/* Cuts "no", 不含 ... off the front. */
static bool take_except(struct slice *piece) {
    static const char *const words[] = {"NO ", "NOT ", "EXCEPT ", "不含", "除", "缺", "无", NULL};

    for (const char *const *w = words; *w; w++) {
        size_t len = strlen(*w);
        if (piece->len > len && memcmp(piece->s, *w, len) == 0) {
            *piece = slice_trim((struct slice){piece->s + len, piece->len - len});
            return true;
        }
    }
    return false;
}

static bool read_number(struct slice s, int32_t *out) {
    char text[8];
    int64_t value;

    s = slice_trim(s);
    if (s.len == 0 || s.len >= sizeof text)
        return false;
    memcpy(text, s.s, s.len);
    text[s.len] = '\0';
    for (size_t i = 0; i < s.len; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    if (!text_int64(text, 0, NUMBER_MAX, &value))
        return false;
    *out = (int32_t)value;
    return true;
}

static bool read_range(struct slice piece, struct number_item *out) {
    const char *dash = memchr(piece.s, '-', piece.len);
    size_t before = dash ? (size_t)(dash - piece.s) : piece.len;

    if (!read_number((struct slice){piece.s, before}, &out->first))
        return false;
    out->last = out->first;
    return !dash || (read_number((struct slice){dash + 1, piece.len - before - 1}, &out->last) &&
                     out->first <= out->last);
}

/* A seat such as 12A, 3下, 05车018号: digits and something else, no blank and no dash. */
static bool read_label(struct slice piece, struct arena *arena, struct number_item *out) {
    bool digit = false, other = false;

    for (size_t i = 0; i < piece.len; i++) {
        if ((unsigned char)piece.s[i] <= ' ' || piece.s[i] == '-')
            return false;
        bool is_digit = piece.s[i] >= '0' && piece.s[i] <= '9';
        digit |= is_digit;
        other |= !is_digit;
    }
    if (!digit || !other || piece.len > LABEL_MAX)
        return false;
    out->label = arena_strndup(arena, piece.s, piece.len);
    return true;
}

static enum rc read_piece(struct slice piece, bool except, struct arena *arena,
                          struct number_list *out, struct err *err) {
    struct number_item item = {.except = except};

    piece = slice_trim(piece);
    if (piece.len == 0)
        return RC_OK;
    item.except |= take_except(&piece);
    if (out->n == NUMBER_LIST_ITEMS)
        return err_set(err, RC_USAGE, "malformed-value", "号码太多，最多 %d 项",
                       "too many numbers: at most %d pieces", NUMBER_LIST_ITEMS);
    if (!read_range(piece, &item) && !read_label(piece, arena, &item))
        return err_set(err, RC_USAGE, "malformed-value",
                       "看不懂号码“%.*s”，请写成 1-17,19 这样，小的在前",
                       "\"%.*s\" cannot be read as numbers; write 1-17,19, the lower first",
                       (int)(piece.len < 24 ? piece.len : 24), piece.s);
    out->items[out->n++] = item;
    return RC_OK;
}

/* "1-17 no 18": an exception may follow without a comma. */
static struct slice cut_exception(struct slice *piece) {
    static const char *const words[] = {" NO ", " NOT ", " EXCEPT ", "不含", "除", NULL};

    for (size_t i = 1; i < piece->len; i++)
        for (const char *const *w = words; *w; w++)
            if (piece->len - i > strlen(*w) && memcmp(piece->s + i, *w, strlen(*w)) == 0) {
                struct slice rest = {piece->s + i, piece->len - i};
                piece->len = i;
                return slice_trim(rest);
            }
    return (struct slice){"", 0};
}

static enum rc read_pieces(struct slice rest, struct arena *arena, struct number_list *out,
                           struct err *err) {
    enum rc rc = RC_OK;

    while (rest.len && rc == RC_OK) {
        const char *comma = memchr(rest.s, ',', rest.len);
        struct slice piece = {rest.s, comma ? (size_t)(comma - rest.s) : rest.len};
        size_t used = piece.len + (comma != NULL);
        struct slice exception = cut_exception(&piece);
        rc = read_piece(piece, false, arena, out, err);
        rc = rc == RC_OK ? read_piece(exception, false, arena, out, err) : rc;
        rest = (struct slice){rest.s + used, rest.len - used};
    }
    return rc;
}

/* A piece ends at a comma and may have an exception behind it. */
static size_t most_items(struct slice list) {
    size_t n = 2;

    for (size_t i = 0; i < list.len; i++)
        n += list.s[i] == ',' ? 2 : 0;
    return n < NUMBER_LIST_ITEMS ? n : NUMBER_LIST_ITEMS;
}

enum rc number_list_read(const char *text, struct arena *arena, struct number_list *out,
                         struct err *err) {
    static const char *const all[] = {"ALL", "全部", "全体", "全到", NULL};
    static const char *const none[] = {"", "NONE", "无", "没有", NULL};
    struct str folded = STR_MAX(LIST_MAX);

    *out = (struct number_list){0};
    if (!fold_text(text, &folded)) {
        str_clear(&folded);
        return err_set(err, RC_USAGE, "malformed-value", "号码看不懂：太长或不是文字",
                       "the numbers cannot be read: too long, or not text");
    }
    struct slice whole = slice_trim(slice_of(str_get(&folded)));
    enum rc rc = RC_OK;
    out->items = arena_array(arena, most_items(whole), sizeof *out->items);
    out->all = is_one_of(whole, all);
    if (!out->all && !is_one_of(whole, none))
        rc = read_pieces(whole, arena, out, err);
    /* only exceptions: everybody but them */
    bool only = out->n > 0;
    for (int i = 0; i < out->n; i++)
        only &= out->items[i].except;
    out->all |= only;
    str_clear(&folded);
    return rc;
}

bool number_item_names(const struct number_item *item, const char *label) {
    struct str folded = STR_MAX(64);
    int32_t number = 0;
    bool named = false;

    if (fold_text(label, &folded)) {
        struct slice seat = slice_trim(slice_of(str_get(&folded)));
        named = item->label
                    ? slice_eq(seat, item->label)
                    : read_number(seat, &number) && number >= item->first && number <= item->last;
    }
    str_clear(&folded);
    return named;
}
