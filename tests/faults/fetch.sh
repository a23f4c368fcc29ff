#!/usr/bin/env bash
# Fetching from servers that misbehave: every case of reliability's table F that a loopback can show,
# against the partner-station simulator, with all limits and waits at a fifth.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/stations.sh"
simulate --tls tls --ftp
export HOMEWARD_DB=$PWD/it.db HOMEWARD_FETCH_PACE=0.2
from=$FIXTURES/scenarios/date
exits 0 "$HOMEWARD" init "$from/campaign.xml"
exits 0 "$HOMEWARD" supply import "$from/supply.xml"
exits 0 "$HOMEWARD" list fetch # no station, nothing to do

http=http://127.0.0.1:$(port http)
https=https://127.0.0.1:$(port https)
quoted() { sed 's/%/%25/g; s/:/%3A/g; s,/,%2F,g; s/ /%20/g' <<<"$1"; }
# Station, what must come of it, tries, url ({} is its list). F1 certificates and redirects, F2 sizes
# and cuts, F3 time, F4 tries, F5 resuming, F7 addresses.
cat >cases <<CASES
good unchanged 1 $http/{}
plain imported 1 $http/plain/{}
chunked imported 1 $http/chunked/{}
https imported 1 $https/{}
localhost imported 1 https://localhost:$(port https)/{}
ftp imported 1 ftp://127.0.0.1:$(port ftp)/{}
file imported 1 file://$PWD/served/{}
expired certificate 1 https://127.0.0.1:$(port expired)/{}
self-signed certificate 1 https://127.0.0.1:$(port self-signed)/{}
other-host certificate 1 https://127.0.0.1:$(port other-host)/{}
unknown-issuer certificate 1 https://127.0.0.1:$(port unknown-issuer)/{}
tls-1.1 tls 1 https://127.0.0.1:$(port tls-1.1)/{}
no-tls tls 1 https://127.0.0.1:$(port http)/{}
to-http redirect-refused 1 $https/goto:$(quoted "$http/list-good.xml")/{}
to-file redirect-refused 1 $https/goto:$(quoted "file://$PWD/served/list-good.xml")/{}
to-ftp redirect-refused 1 $http/goto:$(quoted "ftp://127.0.0.1/list-good.xml")/{}
up-and-down redirect-refused 1 $http/goto:$(quoted "$https/goto:$(quoted "$http/list-good.xml")/list-good.xml")/{}
to-https imported 1 $http/goto:$(quoted "$https/list-to-https.xml")/{}
five-hops imported 1 $http/redirect:5/{}
six-hops redirects 1 $http/redirect:6/{}
endless too-large 1 $http/endless/{}
huge too-large 1 $http/huge/{}
endless-gzip encoded 1 $http/endless-gzip/{}
endless-close no-length 1 $http/endless-close/{}
short-length cut 5 $http/short-length/{}
long-length cut 1 $http/long-length/{}
short-chunk cut 5 $http/short-chunk/{}
no-last-chunk cut 5 $http/no-last-chunk/{}
until-close no-length 1 $http/until-close/{}
half-until-close no-length 1 $http/until-close:0.5/{}
hang no-answer 2 $http/hang/{}
drip too-slow 2 $http/drip/{}
drip-head too-slow 2 $http/drip-head/{}
late imported 2 $http/late/{}
503-thrice imported 4 $http/fail:503:3/{}
503-always http-status 5 $http/fail:503/{}
408 imported 2 $http/fail:408:1/{}
429 imported 2 $http/fail:429:1/{}
500 imported 2 $http/fail:500:1/{}
502 imported 2 $http/fail:502:1/{}
504 imported 2 $http/fail:504:1/{}
522 imported 2 $http/fail:522:1/{}
524 imported 2 $http/fail:524:1/{}
400 http-status 1 $http/fail:400/{}
401 not-admitted 1 $http/login/{}
403 not-admitted 1 $http/fail:403/{}
404 not-there 1 $http/fail:404/{}
after-past imported 2 $http/fail:503:1:-350037236/{}
after-date imported 2 $http/fail:503:1:$(quoted "Thu, 01 Jan 1970 00:00:00 GMT")/{}
after-junk imported 2 $http/fail:503:1:$(quoted "soon, we hope")/{}
unasked-304 http-status 1 $http/unasked-304/{}
cut imported 20 $http/cut/{}
cut-always cut 5 $http/cut-always/{}
cut-ignored imported 2 $http/cut-ignored/{}
cut-changed imported 2 $http/cut-changed/{}
cut-lied imported 3 $http/cut-changed:0/{}
short-127 private-address 1 http://127.1:$(port http)/{}
hex-127 private-address 1 http://0x7f000001:$(port http)/{}
octal-127 private-address 1 http://0177.0.0.1:$(port http)/{}
number-127 private-address 1 http://2130706433:$(port http)/{}
mapped-127 private-address 1 http://[::ffff:127.0.0.1]:$(port http)/{}
zero private-address 1 http://0:$(port http)/{}
other-127 private-address 1 $http/goto:$(quoted "http://127.0.0.2:$(port http)/list-good.xml")/{}
no-port no-connection 1 http://127.0.0.1:1/{}
no-folder not-there 1 file://$PWD/nowhere/{}
CASES
while read -r code _ _ url; do enter "$code" "${url/"{}"/list-$code.xml}"; done <cases
exits 0 "$HOMEWARD" station add private --office 370100 --name 测试站 --url "http://127.1:$(port http)/list-private.xml" --allow-private
list_for private
echo "private imported 1 -" >>cases

