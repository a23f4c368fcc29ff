#!/usr/bin/env bash
# Two riders of one run change seats; what a desk draws a departure from.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
# shellcheck source=/dev/null
. "$TESTS/support/gang.sh"

begin it.db
{
    run A 2018-02-07 4
    run B 2018-02-08 4
} | supply
{
    for ref in R1 R2; do rider $ref 07 07; done
    rider R3 08 08
    rider W1 20 20
} | list S1 1
exits 0 "$HOMEWARD" match
seat() { "$HOMEWARD" --json run seats "$1" | grep -oE "\"ref\":\"$2\"[^}]*" | sed -E 's/.*"seat":"([^"]*)".*/\1/'; }
one=$(seat A R1) two=$(seat A R2)
before=$(bookings)
exits 0 "$HOMEWARD" --json booking swap S1/R1 S1/R2 --dry-run
says '"dry_run":true' out
says "\"ref\":\"R1\",\"trip\":1,\"seat\":\"$two\"" out
same "a trial changes nothing" "$before" "$(bookings)"
for with in S1/R3 S1/W1; do
    exits 3 "$HOMEWARD" --json booking swap S1/R1 $with
    says '"code":"other-run"' out
done
exits 3 "$HOMEWARD" --json booking swap S1/W1 S1/R1
exits 3 "$HOMEWARD" --json booking swap S1/R1 S1/R9
says '"code":"unknown-request"' out
exits 2 "$HOMEWARD" booking swap S1/R1
same "refused: nothing changed" "$before" "$(bookings)"
exits 0 "$HOMEWARD" booking swap S1/R1 S1/R2
same "they changed seats" "$two $one" "$(seat A R1) $(seat A R2)"
same "both are confirmed" "A:confirmed A:confirmed B:seated" "$(where R1 R2 R3)"
exits 0 "$HOMEWARD" check
exits 0 "$HOMEWARD" undo booking swap
same "undone" "$one $two" "$(seat A R1) $(seat A R2)"

exits 0 "$HOMEWARD" --json run seats A
says '"rows":' out
says '"use":"riders"' out
exits 0 "$HOMEWARD" manifest A -o printed
exits 0 "$HOMEWARD" booking swap S1/R1 S1/R2
exits 0 "$HOMEWARD" --json run seats A
says '"outdated":true' out
says "\"change\":\"moved\",\"station\":\"S1\",\"ref\":\"R1\",\"name\":\"测试甲\",\"from\":\"$one\",\"to\":\"$two\"" out
exits 0 "$HOMEWARD" run set A driver='测试乙 15400000001' signNo=测试牌
exits 0 "$HOMEWARD" --json run show A
says '"sign_no":"测试牌"' out
says '"role":"driver","name":"测试乙","phone":"15400000001"' out
same "the fullest leg" 2 "$(field fullest)"
exits 0 "$HOMEWARD" --json vehicle list --office 370100
says '"vehicle":"VA"' out
says '"run":"A","departs":"2018-02-07T08:00","arrives":"2018-02-07T15:30","cancelled":false' out
exits 0 "$HOMEWARD" --json vehicle list --office 370200
same "the other office has none" '{"vehicles":[]}' "$(tr -d ' \n' <out)"
finish
