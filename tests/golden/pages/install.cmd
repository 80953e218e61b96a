# Installed and removed again, nothing of ours is left; what others put there stays.
build=$(dirname "$(command -v prodrome)")
variant=$(basename "$build")
at="DESTDIR=$PWD/root PREFIX=/usr"
run() { make -s -C "$PRODROME_TEST_ROOT" VARIANT="$variant" -o all -o prodrome "$@" $at 2>&1 | grep -v 'recipe\|ignored'; }
run install
(cd root && find . -type f | sort | grep -v 'man1/prodrome-')
[ "$(find root -name 'prodrome-*.1' | wc -l)" -eq "$(prodrome help | sed -n '/^Commands/,/^$/p' | grep -c '^  ')" ] && echo "a page for each command"
touch root/usr/share/man/man1/other.1
run uninstall
find root -type f
find root -name '*prodrome*'
