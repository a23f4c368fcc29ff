# shellcheck shell=bash
# Sourced after cli.sh: a season made line by line, for what happens after the first plan.
# The campaign, two coaches of four seats (A on the 7th, B on the 8th) and stations S1 and S2.

# run ID DATE SEATS [ATTRIBUTES]: a coach with a vehicle of its own
run() {
    printf '<vehicle id="V%s" kind="coach" seats="%s"/><allocation id="%s" kind="chartered-coach" vehicle="V%s" %s>' "$1" "$3" "$1" "$1" "${4:-}"
    printf '<stop place="370112" at="%sT08:00" use="board"/><stop place="411600" at="%sT15:30" use="alight"/></allocation>\n' "$2" "$2"
}
# supply: runs on standard input become a file that is imported
supply() {
    {
        echo '<supply xmlns="urn:homeward:supply:1" campaign="season" office="370100">'
        cat
        echo '</supply>'
    } >supply.xml
    exits 0 "$HOMEWARD" supply import supply.xml
}
# rider REF EARLIEST LATEST [TRIP ATTRIBUTES] [hardship]
rider() {
    local phone
    phone=$(echo "$1" | cksum | cut -c1-8)
    printf '<rider ref="%s"><name>测试甲</name><document type="other">TEST-%s</document><phone>154%08d</phone>%s' "$1" "$1" "${phone% *}" "${5:+<hardship/>}"
    printf '<trip direction="home" from="370112" to="411602" earliest="2018-02-%s" latest="2018-02-%s" %s/></rider>\n' "$2" "$3" "${4:-}"
}
# list STATION SERIAL: riders on standard input are the station's whole list
list() {
    {
        printf '<riderList xmlns="urn:homeward:rider-list:1" station="%s" campaign="season" serial="%s" issued="2018-01-22T09:00:00">\n' "$1" "$2"
        cat
        echo '</riderList>'
    } >list.xml
    exits 0 "$HOMEWARD" list import list.xml --station "$1"
}
begin() { # begin DATABASE
    export HOMEWARD_DB=$PWD/$1 HOMEWARD_NOW=2018-01-23T10:00
    echo '<campaign xmlns="urn:homeward:campaign:1" id="season" name="测试" starts="2018-01-15" ends="2018-03-31"><rules/></campaign>' >campaign.xml
    exits 0 "$HOMEWARD" init campaign.xml
    exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站一
    exits 0 "$HOMEWARD" station add S2 --office 370200 --name 测试站二
}
# where REF...: the allocation and status of each, "-" if it waits
where() {
    "$HOMEWARD" export bookings -o bookings.csv --force >/dev/null
    local ref
    for ref; do
        awk -F, -v ref="$ref" '{sub(/\r$/, "")} $2 == ref {print $4 ":" $8; found = 1} END {if (!found) print "-"}' bookings.csv
    done | paste -sd' '
}
# change KEY: of the difference as a whole, in the JSON of ./out
change() { grep -o '"difference":{[^[]*' out | sed -E "s/.*\"$1\":([0-9]+).*/\1/"; }
bookings() { sqlite3 "$HOMEWARD_DB" 'SELECT * FROM booking ORDER BY request' | cksum; }
