#!/usr/bin/env bash
# The proof that is stored with a plan: `check` counts it again by itself, says what it covers, and
# believes nothing that was changed behind the program's back.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-01-23T10:00
from=$FIXTURES/example
proof() { sqlite3 it.db "UPDATE plan SET certificate = $1"; }
bound() { sed -E 's/.*"bound":\{"all":([0-9]+),"hardship":([0-9]+)\}.*/\1 \2/' out; }

exits 0 "$HOMEWARD" init "$from/campaign.xml"
exits 0 "$HOMEWARD" supply import "$from/supply.xml"
exits 0 "$HOMEWARD" station add JN-COACH --office 370100 --name 济南长途汽车总站
exits 1 "$HOMEWARD" list import "$from/list.xml" --station JN-COACH
exits 0 "$HOMEWARD" --json check
same "nothing to prove before a match" '{"ok":true,"violations":[]}' "$(cat out)"
exits 0 "$HOMEWARD" --json match
said=$(bound)
exits 0 "$HOMEWARD" --json check
says '"covered":true' out
same "what match says is what check counts" "$said" "$(bound)"
exits 0 "$HOMEWARD" --lang en check
says "as checked independently" out
whole=$(sqlite3 it.db 'SELECT quote(certificate) FROM plan')

exits 0 "$HOMEWARD" booking told --all
exits 0 "$HOMEWARD" --json check
says '"covered":true' out

# Prices that are gone, cut off or nonsense; none makes the bound less than it is.
for bad in "x'00'" "x'4857500101'" "substr(certificate, 1, length(certificate) - 1)" \
    "CAST(certificate || x'00' AS BLOB)" "x''"; do
    proof "$bad"
    exits 1 "$HOMEWARD" --json check
    says '"code":"certificate"' out
    proof "$whole"
done
proof NULL
exits 0 "$HOMEWARD" --json check
proof "$whole"

# Seats that came by hand: what was proved is not about them.
sqlite3 it.db "DELETE FROM booking WHERE request = (SELECT min(request) FROM booking)"
exits 0 "$HOMEWARD" --json check
says '"covered":false' out
same "the bound is of what stands now" "$said" "$(bound)"
exits 0 "$HOMEWARD" --lang en check
says "what it said no longer covers them" out
finish
