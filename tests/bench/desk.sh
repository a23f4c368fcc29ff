#!/usr/bin/env bash
# The desk on the whole campaign: 20 people look things up for SECONDS while a list of 10,000 riders
# is imported. SCALE=1 SECONDS_=15.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scale=${SCALE:-1} seconds=${SECONDS_:-15}
if [ ! -f "$BUILD/demo/campaign.db" ]; then
    bash "$FIXTURES/demo.sh" "$BUILD" 2018 "$scale" >/dev/null
fi
cp "$BUILD/demo/campaign.db" it.db
export HOMEWARD_DB=$PWD/it.db
"$HOMEWARD" station add BENCH --office 370100 --name bench >/dev/null
{
    echo '姓名,证件号码,证件类型,目的地,日期'
    seq -f '测试甲,TEST-%06.0f,其他,411602,2018-02-07' 10000
} >list.csv
sqlite3 it.db "SELECT key FROM allocation WHERE kind = 1 ORDER BY id" >runs
"$HOMEWARD" serve --listen 127.0.0.1:0 >desk.log &
desk=$!
trap 'kill $desk' EXIT
until grep -q 127.0.0.1 desk.log; do sleep 0.1; done
at=$(grep -o '127.0.0.1:[0-9]*' desk.log)
curl -s -c jar "http://$at/api/v1/session" >session
COOKIE=homeward=$(awk '/homeward/ {print $7}' jar) TOKEN=$(sed -E 's/.*"token":"([^"]*)".*/\1/' session) RUNS=$PWD/runs
export COOKIE TOKEN RUNS
ask() { wrk -t 2 -c 20 -d "$1" -s "$here/desk.lua" "http://$at" | tail -1; }
ask 3s >/dev/null # what everybody looks at has been looked at once
echo "alone:             $(ask "${seconds}s")"
"$HOMEWARD" list import list.csv --station BENCH >import.log 2>&1 &
echo "beside an import:  $(ask "${seconds}s")"
wait $! || true
page=$(for file in / /style.css /app.js /words.js /api.js /dom.js /today.js /places.js /icon.svg; do curl -s "http://$at$file"; done | wc -c)
echo "first page:        $page bytes"
