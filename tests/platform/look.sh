# shellcheck shell=sh disable=SC2154
# Sourced by tests/platform.sh after the machine has ended: its report, and what lies on the sticks now.
back=$work/back

# The files of an image but for what the machine may write, with their hashes.
files_of() {
    rm -rf "$work/unpacked"
    mkdir "$work/unpacked"
    mcopy -s -n -i "$1" :: "$work/unpacked/" 2>/dev/null
    (cd "$work/unpacked" && find . -type f ! -path './vitrin-receipt.txt' ! -path './vitrin-export/*' -exec sha256sum {} + | sort)
}
same_files() { # same_files NAME [OFFSET]
    files_of "$images/$1.img${2-}" >"$work/before.txt"
    files_of "$back/$1.img${2-}" >"$work/after.txt"
    test -s "$work/before.txt" && diff "$work/before.txt" "$work/after.txt"
}
untouched() { cmp "$images/$1.img" "$back/$1.img"; }
receipt() { # receipt NAME OUTCOME WORDS… [OFFSET]: in both languages
    mcopy -n -i "$back/$1.img${5-}" ::vitrin-receipt.txt "$work/receipt.txt" && grep -q "^outcome: $2" "$work/receipt.txt" &&
        grep -q "$3" "$work/receipt.txt" && grep -q "$4" "$work/receipt.txt"
}
no_receipt() { ! mdir -b -i "$back/$1.img" :: | grep -i 'vitrin-receipt\|\.new'; }

if ! grep -q '^took .* s in the machine' "$work/report" 2>/dev/null; then
    failed=$((failed + 1))
    echo "platform: the machine did not come to its end: $(tail -n 3 "$work/report" "$work/console.txt" 2>&1)"
fi
passed=$((passed + $(grep -c '^ok ' "$work/report")))
failed=$((failed + $(grep -c '^not ok ' "$work/report")))
grep -v '^ok \|^took' "$work/report"
took=$(sed -n 's/^took /; /p' "$work/report" | tr -d '\n')
for name in good last; do
    check "$name: a receipt in both languages" receipt $name installed 'محتوای تازه آماده است' 'The new content is ready'
    check "$name: its other files are what they were" same_files $name
done
if is_long; then
    already='part slow second'
    untouched='ntfs ext4 blank table bpb fat'
else
    already=part
    untouched=ntfs
fi
for name in $already; do
    offset=
    [ $name != part ] || offset=@@1M
    check "$name: a receipt in both languages" receipt $name already 'همین محتوا روی نمایشگر است' 'This content is already on show' "$offset"
    check "$name: its other files are what they were" same_files $name "$offset"
done
if is_long; then
    check 'full: no receipt' no_receipt full
    check 'full: its files are what they were' same_files full
    check 'protected: untouched' untouched protected
    check 'folder: what lies in the receipt'\''s place stays' same_files folder
fi
check 'export: a receipt' receipt export exported 'آمار روی حافظه نوشته شد' 'The statistics are on the stick'
check 'export: the history' sh -c "mtype -i '$back/export.img' ::vitrin-export/history.csv | grep -q ',installed,'"
check 'export: its other files are what they were' same_files export
for name in $untouched; do
    check "$name: untouched" untouched $name
done
