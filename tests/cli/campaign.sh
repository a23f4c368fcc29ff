#!/usr/bin/env bash
# The campaign at scale 0.01, end to end through the command line, against the answer key.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
exits 0 "$GENERATE" --seed 7 --scale 0.01 -o data
exits 0 "$GENERATE" --seed 7 --scale 0.01 -o again
if diff -r data again >/dev/null; then good; else bad "the same seed made other data"; fi
key() { sed -n "s/^$1 //p" data/key/totals.txt; }

season() { # season DATABASE: the whole work; leaves match's answer in ./out
    export HOMEWARD_DB=$PWD/$1
    exits 0 "$HOMEWARD" init data/campaign.xml
    exits 0 "$HOMEWARD" supply import data/supply-*.xml
    while IFS=, read -r code office name file; do
        exits 0 "$HOMEWARD" station add "$code" --office "$office" --name "$name"
    done < <(tail -n +2 data/stations.csv)
    while IFS=, read -r code _ _ file; do
        "$HOMEWARD" --json list import "data/$file" --station "$code" >"$1.$code.json" 2>/dev/null
        status=$?
        [ "$status" -le 1 ] || bad "$file: exit $status"
        same "$file: exit" "$status" "$([ "$(sed -E 's/.*"rejected":([0-9]+).*/\1/' "$1.$code.json")" -gt 0 ] && echo 1 || echo 0)"
    done < <(tail -n +2 data/stations.csv)
    exits 0 "$HOMEWARD" --json match
}
season one.db
same "bound" "$(key planted)" "$(sed -E 's/.*"bound":\{"all":([0-9]+).*/\1/' out)"
same "seated" "$(key planted)" "$(sed -E 's/.*"seated":\{"all":([0-9]+).*/\1/' out)"
sed -E 's/"seconds":[0-9.]+//' out >first.json
exits 0 "$HOMEWARD" --json check
says '{"ok":true,"violations":[],"seated"' out
says "\"bound\":{\"all\":$(key planted)," out
says '"gap":{"all":0,"hardship":0},"covered":true}' out

# The dirty rows are all found and none other, by kind and by row.
for file in one.db.*.json; do
    grep -oE '"row":[0-9]+,"weight":"rejected","code":"[^"]+"' "$file" | sed -E 's/.*"code":"([^"]+)"/\1/'
done | sort | uniq -c | awk '{print $2, $1}' >found.txt
tail -n +2 data/key/dirt.csv | cut -d, -f3 | sort | uniq -c | awk '{print $2, $1}' >planted.txt
same "dirt by kind" "$(cat planted.txt)" "$(cat found.txt)"
same "rows" "$(key rows)" "$(cat one.db.*.json | sed -E 's/.*"rows":([0-9]+).*/\1/' | paste -sd+ | bc)"

# The same again gives the same plan to the letter.
"$HOMEWARD" export bookings -o one.csv >/dev/null
season two.db
sed -E 's/"seconds":[0-9.]+//' out >second.json
same "match twice" "$(cat first.json)" "$(cat second.json)"
"$HOMEWARD" export bookings -o two.csv >/dev/null
if cmp -s one.csv two.csv; then good; else bad "the same input made another plan"; fi
exits 0 "$HOMEWARD" --json match
same "nothing moves on a second match" 0 "$(field moved)"

# The same list again changes nothing.
station=$(sed -n 2p data/stations.csv | cut -d, -f1)
exits 0 "$HOMEWARD" --json list import "data/list-$station.xml" --station "$station"
same "same list again" null "$(field import)"

# Tables, manifests, statement, copy.
exits 0 "$HOMEWARD" export waiting -o waiting.csv
same "waiting" "$(key surplus)" "$(($(wc -l <waiting.csv) - 1))"
exits 3 "$HOMEWARD" export waiting -o waiting.csv
exits 0 "$HOMEWARD" export waiting -o waiting.csv --force
exits 0 "$HOMEWARD" export riders -o riders.csv
if grep -qE '[0-9]{17}|154[0-9]{8}' riders.csv; then bad "a table shows whole numbers"; else good; fi
exits 0 "$HOMEWARD" --json manifest --all -o manifests
same "riders on manifests" "$(key planted)" "$(field riders)"
run=$(sed -n 2p one.csv | cut -d, -f4)
pdf=$(find manifests -name "*-$run.pdf")
pdftotext -layout "$pdf" page.txt
says "共" page.txt
says "$run" page.txt
same "rows on the page" "$(grep -c ",$run," one.csv)" "$(grep -v 免票儿童 page.txt | grep -cE '154[0-9]{8}  +[^ ]')"
if grep -qE '[0-9]{17}[0-9X]' page.txt; then bad "a document number on the driver's copy"; else good; fi
exits 0 "$HOMEWARD" manifest "$run" -o crew --for crew
pdftotext -layout "$(find crew -name '*.pdf')" page.txt
exits 0 "$HOMEWARD" manifest "$run" -o table --format csv
children=$(awk -F, '$14 == 1' table/*.csv | wc -l)
same "documents on the crew's copy, the children's too" "$(($(grep -c ",$run," one.csv) + children))" "$(grep -cE '[0-9]{17}[0-9X]' page.txt)"
exits 0 "$HOMEWARD" manifest "$run" -o posted --for posted
pdftotext -layout "$(find posted -name '*.pdf')" page.txt
if grep -qE '[0-9]{17}|154[0-9]{8}  +[^ ]' page.txt; then bad "whole numbers on the wall"; else good; fi
same "rows of the table" "$(($(grep -c ",$run," one.csv) + children))" "$(grep -c "^$run," table/*.csv)"
exits 3 "$HOMEWARD" manifest "$run" -o table --format csv
exits 3 "$HOMEWARD" manifest NO-RUN -o table
exits 1 "$HOMEWARD" --json reconcile
says '"metric":"tickets","definition":"bought","reported":106100,"low":106050,"high":106149,"counted":1061,"verdict":"short"' out
exits 1 "$HOMEWARD" --lang en reconcile
says "61.8 a coach" out
exits 0 "$HOMEWARD" --json status
same "waiting by status" "$(key surplus)" "$(field waiting)"
exits 0 "$HOMEWARD" backup copy.db
exits 3 "$HOMEWARD" backup copy.db
exits 0 "$HOMEWARD" --db copy.db check

# Told and confirmed stand through the next match; cancelled ones come back to the line.
exits 0 "$HOMEWARD" --json booking told --allocation "$run"
exits 0 "$HOMEWARD" --json booking confirm --all --dry-run
exits 0 "$HOMEWARD" --json match
same "told stand" 0 "$(field moved)"
who=$(sed -n 2p one.csv | cut -d, -f1,2 | tr , /)
exits 0 "$HOMEWARD" --json booking cancel "$who"
exits 0 "$HOMEWARD" check
finish
