#!/usr/bin/env bash
# Runs every test of one build and adds up: run.sh BUILD_DIR [WORD]. Unit suites, the replay of
# every fuzz corpus, and the scripts of tests/cli, tests/faults and tests/desk; each prints a line
# "NAME: N passed, N failed". A script that ends badly without such a line counts as one failure.
set -u
out=$(cd "$1" && pwd)
word=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOMEWARD="$out/homeward" GENERATE="$out/generate" TESTS="$here" FIXTURES="${here%/tests}/fixtures"
export LSAN_OPTIONS="suppressions=$here/support/lsan.supp:print_suppressions=0"
export LC_ALL=C.UTF-8 CK_DEFAULT_TIMEOUT=${CK_DEFAULT_TIMEOUT:-60}
unset HOMEWARD_DB HOMEWARD_NOW
passed=0 failed=0

# run NAME COMMAND...: in a folder of its own, counted by its last such line.
run() {
    local name=$1 status line
    shift
    case "$name" in *"$word"*) ;; *) return ;; esac
    mkdir -p "$work/$name"
    (cd "$work/$name" && TMPDIR="$work/$name" "$@") >"$work/log" 2>&1
    status=$?
    line=$(grep -aoE '[0-9]+ passed, [0-9]+ failed' "$work/log" | tail -n 1)
    if [ -z "$line" ] || { [ "$status" -ne 0 ] && [ "${line##*, }" = "0 failed" ]; }; then
        line="0 passed, 1 failed"
    fi
    local p=${line%% *} f=${line#*, }
    f=${f%% *}
    passed=$((passed + p)) failed=$((failed + f))
    printf '%-28s %s\n' "$name" "$line"
    [ "$f" -eq 0 ] || tail -n 60 "$work/log"
    rm -rf "${work:?}/$name"
}

run unit "$out/unit"
for fuzz in "$out"/fuzz-*; do
    [ -x "$fuzz" ] && run "$(basename "$fuzz")" "$fuzz" "$here/fuzz/corpus/$(basename "$fuzz" | cut -d- -f2-)"
done
for script in "$here"/cli/*.sh "$here"/faults/*.sh "$here"/desk/*.sh; do
    [ -f "$script" ] && run "$(basename "$script" .sh)" bash "$script"
done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
