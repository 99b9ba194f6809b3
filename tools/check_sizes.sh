#!/bin/sh
# No file over 600 lines, no header over 150.
status=0
for file in $(find src tools tests -name '*.[ch]'); do
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || { echo "$file: $lines lines, at most 600"; status=1; }
    case $file in *.h) [ "$lines" -le 150 ] || { echo "$file: $lines lines, at most 150 in a header"; status=1; } ;; esac
done
[ $status -eq 0 ] && echo "sizes: fine"
exit $status
