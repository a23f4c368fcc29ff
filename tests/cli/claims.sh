#!/usr/bin/env bash
# Duplicates and claims, contract section 6: the first claim stands, the other station's row is kept
# until it is answered, staff may give it over; and one person who rides twice is found.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
from=$FIXTURES/scenarios/date
export HOMEWARD_DB=$PWD/it.db
exits 0 "$HOMEWARD" init "$from/campaign.xml"
cat >supply.xml <<'XML'
<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">
  <point id="P1" kind="site" name="测试工地东门" place="370102"/>
  <vehicle id="V1" kind="coach" seats="45"/>
  <allocation id="C1" kind="chartered-coach" vehicle="V1">
    <stop place="370100" at="2018-02-07T08:00" use="board" serves="3701"/>
    <stop place="411600" at="2018-02-08T08:00" use="alight" serves="4116"/>
  </allocation>
  <allocation id="T1" kind="ticket-block" mode="train" seats="5">
    <stop place="370100" at="2018-02-08T10:00" use="board" serves="3701"/>
    <stop place="411600" at="2018-02-08T20:00" use="alight" serves="4116"/>
  </allocation>
</supply>
XML
exits 0 "$HOMEWARD" supply import supply.xml
for s in S1 S2 S3; do exits 0 "$HOMEWARD" station add $s --office 370100 --name 测试站; done
A=379901198001010010 B=379901198001010029 C=379901198001010037 D=379901198001010045

trip() { # trip EARLIEST LATEST [DIRECTION] [MORE]
    local way='from="370102" to="411602"'
    [ "${3:-home}" = home ] || way='from="411602" to="370102"'
    echo "<trip direction=\"${3:-home}\" $way earliest=\"2018-02-$1\" latest=\"2018-02-$2\" ${4:-}/>"
}
rider() { # rider REF NAME DOCUMENT TRIP...
    echo "<rider ref=\"$1\"><name>$2</name><document type=\"resident-id\">$3</document>"
    shift 3
    printf '%s\n' "$@" '</rider>'
}
list() { # list STATION SERIAL RIDER...: writes and imports STATION.xml; the answer is in ./out
    local station=$1 serial=$2 status
    shift 2
    {
        echo "<riderList xmlns=\"urn:homeward:rider-list:1\" station=\"$station\" campaign=\"scenario\" serial=\"$serial\" issued=\"2018-01-2${serial}T09:00:00\">"
        printf '%s\n' "$@" '</riderList>'
    } >"$station.xml"
    "$HOMEWARD" --json list import "$station.xml" --station "$station" >out 2>err
    status=$?
    [ $status -le 1 ] || bad "list $station $serial: $(cat out err)"
}
codes() { grep -oE '"weight":"rejected","code":"[^"]+"' out | cut -d'"' -f8 | paste -sd' '; }
claims() { "$HOMEWARD" --json list claims "$@" >out 2>err; }
n_claims() { claims && : ; grep -oE '"claim":[0-9]+' out | wc -l; }
standing() { # the standing requests, with what they wish
    "$HOMEWARD" export riders -o riders.csv --force >/dev/null
    tail -n +2 riders.csv | awk -F, '{print $1 "/" $2 "#" $3}' | tr -d '\r' | sort | paste -sd' '
}

# Within one file: the same ref twice, the same document and direction twice.
list S1 1 "$(rider R1 测试甲 $A "$(trip 07 08)")" "$(rider R1 测试乙 $B "$(trip 07 08)")" \
    "$(rider R2 测试丙 $C "$(trip 07 08)")" "$(rider R3 测试丙 $C "$(trip 10 11)")" \
    "$(rider R4 测试丁 $D "$(trip 07 08)" "$(trip 22 26 return)")"
same "twice in a file" "duplicate-ref duplicate-document" "$(codes)"
same "the first stands" "S1/R1#1 S1/R2#1 S1/R4#1 S1/R4#2" "$(standing)"
exits 0 "$HOMEWARD" --json list claims
same "no claims" '{"claims":[],"doubles":[]}' "$(cat out)"

