prodrome import tickets x.csv --project
