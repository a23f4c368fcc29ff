#!/usr/bin/env bash
# Extras of the campaign: deliveries in, departures given of them, never more than is left; saying
# it again is nothing, saying something else corrects it; the statement and its JSON have them.
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
facts() { sqlite3 it.db 'SELECT (SELECT count(*) FROM extra_delivery) + (SELECT count(*) FROM extra_gift)'; }

exits 3 "$HOMEWARD" extra give A couplets 10
exits 0 "$HOMEWARD" --json extra stock couplets --in 100
same "in stock" "100 0 100" "$(field in) $(field given) $(field left)"
exits 0 "$HOMEWARD" --lang en extra stock couplets --in 100
says "nothing changed" out
exits 3 "$HOMEWARD" extra stock couplets --in 60
exits 0 "$HOMEWARD" --json extra stock 对联福字 --in 60 --name 第二批
same "another delivery" "160" "$(field in)"
exits 0 "$HOMEWARD" --json extra give A couplets 40 --dry-run
same "a trial" "40 120 2" "$(field here) $(field left) $(facts)"
exits 0 "$HOMEWARD" extra give A couplets 40
exits 0 "$HOMEWARD" --json extra give A couplets 40
same "the same again is nothing" "120 3" "$(field left) $(facts)"
exits 0 "$HOMEWARD" --json extra give A couplets 30
same "corrected, both facts stay" "130 4" "$(field left) $(facts)"
exits 3 "$HOMEWARD" --lang en extra give B couplets 131
says "only 130 are left" err
same "nothing half done" 4 "$(facts)"
exits 0 "$HOMEWARD" extra give B couplets 130
exits 3 "$HOMEWARD" extra stock couplets --in 50 --name 第二批 --replace
exits 3 "$HOMEWARD" extra stock couplets --in 59 --replace
exits 0 "$HOMEWARD" extra give B couplets 0
exits 0 "$HOMEWARD" --json extra stock couplets --in 50 --name 第二批 --replace
same "corrected" "150 30 120" "$(field in) $(field given) $(field left)"

# What has no stock is granted without one.
exits 3 "$HOMEWARD" extra stock luggage-hold --in 5
exits 0 "$HOMEWARD" extra give A luggage-hold 1
exits 0 "$HOMEWARD" --json extra list A
says '"kind":"couplets","name":"对联福字","unit":"套","run":"A","here":30,"in":150,"left":120,"given":30,"runs":1' out
says '"kind":"luggage-hold","name":"预留行李舱","unit":"个","run":"A","here":1,"given":1,"runs":1' out

# On the statement; by the day asked about.
exits 0 "$HOMEWARD" --json reconcile
says '"extras":[{"kind":"couplets","name":"对联福字","unit":"套","in":150,"left":120,"given":30,"runs":1,"offices":[{"office":"370100","given":30},' out
exits 0 "$HOMEWARD" --lang en reconcile
same "a row of it" "couplet sets sets 150 30 120 1" "$(grep '^couplet' out | xargs)"
exits 0 "$HOMEWARD" --lang zh reconcile
says "对联福字" out
exits 0 "$HOMEWARD" --json reconcile --as-of 2018-01-22
says '"extras":[]' out

exits 3 "$HOMEWARD" extra give X couplets 1
exits 3 "$HOMEWARD" extra give A nothing 1
exits 2 "$HOMEWARD" extra give A couplets -- -1
exits 2 "$HOMEWARD" extra give A couplets many
exits 2 "$HOMEWARD" extra stock couplets
exits 2 "$HOMEWARD" extra stock couplets --in x
for change in 'DELETE FROM extra_gift' 'UPDATE extra_gift SET n = 0' 'DELETE FROM extra_delivery' 'UPDATE extra_delivery SET n = 0'; do
    if sqlite3 it.db "$change" 2>err; then bad "$change was allowed"; else good; fi
done

# Staff may edit the kinds; what was given of a kind that goes is still counted.
mkdir own
printf 'kind,zh,en,unit,unit_en,stocked\nmilk,牛奶,milk,箱,boxes,1\n' >own/extras.csv
exits 0 "$HOMEWARD" --config own extra stock 牛奶 --in 10
exits 0 "$HOMEWARD" --config own --json extra give A milk 4
same "their own kind" 6 "$(field left)"
exits 0 "$HOMEWARD" --json extra list
says '"kind":"milk","name":"milk","unit":"","in":10,"left":6,"given":4,"runs":1' out
exits 0 "$HOMEWARD" --config own --json extra list
says '"kind":"couplets"' out
exits 0 "$HOMEWARD" check

# What a departure has been given stands on its manifest.
exits 0 "$HOMEWARD" manifest A -o paper
pdftotext -layout paper/*.pdf page.txt
says "随车发放 对联" page.txt
finish
