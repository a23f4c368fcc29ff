/* Document cells: config/id_documents.csv tells the kinds by word and by form. */
#include "intake/value.h"

#include "homeward/asset.h"

#include <regex.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KINDS_MAX 32

struct document_kind {
    enum document_type type;
    const char *names; /* name;alias;alias */
    regex_t form;
    bool has_form;
};
struct document_kinds {
    struct arena arena;
    struct document_kind v[KINDS_MAX];
    int n;
};

/* The codes of the table to the types of the contract; every other one is `other`. */
static const struct {
    const char *code;
    enum document_type type;
} codes[] = {{"1", DOCUMENT_RESIDENT_ID},     {"2", DOCUMENT_RESIDENT_ID},
             {"T", DOCUMENT_RESIDENT_ID},     {"K", DOCUMENT_RESIDENT_ID},
             {"C", DOCUMENT_HK_MACAU_PERMIT}, {"G", DOCUMENT_TAIWAN_PERMIT},
             {"B", DOCUMENT_PASSPORT}};

static enum document_type type_of(const char *code) {
    for (size_t i = 0; i < COUNT(codes); i++)
        if (strcmp(codes[i].code, code) == 0)
            return codes[i].type;
    return DOCUMENT_OTHER;
}

/* ---- the table ---- */

/* One cell of a CSV line, in place: quotes off. */
static char *cut_cell(char **at) {
    char *cell = *at, *out = cell;
    bool quoted = *cell == '"';

    for (char *in = cell + quoted;; in++) {
        if (quoted && *in == '"' && in[1] != '"')
            quoted = false;
        else if (!*in || (!quoted && *in == ',')) {
            *at = *in ? in + 1 : in;
            *out = '\0';
            return cell;
        } else {
            in += quoted && *in == '"';
            *out++ = *in;
        }
    }
}

/* code,name,aliases,pattern,... */
static void read_kind(struct document_kinds *kinds, char *line) {
    struct document_kind *kind = &kinds->v[kinds->n];
    struct str names = STR_MAX(512);
    const char *code = cut_cell(&line);

    if (kinds->n == KINDS_MAX)
        return;
    kind->type = type_of(code);
    str_add(&names, cut_cell(&line));
    str_addf(&names, ";%s", cut_cell(&line));
    kind->names = arena_strdup(&kinds->arena, str_get(&names));
    str_clear(&names);
    kind->has_form = regcomp(&kind->form, cut_cell(&line), REG_EXTENDED | REG_NOSUB) == 0;
    kinds->n++;
}

struct document_kinds *document_kinds_new(void) {
    struct document_kinds *kinds = mem_alloc(sizeof *kinds);
    const struct asset *asset = asset_find("config/id_documents.csv");
    char *text = arena_strndup(&kinds->arena, asset ? (const char *)asset->data : "",
                               asset ? asset->len : 0);

    for (char *line = strchr(text, '\n'); line && line[1];) {
        char *end = strchr(++line, '\n');
        if (end)
            *end = '\0';
        read_kind(kinds, line);
        line = end;
    }
    return kinds;
}

void document_kinds_free(struct document_kinds *kinds) {
    if (!kinds)
        return;
    for (int i = 0; i < kinds->n; i++)
        if (kinds->v[i].has_form)
            regfree(&kinds->v[i].form);
    arena_clear(&kinds->arena);
    mem_free(kinds);
}

/* ---- by word ---- */

/* The longest name of a kind that the word holds: 临时身份证 is not 身份证. */
static const struct document_kind *by_word(const struct document_kinds *kinds, const char *word) {
    const struct document_kind *best = NULL;
    size_t best_len = 0;
    char name[128];

    for (int i = 0; i < kinds->n; i++)
        for (const char *at = kinds->v[i].names; *at;) {
            size_t len = strcspn(at, ";");
            if (len > best_len && len < sizeof name) {
                memcpy(name, at, len);
                name[len] = '\0';
                if (strstr(word, name)) {
                    best = &kinds->v[i];
                    best_len = len;
                }
            }
            at += len + (at[len] == ';');
        }
    return best;
}

/* ---- by form ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

struct shape {
    size_t len, digits, head; /* head: letters before the first digit */
    bool plain;               /* letters and digits only */
};

static struct shape shape_of(const char *number) {
    struct shape s = {.plain = true};

    for (; *number; number++) {
        if (strchr(" -'", *number))
            continue;
        s.len++;
        s.head += !s.digits && is_letter(*number);
        s.digits += is_digit(*number);
        s.plain &= is_digit(*number) || is_letter(*number);
    }
    return s;
}

static enum document_type by_form(const char *number) {
    struct shape s = shape_of(number);
    bool permit = s.plain && s.head == 1 && strchr("HMhm", number[0]) && s.digits == s.len - 1;

    if (s.digits >= 14 || !s.len)
        return DOCUMENT_RESIDENT_ID;
    if (permit && (s.digits == 8 || s.digits == 10))
        return DOCUMENT_HK_MACAU_PERMIT;
    if (s.plain && s.head == 3 && s.digits == 12)
        return DOCUMENT_OTHER; /* permanent residence of foreigners */
    if (s.plain && s.head == 0 && (s.digits == 8 || s.digits == 10) && s.len - s.digits <= 1)
        return DOCUMENT_TAIWAN_PERMIT;
    if (s.plain && s.head > 0 && s.digits > 0)
        return DOCUMENT_PASSPORT;
    return s.plain ? DOCUMENT_RESIDENT_ID : DOCUMENT_OTHER;
}

