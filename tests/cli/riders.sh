#!/usr/bin/env bash
# Riders by telephone: found by what is said, added, changed, corrected, replaced and withdrawn;
# what each does to seat, party and order is said, and outlives later lists.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-09 4
    printf '<allocation id="N" kind="ticket-block" mode="train" seats="1" state="submitted" namesBy="2018-01-25T18:00">'
    printf '<stop place="370112" at="2018-02-12T09:00" use="board"/><stop place="411600" at="2018-02-12T15:30" use="alight"/></allocation>\n'
} | supply
person() { # person REF NAME DOCUMENT PHONE DAY [TRIP ATTRIBUTES] [employer]
    printf '<rider ref="%s"><name>%s</name><document type="resident-id">%s</document><phone>%s</phone><employer>%s</employer>' "$1" "$2" "$3" "$4" "${7:-济南劳务公司}"
    printf '<trip direction="home" from="370112" to="411602" earliest="2018-02-%s" latest="2018-02-%s" %s/></rider>\n' "$5" "$5" "${6:-}"
}
number() { # number SERIAL: a document that no real person can have
    python3 - "$1" <<'PY'
import sys
d = "37990119800208%03d" % int(sys.argv[1])
w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
print(d + "10X98765432"[sum(int(c) * v for c, v in zip(d, w)) % 11])
PY
}
riders() {
    person R1 测试甲 "$(number 11)" 15400000001 07 'party="P" together="must" applied="2018-01-10"'
    person R2 测试乙 "$(number 22)" 15400000002 07 'party="P" together="must" applied="2018-01-10"'
    person R3 单演示 "$(number 33)" 15400001234 07 'applied="2018-01-11"' 鲁中电子厂
    person R4 演示丁 "$(number 44)" 15400005678 07 'applied="2018-01-12"'
    person R5 演示戊 "$(number 55)" 15400005679 07 'applied="2018-01-13"'
    person Z1 演示己 "$(number 66)" 15400005680 12 'modes="train"'
}
riders | list S1 1
exits 0 "$HOMEWARD" match
same "the plan" "A:seated A:seated A:seated A:seated - N:told" "$(where R1 R2 R3 R4 R5 Z1)"
found() { "$HOMEWARD" --json rider find "$@" | grep -o '"ref":"[^"]*"' | cut -d'"' -f4 | paste -sd' '; }

# Found by whatever is said.
same "the whole name" "R3" "$(found 单演示)"
same "the beginning" "R1 R2" "$(found 测试)"
same "the given name" "R3 R4 R5 Z1" "$(found 演示)"
same "initials" "R3" "$(found sys)"
same "the other readings of 单" "R3 R3" "$(found dys) $(found CYS)"
same "end of a phone" "R4" "$(found 5678)"
same "end of a document" "R2" "$(found "$(number 22 | tail -c 7)")"
same "a whole document" "R2" "$(found "$(number 22)")"
same "part of the employer" "R3" "$(found 电子)"
same "party" "R1 R2" "$(found P)"
same "ref" "R3" "$(found R3)"
same "station and ref" "R3" "$(found S1/R3)"
same "several words: all of them" "R5" "$(found 演示 5679)"
same "nobody" "" "$(found 演示 0000)"
exits 0 "$HOMEWARD" --json rider find 演示
says '"document":"**************' out
same "no whole document or phone" 0 "$(grep -cE '154[0-9]{8}|379901[0-9]{8}' out)"
for text in '%' '_' "'" '"' $'\\' '*' '../..' '-- ' "$(printf 'x%.0s' {1..2000})"; do exits 0 "$HOMEWARD" rider find -- "$text"; done
for lang in zh en; do
    exits 0 "$HOMEWARD" --lang $lang rider find 演示
    exits 0 "$HOMEWARD" --lang $lang rider show S1/R3
done
says "A 2018-02-07T08:00 at 山东省济南市历城区, seat" out
exits 3 "$HOMEWARD" rider show 演示
exits 0 "$HOMEWARD" --json rider show 演示 --pick 2
says '"ref":"R4"' out
exits 0 "$HOMEWARD" --json rider show S1/R3
says '"board":"山东省济南市历城区","board_at":"2018-02-07T08:00"' out
says '"crew":null' out
exits 3 "$HOMEWARD" rider show 演示 --pick 9
exits 2 "$HOMEWARD" rider show 演示 --pick x

# A wrong character: rider, seat and place in order stay.
stood=$(bookings)
placed() { sqlite3 it.db "SELECT placed FROM request q JOIN rider r ON r.id = q.rider WHERE ref = '$1'"; }
order=$(placed R3)
before=$(sqlite3 it.db .dump | cksum)
exits 0 "$HOMEWARD" rider correct 单演示 --name 单演事 --dry-run
same "a trial changes nothing" "$before" "$(sqlite3 it.db .dump | cksum)"
exits 0 "$HOMEWARD" rider correct 单演示 --name 单演事
same "the seat stays" "$stood" "$(bookings)"
same "the place in order stays" "$order" "$(placed R3)"
same "found by the new name" "R3" "$(found 单演事)"
same "not by the old one" "" "$(found 单演示)"
exits 0 "$HOMEWARD" rider correct S1/R3 --document "$(number 34)"
exits 3 "$HOMEWARD" --json rider correct S1/R3 --document "$(number 34 | tr 0123456789X 123456789X0)"
exits 3 "$HOMEWARD" --json rider correct S1/R3 --document "$(number 44)"
says '"code":"already-there"' out
exits 3 "$HOMEWARD" rider correct S1/R3 --name ''
exits 2 "$HOMEWARD" rider correct S1/R3
exits 2 "$HOMEWARD" rider correct S1/R3 --days 2018-02-09

