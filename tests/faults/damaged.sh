#!/usr/bin/env bash
# 1,000 XML lists with random damage; see damaged.py. Under sanitizers a part of them, for the time.
set -u
case "$HOMEWARD" in */asan/* | */tsan/*) count=150 ;; *) count=1000 ;; esac
exec python3 -B "$TESTS/faults/damaged.py" "${1:-$count}"
