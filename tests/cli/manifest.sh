#!/usr/bin/env bash
# A manifest as its reader gets it: what stands on the page, read back from the PDF.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db
cat >supply.xml <<'XML'
<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">
  <point id="GATE" kind="site" name="测试工地东门" place="370112" lon="117.23" lat="36.72" contact="测试值班" phone="15400000099"/>
  <vehicle id="鲁I10001" kind="coach" seats="49" operator="测试车队" approved="51"/>
  <vehicle id="JN-CAR-07" kind="train-car" type="YW25G" operator="测试铁路局"/>
  <allocation id="C1" kind="chartered-coach" vehicle="鲁I10001" label="周口1号车" luggagePieces="60">
    <stop place="GATE" at="2018-02-07T08:00" use="board" serves="370112"/>
    <stop place="370125" at="2018-02-07T09:10" use="board" serves="370125"/>
    <stop place="411600" at="2018-02-07T20:00" use="alight"/>
    <crew role="driver" name="测试司机" phone="15400000098"/>
  </allocation>
  <allocation id="R1" kind="train-car" vehicle="JN-CAR-07" service="K8271" car="7">
    <stop place="370200" at="2018-02-07T08:00" use="board" serves="3702"/>
    <stop place="411600" at="2018-02-07T20:00" use="alight"/>
  </allocation>
</supply>
XML
rider() { # rider NUMBER NAME FROM ATTRIBUTES
    printf '<rider ref="R%02d"><name>%s</name><document type="passport">E000000%02d</document><phone>154000000%02d</phone>' "$1" "$2" "$1" "$1"
    printf '<trip direction="home" from="%s" to="411600" earliest="2018-02-07" latest="2018-02-07" %s/></rider>\n' "$3" "${4-}"
}
{
    echo '<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="scenario" serial="1" issued="2018-01-22T09:00:00">'
    for n in $(seq 1 30); do rider "$n" "测试$n" 370112 'party="P" luggage="2"'; done
    for n in $(seq 31 38); do rider "$n" "演示$n" 370125; done
    rider 39 '阿卜杜热合曼·买买提艾力·吐尔逊江·依明' 370125
    rider 40 '测&#x100000;试' 370125
    rider 41 '测试下铺' 370200 'needs="lower-berth"'
    echo '</riderList>'
} >list.xml
exits 0 "$HOMEWARD" init "$FIXTURES/scenarios/date/campaign.xml"
exits 0 "$HOMEWARD" supply import supply.xml
exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
exits 0 "$HOMEWARD" list import list.xml --station S1
exits 0 "$HOMEWARD" match
page() { pdftotext -layout "$@" page.txt; }

# A name that no font can write is reported, and a mark stands in its place.
exits 1 "$HOMEWARD" --json manifest C1 -o driver
says '"missing_glyphs":["S1/R40"]' out
same "pages" 2 "$(field pages)"
page driver/2018-02-07-C1.pdf
says "测〔缺字〕试" page.txt

# The head, the stops, the rows, the foot.
for text in 周口1号车 "2018年2月7日（星期三）08:00" "测试工地东门 → 河南省周口市" 鲁I10001 测试车队 \
    测试司机 "15400000098" "2月7日 09:10" 测试值班 15400000099 阿卜杜热合曼·买买提艾力·吐尔逊江·依明; do
    says "$(echo "$text" | tr -d ' ')" <(tr -d ' ' <page.txt)
done
tr -d ' ' <page.txt >tight.txt
for text in 核载51 座位49 乘客40 行李60件（限60件） 上30下0车上30 上10下0车上40 上0下40车上0 第1页，共2页 第2页，共2页; do
    says "$text" tight.txt
done
same "one row a rider" 40 "$(grep -cE '154000000[0-4][0-9] ' page.txt)"
seats=$(grep -E '154000000[0-4][0-9] ' page.txt | awk '{print $1}')
same "by stop (30 and 10 riders), then seat" "$seats" \
    "$(head -30 <<<"$seats" | sort -n; tail -10 <<<"$seats" | sort -n)"
if grep -q 'E0000' page.txt; then bad "a document on the driver's copy"; else good; fi
same "both pages say which departure they are of" 2 "$(grep -c C1 page.txt)"
same "landscape A4" 1 "$(pdfinfo driver/2018-02-07-C1.pdf | grep -c 'Page size: *842 x 595 pts (A4)')"
same "fonts that are not embedded" 0 "$(pdffonts driver/2018-02-07-C1.pdf | tail -n +3 | grep -vc ' yes yes ')"

# The other copies; a train car has no plate.
exits 1 "$HOMEWARD" manifest C1 -o crew --for crew
page crew/2018-02-07-C1.pdf
same "documents on the crew's copy" 40 "$(grep -c 'E000000[0-9][0-9]' page.txt)"
exits 0 "$HOMEWARD" manifest C1 -o posted --for posted
page posted/2018-02-07-C1.pdf
if grep -qE '154000000[0-4]|E0000|测试1 ' page.txt; then bad "the wall shows a person's data"; else good; fi
says '****0001' page.txt
exits 0 "$HOMEWARD" manifest R1 -o driver
page driver/2018-02-07-R1.pdf
tr -d ' ' <page.txt >tight.txt
says 车次K8271次7车 tight.txt
says 下铺 tight.txt
if grep -q 车牌 page.txt; then bad "a train car with a plate"; else good; fi

# In English; of one day; all in one file, each departure with pages of its own.
exits 1 "$HOMEWARD" --lang en manifest C1 -o en
page en/2018-02-07-C1.pdf
says "Page 1 of 2" page.txt
says Alights page.txt
exits 1 "$HOMEWARD" --json manifest --date 2018-02-07 -o one --one-file
same "departures" 2 "$(field departures)"
same "pages of one file" 3 "$(pdfinfo one/manifests.pdf | sed -n 's/^Pages: *//p')"
exits 0 "$HOMEWARD" --json manifest --date 2018-02-08 -o none
same "nothing leaves that day" 0 "$(field files)"
finish
