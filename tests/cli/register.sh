#!/usr/bin/env bash
# The hardship register: who is on it counts whatever a list says, what is not needed stays at the
# door, and nobody on it is left out unseen.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
from=$FIXTURES/scenarios/hardship-first
export HOMEWARD_DB=$PWD/it.db
exits 0 "$HOMEWARD" init "$from/campaign.xml"
exits 0 "$HOMEWARD" supply import "$from/supply.xml"
exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
dump() { sqlite3 it.db .dump | cksum; }
A=379901198001010010 B=379901198001010029 C=379901198001010037

# Three ask for one seat; the list calls nobody but R3 a hardship rider.
rider() { # rider REF NAME DOCUMENT [HARDSHIP]
    echo "<rider ref=\"$1\"><name>$2</name><document type=\"resident-id\">$3</document>${4:-}" \
        '<trip direction="home" from="370102" to="411602" earliest="2018-02-07" latest="2018-02-07"/></rider>'
}
list() { # list SERIAL RIDER...
    echo "<riderList xmlns=\"urn:homeward:rider-list:1\" station=\"S1\" campaign=\"scenario\" serial=\"$1\" issued=\"2018-01-22T09:00:00\">"
    shift
    printf '%s\n' "$@" '</riderList>'
}
list 1 "$(rider R1 测试甲 $A)" "$(rider R2 测试乙 $B)" "$(rider R3 测试丙 $C '<hardship/>')" >list.xml
exits 0 "$HOMEWARD" list import list.xml --station S1
hardship() { # who counts, by what export writes
    "$HOMEWARD" export riders -o riders.csv --force >/dev/null
    tail -n +2 riders.csv | awk -F, '{print $2 ":" $13}' | tr -d '\r' | paste -sd' '
}
same "what the list says" "R1:0 R2:0 R3:1" "$(hardship)"

# The union's form: title, columns that are dropped, a total, signatures; and the contacts apart.
cat >register.csv <<CSV
困难职工登记表,,,,,,,,,,,
职工编号,困难类别,姓名,民族,身份证号,健康状况,手机号码,家庭住址,本人月平均收入,致困原因,开户银行,银行卡号
D001,低保户,测试乙,汉,$B,残疾PLANTED1,154-0000-0002,某街PLANTED2,987654PLANTED3,大病PLANTED4,银行PLANTED5,62220000PLANTED6
D002,深度困难,测试丁,汉,379901198001010045,良好,15400000004,,,,,
D003,意外致困户,测试戊,汉,379902750505011,,,,,,,
D004,低保户,测试己,汉,379901198001010011,,,,,,,
D002,深度困难,测试丁,汉,379901198001010045,,,,,,,
合计,5,,,,,,,,,,
建档人：某,,,审核人：某,,,,,,,,
CSV
cat >contacts.csv <<'CSV'
困难职工联系人名单,,,
职工编号,姓名,联系人,联系电话
D001,测试乙,演示联系人一,15400000091
D002,不是此人,演示联系人二,15400000092
CSV
before=$(dump)
exits 1 "$HOMEWARD" --json register import register.csv contacts.csv --office 济南市 --dry-run
same "a trial changes nothing" "$before" "$(dump)"
exits 1 "$HOMEWARD" --json register import contacts.csv register.csv --office 济南市
same "counts" '"rows":7,"accepted":5,"warned":2,"rejected":2,"new":3,"changed":1,"unchanged":1,"withdrawn":0' \
    "$(grep -oE '"rows".*"withdrawn":[0-9]+' out)"
says '"row":6,"weight":"rejected","code":"check-digit","column":"身份证号"' out
says '"row":7,"weight":"warning","code":"registered-twice"' out
says '"row":5,"weight":"warning","code":"document-upgraded"' out
says '"row":4,"weight":"rejected","code":"not-on-register"' out
if grep -qE '[0-9]{15}|测试|154[0-9]{8}' out err; then bad "a message shows a person"; else good; fi
if grep -aqE 'PLANTED|987654|62220000' it.db; then bad "a column that is not needed was kept"; else good; fi
same "who is on the register counts" "R1:0 R2:1 R3:1" "$(hardship)"
exits 0 "$HOMEWARD" check

# The same files again: nothing, not even an entry in the journal.
before=$(dump)
exits 1 "$HOMEWARD" --json register import register.csv contacts.csv --office 济南市
same "again" '"new":0,"changed":0,"unchanged":5,"withdrawn":0' "$(grep -oE '"new".*"withdrawn":[0-9]+' out)"
same "again changes nothing" "$before" "$(dump)"

# One seat: of two hardship riders the first in order has it; explain and status see it.
exits 0 "$HOMEWARD" --json match
same "hardship asked" 2 "$(sed -E 's/.*"requests":\{"all":[0-9]+,"hardship":([0-9]+).*/\1/' out)"
exits 0 "$HOMEWARD" --json explain S1/R2
says '"status":"seated"' out
exits 0 "$HOMEWARD" --json explain S1/R1
says '"status":"waiting"' out
exits 0 "$HOMEWARD" --json status
says '"register":{"people":3,"without_request":2,"waiting":0,"seated":1}' out
says '"hardship_seated":' out
exits 0 "$HOMEWARD" --lang en status
says "the register holds 3 people, 2 of them without a request" out

