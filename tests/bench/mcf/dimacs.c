#include "dimacs.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define MOST ((int64_t)1 << 53) /* of costs, capacities and supplies */
#define MANY 1000000000         /* nodes or arcs */

struct reader {
    FILE *in;
    char line[256];
    const char *at;
    long number;
    const char *fault;
    struct mcf *m;
    int64_t nodes, arcs, read;
};

static int64_t integer(struct reader *r, int64_t least, int64_t most) {
    int64_t n = 0;
    bool negative;

    while (*r->at == ' ' || *r->at == '\t')
        r->at++;
    negative = *r->at == '-';
    r->at += negative;
    if (!isdigit((unsigned char)*r->at))
        r->fault = "a whole number is missing";
    for (; isdigit((unsigned char)*r->at) && !r->fault; r->at++) {
        n = n * 10 + (*r->at - '0');
        if (n > MOST)
            r->fault = "a number beyond 2^53";
    }
    n = negative ? -n : n;
    if (!r->fault && (n < least || n > most))
        r->fault = "a number out of range";
    return n;
}

static void problem_line(struct reader *r) {
    while (*r->at == ' ' || *r->at == '\t')
        r->at++;
    if (r->m || strncmp(r->at, "min", 3) != 0) {
        r->fault = r->m ? "a second problem line" : "not a min problem";
        return;
    }
    r->at += 3;
    r->nodes = integer(r, 0, MANY);
    r->arcs = integer(r, 0, MANY);
    if (!r->fault)
        r->m = mcf_new((int32_t)r->nodes, (int32_t)r->arcs);
}

static void node_line(struct reader *r) {
    int64_t id = integer(r, 1, r->nodes), supply = integer(r, -MOST, MOST);

    if (!r->fault)
        mcf_supply(r->m, (int32_t)id - 1, supply);
}

static void arc_line(struct reader *r) {
    int64_t tail = integer(r, 1, r->nodes), head = integer(r, 1, r->nodes);
    int64_t lower = integer(r, -MOST, MOST), upper = integer(r, -MOST, MOST);
    int64_t cost = integer(r, -MOST, MOST);

    if (r->read == r->arcs)
        r->fault = "more arcs than the problem line says";
    if (r->fault)
        return;
    mcf_arc(r->m, (int32_t)r->read++, (int32_t)tail - 1, (int32_t)head - 1, lower,
            upper < 0 && upper < lower ? INT64_MAX : upper, cost);
}

static void read_line(struct reader *r) {
    char kind = r->line[0];

    r->at = r->line + 1;
    if (kind == 'c' || isspace((unsigned char)kind) || kind == '\0')
        return;
    if (kind == 'p')
        problem_line(r);
    else if (!r->m)
        r->fault = "no problem line before this";
    else if (kind == 'n')
        node_line(r);
    else if (kind == 'a')
        arc_line(r);
    else
        r->fault = "a line of no known kind";
}

/* The rest of a line that was longer than the buffer: only comments may be. */
static void skip_rest(struct reader *r) {
    int c = 0;

    if (strchr(r->line, '\n') || feof(r->in))
        return;
    if (r->line[0] != 'c')
        r->fault = "a line that is too long";
    while (c != '\n' && c != EOF)
        c = fgetc(r->in);
}

struct mcf *dimacs_read(const char *path, char *why, size_t room) {
    struct reader r = {.in = fopen(path, "r")};

    if (!r.in) {
        snprintf(why, room, "cannot be opened");
        return NULL;
    }
    while (!r.fault && fgets(r.line, sizeof r.line, r.in)) {
        r.number++;
        read_line(&r);
        skip_rest(&r);
    }
    if (!r.fault && (!r.m || r.read != r.arcs))
        r.fault = r.m ? "fewer arcs than the problem line says" : "no problem line";
    fclose(r.in);
    if (!r.fault)
        return r.m;
    snprintf(why, room, "line %ld: %s", r.number, r.fault);
    mcf_free(r.m);
    return NULL;
}
