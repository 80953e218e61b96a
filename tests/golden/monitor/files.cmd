# the same and another distribution, numbers and words; the exit status with --check
awk 'BEGIN { s = 7; print "same,moved,word,few"; for (i = 0; i < 300; i++) { s = (s * 16807) % 2147483647; print s % 1000 / 10 "," s % 977 "," (s % 3 == 0 ? "a" : "b") "," (i < 5 ? i : "") } }' >ref.csv
awk 'BEGIN { s = 11; print "same,moved,word,other"; for (i = 0; i < 200; i++) { s = (s * 16807) % 2147483647; print s % 1000 / 10 "," s % 977 + 200 "," (s % 3 == 0 ? "a" : "b") ",x" } }' >cur.csv
sed -i '1s/other/few/; 2,$s/x$/1/' cur.csv
prodrome monitor drift ref.csv cur.csv --check
echo $?
prodrome monitor drift ref.csv ref.csv --json | sed -n '1,12p;/verdict/p'
prodrome monitor drift ref.csv nowhere.csv
echo $?
prodrome monitor drift ref.csv
prodrome monitor water
