#!/usr/bin/env bash
# Lists as union staff live with them: what goes back to the sender is corrected there and comes in
# again, and nothing on the way is lost or invented.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-01-23T10:00
from=$FIXTURES/example
exits 0 "$HOMEWARD" init "$from/campaign.xml"
exits 0 "$HOMEWARD" supply import "$from/supply.xml"
exits 0 "$HOMEWARD" station add S1 --office 370100 --name 济南长途汽车总站
exits 0 "$HOMEWARD" station list
same "lines with blanks behind" 0 "$(grep -c ' $' out)"
exits 3 "$HOMEWARD" backup it.db --force
says 就是正在用的数据库 err
cp it.db right.db

# What is rejected of an XML list goes out as a table; corrected there, it says all that the XML
# would have said: trips, wishes, hardship, the place in order, the free child of an adult.
right_id=379901198002080010 right_child=37990219910131002X
riders() { # riders FIRST-ID CHILD-ID PLACE
    cat <<XML
<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="example" serial="1" issued="2018-01-22T09:00:00">
<rider ref="A1"><name>测试甲</name><document type="resident-id">$1</document><phone>15400000001</phone><employer>测试厂</employer><hardship register="D1" contact="演示 15400000009"/>
<trip direction="home" from="370102" to="411602" earliest="2018-02-05" preferred="2018-02-07" latest="2018-02-09" modes="coach train" party="P12" together="must" needs="lower-berth wheelchair" luggage="2" classes="硬卧 硬座" services="K8271" applied="2018-01-16T08:30:00"/>
<trip direction="return" from="411602" to="370102" earliest="2018-02-22" latest="2018-02-26" modes="train" applied="2018-01-16T08:31"/></rider>
<rider ref="A2" with="A1" seat="none"><name>测试童</name><document type="resident-id">$2</document></rider>
<rider ref="A3"><name>测试丙</name><document type="passport">E1234</document><trip direction="home" from="370102" to="$3" earliest="2018-02-05" latest="2018-02-09" applied="2018-01-16"/></rider>
</riderList>
XML
}
stored() { # what stands, but for ids and where it came from
    sqlite3 "$1" "SELECT ref, hardship, hardship_register, free_child_with, standing FROM rider ORDER BY ref;
        SELECT ref, trip, direction, from_place, to_place, earliest, preferred, latest, modes, needs, luggage, party, must, classes, services, placed
        FROM request JOIN rider ON rider.id = request.rider ORDER BY ref, trip;
        SELECT ref, name, document_type, document, phone, employer, hardship_contact FROM person JOIN rider ON rider.id = person.rider ORDER BY ref"
}
riders "$right_id" "$right_child" 河南周口 >right.xml
riders 379901198002080011 379902199101310021 某某县 >wrong.xml
exits 0 "$HOMEWARD" --db right.db list import right.xml --station S1
exits 1 "$HOMEWARD" --json list import wrong.xml --station S1
same "rejected of the XML list" 3 "$(field rejected)"
exits 0 "$HOMEWARD" list rejects 1 -o back.csv
same "a row each trip, and the header" 5 "$(grep -c . back.csv)"
sed "s/379901198002080011/$right_id/; s/379902199101310021/$right_child/; s/某某县/河南周口/" back.csv >fixed.csv
exits 0 "$HOMEWARD" --json list import fixed.csv --station S1
same "accepted of what was corrected" 3 "$(field accepted)"
same "the corrected table says what the XML says" "$(stored right.db)" "$(stored it.db)"
same "something is stored" 9 "$(stored it.db | grep -c .)"
exits 3 "$HOMEWARD" list rejects 1 -o again.csv

finish
