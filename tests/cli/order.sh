#!/usr/bin/env bash
# The same input gives the same plan to the byte, in whatever order supply and lists came in.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_NOW=2018-02-01T08:00:00

outcome() { # outcome NAME: match, and what became of everybody into NAME.*
    exits 0 "$HOMEWARD" --json match
    sed -E 's/"seconds":[0-9.e-]+//' out >"$1.json"
    exits 0 "$HOMEWARD" export bookings -o "$1.csv" --force
    exits 0 "$HOMEWARD" export waiting -o "$1.waiting.csv" --force
}
alike() { # alike NAME ONE OTHER
    for kind in json csv waiting.csv; do
        if cmp -s "$2.$kind" "$3.$kind"; then good; else bad "$1: another $kind: $(diff "$2.$kind" "$3.$kind" | head -n 4)"; fi
    done
}

# A campaign, its supply from the last file to the first. (Its lists hold rows that claim the same
# person, and the first that comes has them: they come in one order.)
exits 0 "$GENERATE" --seed 11 --scale 0.02 -o data
season() { # season NAME SORT-OPTION
    export HOMEWARD_DB=$PWD/$1.db
    exits 0 "$HOMEWARD" init data/campaign.xml
    while read -r file; do
        exits 0 "$HOMEWARD" supply import "$file"
    done < <(printf '%s\n' data/supply-*.xml | sort "$2")
    while IFS=, read -r code office title file; do
        exits 0 "$HOMEWARD" station add "$code" --office "$office" --name "$title"
        "$HOMEWARD" list import "data/$file" --station "$code" >/dev/null 2>&1
        [ $? -le 1 ] || bad "$file"
    done < <(tail -n +2 data/stations.csv)
    outcome "$1"
}
season forwards -s
season backwards -r
alike "supply backwards" forwards backwards
if [ "$(wc -l <forwards.csv)" -gt 1000 ]; then good; else bad "too few bookings to mean anything"; fi

# Small cases, their two lists one way and the other.
/usr/bin/python3 "$TESTS/support/mip/cases.py" cases 0 40
small() { # small NAME CASE STATION STATION
    export HOMEWARD_DB=$PWD/small.db
    rm -f small.db
    exits 0 "$HOMEWARD" init "cases/$2/campaign.xml"
    exits 0 "$HOMEWARD" supply import "cases/$2/supply.xml"
    for code in "$3" "$4"; do
        exits 0 "$HOMEWARD" station add "$code" --office "$(sed -n "s/^$code //p" "cases/$2/offices.txt")" --name "$code"
        exits 0 "$HOMEWARD" list import "cases/$2/list-$code.xml" --station "$code"
    done
    outcome "$1"
}
for case in $(seq 0 39); do
    small one "$case" S1 S2
    small other "$case" S2 S1
    alike "case $case" one other
done
finish
