#!/usr/bin/env bash
# Nearly 800 files that no honest station sends, each with the verdict it must get; see hostile/run.py.
set -u
exec python3 -B -W ignore "$TESTS/faults/hostile/run.py" "$@"
