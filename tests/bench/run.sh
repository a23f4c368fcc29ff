#!/usr/bin/env bash
# Every measurement of tests/bench: run.sh BUILD_DIR. Each script prints a table; nothing here
# passes or fails, as speeds depend on the machine. Ratios are what may be compared between machines.
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BUILD=$build HOMEWARD=$build/homeward GENERATE=$build/generate TESTS=${here%/bench} FIXTURES=${here%/tests/bench}/fixtures
unset LC_ALL
export LANG=en
echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
for script in "$here"/*.sh; do
    name=$(basename "$script" .sh)
    [ "$name" = run ] && continue
    mkdir "$work/$name"
    printf '\n== %s\n' "$name"
    (cd "$work/$name" && bash "$script" "$build")
done
