#!/bin/sh
# Statistics from end to end: recorded visits give exactly the counts that stand in tests/stats, and a folder with a page about them. A
# show whose file cannot be had goes on. usage: tests/stats.sh BUILD-FOLDER
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
suite=stats
said=$work/said.txt
. tests/check.sh
export SDL_VIDEODRIVER=dummy

same_counts() {
    "$build/vitrin" --replay "tests/replay/$1.touch" --stats "$work/$1.db" &&
        "$build/vitrin" --stats-report "$work/$1.db" >"$work/$1.csv" && diff "tests/stats/$1.csv" "$work/$1.csv"
}
page() { "$build/vitrin" --stats-report "$work/statistics.db" --out "$work/$1" --lang "$1"; }
shows() { "$build/vitrin" --frames 3 --windowed --size 640x360 --stats "$1"; }

# where the keyboard's keys lie is not what is tested
same_searches() {
    "$build/vitrin" --replay tests/replay/statistics-search.touch --stats "$work/search.db" &&
        "$build/vitrin" --stats-report "$work/search.db" | grep -v ',touch_' >"$work/search.csv" &&
        diff tests/stats/statistics-search.csv "$work/search.csv"
}

for visit in statistics statistics-portrait; do
    check "counts of $visit" same_counts $visit
done
check 'counts of searches' same_searches
for lang in fa en; do
    check "page in $lang" page $lang
    check "counts beside the page in $lang" cmp "$work/$lang/stats.csv" tests/stats/statistics.csv
done
check 'visits on the page in fa' grep -qx '  شمار بازدیدها: ۲' "$work/fa/stats-fa.txt"
check 'visits on the page in en' grep -qx '  Visits: 2' "$work/en/stats-en.txt"
check 'nothing stays behind' test ! -e "$work/statistics.db-wal"
check 'a show without a place for its file' shows /nonexistent/stats.db
check 'a show that is given a folder' shows "$work/fa"
check 'the folder is as it was' test -s "$work/fa/stats.csv"
echo 'no database' >"$work/bad.db"
check 'a show with a bad file' shows "$work/bad.db"
check 'the bad file is kept' grep -q 'no database' "$work/bad.db.corrupt-1"
check 'the new file is read' "$build/vitrin" --stats-report "$work/bad.db"

checked
