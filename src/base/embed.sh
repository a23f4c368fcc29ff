#!/usr/bin/env bash
# Turns files into one C table for src/base/asset.c: embed.sh FILE... (sorted by name).
set -eu
export LC_ALL=C
echo '#include "homeward/asset.h"'
echo '#include "base/assets.h"'
i=0
for file in "$@"; do
    printf 'static const unsigned char a%d[] = {' "$i"
    od -An -v -tu1 "$file" | sed 's/[0-9][0-9]*/&,/g'
    echo '0};'
    i=$((i + 1))
done
echo 'const struct asset assets[] = {'
i=0
for file in "$@"; do
    printf '    {"%s", a%d, sizeof a%d - 1},\n' "$file" "$i" "$i"
    i=$((i + 1))
done
echo '    {0, 0, 0}};'
printf 'const int n_assets = %d;\n' "$i"
