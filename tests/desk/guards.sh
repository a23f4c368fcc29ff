#!/usr/bin/env bash
# The desk keeps out what it should: foreign pages, other hosts, malformed and slow requests.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"
# shellcheck source=/dev/null
. "$TESTS/support/desk.sh"
port= # desk_open says

begin it.db
{
    run A 2018-02-07 4
} | supply
{
    rider R1 07 07
} | list S1 1
exits 3 "$HOMEWARD" serve --listen 0.0.0.0:0
says 127.0.0.1 err
exits 3 "$HOMEWARD" serve --listen 192.0.2.1:8018
exits 2 "$HOMEWARD" serve --listen nonsense
exits 2 "$HOMEWARD" serve --listen 127.0.0.1:99999
exits 3 "$HOMEWARD" --db missing.db serve

desk_open
exits 0 python3 -B "$TESTS/desk/guards.py" "$port"
cat out
passed=$((passed + $(sed -n 's/ passed.*//p' out | tail -1) - 1))
same "it listens on loopback alone" "127.0.0.1:$port" "$(ss -ltnH "sport = :$port" | awk '{print $4}')"
desk_close
same "nothing is left behind" "" "$(find "$TMPDIR" -maxdepth 1 -name 'homeward-*')"
finish
