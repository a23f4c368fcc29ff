#include "wire/child.h"

#include "wire/refuse.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A row crosses the pipe as this head, then sheet and cells, each with its NUL, then kinds and
 * hidden, a byte a cell. What comes back is checked like a file: the child may be somebody else's
 * by then. */
struct frame {
    uint32_t text_len; /* of sheet and cells together */
    int32_t n_cells;   /* -1: the end; the child's err follows */
    int64_t row;
    bool row_hidden, has_sheet, has_kinds, has_hidden;
};
enum { CELLS_MAX = 256, TEXT_MAX = 1 << 20, CPU_SECONDS = 10 };
#define MEMORY_MAX ((rlim_t)384 << 20)

/* A sanitizer's shadow would not fit into any limit of memory. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED 0
#endif

/* ---- the child ---- */

static void limit(int what, rlim_t value) {
    struct rlimit limit = {value, value};

    setrlimit(what, &limit);
}

static void become_small(void) {
    int nowhere = open("/dev/null", O_WRONLY);
    static const int defaults[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGXCPU, SIGPIPE};

    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        signal(defaults[i], SIG_DFL);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    limit(RLIMIT_CORE, 0); /* a core file would hold names */
    limit(RLIMIT_CPU, CPU_SECONDS);
    if (!SANITIZED)
        limit(RLIMIT_AS, MEMORY_MAX);
}

static enum rc send_row(void *payload, const struct table_row *row, struct err *err) {
    FILE *out = payload;
    struct frame frame = {.n_cells = row->n_cells,
                          .row = row->row,
                          .row_hidden = row->row_hidden,
                          .has_sheet = row->sheet != NULL,
                          .has_kinds = row->kinds != NULL,
                          .has_hidden = row->hidden != NULL};
    size_t len = row->sheet ? strlen(row->sheet) + 1 : 0;

    for (int i = 0; i < row->n_cells; i++)
        len += strlen(row->cells[i]) + 1;
    frame.text_len = (uint32_t)len;
    fwrite(&frame, sizeof frame, 1, out);
    if (row->sheet)
        fwrite(row->sheet, 1, strlen(row->sheet) + 1, out);
    for (int i = 0; i < row->n_cells; i++)
        fwrite(row->cells[i], 1, strlen(row->cells[i]) + 1, out);
    if (row->kinds)
        fwrite(row->kinds, 1, (size_t)row->n_cells, out);
    if (row->hidden)
        fwrite(row->hidden, 1, (size_t)row->n_cells, out);
    return ferror(out) ? err_set(err, RC_IO, "pipe", "管道写不了", "the pipe broke") : RC_OK;
}

static void be_child(table_reader_fn *reader, struct source *source, int to) {
    struct err err = {0};
    struct frame end = {.n_cells = -1};

    become_small();
    FILE *out = fdopen(to, "wb");
    if (!out)
        _exit(1);
    err.rc = reader(source, send_row, out, &err);
    fwrite(&end, sizeof end, 1, out);
    fwrite(&err, sizeof err, 1, out);
    _exit(fflush(out) == 0 ? 0 : 1);
}

/* ---- the parent ---- */

struct parent {
    const char *file;
    FILE *in;
    char text[TEXT_MAX];
    const char *cells[CELLS_MAX];
    unsigned char kinds[CELLS_MAX], hidden[CELLS_MAX];
};

static enum rc broke(const struct parent *p, struct err *err) {
    return refuse(err, p->file, 0, RC_INVALID, "damaged-workbook",
                  BI("文件损坏或过大，读不出来，请发送方用 Excel 另存为 .xlsx 再发",
                     "the file is damaged or too large and cannot be read; ask the sender to save "
                     "it as .xlsx in Excel and send it again"));
}

static bool get(struct parent *p, void *out, size_t n) {
    return fread(out, 1, n, p->in) == n;
}

/* Cuts the text into the sheet's name and cells; false if it does not come out even. */
static bool cut(struct parent *p, const struct frame *frame, const char **out_sheet) {
    const char *at = p->text, *end = p->text + frame->text_len;

    *out_sheet = frame->has_sheet ? at : NULL;
    for (int i = frame->has_sheet ? -1 : 0; i < frame->n_cells; i++) {
        const char *nul = at < end ? memchr(at, '\0', (size_t)(end - at)) : NULL;
        if (!nul)
            return false;
        if (i >= 0)
            p->cells[i] = at;
        at = nul + 1;
    }
    return at == end;
}

static bool receive(struct parent *p, const struct frame *frame, struct table_row *out) {
    if (frame->n_cells < 0 || frame->n_cells > CELLS_MAX || frame->text_len > TEXT_MAX ||
        !get(p, p->text, frame->text_len) || !cut(p, frame, &out->sheet) ||
        !utf8_valid(p->text, frame->text_len))
        return false;
    if (frame->has_kinds && !get(p, p->kinds, (size_t)frame->n_cells))
        return false;
    if (frame->has_hidden && !get(p, p->hidden, (size_t)frame->n_cells))
        return false;
    out->row = frame->row;
    out->cells = p->cells;
    out->kinds = frame->has_kinds ? p->kinds : NULL;
    out->hidden = frame->has_hidden ? p->hidden : NULL;
    out->n_cells = frame->n_cells;
    out->row_hidden = frame->row_hidden;
    return true;
}

/* The child's last word: how its reading ended. */
static enum rc receive_end(struct parent *p, struct err *err) {
    struct err said;

    if (!get(p, &said, sizeof said))
        return broke(p, err);
    said.code[sizeof said.code - 1] = said.zh[sizeof said.zh - 1] = '\0';
    said.en[sizeof said.en - 1] = '\0';
    if (said.rc == RC_OK)
        return RC_OK;
    rc_ignore(err_set(err, said.rc, said.code, "%s%.0s", "%.0s%s", said.zh, said.en));
    err_at(err, p->file, said.line);
    return said.rc;
}

static enum rc receive_all(struct parent *p, table_row_fn *on_row, void *payload, struct err *err) {
    struct frame frame;
    struct table_row row;
    enum rc rc = RC_OK;

    while (rc == RC_OK && get(p, &frame, sizeof frame)) {
        if (frame.n_cells == -1)
            return receive_end(p, err);
        if (!receive(p, &frame, &row))
            break;
        rc = on_row(payload, &row, err);
    }
    return rc == RC_OK ? broke(p, err) : rc;
}

static void wait_for(pid_t pid) {
    int status;

    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
}

static enum rc no_child(struct source *source, struct err *err) {
    return refuse(err, source->name, 0, RC_IO, "no-child",
                  BI("系统资源不足，无法读这个文件，请稍后再试",
                     "the system is short of resources to read this file; try again later"));
}

enum rc child_read(table_reader_fn *reader, struct source *source, table_row_fn *on_row,
                   void *payload, struct err *err) {
    int ends[2];

    if (pipe(ends) != 0)
        return no_child(source, err);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_child(reader, source, ends[1]);
    }
    close(ends[1]);
    struct parent *p = mem_alloc(sizeof *p);
    p->file = source->name;
    p->in = pid > 0 ? fdopen(ends[0], "rb") : NULL;
    enum rc rc = p->in ? receive_all(p, on_row, payload, err) : no_child(source, err);
    if (p->in)
        fclose(p->in); /* a child that still writes ends of SIGPIPE */
    else
        close(ends[0]);
    if (pid > 0)
        wait_for(pid);
    mem_free(p);
    return rc;
}
