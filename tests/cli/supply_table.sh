#!/usr/bin/env bash
# Supply as a table: the same departures as a table and as XML make the same allocations; a table is
# taken whole or refused whole.
set -u
# shellcheck source=/dev/null
. "$TESTS/support/cli.sh"
from=$FIXTURES/scenarios/date
cat >table.csv <<'CSV'
济南市总工会运力表,,,,,,,,,,,,
编号,类别,车牌号,座位数,承运单位,车次,席别,价格(元),状态,出发地,发车时间,到达地,到达时间
C1,包车,鲁I·D0001,45,测试客运,,,9800,,济南市,2018/2/7 8:00,河南周口,2018/2/7 20:00
C2,包车,鲁I·D0001,40,测试客运,,,9800,,411600,2018-02-08 08:00,370100,2018-02-08T20:00
T1,车票,,120,,K8271,硬座,98.5,已付款,370100,2018年2月8日 19:10,510100,2018-02-10 06:00
CSV
cat >same.xml <<'XML'
<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100">
  <vehicle id="鲁I·D0001" kind="coach" seats="45" operator="测试客运"/>
  <allocation id="C1" kind="chartered-coach" vehicle="鲁I·D0001" seats="45" price="980000">
    <stop place="370100" at="2018-02-07T08:00" use="board"/><stop place="411600" at="2018-02-07T20:00" use="alight"/>
  </allocation>
  <allocation id="C2" kind="chartered-coach" vehicle="鲁I·D0001" seats="40" price="980000">
    <stop place="411600" at="2018-02-08T08:00" use="board"/><stop place="370100" at="2018-02-08T20:00" use="alight"/>
  </allocation>
  <allocation id="T1" kind="ticket-block" mode="train" service="K8271" class="硬座" seats="120" price="9850" state="paid">
    <stop place="370100" at="2018-02-08T19:10" use="board"/><stop place="510100" at="2018-02-10T06:00" use="alight"/>
  </allocation>
</supply>
XML
exits 0 "$HOMEWARD" --db table.db init "$from/campaign.xml"
exits 0 "$HOMEWARD" --db xml.db init "$from/campaign.xml"
exits 2 "$HOMEWARD" --db table.db supply import table.csv
exits 0 "$HOMEWARD" --db table.db supply import table.csv --office 济南
exits 0 "$HOMEWARD" --db xml.db supply import same.xml
rows() { sqlite3 "$1" 'SELECT a.key, kind, mode, seats, price, state, class, service, place, at, use FROM allocation a JOIN stop ON allocation = id ORDER BY 1, seq; SELECT key, kind, seats, operator FROM vehicle'; }
same "table and XML" "$(rows xml.db)" "$(rows table.db)"
before=$(sqlite3 table.db .dump | cksum)
exits 0 "$HOMEWARD" --json --db table.db supply import table.csv --office 370100
says '"allocations_new":0,"allocations_changed":0' out
before=$(sqlite3 table.db 'SELECT * FROM allocation' | cksum)
refused() { # refused WORD LINE SED-SCRIPT
    sed "$3" table.csv >bad.csv
    exits 3 "$HOMEWARD" --json --db table.db supply import bad.csv --office 370100
    says "\"code\":\"$1\"" out
    says "\"line\":$2" out
    same "nothing changed by $3" "$before" "$(sqlite3 table.db 'SELECT * FROM allocation' | cksum)"
}
refused malformed-value 4 's/2018-02-08 08:00/8点/'
refused malformed-value 5 's/98\.5/九十八/'
refused missing-attribute 5 's/,2018-02-10 06:00//'
refused no-header 0 '2d'
refused id-twice 0 's/^C2/C1/'
finish
