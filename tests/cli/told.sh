#!/usr/bin/env bash
# Who was told what, when and by which means; who believes what no longer stands, until reached.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
season() { # season TIME VEHICLE: the runs as the supply file says them
    printf '<vehicle id="V1" kind="coach" seats="4"/><vehicle id="V2" kind="coach" seats="4"/>'
    printf '<allocation id="A" kind="chartered-coach" vehicle="%s"><stop place="370112" at="2018-02-07T%s" use="board"/>' "$2" "$1"
    printf '<stop place="411600" at="2018-02-07T15:30" use="alight"/></allocation>'
    run B 2018-02-08 4
}
season 08:00 V1 | supply
{
    for ref in R1 R2 R3 R4; do rider $ref 07 07 'modes="coach"'; done
    rider R5 07 08 'modes="coach"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "A:seated A:seated A:seated A:seated B:seated" "$(where R1 R2 R3 R4 R5)"
changed() { "$HOMEWARD" --json told list | grep -o '"ref":"[^"]*"\|"change":"[^"]*"' | cut -d'"' -f4 | paste -sd' '; }

same "nobody was told anything" "" "$(changed)"
exits 0 "$HOMEWARD" --json booking told S1/R1 --means slip --dry-run
same "a trial says who" 1 "$(field told)"
same "and leaves nothing" 0 "$(sqlite3 it.db 'SELECT count(*) FROM told')"
exits 0 "$HOMEWARD" --json booking told S1/R1 --means slip
same "told" 1 "$(field told)"
exits 0 "$HOMEWARD" booking told S1/R2 --means sms
exits 0 "$HOMEWARD" booking told S1/R2 --means call
exits 0 "$HOMEWARD" booking confirm S1/R3
exits 2 "$HOMEWARD" booking told S1/R1 --means pigeon
exits 2 "$HOMEWARD" booking confirm S1/R1 --means call
exits 0 "$HOMEWARD" --json told list S1/R2
same "both means are kept" "sms call" "$(grep -o '"means":"[^"]*"' out | cut -d'"' -f4 | paste -sd' ')"
says '"who"' <(sqlite3 -json it.db 'SELECT who FROM told WHERE means > 0')
same "a promise counts as told" "0|1" "$(sqlite3 it.db "SELECT means, allocation FROM told JOIN request q ON q.id = request JOIN rider r ON r.id = q.rider WHERE ref = 'R3'")"
exits 0 "$HOMEWARD" --json booking told S1/R2
same "what stands is not told twice by itself" 0 "$(field told)"
same "nothing has changed yet" "" "$(changed)"

# The departure is put off: whoever was told must be reached, and nobody else.
season 08:30 V1 | supply
same "another time" "R1 time R2 time R3 time" "$(changed)"
exits 0 "$HOMEWARD" --json booking told S1/R2
same "reached" 1 "$(field told)"
same "one is off the list" "R1 time R3 time" "$(changed)"
season 08:00 V1 | supply
same "put back: the one who was told of the change alone" "R2 time" "$(changed)"
season 08:00 V2 | supply
same "another vehicle" "R1 vehicle R2 time R3 vehicle" "$(changed)"
exits 0 "$HOMEWARD" booking told --all --means sms
same "all were told" "" "$(changed)"

# Seats lost, moved and changed by hand.
exits 0 "$HOMEWARD" booking cancel S1/R1
same "no seat any more" "R1 no-seat" "$(changed)"
exits 0 "$HOMEWARD" --lang en told list
says "S1/R1 trip 1, no seat any more: no seat" out
says "told 2018-01-23T10:00, text message: A 2018-02-07T08:00" out
exits 0 "$HOMEWARD" --lang zh told list
says "座位没有了" out
exits 0 "$HOMEWARD" --json booking told S1/R1 --means call
same "told that there is none" 1 "$(field told)"
same "reached" "" "$(changed)"
exits 3 "$HOMEWARD" booking told S1/R1
seat=$(sqlite3 it.db "SELECT seat FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider WHERE ref = 'R3'")
exits 0 "$HOMEWARD" booking cancel S1/R3
exits 0 "$HOMEWARD" booking told S1/R3
exits 0 "$HOMEWARD" booking move S1/R2 --to A --seat "$seat"
same "another seat" "R2 seat" "$(changed)"
exits 0 "$HOMEWARD" booking move S1/R5 --to A
same "another run" "R2 seat R5 run" "$(changed)"
exits 0 "$HOMEWARD" --json told list
says '"change":"run","said":{"allocation":"B"' out
says '"stands":{"allocation":"A"' out

# A list that withdraws and the history of one who went: nobody is called for nothing.
exits 3 "$HOMEWARD" told list S1/R99
exits 0 "$HOMEWARD" told list R1
exits 0 "$HOMEWARD" check
finish
