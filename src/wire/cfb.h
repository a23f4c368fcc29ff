/* The workbook stream of an OLE compound file, read from its first byte on. */
#ifndef HOMEWARD_WIRE_CFB_H
#define HOMEWARD_WIRE_CFB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { CFB_SMALL = 4096 };
struct cfb {
    FILE *file;
    uint32_t sector_size;
    uint32_t *fat; /* the next sector of each */
    uint32_t n_fat;
    uint32_t sector, at; /* of the stream: where reading stands */
    uint64_t left;
    uint32_t steps;                 /* a chain that runs in a circle ends here */
    unsigned char small[CFB_SMALL]; /* a stream below 4 KiB, which lies in pieces of 64 bytes */
    bool is_small;
};

/* False if there is no such stream, or the file is damaged. */
bool cfb_open_workbook(FILE *file, struct cfb *out);
/* All of n bytes, or false. buf NULL: skipped. */
bool cfb_read(struct cfb *cfb, void *buf, size_t n);
void cfb_close(struct cfb *cfb);

#endif
