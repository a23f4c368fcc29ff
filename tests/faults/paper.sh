#!/usr/bin/env bash
# 26 values that paper must not interpret, as names of riders, stops and runs: they come back from
# PDF, XML, CSV and slips letter for letter, and none of them is markup, a format, a path or a sum.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-01-25T10:00
cat >values.txt <<'TXT'
<b>测试</b>
<span foreground="red">甲</span>
测试&amp;乙
&#65;测试
测试"丙"
测试'丁'
%s%s%n测试
%d%%测试
{{7*7}}测试
${HOME}测试
$(id)测试
`id`测试
../../测试
C:\测试\甲
测试;DROP-TABLE
测试--戊
=1+1测试
+86测试
-1测试
@测试
测试,己
测试|庚
测试	辛
]]>测试
䶮𬭎㛃测试
阿卜杜热合曼·买买提艾力·吐尔逊江·依明
TXT
same "values" 26 "$(grep -c . values.txt)"
python3 - <<'PY'
from xml.sax.saxutils import escape, quoteattr
values = open("values.txt", encoding="utf-8").read().splitlines()
with open("list.xml", "w", encoding="utf-8") as f:
    f.write('<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="scenario" serial="1" issued="2018-01-22T09:00:00">')
    for n, value in enumerate(values, 1):
        f.write(f'<rider ref="R{n:02}"><name>{escape(value)}</name><document type="passport">E{n:08}</document>'
                f'<phone>154000000{n:02}</phone><trip direction="home" from="370112" to="411600" '
                f'earliest="2018-02-07" latest="2018-02-07" party={quoteattr("P")}/></rider>')
    f.write("</riderList>")
with open("supply.xml", "w", encoding="utf-8") as f:
    f.write('<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">'
            f'<point id="GATE" kind="site" name={quoteattr(values[0])} place="370112" lon="117.23" lat="36.72"/>'
            f'<vehicle id="鲁I10001" kind="coach" seats="49" operator={quoteattr(values[2])}/>'
            f'<allocation id="C1" kind="chartered-coach" vehicle="鲁I10001" label={quoteattr(values[1])}>'
            '<stop place="GATE" at="2018-02-07T08:00" use="board" serves="370112"/>'
            '<stop place="411600" at="2018-02-07T20:00" use="alight"/></allocation></supply>')
PY
exits 0 "$HOMEWARD" init "$FIXTURES/scenarios/date/campaign.xml"
exits 0 "$HOMEWARD" supply import supply.xml
exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
exits 0 "$HOMEWARD" list import list.xml --station S1
exits 0 "$HOMEWARD" match
same "all of them ride" 26 "$(sqlite3 it.db 'SELECT count(*) FROM booking')"
exits 0 "$HOMEWARD" manifest C1 -o out-pdf
exits 0 "$HOMEWARD" manifest C1 -o out-xml --format xml
exits 0 "$HOMEWARD" manifest C1 -o out-csv --format csv
exits 0 "$HOMEWARD" slips C1 -o slips.pdf
exits 0 xmllint --noout --schema "$FIXTURES/../config/manifest.xsd" out-xml/2018-02-07-C1.xml
pdftotext -raw out-pdf/2018-02-07-C1.pdf manifest.txt
pdftotext -raw slips.pdf slips.txt
sqlite3 it.db 'SELECT name FROM person ORDER BY rider' >stored.txt
python3 - >verdicts <<'PY'
import csv, xml.etree.ElementTree as tree
wanted = open("stored.txt", encoding="utf-8").read().splitlines()
sent = open("values.txt", encoding="utf-8").read().splitlines()
tight = lambda text: "".join(text.split())
ns = "{urn:homeward:manifest:1}"
root = tree.parse("out-xml/2018-02-07-C1.xml").getroot()
names = {n.text for n in root.iter(ns + "name")}
cells = {row["姓名"].removeprefix("'") for row in csv.DictReader(open("out-csv/2018-02-07-C1.csv", encoding="utf-8-sig", newline=""))}
for where in ("manifest", "slips"):
    text = tight(open(where + ".txt", encoding="utf-8").read())
    for value in wanted:
        print(where, value, tight(value) in text)
for value in wanted:
    print("xml", value, value in names)
    print("csv", value, value in cells)
for value, stored in zip(sent, wanted):
    print("stored", value, tight(value) == tight(stored))
head = root.find(ns + "manifest")
print("label", head.get("label") == sent[1], True)
print("stop", head.find(ns + "stop").get("name").startswith(sent[0]), True)
PY
same "verdicts" 132 "$(grep -c . verdicts)"
same "values that came back otherwise" "" "$(grep -v ' True$' verdicts)"
same "label and stop" 2 "$(grep -cE '^(label|stop) True True' verdicts)"
finish
