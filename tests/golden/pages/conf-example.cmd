# The first example of prodrome.conf(5) is in one piece.
build=$(dirname "$(command -v prodrome)")
sed -n '/^\[source servicedesk\]/,/^.EE/p' "$build/share/man/man5/prodrome.conf.5" | head -4
