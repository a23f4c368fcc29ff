#!/usr/bin/env bash
# Makes the workbooks of this folder from list.fods with LibreOffice (Debian: libreoffice-calc). They
# are kept in the tree, because building and testing do without it. Synthetic people only.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
convert() { # convert FILTER NAME
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to "$1" --outdir "$work" list.fods >/dev/null 2>&1
    mv "$work"/list.* "$2"
}
convert 'xlsx:Calc MS Excel 2007 XML' list.xlsx
convert 'xls:MS Excel 97' list.xls
convert 'xml:MS Excel 2003 XML' list-2003.xml
convert 'html:HTML (StarCalc)' list.html
