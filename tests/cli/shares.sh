#!/usr/bin/env bash
# Holds and quotas: seats of a run kept for an office until a time, and the most that an office may
# take, under match, booking move, waiting fill, check and explain. S1 is of 370100, S2 of 370200.
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
for ref in R1 R2 R3 R4 R5; do rider $ref 07 07; done | list S1 1
{
    rider Q1 07 07
    rider Q2 12 12
} | list S2 1

# Bad input: a sentence, and nothing is made.
exits 2 "$HOMEWARD" hold add A --office 370200 --seats 2
exits 2 "$HOMEWARD" hold add A --office 370200 --seats 0 --until 2018-02-01
exits 2 "$HOMEWARD" hold add A --office 370200 --seats 2 --until tomorrow
exits 3 "$HOMEWARD" hold add X --office 370200 --seats 2 --until 2018-02-01
exits 3 "$HOMEWARD" hold add A --office 370300 --seats 2 --until 2018-02-01
exits 3 "$HOMEWARD" hold add A --office 370200 --seats 2 --until 2018-01-22
exits 3 "$HOMEWARD" --lang en hold add A --office 370200 --seats 5 --until 2018-02-01
says 'at most 4 seats' err
exits 2 "$HOMEWARD" quota set A --office 370200
exits 3 "$HOMEWARD" quota clear A --office 370200
exits 3 "$HOMEWARD" hold release 1
exits 0 "$HOMEWARD" --json hold add A --office 370200 --seats 2 --until 2018-02-01 --dry-run
says '"dry_run":true' out
exits 0 "$HOMEWARD" --json hold list
same "nothing was made" '{"holds":[]}' "$(cat out)"

# Two seats are kept: Q1 has one of them, the other stays empty, and S1's riders have two.
exits 0 "$HOMEWARD" --json hold add A --office 370200 --seats 2 --until 2018-02-01
same "it has a number" 1 "$(field id)"
exits 0 "$HOMEWARD" match
same "held" "A:seated A:seated - - - A:seated" "$(where R1 R2 R3 R4 R5 Q1)"
exits 0 "$HOMEWARD" check
exits 0 "$HOMEWARD" hold list
says '预留 1：A 为山东省青岛市留 2 座，其中已坐 1，到 2018-02-02T00:00 为止' out
exits 0 "$HOMEWARD" --lang en hold list
says 'hold 1: A for' out
says '2 seats, 1 of them taken, until 2018-02-02T00:00' out
exits 0 "$HOMEWARD" --lang en explain S1/R3
says 'On A seats are held for 山东省青岛市' out
exits 0 "$HOMEWARD" --json explain S1/R3
says '"of":"held"' out
says '"office":370200' out
says '"reason":"full"' out
exits 3 "$HOMEWARD" booking move S1/R3 --to A
exits 0 "$HOMEWARD" --json waiting fill A
same "nobody is let onto the held seat" "- - -" "$(where R3 R4 R5)"

# The checker sees it by itself.
cp it.db sound.db
sqlite3 it.db "INSERT INTO booking SELECT request.id, b.allocation, b.board, b.alight, '4', 1, b.recorded, b.status_at
    FROM request JOIN rider ON rider.id = request.rider, booking b WHERE rider.ref = 'R3' LIMIT 1"
exits 1 "$HOMEWARD" --json check
says '"held"' out
cp sound.db it.db

# What stands is not pushed out; a promise does not end.
exits 3 "$HOMEWARD" --lang en hold add A --office 370200 --seats 1 --until 2018-02-01
says 'at most 0 seats' err
exits 0 "$HOMEWARD" booking told --all
exits 0 "$HOMEWARD" match
same "nobody moves" "A:told A:told - A:told" "$(where R1 R2 R3 Q1)"

# Once it has ended the seat is open.
export HOMEWARD_NOW=2018-02-02T00:00
exits 0 "$HOMEWARD" --json hold list
same "ended" '{"holds":[]}' "$(cat out)"
exits 0 "$HOMEWARD" match
same "open" "A:told A:told A:seated - - A:told" "$(where R1 R2 R3 R4 R5 Q1)"
export HOMEWARD_NOW=2018-01-23T10:00

# Quotas.
exits 3 "$HOMEWARD" --lang en quota set A --office 370100 --seats 1
says 'has 3 riders already' err
cp sound.db it.db
exits 0 "$HOMEWARD" hold release 1 --dry-run
exits 0 "$HOMEWARD" --json hold release 1
exits 0 "$HOMEWARD" quota set A --office 370100 --seats 3
exits 0 "$HOMEWARD" quota set A --office 370100 --seats 2
exits 0 "$HOMEWARD" --json quota list
same "set anew" 1 "$(grep -o '"seats":2' out | wc -l)"
exits 0 "$HOMEWARD" match
same "no more than two" "A:seated A:seated - - - A:seated" "$(where R1 R2 R3 R4 R5 Q1)"
exits 0 "$HOMEWARD" --lang en explain S1/R3
says 'the quota of 山东省济南市, 2 seats, is used up' out
exits 3 "$HOMEWARD" booking move S1/R3 --to A
exits 0 "$HOMEWARD" check
exits 0 "$HOMEWARD" quota clear A --office 370100
exits 0 "$HOMEWARD" match
same "open again" "A:seated A:seated A:seated - - A:seated" "$(where R1 R2 R3 R4 R5 Q1)"
same "all of it is in the journal" "hold add,hold release,quota set,quota set,quota clear" \
    "$(sqlite3 it.db "SELECT group_concat(action, ',') FROM (SELECT action FROM journal WHERE action LIKE 'hold%' OR action LIKE 'quota%' ORDER BY id)")"

# Three offices at most on one run.
exits 0 "$HOMEWARD" station add S3 --office 370300 --name 测试站三
exits 0 "$HOMEWARD" station add S4 --office 370400 --name 测试站四
for office in 370100 370200 370300; do exits 0 "$HOMEWARD" quota set B --office $office --seats 1; done
exits 3 "$HOMEWARD" hold add B --office 370400 --seats 1 --until 2018-02-01
exits 0 "$HOMEWARD" hold add B --office 370300 --seats 1 --until 2018-02-01

# Seats lent to another office are a hold of it; one's own run cannot be lent to oneself.
exits 3 "$HOMEWARD" run lend A --office 370100 --seats 1 --until 2018-02-01
exits 0 "$HOMEWARD" --json run lend A --office 370200 --seats 1 --until 2018-02-01 --dry-run
exits 0 "$HOMEWARD" --json run lend A --office 370200 --seats 1 --until 2018-02-01
same "lent" '"370200" 1' "$(grep -oE '"office":"[0-9]*"' out | cut -d: -f2) $(field seats)"
exits 0 "$HOMEWARD" --json hold list
says '"office":"370200"' out
same "in the journal" "run lend" "$(sqlite3 it.db 'SELECT action FROM journal ORDER BY id DESC LIMIT 1')"
finish
