umask 077
printf 'correct horse battery\n' >pw
printf 'short\n' >short
prodrome --now 2026-01-01T00:00:00Z init --admin ada --password-file short
ls
prodrome --now 2026-01-01T00:00:00Z init --admin ada --password-file pw
prodrome user list
prodrome --store other.db init >/dev/null
prodrome --store other.db init --admin ada --password-file pw --json
prodrome --store other.db init --admin bea --password-file pw
