#!/usr/bin/env bash
# A match from scratch at several sizes: seconds and memory of the matcher alone, seconds for each
# option (arc), and how many of those who could at best be seated are not. SCALES="0.1 1 10" adds
# the large one, whose lists take minutes to import. Processor time, which other work on the
# machine disturbs least.
set -eu
database() { # database SCALE: makes SCALE.db
    "$GENERATE" --seed "${SEED:-2018}" --scale "$1" -o "data-$1" >/dev/null
    export HOMEWARD_DB=$PWD/$1.db
    "$HOMEWARD" init "data-$1/campaign.xml" >/dev/null
    "$HOMEWARD" supply import "data-$1"/supply-*.xml >/dev/null
    while IFS=, read -r code office name file; do
        "$HOMEWARD" station add "$code" --office "$office" --name "$name" >/dev/null
        "$HOMEWARD" list import "data-$1/$file" --station "$code" >/dev/null 2>&1 || [ $? -eq 1 ]
    done < <(tail -n +2 "data-$1/stations.csv")
    rm -rf "data-$1"
}
printf '%7s %9s %9s %9s %9s %13s %9s %9s %10s\n' \
    scale requests options 'wall s' 'CPU s' 'CPU us/option' 'peak MiB' breaks 'gap'
for scale in ${SCALES:-0.1 1}; do
    database "$scale"
    "$BUILD/mcf" --match "$scale.db" | awk -v scale="$scale" '{v[$1] = $2} END {
        printf "%7s %9d %9d %9.2f %9.2f %13.2f %9.1f %9d %10.1e\n", scale, v["requests"], v["options"],
            v["seconds"], v["cpu"], v["cpu"] * 1e6 / v["options"], v["peak_kib"] / 1024, v["breaks"],
            (v["bound"] - v["seated"]) / v["bound"]}'
done
