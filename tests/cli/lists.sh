#!/usr/bin/env bash
# The life of a rider list: what comes in, goes back, is looked at first, is corrected and is taken
# back again. Each rule with somebody who breaks it.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_NOW=2018-01-23T10:00

# ---- a campaign, a coach of 45, stations S1 to S4, and people who are nobody ----

cat >campaign.xml <<'XML'
<campaign xmlns="urn:homeward:campaign:1" id="lists" name="名单" starts="2018-01-15" ends="2018-03-31">
  <rules boardWithinKm="30" alightWithinKm="60" documentRegions="379901-379917"/>
</campaign>
XML
cat >supply.xml <<'XML'
<supply xmlns="urn:homeward:supply:1" campaign="lists" office="370100">
  <vehicle id="鲁I10001" kind="coach" seats="45"/>
  <allocation id="C1" kind="chartered-coach" vehicle="鲁I10001">
    <stop place="370100" at="2018-02-07T08:00" use="board"/><stop place="411600" at="2018-02-07T20:00" use="alight"/>
  </allocation>
</supply>
XML
id() { # id N: a synthetic resident id, another for each N
    awk -v n="$1" 'BEGIN {
        split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", w, " ")
        text = sprintf("3799011980%02d%02d%03d", n % 12 + 1, int(n / 12) % 28 + 1, int(n / 336) + 1)
        for (i = 1; i <= 17; i++) sum += substr(text, i, 1) * w[i]
        print text substr("10X98765432", sum % 11 + 1, 1) }'
}
afresh() { # a database of its own
    export HOMEWARD_DB=$PWD/$1.db
    "$HOMEWARD" init campaign.xml >/dev/null
    "$HOMEWARD" supply import supply.xml >/dev/null
    for station in S1 S2 S3 S4; do
        "$HOMEWARD" station add "$station" --office 370100 --name "站$station" >/dev/null
    done
}
# rider REF N [LATEST] [TO]: an element; name, document and phone are made of N
rider() {
    printf '<rider ref="%s"><name>演示%s</name><document type="resident-id">%s</document><phone>1540000%04d</phone><trip direction="home" from="370102" to="%s" earliest="2018-02-05" latest="%s"/></rider>\n' \
        "$1" "$(printf '%s' "甲乙丙丁戊己庚辛壬癸" | cut -c$((3 * ($2 % 10) + 1))-$((3 * ($2 % 10) + 3)))" "$(id "$2")" "$2" "${4:-411602}" "${3:-2018-02-08}"
}
list() { # list STATION SERIAL: riders on standard input
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<riderList xmlns="urn:homeward:rider-list:1" station="%s" campaign="lists" serial="%s" issued="2018-01-20T09:%02d:00">\n%s\n</riderList>\n' "$1" "$2" "$2" "$(cat)"
}
take() { # take FILE STATION [OPTION...]: imported, answer in ./out
    local file=$1 station=$2
    shift 2
    "$HOMEWARD" --json list import "$file" --station "$station" "$@" >out 2>err
}
counts() { # counts ROWS ACCEPTED WARNED REJECTED NEW CHANGED UNCHANGED WITHDRAWN: of ./out
    same "counts" "$*" "$(field rows) $(field accepted) $(field warned) $(field rejected) $(field new) $(field changed) $(field unchanged) $(field withdrawn)"
}
sql() { sqlite3 "$HOMEWARD_DB" "$1"; }
facts() { # all that a list decides, without row numbers that an import hands out
    sql "SELECT s.code, r.ref, r.standing, r.leaving, p.document, p.name, p.phone, p.employer FROM rider r JOIN person p ON p.rider = r.id JOIN station s ON s.id = r.station ORDER BY 1, 2"
    sql "SELECT s.code, r.ref, q.trip, q.direction, q.to_place, q.earliest, q.preferred, q.latest, q.placed, q.standing, q.leaving FROM request q JOIN rider r ON r.id = q.rider JOIN station s ON s.id = r.station ORDER BY 1, 2, 3"
    sql "SELECT count(DISTINCT same_as) FROM rider WHERE standing"
}
refused() { # refused WORD COMMAND...: exit 3, the word, and nothing changed
    local word=$1 before
    shift
    before=$(sql .dump | cksum)
    exits 3 "$HOMEWARD" --json "$@"
    says "\"code\":\"$word\"" out
    same "$*" "$before" "$(sql .dump | cksum)"
}

