#!/usr/bin/env bash
# Who really travelled: returns by seat and row, walk-ons, somebody instead, corrections, files that
# come back, and what reconcile and status count of it.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 6
    run B 2018-02-12 4
} | supply
{
    for ref in R1 R2 R3 R4 R5; do rider $ref 07 07 'applied="2018-01-10"'; done
    for ref in B1 B2; do rider $ref 12 12; done
    for ref in W1 W2; do rider $ref 20 20; done
} | list S1 1
exits 0 "$HOMEWARD" match
exits 0 "$HOMEWARD" manifest --all -o papers --format csv
returns() { sqlite3 it.db 'SELECT count(*) FROM boarding'; }
travelled() { # METRIC DEFINITION [AS-OF]
    "$HOMEWARD" --json reconcile ${3:+--as-of "$3"} | grep -o "\"metric\":\"$1\",\"definition\":\"$2\"[^}]*" | sed -E 's/.*"counted":([0-9]+).*/\1/'
}
seat_of() { "$HOMEWARD" export bookings -o b.csv --force >/dev/null && awk -F, -v ref="$1" '$2 == ref {print $5}' b.csv; }
outcome() { "$HOMEWARD" export bookings -o b.csv --force >/dev/null && awk -F, -v ref="$1" '{sub(/\r$/, "")} $2 == ref {print $10}' b.csv; }

# A day before: nothing has left, nothing is missing.
exits 0 "$HOMEWARD" --json status
same "nothing has left" "0 0 0" "$(field departed) $(field returned) $(field return_missing)"
exits 0 "$HOMEWARD" --lang en boarding show A
says "A: has not left, booked 5" out

# The morning after: the return of A is missing, which is not nobody.
export HOMEWARD_NOW=2018-02-08T09:00
exits 0 "$HOMEWARD" --json status
same "A left" "1 0 1" "$(field departed) $(field returned) $(field return_missing)"
exits 0 "$HOMEWARD" --lang en reconcile
says "return missing: 1 runs left" out
exits 0 "$HOMEWARD" --json reconcile
says '"code":"return-missing","agrees":false' out
exits 0 "$HOMEWARD" --lang en boarding show
says "return missing" out

# What cannot be meant is refused, and nothing is recorded.
exits 2 "$HOMEWARD" boarding record A
exits 2 "$HOMEWARD" boarding record A --boarded 1 --absent 2
exits 2 "$HOMEWARD" boarding record A --boarded 5-1
exits 2 "$HOMEWARD" boarding record A --boarded 1 --by name
exits 2 "$HOMEWARD" boarding record A --boarded 1 --walk-on W1
exits 2 "$HOMEWARD" boarding record A --boarded 1 --instead W1
exits 3 "$HOMEWARD" boarding record X --boarded 1
exits 3 "$HOMEWARD" boarding record A --boarded 99
exits 3 "$HOMEWARD" boarding record A --by row --boarded 1-6
exits 3 "$HOMEWARD" boarding record A --boarded 1 --version 7
exits 3 "$HOMEWARD" boarding record A --boarded 1 --walk-on S1/W9
exits 3 "$HOMEWARD" boarding record A --boarded 1 --walk-on S1/R2
exits 3 "$HOMEWARD" boarding record A --boarded 1 --walk-on S1/W1,S1/W1
same "nothing was recorded" 0 "$(returns)"
exits 0 "$HOMEWARD" --version

# R2 did not come; W1 and a stranger walked on.
absent=$(seat_of R2)
exits 0 "$HOMEWARD" --json boarding record A --absent "$absent" --walk-on "S1/W1, 1" --dry-run
same "a trial says who" "4 1 2 0 6" "$(field boarded) $(field absent) $(field walk_on) $(field instead) $(field travelled)"
says "\"ref\":\"R2\",\"trip\":1,\"outcome\":\"absent\",\"seat\":\"$absent\"" out
same "and records nothing" 0 "$(returns)"
exits 0 "$HOMEWARD" boarding record A --absent "$absent" --walk-on "S1/W1, 1"
same "recorded" 1 "$(returns)"
same "the table says it" "absent boarded " "$(outcome R2) $(outcome R1) $(outcome B1)"
exits 0 "$HOMEWARD" --lang en boarding record A --absent "$absent" --walk-on "1,S1/W1"
says "nothing changed" out
same "twice is once" 1 "$(returns)"
says "boarding record|A" <(sqlite3 it.db 'SELECT action, object FROM journal ORDER BY id DESC LIMIT 1')
exits 0 "$HOMEWARD" --json status
same "it came back" "1 1 0" "$(field departed) $(field returned) $(field return_missing)"
exits 0 "$HOMEWARD" --lang en reconcile
says "boarded as printed 4, absent 1, walk-ons 2, instead of somebody 0; travelled in all 6" out

