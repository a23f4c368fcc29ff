#!/usr/bin/env bash
# Paper has versions: an unchanged departure keeps its own, a change makes the next and is listed on
# it; a print tells its riders; a charter over its licensed seats is never printed.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-01-25T10:00
supply() { # supply APPROVED TIME
    cat >supply.xml <<XML
<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">
  <point id="GATE" kind="site" name="测试工地东门" place="370112" lon="117.23" lat="36.72" contact="测试值班" phone="15400000099"/>
  <vehicle id="鲁I10001" kind="coach" seats="20" operator="测试车队" approved="$1"/>
  <vehicle id="JN-CAR-07" kind="train-car" type="YZ25G" operator="测试铁路局"/>
  <allocation id="C1" kind="chartered-coach" vehicle="鲁I10001" label="周口1号车" luggagePieces="3" signNo="B1" contractNo="H1">
    <stop place="GATE" at="2018-02-08T00:$2" use="board" serves="370112"/>
    <stop place="411600" at="2018-02-08T12:00" use="alight"/>
    <crew role="driver" name="测试司机" phone="15400000098"/>
  </allocation>
  <allocation id="../R 1" kind="train-car" vehicle="JN-CAR-07" service="K8271" car="7" class="硬座">
    <stop place="370200" at="2018-02-08T08:00" use="board" serves="3702"/>
    <stop place="411600" at="2018-02-08T20:00" use="alight"/>
  </allocation>
</supply>
XML
}
rider() { # rider NUMBER NAME FROM ATTRIBUTES
    printf '<rider ref="R%02d"><name>%s</name><document type="passport">E000000%02d</document>' "$1" "$2" "$1"
    [ "$1" = 5 ] || printf '<phone>154000000%02d</phone>' "$1"
    printf '<trip direction="home" from="%s" to="411600" earliest="2018-02-08" latest="2018-02-08" %s/></rider>\n' "$3" "${4-}"
}
riders() { # riders SERIAL LINES
    echo '<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="scenario" serial="'"$1"'" issued="2018-01-2'"$1"'T09:00:00">'
    cat
    echo '</riderList>'
}
{
    rider 1 测试甲 370112 'party="P" together="must" luggage="2"'
    rider 2 测试乙 370112 'party="P" together="must"'
    rider 3 测试丙 370112
    rider 5 测试戊 370112
    rider 6 测试己 370200
    echo '<rider ref="K1" with="R03" seat="none"><name>测试小丁</name><document type="passport">E00000091</document></rider>'
} | riders 1 >list.xml
supply 21 30
exits 0 "$HOMEWARD" init "$FIXTURES/scenarios/date/campaign.xml"
exits 0 "$HOMEWARD" supply import supply.xml
exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
exits 0 "$HOMEWARD" list import list.xml --station S1
exits 0 "$HOMEWARD" match
print_of() { # print_of KEY: of the first departure
    sed -E 's/.*"prints":\[\{([^]]*)\].*/\1/' out | grep -oE "\"$1\":(\"[^\"]*\"|[^,}]*)" | head -n 1 | sed -E 's/^[^:]*://; s/"//g'
}
status_of() { sqlite3 it.db "SELECT group_concat(DISTINCT status) FROM booking b JOIN allocation a ON a.id = b.allocation WHERE a.key = 'C1'"; }

# A dry run and a draft leave no trace; the dry run names who would be told.
exits 0 "$HOMEWARD" --json manifest C1 --dry-run
says '"who":["S1/R01","S1/R02","S1/R03","S1/R05"]' out
exits 0 "$HOMEWARD" manifest C1 -o draft --draft
pdftotext -layout draft/2018-02-08-C1.pdf page.txt
says 草稿 page.txt
same "no version was made" 0 "$(sqlite3 it.db 'SELECT (SELECT count(*) FROM paper_version) + (SELECT count(*) FROM print)')"
same "nobody was told" 1 "$(status_of)"

# The first print is v1 and tells its riders; a copy for another reader is the same version.
exits 0 "$HOMEWARD" --json manifest C1 -o driver
same "version" 1 "$(print_of version)"
same "told" 4 "$(print_of told)"
code=$(print_of code)
same "all are told" 2 "$(status_of)"
same "mode" 600 "$(stat -c %a driver/2018-02-08-C1.pdf)"
exits 0 "$HOMEWARD" --json manifest C1 -o crew --for crew
same "an unchanged departure keeps its version" "1 1 0 $code" "$(print_of version) $(print_of copy) $(print_of told) $(print_of code)"
exits 0 "$HOMEWARD" --json manifest C1 -o crew2 --for crew
same "copies are numbered" 2 "$(print_of copy)"
same "prints are in the journal" 3 "$(sqlite3 it.db "SELECT count(*) FROM journal WHERE action = 'manifest'")"
pdftotext -layout driver/2018-02-08-C1.pdf page.txt
tr -d ' ' <page.txt >tight.txt
for text in "$code" 第1版 行李2件（限3件） 标志牌B1 合同H1 乘客4 免票儿童1 └测试小丁 司机用; do says "$text" tight.txt; done
pdftotext -layout crew2/2018-02-08-C1.pdf page.txt
says E00000091 page.txt