# ---- serials, the same list again, a look before ----

afresh serial
{ rider A1 1; rider A2 2; rider A3 3; } | list S1 3 >three.xml
before=$(cksum <serial.db)
take three.xml S1 --dry-run
counts 3 3 0 0 3 0 0 0
says '"dry_run":true' out
same "a dry run leaves the file as it is" "$before" "$(cksum <serial.db)"
wanted=$(sed 's/"dry_run":true,//' out)
take three.xml S1
same "a dry run answers what the import does" "$wanted" "$(cat out)"
before=$(cksum <serial.db)
exits 0 "$HOMEWARD" list import three.xml --station S1
says "第 1 次导入" out
says "2018-01-23T10:00" out
take three.xml S1
same "the earlier import" 1 "$(field same_as)"
same "the same list again changes nothing" "$before" "$(cksum <serial.db)"
sed 's/serial="3"/serial="2"/' three.xml >older.xml
refused old-serial list import older.xml --station S1
sed 's/演示乙/演示丑/' three.xml >other.xml
refused old-serial list import other.xml --station S1
{ rider A1 1; rider A2 2 2018-02-09; rider A4 4; } | list S1 4 >four.xml
take four.xml S1 --dry-run
same "a dry run withdraws nobody" 3 "$(sql 'SELECT count(*) FROM rider WHERE standing')"
take four.xml S1
counts 3 3 0 0 1 1 1 1
same "by ref: changed, missing, new" "A1|1|17570 A2|1|17571 A3|0|17570 A4|1|17570" \
    "$(sql "SELECT r.ref, r.standing, q.latest FROM rider r JOIN request q ON q.rider = r.id ORDER BY r.ref" | tr '\n' ' ' | sed 's/ $//')"
same "a change keeps the place in order" 1 "$(sql "SELECT count(DISTINCT placed) FROM request WHERE rider IN (1, 2)")"

# ---- the guard against mass withdrawal ----

afresh guard
for i in $(seq 100 399); do rider "G$i" "$i"; done >riders.txt
list S1 1 <riders.txt >all.xml
take all.xml S1
tail -n +31 riders.txt | list S1 2 >most.xml # 30 of 300: no more than a tenth
take most.xml S1
counts 270 270 0 0 0 0 270 30
tail -n +61 riders.txt | list S1 3 >fewer.xml # 30 of 270: more than 20 and than a tenth
refused mass-withdrawal list import fewer.xml --station S1
refused mass-withdrawal list import fewer.xml --station S1 --dry-run
take fewer.xml S1 --allow-withdraw
counts 240 240 0 0 0 0 240 30
head -n 20 riders.txt | list S2 1 >few.xml
take few.xml S2
echo | list S2 2 >none.xml
take none.xml S2 # 20 of 20: not more than 20
counts 0 0 0 0 0 0 0 20

# ---- told and confirmed seats are not freed by a list ----

