/* KEY=VALUE of `run set`: one table of what can be set on a run, under the names of the supply
 * file. */
#include "ops/run_change.h"

#include "homeward/seatmap.h"

#include <stddef.h>
#include <string.h>

enum kind { TEXT, COUNT, FEN, DAY, INSTANT, WORDS, CREW, PHONE };
struct key {
    const char *name;
    enum kind kind;
    size_t at; /* in struct allocation */
    int64_t min, max;
    unsigned fact;
};
#define FIELD(name, kind, field, min, max, fact)                                                   \
    { name, kind, offsetof(struct allocation, field), min, max, fact }

static const struct key keys[] = {
    FIELD("label", TEXT, label, 0, 0, RUN_FACT_PAPER),
    FIELD("signNo", TEXT, sign_no, 0, 0, RUN_FACT_PAPER),
    FIELD("signValidTo", DAY, sign_valid_to, 0, 0, RUN_FACT_PAPER),
    FIELD("contractNo", TEXT, contract_no, 0, 0, RUN_FACT_PAPER),
    FIELD("insuranceNo", TEXT, insurance_no, 0, 0, RUN_FACT_PAPER),
    FIELD("luggagePieces", COUNT, luggage_pieces, 0, 100000, RUN_FACT_PAPER),
    FIELD("seats", COUNT, seats, 1, 100000, RUN_FACT_SEATS),
    FIELD("blockedSeats", WORDS, blocked_seats, 0, 0, RUN_FACT_SEATS),
    FIELD("escortSeats", WORDS, escort_seats, 0, 0, RUN_FACT_SEATS),
    FIELD("wheelchair", COUNT, wheelchair, 0, 1000, RUN_FACT_SEATS),
    FIELD("lowerBerths", COUNT, lower_berths, 0, 1000, RUN_FACT_SEATS),
    FIELD("minimum", COUNT, minimum, 0, 100000, RUN_FACT_TERMS),
    FIELD("price", FEN, price, 0, 100000000000, RUN_FACT_TERMS),
    FIELD("reservedFor", WORDS, reserved_for, 0, 0, RUN_FACT_TERMS),
    FIELD("openFrom", DAY, open_from, 0, 0, RUN_FACT_TERMS),
    FIELD("namesBy", INSTANT, names_by, 0, 0, RUN_FACT_TERMS),
    FIELD("payBy", INSTANT, pay_by, 0, 0, RUN_FACT_TERMS),
    FIELD("returnBy", INSTANT, return_by, 0, 0, RUN_FACT_TERMS),
    FIELD("groupMinimum", COUNT, group_minimum, 0, 100000, RUN_FACT_TERMS),
    {"driver", CREW, 0, 0, 0, RUN_FACT_CREW},
    {"escort", CREW, 0, 0, 0, RUN_FACT_CREW},
    {"phone", PHONE, 0, 0, 0, RUN_FACT_CREW},
};
enum { KEYS = sizeof keys / sizeof *keys };

/* ---- values ---- */

static enum rc refuse_value(const struct key *key, struct err *err) {
    static const struct bi shapes[] = {
        [TEXT] = {"文字", "text"},
        [COUNT] = {"整数", "a whole number"},
        [FEN] = {"以分计的整数", "a whole number of fen"},
        [DAY] = {"2018-02-07 这样的日期", "a date such as 2018-02-07"},
        [INSTANT] = {"2018-02-07T08:00 这样的时间", "a time such as 2018-02-07T08:00"},
        [WORDS] = {"以空格分开的词，区划代码和站点代码须已登记",
                   "words with blanks between them; codes of places and stations must be known"},
        [CREW] = {"姓名和电话，几个人以分号分开",
                  "a name and a phone, several with semicolons between them"},
        [PHONE] = {"电话号码，且该趟次已有司机", "a phone number, and the run has a driver"}};

    return err_set(err, RC_USAGE, "malformed-value", "%s 的值要是%s%.0s",
                   "the value of %s is %.0s%s", key->name, shapes[key->kind].zh,
                   shapes[key->kind].en);
}

static struct words read_words(struct arena *arena, const char *text) {
    struct slice rest = slice_of(text), word;
    int n = 0;

    while (slice_word(&rest, &word))
        n++;
    const char **v = arena_array(arena, (size_t)n + 1, sizeof *v);
    rest = slice_of(text);
    for (int i = 0; slice_word(&rest, &word); i++)
        v[i] = arena_strndup(arena, word.s, word.len);
    return (struct words){v, n};
}

static bool is_known(const struct campaign *c, const char *code) {
    int64_t place;

    for (int i = 0; i < c->n_stations; i++)
        if (strcmp(c->stations[i].code, code) == 0)
            return true;
    return text_int64(code, 100000, 999999, &place) && places_find(c->places, (int32_t)place);
}

static bool all_known(const struct campaign *c, const struct words *words) {
    for (int i = 0; i < words->n; i++)
        if (!is_known(c, words->v[i]))
            return false;
    return true;
}

