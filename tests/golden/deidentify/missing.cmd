prodrome deidentify nowhere.txt
