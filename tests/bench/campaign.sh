#!/usr/bin/env bash
# The campaign of 2018 at scale 1: what each step of the demo takes, and what that is beside a
# program that does less (ratios are of CPU time: other work on the machine disturbs it least).
set -eu
bash "$FIXTURES/demo.sh" "$BUILD" 2018 "${SCALE:-1}" >demo.log
awk -F'\t' 'BEGIN {printf "%-34s %10s %10s %10s\n", "step", "seconds", "CPU s", "peak MiB"}
    {printf "%-34s %10.2f %10.2f %10d\n", $1, $2, $3, $4 / 1024}' "$BUILD/demo/steps.tsv"
cpu() { awk -F'\t' -v step="$1" '$1 == step {print $3}' "$BUILD/demo/steps.tsv"; }
result=$(sqlite3 "$BUILD/demo/campaign.db" 'SELECT result FROM plan ORDER BY id LIMIT 1')
key() { echo "$result" | sed -E "s/.*\"$1\":([0-9.]+).*/\1/"; }
ratio() { # ratio NAME A B
    awk -v name="$1" -v a="$2" -v b="$3" 'BEGIN {printf "%-45s %10s\n", name, (b > 0 ? sprintf("%.2f", a / b) : "-")}'
}
echo
printf '%-45s %10.2f\n' "the solve alone, seconds" "$(key seconds)"
ratio "importing the lists / xmllint reading them" "$(cpu lists)" "$(cpu 'reading the same lists')"
ratio "manifests one by one / all in one file" "$(cpu manifests)" "$(cpu 'one file for the printer')"
ratio "check / match" "$(cpu check)" "$(cpu match)"
