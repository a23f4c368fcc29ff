#!/usr/bin/env bash
# What has a deadline: each kind appears with its day, its number and its office, and goes when it
# is settled; the most urgent first, by the clock or as another day looks.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
season() { # season TIME
    printf '<allocation id="T" kind="ticket-block" mode="train" service="KT" seats="10" price="1250" state="planned" groupMinimum="5" '
    printf 'namesBy="2018-01-25T18:00" payBy="2018-01-28T12:00" returnBy="2018-01-30T12:00">'
    printf '<stop place="370112" at="2018-02-07T08:00" use="board"/><stop place="411600" at="2018-02-07T15:30" use="alight"/></allocation>'
    printf '<vehicle id="V1" kind="coach" seats="4"/><allocation id="A" kind="chartered-coach" vehicle="V1" minimum="3">'
    printf '<stop place="370112" at="2018-02-07T%s" use="board"/><stop place="411600" at="2018-02-07T15:30" use="alight"/></allocation>\n' "$1"
}
season 08:00 | supply
riders() {
    for ref in R1 R2 R3; do rider $ref 07 07 'modes="train" services="KT"'; done
    rider R4 07 07 'modes="coach"'
}
{
    riders
    rider R5 07 07 'modes="coach"'
} | list S1 1
exits 0 "$HOMEWARD" match
due() { "$HOMEWARD" --json due "$@" >out 2>err; }
# lines: KIND:OBJECT:COUNT of all lines
lines() { grep -o '"kind":[^}]*' out | sed -E 's/"kind":"([^"]*)".*"object":"([^"]*)".*"count":([0-9]+).*/\1:\2:\3/' | paste -sd' '; }
# at KIND KEY: of the first line of that kind
at() { grep -o "\"kind\":\"$1\"[^}]*" out | head -n 1 | sed -E "s/.*\"$2\":(\"([^\"]*)\"|([^,}]*)).*/\2\3/"; }

