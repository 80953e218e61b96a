prodrome init >/dev/null
printf '[score]\nscore_windw_days = 30\n' >prodrome.db.conf
prodrome nightly
