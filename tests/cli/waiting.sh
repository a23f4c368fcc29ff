#!/usr/bin/env bash
# The waiting list: seats that come free go by the objective, to whole parties; who is passed over
# is on record with the reason.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-12 4
} | supply
{
    for ref in R1 R2 R3 R4; do rider $ref 07 07 'applied="2018-01-10"' hardship; done
    for ref in M1 M2 M3; do rider $ref 07 07 'party="trio" together="must" applied="2018-01-11"'; done
    for ref in P1 P2; do rider $ref 07 07 'party="pair" together="must" applied="2018-01-12"'; done
    rider S1 07 07 'applied="2018-01-13"'
    rider F1 20 20 'applied="2018-01-09"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "A:seated A:seated A:seated A:seated - - - - - - -" "$(where R1 R2 R3 R4 M1 M2 M3 P1 P2 S1 F1)"
exits 0 "$HOMEWARD" --json waiting
same "no seat is free" 0 "$(field seated)"
says '"ref":"M1","trip":1,"party":"trio","must":true,"hardship":false,"riders":3,"seated":0,"allocation":null,"reason":"full"' out
same "who has no run at all is not in this line" 0 "$(grep -c '"F1"' out)"

# Two seats come free: the three before them do not fit, the pair does, the last would break nothing.
exits 0 "$HOMEWARD" booking confirm S1/R1
exits 0 "$HOMEWARD" booking cancel S1/R3
exits 0 "$HOMEWARD" booking cancel S1/R4
sqlite3 it.db "UPDATE request SET standing = 0 WHERE rider IN (SELECT id FROM rider WHERE ref IN ('R3', 'R4')); UPDATE rider SET standing = 0 WHERE ref IN ('R3', 'R4')"
stood=$(bookings)
exits 0 "$HOMEWARD" --json waiting --run A
same "two would be seated" 2 "$(field seated)"
exits 0 "$HOMEWARD" --json waiting fill A --dry-run
same "a trial" "$stood" "$(bookings)"
same "two added, nobody moved" "2 0 0" "$(change added) $(change moved) $(change removed)"
exits 0 "$HOMEWARD" --json waiting --run B
same "nobody waits for B" '{"lines":[],"seated":0}' "$(cat out)"
exits 0 "$HOMEWARD" waiting fill B
same "nothing to fill" "$stood" "$(bookings)"
exits 0 "$HOMEWARD" --json waiting fill A
same "filled by whole parties" "A:confirmed A:seated A:seated A:seated" "$(where R1 R2 P1 P2)"
same "the others wait" "- - - -" "$(where M1 M2 M3 S1)"
detail=$(sqlite3 it.db "SELECT action || ' ' || object || ' ' || detail FROM journal ORDER BY id DESC LIMIT 1")
echo "$detail" >journal
says 'waiting fill A ' journal
says '"ref":"M1","trip":1,"party":"trio","must":true,"hardship":false,"riders":3,"seated":0,"allocation":null,"reason":"full"' journal
says '"ref":"P1","trip":1,"party":"pair","must":true,"hardship":false,"riders":2,"seated":2,"allocation":"A","reason":null' journal
exits 0 "$HOMEWARD" check
stood=$(bookings)
exits 0 "$HOMEWARD" waiting fill A
same "filling again changes nothing" "$stood" "$(bookings)"

# One seat: the trio and nobody else is before the last, and does not fit.
exits 0 "$HOMEWARD" booking cancel S1/R2
exits 0 "$HOMEWARD" --json waiting --run A
same "R2 is first in order" 1 "$(field seated)"
says '"ref":"R2","trip":1,"party":null,"must":false,"hardship":true,"riders":1,"seated":1,"allocation":"A"' out
for lang in zh en; do
    exits 0 "$HOMEWARD" --lang $lang waiting
    exits 0 "$HOMEWARD" --lang $lang waiting --run A
    exits 0 "$HOMEWARD" --lang $lang waiting fill A --dry-run
done
says "S1/R2 , 1 waiting: would ride A" out
exits 3 "$HOMEWARD" waiting fill X
exits 2 "$HOMEWARD" waiting fill
finish
