#!/bin/sh
# Every header compiles alone. usage: check_headers.sh "COMPILER FLAGS"
status=0
flags=$(echo "$1" | sed "s/-MMD -MP//") # no dependency files
for header in src/*/*.h tools/*.h; do
    $flags -x c -fsyntax-only "$header" || { echo "$header does not compile alone"; status=1; }
done
[ $status -eq 0 ] && echo "headers: fine"
exit $status