/* "名字 电话;名字 电话": the role's crew is these. */
static bool read_crew(struct arena *arena, const char *role, const char *text,
                      struct allocation *a) {
    struct crew *crew = arena_array(arena, (size_t)a->n_crew + strlen(text) + 1, sizeof *crew);
    int n = 0;

    if (!utf8_valid(text, strlen(text)))
        return false;
    for (int i = 0; i < a->n_crew; i++)
        if (strcmp(a->crew[i].role, role) != 0)
            crew[n++] = a->crew[i];
    while (*text) {
        size_t len = strcspn(text, ";");
        struct slice one = slice_trim((struct slice){text, len}), word, name = one;
        struct slice rest = one, last = {NULL, 0};
        while (slice_word(&rest, &word))
            last = word;
        bool phone = last.len && strspn(last.s, "0123456789+-") >= last.len && last.s > one.s;
        if (phone)
            name = slice_trim((struct slice){one.s, (size_t)(last.s - one.s)});
        if (name.len == 0)
            return false;
        crew[n++] = (struct crew){arena_strdup(arena, role), arena_strndup(arena, name.s, name.len),
                                  phone ? arena_strndup(arena, last.s, last.len) : NULL};
        text += len + (text[len] == ';');
    }
    a->crew = crew;
    a->n_crew = n;
    return true;
}

static bool set_phone(struct arena *arena, const char *text, struct allocation *a) {
    struct crew *crew = arena_array(arena, (size_t)a->n_crew + 1, sizeof *crew);

    if (!a->n_crew || strspn(text, "0123456789+-") != strlen(text))
        return false;
    memcpy(crew, a->crew, (size_t)a->n_crew * sizeof *crew);
    crew[0].phone = text[0] ? arena_strdup(arena, text) : NULL;
    a->crew = crew;
    return true;
}

static bool take_value(struct run_change *k, const struct key *key, const char *text,
                       struct allocation *a) {
    void *field = (char *)a + key->at;
    struct arena *arena = &k->t.arena;
    int64_t number = 0;

    switch (key->kind) {
    case TEXT:
        *(const char **)field = text[0] ? arena_strdup(arena, text) : NULL;
        return utf8_valid(text, strlen(text)) && strlen(text) < 1024;
    case COUNT:
        *(int32_t *)field = text_int64(text, key->min, key->max, &number) ? (int32_t)number : 0;
        return text_int64(text, key->min, key->max, &number);
    case FEN:
        return text_int64(text, key->min, key->max, (int64_t *)field);
    case DAY:
        *(struct day *)field = DAY_NONE;
        return !text[0] || day_parse(text, field);
    case INSTANT:
        *(struct instant *)field = INSTANT_NONE;
        return !text[0] || instant_parse(text, field);
    case WORDS:
        *(struct words *)field = read_words(arena, text);
        return key->fact != RUN_FACT_TERMS || all_known(k->c, field);
    case CREW:
        return read_crew(arena, key->name, text, a);
    case PHONE:
        return set_phone(arena, text, a);
    }
    return false;
}

/* ---- seats ---- */

static int32_t held_back(const struct campaign *c, const struct allocation *a) {
    return a->vehicle >= 0 && c->vehicles[a->vehicle].seats > a->seats
               ? c->vehicles[a->vehicle].seats - a->seats
               : 0;
}

int32_t run_seats_on(const struct campaign *c, const struct allocation *a, int32_t vehicle) {
    int32_t seats = c->vehicles[vehicle].seats - held_back(c, a);

    return seats > 0 ? seats : 1;
}

/* Blocked seats are held back from the vehicle's; what else was held back stays so. */
static void block_seats(const struct campaign *c, const struct allocation *before,
                        struct allocation *a) {
    int32_t was = before->blocked_seats.n + before->escort_seats.n;
    int32_t is = a->blocked_seats.n + a->escort_seats.n;
    int32_t others = held_back(c, before) - was;

    if (a->vehicle < 0 || was == is || a->seats != before->seats)
        return;
    a->seats = c->vehicles[a->vehicle].seats - is - (others > 0 ? others : 0);
}

/* ---- the command ---- */

static const struct key *find_key(const char *setting) {
    size_t len = strcspn(setting, "=");

    for (int i = 0; i < KEYS; i++)
        if (setting[len] && strlen(keys[i].name) == len && strncmp(keys[i].name, setting, len) == 0)
            return &keys[i];
    return NULL;
}

static enum rc refuse_key(const char *setting, struct err *err) {
    struct str list = STR_MAX(1024);

    for (int i = 0; i < KEYS; i++)
        str_addf(&list, i ? " %s" : "%s", keys[i].name);
    enum rc rc = err_set(err, RC_USAGE, "unknown-setting", "不能设置 %.*s；写成 名称=值，可设 %s",
                         "%.*s cannot be set; write KEY=VALUE, where KEY is one of %s",
                         (int)strcspn(setting, "="), setting, str_get(&list));
    str_clear(&list);
    return rc;
}

enum rc run_set(struct run_change *k, int32_t run, const char *const *settings, int n,
                struct err *err) {
    const struct allocation before = k->t.c.allocations[run];
    struct allocation *a = run_edit(k, run, 0);

    for (int i = 0; i < n; i++) {
        const struct key *key = find_key(settings[i]);
        if (!key)
            return refuse_key(settings[i], err);
        if (!take_value(k, key, strchr(settings[i], '=') + 1, a))
            return refuse_value(key, err);
        (void)run_edit(k, run, key->fact);
    }
    block_seats(k->c, &before, a);
    if (a->seats < 1 || (a->vehicle >= 0 && a->seats > k->c->vehicles[a->vehicle].seats))
        return err_set(err, RC_CONFLICT, "more-than-vehicle",
                       "趟次 %.64s 的座位数不能多于车辆的，也不能为 0",
                       "the run %.64s cannot have more seats than its vehicle, nor none", a->key);
    return RC_OK;
}

void run_setting_words(const char *setting, struct str *out) {
    const struct key *key = find_key(setting);

    if (key && (key->kind == CREW || key->kind == PHONE))
        str_addf(out, "%s=", key->name);
    else
        str_add(out, setting);
}
