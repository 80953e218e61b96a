# dates and identifiers are not compared, in text and JSON; a word that repeats and a column of 0 and 1 are
awk 'BEGIN { print "id,opened,word,flag"; for (i = 0; i < 300; i++) printf "T%d,2026-01-%02dT%02d:00:00Z,%s,%d\n", i, i / 24 + 1, i % 24, i % 3 == 0 ? "a" : "b", i % 2 }' >ref.csv
awk 'BEGIN { print "id,opened,word,flag"; for (i = 300; i < 500; i++) printf "T%d,2026-02-%02dT%02d:00:00Z,%s,%d\n", i, (i - 300) / 24 + 1, i % 24, i % 3 == 0 ? "a" : "b", i % 2 }' >cur.csv
prodrome monitor drift ref.csv cur.csv
prodrome monitor drift ref.csv cur.csv --json | grep '"name"\|"rule": "not\|"verdict"'
