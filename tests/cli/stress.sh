#!/usr/bin/env bash
# Whole parties alone, seats for 93 in 100 of them and no plan hidden in the data: what the matcher
# seats against the optimum that CBC proves for an independent model, component by component.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
stress=$TESTS/bench/stress
export HOMEWARD_DB=it.db

for seed in 1 2; do
    rm -rf case it.db bookings.csv
    /usr/bin/python3 -B "$stress/case.py" case 1500 "$seed"
    exits 0 "$HOMEWARD" init case/campaign.xml
    exits 0 "$HOMEWARD" supply import case/supply.xml
    exits 0 "$HOMEWARD" station add S1 --office 370100 --name S1
    exits 0 "$HOMEWARD" list import case/list-S1.xml --station S1
    exits 0 "$HOMEWARD" --json match --dry-run
    sed 's/"seconds":[0-9.]*//' out >first.json
    exits 0 "$HOMEWARD" --json match
    sed -E 's/"seconds":[0-9.]*//; s/"run":[0-9]+/"run":0/' out >second.json
    same "seed $seed: the same plan again" "$(cut -d, -f1-20 first.json)" "$(cut -d, -f1-20 second.json)"
    exits 0 "$HOMEWARD" export bookings -o bookings.csv
    exits 0 /usr/bin/python3 -B "$stress/cbc.py" case 10 bookings.csv
    worst=$(sed -n 's/.*one component: //p' out)
    if [ "${worst:-99}" -le 2 ]; then good; else bad "seed $seed: $(cat out)"; fi
done

finish
