#!/usr/bin/env bash
# The statement as a file: PDF, workbook, web page, by its name; nothing overwritten, nothing
# readable by others, the campaign's own text never taken for markup.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
export HOMEWARD_DB=$PWD/it.db HOMEWARD_NOW=2018-02-20T10:00
cat >campaign.xml <<'END'
<campaign xmlns="urn:homeward:campaign:1" id="s" name="返乡&lt;b&gt;&amp;" starts="2018-01-15" ends="2018-03-31"><rules/>
  <reported source="测试&lt;script&gt;" cutoff="2018-02-04"><figure metric="coaches" value="3" precision="1"/></reported></campaign>
END
cat >supply.xml <<'END'
<supply xmlns="urn:homeward:supply:1" campaign="s" office="370100"><vehicle id="V" kind="coach" seats="20"/>
<allocation id="A" kind="chartered-coach" vehicle="V"><stop place="370112" at="2018-02-07T08:00" use="board"/><stop place="411600" at="2018-02-07T15:00" use="alight"/></allocation></supply>
END
exits 0 "$HOMEWARD" init campaign.xml
exits 0 "$HOMEWARD" supply import supply.xml
exits 0 "$HOMEWARD" extra stock ride-card --in 1500
exits 0 "$HOMEWARD" extra give A ride-card 12

for lang in zh en; do
    for ending in pdf xlsx html; do
        exits 1 "$HOMEWARD" --lang $lang reconcile -o $lang.$ending
        same "$ending is nobody else's" 600 "$(stat -c %a $lang.$ending)"
    done
    xmllint --html --noout $lang.html 2>err || bad "html: $(cat err)"
    pdftotext -layout $lang.pdf $lang.txt
done
says '<h1>返乡&lt;b&gt;&amp; 对账单，截至 ' zh.html
says '测试&lt;script&gt;' zh.html
same "no markup of theirs" 0 "$(grep -c '<script\|<b>' zh.html)"
says '<td>1,488</td>' zh.html
says 'short 2' en.html
says '返乡<b>& 对账单' zh.txt
says 'statement as of' en.txt
says '1,488' en.txt
unzip -p en.xlsx xl/sharedStrings.xml >shared 2>/dev/null || unzip -p en.xlsx xl/worksheets/sheet1.xml >shared
says 'reported' shared

exits 3 "$HOMEWARD" reconcile -o zh.pdf
exits 1 "$HOMEWARD" reconcile -o zh.pdf --force
exits 2 "$HOMEWARD" reconcile -o zh.doc
exits 2 "$HOMEWARD" reconcile -o .pdf
ln -s elsewhere link.html
exits 3 "$HOMEWARD" reconcile -o link.html
if [ -e elsewhere ]; then bad "a link was followed"; else good; fi
exits 4 "$HOMEWARD" reconcile -o nowhere/at/all.html
same "json and file both" '"as_of"' "$("$HOMEWARD" --json reconcile -o both.pdf | grep -o '"as_of"')"
finish