afresh told
{ rider A1 1; rider A2 2; rider A3 3; } | list S1 1 >one.xml
take one.xml S1
"$HOMEWARD" match >/dev/null
"$HOMEWARD" booking confirm S1/A1 >/dev/null
"$HOMEWARD" booking told S1/A2 >/dev/null
rider A4 4 | list S1 2 >two.xml
take two.xml S1
counts 1 1 0 0 1 0 0 3
exits 0 "$HOMEWARD" --json list show 2
says '"leaving":[{"station":"S1","ref":"A1","trip":1,"status":"confirmed","allocation":"C1"},{"station":"S1","ref":"A2","trip":1,"status":"told","allocation":"C1"}]' out
exits 0 "$HOMEWARD" --json status
same "status counts them" 2 "$(field leaving)"
exits 0 "$HOMEWARD" status
says "待人工处理" out
same "only the proposal was dropped" "A1 A2" "$(sql 'SELECT ref FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider ORDER BY 1' | tr '\n' ' ' | sed 's/ $//')"
{ rider A4 4; rider A5 5; } | list S1 3 >three-told.xml
take three-told.xml S1
counts 2 2 0 0 1 0 1 0
{ rider A2 2; rider A4 4; rider A5 5; } | list S1 4 >back.xml
take back.xml S1 # who is named again waits no more
counts 3 3 0 0 0 1 2 0
"$HOMEWARD" booking cancel S1/A1 >/dev/null
exits 0 "$HOMEWARD" --json status
same "a cancelled seat settles it" 0 "$(field leaving)"
same "and its rider is withdrawn" 0 "$(sql "SELECT standing FROM rider WHERE ref = 'A1'")"
exits 0 "$HOMEWARD" check

# ---- a change that concerns no journey keeps the seat ----

"$HOMEWARD" match >/dev/null
same "A4 has a seat" 1 "$(sql "SELECT count(*) FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider WHERE r.ref = 'A4'")"
{ rider A2 2; rider A4 4 | sed 's/15400000004/15400009904/'; rider A5 5 2018-02-09; } | list S1 5 >phone.xml
take phone.xml S1
counts 3 3 0 0 0 2 1 0
same "another phone: the seat stays; other days: it is proposed anew" "A2 A4" \
    "$(sql 'SELECT ref FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider ORDER BY 1' | tr '\n' ' ' | sed 's/ $//')"

# ---- rejected rows go back in the sender's columns ----

afresh rejects
{
    echo '姓名,身份证号码,手机号,目的地,乘车日期,备注'
    echo "演示甲,$(id 1),15400000001,河南周口,2018-02-07,好"
    echo "演示乙,$(id 2),15400000002,无此地县,2018-02-07,\"逗号,和\"\"引号\"\"\""
    echo "演示丙,$(id 3),15400000003,河南周口,2018-04-09,"
    echo "演示丁,$(id 4),15400000004,河南周口,2018-02-07,"
} >sheet.csv
take sheet.csv S1
counts 4 2 0 2 2 0 0 0
exits 0 "$HOMEWARD" --json list rejects 1 -o back.csv
same "rows written" 2 "$(field rows)"
same "the journal has the file's hash" "$(sha256sum <back.csv | cut -d' ' -f1)" "$(sql "SELECT json_extract(detail, '\$.sha256') FROM journal WHERE action = 'list rejects'")"
same "and how many" 2 "$(sql "SELECT json_extract(detail, '\$.rows') FROM journal WHERE action = 'list rejects'")"
same "for its owner only" 600 "$(stat -c %a back.csv)"
same "as Excel reads it" efbbbf "$(head -c 3 back.csv | od -An -tx1 | tr -d ' \n')"
says '姓名,身份证号码,手机号,目的地,乘车日期,备注,退回行号,退回原因' back.csv
says '"逗号,和""引号""",3,地名不认识' back.csv
says ',4,' back.csv
if grep -q 演示甲 back.csv; then bad "an accepted row went back"; else good; fi
refused file-exists list rejects 1 -o back.csv
exits 0 "$HOMEWARD" --lang en list rejects 1 -o back.csv --force
says 'rejected because' back.csv
refused unknown-import list rejects 9 -o none.csv
before=$(facts | grep -v 演示乙)
sed -i 's/无此地县/河南商丘/' back.csv
take back.csv S1
counts 2 1 0 1 1 0 0 0
same "only the corrected row changed" "$before" "$(facts | grep -v "演示乙\|S1-000003" | sed 's/^3$/2/')"
same "the added columns are nobody's remark" '逗号,和"引号"' "$(sql "SELECT remark FROM person WHERE name = '演示乙'")"
exits 0 "$HOMEWARD" --json list rejects 1 -o left.csv
same "what was answered is not kept" 1 "$(field rows)"
sed -i 's/2018-04-09/2018-02-09/' left.csv
take left.csv S1
same "nothing is kept any more" 0 "$(sql 'SELECT count(*) FROM rejected')"
same "of the cells neither" "0 0" "$(sql 'SELECT (SELECT count(*) FROM rejected_row), (SELECT count(*) FROM rejected_columns)' | tr '|' ' ')"
refused nothing-rejected list rejects 1 -o nothing.csv
if [ -e nothing.csv ]; then bad "an empty file was written"; else good; fi

