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

# A sheet as offices keep it: titles, a header of two lines, a total, signatures, GB18030, phones in
# pairs, lunar days, an old number, one that Excel destroyed, a homonym, companions, a repeat.
exits 0 "$HOMEWARD" station add S2 --office 370100 --name 测试工地
exits 0 "$HOMEWARD" station add S3 --office 370100 --name 测试邮局
iconv -t GB18030 >sheet.csv <<'CSV'
济南市总工会2018年农民工返乡登记表,,,,,,,,,
填报单位：测试劳务公司　　填报日期：2018年1月20日,,,,,,,,,
序号,姓名,身份证号码,联系电话,用工单位,目的地,返乡,,返程日期,备注
,,,,,,出发日期,人数,,
1,测试子,379902199001010011,15400000011/15400000012,测试一公司,河南周口,腊月廿三,1,正月初六,晕车
2,测试丑,379902199001010046,+86 154-0000-0013,,市中区,小年,3,,带老人
3,测试寅,379903850101003,0531-80000001,,襄樊,2月5日-2月9日,1,2018/2/25,
4,测试卯,3.79904E+17,1.54E+10,测试二公司,成都,2.8,1,,
5,测试·辰,379905198001010016,15400000015,,周口,节前,,,
6,测试巳,,15400000016,,周口,43139,,,
7,测试子,379902199001010011,15400000011,,河南周口,2018-02-08,,,
8,,,,,,,,,
合计,7人,,,,,,,,
填表人：某某,,,审核人：某某,,,,,,
CSV
before=$(sqlite3 it.db .dump | cksum)
exits 1 "$HOMEWARD" --json list import sheet.csv --station S2 --dry-run
same "a dry run changes nothing" "$before" "$(sqlite3 it.db .dump | cksum)"
exits 1 "$HOMEWARD" --lang en list import sheet.csv --station S2
for word in ambiguous-place document-destroyed phone-destroyed vague-date no-document duplicate-direction unnamed-companions; do
    says " $word: " err
done
says "济南市市中区 / 山东省枣庄市市中区" err
import=$(sqlite3 it.db 'SELECT max(id) FROM import')
exits 0 "$HOMEWARD" --json list import sheet.csv --station S2
same "the same file again" "$import" "$(sqlite3 it.db 'SELECT max(id) FROM import')"
same "two phones in a cell" "15400000011|联系电话: 15400000011/15400000012; 晕车" \
    "$(sqlite3 it.db "SELECT phone, remark FROM person WHERE name = '测试子'")"
exits 0 "$HOMEWARD" list rejects "$import" -o sheet-back.csv
sed -e 's/,市中区,/,枣庄市市中区,/' -e 's/3.79904E+17,1.54E+10/379904197905050044,15400000014/' \
    -e 's/,节前,/,2月6日,/' -e '/测试子/d' sheet-back.csv >sheet-fixed.csv
standing=$(sqlite3 it.db "SELECT r.ref, q.* FROM request q JOIN rider r ON r.id = q.rider ORDER BY q.id")
exits 1 "$HOMEWARD" --json list import sheet-fixed.csv --station S2
same "three were corrected" "3 0 0" "$(field new) $(field changed) $(field withdrawn)"
same "nobody else was touched" "$standing" "$(sqlite3 it.db "SELECT r.ref, q.* FROM request q JOIN rider r ON r.id = q.rider ORDER BY q.id" | head -n "$(wc -l <<<"$standing")")"
exits 0 "$HOMEWARD" list rejects "$(sqlite3 it.db 'SELECT max(id) FROM import')" -o left.csv
same "what is left" 1 "$(grep -c 测试巳 left.csv)"

# The same people from another place wait for staff; no line of the answer ends in blanks.
exits 1 "$HOMEWARD" list import sheet.csv --station S3
for lang in zh en; do
    exits 1 "$HOMEWARD" --lang "$lang" list claims
    same "lines of claims with blanks behind" 0 "$(grep -c ' $' out)"
    exits 0 "$HOMEWARD" --lang "$lang" list undo "$import" --dry-run
    exits 0 "$HOMEWARD" --lang "$lang" list show "$import"
    same "numbers that were shown" 0 "$(grep -cE '[0-9]{17}[0-9Xx]|154[0-9]{8}' out)"
done

# A rider in two sheets, or on two lines of one file, goes back whole: both rows.
printf '姓名,身份证号码,目的地,乘车日期,出发地\n测试午,379901198002080011,河南周口,2018-02-07,\n测试午,379901198002080011,济南,2018-02-25,河南周口\n' >twice.csv
exits 1 "$HOMEWARD" --json list import twice.csv --station S3
exits 0 "$HOMEWARD" list rejects "$(sqlite3 it.db 'SELECT max(id) FROM import')" -o twice-back.csv
same "both rows go back" 2 "$(grep -c 测试午 twice-back.csv)"
exits 0 "$HOMEWARD" check

finish
