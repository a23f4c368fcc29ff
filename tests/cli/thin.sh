#!/usr/bin/env bash
# Runs below their minimum: which of them could be emptied without anybody losing a seat, and what
# that saves; nothing is ever changed by asking.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

line() { grep -o "{\"run\":\"$1\"[^}]*}" out | sed -E 's/.*"riders":([0-9]+).*"promised":([0-9]+).*"emptied":([a-z]+),"moved":([0-9]+),"saves_fen":([0-9]+).*/\1 \2 \3 \4 \5/'; }

# L and M, days 7 and 8, have two riders each, and room for all four is on either alone: one of them
# can go, not both. N is thin too, but its rider has no other run.
begin it.db
{
    run L 2018-02-07 4 'minimum="3" price="500000"'
    run M 2018-02-08 4 'minimum="3" price="700000"'
    run N 2018-02-12 4 'minimum="2" price="900000"'
    run O 2018-02-13 4 'minimum="2" price="100000"'
} | supply
{
    for ref in R1 R2; do rider $ref 07 08 'preferred="2018-02-07"'; done
    for ref in R3 R4; do rider $ref 07 08 'preferred="2018-02-08"'; done
    rider R5 12 12
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "L:seated L:seated M:seated M:seated N:seated" "$(where R1 R2 R3 R4 R5)"
exits 0 "$HOMEWARD" booking confirm S1/R4
stood=$(sqlite3 it.db .dump | cksum)
exits 0 "$HOMEWARD" --json thin
same "the dearer of two goes" "2 1 true 2 700000" "$(line M)"
same "then the other must stay" "2 0 false 0 0" "$(line L)"
same "somebody would lose a seat" "1 0 false 0 0" "$(line N)"
same "an empty run" "0 0 true 0 100000" "$(line O)"
same "together" 800000 "$(sed -E 's/.*\],"saves_fen":([0-9]+).*/\1/' out)"
for lang in zh en; do exits 0 "$HOMEWARD" --lang $lang thin; done
says "could be emptied, nobody losing a seat: 2 would move, saving 7000.00 yuan" out
same "nothing is changed by asking" "$stood" "$(sqlite3 it.db .dump | cksum)"

# Z's rider can ride Y alone, which is full of people who could as well go on X: they make room,
# unless they were told; and nobody who waits takes the place of somebody seated.
begin chain.db
{
    run X 2018-02-07 3
    run Y 2018-02-08 2
    run Z 2018-02-09 2 'minimum="2" price="300000"'
} | supply
{
    for ref in R1 R2; do rider $ref 07 08 'preferred="2018-02-08"'; done
    rider R3 08 09 'preferred="2018-02-09"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "Y:seated Y:seated Z:seated" "$(where R1 R2 R3)"
exits 0 "$HOMEWARD" --json thin
same "a proposal makes room" "1 0 true 2 300000" "$(line Z)"
exits 0 "$HOMEWARD" booking told --allocation Y
exits 0 "$HOMEWARD" --json thin
same "the told do not" "1 0 false 0 0" "$(line Z)"
finish