due
same "by time left" "names:T:3 group:T:2 pay:T:10 minimum:A:1" "$(lines)"
same "the day" 2018-01-23 "$(grep -o '"date":"[^"]*"' out | cut -d'"' -f4)"
same "the names" "370100 2018-01-25T18:00 56" "$(at names office) $(at names due) $(at names hours_left)"
exits 0 "$HOMEWARD" --lang en due
says "T: 2 more people make this a group of 5" out
says "T: 10 tickets to be paid, 125.00 yuan in all" out
says "2 d 8 h left" out
says "A: 1 more rider to be worth running (3)" out
says "ticket submit T" out
says "4 in all, 0 of them overdue" out
exits 0 "$HOMEWARD" --lang zh due
says "T 再有 2 人就满 5 人的团体" out
says "还有 2 天 8 小时" out
HOMEWARD_NOW=2018-01-25T20:30 due
same "overdue" "-3 2018-01-25" "$(at names hours_left) $(grep -o '"date":"[^"]*"' out | cut -d'"' -f4)"
due --date 2018-01-29
same "as that morning looks" "-78 -12" "$(at names hours_left) $(at pay hours_left)"
due --date 2018-01-23
same "today is now" 56 "$(at names hours_left)"
exits 0 "$HOMEWARD" --json due --office 370200
same "nothing of another office" '' "$(lines)"
exits 2 "$HOMEWARD" due --office nowhere
exits 2 "$HOMEWARD" due --date 2018-02-30

# The block's life.
exits 0 "$HOMEWARD" ticket submit T
due
same "submitted" "group:T:2 pay:T:10 minimum:A:1" "$(lines)"
exits 0 "$HOMEWARD" ticket allot T --seats 8
due
same "allotted: five of eight may go back" "group:T:2 pay:T:8 return:T:5 minimum:A:1" "$(lines)"
same "as agreed" 2018-01-30T12:00 "$(at return due)"
exits 0 "$HOMEWARD" ticket pay T
exits 0 "$HOMEWARD" ticket return T --seats 5
due
same "paid, nothing left over" "minimum:A:1" "$(lines)"

# Paper, and what riders were told.
exits 0 "$HOMEWARD" manifest A -o paper --format csv
exits 0 "$HOMEWARD" booking told S1/R4
due
same "nothing has changed" "minimum:A:1" "$(lines)"
season 08:30 | supply
due
same "another time" "told:A:2 minimum:A:1 paper:A:1" "$(lines)"
same "to be reached before the first of both" "2018-02-07T08:00" "$(at told due)"
exits 0 "$HOMEWARD" booking told S1/R4
due
same "one was reached" "told:A:1 minimum:A:1 paper:A:1" "$(lines)"
exits 0 "$HOMEWARD" booking told S1/R5
exits 0 "$HOMEWARD" manifest A -o paper2 --format csv
due
same "told and printed" "minimum:A:1" "$(lines)"
exits 0 "$HOMEWARD" booking cancel S1/R5
due
same "a rider gone" "minimum:A:2 told:A:1 paper:A:1" "$(lines)"
exits 0 "$HOMEWARD" booking move S1/R5 --to A
exits 0 "$HOMEWARD" booking told S1/R5
exits 0 "$HOMEWARD" manifest A -o paper3 --format csv
sed 's/测试甲/测试乙/' list.xml >corrected.xml
sed -i 's/serial="1"/serial="2"/' corrected.xml
exits 0 "$HOMEWARD" list import corrected.xml --station S1
due
same "another name on the paper" "minimum:A:1 paper:A:2" "$(lines)"

# A paper is looked at by its rides alone where people have not changed since: the same comes out.
export HOMEWARD_NOW=2018-01-23T11:00
exits 0 "$HOMEWARD" manifest A -o paper4 --format csv
export HOMEWARD_NOW=2018-01-23T12:00
due
same "printed after the correction" "minimum:A:1" "$(lines)"
exits 0 "$HOMEWARD" booking cancel S1/R5
exits 0 "$HOMEWARD" booking move S1/R5 --to A --seat 4
exits 0 "$HOMEWARD" booking told S1/R5
due
same "another seat" "minimum:A:1 paper:A:1" "$(lines)"
export HOMEWARD_NOW=2018-01-23T10:00

# Lists: dropped though told, sent back, and proposed corrections.
{
    for ref in R1 R2 R3; do rider $ref 07 07 'modes="train" services="KT"'; done
    rider R5 07 07 'modes="coach"'
    rider R9 09 07 'modes="coach"'
    rider R1 07 07 'modes="coach"' | sed 's/ref="R1"/ref="R10"/; s/TEST-R1/TEST-R10/'
} >bad.xml
{
    printf '<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="season" serial="3" issued="2018-01-22T09:00:00">\n'
    cat bad.xml
    echo '</riderList>'
} >list.xml
exits 1 "$HOMEWARD" list import list.xml --station S1
due
same "dropped though told" "A:1" "$(lines | grep -o 'leaving:.*' | cut -d' ' -f1 | cut -d: -f2-)"
same "sent back" "rejects:3:1" "$(lines | grep -o 'rejects:[^ ]*')"
same "to be answered in two days" 2018-01-25T10:00 "$(at rejects due)"
same "a correction" "corrections:S1:1" "$(lines | grep -o 'corrections:[^ ]*')"

# Returns of departures that have left.
HOMEWARD_NOW=2018-02-08T10:00 due
same "returns" "boarding:A:2 boarding:T:3" "$(lines | grep -o 'boarding:[^ ]*' | paste -sd' ')"
same "since it arrived" "-19" "$(at boarding hours_left)"
same "a run that has left is not to be filled any more" "" "$(lines | grep -o 'minimum[^ ]*')"
HOMEWARD_NOW=2018-02-08T10:00 exits 0 "$HOMEWARD" boarding record T --boarded all
HOMEWARD_NOW=2018-02-08T10:00 due
same "one came back" "boarding:A:2" "$(lines | grep -o 'boarding:[^ ]*' | paste -sd' ')"
exits 0 "$HOMEWARD" check
finish
