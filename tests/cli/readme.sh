#!/usr/bin/env bash
# The README's examples: each sh block after a line <!-- run --> is run, in order, in a folder that
# holds fixtures/ and config/; a text block right behind it is what it prints, where a line … stands
# for any lines. Exit codes 0 and 1 are both work done.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
readme=${TESTS%/tests}/README.md
ln -s "$FIXTURES" fixtures
ln -s "${TESTS%/tests}/config" config
PATH=$(dirname "$HOMEWARD"):$PATH
export HOMEWARD_NOW=2018-01-23T10:00

# block-N.sh and, where one follows, block-N.txt
awk '
    /^<!-- run -->$/ {armed = 1; next}
    armed && /^```sh$/ {file = sprintf("block-%02d.sh", ++n); armed = 0; next}
    /^```text$/ && ended == NR - 1 {file = sprintf("block-%02d.txt", n); next}
    /^```$/ {if (file ~ /sh$/) ended = NR; if (file) close(file); file = ""; next}
    file {print > file}' "$readme"
# matches WANTED GOT: line by line; … takes any lines up to the next one that fits
matches() {
    awk 'NR == FNR {want[++n] = $0; next} {got[++m] = $0}
        END {
            i = 1
            for (j = 1; j <= m; j++) {
                if (want[i] == "…" && want[i + 1] == got[j] && i < n) i += 2
                else if (want[i] == "…") continue
                else if (i <= n && want[i] == got[j]) i++
                else exit 1
            }
            if (want[i] == "…") i++
            exit i <= n
        }' "$1" "$2"
}
for block in block-*.sh; do
    status=0
    bash -c "trap '[ \$? -le 1 ] || exit 9' ERR; . ./$block" >out 2>err || status=$?
    if [ "$status" -le 1 ]; then good; else bad "$block: exit $status: $(cat "$block" err)"; fi
    cat out err >both
    [ -f "${block%.sh}.txt" ] || continue
    if matches "${block%.sh}.txt" both; then good; else bad "$block prints $(cat both)"; fi
done
if [ -f block-08.sh ]; then good; else bad "the README has lost its examples"; fi
# What it says of the tree is there.
# shellcheck disable=SC2016
grep -oE '`(src|config|fixtures|tests|include)/[A-Za-z0-9_./*-]*`' "$readme" | tr -d '`' | sort -u >paths
while read -r path; do
    # shellcheck disable=SC2086
    if (cd "${TESTS%/tests}" && ls -d $path >/dev/null 2>&1); then good; else bad "no $path in the tree"; fi
done <paths
sed -e ':a' -e '/\\$/N' -e 's/\\\n//' -e 'ta' "${TESTS%/tests}/Makefile" | sed -n 's/^DEPS_[A-Z]* *:= *//p' |
    tr -s ' ' '\n' >packages
while read -r package; do
    if grep -qF "$package" "$readme"; then good; else bad "the README says nothing of the package $package"; fi
done <packages
finish
