#!/usr/bin/env bash
# rider find on the full campaign: milliseconds of the whole command, start of the program and all,
# median and 99th in a hundred, over what people say; and beside a command that only opens the
# database.
set -eu
"$GENERATE" --seed "${SEED:-2018}" --scale "${SCALE:-1}" -o data >/dev/null
export HOMEWARD_DB=$PWD/find.db
"$HOMEWARD" init data/campaign.xml >/dev/null
"$HOMEWARD" supply import data/supply-*.xml >/dev/null
while IFS=, read -r code office name file; do
    "$HOMEWARD" station add "$code" --office "$office" --name "$name" >/dev/null
    "$HOMEWARD" list import "data/$file" --station "$code" >/dev/null 2>&1 || [ $? -eq 1 ]
done < <(tail -n +2 data/stations.csv)
rm -rf data
said() { sqlite3 find.db "SELECT $1 FROM person p JOIN rider r ON r.id = p.rider JOIN station s ON s.id = r.station JOIN found_name f ON f.rider = r.id AND f.seq = 0 ORDER BY r.id * 7919 % 99991 LIMIT ${N:-200}"; }
# time_all COMMAND...: one call a line of standard input; prints median and p99 in milliseconds
time_all() {
    local word start
    while read -r word; do
        start=$(date +%s%N)
        "$@" ${word:+"$word"} >/dev/null
        echo $((($(date +%s%N) - start) / 1000))
    done | sort -n | awk '{v[NR] = $1} END {printf "%.1f %.1f\n", v[int((NR + 1) / 2)] / 1000, v[int(NR * 0.99 + 0.5)] / 1000}'
}
read -r open _ < <(yes '' | head -n "${N:-200}" | time_all "$HOMEWARD" station list)
printf '%d riders; station list takes %s ms\n' "$(sqlite3 find.db 'SELECT count(*) FROM rider')" "$open"
printf '%-22s %10s %10s %12s\n' said 'median ms' 'p99 ms' 'p99 / list'
for what in "p.name" "f.initials" "substr(p.phone, -4)" "substr(p.document, -6)" "s.code || '/' || r.ref"; do
    read -r median p99 < <(said "$what" | time_all "$HOMEWARD" rider find)
    printf '%-22s %10s %10s %12s\n' "$what" "$median" "$p99" "$(awk -v a="$p99" -v b="$open" 'BEGIN {printf "%.1f", a / b}')"
done
