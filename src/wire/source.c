/* Where bytes come from: a file, standard input (kept in memory), or memory. */
#include "homeward/wire.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define STDIN_MAX ((size_t)256 << 20)

struct source_state {
    FILE *f;          /* a file, or NULL */
    char *data;       /* owned memory, or NULL */
    const char *view; /* what is read from memory */
    size_t len, at;
};

static int64_t read_file(void *payload, void *buf, size_t cap) {
    struct source_state *state = payload;
    size_t n = fread(buf, 1, cap, state->f);

    return n == 0 && ferror(state->f) ? -1 : (int64_t)n;
}

static bool rewind_file(void *payload) {
    struct source_state *state = payload;

    clearerr(state->f);
    return fseek(state->f, 0, SEEK_SET) == 0;
}

static int64_t read_memory(void *payload, void *buf, size_t cap) {
    struct source_state *state = payload;
    size_t left = state->len - state->at, n = left < cap ? left : cap;

    if (n)
        memcpy(buf, state->view + state->at, n);
    state->at += n;
    return (int64_t)n;
}

static bool rewind_memory(void *payload) {
    ((struct source_state *)payload)->at = 0;
    return true;
}

void source_memory(const char *name, const void *data, size_t len, struct source *out) {
    struct source_state *state = mem_alloc(sizeof *state);

    state->view = data;
    state->len = len;
    *out = (struct source){name, read_memory, rewind_memory, state};
}

static enum rc unreadable(const char *path, struct err *err) {
    bool missing = errno == ENOENT;
    struct bi why = err_why(errno);

    return err_set(err, missing ? RC_NOT_FOUND : RC_IO, missing ? "no-file" : "unreadable",
                   "读不了文件 %s：%s%.0s，请检查路径和权限",
                   "cannot read the file %s: %.0s%s; check its path and permissions", path, why.zh,
                   why.en);
}

static enum rc open_stdin(struct source *out, struct err *err) {
    struct str all = STR_MAX(STDIN_MAX);
    char buf[65536];
    size_t n;

    while ((n = fread(buf, 1, sizeof buf, stdin)) > 0 && !all.full)
        str_addn(&all, buf, n);
    if (all.full) {
        str_clear(&all);
        return err_set(err, RC_LIMIT, "too-large", "标准输入超过 256 MiB，请分开导入",
                       "standard input is longer than 256 MiB; import it in parts");
    }
    source_memory("-", all.s, all.len, out);
    ((struct source_state *)out->payload)->data = all.s;
    return RC_OK;
}

enum rc source_open(const char *path, struct source *out, struct err *err) {
    if (strcmp(path, "-") == 0)
        return open_stdin(out, err);
    FILE *f = fopen(path, "rbe");
    if (!f)
        return unreadable(path, err);
    if (fgetc(f) == EOF && ferror(f)) { /* a folder opens but does not read */
        enum rc rc = unreadable(path, err);
        fclose(f);
        return rc;
    }
    struct source_state *state = mem_alloc(sizeof *state);
    state->f = f;
    const char *slash = strrchr(path, '/');
    *out = (struct source){slash ? slash + 1 : path, read_file, rewind_file, state};
    rewind_file(state);
    return RC_OK;
}

void source_close(struct source *source) {
    struct source_state *state = source->payload;

    if (!state)
        return;
    if (state->f)
        fclose(state->f);
    mem_free(state->data);
    mem_free(state);
    source->payload = NULL;
}

/* ---- what it is ---- */

static bool begins(const unsigned char *head, size_t n, const char *with) {
    size_t len = strlen(with);

    return n >= len && memcmp(head, with, len) == 0;
}

static enum wire_format format_of(const unsigned char *head, size_t n) {
    if (begins(head, n, "PK\x03\x04"))
        return WIRE_XLSX;
    if (begins(head, n, "\xd0\xcf\x11\xe0"))
        return WIRE_XLS;
    if (begins(head, n, "\xef\xbb\xbf")) {
        head += 3;
        n -= 3;
    }
    while (n && (*head == ' ' || *head == '\t' || *head == '\r' || *head == '\n')) {
        head++;
        n--;
    }
    if (begins(head, n, "<html") || begins(head, n, "<HTML") || begins(head, n, "<table") ||
        begins(head, n, "<TABLE") || begins(head, n, "<!DOCTYPE html"))
        return WIRE_HTML;
    if (begins(head, n, "<") || begins(head, n, "\xff\xfe<") ||
        begins(head, n,
               "\xfe\xff"
               "\0<"))
        return WIRE_XML;
    return n ? WIRE_TABLE_TEXT : WIRE_UNKNOWN;
}

enum rc wire_sniff(struct source *source, enum wire_format *out, struct err *err) {
    unsigned char head[512];
    int64_t n = source->read(source->payload, head, sizeof head);

    if (n < 0 || !source->rewind(source->payload))
        return err_set(err, RC_IO, "unreadable", "读文件 %s 时出错", "reading the file %s failed",
                       source->name);
    *out = format_of(head, (size_t)n);
    return RC_OK;
}