/* ---- the cell ---- */

/* 3.79901E+17: no digit behind the point can be trusted. */
static bool is_scientific(const char *text) {
    const char *e = strpbrk(text, "eE");

    return e && e > text && strspn(text, "0123456789.") == (size_t)(e - text) &&
           (strchr(text, '.') || e[1] == '+') && strspn(e + 1, "+0123456789") == strlen(e + 1) &&
           e[1];
}

/* Half width and without what nobody sees, so that a cell can be taken apart. */
static char *plain_text(struct arena *arena, const char *text) {
    struct slice s = value_trim(text);
    char *out = arena_alloc(arena, s.len + 1);
    size_t at = 0, n;
    uint32_t code;

    for (; (n = utf8_next(s.s, s.len, &code)) > 0; s.s += n, s.len -= n) {
        code = value_fold_char(code);
        if (code == 0x425 || code == 0x445 || code == 0xd7 || code == 0x3a7 || code == 0x3c7)
            code = 'X';
        if (code)
            at += utf8_put(code, out + at);
    }
    out[at] = '\0';
    return out;
}

/* The longest run of letters and digits, with single blanks and dashes inside. */
static struct slice longest_run(const char *text) {
    struct slice best = {text, 0};
    size_t best_digits = 0;

    while (*text) {
        size_t len = 0, digits = 0;
        while (is_digit(text[len]) || is_letter(text[len]) || text[len] == '*' ||
               (len && (text[len] == ' ' || text[len] == '-') &&
                (is_digit(text[len + 1]) || is_letter(text[len + 1])))) {
            digits += is_digit(text[len]);
            len++;
        }
        if (digits > best_digits) {
            best = (struct slice){text, len};
            best_digits = digits;
        }
        text += len + (text[len] != '\0');
    }
    return best_digits >= 7 ? best : (struct slice){text, 0};
}

/* What is left of the cell beside the number, if it may be a name. */
static const char *beside(struct arena *arena, const char *text, struct slice number) {
    static const char *const labels[] = {"身份证号码", "身份证号", "身份证", "证件号码", "证件号",
                                         "姓名",       ":",        "(",      ")",        ",",
                                         "、",         "/",        ";",      "'",        "."};
    struct str rest = STR_MAX(256);
    size_t before = (size_t)(number.s - text);

    str_addn(&rest, text, before);
    str_add(&rest, number.s + number.len);
    for (size_t i = 0; i < COUNT(labels) && rest.len; i++)
        for (char *hit; (hit = strstr(rest.s, labels[i]));) {
            size_t len = strlen(labels[i]);
            memmove(hit, hit + len, strlen(hit + len) + 1);
        }
    struct slice name = value_trim(str_get(&rest));
    const char *copy = name.len ? arena_strndup(arena, name.s, name.len) : NULL;
    str_clear(&rest);
    return copy;
}

static bool has_hanzi(const char *text) {
    return strpbrk(text, "\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xf0") != NULL;
}

/* 测试甲 379901...: number and name apart. Words that belong to a number (字第...号) stay. */
static void take_apart(struct arena *arena, const char *text, struct document_cell *out) {
    struct slice number = longest_run(text);

    if (!has_hanzi(text) || number.len < 7 || strstr(text, "字第"))
        return;
    out->number = arena_strndup(arena, number.s, number.len);
    out->beside = beside(arena, text, number);
}

/* The pattern of the table counts characters; regexec counts bytes. Blanks do not count. */
static bool has_form(const struct document_kind *kind, const char *number) {
    char shadow[128];
    size_t at = 0;

    for (; *number && at + 1 < sizeof shadow; number++) {
        unsigned char c = (unsigned char)*number;
        if (c >= 0x80 && (c & 0xc0) != 0x80)
            shadow[at++] = '?';
        else if (c < 0x80 && c != ' ')
            shadow[at++] = (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
    }
    shadow[at] = '\0';
    return regexec(&kind->form, shadow, 0, NULL, 0) == 0;
}

static size_t count_digits(const char *text) {
    size_t n = 0;

    for (; *text; text++)
        n += is_digit(*text);
    return n;
}

void document_kinds_read(const struct document_kinds *kinds, struct arena *arena, const char *word,
                         const char *text, enum cell_kind kind, struct document_cell *out) {
    enum document_type type;

    *out = (struct document_cell){.number = plain_text(arena, text)};
    take_apart(arena, out->number, out);
    out->destroyed =
        (kind == CELL_NUMBER && count_digits(out->number) >= 16) || is_scientific(out->number);
    if (document_type_parse(word, &type)) {
        out->type = type;
        return;
    }
    const struct document_kind *said = word[0] ? by_word(kinds, word) : NULL;
    out->type = said ? said->type : by_form(out->number);
    if (said && said->type == DOCUMENT_OTHER && said->has_form && out->number[0])
        out->wrong_form = !has_form(said, out->number);
}