# XML goes back as a table that comes in again, row by ref.
afresh rejects-xml
{ rider A1 1; rider A2 2 2018-02-01; rider A3 3; } | list S2 1 >dates.xml
take dates.xml S2
counts 3 2 0 1 2 0 0 0
exits 0 "$HOMEWARD" list rejects 1 -o dates.csv
sed -i 's/2018-02-01/2018-02-06/' dates.csv
take dates.csv S2
counts 1 1 0 0 1 0 0 0
same "under its own ref" "A1 A2 A3" "$(sql 'SELECT ref FROM rider ORDER BY ref' | tr '\n' ' ' | sed 's/ $//')"
same "a whole list answers all rows" 0 "$(sql 'SELECT count(*) FROM rejected')"
{ rider A1 1; rider A2 2 2018-02-01; } | list S2 2 >bad.xml
take bad.xml S2
same "kept until the next list" 1 "$(sql 'SELECT count(*) FROM rejected')"
{ rider A1 1; rider A3 3; } | list S2 3 >good.xml
take good.xml S2
same "and not longer" 0 "$(sql 'SELECT count(*) FROM rejected')"

# A workbook goes back as a workbook.
exits 0 "$HOMEWARD" list template -o form.xlsx
afresh rejects-xlsx
python3 - "$(id 1)" "$(id 2)" <<'PY'
import sys, zipfile
rows = [["姓名", "身份证号码", "目的地", "乘车日期"], ["演示甲", sys.argv[1], "河南周口", "2018-02-07"],
        ["演示乙", sys.argv[2], "无此地县", "2018-02-07"]]
