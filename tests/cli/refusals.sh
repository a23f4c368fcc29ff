#!/usr/bin/env bash
# Bad input: one clear sentence, the right exit code, and nothing changed.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
from=$FIXTURES/scenarios/date
export HOMEWARD_DB=$PWD/it.db
exits 0 "$HOMEWARD" init "$from/campaign.xml"
exits 0 "$HOMEWARD" supply import "$from/supply.xml"
exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
exits 0 "$HOMEWARD" list import "$from/list.xml" --station S1
exits 0 "$HOMEWARD" match
unchanged() { # nothing but what stands
    same "$1: $(cat err)" "$before" "$(sqlite3 it.db .dump | cksum)"
}
before=$(sqlite3 it.db .dump | cksum)
refused() { # refused CODE WORD COMMAND...: exit code, error code in JSON, nothing changed
    local code=$1 word=$2
    shift 2
    exits "$code" "$HOMEWARD" --json "$@"
    says "\"code\":\"$word\"" out
    unchanged "$*"
}
variant() { sed "$1" "$from/$2" >"$3"; }

refused 3 database-exists init "$from/campaign.xml"
variant 's/campaign="scenario"/campaign="another"/' list.xml other.xml
refused 3 wrong-campaign list import other.xml --station S1
refused 3 unknown-station list import "$from/list.xml" --station S9
variant 's/station="S1"/station="S2"/' list.xml other.xml
refused 3 wrong-station list import other.xml --station S1
sed 's/serial="1"/serial="2"/' "$from/list.xml" | head -c 700 >cut.xml
refused 3 malformed-xml list import cut.xml --station S1
printf 'x' >nothing.txt
refused 3 no-header list import nothing.txt --station S1
printf '姓名,证件号码,乘车日期\n' >columns.csv
refused 3 missing-column list import columns.csv --station S1
variant 's/T20:00/T07:00/' supply.xml order.xml
refused 3 stops-out-of-order supply import order.xml
variant 's/seats="5"/seats="five"/' supply.xml seats.xml
refused 3 malformed-value supply import seats.xml
variant 's/campaign="scenario"/campaign="another"/' supply.xml other.xml
refused 3 wrong-campaign supply import other.xml
cat >twice.xml <<'XML'
<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">
  <vehicle id="V1" kind="coach" seats="45"/>
  <allocation id="C1" kind="chartered-coach" vehicle="V1">
    <stop place="370100" at="2018-02-07T08:00" use="board"/><stop place="411600" at="2018-02-07T20:00" use="alight"/>
  </allocation>
  <allocation id="C2" kind="chartered-coach" vehicle="V1">
    <stop place="370100" at="2018-02-07T12:00" use="board"/><stop place="411600" at="2018-02-07T22:00" use="alight"/>
  </allocation>
</supply>
XML
refused 3 vehicle-twice supply import twice.xml
refused 3 no-file list import missing.xml --station S1
refused 2 unknown-command frobnicate
refused 2 unknown-option match --frobnicate
refused 2 missing-value match --keep
refused 2 malformed-value match --keep some
refused 2 missing-argument init
refused 3 unknown-request explain S1/R99
refused 3 unknown-import list show 99
refused 3 unknown-run manifest X1 -o out.d
refused 2 malformed-request explain R1
variant 's/serial="1"/serial="1" /' list.xml same-serial.xml
refused 3 old-serial list import same-serial.xml --station S1

# Folders and databases that are not what they should be.
mkdir locked
touch locked/file
refused 4 unwritable manifest --all -o locked/file
echo "not a database" >notes.db
exits 3 "$HOMEWARD" --db notes.db status
sqlite3 foreign.db 'CREATE TABLE t (x)'
exits 3 "$HOMEWARD" --db foreign.db status
exits 3 "$HOMEWARD" --db missing.db status

# Either language; help and version always answer.
exits 3 "$HOMEWARD" --lang en explain S1/R99
says "there is no such request" err
exits 3 "$HOMEWARD" --lang zh explain S1/R99
says "没有这条乘车需求" err
exits 0 "$HOMEWARD" --help
exits 0 "$HOMEWARD" match --help
exits 0 "$HOMEWARD" --version

# A row that is wrong goes back alone, and no message holds the person's data.
sed -e 's/serial="1"/serial="2"/' -e '0,/[0-9]\{17\}[0-9X]/s/\([0-9]\{17\}\)[0-9X]/\1?/' "$from/list.xml" >dirty.xml
exits 1 "$HOMEWARD" list import dirty.xml --station S1 --allow-withdraw
if grep -qE '[0-9]{15}' out err; then bad "a message shows a document number"; else good; fi
finish
