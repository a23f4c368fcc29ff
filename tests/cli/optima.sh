#!/usr/bin/env bash
# The matcher against an independent model (tests/support/mip): 300 small cases of every mix of
# features against optima that HiGHS found once; 40 with holds and quotas, and 40 re-matches with told
# and confirmed bookings, against HiGHS itself. Lines 1-2 always equal, lines 3-5 wherever `optimal` is claimed,
# claimed in nine of ten, bounds never below the optimum.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
mip=$TESTS/support/mip
export HOMEWARD_NOW=2018-02-01T08:00:00
python=/usr/bin/python3
claimed=0 answered=0

import() { # import FOLDER: into a new database
    rm -f it.db
    "$HOMEWARD" init "$1/campaign.xml" &&
        "$HOMEWARD" supply import "$1/supply.xml" &&
        while read -r code office; do
            "$HOMEWARD" station add "$code" --office "$office" --name "$code" &&
                "$HOMEWARD" list import "$1/list-$code.xml" --station "$code"
        done <"$1/offices.txt"
} >log 2>&1
# compare NAME HARDSHIP SEATED BREAKS MOVED OUTLAY INCONVENIENCE MOST; the answer is in ./out
answer='"seated":\{"all":([0-9]+),"hardship":([0-9]+)\},"bound":\{"all":([0-9]+),"hardship":([0-9]+)\},"optimal":(true|false),'
answer+='.*"breaks":([0-9]+),.*"outlay_fen":([0-9]+),"inconvenience":([0-9]+),"moved":([0-9]+),'
compare() {
    local text
    answered=$((answered + 1))
    text=$(<out)
    if ! [[ $text =~ $answer ]]; then
        bad "$1: $text"
        return
    fi
    local m=("${BASH_REMATCH[@]}")
    same "$1: hardship and all seated" "$2 $3" "${m[2]} ${m[1]}"
    if [ "${m[4]}" -ge "$2" ] && [ "${m[3]}" -ge "$8" ]; then good; else bad "$1: bounds ${m[4]} ${m[3]} under $2 $8"; fi
    [ "${m[5]}" = true ] || return
    claimed=$((claimed + 1))
    same "$1: breaks, moved, outlay, inconvenience" "$4 $5 $6 $7" "${m[6]} ${m[9]} ${m[7]} ${m[8]}"
}
checked() { # checked NAME [HARDSHIP MOST]: the independent checker agrees, and proves nothing below
    local text
    if "$HOMEWARD" --json check >check.json; then good; else bad "$1: $(cat check.json)"; fi
    text=$(<check.json)
    if [[ $text =~ \"bound\":\{\"all\":([0-9]+),\"hardship\":([0-9]+)\},\"gap\".*\"covered\":true ]] &&
        [ "${BASH_REMATCH[2]}" -ge "${2:-0}" ] && [ "${BASH_REMATCH[1]}" -ge "${3:-0}" ]; then
        good
    else
        bad "$1: proof $text, optimum ${2:-} ${3:-}"
    fi
}
nine_of_ten() {
    if [ $((claimed * 10)) -ge $((answered * 9)) ]; then good; else bad "$1: proved in $claimed of $answered"; fi
}

export HOMEWARD_DB=it.db
"$python" "$mip/cases.py" cases 0 300
while read -r case hardship seated breaks outlay inconvenience most; do
    import "cases/$case" || bad "case $case: $(cat log)"
    exits 0 "$HOMEWARD" --json match
    compare "case $case" "$hardship" "$seated" "$breaks" 0 "$outlay" "$inconvenience" "$most"
    [ $((case % 3)) -ne 0 ] || checked "case $case" "$hardship" "$most"
done < <(tail -n +2 "$mip/optima.txt")
nine_of_ten "first matches"

# Seats are held for offices, and offices have quotas.
claimed=0 answered=0
for case in $(seq 0 6 234); do
    folder=cases/$case
    import "$folder" || bad "case $case: $(cat log)"
    "$python" "$mip/cases.py" --shares "$folder" "$case"
    while read -r kind run office seats; do
        case $kind in
        hold) exits 0 "$HOMEWARD" hold add "$run" --office "$office" --seats "$seats" --until 2018-03-01 ;;
        quota) exits 0 "$HOMEWARD" quota set "$run" --office "$office" --seats "$seats" ;;
        esac
    done <"$folder/shares.txt"
    read -r _ hardship _ seated _ breaks _ moved _ outlay _ inconvenience _ most \
        < <("$python" "$mip/model.py" "$folder" --today 2018-02-01 2>&1)
    rm "$folder/shares.txt"
    exits 0 "$HOMEWARD" --json match
    compare "shares $case" "$hardship" "$seated" "$breaks" "$moved" "$outlay" "$inconvenience" "$most"
    checked "shares $case" "$hardship" "$most"
done
nine_of_ten "matches with holds and quotas"

# What was matched is told or promised in part; then riders withdraw, others come, a run is added.
claimed=0 answered=0
for case in $(seq 0 39); do
    folder=cases/$case
    import "$folder" || bad "case $case: $(cat log)"
    exits 0 "$HOMEWARD" match
    "$HOMEWARD" booking told --allocation A1 >>log 2>&1
    "$HOMEWARD" export bookings -o first.csv --force >>log 2>&1
    while IFS=, read -r station ref trip _; do
        [ $(($(cksum <<<"$ref" | cut -d' ' -f1) % 4)) -ne 0 ] || "$HOMEWARD" booking confirm "$station/$ref" --trip "$trip" >>log 2>&1
    done < <(tail -n +2 first.csv)
    "$HOMEWARD" export bookings -o standing.csv --force >>log 2>&1
    "$python" "$mip/cases.py" --change "$folder" "$case" standing.csv
    "$HOMEWARD" supply import "$folder/supply-2.xml" >>log 2>&1 || bad "case $case: $(cat log)"
    "$HOMEWARD" list import "$folder/list-S1-2.xml" --station S1 --allow-withdraw >>log 2>&1
    "$HOMEWARD" export bookings -o standing.csv --force >>log 2>&1
    read -r _ hardship _ seated _ breaks _ moved _ outlay _ inconvenience _ most \
        < <("$python" "$mip/model.py" "$folder" --today 2018-02-01 --standing standing.csv 2>&1)
    exits 0 "$HOMEWARD" --json match
    compare "re-match $case" "$hardship" "$seated" "$breaks" "$moved" "$outlay" "$inconvenience" "$most"
    checked "re-match $case"
done
nine_of_ten "re-matches"
finish
