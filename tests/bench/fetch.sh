#!/usr/bin/env bash
# Fetching, timed with the limits as they are: fetch.sh BUILD_DIR. Thirty stations beside ten that
# hang against the thirty alone; how long a server may be silent, and how long it may crawl.
set -u
out=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
export HOMEWARD="$out/homeward" FIXTURES="${here%/tests}/fixtures" LC_ALL=C.UTF-8
unset HOMEWARD_FETCH_PACE HOMEWARD_DB
work=$(mktemp -d)
cd "$work" || exit 1
# shellcheck source=/dev/null
. "$here/support/stations.sh"
simulator='' # set by simulate
simulate
trap 'kill "$simulator" 2>/dev/null; rm -rf "$work"' EXIT
"$out/generate" --seed 7 --scale 0.05 -o data >/dev/null
biggest=$(find data -name 'list-*.xml' -size +60k | sort | head -n 1)
list_for() { sed "s/station=\"[^\"]*\"/station=\"$1\"/" "$biggest" >"served/list-$1.xml"; }
bad() { echo "failed: $*" >&2; }

season() { # season DATABASE
    export HOMEWARD_DB=$work/$1.db
    "$HOMEWARD" init data/campaign.xml >/dev/null
    "$HOMEWARD" supply import data/supply-*.xml >/dev/null
}
# Milliseconds until the last station of those named S… is imported.
thirty() {
    local start at=0
    start=$(date +%s%N)
    while read -r line; do
        case "$line" in S*) at=$((($(date +%s%N) - start) / 1000000)) ;; esac
    done < <("$HOMEWARD" list fetch)
    echo "$at"
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

http=http://127.0.0.1:$(port http)
for round in 1 2 3; do
    season "alone-$round"
    for i in $(seq 30); do enter "S$i" "$http/list-S$i.xml"; done
    alone=$(thirty)
    season "beside-$round"
    for i in $(seq 10); do enter "H$i" "$http/hang/list-H$i.xml"; done
    for i in $(seq 30); do enter "S$i" "$http/list-S$i.xml"; done
    beside=$(thirty)
    echo "fetch: 30 stations alone $alone ms, beside 10 that hang $beside ms, ratio $(ratio "$beside" "$alone") (at most 1.2)"
done
season limits
enter hang "$http/hang/list-hang.xml"
enter drip "$http/drip/list-drip.xml"
timed() {
    local start
    start=$(date +%s%N)
    "$HOMEWARD" list fetch "$1" >/dev/null 2>&1
    echo "fetch: $2 is given up after $(ratio $((($(date +%s%N) - start) / 1000000)) 1000) s (at most $3)"
}
timed hang silence 10
timed drip "1 byte a second" 35
