#!/usr/bin/env bash
# The same 500 riders in every format that stations send, workbooks of LibreOffice and a form of
# ours that was filled in among them: the export is the same to the byte.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
lists=$TESTS/support/lists
from=$FIXTURES/scenarios/date

import_into() { # import_into NAME FILE: into a database of its own; leaves NAME.export
    export HOMEWARD_DB=$PWD/$1.db
    exits 0 "$HOMEWARD" init "$from/campaign.xml"
    exits 0 "$HOMEWARD" station add S1 --office 370100 --name 测试站
    exits 0 "$HOMEWARD" --json list import "$2" --station S1
    same "$1 accepted" 500 "$(field accepted)"
    same "$1 warned" 0 "$(field warned)"
    exits 0 "$HOMEWARD" export riders -o "$1.export"
    if cmp -s xml.export "$1.export"; then
        good
    else
        bad "$1 differs from the XML: $(diff xml.export "$1.export" | head -n 6)"
    fi
}
for format in xml csv-utf8 csv-gb18030 utf16; do
    python3 -B "$lists/riders.py" "$format" >"list.$format"
    import_into "$format" "list.$format"
done
same "the XML holds both trips" 584 "$(grep -c '^S1,' xml.export)"
import_into xlsx "$lists/riders.xlsx"
import_into xls "$lists/riders.xls"

# The form: empty it holds nobody, not even its example; filled in, everybody.
exits 0 "$HOMEWARD" list template -o form.xlsx
exits 3 "$HOMEWARD" --json list template -o form.xlsx
says '"code":"file-exists"' out
exits 0 "$HOMEWARD" --lang en list template -o form.xlsx --force
same "the form is its owner's alone" 600 "$(stat -c %a form.xlsx)"
exits 2 "$HOMEWARD" list template
python3 -B "$lists/riders.py" fill form.xlsx filled.xlsx
import_into form filled.xlsx
finish
