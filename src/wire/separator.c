#include "wire/separator.h"

#include <stdbool.h>
#include <string.h>

enum { LINES = 30, CANDIDATES = 6 };
static const char *const candidates[CANDIDATES] = {",", ";", "\t", "，", "、", " "};
enum { TYPED = 3 }; /* from here on: only where no other is found */

struct counts {
    int in_line[CANDIDATES];
    int all[CANDIDATES], lines_with[CANDIDATES];
    int lines;
};

static void end_line(struct counts *c) {
    for (int i = 0; i < CANDIDATES; i++) {
        c->all[i] += c->in_line[i];
        c->lines_with[i] += c->in_line[i] > 0;
        c->in_line[i] = 0;
    }
    c->lines++;
}

static void count_at(struct counts *c, const char *at, size_t left) {
    for (int i = 0; i < CANDIDATES - 1; i++) {
        size_t len = strlen(candidates[i]);
        c->in_line[i] += left >= len && memcmp(at, candidates[i], len) == 0;
    }
    c->in_line[CANDIDATES - 1] += left >= 3 && at[0] == ' ' && at[1] == ' ' && at[2] != ' ';
}

static struct counts count(const char *text, size_t len) {
    struct counts c = {0};
    bool quoted = false, any = false;

    for (size_t i = 0; i < len && c.lines < LINES; i++) {
        quoted ^= text[i] == '"';
        if (quoted)
            continue;
        if (text[i] != '\n' && text[i] != '\r') {
            any = true;
            count_at(&c, text + i, len - i);
        } else if (any) {
            end_line(&c);
            any = false;
        }
    }
    if (any && c.lines < LINES)
        end_line(&c);
    return c;
}

const char *separator_find(const char *text, size_t len) {
    struct counts c = count(text, len);
    int best = 0;

    for (int i = 1; i < TYPED; i++)
        if (c.all[i] > c.all[best])
            best = i;
    if (2 * c.lines_with[best] >= c.lines && c.all[best])
        return candidates[best];
    for (int i = TYPED; i < CANDIDATES; i++)
        if (2 * c.lines_with[i] >= c.lines && c.all[i])
            return candidates[i];
    return candidates[best];
}
