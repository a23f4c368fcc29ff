#!/usr/bin/env bash
# mcf (contract section 10) against LEMON's network simplex: the same optimum on small networks of
# every oddity and on larger ones of known shapes; and what it says of files that are none.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
mcf=$(dirname "$HOMEWARD")/mcf
networks=$TESTS/bench/networks.py
g++ -O1 -o lemon "$TESTS/bench/lemon.cc" || bad "LEMON's program does not compile"

answer() { head -n 1 out; }
compare() { # compare NAME: both say the same of ./net.min
    local ours status=0
    "$mcf" net.min >out 2>err || status=$?
    ours=$(answer)
    same "$1: exit" "$([ "${ours%% *}" = objective ] && echo 0 || echo 1)" "$status"
    ./lemon net.min >out 2>/dev/null
    same "$1" "$(answer)" "$ours"
}
# LEMON calls a network unbounded before it has looked whether there is a flow at all, and does not
# look at sums beyond 64 bits: those cases are said here.
for number in $(seq 1 250); do
    if [ $((number % 5)) -eq 0 ] || [ $((number % 7)) -eq 0 ]; then continue; fi
    /usr/bin/python3 "$networks" odd "$number" >net.min
    compare "odd network $number"
done
for shape in netgen grid goto assignment transport path; do
    /usr/bin/python3 "$networks" "$shape" 900 >net.min
    compare "$shape"
done

says_of() { # says_of ANSWER LINES...
    local want=$1 status=0
    shift
    printf '%s\n' "$@" >net.min
    "$mcf" net.min >out 2>err || status=$?
    same "$* " "$want" "$(answer)"
    same "$*: exit" "$([ "${want%% *}" = objective ] && echo 0 || echo 1)" "$status"
}
big=9007199254740992
says_of "objective 81129638414606681695789005144064" 'p min 2 1' "n 1 $big" "n 2 -$big" "a 1 2 0 $big $big"
says_of "objective -81129638414606681695789005144064" 'p min 2 1' "n 1 $big" "n 2 -$big" "a 1 2 0 $big -$big"
says_of unbounded 'p min 2 2' 'a 1 2 0 -1 1' 'a 2 1 0 -1 -2'
says_of unbounded 'p min 1 1' 'a 1 1 0 -1 -1'
says_of infeasible 'p min 3 2' 'n 1 1' 'n 3 -1' 'a 1 2 0 -1 -1' 'a 2 1 0 -1 -1'
says_of infeasible 'p min 2 1' 'n 1 2' 'n 2 -1' 'a 1 2 0 5 1'
says_of infeasible 'p min 2 1' 'a 1 2 3 2 1'
says_of "objective -20" 'p min 1 1' 'a 1 1 0 4 -5'
says_of "objective 4" 'p min 2 2' 'a 1 2 2 4 3' 'a 2 1 1 9 -1' 'n 1 0'
says_of "objective 0" 'p min 0 0'
for line in 'p min 2' 'p max 2 1' 'n 3 1' 'a 1 2 0 1' "a 1 2 0 1 9007199254740993" 'x' 'p min 2 1'; do
    printf 'p min 2 1\n%s\n' "$line" >net.min
    exits 2 "$mcf" net.min
    says net.min: err
done
exits 2 "$mcf" nowhere.min
finish
