#!/usr/bin/env bash
# Manifests of the whole campaign, a file each and all in one, in both languages: milliseconds of
# CPU a page, and the ratio to pango alone setting the same text at the same places.
set -eu
export HOMEWARD_NOW=2018-01-25T10:00 HOMEWARD_DB=$PWD/it.db
LC_ALL=zh_CN.UTF-8 bash "$FIXTURES/demo.sh" "$BUILD" 2018 "${SCALE:-1}" >demo.log
cp "$BUILD/demo/campaign.db" it.db
cpu() { # cpu COMMAND...: CPU seconds, the output in ./out
    /usr/bin/time -q -o used -f '%U %S' "$@" >out
    awk '{print $1 + $2}' used
}
printf '%-34s %8s %8s %8s %10s\n' manifests pages "CPU s" "ms/page" MiB
for lang in zh en; do
    for one in "" --one-file; do
        rm -rf files
        seconds=$(cpu "$HOMEWARD" --lang "$lang" --json manifest --all -o files $one)
        pages=$(sed -E 's/.*"pages":([0-9]+).*/\1/' out)
        [ -z "$one" ] || cp files/manifests.pdf "one-$lang.pdf"
        [ -z "$one" ] || echo "$seconds" >"one-$lang.seconds"
        awk -v what="$lang, ${one:-a file each}" -v n="$pages" -v s="$seconds" -v k="$(du -sk files | cut -f1)" \
            'BEGIN {printf "%-34s %8d %8.2f %8.2f %10.1f\n", what, n, s, 1000 * s / n, k / 1024}'
    done
done
echo
# The same words at the same places: what pdftotext finds in the file.
for lang in zh en; do
    pdftotext -bbox "one-$lang.pdf" words.html
    awk '/<page / {if (n++) print "\f"}
        /<word / {
            match($0, /xMin="[^"]*"/); x = substr($0, RSTART + 6, RLENGTH - 7)
            match($0, /yMin="[^"]*"/); y = substr($0, RSTART + 6, RLENGTH - 7)
            sub(/^[^>]*>/, ""); sub(/<\/word>.*/, "")
            print x, y, 10 "\t" $0
        }' words.html >words.txt
    alone=$("$BUILD/paper-bench" alone.pdf <words.txt)
    awk -v lang="$lang" -v a="$(cat "one-$lang.seconds")" -v b="$alone" \
        'BEGIN {printf "%-45s %10.2f\n", "one file / pango alone with the same text, " lang, a / b}'
done
rm -f one-*.pdf alone.pdf words.* it.db
