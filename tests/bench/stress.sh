#!/usr/bin/env bash
# The hard part alone: 17,710 riders, nobody by himself, every party together or not at all, seats
# for 93 in 100. Our seats beside those that CBC finds with CBC_SECONDS for each connected component.
set -eu
stress=$TESTS/bench/stress
python3 -B "$stress/case.py" case "${RIDERS:-17710}" "${SEED:-2018}"
export HOMEWARD_DB=$PWD/stress.db
{
    "$HOMEWARD" init case/campaign.xml
    "$HOMEWARD" supply import case/supply.xml
    while read -r code office; do
        "$HOMEWARD" station add "$code" --office "$office" --name "$code"
        "$HOMEWARD" list import "case/list-$code.xml" --station "$code"
    done <case/offices.txt
} >log
"$BUILD/mcf" --match stress.db | awk '{v[$1] = $2} END {
    printf "%d riders, %d seated of at most %d, %.2f s, %.2f s of CPU\n", v["requests"], v["seated"],
        v["bound"], v["seconds"], v["cpu"]}'
"$HOMEWARD" match >log
"$HOMEWARD" export bookings -o bookings.csv >log
python3 -B "$stress/cbc.py" case "${CBC_SECONDS:-20}" bookings.csv
