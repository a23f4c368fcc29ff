#!/usr/bin/env bash
# Why, and why not: every scenario in both languages and as JSON, nobody named, nothing changed; and
# one database that holds each kind of answer.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_NOW=2018-01-23T10:00
valid() { sqlite3 :memory: "SELECT json_valid(readfile('out'))"; }
asks() { # asks ARGUMENTS...: in both languages and as JSON, by STATION/REF only
    for lang in zh en; do
        exits 0 "$HOMEWARD" --lang "$lang" explain "$@"
        if grep -qE '测试[甲乙丙]|演示[甲乙丙]|[0-9]{15}' out; then bad "explain $* shows a person"; else good; fi
    done
    exits 0 "$HOMEWARD" --json explain "$@"
    same "explain $*: JSON" 1 "$(valid)"
}
json() { sqlite3 :memory: "SELECT json_extract(readfile('out'), '\$.$1')"; }
begin() { # begin SCENARIO FOLDER [SUPPLY LIST]: a database of one scenario, matched
    mkdir "$2" && cd "$2" || exit 1
    export HOMEWARD_DB=$PWD/it.db
    exits 0 "$HOMEWARD" init "$1/campaign.xml"
    exits 0 "$HOMEWARD" supply import "${3:-$1/supply.xml}"
    exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
    exits 0 "$HOMEWARD" list import "${4:-$1/list.xml}" --station S1
    exits 0 "$HOMEWARD" match
}
for folder in "$FIXTURES"/scenarios/*/; do
    begin "${folder%/}" "$(basename "$folder")"
    before=$(sqlite3 it.db .dump | cksum)
    while read -r ref trip where; do
        asks "S1/$ref" --trip "$trip"
        case $where in
        [a-z]*) same "$folder $ref" "waiting $where" "$(json status) $(json reason)" ;;
        *) same "$folder $ref" "$where" "$(json allocation)" ;;
        esac
    done <"$folder/expect.txt"
    same "explain changes nothing" "$before" "$(sqlite3 it.db .dump | cksum)"
    cd ..
done

# One seat on the 7th for R1 and R2; the party P of three finds two seats together on the 9th and one
# on the 10th; R6 asks for a day on which nothing runs, R7 for a town that no run calls at.
allocation() { # allocation ID DAY TO SEATS PRICE
    echo "<allocation id=\"$1\" kind=\"ticket-block\" mode=\"train\" seats=\"$4\" price=\"$5\">" \
        "<stop place=\"370100\" at=\"2018-02-$2T08:00\" use=\"board\" serves=\"3701\"/>" \
        "<stop place=\"$3\" at=\"2018-02-$2T20:00\" use=\"alight\" serves=\"${3:0:4}\"/></allocation>"
}
rider() { # rider REF DOCUMENT TO FROM-DAY TO-DAY [ATTRIBUTES]
    echo "<rider ref=\"$1\"><name>测试甲</name><document type=\"resident-id\">$2</document>" \
        "<trip direction=\"home\" from=\"370102\" to=\"$3\" earliest=\"2018-02-$4\" latest=\"2018-02-$5\" ${6:-}/></rider>"
}
{
    echo '<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">'
    allocation T7 07 411600 1 12050
    allocation T9 09 411600 2 9900
    allocation T10 10 411600 1 9900
    allocation T12 12 411600 9 9900
    echo '</supply>'
} >supply.xml
{
    echo '<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="scenario" serial="1" issued="2018-01-22T09:00:00">'
    rider R1 379901198001010010 411602 07 07
    rider R2 379901198001010029 411602 07 07
    rider R3 379901198001010037 411602 09 10 'party="P" together="must"'
    rider R4 379901198001010045 411602 09 10 'party="P"'
    rider R5 379901198001010053 411602 09 10 'party="P"'
    rider R6 379901198001010061 411602 11 11
    rider R7 37990119800101007X 411402 12 12
    echo '</riderList>'
} >list.xml
begin "$FIXTURES/scenarios/must" own "$PWD/supply.xml" "$PWD/list.xml"
asks S1/R1
same "its ride" "0 2018-02-07T08:00" "$(json ride.days_off) $(json ride.departs)"
same "nothing else fits" "0 0" "$(json better) $(json worse)"
asks S1/R2
same "who holds the seat" "proved 1 S1/R1/1" \
    "$(json taken.verdict) $(json taken.places) $(json 'taken.riders[0].station')/$(json 'taken.riders[0].ref')/$(json 'taken.riders[0].trip')"
same "where" "T7 seats 1" "$(json 'taken.rows[0].allocation') $(json 'taken.rows[0].of') $(json 'taken.rows[0].places')"
same "two days later" "later 2 T9 2" \
    "$(json 'changes[0].change') $(json 'changes[0].days') $(json 'changes[0].allocation') $(json 'changes[0].room')"
same "an extra ticket" "T7 1 12050" "$(json extra.allocation) $(json extra.seats) $(json extra.fen)"
exits 0 "$HOMEWARD" --lang en explain S1/R2
says "These 1 places are held by 1 riders: T7 (1)" out
says "T7, 1 more, 120.50 yuan" out
asks S1/R4
same "the party" "party 3 2 3 2" \
    "$(json reason) $(json party.waiting) $(json party.most_together) $(json party.seated_apart) $(sqlite3 :memory: "SELECT json_array_length(readfile('out'), '\$.party.parts')")"
same "one ticket more would take it whole" "T9 1 9900" "$(json extra.allocation) $(json extra.seats) $(json extra.fen)"
asks S1/R6
same "a day" "no-date 4 earlier -1 T10" "$(json reason) $(json filtered.no-date) $(json 'changes[0].change') $(json 'changes[0].days') $(json 'changes[0].allocation')"
asks S1/R7
same "another county" "no-route destination T12 411600" \
    "$(json reason) $(json 'changes[0].change') $(json 'changes[0].allocation') $(json 'changes[0].place')"
finish
