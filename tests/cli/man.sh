#!/usr/bin/env bash
# The man pages: every command and option of --help stands in them and none other, in both
# languages, and mandoc finds nothing to say.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
pages=$(dirname "$HOMEWARD")

heads() { # heads SECTION PAGE: the words of its entries
    sed 's/\\-/-/g; s/\\e/\\/g' "$2" |
        awk -v section="$1" '/^\.SH /{on = $0 == ".SH " section} on && /^\.TP/{getline; sub(/^\.B /, ""); print}'
}
check_page() { # check_page PAGE LANG COMMANDS OPTIONS: its headings of these sections
    local page=$pages/$1 lang=$2
    exits 0 mandoc -T lint -W warning "$page"
    "$HOMEWARD" --lang "$lang" --help | sed -n 's/^  homeward //p' >commands
    same "$1: commands" "$(cat commands)" "$(heads "$3" "$page")"
    {
        "$HOMEWARD" --lang "$lang" --help
        cut -d' ' -f1 commands | while read -r word; do "$HOMEWARD" --lang "$lang" "$word" --help; done
    } | sed -n 's/^  -/-/p' | sort -u >options
    same "$1: options" "$(cat options)" "$(heads "$4" "$page" | sort)"
}
check_page homeward.1 en COMMANDS OPTIONS
check_page homeward.zh_CN.1 zh 命令 选项
# An option that usage names is one that the command takes, and the other way round.
while read -r line; do
    words=$(echo "$line" | grep -oE '^[a-z]+( [a-z]+)?( |$)')
    # shellcheck disable=SC2086
    same "$words: options" "$(echo "$line" | grep -oE '(^|[ [])(--[a-z-]+|-o)' | tr -d ' [' | sort -u)" \
        "$("$HOMEWARD" $words --help | sed -nE 's/^  (-[a-z-]+).*/\1/p' | sort)"
done <commands
finish
