#!/usr/bin/env bash
# What commands answer: JSON with the contract's keys from each of them, and a check that finds what
# was broken behind the program's back.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-01-23T10:00
from=$FIXTURES/example
answers() { # answers CODE KEYS COMMAND...: valid JSON that has every key
    local code=$1 keys=$2 key
    shift 2
    exits "$code" "$HOMEWARD" --json "$@"
    same "$*: one JSON value a line" 0 "$(while read -r line; do
        printf "SELECT json_valid('%s');\n" "${line//\'/\'\'}"
    done <out | sqlite3 :memory: | grep -vc 1)"
    for key in $keys; do says "\"$key\":" out; done
}
answers 0 "database" init "$from/campaign.xml"
answers 0 "supply file points_new vehicles_new allocations_new allocations_changed" supply import "$from/supply.xml"
answers 0 "station" station add JN-COACH --office 370100 --name 济南长途汽车总站
answers 0 "station" station add JN-SITE --office 370100 --name 工地
answers 0 "stations station name office url" station list
answers 1 "import station rows accepted warned rejected new changed unchanged withdrawn faults row code column reason" \
    list import "$from/list.xml" --station JN-COACH
answers 0 "import station rows" list import "$from/list.csv" --station JN-SITE
answers 0 "imports import station serial rows rejected" list show
answers 0 "import faults" list show 1
answers 0 "difference added moved removed status offices parties requests" match --dry-run
answers 0 "run requests seated bound optimal parties outlay_fen inconvenience moved released seconds" match
answers 0 "station ref trip status allocation seat" explain JN-COACH/JN-000001
answers 0 "station ref trip status reason candidates" explain JN-SITE/JN-SITE-000003
answers 0 "changed dry_run difference requests" booking told --all --dry-run
answers 0 "changed dry_run" booking told --all
answers 0 "lines seated" waiting
answers 0 "runs saves_fen" thin
answers 0 "lines seated dry_run difference" waiting fill C0001 --dry-run
answers 0 "station ref trip allocation seat dry_run difference" booking move JN-COACH/JN-000001 --to C0001 --dry-run
answers 0 "files departures pages riders missing_glyphs" manifest --all -o manifests
answers 1 "as_of figures metric definition reported low high counted verdict offices consistency" reconcile
answers 0 "file rows" export bookings -o bookings.csv
answers 0 "campaign requests riders bookings waiting last_run" status
answers 0 "ok violations" check
answers 0 "file" backup backup.db

# The same in words, in either language.
for lang in zh en; do
    exits 0 "$HOMEWARD" --lang "$lang" station list
    exits 0 "$HOMEWARD" --lang "$lang" list show 1
    exits 0 "$HOMEWARD" --lang "$lang" status
    exits 0 "$HOMEWARD" --lang "$lang" explain JN-COACH/JN-000001
    exits 0 "$HOMEWARD" --lang "$lang" check
done

# Bookings that somebody broke with another program.
broken() { # broken CODE SQL: check finds it
    cp it.db broken.db
    sqlite3 broken.db "PRAGMA foreign_keys = OFF; $2"
    answers 1 "ok violations code message" --db broken.db check
    same "$1" false "$(field ok)"
    says "\"code\":\"$1\"" out
    exits 1 "$HOMEWARD" --db broken.db --lang en check
    says "$1" out
}
coach="(SELECT id FROM allocation WHERE key = 'C0001')"
broken forbidden "UPDATE booking SET allocation = (SELECT id FROM allocation WHERE key = 'T0001'), seat = NULL WHERE request = (SELECT min(request) FROM booking WHERE allocation = $coach)"
broken seat-unknown "UPDATE booking SET seat = 'ZZ' WHERE request = (SELECT min(request) FROM booking WHERE allocation = $coach)"
broken over-seats "UPDATE allocation SET seats = 2 WHERE id = $coach"
broken must-split "UPDATE booking SET status = 1; DELETE FROM booking WHERE request = (SELECT q.id FROM request q JOIN rider r ON r.id = q.rider WHERE r.ref = 'JN-000001')"
broken cancelled "UPDATE allocation SET cancelled = 1 WHERE id = $coach"
broken database "DELETE FROM stop WHERE 0; INSERT INTO crew VALUES (999, 0, 'driver', '测试', NULL)"
finish
