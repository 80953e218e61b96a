. "$PRODROME_TEST_ROOT/tests/golden/lib.sh"
make_store
cat >tickets.csv <<END
id,project,title,description,created,resolved,status,resolution,team,duplicate_of,started,restored,close_notes
1,desk,printer jam on ward 3,the label printer of ward 3 is jammed again,2025-01-01,2025-01-03,Closed,Fixed,devices,,2025-01-01T08:00:00Z,2025-01-01T11:30:00Z,Cleaned the feed rollers and set the label width again
2,desk,printer jam,label printer jammed since the morning,2025-01-05,2025-01-05T12:00:00Z,Closed,Duplicate,devices,1,,,
3,desk,login refused,password of the portal refused after the patch,2025-01-06,,New,,,,,,
4,desk,printer of ward 3,jammed label printer of ward 3,2025-01-09,,New,,,,,,
4,lab,analyser stops,analyser stops after the label is printed,2025-01-07,2025-01-08,Closed,Fixed,lab,,,,
5,lab,analyser stops again,analyser stops after the label,2025-01-10,,New,,,,,,
END
prodrome -q import tickets tickets.csv >/dev/null
prodrome similar desk/4
prodrome similar ticket:lab/5 --json
prodrome similar 2 --top 1
