#!/bin/sh
# Every header compiles alone. usage: check_headers.sh "COMPILER FLAGS"
status=0
flags=$(echo "$1" | sed "s/-MMD -MP//") # no dependency files; #pragma once and macros alone are no fault here
for header in src/*/*.h tools/*.h; do
    echo "#include \"$header\"" | $flags -x c -fsyntax-only -Wno-pedantic - || { echo "$header does not compile alone"; status=1; }
done
[ $status -eq 0 ] && echo "headers: fine"
exit $status
