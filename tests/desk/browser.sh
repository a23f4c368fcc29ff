#!/usr/bin/env bash
# A day's work in a real browser, on a small season; then values that no page may interpret.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"
# shellcheck source=/dev/null
. "$TESTS/support/desk.sh"
port= # desk_open says

node_day() { # node_day SCRIPT: counted with the rest
    NODE_PATH=$(dirname "$HOMEWARD")/browser/node_modules node "$TESTS/desk/$1" "$port" "$PWD" >day.log 2>&1
    grep FAILED day.log
    local n
    n=$(grep -oE '[0-9]+ passed, [0-9]+ failed' day.log | tail -1)
    [ -n "$n" ] || bad "$1 did not end: $(tail -c 400 day.log)"
    passed=$((passed + ${n%% *}))
    n=${n#*, }
    failed=$((failed + ${n%% *}))
}

begin it.db
{
    echo '<vehicle id="SPARE" kind="coach" seats="3"/>'
    run A 2018-02-07 4
    run B 2018-02-08 4
} | supply
{
    echo '姓名,证件号码,证件类型,电话,目的地,最早日期,最晚日期,同行组,上车地点'
    for n in 1 2 3 4 5; do
        echo "测试甲$n,TEST-$n,其他,1540000000$n,411602,2018-02-07,2018-02-08,$([ "$n" -le 2 ] && echo G1),370112"
    done
} >base.csv
{ cat base.csv; echo '测试坏,12345,居民身份证,15400000009,411602,2018-02-07,2018-02-07,,370112'; } >faulty.csv
{ cat base.csv; echo '测试好,TEST-9,其他,15400000009,411602,2018-02-07,2018-02-07,,370112'; } >mended.csv
# The list with the fault comes as a workbook, as stations send it.
PYTHONPATH=$TESTS/faults/hostile python3 -B -c '
import csv
from workbook import pack, parts, sheet
with open("faulty.csv", encoding="utf-8") as f:
    rows = list(csv.reader(f))
with open("faulty.xlsx", "wb") as f:
    f.write(pack(parts(sheet(rows))))'
desk_open
node_day day.cjs
desk_close
exits 0 "$HOMEWARD" check
same "no file is left" "" "$(find "$TMPDIR" -maxdepth 1 -name 'homeward-*')"

rm -f it.db
python3 -B "$TESTS/desk/hostile.py"
exits 0 "$HOMEWARD" init campaign.xml
exits 0 "$HOMEWARD" supply import hostile-supply.xml
exits 0 "$HOMEWARD" station add S1 --office 370100 --name '<script>hit=1</script>'
exits 0 "$HOMEWARD" list import hostile-list.xml --station S1
exits 0 "$HOMEWARD" match
desk_open
node_day hostile.cjs
desk_close
finish
