#!/usr/bin/env bash
# Bookings by hand: told, confirmed, taken back and moved, under the rules of the contract.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

block() { # block ID MODE ATTRIBUTES: a ticket-block of two seats on the 8th
    printf '<allocation id="%s" kind="ticket-block" mode="%s" seats="2" %s><stop place="370112" at="2018-02-08T09:00" use="board"/>' "$1" "$2" "$3"
    printf '<stop place="411600" at="2018-02-08T15:30" use="alight"/></allocation>\n'
}
begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-08 4
    run C 2018-02-12 4
    run E 2018-02-08 4 'reservedFor="370200"'
    block K coach 'class="硬卧"'
    block N train 'state="submitted" namesBy="2018-01-25T18:00"'
} | supply
{
    for ref in R1 R2 R3 R4; do rider $ref 07 08 'modes="coach" classes="硬座"'; done
    for ref in M1 M2; do rider $ref 07 08 'modes="coach" classes="硬座" preferred="2018-02-08" party="Q" together="must"'; done
    rider W1 07 08 'modes="coach" needs="wheelchair"'
    rider Z1 08 08 'modes="train"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "A:seated A:seated A:seated A:seated B:seated B:seated - N:told" "$(where R1 R2 R3 R4 M1 M2 W1 Z1)"

refused() { # refused CODE COMMAND...: one sentence that names the rule, and nothing changed
    local code=$1 before
    shift
    before=$(sqlite3 it.db .dump | cksum)
    exits 3 "$HOMEWARD" --json "$@"
    says "\"code\":\"$code\"" out
    same "$*: nothing changed" "$before" "$(sqlite3 it.db .dump | cksum)"
}
for event in told confirm cancel; do refused not-seated booking "$event" S1/W1; done
refused no-date booking move S1/R1 --to C
refused reserved booking move S1/R1 --to E
refused no-class booking move S1/R1 --to K
refused no-mode booking move S1/R1 --to N
refused no-need booking move S1/W1 --to B
refused full booking move S1/M1 --to A
refused unknown-run booking move S1/R1 --to X
refused unknown-request booking move S1/R9 --to B
refused names-with-carrier booking move S1/Z1 --to B --trip 1
refused names-with-carrier booking cancel --allocation N
HOMEWARD_NOW=2018-01-26T10:00 refused names-closed booking move S1/Z1 --to N
exits 2 "$HOMEWARD" booking move S1/R1
exits 3 "$HOMEWARD" --lang en booking move S1/R1 --to C
says "S1/R1 cannot ride C: that run goes on other days than asked for" err
exits 3 "$HOMEWARD" --lang zh booking move S1/R1 --to C
says "S1/R1 不能改到趟次 C：该趟次不在其可以出发的日子" err

# A must party moves whole or not at all.
exits 0 "$HOMEWARD" booking cancel S1/R1
refused full booking move S1/M1 --to A
exits 0 "$HOMEWARD" --json booking cancel S1/R2 --dry-run
says '"changed":1,"dry_run":true' out
says '"change":"removed","station":"S1","ref":"R2"' out
same "a trial" "A:seated" "$(where R2)"
exits 0 "$HOMEWARD" booking cancel S1/R2
exits 0 "$HOMEWARD" --lang en booking move S1/M1 --to A --dry-run
says "S1/M2 trip 1: B 1-2 seated -> A 1-2 confirmed" out
same "a trial moves nobody" "B:seated B:seated" "$(where M1 M2)"
exits 0 "$HOMEWARD" --json booking move S1/M1 --to A
same "two moved" "0 2 0 0" "$(change added) $(change moved) $(change removed) $(change status)"
same "the party is on A, confirmed" "A:confirmed A:confirmed A:seated A:seated" "$(where M1 M2 R3 R4)"
exits 0 "$HOMEWARD" check

# Seats: the one asked for, if it is free and the coach has it.
exits 0 "$HOMEWARD" --json booking move S1/R1 --to B --seat 3
same "the seat" 3 "$(field seat)"
refused seat-twice booking move S1/R2 --to B --seat 3
refused seat-unknown booking move S1/R2 --to B --seat 99
exits 0 "$HOMEWARD" --json booking move S1/R2 --to B
same "who has a seat keeps it" 3 "$(sqlite3 it.db "SELECT b.seat FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider WHERE r.ref = 'R1'")"
mine=$(sqlite3 it.db "SELECT b.seat FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider WHERE r.ref = 'M1'")
theirs=$(sqlite3 it.db "SELECT b.seat FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider WHERE r.ref = 'M2'")
exits 0 "$HOMEWARD" --json booking move S1/M1 --to A --seat "$theirs"
same "two of a party change seats" "$mine" "$(sqlite3 it.db "SELECT b.seat FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider WHERE r.ref = 'M2'")"
exits 0 "$HOMEWARD" check

# What was moved by hand is a promise: told takes nothing back, and no match moves it.
exits 0 "$HOMEWARD" --json booking told S1/R1
same "still confirmed" "0 B:confirmed" "$(field changed) $(where R1)"
stood=$(bookings)
exits 0 "$HOMEWARD" match
same "match leaves it" "A:confirmed A:confirmed B:confirmed B:confirmed" "$(where M1 M2 R1 R2)"
same "nothing to gain" "$stood" "$(bookings)"
for lang in zh en; do exits 0 "$HOMEWARD" --lang $lang booking confirm --all --dry-run; done
says "S1/R3 trip 1: A 1-2 seated -> A 1-2 confirmed" out
same "the dry run confirmed nobody" "A:seated" "$(where R3)"
sqlite3 it.db "UPDATE allocation SET cancelled = 1 WHERE key = 'B'"
refused cancelled booking move S1/R3 --to B
finish
