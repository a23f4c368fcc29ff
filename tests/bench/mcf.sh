#!/usr/bin/env bash
# mcf against LEMON's network simplex, one after the other in one run: mcf.sh BUILD_DIR [RUNS].
# For each network the same optimum, and of all runs the one with the median ratio of seconds, and
# the peak memory. The campaign's own network comes first, piece by piece and (--whole) in one as
# LEMON solves it; it is made where there is no database of it yet.
set -eu
build=$(cd "$1" && pwd)
runs=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
work=$build/bench
mkdir -p "$work"
g++ -O2 -o "$work/lemon" "$here/lemon.cc"

campaign() { # the network of the campaign at scale 1
    local db=$work/campaign.db data=$work/data
    [ -s "$work/campaign.min" ] && return
    rm -rf "$data" "$db"
    "$build/generate" --seed 2018 --scale 1 -o "$data" >/dev/null
    export HOMEWARD_DB=$db
    "$build/homeward" init "$data/campaign.xml" >/dev/null
    "$build/homeward" supply import "$data"/supply-*.xml >/dev/null
    while IFS=, read -r code office name file; do
        "$build/homeward" station add "$code" --office "$office" --name "$name" >/dev/null
        "$build/homeward" list import "$data/$file" --station "$code" >/dev/null 2>&1 || [ $? -eq 1 ]
    done < <(tail -n +2 "$data/stations.csv")
    "$build/mcf" --campaign "$db" >"$work/campaign.min"
}
ask() { # ask FILE PROGRAM...: "objective seconds kib"
    local file=$1
    shift
    "$@" "$file" | awk '{ v[$1] = $2 } END { print v["objective"], v["seconds"], v["peak_kib"] }'
}
compare() { # compare NAME FILE [OPTION]: runs in turn, so that what disturbs one disturbs the other
    for _ in $(seq "$runs"); do
        echo "$(ask "$2" "$build/mcf" ${3:+"$3"}) $(ask "$2" "$work/lemon")"
    done >"$work/runs"
    if awk '$1 != $4' "$work/runs" | grep .; then
        echo "$1: the optima differ"
        exit 1
    fi
    awk '{ print $2 / $5, $2, $5, $3, $6 }' "$work/runs" | sort -g |
        awk -v name="$1" '{ line[NR] = $0 } END { split(line[int((NR + 1) / 2)], m, " ")
            printf "%-16s %9.4f s %9.4f s  %5.2f x   %7d KiB %7d KiB  %5.2f\n",
                name, m[2], m[3], m[1], m[4], m[5], m[4] / m[5] }'
}
printf '%-16s %11s %11s  %7s   %11s %11s  %5s\n' network mcf LEMON time mcf LEMON memory
campaign
compare campaign "$work/campaign.min"
compare 'campaign --whole' "$work/campaign.min" --whole
while read -r shape size; do
    /usr/bin/python3 "$here/networks.py" "$shape" "$size" >"$work/$shape.min"
    compare "$shape" "$work/$shape.min"
done <<'END'
netgen 20000
grid 20000
goto 8000
assignment 20000
transport 20000
path 10000
END
