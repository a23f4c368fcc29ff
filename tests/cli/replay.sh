#!/usr/bin/env bash
# The journal replays: its commands, run again on a backup from before, come to the same state.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 6
    run B 2018-02-08 5
    run C 2018-02-08 4
    for n in 3 4 7 9; do echo "<vehicle id=\"W$n\" kind=\"coach\" seats=\"$n\"/>"; done
} | supply
{
    for n in 1 2 3 4 5 6 7 8; do rider "R$n" 07 08; done
    for n in 1 2 3; do rider "P$n" 07 08 'party="P" together="must"'; done
    for n in 1 2 3; do rider "Q$n" 08 08 'party="Q"' ; done
    rider H1 07 08 '' hardship
} | list S1 1
exits 0 "$HOMEWARD" match
exits 0 "$HOMEWARD" backup before.db
from=$(sqlite3 it.db 'SELECT max(id) FROM journal')
state() { sqlite3 "$HOMEWARD_DB" 'SELECT * FROM booking ORDER BY request; SELECT * FROM allocation; SELECT * FROM stop; SELECT id, head_of_queue FROM request; SELECT action, object, detail FROM journal' | cksum; }

RANDOM=6
pick() { eval "echo \${$((RANDOM % $# + 1))}"; }
done=0
for step in $(seq 40); do
    HOMEWARD_NOW=$(date -u -d "2018-01-24 10:00 $step minutes" +%Y-%m-%dT%H:%M)
    export HOMEWARD_NOW
    run=$(pick A B C N) who=S1/$(pick R1 R2 R3 P1 Q1 H1)
    case $((RANDOM % 9)) in
    0) set -- run swap "$run" --vehicle "$(pick W3 W4 W7 W9)" --rematch ;;
    1) set -- run merge "$run" --into "$(pick A B C)" ;;
    2) set -- run split "$run" --new N --vehicle "$(pick W4 W9)" --riders 2 ;;
    3) set -- run retime "$run" --shift "$(pick 1440 30 -30)" ;;
    4) set -- run set "$run" "label=第 $step 趟" "seats=$(pick 3 4 5)" ;;
    5) set -- booking "$(pick told confirm)" --allocation "$run" ;;
    6) set -- booking move "$who" --to "$run" ;;
    7) set -- "$(pick match undo)" ;;
    8) set -- waiting fill "$run" ;;
    esac
    "$HOMEWARD" "$@" >out 2>err && done=$((done + 1))
done
if [ "$done" -ge 15 ]; then good; else bad "only $done of 40 commands did something"; fi
exits 0 "$HOMEWARD" check
same "every change can be typed again" 0 "$(sqlite3 it.db "SELECT count(*) FROM journal WHERE id > $from AND json_extract(detail, '\$.command') IS NULL")"
wanted=$(state)
sqlite3 it.db "SELECT strftime('%Y-%m-%dT%H:%M', j.at, 'unixepoch', '+8 hours') || char(31) || group_concat(w.value, char(31)) FROM journal j, json_each(j.detail, '\$.command') w WHERE j.id > $from GROUP BY j.id ORDER BY j.id" >journal.txt
export HOMEWARD_DB=$PWD/before.db
while IFS=$'\x1f' read -r -a words; do
    HOMEWARD_NOW=${words[0]} exits 0 "$HOMEWARD" "${words[@]:1}"
done <journal.txt
same "the same state" "$wanted" "$(state)"
finish
