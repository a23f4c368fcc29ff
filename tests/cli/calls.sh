#!/usr/bin/env bash
# Call lists, and the answers typed back by row: a declined seat goes to the first waiting party
# that fits, and who was passed over is on record.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-09 1
} | supply
{
    for ref in R1 R2 R3 R4; do rider $ref 07 07 'applied="2018-01-10"' hardship; done
    for ref in P1 P2; do rider $ref 07 07 'party="pair" together="must" applied="2018-01-12"'; done
    rider S1 07 07 'applied="2018-01-13"'
} | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "A:seated A:seated A:seated A:seated - - -" "$(where R1 R2 R3 R4 P1 P2 S1)"

for form in pdf xlsx csv; do
    exits 0 "$HOMEWARD" --json calls A -o "list.$form"
    same "$form: rows" 4 "$(field rows)"
    same "$form: for its owner alone" 600 "$(stat -c %a "list.$form")"
done
list=$(field list)
says '1,S1/R1,测试甲,154' list.csv
same "whole phones are in the file" 4 "$(grep -c '154[0-9]\{8\}' list.csv)"
exits 3 "$HOMEWARD" calls A -o list.csv
exits 0 "$HOMEWARD" calls A -o list.csv --force
exits 2 "$HOMEWARD" calls A
exits 2 "$HOMEWARD" calls A -o list.doc
exits 2 "$HOMEWARD" calls A --waiting -o x.csv
exits 2 "$HOMEWARD" calls -o x.csv
exits 3 "$HOMEWARD" calls X -o x.csv
ln -s /dev/null link.csv
exits 3 "$HOMEWARD" calls A -o link.csv
same "no list of a file that was not written" 4 "$(sqlite3 it.db 'SELECT count(*) FROM call_list')"
exits 0 "$HOMEWARD" --json calls --waiting -o waiting.csv
same "three wait" 3 "$(field rows)"

# Told and nobody answers.
exits 0 "$HOMEWARD" calls answer "$list" 1-2 told
same "told" "A:told A:told A:seated A:seated" "$(where R1 R2 R3 R4)"
exits 0 "$HOMEWARD" calls answer "$list" 3 no-answer
exits 0 "$HOMEWARD" --json calls show "$list"
same "answers" "told told no-answer" "$(grep -o '"answer":"[^"]*"' out | cut -d'"' -f4 | paste -sd' ')"
same "by call" 2 "$(sqlite3 it.db 'SELECT count(*) FROM told WHERE means = 4')"
for rows in '' 0 5 1-9 2-1 a '1;2' '1,,2' '1-' -1 99999999999999999999 "1' OR 1"; do
    exits 2 "$HOMEWARD" calls answer "$list" -- "$rows" told
done
exits 2 "$HOMEWARD" calls answer "$list" 1 perhaps
exits 2 "$HOMEWARD" calls answer "$list" 1 other-day
exits 2 "$HOMEWARD" calls answer "$list" 1 told --days 2018-02-09
exits 2 "$HOMEWARD" calls answer x 1 told
exits 3 "$HOMEWARD" calls answer 99 1 told

# One seat declined: the pair does not fit, the one behind it does.
before=$(sqlite3 it.db .dump | cksum)
exits 0 "$HOMEWARD" --json calls answer "$list" 2 declined --dry-run
same "a trial changes nothing" "$before" "$(sqlite3 it.db .dump | cksum)"
exits 0 "$HOMEWARD" --json calls answer "$list" 2 declined
same "one was seated" 1 "$(field seated)"
says '"ref":"P1"' out
same "the next that fits" "- - - A:seated" "$(where R2 P1 P2 S1)"
same "who was passed over and why is on record" "P1|0|full S1|1|" "$(sqlite3 it.db "SELECT ref, seated, CASE reason WHEN 8 THEN 'full' WHEN 0 THEN '' ELSE reason END FROM offer o JOIN request q ON q.id = o.request JOIN rider r ON r.id = q.rider ORDER BY o.id" | paste -sd' ')"
exits 3 "$HOMEWARD" calls answer "$list" 2 told

# Two more: the pair fits now. All rows or none.
exits 3 "$HOMEWARD" calls answer "$list" 2-4 declined
same "none" "A:seated A:seated" "$(where R3 R4)"
exits 0 "$HOMEWARD" --lang en calls answer "$list" 3-4 declined
says "given to S1/P1 pair: A, to be told" out
same "the pair sits" "A:seated A:seated" "$(where P1 P2)"

# Another day: placed anew.
exits 0 "$HOMEWARD" calls answer "$list" 1 other-day --days 2018-02-09
same "off the run" "-" "$(where R1)"
exits 0 "$HOMEWARD" match
same "on the other day" "B:seated" "$(where R1)"
exits 0 "$HOMEWARD" calls --changed -o changed.xlsx
same "who was told and moved is called" "R1" "$("$HOMEWARD" --json told list | grep -o '"ref":"[^"]*"' | cut -d'"' -f4)"
exits 3 "$HOMEWARD" calls answer "$list" 1 told
for lang in zh en; do exits 0 "$HOMEWARD" --lang $lang calls show "$list"; done
exits 0 "$HOMEWARD" check
finish
