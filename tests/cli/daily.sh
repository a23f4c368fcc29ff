#!/usr/bin/env bash
# The day's sheet: planned and departed, on the day and so far, each office's own; who has not
# reported; a return that comes late corrects the day that was closed, and the totals add up.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-08 4
    printf '<allocation id="B2" kind="chartered-coach" vehicle="VA"><stop place="370112" at="2018-02-08T18:00" use="board"/><stop place="411600" at="2018-02-09T01:30" use="alight"/></allocation>'
    printf '<allocation id="T" kind="ticket-block" mode="train" seats="3" state="paid"><stop place="370112" at="2018-02-08T09:00" use="board"/><stop place="411600" at="2018-02-08T15:30" use="alight"/></allocation>'
} | supply
for ref in R1 R2 R3; do rider $ref 07 07 'modes="coach"'; done | list S1 1
{
    rider Q1 07 07 'modes="coach"'
    rider Q2 08 08 'modes="coach"'
    rider Q3 08 08 'modes="train"'
} | list S2 1
exits 0 "$HOMEWARD" match
run=$(where Q2) run=${run%:*}
sheet() { "$HOMEWARD" --json report daily --date "$1" >out 2>err; }
# of SCOPE STAGE: the figures of all together
of() { grep -o "\"$1\":{\"planned\":{[^}]*},\"departed\":{[^}]*}" out | head -n 1 | grep -o "\"$2\":{[^}]*" | grep -o '[0-9]*' | paste -sd' '; }
office() { sed 's/{"office":"\([0-9]*\)","day"/\n\1&/g' out | grep "^$1" | grep -o '"person_trips":[0-9]*' | cut -d: -f2 | paste -sd' '; }

sheet 2018-02-07
same "the 7th: one coach, four riders" "1 1 0 0 4" "$(of day planned)"
same "nobody has left" "0 0 0 0 0" "$(of day departed)"
same "riders are their office's: day and total, planned and left" "3 0 3 0" "$(office 370100)"
same "and the other's" "1 0 1 0" "$(office 370200)"
sheet 2018-02-08
same "the 8th: two runs of two coaches, three tickets" "2 2 0 3 2" "$(of day planned)"
same "so far: three runs, one coach of them twice" "3 2 0 3 6" "$(of total planned)"

export HOMEWARD_NOW=2018-02-07T20:00
exits 0 "$HOMEWARD" manifest A -o paper --format csv
sheet 2018-02-07
same "left, not reported: not nobody" "1 1 0 0 0" "$(of day departed)"
same "who has not" '"not_reported":[{"run":"A","office":"370100","departs":"2018-02-07T08:00","booked":4}]' "$(grep -o '"not_reported":[^]]*]' out)"
exits 0 "$HOMEWARD" boarding record A --boarded 1-3
sheet 2018-02-07
same "three travelled" "1 1 0 0 3" "$(of day departed)"
same "all have reported" '"not_reported":[]' "$(grep -o '"not_reported":[^]]*]' out)"

# On the 8th somebody finds that all four were there; B's return does not come until the 9th.
export HOMEWARD_NOW=2018-02-08T19:00
exits 0 "$HOMEWARD" boarding record A --boarded 1-4
sheet 2018-02-07
same "the closed day says what it said" 3 "$(of day departed | cut -d' ' -f5)"
sheet 2018-02-08
same "a correction" '"corrections":[{"run":"A","office":"370100","departs":"2018-02-07T08:00","before":3,"now":4}]' "$(grep -o '"corrections":[^]]*]' out)"
same "the total has it" "0 4" "$(of day departed | cut -d' ' -f5) $(of total departed | cut -d' ' -f5)"
same "two have not" 2 "$(grep -o '"booked"' out | wc -l)"
export HOMEWARD_NOW=2018-02-09T10:00
exits 0 "$HOMEWARD" boarding record "$run" --boarded all
sheet 2018-02-09
same "late" '"before":null,"now":1' "$(grep -o '"before":[^}]*' out)"
same "total" 5 "$(of total departed | cut -d' ' -f5)"

# As people read it.
exits 0 "$HOMEWARD" --lang en report daily --date 2018-02-08
says "Not reported" out
says "Corrections of days before" out
exits 0 "$HOMEWARD" --lang zh report daily --date 2018-02-08
says "日报，2018-02-08" out
exits 0 "$HOMEWARD" report daily
says "2018-02-09" out
for ending in pdf xlsx html; do
    exits 0 "$HOMEWARD" report daily --date 2018-02-08 -o sheet.$ending
    same "mode" 600 "$(stat -c %a sheet.$ending)"
done
exits 3 "$HOMEWARD" report daily --date 2018-02-08 -o sheet.pdf
exits 0 "$HOMEWARD" report daily --date 2018-02-08 -o sheet.pdf --force
pdftotext -layout sheet.pdf text
says "对已过日子的更正" text
exits 2 "$HOMEWARD" report daily -o sheet.doc
exits 2 "$HOMEWARD" report daily --date tomorrow
exits 0 "$HOMEWARD" check
finish
