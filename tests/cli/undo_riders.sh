#!/usr/bin/env bash
# What was done for a rider on the telephone can be taken back, row for row, while nothing depends on it.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 4
} | supply
{
    for ref in R1 R2 R3; do rider $ref 07 07; done
} | list S1 1
exits 0 "$HOMEWARD" match
exits 0 "$HOMEWARD" booking told --all
state() {
    sqlite3 it.db "SELECT * FROM booking ORDER BY 1; SELECT id, standing, by_hand, leaving FROM rider ORDER BY 1;
        SELECT * FROM request ORDER BY 1; SELECT rider, name, phone, document FROM person ORDER BY 1" | cksum
}
stood=$(state)
# done_and_undone COMMAND...: it changes something, and undo brings all of it back
done_and_undone() {
    exits 0 "$HOMEWARD" rider "$@"
    if [ "$(state)" != "$stood" ]; then good; else bad "rider $*: nothing was changed"; fi
    exits 0 "$HOMEWARD" undo --dry-run
    exits 0 "$HOMEWARD" undo
    same "rider $* was taken back" "$stood" "$(state)"
}
done_and_undone withdraw S1/R1
done_and_undone correct S1/R2 --name 演示新
done_and_undone change S1/R2 --days 2018-02-09
done_and_undone replace S1/R3 --name 演示换 --document TEST-77 --type other
exits 0 "$HOMEWARD" rider find 演示换
same "the name that was taken back is not found" 0 "$(grep -c S1/R3 out)"

# Something was built on it: it says what.
exits 0 "$HOMEWARD" rider withdraw S1/R1
exits 0 "$HOMEWARD" rider withdraw S1/R2
exits 3 "$HOMEWARD" undo rider add
exits 0 "$HOMEWARD" undo rider withdraw
exits 0 "$HOMEWARD" undo rider withdraw
same "one after the other" "$stood" "$(state)"
exits 0 "$HOMEWARD" check
finish