# Corrected the day after: W2 sat on R2's seat; the first return stays on record.
export HOMEWARD_NOW=2018-02-09T09:00
exits 0 "$HOMEWARD" --json boarding record A --boarded all --instead "$absent=S1/W2"
same "on the seat of the absent" "4 1 0 1 5" "$(field boarded) $(field absent) $(field walk_on) $(field instead) $(field travelled)"
same "another fact" 2 "$(returns)"
exits 0 "$HOMEWARD" --json boarding show A
same "both are shown" "6 5" "$(grep -o '"travelled":[0-9]*' out | cut -d: -f2 | paste -sd' ')"
exits 0 "$HOMEWARD" --lang en reconcile --as-of 2018-02-08
says "travelled in all 6" out
exits 0 "$HOMEWARD" --lang en reconcile
says "travelled in all 5" out
exits 0 "$HOMEWARD" --lang en reconcile --as-of 2018-02-07
says "return missing: 1 runs left" out

# A return is a fact: the database itself refuses to change it.
for change in 'DELETE FROM boarding' 'UPDATE boarding SET recorded = 0' 'UPDATE boarding_row SET outcome = 0' 'DELETE FROM boarding_row'; do
    if sqlite3 it.db "$change" 2>err; then bad "$change was allowed"; else good; fi
done

# W2 travelled on A: not on B too.
exits 3 "$HOMEWARD" boarding record B --boarded all --walk-on S1/W2
says "A" err

# B is printed without B2, and again with B2: the second paper is stale, and it is said why.
exits 0 "$HOMEWARD" booking cancel S1/B2
exits 0 "$HOMEWARD" manifest B -o without --format csv
exits 0 "$HOMEWARD" booking move S1/B2 --to B
exits 0 "$HOMEWARD" manifest B -o with --format csv
exits 3 "$HOMEWARD" --lang en boarding record B --by row --boarded 1 --version 2
says "version 3, not 2; 1 rows changed since: added S1/B2" err
exits 3 "$HOMEWARD" boarding record B --by row --boarded 1 --version 4
exits 1 "$HOMEWARD" --json boarding record B --by row --boarded 1 --version 2 --force --dry-run
same "by the old paper, B2 is not on it" "1 0 B2" "$(field boarded) $(field absent) $(sed -E 's/.*"not_on_paper":\[\{"station":"S1","ref":"([^"]*)".*/\1/' out)"
exits 0 "$HOMEWARD" --json boarding record B --by row --boarded "1-2" --version 3
same "by the one printed last" "3 2" "$(field version) $(field boarded)"

# Scanned codes, one a line: they add up; whoever was not scanned did not board.
{
    run C 2018-02-20 4
} | supply
exits 0 "$HOMEWARD" booking move S1/W1 --to C
printf 'HW1 C S1/W1#1\r\n\r\nHW1 C S1/W1#1\r\n' >scan.txt
exits 0 "$HOMEWARD" --json boarding import scan.txt
same "scanned" "1 0 1" "$(field boarded) $(field absent) $(sqlite3 it.db 'SELECT count(*) FROM boarding b JOIN allocation a ON a.id = b.allocation WHERE a.key = "C"')"
echo 'S1/W3' >scan.txt
exits 1 "$HOMEWARD" --json boarding import scan.txt --run C
says '"code":"unknown-request"' out
printf 'HW1 C S1/W1\nhttp://example.invalid/x\n' >scan.txt
exits 1 "$HOMEWARD" --json boarding import scan.txt
says '"row":2,"run":null,"code":"unreadable-code"' out
echo 'nothing of ours' >scan.txt
exits 3 "$HOMEWARD" boarding import scan.txt
exits 3 "$HOMEWARD" boarding import nowhere.csv
exits 0 "$HOMEWARD" check
for lang in zh en; do
    exits 0 "$HOMEWARD" --lang $lang boarding show
    exits 0 "$HOMEWARD" --lang $lang boarding show A
    exits 0 "$HOMEWARD" --lang $lang boarding record A --absent none --dry-run
done
finish
