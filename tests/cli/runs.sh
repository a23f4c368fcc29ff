#!/usr/bin/env bash
# Runs changed by hand: who comes off and why, who is reached again, and every change taken back.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 6
    run B 2018-02-08 4
    run C 2018-02-08 4
    echo '<vehicle id="V3" kind="coach" seats="3"/><vehicle id="V9" kind="coach" seats="9"/><vehicle id="K9" kind="train-car" seats="9"/>'
    echo '<allocation id="N" kind="ticket-block" mode="train" seats="4" state="submitted"><stop place="370112" at="2018-02-10T09:00" use="board"/><stop place="411600" at="2018-02-10T15:30" use="alight"/></allocation>'
} | supply
{
    rider R1 07 08
    rider R2 07 08
    rider P1 07 08 'party="P"'
    rider P2 07 08 'party="P"'
    rider R5 07 07
    rider R6 07 07 '' hardship
    rider Q1 08 08
    rider Z1 10 10 'modes="train"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "A:seated A:seated A:seated A:seated A:seated A:seated" "$(where R1 R2 P1 P2 R5 R6)"
exits 0 "$HOMEWARD" booking told --allocation A
whole() { # what stands, but for what only records it
    "$HOMEWARD" export bookings -o all.csv --force >/dev/null
    "$HOMEWARD" export waiting -o waits.csv --force >/dev/null
    { cat all.csv waits.csv; sqlite3 "$HOMEWARD_DB" 'SELECT * FROM allocation; SELECT * FROM stop; SELECT * FROM crew; SELECT * FROM request; SELECT * FROM booking ORDER BY request'; } | cksum
}
refused() { # refused CODE COMMAND...
    local code=$1 before
    shift
    before=$(sqlite3 it.db .dump | cksum)
    exits 3 "$HOMEWARD" --json "$@"
    says "\"code\":\"$code\"" out
    same "$*: nothing changed" "$before" "$(sqlite3 it.db .dump | cksum)"
}
# tried COMMAND...: the trial changes nothing and says what the change does; undo takes it back whole
tried() {
    local before trial
    before=$(whole)
    exits 0 "$HOMEWARD" --json "$@" --dry-run
    trial=$(sed 's/"dry_run":true/"dry_run":false/' out)
    same "$*: a trial" "$before" "$(whole)"
    exits 0 "$HOMEWARD" --json "$@"
    same "$*: as tried" "$trial" "$(cat out)"
    cp out done.json
    exits 0 "$HOMEWARD" check
    after=$(where R1 R2 P1 P2 R5 R6)
    exits 0 "$HOMEWARD" --json undo --dry-run
    exits 0 "$HOMEWARD" --json undo
    same "$*: taken back" "$before" "$(whole)"
    exits 0 "$HOMEWARD" check
}

refused unknown-run run cancel X
refused unknown-vehicle run swap A --vehicle X
refused wrong-vehicle run swap A --vehicle K9
refused vehicle-twice run swap B --vehicle VC
refused no-vehicle run swap N --vehicle V9
refused names-with-carrier run cancel N
refused same-run run merge A --into A
refused known-run run split A --new B --vehicle V9 --riders 1
refused full run split A --new D --vehicle V3 --riders 4
refused unknown-stop run split A --new D --vehicle V9 --stop 3
refused stops-out-of-order run retime A --at 2018-02-07T08:00 --stop 2
exits 2 "$HOMEWARD" run swap A
exits 2 "$HOMEWARD" run retime A
exits 2 "$HOMEWARD" run retime A --shift 5 --at 2018-02-07T08:00
exits 2 "$HOMEWARD" run set A colour=red
exits 2 "$HOMEWARD" run set A seats=many
refused more-than-vehicle run set A seats=7

# Three seats for six, in order P1 P2 R1 R2 R5 R6: the last three without hardship come off.
tried run swap A --vehicle V3
same "off, last in order, hardship last" "- - A:told A:told - A:told" "$after"
same "six less three" 3 "$(grep -o '"why":"seats"' done.json | grep -c .)"
same "whoever was told and lost the seat is to be reached" 3 "$(grep -o '"what":"removed"' done.json | grep -c .)"
tried run swap A --vehicle V3 --rematch
same "those who may ride another day do" "2 -" "$(echo "$after" | grep -o '[BC]:seated' | grep -c .) $(echo "$after" | awk '{print $5}')"
# A party is not broken where somebody else could go.
tried run set A seats=1
same "nobody but hardship" "- - - - - A:told" "$after"
tried run set A seats=2
same "one of a party alone would break it: the first of the others stays" "A:told - - - - A:told" "$after"
tried run swap A --vehicle V9
same "nobody moves" "A:told A:told A:told A:told A:told A:told" "$after"

# A cancelled run: all come off, those who can ride elsewhere do, the others wait before all others.
tried run cancel A --rematch
same "hardship and the one of that day wait" "- -" "$(echo "$after" | awk '{print $5, $6}')"
exits 0 "$HOMEWARD" run cancel A
same "head of the queue" 6 "$(sqlite3 it.db 'SELECT count(*) FROM request WHERE head_of_queue')"
refused cancelled run swap A --vehicle V9
exits 0 "$HOMEWARD" undo run cancel
tried run merge A --into B
same "those whom that day suits go along, still told" "- -" "$(echo "$after" | awk '{print $5, $6}')"
says '"to":{"allocation":"B"' done.json
tried run split A --new D --vehicle V3 --riders 2
same "two go to D, still told" 2 "$(echo "$after" | grep -o 'D:told' | grep -c .)"
tried run retime A --shift 60
same "all told riders hear of another time" 6 "$(grep -o '"what":"time"' done.json | grep -c .)"
tried run retime A --at 2018-02-08T08:00
same "whom the day does not suit comes off" "A:told - -" "$(echo "$after" | awk '{print $1, $5, $6}')"
tried run retime A --at 2018-02-07T07:30 --stop 1
exits 0 "$HOMEWARD" --lang en run retime A --at 2018-02-07T01:30 --dry-run
says "between 02:00 and 05:00" out
tried run set A 'label=周口 1 号车' 'driver=演示甲 15400000001' seats=5 signValidTo=2018-02-20
same "one comes off" 1 "$(grep -o '"why":"seats"' done.json | grep -c .)"
tried run set A blockedSeats=1
same "the blocked seat is nobody's" 5 "$(sed -E 's/.*"seats":([0-9]+).*/\1/' done.json)"
exits 0 "$HOMEWARD" run set A 'driver=演示甲 15400000001'
if sqlite3 it.db 'SELECT detail FROM journal' | grep -q '演示甲\|15400000001'; then bad "the journal names the driver"; else good; fi

# A later file does not take back what staff settled: both are shown, and what staff settled stays.
cp it.db plain.db
exits 0 "$HOMEWARD" run set A label=甲车 seats=6
exits 0 "$HOMEWARD" run swap A --vehicle V9
exits 0 "$HOMEWARD" run retime A --shift 30
exits 0 "$HOMEWARD" run cancel C
{
    run A 2018-02-07 5 'label="乙车"'
    run C 2018-02-08 4 'label="丙车"'
} >again.txt
supply <again.txt
says 'A（vehicle）：文件写的是“VA 5”，人工改定的是“V9 9”' out
says 'A（times）' out
says 'A（paper）' out
says 'C（standing）：文件写的是“stands”，人工改定的是“cancelled”' out
same "it all stays" "V9 2018-02-07 08:30:00 甲车 1" "$(sqlite3 it.db "SELECT v.key, datetime(s.at, 'unixepoch', '+8 hours'), a.label, (SELECT cancelled FROM allocation WHERE key = 'C') FROM allocation a JOIN vehicle v ON v.id = a.vehicle JOIN stop s ON s.allocation = a.id AND s.seq = 0 WHERE a.key = 'A'" | tr '|' ' ')"
exits 0 "$HOMEWARD" --json supply import supply.xml
says '"kept_by_hand":[]' out
exits 0 "$HOMEWARD" check
cp plain.db it.db

# Built on: what was given away since keeps the change.
exits 0 "$HOMEWARD" run cancel B
exits 0 "$HOMEWARD" booking move S1/Q1 --to C
refused built-on undo run cancel
says "booking move" out
exits 0 "$HOMEWARD" undo booking move
exits 0 "$HOMEWARD" undo run cancel
exits 3 "$HOMEWARD" undo run swap
exits 3 "$HOMEWARD" undo nothing
exits 0 "$HOMEWARD" --lang zh run list --date 2018-02-07
says "A 2018-02-07T08:00" out
exits 0 "$HOMEWARD" --json run show A
same "each seat once" 6 "$(grep -oE '"seat":"[1-6]"' out | sort -u | wc -l)"
finish
