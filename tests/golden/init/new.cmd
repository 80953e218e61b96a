prodrome --now 2026-01-01T00:00:00Z init
ls
stat -c '%a %n' prodrome.db.keys prodrome.db.keys/*.key
