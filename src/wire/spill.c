#include "wire/spill.h"

#include <string.h>
#include <unistd.h>

enum { MEMORY = 4 << 20, BLOCK = 1 << 16, BLOCKS = 32, TEXTS_MAX = 4 << 20 };

struct spill {
    uint32_t *ends; /* text i is [ends[i - 1], ends[i]) of all bytes */
    size_t n, cap;
    char *memory; /* the first MEMORY bytes */
    FILE *file;   /* those after; written in order, read by block */
    struct {
        int64_t number; /* -1: nothing yet */
        char *bytes;
    } blocks[BLOCKS];
    struct str text; /* of the last get */
};

struct spill *spill_new(void) {
    struct spill *s = mem_alloc(sizeof *s);

    s->memory = mem_array(MEMORY, 1);
    s->text = STR_MAX(1 << 20);
    for (int i = 0; i < BLOCKS; i++)
        s->blocks[i].number = -1;
    return s;
}

void spill_free(struct spill *s) {
    if (!s)
        return;
    if (s->file)
        fclose(s->file);
    for (int i = 0; i < BLOCKS; i++)
        mem_free(s->blocks[i].bytes);
    str_clear(&s->text);
    mem_free(s->memory);
    mem_free(s->ends);
    mem_free(s);
}

static uint32_t begin_of(const struct spill *s, size_t i) {
    return i ? s->ends[i - 1] : 0;
}

/* The part of a text that still fits into memory; the rest goes to the file. */
static bool append(struct spill *s, uint32_t at, const char *text, size_t n) {
    size_t room = at < MEMORY ? MEMORY - at : 0, here = n < room ? n : room;

    if (here)
        memcpy(s->memory + at, text, here);
    if (here == n)
        return true;
    if (!s->file)
        s->file = tmpfile();
    return s->file && fwrite(text + here, 1, n - here, s->file) == n - here;
}

enum rc spill_add(struct spill *s, const char *text, size_t n, struct err *err) {
    uint32_t at = begin_of(s, s->n);

    if (s->n == TEXTS_MAX || n > UINT32_MAX / 4 - at)
        return err_set(err, RC_LIMIT, "too-many-strings", "工作簿里的文字过多，请分开导入",
                       "the workbook holds too many texts; import it in parts");
    if (!append(s, at, text, n))
        return err_set(err, RC_IO, "no-temp", "写不了临时文件，请检查 TMPDIR 和磁盘空间",
                       "a temporary file cannot be written; check TMPDIR and the disk space");
    VEC_PUSH(s->ends, s->n, s->cap, at + (uint32_t)n);
    return RC_OK;
}

/* A block of the file through a small cache: sheets use texts mostly in their order. */
static const char *block(struct spill *s, int64_t number) {
    int slot = (int)(number % BLOCKS);

    if (s->blocks[slot].number == number)
        return s->blocks[slot].bytes;
    if (!s->blocks[slot].bytes)
        s->blocks[slot].bytes = mem_array(BLOCK, 1);
    s->blocks[slot].number = -1;
    if (fflush(s->file) != 0 ||
        pread(fileno(s->file), s->blocks[slot].bytes, BLOCK, (off_t)(number * BLOCK)) < 0)
        return NULL;
    s->blocks[slot].number = number;
    return s->blocks[slot].bytes;
}

const char *spill_get(struct spill *s, int64_t i) {
    if (i < 0 || (size_t)i >= s->n)
        return NULL;
    str_reset(&s->text);
    for (uint32_t at = begin_of(s, (size_t)i), end = s->ends[i]; at < end;) {
        uint32_t step = at < MEMORY ? MEMORY - at : BLOCK - (at - MEMORY) % BLOCK;
        step = step < end - at ? step : end - at;
        const char *from = at < MEMORY ? s->memory + at : block(s, (at - MEMORY) / BLOCK);
        if (!from)
            return NULL;
        str_addn(&s->text, at < MEMORY ? from : from + (at - MEMORY) % BLOCK, step);
        at += step;
    }
    return str_get(&s->text);
}
