#!/usr/bin/env bash
# Seats of a ticket-block as the carrier returns them: by document, name or ref; what is wrong with a
# row stops no other; a seat for two riders goes to neither; a re-match keeps them.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    printf '<allocation id="T1" kind="ticket-block" mode="train" service="K8271" seats="9"><stop place="370112" at="2018-02-08T19:10" use="board"/>'
    printf '<stop place="411600" at="2018-02-09T06:00" use="alight"/></allocation>\n'
    run C1 2018-02-20 4
} | supply
person() { # REF NAME
    printf '<rider ref="%s"><name>%s</name><document type="other">TEST-%s</document><phone>15400000001</phone>' "$1" "$2" "$1"
    printf '<trip direction="home" from="370112" to="411602" earliest="2018-02-08" latest="2018-02-08"/></rider>\n'
}
{
    person R1 测试甲
    person R2 测试乙
    person R3 测试丙
    person R4 测试丙
    person R5 测试丁
    rider R6 20 20
} | list S1 1
exits 0 "$HOMEWARD" match
seats() { sqlite3 it.db "SELECT ref || '=' || coalesce(seat, '-') FROM booking b JOIN request q ON q.id = b.request JOIN rider r ON r.id = q.rider JOIN allocation a ON a.id = b.allocation WHERE a.key = 'T1' ORDER BY ref" | paste -sd' '; }
entries() { sqlite3 it.db "SELECT count(*) FROM journal WHERE action = 'tickets import'"; }
codes() { grep -o '"code":"[^"]*"' out | cut -d'"' -f4 | paste -sd' '; }
same "nobody has a seat before the carrier says so" "R1=- R2=- R3=- R4=- R5=-" "$(seats)"

# A trial names them and changes nothing; the import takes them in every way they are written.
cat >seats.csv <<'CSV'
K8271 席位表,,,,,
车次,乘车日期,姓名,证件号码,车厢,座位号
K8271次,2018-02-08,测试甲,TEST-R1,5,18
k8271,2018年2月8日 19:10,测试乙,test-r2,,０５车０１９号
合计,,2,,,
CSV
exits 0 "$HOMEWARD" --json tickets import seats.csv --allocation T1 --dry-run
same "a trial says who" "2 2 0 0 3 true" "$(field rows) $(field new) $(field changed) $(field refused) $(field without_seat) $(field dry_run)"
same "and changes nothing" "R1=- R2=- R3=- R4=- R5=- 0" "$(seats) $(entries)"
exits 0 "$HOMEWARD" --lang en tickets import seats.csv --allocation T1
says "S1/R1 - -> 05车018号" out
says "2 rows: 2 new seats" out
same "written as on the ticket" "R1=05车018号 R2=05车019号 R3=- R4=- R5=- 1" "$(seats) $(entries)"
exits 0 "$HOMEWARD" --json tickets import seats.csv --allocation T1
same "again is nothing" "0 2 1" "$(field new) $(field same) $(entries)"
exits 0 "$HOMEWARD" match
same "a re-match keeps them" "R1=05车018号 R2=05车019号 R3=- R4=- R5=-" "$(seats)"

# They are shown.
exits 0 "$HOMEWARD" run seats T1
says "05车018号" out
exits 0 "$HOMEWARD" export bookings -o b.csv --force
says "05车018号" b.csv
exits 0 "$HOMEWARD" manifest T1 -o paper --format csv
says "05车019号" "$(echo paper/*.csv)"

# What is wrong is said by row; the others are taken; no document is named.
cat >faults.csv <<'CSV'
train,date,name,document,last digits,ref,seat
K9999,2018-02-08,,TEST-R3,,,6车1号
K8271,2018-02-09,,TEST-R3,,,6车1号
K8271,someday,,TEST-R3,,,6车1号
K8271,,,TEST-R6,,,6车1号
K8271,,,TEST-NOBODY,,,6车1号
K8271,,测试丙,,,,6车1号
K8271,,测试甲,TEST-R3,,,6车1号
K8271,,,TEST-R3,,,1号
K8271,,,TEST-R3,,,靠窗
K8271,,,TEST-R3,,,
K8271,,,,,,6车1号
K8271,,测试丙,,R4,,06车004号下铺
K8271,,,,,S1/R5,6车12F
CSV
exits 1 "$HOMEWARD" --json tickets import faults.csv --allocation T1
same "each fault has its word" "other-train other-date date-unreadable not-booked not-booked several person-disagrees no-car seat-unreadable no-seat nobody" "$(codes)"
same "and the others are taken" "R1=05车018号 R2=05车019号 R3=- R4=06车004号下铺 R5=06车12F号" "$(seats)"
if grep -qE "TEST-?R" out err; then bad "a document is named"; else good; fi
exits 1 "$HOMEWARD" tickets import faults.csv --allocation T1
says "faults.csv:2 退回 车次 other-train" err
exits 1 "$HOMEWARD" --lang en tickets import faults.csv --allocation T1
says "faults.csv:3 rejected 日期 other-date: the date is not the day" err

# A seat for two goes to neither; whose seat stands keeps it; two riders may change seats.
printf '姓名,证件号,座位\n,TEST-R3,7车1号\n,TEST-R4,7车1号\n,TEST-R5,5车18号\n' >taken.csv
exits 1 "$HOMEWARD" --json tickets import taken.csv --allocation T1
same "three are refused" "seat-taken seat-taken seat-taken" "$(codes)"
same "nobody loses a seat" "R1=05车018号 R2=05车019号 R3=- R4=06车004号下铺 R5=06车12F号" "$(seats)"
printf '姓名,证件号,座位\n,TEST-R1,5车19号\n,TEST-R2,5车18号\n,TEST-R3,5车20号\n,TEST-R3,5车21号\n' >swap.csv
exits 1 "$HOMEWARD" --json tickets import swap.csv --allocation T1
same "two seats for one rider are none" "two-seats two-seats" "$(codes)"
same "two riders changed" "R1=05车019号 R2=05车018号 R3=- R4=06车004号下铺 R5=06车12F号" "$(seats)"
printf '姓名,证件号,座位\n,TEST-R5,无座\n' >standing.csv
exits 0 "$HOMEWARD" --json tickets import standing.csv --allocation T1
same "a ticket without a seat" "standing R5=-" "$(codes) $(seats | grep -o 'R5=.*')"
exits 0 "$HOMEWARD" check

# Who leaves the block loses the seat.
exits 0 "$HOMEWARD" booking cancel S1/R1
exits 0 "$HOMEWARD" match
same "the seat went with the booking" "R1=-" "$(seats | grep -o 'R1=[^ ]*')"

# What cannot be meant is refused whole.
before=$(bookings)
exits 2 "$HOMEWARD" tickets import seats.csv
exits 3 "$HOMEWARD" tickets import seats.csv --allocation C1
exits 3 "$HOMEWARD" tickets import seats.csv --allocation NONE
printf 'a,b\n1,2\n' >odd.csv
exits 3 "$HOMEWARD" tickets import odd.csv --allocation T1
exits 3 "$HOMEWARD" tickets import seats.csv odd.csv --allocation T1
exits 3 "$HOMEWARD" tickets import missing.csv --allocation T1
same "nothing changed" "$before" "$(bookings)"
finish
