#!/usr/bin/env bash
# Somebody else is writing: whoever comes meanwhile waits a little, from the first look at the file on.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    echo 'BEGIN EXCLUSIVE;'
    sleep 1.5
    echo 'COMMIT;'
} | sqlite3 it.db &
sleep 0.5
exits 0 "$HOMEWARD" status
exits 0 "$HOMEWARD" station add S3 --office 370300 --name 测试站三
wait
exits 0 "$HOMEWARD" check
finish
