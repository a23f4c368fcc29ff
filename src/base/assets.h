/* The table that the build makes of embedded files (src/base/embed.sh). */
#ifndef HOMEWARD_BASE_ASSETS_H
#define HOMEWARD_BASE_ASSETS_H

#include "homeward/asset.h"

extern const struct asset assets[]; /* sorted by name (C locale) */
extern const int n_assets;

#endif