# Who is left out.
exits 0 "$HOMEWARD" --json register list --without-request
same "left out" "测试丁 测试戊" "$(grep -oE '"name":"[^"]+"' out | cut -d'"' -f4 | paste -sd' ')"
says '"people":3,"without_request":2,"waiting":0,"seated":1,"offices":[{"people":3' out
says '"office":"370100"' out
if grep -qE '[0-9]{15}' out; then bad "a list shows a whole document"; else good; fi
exits 0 "$HOMEWARD" --lang zh register list
says "演示联系人一" out
says "15400000091" out
exits 0 "$HOMEWARD" --json register list --office 青岛市
says '"people":0' out
exits 0 "$HOMEWARD" register list --without-request -o left.csv
same "mode" 600 "$(stat -c %a left.csv)"
same "head" "office,number,name,document,class,contact,contact_phone,status" "$(head -1 left.csv | tr -d '\r')"
same "rows" 2 "$(($(wc -l <left.csv) - 1))"
if grep -qE '[0-9]{15}' left.csv; then bad "a table shows a whole document"; else good; fi
same "journal" "register list" "$(sqlite3 it.db 'SELECT action FROM journal ORDER BY id DESC LIMIT 1')"
exits 3 "$HOMEWARD" register list -o left.csv
exits 0 "$HOMEWARD" register list -o left.csv --force
same "all rows" 3 "$(($(wc -l <left.csv) - 1))"

# Names that a spreadsheet would run come out harmless.
printf '困难类别,姓名,身份证号\n=低保户,=测试庚,379901198001010061\n' >formula.csv
exits 0 "$HOMEWARD" register import formula.csv
exits 0 "$HOMEWARD" register list -o left.csv --force
says "\"'=测试庚\"" left.csv

# A list that comes later finds who is on the register; one that drops them or a corrected document
# loses the flag, and the list's own word stays.
list 2 "$(rider R1 测试甲 379901198001010045)" "$(rider R2 测试乙 $B)" "$(rider R3 测试丙 $C '<hardship/>')" >list2.xml
exits 0 "$HOMEWARD" list import list2.xml --station S1
same "a corrected document" "R1:1 R2:1 R3:1" "$(hardship)"
list 3 "$(rider R1 测试甲 $A)" "$(rider R2 测试乙 $B)" "$(rider R3 测试丙 $C '<hardship/>')" \
    "$(rider R4 测试丁 379901198001010045)" >list3.xml
exits 0 "$HOMEWARD" list import list3.xml --station S1
same "a later list" "R1:0 R2:1 R3:1 R4:1" "$(hardship)"
exits 0 "$HOMEWARD" check

# A whole register takes off whom it does not name; others keep what their list says.
printf '职工编号,困难类别,姓名,身份证号\nD002,深度困难,测试丁,379901198001010045\nD003,意外致困户,测试戊,379902750505011\nD009,低保户,测试丙,%s\n' $C >register2.csv
exits 3 "$HOMEWARD" --json register import contacts.csv --office 370100 --replace
says '"code":"no-register"' out
exits 0 "$HOMEWARD" --json register import register2.csv --office 370100 --replace
same "withdrawn" 1 "$(field withdrawn)"
same "R2 is off" "R1:0 R2:0 R3:1 R4:1" "$(hardship)"
printf '职工编号,困难类别,姓名,身份证号\nD002,深度困难,测试丁,379901198001010045\n' >register3.csv
exits 0 "$HOMEWARD" register import register3.csv --office 370100 --replace
same "the list's own word stays" "R1:0 R2:0 R3:1 R4:1" "$(hardship)"
exits 0 "$HOMEWARD" check
same "an office takes off only its own" 1 "$("$HOMEWARD" register list --json | grep -oE '"number":null' | wc -l)"

# check sees a flag that does not say what the register says.
sqlite3 it.db "UPDATE rider SET registered = NULL WHERE ref = 'R4'"
exits 1 "$HOMEWARD" --json check
says '"code":"hardship-flag","allocation":null,"request":"S1/R4"' out

# The rules of hardship hold alike when the register says what the list does not.
for name in hardship-first hardship-party need-held; do
    folder=$FIXTURES/scenarios/$name
    export HOMEWARD_DB=$PWD/$name.db
    exits 0 "$HOMEWARD" init "$folder/campaign.xml"
    exits 0 "$HOMEWARD" supply import "$folder/supply.xml"
    exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
    sed '/<hardship/d' "$folder/list.xml" >silent.xml
    exits 0 "$HOMEWARD" list import silent.xml --station S1
    {
        echo '困难类别,姓名,身份证号'
        grep -B1 '<hardship' "$folder/list.xml" | grep -oE '[0-9]{17}[0-9X]' | sed 's/^/低保户,测试甲,/'
    } >"$name.csv"
    exits 0 "$HOMEWARD" register import "$name.csv"
    exits 0 "$HOMEWARD" match
    "$HOMEWARD" export bookings -o "$name-b.csv" >/dev/null
    "$HOMEWARD" export waiting -o "$name-w.csv" >/dev/null
    same "$name" "$(sort "$folder/expect.txt")" \
        "$(tail -qn +2 "$name-b.csv" "$name-w.csv" | cut -d, -f2-4 | tr ',' ' ' | tr -d '\r' | sort)"
done
export HOMEWARD_DB=$PWD/it.db

# What is no register is refused whole.
before=$(dump)
refused() { # refused CODE WORD COMMAND...
    local code=$1 word=$2
    shift 2
    exits "$code" "$HOMEWARD" --json "$@"
    says "\"code\":\"$word\"" out
    same "$*" "$before" "$(dump)"
}
printf '姓名,身份证号,目的地,乘车日期\n测试甲,%s,河南周口,2018-02-07\n' $A >riders-only.csv
refused 3 missing-column register import riders-only.csv
refused 3 no-file register import missing.csv
refused 2 unknown-place register import register.csv --office 无此地
refused 2 file-needed register import -
refused 2 missing-argument register import
printf "x\n" >nothing.csv
refused 3 no-header register import register2.csv nothing.csv
finish
