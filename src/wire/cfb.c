#include "wire/cfb.h"

#include "homeward/mem.h"

#include <string.h>

enum { HEADER = 512, ENTRY = 128, SECTOR_MAX = 4096, PIECE = 64 };
#define END 0xfffffff0u /* and above: no sector */

static uint32_t u16(const unsigned char *at) {
    return (uint32_t)(at[0] | at[1] << 8);
}

static uint32_t u32(const unsigned char *at) {
    return u16(at) | u16(at + 2) << 16;
}

static bool read_at(struct cfb *c, uint32_t sector, uint32_t at, void *buf, size_t n) {
    uint64_t where = ((uint64_t)sector + 1) * c->sector_size + at;

    return sector < END && fseek(c->file, (long)where, SEEK_SET) == 0 &&
           fread(buf, 1, n, c->file) == n;
}

static bool read_sector(struct cfb *c, uint32_t sector, unsigned char *out) {
    return read_at(c, sector, 0, out, c->sector_size);
}

static uint32_t next_of(const struct cfb *c, uint32_t sector) {
    return sector < c->n_fat ? c->fat[sector] : END;
}

/* ---- the allocation table ---- */

static bool add_table(struct cfb *c, uint32_t sector, size_t *cap) {
    unsigned char bytes[SECTOR_MAX];

    if (!read_sector(c, sector, bytes))
        return false;
    for (uint32_t i = 0; i < c->sector_size / 4; i++)
        VEC_PUSH(c->fat, c->n_fat, *cap, u32(bytes + 4 * (size_t)i));
    return true;
}

/* 109 sectors are named in the header, the rest in a chain of their own. */
static bool read_table(struct cfb *c, const unsigned char *header) {
    unsigned char bytes[SECTOR_MAX];
    uint32_t left = u32(header + 0x2c), more = u32(header + 0x44);
    size_t cap = 0;

    if (left > 1024) /* 64 MiB in sectors of 512 bytes */
        return false;
    for (uint32_t i = 0; i < 109 && left; i++, left--)
        if (!add_table(c, u32(header + 0x4c + 4 * (size_t)i), &cap))
            return false;
    while (left) {
        if (!read_sector(c, more, bytes))
            return false;
        for (uint32_t i = 0; i + 1 < c->sector_size / 4 && left; i++, left--)
            if (!add_table(c, u32(bytes + 4 * (size_t)i), &cap))
                return false;
        more = u32(bytes + c->sector_size - 4);
    }
    return true;
}

/* ---- the directory ---- */

enum { STREAM = 2, ROOT = 5 };

static bool is_entry(const unsigned char *entry, int kind, const char *name) {
    size_t n = strlen(name), same = 0;

    while (same <= n && entry[2 * same] == (unsigned char)name[same] && entry[2 * same + 1] == 0)
        same++;
    return same == n + 1 && entry[0x42] == kind;
}

/* Reads from a chain of sectors at a byte offset. */
static bool read_chain(struct cfb *c, uint32_t sector, uint32_t at, void *buf, size_t n) {
    for (uint32_t steps = 0; at >= c->sector_size; at -= c->sector_size, steps++) {
        if (steps > c->n_fat)
            return false;
        sector = next_of(c, sector);
    }
    return read_at(c, sector, at, buf, n);
}

/* A small stream's pieces lie in the root's chain, and their order in a table of its own. */
static bool load_small(struct cfb *c, uint32_t root, uint32_t table) {
    uint32_t piece = c->sector;
    unsigned char next[4];

    for (uint32_t at = 0; at < c->left; at += PIECE) {
        if (piece > UINT32_MAX / PIECE ||
            !read_chain(c, root, piece * PIECE, c->small + at, PIECE) ||
            !read_chain(c, table, piece * 4, next, sizeof next))
            return false;
        piece = u32(next);
    }
    c->is_small = true;
    return true;
}

/* Sets where the stream begins and how long it is, and where the root's chain begins. */
static bool find_stream(struct cfb *c, uint32_t sector, uint32_t *out_root) {
    unsigned char bytes[SECTOR_MAX];

    for (uint32_t steps = 0; steps <= c->n_fat && read_sector(c, sector, bytes); steps++) {
        for (uint32_t at = 0; at < c->sector_size; at += ENTRY) {
            if (is_entry(bytes + at, ROOT, "Root Entry"))
                *out_root = u32(bytes + at + 0x74);
            if (!is_entry(bytes + at, STREAM, "Workbook") && !is_entry(bytes + at, STREAM, "Book"))
                continue;
            c->sector = u32(bytes + at + 0x74);
            c->left = u32(bytes + at + 0x78);
            return true;
        }
        sector = next_of(c, sector);
    }
    return false;
}

static bool find_and_load(struct cfb *c, const unsigned char *header) {
    uint32_t root = END;

    return find_stream(c, u32(header + 0x30), &root) &&
           (c->left >= CFB_SMALL || load_small(c, root, u32(header + 0x3c)));
}

bool cfb_open_workbook(FILE *file, struct cfb *out) {
    unsigned char header[HEADER];

    *out = (struct cfb){.file = file};
    rewind(file);
    if (fread(header, 1, sizeof header, file) != sizeof header)
        return false;
    uint32_t shift = u16(header + 0x1e);
    out->sector_size = 1u << (shift == 12 ? 12 : 9);
    if ((shift == 9 || shift == 12) && read_table(out, header) && find_and_load(out, header))
        return true;
    cfb_close(out);
    return false;
}

bool cfb_read(struct cfb *c, void *buf, size_t n) {
    unsigned char *to = buf;

    if (n > c->left)
        return false;
    c->left -= n;
    if (c->is_small) {
        if (to)
            memcpy(to, c->small + c->at, n);
        c->at += (uint32_t)n;
        return true;
    }
    while (n) {
        if (c->at == c->sector_size) {
            c->sector = next_of(c, c->sector);
            c->at = 0;
            if (++c->steps > c->n_fat)
                return false;
        }
        size_t step = c->sector_size - c->at < n ? c->sector_size - c->at : n;
        if (to && !read_at(c, c->sector, c->at, to, step))
            return false;
        to = to ? to + step : NULL;
        c->at += (uint32_t)step;
        n -= step;
    }
    return true;
}

void cfb_close(struct cfb *c) {
    mem_free(c->fat);
    c->fat = NULL;
}
