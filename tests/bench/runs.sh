#!/usr/bin/env bash
# Changes by hand on the full campaign: seconds of each, and of taking it back; check after each. And
# 1,000 random seasons of 50 operations each (SEQUENCES).
set -eu
db=$BUILD/demo/campaign.db
[ -f "$db" ] || LC_ALL=zh_CN.UTF-8 bash "$FIXTURES/demo.sh" "$BUILD" 2018 "${SCALE:-1}" >demo.log
export HOMEWARD_DB=$PWD/runs.db HOMEWARD_NOW=2018-02-05T21:00
cp "$db" "$HOMEWARD_DB"
homeward=$BUILD/homeward
key() { sqlite3 "$HOMEWARD_DB" "SELECT a.key FROM allocation a WHERE a.kind = 1 AND a.seats = $1 AND NOT a.cancelled ORDER BY a.key LIMIT 1 OFFSET $2"; }
pair() { # two coaches between the same places on one day
    sqlite3 -separator ' ' "$HOMEWARD_DB" "WITH ends AS (SELECT a.key, (SELECT place FROM stop WHERE allocation = a.id AND seq = 0) AS board, (SELECT place FROM stop WHERE allocation = a.id ORDER BY seq DESC LIMIT 1) AS alight, (SELECT at / 86400 FROM stop WHERE allocation = a.id AND seq = 0) AS day FROM allocation a WHERE a.kind = 1) SELECT x.key, y.key FROM ends x JOIN ends y USING (board, alight, day) WHERE x.key < y.key ORDER BY 1, 2 LIMIT 1"
}
echo "INSERT INTO vehicle (key, office, kind, seats) SELECT 'SPARE37', office, 0, 37 FROM vehicle LIMIT 1; INSERT INTO vehicle (key, office, kind, seats) SELECT 'SPARE20', office, 0, 20 FROM vehicle LIMIT 1;" | sqlite3 "$HOMEWARD_DB"
seconds() { # seconds COMMAND...: elapsed, and of CPU (other work on the machine does not count)
    /usr/bin/time -q -o used -f '%e %U %S' "$@" >out.txt
    awk '{printf "%.2f (%.2f)", $1, $2 + $3}' used
}
printf '%-60s %12s %12s %6s\n' "command, seconds (CPU)" "" undo check
measure() {
    local took back clean
    took=$(seconds "$homeward" "$@")
    clean=$("$homeward" --json check | grep -c '"ok":true' || true)
    back=$(seconds "$homeward" undo)
    printf '%-60s %12s %12s %6s\n' "$*" "$took" "$back" "$([ "$clean" = 1 ] && echo clean || echo WRONG)"
}
run=$(key 49 20)
"$homeward" booking told --allocation "$run" >out.txt
measure run swap "$run" --vehicle SPARE37
measure run swap "$run" --vehicle SPARE37 --rematch
measure run cancel "$run"
measure run cancel "$run" --rematch
read -r one other < <(pair)
measure run merge "$one" --into "$other"
measure run split "$run" --new SPLIT --vehicle SPARE20 --riders 15
measure run retime "$run" --shift 30
measure run retime "$run" --shift 1440 --rematch
measure run set "$run" label=1 seats=45
rm -f runs.db
HOMEWARD_SEQUENCES=${SEQUENCES:-1000} CK_RUN_SUITE="ops runs" "$BUILD/unit"
