prodrome --version
