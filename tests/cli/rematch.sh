#!/usr/bin/env bash
# A second match: what stands and what may move, and the difference that is printed.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

# Four who would rather go on the 7th fill A; B, a day later, is empty.
begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-08 4
} | supply
four() { for ref in R1 R2 R3 R4; do rider $ref 07 08; done; }
four | list S1 1
exits 0 "$HOMEWARD" --json match --dry-run
same "a first plan adds everybody" "4 0 0" "$(change added) $(change moved) $(change removed)"
says '"change":"added","station":"S1","ref":"R1","trip":1,"from":null,"to":{"allocation":"A","board_stop":1,"alight_stop":2,"seat":"1","status":"seated"}' out
same "a trial books nobody" "- -" "$(where R1 R4)"
exits 0 "$HOMEWARD" --json match
same "a first match has nothing to compare" 0 "$(grep -c '"difference"' out)"
same "the first plan" "A:seated A:seated A:seated A:seated" "$(where R1 R2 R3 R4)"
stood=$(bookings)
for _ in 1 2; do
    exits 0 "$HOMEWARD" --json match
    same "the same again" "0 0 0 0" "$(change added) $(change moved) $(change removed) $(change status)"
    same "the same again: bookings" "$stood" "$(bookings)"
done

# More who can go on the 7th alone, two of them hardship riders: line 2 wants all of A for them.
exits 0 "$HOMEWARD" booking told S1/R1
exits 0 "$HOMEWARD" booking confirm S1/R2
{
    four
    rider H1 07 07 'party="P"' hardship
    rider H2 07 07 'party="P"' hardship
} | list S1 2
{
    rider H3 07 07
    rider H4 07 07
} | list S2 1
cp it.db before.db
trial() { # trial ADDED MOVED REMOVED OPTIONS...: of a dry run, which leaves the bookings alone
    local want="$1 $2 $3"
    shift 3
    stood=$(bookings)
    exits 0 "$HOMEWARD" --json match --dry-run "$@"
    same "$*" "$want" "$(change added) $(change moved) $(change removed)"
    same "$*: a trial" "$stood" "$(bookings)"
}
trial 2 2 0
trial 2 2 0 --keep told
says '{"office":"370100","added":2,"moved":2,"removed":0,"status":0}' out
says '{"office":"370100","station":"S1","party":"P","direction":"home","added":2,"moved":0,"removed":0,"status":0}' out
trial 3 3 0 --keep confirmed
same "moved counts what stood" 3 "$(sed -E 's/.*"outlay_fen":[^,]*,"inconvenience":[^,]*,"moved":([0-9]+).*/\1/' out)"
trial 0 0 0 --keep all
trial 3 3 0 --afresh
same "afresh counts no moves" 0 "$(sed -E 's/.*"outlay_fen":[^,]*,"inconvenience":[^,]*,"moved":([0-9]+).*/\1/' out)"
says '"change":"moved","station":"S1","ref":"R1","trip":1,"from":{"allocation":"A","board_stop":1,"alight_stop":2,"seat":"1","status":"told"},"to":{"allocation":"B"' out
# Nobody outside --only changes: A is full, so there is nothing for them.
trial 0 0 0 --only S2
trial 0 0 0 --only S1/P
trial 2 2 0 --only S1
exits 3 "$HOMEWARD" match --only S1/NONE

for lang in zh en; do exits 0 "$HOMEWARD" --lang $lang match --dry-run; done
says "against what stands: added 2, moved 2, removed 0" out
says "S1/P: added 2" out
grep -E 'S1/R[1-4] trip 1: A 1-2 seated -> B 1-2 seated' out >moved
same "the moved are named" 2 "$(wc -l <moved)"
exits 0 "$HOMEWARD" --json match
same "told and confirmed stand" "A:told A:confirmed B:seated B:seated" "$(where R1 R2 R3 R4)"
same "in order, the party whole" "A:seated A:seated - -" "$(where H1 H2 H3 H4)"
exits 0 "$HOMEWARD" check

# A station that drops somebody: the proposal goes, and the next in order has the seat.
{
    four
    rider H2 07 07 'party="P"' hardship
} | list S1 3
same "the proposal went with its rider" "-" "$(where H1)"
exits 0 "$HOMEWARD" --json match
same "one waiting gets the seat" "1 0 0" "$(change added) $(change moved) $(change removed)"
same "in order" "A:seated A:seated -" "$(where H2 H3 H4)"

# A run that does not go: even the confirmed are released, placed again, and listed.
sqlite3 it.db "UPDATE allocation SET cancelled = 1 WHERE key = 'A'"
exits 0 "$HOMEWARD" --json match
same "two have another run, two have none" "0 2 2" "$(change added) $(change moved) $(change removed)"
same "released" 4 "$(field released)"
says '"ref":"R2","trip":1,"from":{"allocation":"A","board_stop":1,"alight_stop":2,"seat":' out
says '"to":null' out
same "placed again" "B:seated B:seated B:seated B:seated" "$(where R1 R2 R3 R4)"
exits 0 "$HOMEWARD" check

# A late gang of 23 who must stay together: seven were told, and they alone do not move.
begin gang.db
{ run C 2018-02-07 30; run D 2018-02-08 12; } | supply
for i in $(seq 17); do rider "R$i" 07 08; done >seventeen
list S1 1 <seventeen
exits 0 "$HOMEWARD" match
for i in 2 3 5 7 11 13 17; do exits 0 "$HOMEWARD" booking told "S1/R$i"; done
for i in $(seq 23); do rider "G$i" 07 07 'party="late" together="must"'; done | list S2 1
exits 0 "$HOMEWARD" --json match
same "the gang comes in, ten make room" "23 10 0" "$(change added) $(change moved) $(change removed)"
same "the told stay" "C:told C:told C:told C:told C:told C:told C:told" "$(where R2 R3 R5 R7 R11 R13 R17)"
same "the gang rides together" 23 "$(grep -cE '^S2,G[0-9]+,1,C,' bookings.csv)"
exits 0 "$HOMEWARD" check
finish
