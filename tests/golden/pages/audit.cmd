# One manual page whole, as it is installed.
build=$(dirname "$(command -v prodrome)")
cat "$build/share/man/man1/prodrome-audit.1"
