#!/usr/bin/env bash
# The man page: man.sh PAGE.in PROGRAM LANG > PAGE. The lines @COMMANDS@ and @OPTIONS@ of PAGE.in
# become what the program's own --help says, so that page and program cannot differ.
set -eu
page=$1 program=$2 lang=$3

help() { "$program" --lang "$lang" "$@" --help; }
# Usage lines stand at two blanks, what they do at six.
commands() { # the words of each command, and what it does
    help | sed -nE '/^  homeward /{s/^  homeward //;N;s/\n +/\t/p}'
}
options() { # global ones first, then those of the commands, each once
    {
        help
        commands | cut -d' ' -f1 | cut -f1 | sort -u | while read -r word; do help "$word"; done
    } | sed -nE '/^  -/{s/^  //;N;s/\n +/\t/p}' | awk -F'\t' '!seen[$1]++'
}
entries() { # TERM<tab>TEXT lines as paragraphs with a hanging head
    sed -E 's/\\/\\e/g; s/-/\\-/g' | awk -F'\t' '{printf ".TP\n.B %s\n%s\n", $1, $2}'
}
while IFS= read -r line; do
    case "$line" in
    @COMMANDS@) commands | entries ;;
    @OPTIONS@) options | entries ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$page"
