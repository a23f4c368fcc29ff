#!/usr/bin/env bash
# The life of a ticket-block: each step only after the one before it, an allotment in part by the
# contract's order, refunds to the fen, all of it journalled and taken back by undo.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

block() { # block ID SEATS ATTRIBUTES
    printf '<allocation id="%s" kind="ticket-block" mode="train" service="K%s" class="硬座" seats="%s" price="10000" %s>' "$1" "$1" "$2" "${3:-}"
    printf '<stop place="370112" at="2018-02-07T08:00" use="board"/><stop place="411600" at="2018-02-07T15:30" use="alight"/></allocation>\n'
}
begin it.db
season() {
    block T 6 'state="planned" namesBy="2018-01-25T18:00"'
    block G 24 'state="paid" groupMinimum="20"'
    block S 3 'state="collected"'
}
season | supply
{
    for ref in R1 R2 R3 R4; do rider $ref 07 07 'modes="train" services="KT"'; done
    rider H1 07 07 'modes="train" services="KT" applied="2018-01-20"' hardship
    rider R5 07 08 'modes="train coach" services="KT" applied="2018-01-19"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "all on the block" "T:seated T:seated T:seated T:seated T:seated T:seated" "$(where R1 R2 R3 R4 H1 R5)"
exits 0 "$HOMEWARD" booking confirm S1/R4

# Steps in order, and no other.
exits 3 "$HOMEWARD" --lang en ticket pay T
says "the block T is planned; ticket pay follows allotted only" err
exits 3 "$HOMEWARD" ticket submit NONE
exits 2 "$HOMEWARD" ticket submit T T
exits 2 "$HOMEWARD" ticket allot T
exits 2 "$HOMEWARD" ticket allot T --seats -1
before=$(bookings)
exits 0 "$HOMEWARD" --json ticket submit T --dry-run
same "a trial" "submitted true" "$(field state) $(field dry_run)"
same "leaves nothing" "1 0" "$(sqlite3 it.db "SELECT state, (SELECT count(*) FROM ticket_step) FROM allocation WHERE key = 'T'" | tr '|' ' ')"
exits 0 "$HOMEWARD" --json ticket submit T
same "submitted" "submitted" "$(field state)"
same "the bookings stand" "$before" "$(bookings)"
exits 3 "$HOMEWARD" booking cancel S1/R1

# A later supply file does not take it back to planned.
season | supply
same "staff's word stands" 2 "$(sqlite3 it.db "SELECT state FROM allocation WHERE key = 'T'")"

# Fewer than asked for: the last in order come off, the hardship rider stays, and wait first.
exits 3 "$HOMEWARD" --lang en ticket allot T --seats 7
says "asked for 6 tickets" err
exits 0 "$HOMEWARD" --json ticket allot T --seats 4 --dry-run
same "who would" "part R3 R4" "$(field allotted) $(grep -o '"off":\[[^]]*' out | grep -o '"ref":"[^"]*"' | cut -d'"' -f4 | paste -sd' ')"
same "a trial leaves all" "$before" "$(bookings)"
exits 0 "$HOMEWARD" --lang en ticket allot T --seats 4
says "T: submitted -> allotted, 4 tickets allotted, 2 not" out
says "came off: 2" out
same "who stays" "T:told T:told - - T:told T:told" "$(where R1 R2 R3 R4 H1 R5)"
same "they wait before all others" 2 "$(sqlite3 it.db 'SELECT count(*) FROM request WHERE head_of_queue')"
exits 0 "$HOMEWARD" undo "ticket allot"
same "taken back" "$before 2 6" "$(bookings) $(sqlite3 it.db "SELECT state, seats FROM allocation WHERE key = 'T'" | tr '|' ' ')"
exits 0 "$HOMEWARD" ticket allot T --seats 6
exits 0 "$HOMEWARD" --json ticket pay T
same "paid" "paid 60000" "$(field state) $(field paid_fen)"
exits 0 "$HOMEWARD" ticket collect T
exits 3 "$HOMEWARD" ticket return T --seats 1
exits 0 "$HOMEWARD" --json ticket show T
same "its life" "submit allot pay collect" "$(grep -o '"step":"[^"]*"' out | cut -d'"' -f4 | paste -sd' ')"
exits 0 "$HOMEWARD" --lang zh ticket show T
says "T：已取票，6 张，有人的 6 张" out

# Giving back, to the fen: 360 h before and more nothing is kept, then 5 % (5.00 of 100.00).
export HOMEWARD_NOW=2018-01-23T07:59
exits 0 "$HOMEWARD" --json ticket return G --seats 1
same "more than 360 h" "1 10000 0" "$(field returned) $(field refund_fen) $(field fee_fen)"
export HOMEWARD_NOW=2018-01-23T08:00
exits 0 "$HOMEWARD" --json ticket return G --seats 2
same "360 h" "2 19000 1000 21" "$(field returned) $(field refund_fen) $(field fee_fen) $(field seats)"
export HOMEWARD_NOW=2018-02-05T08:00
exits 0 "$HOMEWARD" --json ticket return G --seats 2
same "48 h, below the group's size by now" "19000 19" "$(field refund_fen) $(field seats)"
export HOMEWARD_NOW=2018-02-05T09:00
exits 3 "$HOMEWARD" --lang en ticket return G --seats 1
says "within 48 hours" err
exits 0 "$HOMEWARD" --json ticket return S --seats 1
same "no group: 47 h" "9000 1000" "$(field refund_fen) $(field fee_fen)"
export HOMEWARD_NOW=2018-02-06T22:00
exits 0 "$HOMEWARD" --lang en ticket return S --seats 2
says "S: 2 tickets given back, 0 left; 160.00 yuan refunded, a fee of 40.00 yuan kept" out
same "none is left: it does not stand" 1 "$(sqlite3 it.db "SELECT cancelled FROM allocation WHERE key = 'S'")"
exits 3 "$HOMEWARD" ticket return S --seats 1
exits 0 "$HOMEWARD" check

# The railway has none: everybody comes off.
export HOMEWARD_NOW=2018-01-23T10:00
exits 0 "$HOMEWARD" undo "ticket collect"
exits 0 "$HOMEWARD" undo "ticket pay"
exits 0 "$HOMEWARD" undo "ticket allot"
run B 2018-02-08 1 | supply
exits 3 "$HOMEWARD" ticket submit B
exits 0 "$HOMEWARD" --json ticket allot T --seats 0 --rematch
same "none" none "$(field allotted)"
same "one finds another seat, the others wait" "5 B:seated" "$(field waiting) $(where R5)"
exits 0 "$HOMEWARD" check

# What to ask the railway for: those who wait, by day, cities and class; nobody who has a seat.
{
    rider D1 09 09 'modes="train"'
    rider D2 09 09 'modes="train coach"'
    rider D3 09 09 'modes="train" classes="硬卧" needs="lower-berth"'
    rider D4 09 09 'modes="coach"'
} | list S2 1
exits 0 "$HOMEWARD" --json ticket demand -o demand.csv
same "lines and riders" "3 8" "$(field lines) $(field riders)"
same "the sheet" "1 2018-02-07 山东省济南市 河南省周口市 5 0|2 2018-02-09 山东省济南市 河南省周口市 2 0|3 2018-02-09 山东省济南市 河南省周口市 硬卧 1 1" \
    "$(tail -n +2 demand.csv | tr -d '\r' | tr ',' ' ' | tr -s ' ' | paste -sd'|')"
exits 3 "$HOMEWARD" ticket demand -o demand.csv
exits 0 "$HOMEWARD" ticket demand -o demand.xlsx
exits 2 "$HOMEWARD" ticket demand -o demand.doc
exits 2 "$HOMEWARD" ticket demand
finish
