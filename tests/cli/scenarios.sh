#!/usr/bin/env bash
# Every folder of fixtures/scenarios: one rule of contract section 7, with somebody who breaks it.
# expect.txt says of each request where it rides, or why it waits.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"

outcome() { # what became of each request: REF TRIP ALLOCATION-or-reason
    "$HOMEWARD" export bookings -o bookings.csv >/dev/null && "$HOMEWARD" export waiting -o waiting.csv >/dev/null
    {
        tail -n +2 bookings.csv | cut -d, -f2-4
        tail -n +2 waiting.csv | cut -d, -f2-4
    } | tr -d '\r' | tr ',' ' ' | sort
}
for folder in "$FIXTURES"/scenarios/*/; do
    name=$(basename "$folder")
    mkdir "$name"
    cd "$name" || exit 1
    export HOMEWARD_DB=$PWD/it.db
    exits 0 "$HOMEWARD" init "$folder/campaign.xml"
    exits 0 "$HOMEWARD" supply import "$folder/supply.xml"
    exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
    exits 0 "$HOMEWARD" list import "$folder/list.xml" --station S1
    exits 0 "$HOMEWARD" --json match
    same "$name: proved" true "$(field optimal)"
    same "$name" "$(sort "$folder/expect.txt")" "$(outcome)"
    exits 0 "$HOMEWARD" check
    while read -r ref trip where; do
        exits 0 "$HOMEWARD" --json explain "S1/$ref" --trip "$trip"
        says "\"$where\"" out
    done <"$folder/expect.txt"
    cd ..
done
finish