peak() { # peak COMMAND...: runs it and leaves its greatest memory, in KiB, in ./peak
    python3 -c '
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=open("peak", "w"))
sys.exit(status)' "$@"
}
# The three riders of all lists are the same: the first list has them, the others' rows are sent back.
exits 0 "$HOMEWARD" --json list fetch good
same "first" 1 "$(field fetched)"
exits 1 peak "$HOMEWARD" --json list fetch --ca tls/ca.pem
outcomes | sort >got
cut -d' ' -f1-3 cases | sort >wanted
while read -r line; do
    if grep -qxF -- "$line" got; then good; else bad "wanted «$line», got «$(grep "^${line%% *} " got)»"; fi
done <wanted
all_at_once=$(cat peak)
exits 3 peak "$HOMEWARD" --json list fetch endless
case "$HOMEWARD" in
*/asan/* | */tsan/*) ;; # their memory is not the program's
*)
    if [ "$all_at_once" -le $((64 * 1024)) ]; then good; else bad "memory of 66 at once: $all_at_once KiB"; fi
    if [ "$(cat peak)" -le $((32 * 1024)) ]; then good; else bad "memory of an endless list: $(cat peak) KiB"; fi
    ;;
esac

# What was not fetched left nothing; what was is the file to the letter, however often it was cut.
imported=$(grep -cE ' (imported|unchanged) ' wanted)
same "imports" "$imported" "$(sqlite3 it.db 'SELECT count(*) FROM import')"
for code in good cut cut-ignored cut-changed cut-lied 503-thrice chunked ftp; do
    same "$code: bytes" "$(sha256sum "served/list-$code.xml" | cut -d' ' -f1)" \
        "$(sqlite3 it.db "SELECT sha256 FROM import JOIN station ON station.id = station WHERE code = '$code'")"
done
same "requests of 503-always" 5 "$(grep -c '^GET /fail:503/' requests)"
same "requests of 404" 1 "$(grep -c '^GET /fail:404/' requests)"
same "resumed" 19 "$(grep -c '^ANSWER /cut/.* 206' requests)"
# Waits double: at least 1, 2, 4 and 8 seconds, here at a fifth.
same "waits" "4" "$(grep '^GET /fail:503/' requests | awk 'BEGIN { wait = 0.2 } NR > 1 { n += $4 - last >= wait; wait *= 2 } { last = $4 } END { print n }')"

# Again: what is unchanged touches no row of a list.
facts() { sqlite3 it.db .dump | grep -E 'INSERT INTO (import|rider|person|request|fault|correction) ' | cksum; }
before=$(facts)
asked=$(wc -l <requests)
exits 0 "$HOMEWARD" --json list fetch good plain https ftp file --ca tls/ca.pem
same "unchanged" 5 "$(field unchanged)"
same "no row touched" "$before" "$(facts)"
same "304" 2 "$(tail -n "+$((asked + 1))" requests | grep -c '^ANSWER .* 304')"
exits 0 "$HOMEWARD" --json list fetch good --afresh
same "afresh is whole" 200 "$(grep '^ANSWER /list-good' requests | tail -n 1 | cut -d' ' -f3)"
same "but the same list" 1 "$(field unchanged)"
# A new copy is taken, and a preview changes nothing.
sed 's/serial="1"/serial="2"/' served/list-good.xml >new.xml && mv new.xml served/list-good.xml
exits 0 "$HOMEWARD" --json list fetch good --dry-run
same "no row touched by a preview" "$before" "$(facts)"
exits 0 "$HOMEWARD" --json list fetch good
same "the new copy" 1 "$(field fetched)"

# Whose claim is first: as lists arrive, or in the order asked for, however slow the first is.
first_to_claim() { # first_to_claim OPTION...: the station whose riders were taken
    rm -f claims.db
    "$HOMEWARD" --db claims.db init "$from/campaign.xml" >/dev/null
    HOMEWARD_DB=claims.db enter slow "$http/late/list-slow.xml"
    HOMEWARD_DB=claims.db enter quick "$http/plain/list-quick.xml"
    "$HOMEWARD" --db claims.db list fetch "$@" slow quick >/dev/null
    sqlite3 claims.db 'SELECT code FROM station WHERE id = (SELECT min(station) FROM rider)' \
        'SELECT count(DISTINCT station) FROM rider' | paste -sd' '
}
same "as they arrive" "quick 1" "$(first_to_claim)"
same "in order" "slow 1" "$(first_to_claim --in-order)"

# Exit codes and sentences where only one was asked for.
exits 4 "$HOMEWARD" --json list fetch 404
says '"code":"not-there"' out
exits 4 "$HOMEWARD" --lang en list fetch hang
says "did not answer" err
exits 3 "$HOMEWARD" list fetch long-length
exits 3 "$HOMEWARD" list fetch short-127
exits 3 "$HOMEWARD" --json list fetch nobody
says '"code":"unknown-station"' out
exits 0 "$HOMEWARD" station add quiet --office 370100 --name 测试站
exits 3 "$HOMEWARD" --json list fetch quiet
says '"code":"no-url"' out
exits 2 "$HOMEWARD" --json station add x --office 370100 --name 测试站 --url http://me:pw@127.0.0.1/
says '"code":"password-in-url"' out
for url in gopher://127.0.0.1/ 127.0.0.1/list.xml 'http://a b/' http:// "$(printf 'http://a/\nx')"; do
    exits 2 "$HOMEWARD" station add x --office 370100 --name 测试站 --url "$url"
done
exits 1 "$HOMEWARD" --lang en list fetch good 404
says "good: the list has not changed" out
says "404: not fetched: the server has no such list" out
exits 0 "$HOMEWARD" --lang en station list
says "not fetched: the server did not answer" out
exits 0 env http_proxy=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1 "$HOMEWARD" list fetch plain

# F6: a password is in its file and nowhere else, and goes to its own server only.
secret=Geheim-4711
printf '# who\nlogin 演示甲:%s\nlogin-hang me:%s\nlogin-away me:%s\n' $secret $secret $secret >logins
enter login "$http/login/list-login.xml"
enter login-hang "$http/hang/list-login-hang.xml"
enter login-away "$http/goto:$(quoted "$https/login/list-away.xml")/list-login-away.xml"
list_for away
chmod 640 logins
exits 3 "$HOMEWARD" --json list fetch login --credentials logins
says '"code":"credentials-open"' out
chmod 600 logins
exits 1 "$HOMEWARD" list fetch login --credentials logins
same "login" "login" "$(grep '^GET /login/list-login.xml' requests | tail -n 1 | cut -d' ' -f7)"
exits 4 env HOMEWARD_CREDENTIALS=logins "$HOMEWARD" list fetch login-away --ca tls/ca.pem
same "first server" login "$(grep '^GET /goto:.*/list-login-away' requests | cut -d' ' -f7)"
same "second server" - "$(grep '^GET /login/list-away' requests | cut -d' ' -f7)"
printf 'machine 127.0.0.1 login me password %s\n' $secret >.netrc
exits 4 env HOME="$PWD" "$HOMEWARD" list fetch 401
same "no .netrc" 0 "$(grep -c '^GET /login/list-401.* login$' requests)"
"$HOMEWARD" list fetch login-hang --credentials logins >hang.out 2>&1 &
process=$!
sleep 0.5
same "process list" 0 "$(tr '\0' '\n' <"/proc/$process/cmdline" | grep -c $secret)"
wait $process
same "in database and output" "" "$(grep -l $secret it.db out err hang.out requests 2>/dev/null)"
printf 'login\n' >broken && chmod 600 broken
exits 3 "$HOMEWARD" --json list fetch login --credentials broken
says '"line":1' out

# Killed half-way, it leaves no file behind.
"$HOMEWARD" list fetch drip >/dev/null 2>&1 &
process=$!
sleep 0.5
kill -9 $process
wait $process 2>/dev/null
same "files left" "" "$(find . -name '.homeward*')"

# F3: forty stations, ten of which hang: the other thirty are there.
exits 0 "$HOMEWARD" --db forty.db init "$from/campaign.xml"
export HOMEWARD_DB=$PWD/forty.db
for i in $(seq 40); do
    if [ "$i" -le 10 ]; then enter "H$i" "$http/hang/list-H$i.xml"; else enter "H$i" "$http/list-H$i.xml"; fi
done
exits 1 "$HOMEWARD" --json list fetch
outcomes | cut -d' ' -f2 | sort | uniq -c | awk '{ print $2, $1 }' >got
same "thirty of forty" "imported 30 no-answer 10" "$(paste -sd' ' got)"
exits 0 "$HOMEWARD" check
finish
