#!/usr/bin/env bash
# The campaign of scale 1, matched; then 500 of its coaches cancelled, each from the same plan:
# milliseconds of the solver (without eligibility and grouping), who moves beside a plan from
# scratch, and how many lose a seat who need not. SCALE= for a smaller one.
set -eu
"$GENERATE" --seed 2018 --scale "${SCALE:-1}" -o data >/dev/null
export HOMEWARD_DB=$PWD/campaign.db
"$HOMEWARD" init data/campaign.xml >/dev/null
"$HOMEWARD" supply import data/supply-*.xml >/dev/null
while IFS=, read -r code office name file; do
    "$HOMEWARD" station add "$code" --office "$office" --name "$name" >/dev/null
    "$HOMEWARD" list import "data/$file" --station "$code" >/dev/null 2>&1 || [ $? -eq 1 ]
done < <(tail -n +2 data/stations.csv)
"$HOMEWARD" match >/dev/null
"$BUILD/mcf" --rematch "$HOMEWARD_DB"
