# shellcheck shell=bash
# Sourced by the tests of the desk: opens it on a free port, as $port, and closes it.
desk_open() {
    rm -f desk.log
    "$HOMEWARD" serve --listen 127.0.0.1:0 >desk.log 2>&1 &
    desk=$!
    for _ in $(seq 100); do
        port=$(sed -nE 's/.*127\.0\.0\.1:([0-9]+).*/\1/p' desk.log)
        [ -n "$port" ] && return
        sleep 0.1
    done
    bad "the desk did not open: $(cat desk.log)"
}
desk_close() {
    kill "$desk"
    wait "$desk"
}
