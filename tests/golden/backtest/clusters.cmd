. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
# 120 tickets of three subjects, which the component names.
awk 'BEGIN { print "id,title,description,component,status,created";
             split("printer toner tray paper,password login account locked,network router cable wireless", word, ",");
             split("printing,access,network", component, ",");
             for (i = 0; i < 120; i++) { n = split(word[i % 3 + 1], w, " "); s = "";
                 for (j = 0; j < 3; j++) s = s " " w[(int(i / 3) * 7 + j * (i % 5 + 1)) % n + 1];
                 printf "%d,%s,the%s of user,%s,Closed,%d\n", i + 1, substr(s, 2), s, component[i % 3 + 1], 1600000000 + i * 86400 } }' >t.csv
prodrome init >/dev/null
prodrome --quiet import tickets t.csv --project desk >/dev/null
prodrome backtest clusters --k 3 --predictions p.csv
prodrome backtest clusters --k 3 --json | steady | sed -n '/"\(ami\|ari\|v_measure\|tickets\|clusters\|k\)"/p'
head -4 p.csv
prodrome backtest clusters --holdout 0.3
prodrome backtest clusters --label team
prodrome backtest clusters --k 0
