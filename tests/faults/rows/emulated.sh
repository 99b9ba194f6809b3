# Read by the rows that run in the emulated machine: its card is made by `make image`, which takes longer than a row.
: "${row:=$(basename "$0" .sh)}"
if [ ! -s build/image/vitrin-pi.img ]; then
    echo "SKIP $row: there is no build/image/vitrin-pi.img (make image)"
    exit 0
fi
# emulated PART WHAT: the part's own line "N = … WHAT" is told, and of a failure the end of what was said
emulated() {
    said=$(mktemp)
    trap 'rm -f "$said"' EXIT
    make -s e2e PARTS="$1" >"$said" 2>&1
    status=$?
    grep -oE "N = [0-9]+ $2.*" "$said" | tail -n 1
    [ $status -eq 0 ] || grep -E 'NOT OK|e2e: .* passed' "$said"
    exit $status
}