cells = lambda r, row: "".join('<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (chr(65 + i), r, c) for i, c in enumerate(row))
with zipfile.ZipFile("sheet.xlsx", "w") as z:
    z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
    z.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    z.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一公司" sheetId="1" r:id="r1"/></sheets></workbook>')
    z.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    z.writestr("xl/worksheets/sheet1.xml", '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>' % "".join('<row r="%d">%s</row>' % (r, cells(r, row)) for r, row in enumerate(rows, 1)))
PY
take sheet.xlsx S1
counts 2 1 0 1 1 0 0 0
exits 0 "$HOMEWARD" list show 1
says "一公司:3 退回 目的地 unknown-place" out
exits 0 "$HOMEWARD" list rejects 1 -o back.xlsx
same "a zip of its own" PK "$(head -c 2 back.xlsx)"
take back.xlsx S1 # not corrected: rejected again, and the added columns are no remark
counts 1 0 0 1 0 0 0 0
same "nobody has a remark" "" "$(sql 'SELECT group_concat(remark) FROM person')"

# ---- proposed corrections ----

afresh correct
rider A1 1 | list S1 1 >first.xml
take first.xml S1
"$HOMEWARD" match >/dev/null
"$HOMEWARD" booking confirm S1/A1 >/dev/null
{
    echo '姓名,身份证号码,手机号,目的地,乘车日期'
    echo "演示乙,$(id 500),15400000001,河南周口,2018-02-07"
} >retyped.csv
before=$(facts)
take retyped.csv S1
counts 1 1 1 0 0 0 1 0
says '"code":"proposed-correction"' out
same "no second rider" 1 "$(sql 'SELECT count(*) FROM rider WHERE standing')"
exits 0 "$HOMEWARD" --json list corrections --station S1
says '"station":"S1","ref":"A1","document":"**************' out
if grep -q "$(id 500)" out; then bad "a whole document is shown"; else good; fi
exits 0 "$HOMEWARD" --json status
same "status counts them" 1 "$(field corrections)"
sed 's/2018-02-07/2018-02-08/' retyped.csv >retyped2.csv
take retyped2.csv S1 # the same proposal, not a second one
counts 1 1 1 0 0 0 1 0
same "one proposal" 1 "$(sql 'SELECT count(*) FROM correction')"
exits 2 "$HOMEWARD" list correct 1
exits 2 "$HOMEWARD" list correct 1 --accept --refuse
refused unknown-correction list correct 7 --accept
cp correct.db refuse.db
exits 0 "$HOMEWARD" list correct 1 --accept
same "the rider has the document, seat and place stay" "A1|$(id 500)|3|1" \
    "$(sql "SELECT r.ref, p.document, b.status, r.standing FROM rider r JOIN person p ON p.rider = r.id JOIN request q ON q.rider = r.id JOIN booking b ON b.request = q.id")"
same "and nobody else is there" 1 "$(sql 'SELECT count(*) FROM rider')"
take retyped2.csv S1 # the row is known by its document now
same "no new rider" 0 "$(field new)"
same "the journal says who" "S1/A1" "$(sql "SELECT object FROM journal WHERE action = 'list correct'")"
rider A1 1 | list S1 2 >stale.xml
take stale.xml S1
says '"code":"settled-by-hand"' out
same "the list does not take the correction back" "$(id 500)" "$(sql 'SELECT document FROM person')"
if grep -q "$(id 500)\|$(id 1)" out; then bad "a warning shows a document"; else good; fi
export HOMEWARD_DB=$PWD/refuse.db
exits 0 "$HOMEWARD" list correct 1 --refuse
same "a rider of its own, with what the row said" "$(id 1)|17570 $(id 500)|17570" \
    "$(sql 'SELECT p.document, q.latest FROM rider r JOIN person p ON p.rider = r.id JOIN request q ON q.rider = r.id WHERE r.standing ORDER BY r.id' | tr '\n' ' ' | sed 's/ $//')"
take retyped2.csv S1
same "not proposed again" 0 "$(sql 'SELECT count(*) FROM correction')"
exits 0 "$HOMEWARD" check
# Two rows of one file are two riders, but not silently.
afresh twins
{ rider A1 1; rider A2 1 | sed "s/$(id 1)/$(id 501)/"; } | list S1 1 >twins.xml
take twins.xml S1
counts 2 2 1 0 2 0 0 0
says '"code":"namesake"' out
# A correction by a list with refs: the rider goes by the new ref from then on.
afresh refs
rider A1 1 | list S1 1 >old.xml
take old.xml S1
rider B1 1 | sed "s/$(id 1)/$(id 502)/" | list S1 2 >new.xml
take new.xml S1
counts 1 1 1 0 0 0 1 0
exits 0 "$HOMEWARD" list correct 1 --accept
sed 's/serial="2"/serial="3"/' new.xml >newer.xml
take newer.xml S1
counts 1 1 0 0 0 0 1 0
same "one rider, under the new ref" "B1|1" "$(sql 'SELECT ref, standing FROM rider')"

# ---- taking an import back ----

afresh undo
{ rider A1 1; rider A2 2; rider A3 3; rider A4 4; } | list S1 1 >one.xml
take one.xml S1
start=$(facts)
{ rider A1 1 2018-02-09; rider A2 2 | sed "s/$(id 2)/$(id 600)/"; rider A4 4; rider A5 5; rider A6 6 2018-02-01; } | list S1 2 >two.xml
take two.xml S1
counts 5 4 0 1 1 2 1 1
after=$(facts)
before=$(cksum <undo.db)
exits 0 "$HOMEWARD" --json list undo 2 --dry-run
same "what a dry run says" "1 2 1" "$(field removed) $(field restored) $(field stood_up)"
same "and leaves" "$before" "$(cksum <undo.db)"
exits 0 "$HOMEWARD" --json list undo 2
same "removed, restored, standing again" "1 2 1" "$(field removed) $(field restored) $(field stood_up)"
says '"kept":[]' out
same "as before the import" "$start" "$(facts)"
same "its rejected rows are gone" 0 "$(sql 'SELECT count(*) FROM rejected')"
same "and what stood before it" 0 "$(sql 'SELECT count(*) FROM former_person')"
refused undone-before list undo 2
refused unknown-import list undo 9
exits 2 "$HOMEWARD" list undo two
exits 0 "$HOMEWARD" --json list show
says '"undone":"2018-01-23T10:00"' out
take two.xml S1
counts 5 4 0 1 1 2 1 1
same "the same file again works as if new" "$after" "$(facts)"
exits 0 "$HOMEWARD" --json list undo 3
exits 0 "$HOMEWARD" --json list undo 1
same "back to nothing" "0" "$(sql 'SELECT count(*) FROM rider')"
exits 0 "$HOMEWARD" check

# What is told or confirmed is kept; so is what a later list says.
afresh kept
{ rider A1 1; rider A2 2; rider A3 3; } | list S1 1 >one.xml
take one.xml S1
"$HOMEWARD" match >/dev/null
"$HOMEWARD" booking confirm S1/A1 >/dev/null
"$HOMEWARD" booking told S1/A2 >/dev/null
cp kept.db later.db
exits 0 "$HOMEWARD" --json list undo 1
says '"kept":[{"ref":"A1","reason":"confirmed"},{"ref":"A2","reason":"told"}]' out
same "the third is gone with the proposal" "2 2" "$(sql 'SELECT (SELECT count(*) FROM rider), (SELECT count(*) FROM booking)' | tr '|' ' ')"
take one.xml S1
counts 3 3 0 0 1 0 2 0
export HOMEWARD_DB=$PWD/later.db
{
    echo '报名号,姓名,身份证号码,手机号,目的地,最早日期,最晚日期,出发地'
    echo "A3,演示丁,$(id 3),15400000003,411602,2018-02-05,2018-02-09,370102"
    echo "A7,演示辛,$(id 7),15400000007,411602,2018-02-05,2018-02-09,370102"
} >more.csv
take more.csv S1
counts 2 2 0 0 1 1 0 0
exits 0 "$HOMEWARD" --json list undo 1
says '{"ref":"A3","reason":"later-import"}' out
same "the later list stays valid" "A3|17571 A7|17571" "$(sql "SELECT r.ref, q.latest FROM rider r JOIN request q ON q.rider = r.id WHERE r.ref IN ('A3', 'A7') ORDER BY 1" | tr '\n' ' ' | sed 's/ $//')"
exits 0 "$HOMEWARD" --json list undo 2
same "and is taken back as if the first had never come" "2 0" "$(field removed) $(field restored)"

# Somebody else's claim since, and a list too far back.
afresh claimed
{ rider A1 1; rider A2 2; } | list S1 1 >one.xml
take one.xml S1
rider A1 1 | list S1 2 >two.xml
take two.xml S1
rider B2 2 | list S2 1 >other.xml
take other.xml S2
exits 0 "$HOMEWARD" --json list undo 2
says '"kept":[{"ref":"A2","reason":"claimed-elsewhere"}]' out
same "no trip is claimed twice" 1 "$(sql "SELECT count(*) FROM rider r JOIN person p ON p.rider = r.id WHERE r.standing AND p.document = '$(id 2)'")"
for serial in 3 4 5; do
    { rider A1 1; rider A9 "$serial"0; } | list S1 "$serial" >next.xml
    take next.xml S1
done
refused too-far-back list undo 1
same "what stood before is kept no longer than it can be used" "" "$(sql 'SELECT group_concat(DISTINCT import) FROM former_person WHERE import < 5')"
exits 0 "$HOMEWARD" list undo 6
exits 0 "$HOMEWARD" list undo 5

# Proposals go with the import that made them.
afresh proposals
rider A1 1 | list S1 1 >one.xml
take one.xml S1
start=$(facts)
take retyped.csv S1
exits 0 "$HOMEWARD" --json list undo 2
same "corrections" 1 "$(field corrections)"
same "as before" "$start" "$(facts)"
same "none is open" 0 "$(sql 'SELECT count(*) FROM correction')"

# ---- free children ----

afresh children
child() { printf '<rider ref="%s" with="%s" seat="none"><name>演示小</name><document type="passport">E0000000%s</document></rider>\n' "$1" "$2" "$3"; }
{ rider A1 1; child K1 A1 1; child K2 A9 2; } | list S1 1 >one.xml
take one.xml S1
counts 3 2 0 1 2 0 0 0
exits 0 "$HOMEWARD" --json list rejects 1 -o child.csv
same "the child without an adult goes back" 1 "$(field rows)"
"$HOMEWARD" match >/dev/null
"$HOMEWARD" booking confirm S1/A1 >/dev/null
exits 0 "$HOMEWARD" --json list undo 1
says '{"ref":"K1","reason":"confirmed"},{"ref":"A1","reason":"confirmed"}' out

# ---- what columns mean ----

afresh map
exits 2 "$HOMEWARD" --lang en list map --station S1 家里=nowhere
says "dest_county" err
exits 2 "$HOMEWARD" list map --station S1 家里
exits 2 "$HOMEWARD" list map 家里=dest
refused unknown-station list map --station S9 家里=dest
refused unknown-heading list map --station S1 --clear 家里
{
    echo '姓名,身份证号码,家里,走的日子'
    echo "演示甲,$(id 1),河南周口,2018-02-07"
} >odd.csv
refused missing-column list import odd.csv --station S1
exits 0 "$HOMEWARD" list map --station S1 家里=dest 走的日子=travel_date
take odd.csv S1
counts 1 1 0 0 1 0 0 0
refused missing-column list import odd.csv --station S2
exits 0 "$HOMEWARD" --json list map --station S1
says '"columns":{"家里":"dest","走的日子":"travel_date"}' out
exits 0 "$HOMEWARD" list map --station S1 --clear 家里
refused missing-column list import odd.csv --station S1

# ---- history ----

exits 0 "$HOMEWARD" --lang en list show
says "odd.csv  text $(sha256sum <odd.csv | cut -c1-12)  $(whoami)" out
says "1 rows, 1 accepted (0 with a warning), 0 rejected; 1 new, 0 changed, 0 unchanged, 0 withdrawn" out
refused unknown-import list show 99

# ---- the books balance, whatever comes ----

afresh books
RANDOM=2018
for round in $(seq 1 12); do
    station=S$((RANDOM % 3 + 1))
    for n in $(seq 1 40); do
        [ $((RANDOM % 4)) -eq 0 ] && continue
        latest=2018-02-0$((RANDOM % 6 + 4)) # some before the earliest day
        rider "R$n" "$((n + RANDOM % 2 * 1000))" "$latest"
    done | list "$station" "$round" >random.xml
    take random.xml "$station" --allow-withdraw
    same "round $round: rows = new + changed + unchanged + rejected" "$(field rows)" \
        $(($(field new) + $(field changed) + $(field unchanged) + $(field rejected)))
    same "round $round: rows = accepted + rejected" "$(field rows)" $(($(field accepted) + $(field rejected)))
    if [ $((RANDOM % 3)) -eq 0 ]; then
        last=$(sql 'SELECT max(id) FROM import WHERE undone IS NULL')
        before=$(sql "SELECT count(*) FROM rider WHERE standing")
        exits 0 "$HOMEWARD" --json list undo "$last"
        same "round $round: taken back" "$before" \
            $(($(sql 'SELECT count(*) FROM rider WHERE standing') + $(sql "SELECT added - withdrawn FROM import WHERE id = $last")))
    fi
    same "round $round: standing riders of the stations add up" "$(sql 'SELECT count(*) FROM rider WHERE standing')" \
        "$("$HOMEWARD" --json list show | grep -oE '"(station|new|withdrawn|undone)":("[^"]*"|null|[0-9]+)' | awk -F: '
            $1 == "\"undone\"" { undone = $2 != "null" }
            $1 == "\"new\"" && !undone { n += $2 }
            $1 == "\"withdrawn\"" && !undone { n -= $2 }
            END { print n + 0 }')"
done
exits 0 "$HOMEWARD" check
finish
