#!/bin/sh
# Every header compiles alone. usage: check_headers.sh "COMPILER FLAGS"
status=0
for header in src/*/*.h tools/*.h; do
    $1 -x c -fsyntax-only -Wno-pragma-once-outside-header "$header" 2>/dev/null || $1 -x c -fsyntax-only "$header" || { echo "$header does not compile alone"; status=1; }
done
[ $status -eq 0 ] && echo "headers: fine"
exit $status
