#!/usr/bin/env bash
# Makes the workbooks of this folder from riders.py with LibreOffice (Debian: libreoffice-calc,
# python3). They are kept in the tree, because testing does without it. Synthetic people only.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -B riders.py calc >"$work/riders.csv"
convert() { # convert FILTER NAME
    soffice -env:UserInstallation="file://$work/profile" --headless --infilter="CSV:44,34,76,1,$(python3 -B riders.py kinds)" \
        --convert-to "$1" --outdir "$work" "$work/riders.csv" >/dev/null 2>&1
    mv "$work/riders.${1%%:*}" "$2"
}
convert 'xlsx:Calc MS Excel 2007 XML' riders.xlsx
convert 'xls:MS Excel 97' riders.xls