# Added by telephone: behind those before, told so.
exits 0 "$HOMEWARD" --json rider add --station S1 --name 演示庚 --document "$(number 77)" --phone 15400007777 --to 周口市 --days 2月7日
same "the fourth of the coach is taken" 1 "$(field ahead)"
new=$(field ref)
exits 3 "$HOMEWARD" --json rider add --station S1 --name 演示庚 --document "$(number 77)" --to 周口市 --days 2月8日
says '"code":"already-there"' out
exits 3 "$HOMEWARD" --json rider add --station S2 --name 演示庚 --document "$(number 77)" --to 周口市 --days 2月7日
says '"code":"claimed-elsewhere"' out
exits 3 "$HOMEWARD" rider add --station S1 --name 演示辛 --document "$(number 78)" --to 无此地 --days 2月7日
exits 3 "$HOMEWARD" rider add --station S1 --name 演示辛 --document "$(number 78)" --to 周口市 --days 4月30日
exits 3 "$HOMEWARD" rider add --station S9 --name 演示辛 --document "$(number 78)" --to 周口市 --days 2月7日
exits 2 "$HOMEWARD" rider add --name 演示辛
before=$(sqlite3 it.db .dump | cksum)
for bad in '--name=' '--document=1' '--to=' '--days=x' '--phone=電' '--party=a/b"<' '--luggage=-1' '--modes=;' '--needs=x'; do
    "$HOMEWARD" rider add --station S1 --name 演示辛 --document "$(number 79)" --to 周口市 --days 2月7日 "$bad" --dry-run >out 2>err
    same "$bad: refused or taken, not broken" 1 "$(($? == 0 || $? == 3))"
done
same "trials leave nothing" "$before" "$(sqlite3 it.db .dump | cksum)"

# A change that the seat allows keeps it; one that it does not gives it back and says who is next.
exits 0 "$HOMEWARD" booking told S1/R4 --means call
exits 0 "$HOMEWARD" rider change S1/R4 --luggage 3
same "more luggage, the same seat" "A:told" "$(where R4)"
exits 0 "$HOMEWARD" --json rider change S1/R4 --days 2018-02-09 --dry-run
same "a trial" "A:told" "$(where R4)"
says '"freed":"A"' out
exits 0 "$HOMEWARD" --json rider change S1/R4 --days 2018-02-09
same "the seat is given back" "-" "$(where R4)"
says '"next":{"station":"S1","ref":"R5"' out
same "to be reached" true "$(field to_reach)"
same "on the list of those to be reached" "R4" "$("$HOMEWARD" --json told list | grep -o '"ref":"[^"]*"' | cut -d'"' -f4)"
exits 0 "$HOMEWARD" --lang zh rider change S1/R4 --days 2018-02-09
says "请再通知本人" out
exits 0 "$HOMEWARD" waiting fill A
same "the next one sits there" "A:seated" "$(where R5)"
exits 0 "$HOMEWARD" check

# One of a must party: it is placed anew as a whole, unless promised.
exits 0 "$HOMEWARD" rider change S1/R1 --days 2018-02-09
same "the proposals of both go" "- -" "$(where R1 R2)"
exits 0 "$HOMEWARD" rider change S1/R1 --days 2018-02-07
exits 0 "$HOMEWARD" match
exits 0 "$HOMEWARD" booking confirm S1/R1
exits 0 "$HOMEWARD" rider change S1/R2 --days 2018-02-09
same "a promise stays" "A:confirmed -" "$(where R1 R2)"
exits 0 "$HOMEWARD" check

# Another person on the seat.
exits 0 "$HOMEWARD" --json rider replace S1/R1 --name 演示壬 --document "$(number 88)" --phone 15400008888
same "the seat stays" "A:confirmed" "$(where R1)"
same "nobody has told the new person" true "$(field to_reach)"
exits 0 "$HOMEWARD" booking told S1/R1 --means call
exits 2 "$HOMEWARD" rider replace S1/R1 --name 演示壬

# With the carrier: by replace only.
exits 3 "$HOMEWARD" --json rider change S1/Z1 --days 2018-02-09
says '"code":"names-with-carrier"' out
exits 3 "$HOMEWARD" rider withdraw S1/Z1
exits 0 "$HOMEWARD" rider replace S1/Z1 --name 演示癸 --document "$(number 99)"
same "the ticket stays" "N:told" "$(where Z1)"

# Withdrawn: the seat comes free, and lists do not bring the rider back.
exits 0 "$HOMEWARD" rider withdraw S1/R3 --dry-run
exits 0 "$HOMEWARD" --json rider withdraw S1/R3
says '"freed":"A"' out
exits 3 "$HOMEWARD" rider withdraw S1/R3
same "who withdrew is not called" "R2 R4 Z1" "$("$HOMEWARD" --json told list | grep -o '"ref":"[^"]*"' | cut -d'"' -f4 | sort | paste -sd' ')"
riders | list S1 2
"$HOMEWARD" list show "$(sqlite3 it.db 'SELECT max(id) FROM import')" >out
same "still withdrawn" "0" "$(sqlite3 it.db "SELECT standing FROM rider WHERE ref = 'R3'")"
same "added by hand: still there" "1" "$(sqlite3 it.db "SELECT standing FROM rider WHERE ref = '$new'")"
same "changed by hand: still changed" "演示壬" "$("$HOMEWARD" --json rider show S1/R1 | grep -o '"name":"[^"]*"' | cut -d'"' -f4)"
says "人工" out
exits 0 "$HOMEWARD" check
# Whom to ask on the way is said with the seat.
exits 0 "$HOMEWARD" run set A 'driver=演示司机 15400000099'
exits 0 "$HOMEWARD" --json rider show S1/R1
says '"allocation":"A"' out
says '"crew":"演示司机 15400000099"' out

finish
