prodrome --version
prodrome --version --verbose | sed 's/ [0-9.]*$/ VERSION/'
prodrome --json --version | sed 's/"[0-9.]*"/VERSION/'
