#!/usr/bin/env bash
# 177,100 riders in one list: what importing takes, beside a bare loop that inserts the same rows
# into the program's own tables, and beside xmllint reading the list. The ratios are of processor
# time, which other work on the machine disturbs least; wall time stands beside it. RIDERS= for a
# smaller list.
set -eu
riders=${RIDERS:-177100}
bench=$BUILD/import-bench
"$bench" rows "$riders" .
cat >campaign.xml <<'XML'
<campaign xmlns="urn:homeward:campaign:1" id="bench" name="bench" starts="2018-01-15" ends="2018-03-31">
  <rules boardWithinKm="30" alightWithinKm="60" documentRegions="379901-379917"/>
</campaign>
XML
"$HOMEWARD" --db fresh.db init campaign.xml >/dev/null
"$HOMEWARD" --db fresh.db station add BENCH --office 370100 --name BENCH >/dev/null

line() { # line WHAT WALL CPU PEAK_KB [LOOP_CPU]
    awk -v what="$1" -v wall="$2" -v cpu="$3" -v kb="$4" -v loop="${5:-0}" 'BEGIN {
        printf "%-34s %8.2f %8.2f %9s %10s\n", what, wall, cpu, (kb ? sprintf("%.0f", kb / 1024) : "-"),
            (loop > 0 ? sprintf("%.2f", cpu / loop) : "-")}'
}
timed() { # timed COMMAND...: sets wall, cpu, peak
    local status=0 user system
    /usr/bin/time -o took -f '%e %U %S %M' "$@" >answer 2>errors || status=$?
    [ "$status" -le 1 ] || { cat answer errors >&2; return "$status"; }
    read -r wall user system peak < <(tail -n 1 took)
    cpu=$(awk -v u="$user" -v s="$system" 'BEGIN {print u + s}')
}

printf '%-34s %8s %8s %9s %10s\n' "$riders riders" "wall s" "cpu s" "peak MiB" "/ loop"
for format in xml csv xlsx; do
    cp fresh.db "$format.db"
    if ! timed "$HOMEWARD" --json --db "$format.db" list import "list.$format" --station BENCH; then
        echo "importing $format failed"
        continue
    fi
    import_wall=$wall import_cpu=$cpu import_peak=$peak
    cp fresh.db loop.db
    read -r loop_wall loop_cpu < <("$bench" loop "$format.db" loop.db)
    line "bare loop, the same rows" "$loop_wall" "$loop_cpu" 0
    line "import $format" "$import_wall" "$import_cpu" "$import_peak" "$loop_cpu"
    if [ "$format" = xml ] && command -v xmllint >/dev/null; then
        timed xmllint --stream --noout list.xml
        line "xmllint --stream --noout" "$wall" "$cpu" "$peak"
        awk -v a="$import_cpu" -v b="$cpu" 'BEGIN {printf "%-34s %39.2f\n", "import xml / xmllint", a / b}'
    fi
done
