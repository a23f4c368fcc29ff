#!/usr/bin/env bash
# The rules of the house that no compiler knows: who may include whom, which folder may use which
# library, functions nobody calls. Prints each breach and fails.
set -u
cd "$(dirname "$0")/../.." || exit 1
breaches=0
breach() {
    echo "$*"
    breaches=$((breaches + 1))
}

# Folder: public headers it may include (its own and those below it); * = all.
base='err mem str when log progress asset'
model="$base place document campaign rule plan verify proof seatmap boarding extra papers charter pinyin ticket"
declare -A allowed=(
    [base]="$base" [model]="$model" [wire]="err mem str when asset wire http report" [vault]="err mem str when vault"
    [match]="$model match mcf stay" [procure]="$model procure" [reconcile]="$model reconcile daily"
    [store]="$model wire vault intake store" [intake]="$model wire intake" [paper]="$base wire paper report"
    [ops]='*' [cli]='*' [desk]='*'
)
for folder in "${!allowed[@]}"; do
    [ -d "src/$folder" ] || continue
    [ "${allowed[$folder]}" = '*' ] && continue
    while IFS=: read -r file _ header; do
        case " ${allowed[$folder]} " in *" $header "*) ;; *) breach "$file: src/$folder may not include homeward/$header.h" ;; esac
    done < <(grep -noE '^#include "homeward/[a-z_]+\.h"' -r "src/$folder" | sed -E 's/#include "homeward\/([a-z_]+)\.h"/\1/')
    while IFS=: read -r file _ other; do
        [ "$other" = "$folder" ] || breach "$file: src/$folder includes a private header of src/$other"
    done < <(grep -noE '^#include "[a-z]+/[a-z_]+\.h"' -r "src/$folder" | grep -v '"homeward/' | sed -E 's/#include "([a-z]+)\/.*/\1/')
done

# A library's headers belong to one folder.
own() { # own FOLDER PATTERN
    while read -r hit; do breach "$hit: only src/$1 may include this library"; done \
        < <(grep -lE "^#include <($2)" -r src | grep -v "^src/$1/")
}
own wire 'libxml/|curl/|zip\.h|freexl|xlsxwriter|jansson'
own store 'sqlite3'
own vault 'sodium'
own paper 'pango/|cairo|qrencode'
own desk 'microhttpd'

banned='sprintf|strcpy|strcat|strtok|atoi|gets|gmtime|localtime|strncpy'
while read -r hit; do breach "$hit (banned function)"; done < <(grep -nE "\\b($banned)\\(" -r src include)
while read -r hit; do breach "$hit (memory comes from homeward/mem.h)"; done \
    < <(grep -nE '\b(malloc|calloc|realloc|strdup)\(' -r src | grep -v '^src/base/mem.c')
while read -r hit; do breach "$hit (unfinished)"; done < <(grep -nE '\b(TODO|FIXME|XXX)\b' -r src include tests/unit)
while read -r hit; do breach "$hit (only src/store/db.c opens a database)"; done \
    < <(grep -nE 'sqlite3_open' -r src | grep -v '^src/store/db.c')

extra=$(git ls-files | cut -d/ -f1 | sort -u | grep -vxE 'src|include|config|fixtures|tests|Makefile|README.md|LICENSE|\..*')
[ -z "$extra" ] || breach "top level holds more than was agreed: $extra"
[ "$breaches" -eq 0 ]