# A reprint after a change says so.
exits 0 "$HOMEWARD" booking cancel S1/R05
supply 21 45
exits 0 "$HOMEWARD" supply import supply.xml
exits 0 "$HOMEWARD" --json manifest C1 --dry-run
same "what the next would be" "2 1 1 true" "$(print_of version) $(print_of since) $(print_of removed) $(print_of new)"
says '"head":["stops"]' out
exits 0 "$HOMEWARD" --json manifest C1 -o v2 --seat-plan --sign
same "version" 2 "$(print_of version)"
same "the plan and the sign have pages of their own" 3 "$(field pages)"
pdftotext -layout v2/2018-02-08-C1.pdf page.txt
tr -d ' ' <page.txt >tight.txt
for text in 第2版（改自第1版） 取消：测试戊 有变：停靠点或时间; do says "$text" tight.txt; done
exits 0 "$HOMEWARD" --lang en manifest C1 -o v2en
pdftotext -layout v2en/2018-02-08-C1.pdf page.txt
says "v2, since v1" page.txt
says "removed: 测试戊" page.txt

# XML is what its schema says, for every reader; tables open with their headings.
for for in crew driver carrier posted leader signing; do
    exits 0 "$HOMEWARD" manifest --all -o "xml-$for" --for "$for" --format xml --one-file
    exits 0 xmllint --noout --schema "$FIXTURES/../config/manifest.xsd" "xml-$for/manifests.xml"
    exits 0 "$HOMEWARD" manifest --all -o "pdf-$for" --for "$for"
done
same "documents on the driver's" 0 "$(grep -c E000000 xml-driver/manifests.xml)"
same "documents on the escort's" 5 "$(grep -c E000000 xml-crew/manifests.xml)"
exits 0 "$HOMEWARD" manifest --all -o tables --for carrier --format csv
same "the railway's columns" "$(printf '\xef\xbb\xbf')序号,姓名,证件类型,证件号码,票种,席别,乘车日期,车次,上车站点,下车站点,电话,座位" \
    "$(head -n 1 tables/2018-02-08-___R_1-*.csv | tr -d '\r')"
says '1,测试己,护照,E00000006,成人,硬座,2018-02-08,K8271' <(cat tables/2018-02-08-___R_1-*.csv)
exits 0 "$HOMEWARD" manifest C1 -o tables --format xlsx
unzip -p tables/2018-02-08-C1.xlsx xl/worksheets/sheet1.xml >sheet.xml
says 测试小丁 sheet.xml
says 已上车 sheet.xml

# Nothing that exists is overwritten or followed; a failure leaves no version behind.
mkdir trap
echo mine >elsewhere
ln -s ../elsewhere trap/2018-02-08-C1.pdf
exits 3 "$HOMEWARD" manifest C1 -o trap --for crew --force
same "what the link leads to" mine "$(cat elsewhere)"
exits 3 "$HOMEWARD" manifest C1 -o driver
same "no print of what was refused" "$(sqlite3 it.db 'SELECT max(id) FROM print')" \
    "$(sqlite3 it.db "SELECT max(id) FROM print WHERE version IN (SELECT id FROM paper_version)")"
same "nothing half-done" 0 "$(find . -name '*.part' | wc -l)"
exits 2 "$HOMEWARD" manifest C1 -o x --format csv --sign

# Slips and texts: after midnight both ways; who has no phone is named.
exits 0 "$HOMEWARD" booking move S1/R05 --to C1
exits 0 "$HOMEWARD" --json slips C1 -o slips.pdf
same "four on a page" 1 "$(field pages)"
pdftotext -layout slips.pdf page.txt
tr -d ' ' <page.txt >tight.txt
for text in 测试甲 测试乙 测试丙 测试戊 "2月7日夜里（8日00:45）" "1名）" 测试值班15400000099; do says "$text" tight.txt; done
exits 1 "$HOMEWARD" --json sms --all -o sms.csv
says '"without_phone":["S1/R05"]' out
says '15400000001,【' sms.csv
says '2月7日夜里（8日00:45）在测试工地东门上车' sms.csv
same "one text a rider" 5 "$(grep -c . sms.csv)"

# Over its licensed seats: never printed, alone or among others.
supply 4 45
exits 0 "$HOMEWARD" supply import supply.xml
exits 3 "$HOMEWARD" --json manifest C1 -o over
says '"code":"overloaded"' out
exits 1 "$HOMEWARD" --json manifest --all -o over
same "the others are" "1 1" "$(field departures) $(field refused)"
says '"weight":"refused"' out
same "files" 1 "$(find over -name '*.pdf' | wc -l)"
exits 0 "$HOMEWARD" check
finish
