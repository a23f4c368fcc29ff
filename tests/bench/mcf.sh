#!/usr/bin/env bash
# mcf against LEMON's network simplex, one after the other in one run: mcf.sh BUILD_DIR [RUNS].
# For each network the same optimum, and of all runs the best seconds and the peak memory. The
# campaign's own network comes first; it is made where there is no database of it yet.
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
best() { # best PROGRAM FILE: "objective seconds kib" of the fastest of the runs
    for _ in $(seq "$runs"); do
        "$1" "$2" | awk '{ v[$1] = $2 } END { print v["objective"], v["seconds"], v["peak_kib"] }'
    done | sort -k2,2g | head -n 1
}
compare() { # compare NAME FILE
    local ours theirs
    ours=$(best "$build/mcf" "$2")
    theirs=$(best "$work/lemon" "$2")
    [ "${ours%% *}" = "${theirs%% *}" ] || {
        echo "$1: the optima differ: $ours, $theirs"
        exit 1
    }
    echo "$1 $ours $theirs" | awk '{ printf "%-12s %9.4f s %9.4f s  %5.2f x   %7d KiB %7d KiB  %5.2f\n",
        $1, $3, $6, $3 / $6, $4, $7, $4 / $7 }'
}
printf '%-12s %11s %11s  %7s   %11s %11s  %5s\n' network mcf LEMON time mcf LEMON memory
campaign
compare campaign "$work/campaign.min"
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
