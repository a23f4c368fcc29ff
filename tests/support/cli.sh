# shellcheck shell=bash
# Sourced by the scripts of tests/cli and tests/faults: checks that are counted.
# HOMEWARD, GENERATE, TESTS and FIXTURES come from tests/run.sh.
passed=0 failed=0
good() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
}
# same WHAT WANTED GOT
same() { if [ "$2" = "$3" ]; then good; else bad "$1: wanted «$2», got «$3»"; fi; }
# exits CODE COMMAND...: its output is in ./out and ./err
exits() {
    local want=$1 got=0
    shift
    "$@" >out 2>err || got=$?
    if [ "$got" -eq "$want" ]; then good; else bad "exit $got, wanted $want: $* -- $(head -c 300 err) $(head -c 300 out)"; fi
}
# says TEXT FILE: the file holds the text
says() { if grep -qF -- "$1" "$2"; then good; else bad "no «$1» in: $(head -c 400 "$2")"; fi; }
# field KEY: a number, word or bool of the JSON in ./out
field() { sed -E "s/.*\"$1\":(\"([^\"]*)\"|([^,}]*)).*/\2\3/" out; }
finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