# Across stations: overlapping days in one direction are refused, others are not.
list S2 1 "$(rider Q1 测试甲 $A "$(trip 08 09 home 'luggage="2" classes="硬卧" party="P7" applied="2018-01-15"' | sed 's/from="370102"/from="P1"/')")" \
    "$(rider Q2 测试丙 $C "$(trip 09 10)")" "$(rider Q3 测试丁 $D "$(trip 22 26 return)" "$(trip 15 16)")" \
    "$(rider Q4 测试乙 $B "$(trip 07 08)")"
same "claimed" "claimed-elsewhere claimed-elsewhere" "$(codes)"
says "S1" out
if grep -qE '[0-9]{15}|R1|测试' out; then bad "the other station sees more than a station"; else good; fi
same "days that do not overlap are two claims" "S1/R1#1 S1/R2#1 S1/R4#1 S1/R4#2 S2/Q2#1 S2/Q4#1" "$(standing)"
exits 1 "$HOMEWARD" --json list claims
says '{"claim":1,"station":"S2","import":2,"row":' out
says '"ref":"Q1","document":"**************0010","direction":"home","earliest":"2018-02-08","latest":"2018-02-09","holder":{"station":"S1","ref":"R1","trip":1,' out
says '"ref":"Q3","document":"**************0045","direction":"home","earliest":"2018-02-15","latest":"2018-02-16","holder":null' out
if grep -qE '[0-9]{15}|测试' out; then bad "claims show a person"; else good; fi
exits 1 "$HOMEWARD" list claims --station S1
exits 0 "$HOMEWARD" list claims --station S3
exits 3 "$HOMEWARD" list claims --station S9
exits 1 "$HOMEWARD" --lang en list claims
says "held by S1/R1 trip 1, waiting" out
exits 1 "$HOMEWARD" --lang zh list claims
says "先报名：S1/R1 第 1 程" out

# A third station asks too; a transfer says first who is affected.
list S3 1 "$(rider X1 测试甲 $A "$(trip 07 08)")"
exits 0 "$HOMEWARD" match
before=$(sqlite3 it.db .dump | cksum)
exits 0 "$HOMEWARD" --json list claims --transfer 1 --dry-run
says '"dry_run":true' out
says '"status":"seated","allocation":"C1"' out
same "a trial changes nothing" "$before" "$(sqlite3 it.db .dump | cksum)"
exits 3 "$HOMEWARD" --json list claims --transfer 99
says '"code":"unknown-claim"' out
exits 2 "$HOMEWARD" list claims --transfer x

# What is told or confirmed is not taken away in passing.
for status in told confirm; do
    exits 0 "$HOMEWARD" booking $status S1/R1
    exits 3 "$HOMEWARD" --json list claims --transfer 1
    says '"code":"holder-told"' out
    says 'booking cancel S1/R1 --trip 1' out
done
exits 0 "$HOMEWARD" booking cancel S1/R1

# Given over: all that the refused row said comes in, as if it had been accepted when it came.
exits 0 "$HOMEWARD" list claims --transfer 1
same "given over" "S1/R2#1 S1/R4#1 S1/R4#2 S2/Q1#1 S2/Q2#1 S2/Q4#1" "$(standing)"
same "as it was read" "370102|1|2|硬卧|P7|1515945600" \
    "$(sqlite3 it.db "SELECT from_place, from_point, luggage, classes, party, placed FROM request q JOIN rider r ON r.id = q.rider WHERE ref = 'Q1'")"
same "journal" "claim transfer|S1/R1#1 -> S2/Q1" \
    "$(sqlite3 it.db 'SELECT action, object FROM journal ORDER BY id DESC LIMIT 1')"
exits 3 "$HOMEWARD" list claims --transfer 1
exits 0 "$HOMEWARD" check
same "a row that was given the claim need not go back" 1 \
    "$(sqlite3 it.db 'SELECT count(*) FROM rejected WHERE import = 2')"
exits 0 "$HOMEWARD" --json explain S2/Q1
exits 1 "$HOMEWARD" --json list claims --station S3
says '"holder":{"station":"S2","ref":"Q1"' out
list S2 2 "$(rider Q1 测试甲 $A "$(trip 08 09 home 'luggage="2" classes="硬卧" party="P7" applied="2018-01-15"' | sed 's/from="370102"/from="P1"/')")" \
    "$(rider Q2 测试丙 $C "$(trip 09 10)")" "$(rider Q4 测试乙 $B "$(trip 07 08)")"
