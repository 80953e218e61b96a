prodrome init >/dev/null
prodrome init
