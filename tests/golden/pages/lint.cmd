# No page makes groff say a word, every page reads at 80 columns, and none is made twice alike with other bytes.
build=$(dirname "$(command -v prodrome)")
command -v groff >/dev/null || { echo "groff is not installed" >&2; exit 77; }
for page in "$build"/share/man/man?/*; do
    groff -man -Tutf8 -ww -z -rLL=80n "$page" 2>&1 | sed "s|^|$(basename "$page"): |"
    groff -man -Tascii -P-cbou -rLL=80n "$page" 2>/dev/null | awk -v page="$(basename "$page")" '!/http/ && length($0) > 100 { print page ": " $0 }'
done
"$build/prodrome-pages" again 2026-11-26
diff -r -x .made again "$build/share" && echo "the same again"
"$build/prodrome-pages"; echo $?
"$build/prodrome-pages" /dev/null/no 2026-11-26; echo $?
