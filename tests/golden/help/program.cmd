prodrome --help
