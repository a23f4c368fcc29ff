#!/usr/bin/env bash
# The table of unit test suites: tests/unit/base/str.c defines suite_base_str().
set -eu
names=()
for file in "$@"; do
    name=${file#tests/unit/}
    name=${name%.c}
    names+=("suite_${name//\//_}")
done
echo '#include "support/suites.h"'
for name in "${names[@]}"; do echo "Suite *$name(void);"; done
echo 'suite_fn *const suites[] = {'
for name in "${names[@]}"; do echo "    $name,"; done
echo '    0};'
