#!/usr/bin/env bash
# A return for every departure of a small campaign, with planted no-shows, walk-ons and people on
# somebody else's seat: reconcile counts exactly what was planted, and a file that comes twice is
# nothing. What is wrong with one departure stops no other.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"

export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-01-24T10:00
exits 0 "$GENERATE" --seed 5 --scale 0.02 -o data
sed -E 's/(metric="person-trips"[^>]*definition=")booked/\1boarded/' data/campaign.xml >campaign.xml
exits 0 "$HOMEWARD" init campaign.xml
exits 0 "$HOMEWARD" supply import data/supply-*.xml
while IFS=, read -r code office name file; do
    "$HOMEWARD" station add "$code" --office "$office" --name "$name" >/dev/null || bad "station $code"
    "$HOMEWARD" list import "data/$file" --station "$code" >/dev/null 2>&1
    [ $? -le 1 ] || bad "list $file"
done < <(tail -n +2 data/stations.csv)
exits 0 "$HOMEWARD" match
exits 0 "$HOMEWARD" manifest --all --one-file --format csv -o papers
exits 0 "$HOMEWARD" export waiting -o waiting.csv

export HOMEWARD_NOW=2018-03-20T10:00 # all have left
runs=$(tail -n +2 papers/manifests.csv | cut -d, -f1 | sort -u | wc -l)
exits 0 python3 -B "$TESTS/support/returns.py" papers/manifests.csv waiting.csv 7 persons.csv lists.csv
read -r boarded absent walk_on instead carried <out
if [ $((absent * walk_on * instead)) -gt 0 ]; then good; else bad "nothing planted: $absent $walk_on $instead"; fi
# of the answer itself, and what reconcile counted by its one figure of boardings
recorded() { grep -o '^{"recorded":[0-9]*,"same":[0-9]*' out | grep -o '[0-9]*' | paste -sd' '; }
counted() { grep -o '"definition":"boarded"[^}]*' out | grep -o '"counted":[0-9]*' | head -1 | cut -d: -f2; }
sum() { grep -o "\"$1\":[0-9]*" out | awk -F: '{n += $2} END {print n + 0}'; }
exits 1 "$HOMEWARD" --json reconcile
says '"definition":"boarded"' out
same "nobody is known to have travelled" 0 "$(counted)"

exits 0 "$HOMEWARD" --json boarding import persons.csv lists.csv --dry-run
same "a trial" "$carried 0" "$(sum travelled) $(sqlite3 it.db 'SELECT count(*) FROM boarding')"
exits 0 "$HOMEWARD" --json boarding import persons.csv lists.csv
same "as planted" "$runs 0 $boarded $absent $walk_on $instead $carried" "$(recorded) $(sum boarded) $(sum absent) $(sum walk_on) $(sum instead) $(sum travelled)"
exits 1 "$HOMEWARD" --json reconcile
same "reconcile counts what was planted" "$carried" "$(counted)"
same "office by office too" "$carried" "$(grep -o '"definition":"boarded".*' out | sed 's/"metric".*//; s/.*"offices"//' | grep -o '"counted":[0-9]*' | awk -F: '{n += $2} END {print n}')"
same "nothing is missing" 0 "$(grep -c return-missing out)"
exits 0 "$HOMEWARD" --json boarding import persons.csv lists.csv
same "twice is once" "0 $runs $runs" "$(recorded) $(sqlite3 it.db 'SELECT count(*) FROM boarding')"
exits 0 "$HOMEWARD" check

# One departure of a file is wrong: it is named, the others are taken.
run=$(sed -n 2p lists.csv | cut -d, -f1)
{
    echo 'run,by,absent'
    echo "$run,row,1"
    echo 'NOWHERE,row,1'
} >some.csv
exits 1 "$HOMEWARD" --json boarding import some.csv
same "the other was taken" "1 0" "$(recorded)"
says '"row":3,"run":"NOWHERE","code":"unknown-run"' out
finish
