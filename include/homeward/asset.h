/*
 * Files that come with the program (config/, migrations, web pages): ordinary files in the
 * tree, embedded at build time under their path, such as "config/places.csv" or
 * "src/store/migrations/001.sql". `--config DIR` (asset_override) lets staff put an edited
 * file of the same name in a folder of their own.
 */
#ifndef HOMEWARD_ASSET_H
#define HOMEWARD_ASSET_H

#include "homeward/err.h"
#include <stddef.h>

struct asset {
    const char *name;
    const unsigned char *data; /* followed by a NUL that is not counted */
    size_t len;
};

/* "config/x.csv" is looked for as DIR/x.csv first. Call once, before any asset_find. */
enum rc asset_override(const char *dir, struct err *err) RC_CHECK;
/* NULL if there is none of that name. Valid until the program ends. */
const struct asset *asset_find(const char *name);
/* The next asset whose name begins with prefix, after `after` (NULL to start), by name. */
const struct asset *asset_next(const char *prefix, const struct asset *after);

#endif