same "its station's list agrees" 3 "$(field unchanged)"

# The former holder's list asks again: now it is the one that is refused, and kept.
list S1 2 "$(rider R1 测试甲 $A "$(trip 07 08)")" "$(rider R2 测试丙 $C "$(trip 07 08)")" \
    "$(rider R4 测试丁 $D "$(trip 07 08)" "$(trip 22 26 return)")"
same "refused in turn" "claimed-elsewhere" "$(codes)"
same "claims that S2's new list dropped are gone" 2 "$(n_claims)"

# One trip of two is given over; the other stays where it was.
list S3 2 "$(rider X2 测试丁 $D "$(trip 22 23 return)")"
claims --station S3
same "what S3 no longer asks for is gone" "X2" "$(grep -oE '"ref":"X[0-9]"' out | cut -d'"' -f4)"
exits 0 "$HOMEWARD" --json list claims --transfer "$(grep -oE '"claim":[0-9]+' out | cut -d: -f2)"
same "one trip of two" "S1/R2#1 S1/R4#1 S2/Q1#1 S2/Q2#1 S2/Q4#1 S3/X2#1" "$(standing)"

# The holder lets go: nobody holds the trip, and the claim can be taken in.
list S2 3 "$(rider Q2 测试丙 $C "$(trip 09 10)")" "$(rider Q4 测试乙 $B "$(trip 07 08)")"
claims --station S1
says '"holder":null' out
exits 0 "$HOMEWARD" --lang en list claims --transfer "$(grep -oE '"claim":[0-9]+' out | head -1 | cut -d: -f2)"
says "was accepted" out
same "taken in" "S1/R1#1 S1/R2#1 S1/R4#1 S2/Q2#1 S2/Q4#1 S3/X2#1" "$(standing)"

# A table: the row that is sent again, accepted, answers its claim; refs are made when it is taken.
table() { printf '姓名,身份证号,目的地,最早日期,最晚日期\n%s,%s,河南省周口市,%s,%s\n' "$1" "$2" "$3" "$4" >table.csv; }
table 测试丙 $C 2018-02-07 2018-02-08
exits 1 "$HOMEWARD" list import table.csv --station S3
same "a table's claim" 1 "$(n_claims)"
table 测试丙 $C 2018-03-07 2018-03-08
exits 0 "$HOMEWARD" list import table.csv --station S3
same "answered" 0 "$(n_claims)"
table 测试乙 $B 2018-02-08 2018-02-08
exits 1 "$HOMEWARD" list import table.csv --station S3
claims
exits 0 "$HOMEWARD" list claims --transfer "$(grep -oE '"claim":[0-9]+' out | cut -d: -f2)"
says "S3/S3-000002#1" <(standing)

# An import that is taken back asks for nothing any more.
table 测试丁 $D 2018-02-07 2018-02-08
exits 1 "$HOMEWARD" list import table.csv --station S2
same "a claim" 1 "$(n_claims)"
exits 0 "$HOMEWARD" list undo "$(sqlite3 it.db 'SELECT max(id) FROM import')"
same "taken back" 0 "$(n_claims)"

# One person on a coach and on a ticket, or asking twice, on overlapping days.
exits 0 "$HOMEWARD" --json list claims
same "nobody twice" '{"claims":[],"doubles":[]}' "$(cat out)"
list S1 3 "$(rider R1 测试甲 $A "$(trip 07 08 home 'modes="coach"')" "$(trip 08 09 return)")" \
    "$(rider R2 测试丙 $C "$(trip 07 07 home 'modes="coach"')")" "$(rider R4 测试丁 $D "$(trip 07 08)")"
list S2 4 "$(rider Q2 测试丙 $C "$(trip 08 10 home 'modes="train"')")"
exits 0 "$HOMEWARD" match
exits 1 "$HOMEWARD" --json list claims
says '{"kind":"asked-twice","document":"**************0010","first":{"station":"S1","ref":"R1","trip":1,"direction":"home"' out
says '{"kind":"booked-twice","document":"**************0037","first":{"station":"S1","ref":"R2"' out
says '"status":"seated","allocation":"T1"' out
exits 1 "$HOMEWARD" --lang en list claims
says "is booked twice on the same days" out
exits 0 "$HOMEWARD" check
finish
