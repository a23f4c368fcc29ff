# shellcheck shell=bash
# Sourced by scripts that fetch: a partner-station simulator with a folder of lists, ./served.
# Sets simulator (its process); ports and requests are in ./ports and ./requests.
export PYTHONDONTWRITEBYTECODE=1
simulate() { # simulate [OPTION...]
    mkdir -p served
    python3 "$FIXTURES/simulator/serve.py" served --log requests "$@" >ports 2>simulator.err &
    simulator=$!
    : >>ports
    trap 'kill "$simulator" 2>/dev/null' EXIT
    for _ in $(seq 300); do
        grep -q ready ports && return
        sleep 0.1
    done
    echo "the simulator did not start: $(cat simulator.err)"
    exit 1
}
port() { sed -n "s/^$1 //p" ports; }
# A list of three riders for a station, from the scenario's.
list_for() {
    sed "s/station=\"S1\"/station=\"$1\"/" "$FIXTURES/scenarios/date/list.xml" >"served/list-$1.xml"
}
enter() { # enter CODE URL [OPTION...]: a station with a list of its own
    list_for "$1"
    "$HOMEWARD" station add "$1" --office 370100 --name 测试站 --url "$2" "${@:3}" >/dev/null || bad "station add $1"
}
# ./out, the answer of list fetch, as lines: station, imported, unchanged or the error, tries
outcomes() {
    python3 -c '
import json
for s in json.load(open("out"))["stations"]:
    print(s["station"], s["error"]["code"] if s["status"] == "failed" else s["status"], s["tries"])'
}
