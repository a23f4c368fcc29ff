#!/usr/bin/env bash
# The campaign generator at the real size: the published figures are planted to the unit, and what
# the matcher's data must be like (contract section 1, the campaign's own text) is so.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
exits 0 "$GENERATE" --seed 5 --scale 1 -o data
mv out facts
count() { grep -hoE "$1" data/supply-*.xml | sort -u | wc -l; }
between() { # between WHAT LOW HIGH GOT
    if [ "$4" -ge "$2" ] && [ "$4" -le "$3" ]; then good; else bad "$1: $4 is not within $2..$3"; fi
}
same "coaches" 1096 "$(count '<vehicle id="[^"]+" kind="coach"')"
same "train cars" 28 "$(count '<vehicle id="[^"]+" kind="train-car"')"
same "tickets" 106100 "$(grep -hoE 'kind="ticket-block".* seats="[0-9]+"' data/supply-*.xml | sed -E 's/.* seats="([0-9]+)".*/\1/' | paste -sd+ | bc)"
between "departures" 1850 1950 "$(count '<allocation id="[^"]+"')"
same "offices" 17 "$(find data -name 'supply-*.xml' | wc -l)"
between "stations" 120 200 "$(($(wc -l <data/stations.csv) - 1))"
same "key" 177100 "$(sed -n 's/^planted //p' data/key/totals.txt)"
between "surplus" 5900 6100 "$(sed -n 's/^surplus //p' data/key/totals.txt)"
trips=$(grep -ho '<trip ' data/list-*.xml | wc -l)
must=$(grep -ho 'together="must"' data/list-*.xml | wc -l)
between "must of a hundred" 5 20 "$((100 * must / trips))"
between "hardship riders" 7500 10500 "$(grep -ho '<hardship' data/list-*.xml | wc -l)"
for word in 'needs="wheelchair"' 'needs="lower-berth"' 'seat="none"' 'direction="return"' 'classes='; do
    between "$word" 50 200000 "$(grep -ho "$word" data/list-*.xml | wc -l)"
done
same "days" "2018-01-25 2018-03-12" "$(grep -hoE ' at="[0-9-]{10}' data/supply-*.xml | cut -c6- | sort -u | sed -n '1p;$p' | paste -sd' ')"
if grep -hoE '<document[^>]*>[0-9X]{18}' data/list-*.xml | grep -vqE '>3799(0[1-9]|1[0-7])'; then bad "a document of a real region"; else good; fi
if grep -hoE '<phone>[^<]*' data/list-*.xml | grep -vq '<phone>154'; then bad "a phone that may be somebody's"; else good; fi
if grep -hoE '<vehicle id="[^"]+" kind="coach"' data/supply-*.xml | grep -vq 'id="鲁I'; then bad "a plate that may be somebody's"; else good; fi

# More people, as many choices: options a request grow by half at the most.
options() { sed -nE 's/.*options a request ([0-9.]+).*/\1/p' "$1"; }
exits 0 "$GENERATE" --seed 5 --scale 4 -o four
between "options a request at scale 4, per cent of scale 1" 50 150 \
    "$(echo "100 * $(options out) / $(options facts)" | bc)"
exits 2 "$GENERATE" --scale 0 -o none
exits 4 "$GENERATE" --scale 0.01 -o data
finish
